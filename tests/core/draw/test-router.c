/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Many fingers: a pinch never leaves a vertex behind, and storms of touches break nothing. */
#include "core/draw/router.h"

#include <math.h>

typedef struct {
  NordRouter *router;
  NordTool *tool[2];
  guint n_taps, n_viewed, n_flung, n_finished;
  double fling_x;
  gboolean bad;
} World;

static const NordView view = {.lon = 7.465, .lat = 51.528, .zoom = 15, .width = 800, .height = 600};

static void
on_finished (NordShape *shape, gpointer data)
{
  World *world = data;

  world->n_finished++;
  for (guint i = 0; i < 2 * shape->n_points; i++)
    world->bad |= !isfinite (shape->xy[i]);
  world->bad |= shape->n_points > 401;
}

static void
on_viewed (guint station, const NordView *to, gpointer data)
{
  World *world = data;
  NordView held = *to;

  world->n_viewed++;
  held.zoom = CLAMP (held.zoom, 10, 19);
  nord_router_set_view (world->router, station, &held);
}

static void
on_tapped (guint station, const NordContact *at, gpointer data)
{
  ((World *) data)->n_taps++;
}

static void
on_flung (guint station, double dx, double dy, gpointer data)
{
  ((World *) data)->n_flung++;
  ((World *) data)->fling_x = dx;
}

static void
world_init (World *world)
{
  static const NordRouterListener listener = {on_viewed, on_tapped, on_flung};

  *world = (World){0};
  world->router = nord_router_new (&listener, world);
  nord_router_add_station (world->router, 0, 0, &view);
  nord_router_add_station (world->router, 800, 0, &view);
}

static void
world_take (World *world, guint station, NordToolKind kind)
{
  static const NordToolListener listener = {.finished = on_finished};

  nord_router_set_tool (world->router, station, NULL);
  g_clear_pointer (&world->tool[station], nord_tool_free);
  world->tool[station] = nord_tool_new (kind, &listener, world);
  nord_router_set_tool (world->router, station, world->tool[station]);
}

static void
world_clear (World *world)
{
  g_clear_pointer (&world->router, nord_router_free);
  g_clear_pointer (&world->tool[0], nord_tool_free);
  g_clear_pointer (&world->tool[1], nord_tool_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static guint32 now = 1000;

#define FINGER(n) GUINT_TO_POINTER (n)

static void
press (World *world, guint finger, double x, double y)
{
  nord_router_press (world->router, FINGER (finger), &(NordContact){x, y, now += 8, TRUE}, FALSE);
}

static void
move (World *world, guint finger, double x, double y)
{
  nord_router_move (world->router, FINGER (finger), &(NordContact){x, y, now += 8, TRUE});
}

static void
lift (World *world, guint finger, double x, double y)
{
  nord_router_lift (world->router, FINGER (finger), &(NordContact){x, y, now += 8, TRUE});
}

static guint
count (World *world, guint station)
{
  return nord_sketch_get_n_vertices (nord_tool_get_sketch (world->tool[station]));
}

static void
test_pan (void)
{
  g_auto (World) world = {0};
  double lon, lat, x, y;

  world_init (&world);
  nord_view_to_place (&view, 320, 300, &lon, &lat);
  press (&world, 1, 300, 300);
  move (&world, 1, 320, 300);
  for (int i = 1; i <= 20; i++)
    move (&world, 1, 320 + 5 * i, 300);
  lift (&world, 1, 420, 300);
  g_assert_cmpuint (world.n_taps, ==, 0);
  nord_view_to_screen (nord_router_get_view (world.router, 0), lon, lat, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 420, 0.01);
  g_assert_cmpuint (world.n_flung, ==, 1);
  g_assert_cmpfloat_with_epsilon (world.fling_x, 5.0 / 8, 0.01);

  press (&world, 1, 300, 300);
  lift (&world, 1, 303, 301);
  g_assert_cmpuint (world.n_taps, ==, 1);
}

/* Two fingers: zoom and turn about them; taking one off lets nothing jump. */
static void
test_pinch (void)
{
  g_auto (World) world = {0};
  const NordView *to;
  double lon, lat, x, y, zoom;

  world_init (&world);
  press (&world, 1, 300, 300);
  press (&world, 2, 500, 300);
  for (int i = 1; i <= 50; i++) {
    move (&world, 1, 300 - i, 300);
    move (&world, 2, 500 + i, 300);
  }
  to = nord_router_get_view (world.router, 0);
  g_assert_cmpfloat (to->zoom, >, 15.3);
  g_assert_cmpfloat (to->zoom, <, 15.59);
  g_assert_cmpfloat (to->rotation, ==, 0);
  zoom = to->zoom;
  nord_view_to_place (to, 400, 300, &lon, &lat);
  lift (&world, 2, 550, 300);
  move (&world, 1, 260, 310);
  to = nord_router_get_view (world.router, 0);
  nord_view_to_screen (to, lon, lat, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 410, 0.01);
  g_assert_cmpfloat_with_epsilon (y, 310, 0.01);
  g_assert_cmpfloat (to->zoom, ==, zoom);
  lift (&world, 1, 260, 310);
  g_assert_cmpuint (world.n_taps, ==, 0);
}

/* Two fingers that only move together do not zoom by their trembling. */
static void
test_pan_with_two (void)
{
  g_auto (World) world = {0};

  world_init (&world);
  press (&world, 1, 300, 300);
  press (&world, 2, 500, 300);
  for (int i = 1; i <= 100; i++) {
    move (&world, 1, 300 + i + g_test_rand_double_range (-2, 2), 300 + i);
    move (&world, 2, 500 + i + g_test_rand_double_range (-2, 2), 300 + i);
  }
  g_assert_cmpfloat (nord_router_get_view (world.router, 0)->zoom, ==, 15);
  g_assert_cmpfloat (nord_router_get_view (world.router, 0)->rotation, ==, 0);
}

static void
test_pinch_while_drawing (void)
{
  g_auto (World) world = {0};

  world_init (&world);
  world_take (&world, 0, NORD_TOOL_LINE);
  press (&world, 1, 100, 100);
  lift (&world, 1, 100, 100);
  g_assert_cmpuint (count (&world, 0), ==, 1);
  /* The first finger even begins a stroke before the second comes. */
  press (&world, 1, 300, 300);
  move (&world, 1, 318, 300);
  press (&world, 2, 500, 300);
  g_assert_cmpint (nord_tool_get_state (world.tool[0]), ==, NORD_TOOL_PAUSED_PLACED);
  move (&world, 2, 580, 300);
  lift (&world, 1, 318, 300);
  /* The one that is left must not draw. */
  move (&world, 2, 600, 400);
  move (&world, 2, 640, 500);
  lift (&world, 2, 640, 500);
  g_assert_cmpuint (count (&world, 0), ==, 1);
  g_assert_cmpint (nord_tool_get_state (world.tool[0]), ==, NORD_TOOL_PLACED);
  press (&world, 1, 200, 100);
  lift (&world, 1, 200, 100);
  g_assert_cmpuint (count (&world, 0), ==, 2);
}

/* A long stroke is kept as a draft when the other hand comes down. */
static void
test_long_stroke_stays (void)
{
  g_auto (World) world = {0};
  guint n;

  world_init (&world);
  world_take (&world, 0, NORD_TOOL_LINE);
  press (&world, 1, 100, 100);
  for (int i = 0; i < 60; i++)
    move (&world, 1, 100 + 5 * i, 100 + 40 * sin (i / 6.0));
  press (&world, 2, 600, 500);
  n = count (&world, 0);
  g_assert_cmpuint (n, >, 4);
  move (&world, 1, 0, 0);
  move (&world, 2, 10, 10);
  lift (&world, 1, 0, 0);
  lift (&world, 2, 0, 0);
  g_assert_cmpuint (count (&world, 0), ==, n);
  g_assert_cmpint (nord_tool_get_state (world.tool[0]), ==, NORD_TOOL_PLACED);
}

static void
test_lost_touch (void)
{
  g_auto (World) world = {0};

  world_init (&world);
  world_take (&world, 0, NORD_TOOL_AREA);
  press (&world, 1, 100, 100);
  move (&world, 1, 150, 100);
  move (&world, 1, 150, 150);
  nord_router_lose (world.router, FINGER (1));
  g_assert_cmpuint (count (&world, 0), ==, 3);
  g_assert_cmpint (nord_tool_get_state (world.tool[0]), ==, NORD_TOOL_PLACED);
  g_assert_cmpint (nord_router_get_mode (world.router, 0), ==, NORD_ROUTER_QUIET);
}

/* Two people draw at once and do not disturb each other. */
static void
test_stations (void)
{
  g_auto (World) world = {0};

  world_init (&world);
  world_take (&world, 0, NORD_TOOL_LINE);
  world_take (&world, 1, NORD_TOOL_LINE);
  press (&world, 1, 100, 100);
  press (&world, 2, 900, 100);
  for (int i = 0; i < 50; i++) {
    move (&world, 1, 100 + 4 * i, 100);
    move (&world, 2, 900 + 4 * i, 100 + i);
  }
  lift (&world, 1, 300, 100);
  lift (&world, 2, 1100, 150);
  g_assert_cmpuint (world.n_finished, ==, 2);
  g_assert_cmpuint (world.n_viewed, ==, 0);
  /* A finger that strays over the border still belongs to its own station. */
  world_take (&world, 0, NORD_TOOL_PIN);
  press (&world, 1, 790, 100);
  lift (&world, 1, 810, 100);
  g_assert_cmpuint (world.n_finished, ==, 3);
}

/* A belly at the edge neither draws nor turns the neighbour's drawing into moving the map; a stroke
 * that comes in from the edge is whole. */
static void
test_edge_guard (void)
{
  g_auto (World) world = {0};

  world_init (&world);
  nord_router_set_glass (world.router, 0, 0, 1600, 600, 30);
  world_take (&world, 0, NORD_TOOL_LINE);
  press (&world, 1, 100, 100);
  move (&world, 1, 150, 120);
  press (&world, 2, 300, 595);
  move (&world, 2, 310, 590);
  for (int i = 0; i < 50; i++)
    move (&world, 1, 150 + 4 * i, 120 + i);
  lift (&world, 2, 310, 590);
  g_assert_cmpint (nord_router_get_mode (world.router, 0), ==, NORD_ROUTER_TOOL);
  lift (&world, 1, 346, 169);
  g_assert_cmpuint (world.n_finished, ==, 1);
  g_assert_cmpuint (world.n_viewed, ==, 0);

  world_take (&world, 1, NORD_TOOL_LINE);
  press (&world, 3, 1598, 300);
  g_assert_cmpint (nord_router_get_mode (world.router, 1), ==, NORD_ROUTER_QUIET);
  for (int i = 0; i < 60; i++)
    move (&world, 3, 1598 - 5 * i, 300 + 20 * sin (i / 6.0));
  {
    double lon, lat, x, y;

    nord_sketch_get_vertex (nord_tool_get_sketch (world.tool[1]), 0, &lon, &lat);
    nord_view_to_screen (&view, lon, lat, &x, &y);
    g_assert_cmpfloat_with_epsilon (x, 798, 0.5);
  }
  lift (&world, 3, 1303, 300);
  g_assert_cmpuint (world.n_finished, ==, 2);
  /* A mouse reaches the edge on purpose. */
  world_take (&world, 0, NORD_TOOL_PIN);
  nord_router_press (world.router, NULL, &(NordContact){5, 5, now += 8, FALSE}, FALSE);
  nord_router_lift (world.router, NULL, &(NordContact){5, 5, now += 8, FALSE});
  g_assert_cmpuint (world.n_finished, ==, 3);
}

/* Whatever begins in the guard and stays there: nothing has happened, in any order, with losses. */
static void
test_edge_storm (void)
{
  for (int run = 0; run < 200; run++) {
    g_auto (World) world = {0};
    const double guard = g_test_rand_double_range (5, 80);
    gboolean down[10] = {FALSE};

    world_init (&world);
    nord_router_set_glass (world.router, 0, 0, 1600, 600, guard);
    world_take (&world, 0, g_test_rand_int_range (0, NORD_TOOL_EDIT));
    world_take (&world, 1, g_test_rand_int_range (0, NORD_TOOL_EDIT));
    for (int i = 0; i < 500; i++) {
      const guint f = g_test_rand_int_range (0, 10);
      double x = g_test_rand_double_range (0, 1600), y = g_test_rand_double_range (0, 600);

      switch (g_test_rand_int_range (0, 4)) {
      case 0:
        x = g_test_rand_double_range (0, guard);
        break;
      case 1:
        x = g_test_rand_double_range (1600 - guard, 1600);
        break;
      case 2:
        y = g_test_rand_double_range (0, guard);
        break;
      default:
        y = g_test_rand_double_range (600 - guard, 600);
        break;
      }
      if (!down[f])
        press (&world, f + 1, x, y);
      else if (i % 3 != 0)
        move (&world, f + 1, x, y);
      else if (i % 5 == 0)
        nord_router_lose (world.router, FINGER (f + 1));
      else
        lift (&world, f + 1, x, y);
      down[f] = !down[f] || i % 3 != 0;
      for (guint station = 0; station < 2; station++) {
        g_assert_cmpint (nord_router_get_mode (world.router, station), ==, NORD_ROUTER_QUIET);
        g_assert_cmpuint (count (&world, station), ==, 0);
      }
    }
    g_assert_cmpuint (world.n_viewed + world.n_taps + world.n_finished, ==, 0);
  }
}

static gboolean
is_resting (World *world)
{
  return nord_tool_is_resting (world->tool[0]) && nord_tool_is_resting (world->tool[1]) &&
         nord_router_get_mode (world->router, 0) == NORD_ROUTER_QUIET &&
         nord_router_get_mode (world->router, 1) == NORD_ROUTER_QUIET;
}

/* Random fingers, keys and losses on two stations; after each step all promises hold. */
static void
test_storm (void)
{
  for (int run = 0; run < 60; run++) {
    g_auto (World) world = {0};
    gboolean down[10] = {FALSE};
    guint owner[10] = {0}, n_down[2] = {0}, frozen[2] = {0};
    double x[10], y[10];

    world_init (&world);
    world_take (&world, 0, g_test_rand_int_range (0, NORD_TOOL_EDIT));
    world_take (&world, 1, g_test_rand_int_range (0, NORD_TOOL_EDIT));
    for (int i = 0; i < 3000; i++) {
      guint f = g_test_rand_int_range (0, 10), station, action = g_test_rand_int_range (0, 100);
      const NordView *to;

      now += g_test_rand_int_range (0, 60);
      if (!down[f] && action < 30) {
        x[f] = g_test_rand_double_range (0, 1600);
        y[f] = g_test_rand_double_range (0, 600);
        owner[f] = x[f] < 800 ? 0 : 1;
        press (&world, f + 1, x[f], y[f]);
        down[f] = TRUE;
        if (++n_down[owner[f]] == 2)
          frozen[owner[f]] = count (&world, owner[f]);
      } else if (down[f] && action < 70) {
        x[f] += g_test_rand_double_range (-30, 30);
        y[f] += g_test_rand_double_range (-30, 30);
        move (&world, f + 1, x[f], y[f]);
      } else if (down[f] && action < 88) {
        if (action < 84)
          lift (&world, f + 1, x[f], y[f]);
        else
          nord_router_lose (world.router, FINGER (f + 1));
        down[f] = FALSE;
        if (--n_down[owner[f]] == 0)
          frozen[owner[f]] = 0;
      } else if (action >= 96) {
        station = g_test_rand_int_range (0, 2);
        if (n_down[station] < 2 || action == 96) {
          if (action == 96)
            nord_tool_finish (world.tool[station]);
          else if (action == 97)
            nord_tool_go_back (world.tool[station]);
          else if (action == 98 && g_test_rand_int_range (0, 5) == 0)
            nord_tool_cancel (world.tool[station]);
          else if (nord_tool_get_state (world.tool[station]) == NORD_TOOL_DONE)
            world_take (&world, station, g_test_rand_int_range (0, NORD_TOOL_EDIT));
        }
      }
      for (station = 0; station < 2; station++) {
        const NordSketch *sketch = nord_tool_get_sketch (world.tool[station]);

        g_assert_cmpuint (count (&world, station), <=, 8000);
        if (nord_tool_is_resting (world.tool[station]))
          g_assert_cmpuint (count (&world, station), <=, 400);
        /* From the second finger on until all are up, nothing is drawn. */
        if (n_down[station] > 0 &&
            nord_router_get_mode (world.router, station) == NORD_ROUTER_NAVIGATE &&
            frozen[station] > 0)
          g_assert_cmpuint (count (&world, station), <=, frozen[station]);
        for (guint v = 0; v < nord_sketch_get_n_vertices (sketch); v++) {
          double lon, lat;

          nord_sketch_get_vertex (sketch, v, &lon, &lat);
          g_assert_true (isfinite (lon) && isfinite (lat) && fabs (lon) <= 180 && fabs (lat) < 90);
        }
        to = nord_router_get_view (world.router, station);
        g_assert_true (isfinite (to->lon) && isfinite (to->lat) && isfinite (to->zoom) &&
                       isfinite (to->rotation));
        g_assert_true (to->zoom >= 10 && to->zoom <= 19);
      }
      g_assert_false (world.bad);
    }
    for (guint f = 0; f < 10; f++) {
      if (down[f])
        lift (&world, f + 1, x[f], y[f]);
    }
    g_assert_true (is_resting (&world));
    for (guint station = 0; station < 2; station++) {
      /* Every draft can be taken back to nothing. */
      for (int i = 0; i < 9000 && nord_tool_go_back (world.tool[station]); i++)
        ;
      if (nord_tool_get_state (world.tool[station]) != NORD_TOOL_DONE)
        g_assert_cmpuint (count (&world, station), ==, 0);
    }
  }
}

/* The whole storm of a pinch: whatever the order of its fingers, the draft is the same after. */
static void
test_pinch_storm (void)
{
  for (int run = 0; run < 500; run++) {
    g_auto (World) world = {0};
    guint n_before = g_test_rand_int_range (0, 4), n_fingers = g_test_rand_int_range (2, 6);
    guint order[6];

    world_init (&world);
    world_take (&world, 0, run % 2 ? NORD_TOOL_LINE : NORD_TOOL_AREA);
    for (guint i = 0; i < n_before; i++) {
      press (&world, 1, 100 + 90 * i, 100 + 60 * (i % 2));
      lift (&world, 1, 100 + 90 * i, 100 + 60 * (i % 2));
      now += 900;
    }
    for (guint f = 0; f < n_fingers; f++) {
      order[f] = f;
      press (&world, f + 1, 100 * f + 50, 400);
      for (int i = 0; i < 5; i++) {
        guint g = g_test_rand_int_range (0, f + 1);

        move (&world, g + 1, 100 * g + 50 + g_test_rand_double_range (-20, 20),
              400 + g_test_rand_double_range (-20, 20));
      }
    }
    for (guint f = n_fingers; f > 1; f--) {
      guint g = g_test_rand_int_range (0, f), t = order[g];

      order[g] = order[f - 1];
      order[f - 1] = t;
    }
    for (guint f = 0; f < n_fingers; f++) {
      for (guint g = f; g < n_fingers; g++)
        move (&world, order[g] + 1, g_test_rand_double_range (0, 800),
              g_test_rand_double_range (0, 600));
      lift (&world, order[f] + 1, g_test_rand_double_range (0, 800), 300);
    }
    g_assert_cmpuint (count (&world, 0), ==, n_before);
    g_assert_cmpint (nord_tool_get_state (world.tool[0]), ==,
                     n_before > 0 ? NORD_TOOL_PLACED : NORD_TOOL_IDLE);
    g_assert_cmpuint (world.n_taps + world.n_finished, ==, 0);
  }
}

/* A hand that lies down leaves nothing, and the map does not move; after it all is as before. */
static void
test_palm (void)
{
  g_auto (World) world = {0};

  world_init (&world);
  world_take (&world, 0, NORD_TOOL_LINE);
  for (guint f = 1; f <= 6; f++)
    press (&world, f, 100 + 20 * f, 300);
  for (guint f = 1; f <= 6; f++)
    move (&world, f, 200 + 30 * f, 350);
  for (guint f = 1; f <= 6; f++)
    lift (&world, f, 200 + 30 * f, 350);
  g_assert_cmpint (nord_router_get_mode (world.router, 0), ==, NORD_ROUTER_QUIET);
  g_assert_cmpuint (count (&world, 0), ==, 0);
  g_assert_cmpuint (world.n_viewed, ==, 0);
  g_assert_cmpuint (world.n_finished, ==, 0);
  for (guint f = 0; f < 20; f++)
    (f == 0 ? press : f == 19 ? lift : move) (&world, 7, 100 + 20 * f, 300);
  g_assert_cmpuint (world.n_finished, ==, 1);
}

/* A cup on the table does not make every finger the second one for ever. */
static void
test_stuck (void)
{
  g_auto (World) world = {0};

  world_init (&world);
  world_take (&world, 0, NORD_TOOL_PIN);
  press (&world, 1, 700, 500);
  now += 61000;
  world_take (&world, 0, NORD_TOOL_LINE);
  for (guint f = 0; f < 20; f++)
    (f == 0 ? press : f == 19 ? lift : move) (&world, 2, 100 + 20 * f, 300);
  g_assert_cmpuint (world.n_finished, ==, 1);
  lift (&world, 1, 700, 500);
}

typedef struct {
  guint station, n_shapes;
  NordTool *tool;
  NordBounds bounds; /* of what was drawn last */
} Side;

static void
on_side_finished (NordShape *shape, gpointer data)
{
  Side *side = data;

  side->n_shapes++;
  side->bounds = nord_shape_get_bounds (shape);
}

/* Four stations, 200 strokes a second for ten seconds, all mixed: each becomes a shape of the
 * station where it began, even where it leaves it, and none is lost. */
static void
test_rush (void)
{
  static const NordToolListener listener = {.finished = on_side_finished};
  static const double lon[] = {7.1, 7.3, 7.5, 7.7};
  Side sides[4] = {{0}};
  struct {
    guint step, length, sequence;
    double x, y;
  } strokes[4] = {{0}};
  NordRouter *router = nord_router_new (NULL, NULL);
  guint n_begun[4] = {0}, sequence = 0;
  guint32 time = 1000;

  for (guint i = 0; i < 4; i++) {
    NordView side = view;

    side.lon = lon[i];
    sides[i].station = nord_router_add_station (router, i % 2 * 800, i / 2 * 600, &side);
  }
  for (guint ms = 0; ms < 10000; ms++, time++)
    for (guint i = 0; i < 4; i++) {
      const double left = i % 2 * 800, top = i / 2 * 600;
      NordContact at = {0, 0, time, TRUE};

      if (strokes[i].step == 0) {
        if (n_begun[i] != sides[i].n_shapes)
          g_error ("station %u: %u begun, %u arrived", i, n_begun[i], sides[i].n_shapes);
        nord_router_set_tool (router, i, NULL);
        g_clear_pointer (&sides[i].tool, nord_tool_free);
        sides[i].tool = nord_tool_new (NORD_TOOL_LINE, &listener, &sides[i]);
        nord_router_set_tool (router, i, sides[i].tool);
        strokes[i].length = (guint) g_test_rand_int_range (10, 20);
        strokes[i].sequence = ++sequence;
        strokes[i].x = left + g_test_rand_double_range (100, 700);
        strokes[i].y = top + g_test_rand_double_range (100, 500);
        at.x = strokes[i].x;
        at.y = strokes[i].y;
        g_assert_true (nord_router_press (router, FINGER (strokes[i].sequence), &at, FALSE));
        n_begun[i]++;
        strokes[i].step = 1;
        continue;
      }
      /* Straight on, over the border where it lies in the way. */
      strokes[i].x += 25;
      strokes[i].y += g_test_rand_double_range (-20, 20);
      at.x = strokes[i].x;
      at.y = strokes[i].y;
      if (++strokes[i].step <= strokes[i].length)
        nord_router_move (router, FINGER (strokes[i].sequence), &at);
      else {
        nord_router_lift (router, FINGER (strokes[i].sequence), &at);
        strokes[i].step = 0;
        g_assert_cmpfloat (fabs (sides[i].bounds.west - lon[i]), <, 0.1);
      }
    }
  g_assert_cmpuint (sequence, >=, 2000);
  for (guint i = 0; i < 4; i++) {
    nord_router_set_tool (router, i, NULL);
    g_clear_pointer (&sides[i].tool, nord_tool_free);
  }
  nord_router_free (router);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/router/pan", test_pan);
  g_test_add_func ("/draw/router/pinch", test_pinch);
  g_test_add_func ("/draw/router/pan-with-two", test_pan_with_two);
  g_test_add_func ("/draw/router/pinch-while-drawing", test_pinch_while_drawing);
  g_test_add_func ("/draw/router/long-stroke-stays", test_long_stroke_stays);
  g_test_add_func ("/draw/router/lost-touch", test_lost_touch);
  g_test_add_func ("/draw/router/stations", test_stations);
  g_test_add_func ("/draw/router/edge-guard", test_edge_guard);
  g_test_add_func ("/draw/router/edge-storm", test_edge_storm);
  g_test_add_func ("/draw/router/palm", test_palm);
  g_test_add_func ("/draw/router/stuck", test_stuck);
  g_test_add_func ("/draw/router/rush", test_rush);
  g_test_add_func ("/draw/router/storm", test_storm);
  g_test_add_func ("/draw/router/pinch-storm", test_pinch_storm);
  return g_test_run ();
}
