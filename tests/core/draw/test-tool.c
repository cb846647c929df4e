/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Tools: what a hand does becomes the shape it means. */
#include "core/draw/tool.h"

#include <math.h>

typedef struct {
  NordShape *shape;
  guint n_finished, n_refused, n_cancelled, n_reduced;
  NordToolRefusal why;
} Seen;

static const NordView view = {.lon = 7.465,
                              .lat = 51.528,
                              .zoom = 15,
                              .width = 1000,
                              .height = 700};

static void
on_finished (NordShape *shape, gpointer data)
{
  Seen *seen = data;

  g_clear_pointer (&seen->shape, nord_shape_unref);
  seen->shape = nord_shape_ref (shape);
  seen->n_finished++;
}

static void
on_refused (NordToolRefusal why, gpointer data)
{
  ((Seen *) data)->n_refused++;
  ((Seen *) data)->why = why;
}

static void
on_cancelled (gpointer data)
{
  ((Seen *) data)->n_cancelled++;
}

static void
on_reduced (gpointer data)
{
  ((Seen *) data)->n_reduced++;
}

static const NordToolListener listener = {.finished = on_finished,
                                          .refused = on_refused,
                                          .cancelled = on_cancelled,
                                          .reduced = on_reduced};

static void
seen_clear (Seen *seen)
{
  g_clear_pointer (&seen->shape, nord_shape_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seen, seen_clear)

static guint32 now = 4294960000u; /* the clock wraps round on the way */

static NordContact
at (double x, double y)
{
  now += 20;
  return (NordContact){x, y, now, FALSE};
}

static gboolean
tap (NordTool *tool, double x, double y)
{
  NordContact c = at (x, y);
  gboolean taken = nord_tool_press (tool, &view, &c);

  c = at (x + 1, y);
  nord_tool_lift (tool, &view, &c);
  now += 1000;
  return taken;
}

static void
drag (NordTool *tool, double x0, double y0, double x1, double y1)
{
  NordContact c = at (x0, y0);

  nord_tool_press (tool, &view, &c);
  for (int i = 1; i <= 20; i++) {
    c = at (x0 + (x1 - x0) * i / 20, y0 + (y1 - y0) * i / 20);
    nord_tool_move (tool, &view, &c);
  }
  nord_tool_lift (tool, &view, &c);
  now += 1000;
}

static void
assert_point (const NordShape *shape, guint i, double x, double y)
{
  double px, py;

  nord_view_to_screen (&view, shape->xy[2 * i], shape->xy[2 * i + 1], &px, &py);
  g_assert_cmpfloat_with_epsilon (px, x, 0.1);
  g_assert_cmpfloat_with_epsilon (py, y, 0.1);
}

static void
test_pin (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_PIN, &listener, &seen);

  g_assert_true (tap (tool, 300, 200));
  g_assert_cmpint (nord_tool_get_state (tool), ==, NORD_TOOL_DONE);
  g_assert_cmpuint (seen.n_finished, ==, 1);
  g_assert_cmpint (seen.shape->kind, ==, NORD_SHAPE_POINT);
  assert_point (seen.shape, 0, 300, 200);
  /* A second press finds the work done. */
  g_assert_false (tap (tool, 400, 200));
  g_assert_cmpuint (seen.n_finished, ==, 1);
}

/* A held pin follows the finger, so that it can be put exactly. */
static void
test_pin_follows (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_PIN, &listener, &seen);

  drag (tool, 300, 200, 340, 260);
  assert_point (seen.shape, 0, 340, 260);
}

static void
test_line_by_taps (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);

  tap (tool, 100, 100);
  g_assert_false (nord_tool_can_finish (tool));
  g_assert_false (nord_tool_finish (tool));
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_TOO_FEW);
  g_assert_cmpint (nord_tool_get_state (tool), ==, NORD_TOOL_PLACED);
  tap (tool, 200, 100);
  tap (tool, 200, 300);
  g_assert_true (nord_tool_finish (tool));
  g_assert_cmpint (seen.shape->kind, ==, NORD_SHAPE_LINE);
  g_assert_cmpuint (seen.shape->n_points, ==, 3);
  assert_point (seen.shape, 2, 200, 300);
}

static void
test_double_tap (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_AREA, &listener, &seen);

  tap (tool, 100, 100);
  tap (tool, 300, 100);
  tap (tool, 300, 300);
  now -= 900;
  tap (tool, 302, 301);
  g_assert_cmpuint (seen.n_finished, ==, 1);
  g_assert_cmpuint (seen.shape->n_points, ==, 4);
}

static void
test_closing_tap (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordTool) area = nord_tool_new (NORD_TOOL_AREA, &listener, &seen);
  g_autoptr (NordTool) line = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);

  tap (area, 100, 100);
  tap (area, 300, 100);
  /* The first corner again, but two corners are no area: nothing happens. */
  tap (area, 101, 99);
  g_assert_cmpuint (seen.n_finished + seen.n_refused, ==, 0);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (area)), ==, 2);
  tap (area, 300, 300);
  tap (area, 101, 99);
  g_assert_cmpuint (seen.n_finished, ==, 1);
  g_assert_cmpuint (seen.shape->n_points, ==, 4);

  tap (line, 100, 100);
  tap (line, 300, 100);
  tap (line, 301, 101);
  g_assert_cmpuint (seen.n_finished, ==, 2);
  g_assert_cmpuint (seen.shape->n_points, ==, 2);
}

static void
test_freehand (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordTool) line = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);
  g_autoptr (NordTool) area = nord_tool_new (NORD_TOOL_AREA, &listener, &seen);
  NordContact c;

  /* A straight stroke is two positions, however many samples it had. */
  drag (line, 100, 100, 500, 100);
  g_assert_cmpuint (seen.shape->n_points, ==, 2);
  assert_point (seen.shape, 1, 500, 100);

  /* Round a place, and a tail over the beginning, which is cut off. */
  c = at (700, 350);
  nord_tool_press (area, &view, &c);
  for (int i = 0; i <= 210; i++) {
    double t = i * 2 * G_PI / 200;

    c = at (500 + (200 + i / 20.0) * cos (t), 350 + (200 + i / 20.0) * sin (t));
    nord_tool_move (area, &view, &c);
  }
  c = at (660, 420);
  nord_tool_move (area, &view, &c);
  nord_tool_lift (area, &view, &c);
  g_assert_cmpuint (seen.n_finished, ==, 2);
  g_assert_cmpint (seen.shape->kind, ==, NORD_SHAPE_AREA);
  g_assert_cmpuint (seen.shape->n_points, >, 15);
  g_assert_cmpuint (seen.shape->n_points, <, 60);
  for (guint i = 0; i < seen.shape->n_points; i++) {
    double x, y;

    nord_view_to_screen (&view, seen.shape->xy[2 * i], seen.shape->xy[2 * i + 1], &x, &y);
    g_assert_cmpfloat (hypot (x - 500, y - 350), >, 190);
  }
}

/* Tapping and freehand mix; each step goes back as one. */
static void
test_go_back (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);
  const NordSketch *sketch;

  tap (tool, 100, 100);
  tap (tool, 150, 150);
  drag (tool, 200, 200, 400, 200);
  sketch = nord_tool_get_sketch (tool);
  g_assert_cmpuint (nord_sketch_get_n_vertices (sketch), ==, 4);
  g_assert_cmpint (nord_tool_get_state (tool), ==, NORD_TOOL_PLACED);
  g_assert_true (nord_tool_go_back (tool));
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 2);
  g_assert_true (nord_tool_go_back (tool));
  g_assert_true (nord_tool_go_back (tool));
  g_assert_cmpint (nord_tool_get_state (tool), ==, NORD_TOOL_IDLE);
  g_assert_cmpuint (seen.n_reduced, ==, 3);
  g_assert_false (nord_tool_go_back (tool));
  g_assert_cmpuint (seen.n_reduced, ==, 3);
}

static void
test_cancel (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_AREA, &listener, &seen);

  tap (tool, 100, 100);
  tap (tool, 150, 150);
  g_assert_true (nord_tool_cancel (tool));
  g_assert_cmpuint (seen.n_cancelled, ==, 1);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 0);
  g_assert_false (nord_tool_cancel (tool));
}

static NordShape *
make_square (void)
{
  static const double corners[] = {300, 200, 500, 200, 500, 400, 300, 400, 300, 200};
  double xy[10];

  for (int i = 0; i < 5; i++)
    nord_view_to_place (&view, corners[2 * i], corners[2 * i + 1], &xy[2 * i], &xy[2 * i + 1]);
  return nord_shape_new_area (xy, 5, NULL);
}

/* Shapes from elsewhere may wind the other way: finds the vertex at a place. */
static guint
find_vertex (NordTool *tool, double x, double y)
{
  const NordSketch *sketch = nord_tool_get_sketch (tool);

  for (guint i = 0; i < nord_sketch_get_n_vertices (sketch); i++) {
    double lon, lat, px, py;

    nord_sketch_get_vertex (sketch, i, &lon, &lat);
    nord_view_to_screen (&view, lon, lat, &px, &py);
    if (hypot (px - x, py - y) < 0.5)
      return i;
  }
  return G_MAXUINT;
}

static void
test_edit_vertices (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordShape) square = make_square ();
  g_autoptr (NordTool) tool = nord_tool_new_edit (square, &listener, &seen);

  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 4);
  drag (tool, 500, 200, 560, 150);
  g_assert_cmpuint (find_vertex (tool, 560, 150), !=, G_MAXUINT);
  /* The middle of the left side becomes a corner. */
  drag (tool, 300, 300, 250, 310);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 5);
  g_assert_cmpuint (find_vertex (tool, 250, 310), !=, G_MAXUINT);
  /* It is selected, and can go again. */
  g_assert_true (nord_tool_delete_selected (tool));
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 4);
  g_assert_true (nord_tool_go_back (tool));
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 5);
  g_assert_cmpuint (seen.n_reduced, ==, 2);
  g_assert_true (nord_tool_finish (tool));
  g_assert_cmpuint (seen.shape->n_points, ==, 6);
}

static void
test_edit_moves (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordShape) square = make_square ();
  g_autoptr (NordTool) tool = nord_tool_new_edit (square, &listener, &seen);

  drag (tool, 400, 340, 450, 290);
  g_assert_cmpuint (find_vertex (tool, 350, 150), !=, G_MAXUINT);
  g_assert_cmpuint (find_vertex (tool, 550, 350), !=, G_MAXUINT);
  /* Beside the shape the press is not for the tool: the map may move. */
  g_assert_false (tap (tool, 50, 50));
  g_assert_true (nord_tool_cancel (tool));
  g_assert_true (nord_tool_finish (tool));
  g_assert_true (nord_shape_equal (seen.shape, square));
}

static void
test_edit_keeps_minimum (void)
{
  g_auto (Seen) seen = {0};
  g_autoptr (NordShape) square = make_square ();
  g_autoptr (NordTool) tool = nord_tool_new_edit (square, &listener, &seen);

  tap (tool, 300, 200);
  g_assert_true (nord_tool_delete_selected (tool));
  tap (tool, 500, 400);
  g_assert_false (nord_tool_delete_selected (tool));
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_TOO_FEW);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 3);
}

/* Several parts and a hole come out as they went in, and a new corner lands in the right ring. */
static void
test_edit_many_rings (void)
{
  g_auto (Seen) seen = {0};
  static const double px[] = {100, 100, 300, 100, 300, 300, 100, 300, 100, 100, 150, 150, 150, 250,
                              250, 250, 250, 150, 150, 150, 500, 100, 700, 100, 700, 300, 500, 100};
  static const guint rings[] = {5, 10, 14}, parts[] = {2, 3};
  double xy[28];
  g_autoptr (NordShape) shape = NULL;
  g_autoptr (NordTool) tool = NULL;

  for (int i = 0; i < 14; i++)
    nord_view_to_place (&view, px[2 * i], px[2 * i + 1], &xy[2 * i], &xy[2 * i + 1]);
  shape = nord_shape_new (NORD_SHAPE_MULTI_AREA, xy, 14, rings, 3, parts, 2, NULL);
  g_assert_nonnull (shape);
  tool = nord_tool_new_edit (shape, &listener, &seen);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 11);
  g_assert_true (nord_tool_finish (tool));
  g_assert_true (nord_shape_equal (seen.shape, shape));

  g_clear_pointer (&tool, nord_tool_free);
  tool = nord_tool_new_edit (shape, &listener, &seen);
  drag (tool, 700, 200, 760, 200);
  drag (tool, 150, 200, 130, 200);
  g_assert_true (nord_tool_finish (tool));
  g_assert_cmpuint (seen.shape->n_rings, ==, 3);
  g_assert_cmpuint (seen.shape->ring_ends[0], ==, 5);
  g_assert_cmpuint (seen.shape->ring_ends[1], ==, 11);
  g_assert_cmpuint (seen.shape->ring_ends[2], ==, 16);
}

static void
test_limits (void)
{
  g_auto (Seen) seen = {0};
  NordToolLimits limits = {.max_vertices = 12, .max_size = 1000};
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);
  g_autoptr (NordTool) wild = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);
  NordContact c;

  nord_tool_set_limits (tool, &limits);
  tap (tool, 100, 100);
  tap (tool, 900, 600);
  g_assert_false (nord_tool_finish (tool));
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_TOO_LARGE);
  nord_tool_go_back (tool);
  for (int i = 0; i < 12; i++)
    tap (tool, 100 + 90 * (i % 2), 120 + 4 * i);
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_TOO_MANY);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 12);

  /* A scribble of ten thousand samples keeps within the limit. */
  nord_tool_set_limits (wild, &(NordToolLimits){.max_vertices = 30, .max_size = 1e6});
  c = at (500, 350);
  nord_tool_press (wild, &view, &c);
  for (int i = 0; i < 10000; i++) {
    c = at (g_test_rand_double_range (0, 1000), g_test_rand_double_range (0, 700));
    nord_tool_move (wild, &view, &c);
  }
  nord_tool_lift (wild, &view, &c);
  g_assert_cmpuint (seen.n_finished, ==, 1);
  g_assert_cmpuint (seen.shape->n_points, <=, 30);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/tool/pin", test_pin);
  g_test_add_func ("/draw/tool/pin-follows", test_pin_follows);
  g_test_add_func ("/draw/tool/line-by-taps", test_line_by_taps);
  g_test_add_func ("/draw/tool/double-tap", test_double_tap);
  g_test_add_func ("/draw/tool/closing-tap", test_closing_tap);
  g_test_add_func ("/draw/tool/freehand", test_freehand);
  g_test_add_func ("/draw/tool/go-back", test_go_back);
  g_test_add_func ("/draw/tool/cancel", test_cancel);
  g_test_add_func ("/draw/tool/edit-vertices", test_edit_vertices);
  g_test_add_func ("/draw/tool/edit-moves", test_edit_moves);
  g_test_add_func ("/draw/tool/edit-keeps-minimum", test_edit_keeps_minimum);
  g_test_add_func ("/draw/tool/edit-many-rings", test_edit_many_rings);
  g_test_add_func ("/draw/tool/limits", test_limits);
  return g_test_run ();
}
