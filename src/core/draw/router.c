/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Tells the fingers of a screen apart: each belongs to a station, and there either to the tool in
 * its hand or to moving the map. */
#include "core/draw/router.h"

#include <math.h>

/* A finger that stays within this many pixels has tapped. */
#define TAP_MOUSE 4.0
#define TAP_TOUCH 12.0
/* Two fingers that move together shall not zoom or turn the map by their trembling. */
#define ZOOM_FROM 0.07 /* natural logarithm of the change of their distance */
#define TURN_FROM (14 * G_PI / 180)
/* Fingers closer than this tell no direction. */
#define SPAN_LEAST 24.0
#define FLING_WINDOW_MS 80
/* More fingers than these within so short a time are a palm or a sleeve. */
#define PALM_FINGERS 5
#define PALM_MS 150
/* A finger that has not stirred for so long is a cup, or its end was lost on the way. */
#define STUCK_MS 60000

typedef enum {
  TAKEN,  /* first finger down, the tool wants it */
  FREE,   /* first finger down, no tool wants it */
  SECOND, /* one more finger down */
  LAST_UP,
  N_SIGNS
} Sign;

static const struct {
  NordRouterMode from;
  Sign sign;
  NordRouterMode to;
} steps[] = {
  {NORD_ROUTER_QUIET, TAKEN, NORD_ROUTER_TOOL},
  {NORD_ROUTER_QUIET, FREE, NORD_ROUTER_PAN},
  {NORD_ROUTER_TOOL, SECOND, NORD_ROUTER_NAVIGATE},
  {NORD_ROUTER_PAN, SECOND, NORD_ROUTER_NAVIGATE},
  {NORD_ROUTER_NAVIGATE, SECOND, NORD_ROUTER_NAVIGATE},
  {NORD_ROUTER_TOOL, LAST_UP, NORD_ROUTER_QUIET},
  {NORD_ROUTER_PAN, LAST_UP, NORD_ROUTER_QUIET},
  {NORD_ROUTER_NAVIGATE, LAST_UP, NORD_ROUTER_QUIET},
};

typedef struct {
  gconstpointer sequence;
  guint station;
  NordContact at, start; /* in pixels of the station */
  gboolean moved;        /* farther than a tap */
} Finger;

typedef struct {
  double x, y;
  guint32 time;
} Trail;

typedef struct {
  double x, y;
  NordView view;
  NordTool *tool; /* (unowned) (nullable) */
  NordRouterMode mode;
  guint n_fingers;
  /* Where the fingers that move the map were when the map last followed them. */
  double middle_x, middle_y, span, angle;
  gboolean zooms, turns;
  Trail trail[8];
  guint n_trail;
} Station;

/* One that began in the guard and has not come out of it. */
typedef struct {
  gconstpointer sequence;
  NordContact start; /* in pixels of the screen */
} Waiting;

struct _NordRouter {
  struct {
    double x, y, width, height, guard;
  } glass;
  NordRouterListener listener;
  gpointer data;    /* (unowned) of the listener */
  GArray *stations; /* (owned) (element-type Station) */
  GArray *fingers;  /* (owned) (element-type Finger) those that are down */
  GArray *waiting;  /* (owned) (element-type Waiting) those that may be no fingers */
};

static Station *
get_station (NordRouter *self, guint station)
{
  return &g_array_index (self->stations, Station, station);
}

static gboolean
step (Station *station, Sign sign)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (steps[i].from == station->mode && steps[i].sign == sign) {
      station->mode = steps[i].to;
      return TRUE;
    }
  }
  return FALSE;
}

static Finger *
find_finger (NordRouter *self, gconstpointer sequence)
{
  for (guint i = 0; i < self->fingers->len; i++) {
    Finger *finger = &g_array_index (self->fingers, Finger, i);

    if (finger->sequence == sequence)
      return finger;
  }
  return NULL;
}

static gboolean
is_guarded (NordRouter *self, const NordContact *at)
{
  const double x = at->x - self->glass.x, y = at->y - self->glass.y;
  const double guard = self->glass.guard;

  return guard > 0 && (x < guard || y < guard || x >= self->glass.width - guard ||
                       y >= self->glass.height - guard);
}

/* Its place in the list, or the length of that. */
static guint
find_waiting (NordRouter *self, gconstpointer sequence)
{
  guint i = 0;

  while (i < self->waiting->len && g_array_index (self->waiting, Waiting, i).sequence != sequence)
    i++;
  return i;
}

/* TRUE: it was waiting, and does no more. */
static gboolean
stop_waiting (NordRouter *self, gconstpointer sequence)
{
  const guint i = find_waiting (self, sequence);

  if (i == self->waiting->len)
    return FALSE;
  g_array_remove_index_fast (self->waiting, i);
  return TRUE;
}

static NordContact
to_station (const Station *station, const NordContact *at)
{
  NordContact local = *at;

  local.x -= station->x;
  local.y -= station->y;
  return local;
}

/* Middle, mean distance from it, and direction of the fingers of a station. */
static void
measure (NordRouter *self, guint station, double *x, double *y, double *span, double *angle)
{
  const Finger *first = NULL, *second = NULL;
  guint n = 0;

  *x = *y = *span = *angle = 0;
  for (guint i = 0; i < self->fingers->len; i++) {
    const Finger *finger = &g_array_index (self->fingers, Finger, i);

    if (finger->station != station)
      continue;
    *x += finger->at.x;
    *y += finger->at.y;
    n++;
    if (first == NULL)
      first = finger;
    else if (second == NULL)
      second = finger;
  }
  *x /= MAX (n, 1);
  *y /= MAX (n, 1);
  if (second == NULL)
    return;
  for (guint i = 0; i < self->fingers->len; i++) {
    const Finger *finger = &g_array_index (self->fingers, Finger, i);

    if (finger->station == station)
      *span += 2 * hypot (finger->at.x - *x, finger->at.y - *y) / n;
  }
  *angle = atan2 (second->at.y - first->at.y, second->at.x - first->at.x);
}

/* Fingers came or went: what they do from now on counts from here, so that nothing jumps. */
static void
rebase (NordRouter *self, guint index)
{
  Station *station = get_station (self, index);

  measure (self, index, &station->middle_x, &station->middle_y, &station->span, &station->angle);
  station->n_trail = 0;
}

static void
add_trail (Station *station, guint32 time)
{
  if (station->n_trail == G_N_ELEMENTS (station->trail)) {
    for (guint i = 1; i < station->n_trail; i++)
      station->trail[i - 1] = station->trail[i];
    station->n_trail--;
  }
  station->trail[station->n_trail++] = (Trail){station->middle_x, station->middle_y, time};
}

static void
follow (NordRouter *self, guint index, guint32 time)
{
  Station *station = get_station (self, index);
  NordNavigation move = {station->middle_x, station->middle_y, 0, 0, 1, 0};
  double span, angle;

  measure (self, index, &move.to_x, &move.to_y, &span, &angle);
  if (station->n_fingers >= 2 && span >= SPAN_LEAST && station->span >= SPAN_LEAST) {
    double growth = log (span / station->span);
    double turn = remainder (angle - station->angle, 2 * G_PI);

    if (!station->zooms && fabs (growth) > ZOOM_FROM) {
      station->zooms = TRUE;
      station->span = span;
    } else if (station->zooms) {
      move.scale = span / station->span;
      station->span = span;
    }
    if (!station->turns && fabs (turn) > TURN_FROM) {
      station->turns = TRUE;
      station->angle = angle;
    } else if (station->turns) {
      move.angle = turn;
      station->angle = angle;
    }
  } else if (station->n_fingers >= 2) {
    station->span = span;
    station->angle = angle;
  }
  station->middle_x = move.to_x;
  station->middle_y = move.to_y;
  add_trail (station, time);
  nord_view_navigate (&station->view, &move);
  if (self->listener.viewed) {
    NordView view = station->view;

    self->listener.viewed (index, &view, self->data);
  }
}

static void
fling (NordRouter *self, guint index, guint32 time)
{
  Station *station = get_station (self, index);
  const Trail *last, *first;

  if (station->n_trail < 2 || self->listener.flung == NULL)
    return;
  last = &station->trail[station->n_trail - 1];
  if (time - last->time > FLING_WINDOW_MS)
    return;
  first = last;
  for (guint i = station->n_trail;
       i > 0 && last->time - station->trail[i - 1].time <= FLING_WINDOW_MS; i--)
    first = &station->trail[i - 1];
  if (last->time == first->time)
    return;
  self->listener.flung (index, (last->x - first->x) / (last->time - first->time),
                        (last->y - first->y) / (last->time - first->time), self->data);
}

/* Takes the finger off; @lost: by the system. */
static void
end_finger (NordRouter *self, Finger *finger, const NordContact *at, gboolean lost)
{
  Finger gone = *finger;
  Station *station = get_station (self, gone.station);
  NordRouterMode mode = station->mode;
  guint index = gone.station;

  g_array_remove_index_fast (self->fingers, finger - (Finger *) self->fingers->data);
  station->n_fingers--;
  if (mode == NORD_ROUTER_TOOL && station->tool) {
    if (lost)
      nord_tool_pause (station->tool, &station->view, TRUE);
    else
      nord_tool_lift (station->tool, &station->view, at);
    station = get_station (self, index);
  }
  if (station->n_fingers > 0) {
    rebase (self, index);
    return;
  }
  step (station, LAST_UP);
  if (station->tool)
    nord_tool_resume (station->tool);
  if (mode == NORD_ROUTER_PAN && !gone.moved && !lost && self->listener.tapped)
    self->listener.tapped (index, at, self->data);
  else if ((mode == NORD_ROUTER_PAN || mode == NORD_ROUTER_NAVIGATE) && !lost)
    fling (self, index, at->time);
}

/* Milliseconds; the clock wraps round, and some events come with an earlier time than others. */
static gint32
since (guint32 now, guint32 then)
{
  return (gint32) (now - then);
}

/* Takes off all fingers of a station that came down less than @younger, or have not stirred for
 * more than @stiller milliseconds before @time. */
static void
sweep (NordRouter *self, guint index, guint32 time, gint32 younger, gint32 stiller)
{
  for (guint i = self->fingers->len; i > 0; i--) {
    Finger *finger = &g_array_index (self->fingers, Finger, i - 1);

    if (finger->station == index &&
        (since (time, finger->start.time) < younger || since (time, finger->at.time) > stiller))
      end_finger (self, finger, &finger->at, TRUE);
  }
}

static gboolean
is_palm (NordRouter *self, guint index, guint32 time)
{
  guint n = 1;

  for (guint i = 0; i < self->fingers->len; i++) {
    const Finger *finger = &g_array_index (self->fingers, Finger, i);

    n += finger->station == index && since (time, finger->start.time) < PALM_MS;
  }
  return n > PALM_FINGERS;
}

NordRouter *
nord_router_new (const NordRouterListener *listener, gpointer data)
{
  NordRouter *self = g_new0 (NordRouter, 1);

  if (listener)
    self->listener = *listener;
  self->data = data;
  self->stations = g_array_new (FALSE, TRUE, sizeof (Station));
  self->fingers = g_array_new (FALSE, TRUE, sizeof (Finger));
  self->waiting = g_array_new (FALSE, TRUE, sizeof (Waiting));
  return self;
}

void
nord_router_free (NordRouter *self)
{
  g_array_unref (self->stations);
  g_array_unref (self->fingers);
  g_array_unref (self->waiting);
  g_free (self);
}

guint
nord_router_add_station (NordRouter *self, double x, double y, const NordView *view)
{
  Station station = {.x = x, .y = y, .view = *view};

  g_array_append_val (self->stations, station);
  return self->stations->len - 1;
}

void
nord_router_move_station (NordRouter *self, guint station, double x, double y)
{
  g_return_if_fail (station < self->stations->len);
  get_station (self, station)->x = x;
  get_station (self, station)->y = y;
}

void
nord_router_set_glass (NordRouter *self,
                       double x,
                       double y,
                       double width,
                       double height,
                       double guard)
{
  self->glass.x = x;
  self->glass.y = y;
  self->glass.width = width;
  self->glass.height = height;
  self->glass.guard = guard;
}

void
nord_router_set_view (NordRouter *self, guint station, const NordView *view)
{
  g_return_if_fail (station < self->stations->len);
  get_station (self, station)->view = *view;
}

const NordView *
nord_router_get_view (NordRouter *self, guint station)
{
  g_return_val_if_fail (station < self->stations->len, NULL);
  return &get_station (self, station)->view;
}

/* Fingers that are down stay down, but say nothing to the new tool. */
void
nord_router_set_tool (NordRouter *self, guint index, NordTool *tool)
{
  Station *station;

  g_return_if_fail (index < self->stations->len);
  station = get_station (self, index);
  if (station->tool == tool)
    return;
  station->tool = tool;
  if (station->mode == NORD_ROUTER_TOOL) {
    step (station, SECOND);
    rebase (self, index);
  }
}

NordRouterMode
nord_router_get_mode (NordRouter *self, guint station)
{
  g_return_val_if_fail (station < self->stations->len, NORD_ROUTER_QUIET);
  return get_station (self, station)->mode;
}

/* That under @at, or the number of them. */
static guint
find_station (NordRouter *self, const NordContact *at)
{
  guint index;

  for (index = 0; index < self->stations->len; index++) {
    const Station *station = get_station (self, index);

    if (at->x >= station->x && at->x < station->x + station->view.width && at->y >= station->y &&
        at->y < station->y + station->view.height)
      break;
  }
  return index;
}

static gboolean
put_down (NordRouter *self, gconstpointer sequence, const NordContact *at, gboolean navigate)
{
  Finger finger = {.sequence = sequence};
  Station *station;
  guint index;

  index = find_station (self, at);
  if (index == self->stations->len)
    return FALSE;
  sweep (self, index, at->time, 0, STUCK_MS);
  if (at->touch && is_palm (self, index, at->time)) {
    sweep (self, index, at->time, PALM_MS, G_MAXINT32);
    return FALSE;
  }
  station = get_station (self, index);
  finger.station = index;
  finger.at = finger.start = to_station (station, at);
  if (station->n_fingers > 0) {
    if (station->mode == NORD_ROUTER_TOOL && station->tool)
      nord_tool_pause (station->tool, &station->view, FALSE);
    station = get_station (self, index);
    step (station, SECOND);
    station->zooms = station->turns = FALSE;
  } else {
    gboolean taken =
      !navigate && station->tool && nord_tool_press (station->tool, &station->view, &finger.at);

    station = get_station (self, index);
    step (station, taken ? TAKEN : FREE);
  }
  g_array_append_val (self->fingers, finger);
  station->n_fingers++;
  rebase (self, index);
  return TRUE;
}

gboolean
nord_router_press (NordRouter *self,
                   gconstpointer sequence,
                   const NordContact *at,
                   gboolean navigate)
{
  const Waiting waiting = {sequence, *at};

  /* A finger cannot come down twice: its end was lost on the way. */
  nord_router_lose (self, sequence);
  if (!at->touch || !is_guarded (self, at))
    return put_down (self, sequence, at, navigate);
  if (find_station (self, at) == self->stations->len)
    return FALSE;
  g_array_append_val (self->waiting, waiting);
  return TRUE;
}

void
nord_router_move (NordRouter *self, gconstpointer sequence, const NordContact *at)
{
  Finger *finger;
  Station *station;
  const guint i = find_waiting (self, sequence);

  if (i < self->waiting->len && !is_guarded (self, at)) {
    const NordContact start = g_array_index (self->waiting, Waiting, i).start;

    g_array_remove_index_fast (self->waiting, i);
    put_down (self, sequence, &start, FALSE);
  }
  finger = find_finger (self, sequence);
  if (finger == NULL)
    return;
  station = get_station (self, finger->station);
  finger->at = to_station (station, at);
  finger->at.touch = finger->start.touch;
  switch (station->mode) {
  case NORD_ROUTER_TOOL:
    if (station->tool) {
      NordContact local = finger->at;

      nord_tool_move (station->tool, &station->view, &local);
    }
    break;
  case NORD_ROUTER_PAN:
    if (!finger->moved && hypot (finger->at.x - finger->start.x, finger->at.y - finger->start.y) <=
                            (finger->start.touch ? TAP_TOUCH : TAP_MOUSE))
      return;
    if (!finger->moved) {
      /* Not from where the finger came down: the map would jump by the trembling. */
      finger->moved = TRUE;
      rebase (self, finger->station);
      return;
    }
    follow (self, finger->station, at->time);
    break;
  case NORD_ROUTER_NAVIGATE:
    finger->moved = TRUE;
    follow (self, finger->station, at->time);
    break;
  case NORD_ROUTER_QUIET:
  default:
    break;
  }
}

void
nord_router_lift (NordRouter *self, gconstpointer sequence, const NordContact *at)
{
  Finger *finger = find_finger (self, sequence);
  NordContact local;

  if (stop_waiting (self, sequence) || finger == NULL)
    return;
  local = to_station (get_station (self, finger->station), at);
  local.touch = finger->start.touch;
  end_finger (self, finger, &local, FALSE);
}

void
nord_router_lose (NordRouter *self, gconstpointer sequence)
{
  Finger *finger = find_finger (self, sequence);

  stop_waiting (self, sequence);
  if (finger)
    end_finger (self, finger, &finger->at, TRUE);
}
