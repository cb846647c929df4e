/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The table. What stands in no row does nothing: a second tap on a button that has gone is lost. */
#include "core/kiosk/flow.h"

#define STAY NORD_N_SCREENS
#define BELOW (NORD_N_SCREENS + 1)

static const struct {
  NordScreen from;
  NordKioskEvent event;
  guint to; /* NordScreen or BELOW */
  enum { ANYBODY, GROWN_UP, CHILD } who;
} rows[] = {
  {NORD_SCREEN_ATTRACT, NORD_KIOSK_TOUCH, NORD_SCREEN_LANGUAGE},
  {NORD_SCREEN_ATTRACT, NORD_KIOSK_FOUND, NORD_SCREEN_RESUME},
  {NORD_SCREEN_ATTRACT, NORD_KIOSK_STAFF, NORD_SCREEN_STAFF},
  {NORD_SCREEN_LANGUAGE, NORD_KIOSK_NEXT, NORD_SCREEN_WAY},
  {NORD_SCREEN_LANGUAGE, NORD_KIOSK_BACK, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_WAY, NORD_KIOSK_NEXT, NORD_SCREEN_NOTICE},
  {NORD_SCREEN_WAY, NORD_KIOSK_BACK, NORD_SCREEN_LANGUAGE},
  {NORD_SCREEN_NOTICE, NORD_KIOSK_NEXT, NORD_SCREEN_DRAW, GROWN_UP},
  {NORD_SCREEN_NOTICE, NORD_KIOSK_LOOK, NORD_SCREEN_LOOK},
  {NORD_SCREEN_NOTICE, NORD_KIOSK_BACK, NORD_SCREEN_WAY},
  {NORD_SCREEN_LOOK, NORD_KIOSK_BACK, NORD_SCREEN_NOTICE},
  {NORD_SCREEN_DRAW, NORD_KIOSK_NEXT, NORD_SCREEN_ABOUT},
  {NORD_SCREEN_DRAW, NORD_KIOSK_BACK, NORD_SCREEN_NOTICE},
  {NORD_SCREEN_DRAW, NORD_KIOSK_FIND, NORD_SCREEN_FIND},
  {NORD_SCREEN_FIND, NORD_KIOSK_NEXT, NORD_SCREEN_DRAW},
  {NORD_SCREEN_FIND, NORD_KIOSK_BACK, NORD_SCREEN_DRAW},
  {NORD_SCREEN_ABOUT, NORD_KIOSK_NEXT, NORD_SCREEN_CHECK},
  {NORD_SCREEN_ABOUT, NORD_KIOSK_BACK, NORD_SCREEN_DRAW},
  {NORD_SCREEN_CHECK, NORD_KIOSK_WRITE, NORD_SCREEN_TEXT},
  {NORD_SCREEN_CHECK, NORD_KIOSK_SENT, NORD_SCREEN_THANKS},
  {NORD_SCREEN_CHECK, NORD_KIOSK_FAILED, NORD_SCREEN_PAUSE},
  {NORD_SCREEN_CHECK, NORD_KIOSK_BACK, NORD_SCREEN_ABOUT},
  {NORD_SCREEN_TEXT, NORD_KIOSK_NEXT, NORD_SCREEN_CHECK},
  {NORD_SCREEN_TEXT, NORD_KIOSK_BACK, NORD_SCREEN_CHECK},
  {NORD_SCREEN_THANKS, NORD_KIOSK_AGAIN, NORD_SCREEN_DRAW, GROWN_UP},
  {NORD_SCREEN_THANKS, NORD_KIOSK_IDLE, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_THANKS, NORD_KIOSK_NEXT, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_WAY, NORD_KIOSK_POLLS, NORD_SCREEN_VOTE},
  {NORD_SCREEN_VOTE, NORD_KIOSK_NEXT, NORD_SCREEN_NOTICE},
  {NORD_SCREEN_VOTE, NORD_KIOSK_BACK, NORD_SCREEN_WAY},
  {NORD_SCREEN_VOTE, NORD_KIOSK_SENT, NORD_SCREEN_VOTED},
  {NORD_SCREEN_VOTED, NORD_KIOSK_NEXT, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_VOTED, NORD_KIOSK_IDLE, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_VOTED, NORD_KIOSK_STAFF, NORD_SCREEN_STAFF},
  {NORD_SCREEN_WAY, NORD_KIOSK_CHILDREN, NORD_SCREEN_NOTICE},
  {NORD_SCREEN_NOTICE, NORD_KIOSK_NEXT, NORD_SCREEN_QUESTION, CHILD},
  {NORD_SCREEN_QUESTION, NORD_KIOSK_NEXT, NORD_SCREEN_STICK},
  {NORD_SCREEN_QUESTION, NORD_KIOSK_BACK, NORD_SCREEN_NOTICE},
  {NORD_SCREEN_STICK, NORD_KIOSK_PAINT, NORD_SCREEN_PAINT},
  {NORD_SCREEN_STICK, NORD_KIOSK_BACK, NORD_SCREEN_QUESTION},
  {NORD_SCREEN_STICK, NORD_KIOSK_SENT, NORD_SCREEN_THANKS},
  {NORD_SCREEN_STICK, NORD_KIOSK_FAILED, NORD_SCREEN_PAUSE},
  {NORD_SCREEN_PAINT, NORD_KIOSK_BACK, NORD_SCREEN_STICK},
  {NORD_SCREEN_PAINT, NORD_KIOSK_SENT, NORD_SCREEN_THANKS},
  {NORD_SCREEN_PAINT, NORD_KIOSK_FAILED, NORD_SCREEN_PAUSE},
  {NORD_SCREEN_THANKS, NORD_KIOSK_AGAIN, NORD_SCREEN_QUESTION, CHILD},
  {NORD_SCREEN_PAUSE, NORD_KIOSK_BACK, NORD_SCREEN_STICK, CHILD},
  {NORD_SCREEN_STAFF, NORD_KIOSK_COLLAGE, NORD_SCREEN_STICK},
  {NORD_SCREEN_RESUME, NORD_KIOSK_COLLAGE, NORD_SCREEN_STICK},
  {NORD_SCREEN_SWITCH, NORD_KIOSK_NEXT, BELOW},
  {NORD_SCREEN_SWITCH, NORD_KIOSK_BACK, BELOW},
  {NORD_SCREEN_SWITCH, NORD_KIOSK_CANCEL, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_SWITCH, NORD_KIOSK_IDLE, NORD_SCREEN_STILL},
  {NORD_SCREEN_SWITCH, NORD_KIOSK_STAFF, NORD_SCREEN_STAFF},
  {NORD_SCREEN_STILL, NORD_KIOSK_TOUCH, BELOW},
  {NORD_SCREEN_STILL, NORD_KIOSK_EXPIRED, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_STAFF, NORD_KIOSK_BACK, BELOW},
  {NORD_SCREEN_STAFF, NORD_KIOSK_IDLE, BELOW},
  {NORD_SCREEN_STAFF, NORD_KIOSK_UNLOCK, BELOW},
  {NORD_SCREEN_STAFF, NORD_KIOSK_DRAFT, NORD_SCREEN_ABOUT},
  {NORD_SCREEN_LOCKED, NORD_KIOSK_UNLOCK, BELOW},
  {NORD_SCREEN_LOCKED, NORD_KIOSK_STAFF, NORD_SCREEN_STAFF},
  {NORD_SCREEN_PAUSE, NORD_KIOSK_BACK, NORD_SCREEN_CHECK, GROWN_UP},
  {NORD_SCREEN_PAUSE, NORD_KIOSK_STAFF, NORD_SCREEN_STAFF},
  {NORD_SCREEN_RESUME, NORD_KIOSK_DRAFT, NORD_SCREEN_ABOUT},
  {NORD_SCREEN_RESUME, NORD_KIOSK_CANCEL, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_RESUME, NORD_KIOSK_IDLE, NORD_SCREEN_ATTRACT},
  {NORD_SCREEN_RESUME, NORD_KIOSK_STAFF, NORD_SCREEN_STAFF},
};

static gboolean
comes_over (NordScreen screen)
{
  return screen == NORD_SCREEN_SWITCH || screen == NORD_SCREEN_STILL ||
         screen == NORD_SCREEN_STAFF || screen == NORD_SCREEN_LOCKED;
}

/* Cancel, idling, the staff's corner and another language work alike on all of them. */
gboolean
nord_flow_is_under_way (const NordFlow *self)
{
  switch (self->screen) {
  case NORD_SCREEN_LANGUAGE:
  case NORD_SCREEN_WAY:
  case NORD_SCREEN_NOTICE:
  case NORD_SCREEN_DRAW:
  case NORD_SCREEN_FIND:
  case NORD_SCREEN_ABOUT:
  case NORD_SCREEN_TEXT:
  case NORD_SCREEN_CHECK:
  case NORD_SCREEN_LOOK:
  case NORD_SCREEN_VOTE:
  case NORD_SCREEN_QUESTION:
  case NORD_SCREEN_STICK:
  case NORD_SCREEN_PAINT:
  case NORD_SCREEN_PAUSE:
    return TRUE;
  case NORD_SCREEN_ATTRACT:
  case NORD_SCREEN_THANKS:
  case NORD_SCREEN_VOTED:
  case NORD_SCREEN_SWITCH:
  case NORD_SCREEN_STILL:
  case NORD_SCREEN_STAFF:
  case NORD_SCREEN_LOCKED:
  case NORD_SCREEN_RESUME:
  case NORD_N_SCREENS:
  default:
    return FALSE;
  }
}

static guint
find (const NordFlow *self, NordKioskEvent event)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].from == self->screen && rows[i].event == event &&
        (rows[i].who == ANYBODY || (rows[i].who == CHILD) == self->child))
      return rows[i].to;
  if (event == NORD_KIOSK_LOCK)
    return self->screen == NORD_SCREEN_LOCKED ? STAY : NORD_SCREEN_LOCKED;
  if (event == NORD_KIOSK_CLEAR)
    return self->screen == NORD_SCREEN_ATTRACT ? STAY : NORD_SCREEN_ATTRACT;
  if (!nord_flow_is_under_way (self) && self->screen != NORD_SCREEN_THANKS)
    return STAY;
  switch (event) {
  case NORD_KIOSK_CANCEL:
    return NORD_SCREEN_ATTRACT;
  case NORD_KIOSK_IDLE:
    return NORD_SCREEN_STILL;
  case NORD_KIOSK_STAFF:
    return NORD_SCREEN_STAFF;
  case NORD_KIOSK_SWITCH:
    return self->screen == NORD_SCREEN_LANGUAGE ? STAY : NORD_SCREEN_SWITCH;
  default:
    return STAY;
  }
}

void
nord_flow_init (NordFlow *self)
{
  *self = (NordFlow){NORD_SCREEN_ATTRACT, NORD_SCREEN_ATTRACT, FALSE, FALSE};
}

gboolean
nord_flow_go (NordFlow *self, NordKioskEvent event, gboolean *reset)
{
  guint to = find (self, event);
  const NordScreen from = self->screen;

  *reset = FALSE;
  if (to == STAY)
    return FALSE;
  /* What is locked for cleaning stays so, over a place that is empty now. */
  if (event == NORD_KIOSK_CLEAR && (from == NORD_SCREEN_LOCKED || self->locked)) {
    *reset = TRUE;
    *self = (NordFlow){NORD_SCREEN_LOCKED, NORD_SCREEN_ATTRACT, FALSE, FALSE};
    return TRUE;
  }
  if (from == NORD_SCREEN_STAFF && to == BELOW && self->locked && event != NORD_KIOSK_UNLOCK)
    to = NORD_SCREEN_LOCKED;
  if (to == NORD_SCREEN_STAFF)
    self->locked = from == NORD_SCREEN_LOCKED;
  if (to < NORD_N_SCREENS && comes_over ((NordScreen) to) && !comes_over (from))
    self->below = from;
  self->screen = to == BELOW ? self->below : (NordScreen) to;
  if (self->screen != NORD_SCREEN_STAFF)
    self->locked = FALSE;
  if (event == NORD_KIOSK_CHILDREN || event == NORD_KIOSK_COLLAGE)
    self->child = TRUE;
  else if (from == NORD_SCREEN_WAY || event == NORD_KIOSK_DRAFT ||
           self->screen == NORD_SCREEN_ATTRACT)
    self->child = FALSE;
  *reset = self->screen == NORD_SCREEN_ATTRACT && to != BELOW;
  return TRUE;
}

guint
nord_flow_get_patience (const NordFlow *self)
{
  switch (self->screen) {
  case NORD_SCREEN_LANGUAGE:
  case NORD_SCREEN_WAY:
  case NORD_SCREEN_NOTICE:
  case NORD_SCREEN_LOOK:
  case NORD_SCREEN_QUESTION:
  case NORD_SCREEN_SWITCH:
  case NORD_SCREEN_PAUSE:
    return 90;
  case NORD_SCREEN_DRAW:
  case NORD_SCREEN_FIND:
  case NORD_SCREEN_ABOUT:
  case NORD_SCREEN_TEXT:
  case NORD_SCREEN_CHECK:
  case NORD_SCREEN_VOTE:
  case NORD_SCREEN_STICK:
  case NORD_SCREEN_PAINT:
    return 180;
  case NORD_SCREEN_THANKS:
  case NORD_SCREEN_VOTED:
    return 20;
  case NORD_SCREEN_STILL:
  case NORD_SCREEN_STAFF:
  case NORD_SCREEN_RESUME:
    return 30;
  case NORD_SCREEN_ATTRACT:
  case NORD_SCREEN_LOCKED:
  case NORD_N_SCREENS:
  default:
    return 0;
  }
}

const char *
nord_screen_get_name (NordScreen screen)
{
  static const char *const names[NORD_N_SCREENS] = {"attract", "language", "way",   "notice",
                                                    "draw",    "find",     "about", "text",
                                                    "check",   "thanks",   "look",  "vote",
                                                    "vote",    "question", "stick", "paint",
                                                    "switch",  "still",    "staff", "locked",
                                                    "pause",   "resume"};

  g_return_val_if_fail (screen < NORD_N_SCREENS, NULL);
  return names[screen];
}
