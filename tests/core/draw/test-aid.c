/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Tools with help: a new course, cuts and holes step by step, streets that lead, what points cling
 * to. */
#include "core/draw/tool.h"

#include <math.h>

static const NordView view = {.lon = 7.465,
                              .lat = 51.528,
                              .zoom = 15,
                              .width = 1000,
                              .height = 700};

typedef struct {
  NordShape *shape;
  NordToolRefusal why;
  guint n_refused, n_reduced;
} Seen;

static void
on_finished (NordShape *shape, gpointer data)
{
  ((Seen *) data)->shape = nord_shape_ref (shape);
}

static void
on_refused (NordToolRefusal why, gpointer data)
{
  ((Seen *) data)->why = why;
  ((Seen *) data)->n_refused++;
}

static void
on_reduced (gpointer data)
{
  ((Seen *) data)->n_reduced++;
}

static const NordToolListener listener = {.finished = on_finished,
                                          .refused = on_refused,
                                          .reduced = on_reduced};
static guint32 now;

static NordContact
at (double x, double y)
{
  now += 2000;
  return (NordContact){x, y, now, FALSE, FALSE};
}

static void
tap (NordTool *tool, double x, double y)
{
  NordContact c = at (x, y);

  nord_tool_press (tool, &view, &c);
  nord_tool_lift (tool, &view, &c);
}

static void
drag (NordTool *tool, const double *xy, guint n)
{
  NordContact c = at (xy[0], xy[1]);

  nord_tool_press (tool, &view, &c);
  for (guint i = 1; i < n; i++) {
    for (int k = 1; k <= 10; k++) {
      c = at (xy[2 * i - 2] + (xy[2 * i] - xy[2 * i - 2]) * k / 10,
              xy[2 * i - 1] + (xy[2 * i + 1] - xy[2 * i - 1]) * k / 10);
      nord_tool_move (tool, &view, &c);
    }
  }
  nord_tool_lift (tool, &view, &c);
}

static NordShape *
make (const double *screen, guint n, gboolean area)
{
  double xy[32];

  for (guint i = 0; i < n; i++)
    nord_view_to_place (&view, screen[2 * i], screen[2 * i + 1], &xy[2 * i], &xy[2 * i + 1]);
  if (area) {
    xy[2 * n] = xy[0];
    xy[2 * n + 1] = xy[1];
  }
  return area ? nord_shape_new_area (xy, n + 1, NULL) : nord_shape_new_line (xy, n, NULL);
}

static const double square[] = {300, 200, 700, 200, 700, 500, 300, 500};

static void
test_hole (void)
{
  Seen seen = {0};
  g_autoptr (NordShape) area = make (square, 4, TRUE);
  g_autoptr (NordTool) tool = nord_tool_new_edit (area, &listener, &seen);
  const double ring[] = {400, 300, 500, 300, 500, 400, 400, 400, 402, 304};
  const double outside[] = {600, 300, 800, 300, 800, 400, 600, 400, 602, 304};

  g_assert_true (nord_tool_set_aid (tool, NORD_AID_HOLE));
  g_assert_cmpint (nord_tool_get_kind (tool), ==, NORD_TOOL_AREA);
  drag (tool, outside, 5);
  g_assert_cmpuint (seen.n_refused, ==, 1);
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_HOLE);
  /* One more try, without asking for the aid again. */
  g_assert_cmpint (nord_tool_get_aid (tool), ==, NORD_AID_HOLE);
  drag (tool, ring, 5);
  g_assert_cmpint (nord_tool_get_aid (tool), ==, NORD_AID_NONE);
  g_assert_cmpuint (nord_sketch_get_n_rings (nord_tool_get_sketch (tool)), ==, 2);
  g_assert_true (nord_tool_go_back (tool));
  g_assert_cmpuint (nord_sketch_get_n_rings (nord_tool_get_sketch (tool)), ==, 1);
  nord_tool_set_aid (tool, NORD_AID_HOLE);
  drag (tool, ring, 5);
  /* A corner of the hole is selected, and the hole filled. */
  tap (tool, 300, 200);
  g_assert_false (nord_tool_can_remove_hole (tool));
  tap (tool, 500, 400);
  g_assert_true (nord_tool_can_remove_hole (tool));
  g_assert_true (nord_tool_remove_hole (tool));
  g_assert_cmpuint (nord_sketch_get_n_rings (nord_tool_get_sketch (tool)), ==, 1);
  g_assert_true (nord_tool_go_back (tool));
  g_assert_true (nord_tool_finish (tool));
  g_assert_cmpuint (seen.shape->n_rings, ==, 2);
  nord_shape_unref (seen.shape);
}

static void
test_cut (void)
{
  Seen seen = {0};
  g_autoptr (NordShape) area = make (square, 4, TRUE);
  g_autoptr (NordTool) tool = nord_tool_new_edit (area, &listener, &seen);
  const double through[] = {450, 100, 450, 600}, short_of[] = {450, 100, 450, 300};

  nord_tool_set_aid (tool, NORD_AID_CUT);
  drag (tool, short_of, 2);
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_NOT_CUT);
  drag (tool, through, 2);
  g_assert_cmpuint (nord_tool_get_rest (tool)->len, ==, 1);
  nord_tool_set_aid (tool, NORD_AID_CUT);
  tap (tool, 600, 100);
  tap (tool, 650, 600);
  g_assert_true (nord_tool_go_back (tool)); /* of what is drawn for the aid */
  g_assert_cmpuint (seen.n_reduced, ==, 1);
  tap (tool, 600, 600);
  g_assert_true (nord_tool_finish (tool));
  g_assert_cmpuint (nord_tool_get_rest (tool)->len, ==, 2);
  g_assert_true (nord_tool_go_back (tool));
  g_assert_cmpuint (nord_tool_get_rest (tool)->len, ==, 1);
  g_assert_cmpuint (seen.n_reduced, ==, 2);
  g_assert_true (nord_tool_finish (tool));
  g_assert_cmpuint (seen.shape->n_points, ==, 5);
  nord_shape_unref (seen.shape);
}

/* Cancelling an aid is not cancelling the editing. */
static void
test_cancel (void)
{
  Seen seen = {0};
  g_autoptr (NordShape) area = make (square, 4, TRUE);
  g_autoptr (NordTool) tool = nord_tool_new_edit (area, &listener, &seen);

  nord_tool_set_aid (tool, NORD_AID_CUT);
  tap (tool, 600, 100);
  g_assert_true (nord_tool_can_go_back (tool));
  g_assert_true (nord_tool_cancel (tool));
  g_assert_cmpint (nord_tool_get_aid (tool), ==, NORD_AID_NONE);
  g_assert_cmpint (nord_tool_get_state (tool), ==, NORD_TOOL_READY);
  g_assert_false (nord_tool_set_aid (tool, NORD_AID_HOLE) &&
                  nord_sketch_get_n_rings (nord_tool_get_sketch (tool)) != 1);
  g_assert_true (nord_tool_finish (tool)); /* nothing drawn for the hole: the editing is done */
  g_assert_true (nord_shape_equal (seen.shape, area));
  nord_shape_unref (seen.shape);
}

static void
test_reshape_and_cut_line (void)
{
  Seen seen = {0};
  const double straight[] = {200, 300, 800, 300}, bow[] = {300, 302, 500, 150, 700, 298};
  g_autoptr (NordShape) line = make (straight, 2, FALSE);
  g_autoptr (NordTool) tool = nord_tool_new_edit (line, &listener, &seen);
  guint n;

  g_assert_false (nord_tool_set_aid (tool, NORD_AID_HOLE));
  nord_tool_set_aid (tool, NORD_AID_RESHAPE);
  drag (tool, bow, 3);
  n = nord_sketch_get_n_vertices (nord_tool_get_sketch (tool));
  g_assert_cmpuint (n, >=, 5);
  nord_tool_set_aid (tool, NORD_AID_CUT);
  g_assert_cmpint (nord_tool_get_kind (tool), ==, NORD_TOOL_PIN);
  tap (tool, 200, 300);
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_AT_END);
  tap (tool, 500, 152);
  g_assert_cmpuint (nord_tool_get_rest (tool)->len, ==, 1);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), <, n);
}

static NordStreetNet *
make_streets (void)
{
  const double ways[][4] = {{100, 300, 900, 300}, {500, 100, 500, 600}};
  NordStreetNet *net = nord_street_net_new (view.lon, view.lat);

  for (int i = 0; i < 2; i++) {
    g_autoptr (NordShape) way = make (ways[i], 2, FALSE);

    nord_street_net_add (net, way->xy, 2, NULL, 1, TRUE);
  }
  nord_street_net_tie (net);
  return net;
}

static void
test_follow (void)
{
  Seen seen = {0};
  g_autoptr (NordStreetNet) net = make_streets ();
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);
  double x, y;

  nord_tool_set_following (tool, TRUE);
  tap (tool, 200, 310);
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_NO_STREETS);
  g_assert_cmpint (nord_tool_get_state (tool), ==, NORD_TOOL_IDLE);
  nord_tool_set_streets (tool, net, FALSE);
  tap (tool, 200, 310);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 1);
  tap (tool, 200, 550); /* no street there */
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_NO_WAY);
  tap (tool, 510, 500);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 3);
  nord_tool_go_back (tool); /* the stretch, not the corner */
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 1);
  tap (tool, 510, 500);
  g_assert_true (nord_tool_finish (tool));
  g_assert_cmpuint (seen.shape->n_points, ==, 3);
  nord_view_to_screen (&view, seen.shape->xy[2], seen.shape->xy[3], &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 500, 0.5);
  g_assert_cmpfloat_with_epsilon (y, 300, 0.5);
  nord_shape_unref (seen.shape);
}

static guint
count_vertices (const NordTool *tool)
{
  return nord_sketch_get_n_vertices (nord_tool_get_sketch (tool));
}

/* Taps made before the streets are read count when they are, in their order, and no sooner. */
static void
test_follow_waits (void)
{
  Seen seen = {0};
  g_autoptr (NordStreetNet) net = make_streets ();
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);
  double lon, lat, x, y;
  NordContact c;

  nord_tool_set_following (tool, TRUE);
  nord_tool_set_streets (tool, NULL, TRUE);
  tap (tool, 200, 310);
  tap (tool, 510, 500);
  g_assert_cmpuint (seen.n_refused, ==, 0);
  g_assert_cmpuint (count_vertices (tool), ==, 0);
  g_assert_cmpuint (nord_tool_get_n_waiting (tool), ==, 2);
  nord_tool_get_waiting (tool, 1, &lon, &lat);
  nord_view_to_screen (&view, lon, lat, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 510, 0.1);
  g_assert_cmpfloat_with_epsilon (y, 500, 0.1);
  /* Finishing would lose them: that is said. */
  g_assert_false (nord_tool_can_finish (tool));
  g_assert_false (nord_tool_finish (tool));
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_WAITING);
  /* With a finger down nothing moves; it counts behind those before it. */
  c = at (800, 306);
  nord_tool_press (tool, &view, &c);
  nord_tool_set_streets (tool, net, FALSE);
  g_assert_cmpuint (nord_tool_get_n_waiting (tool), ==, 2);
  nord_tool_lift (tool, &view, &c);
  g_assert_cmpuint (nord_tool_get_n_waiting (tool), ==, 0);
  g_assert_cmpint (nord_tool_get_state (tool), ==, NORD_TOOL_PLACED);
  g_assert_cmpuint (count_vertices (tool), ==, 5);
  nord_sketch_get_vertex (nord_tool_get_sketch (tool), 4, &lon, &lat);
  nord_view_to_screen (&view, lon, lat, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 800, 0.5);
  /* Each is a step of its own. */
  g_assert_true (nord_tool_go_back (tool));
  g_assert_cmpuint (count_vertices (tool), ==, 3);
  g_assert_true (nord_tool_go_back (tool));
  g_assert_true (nord_tool_go_back (tool));
  g_assert_cmpint (nord_tool_get_state (tool), ==, NORD_TOOL_IDLE);
  g_assert_cmpuint (seen.n_refused, ==, 1);
}

/* Waiting can be given up, one by one or all; nothing comes of it later. */
static void
test_follow_given_up (void)
{
  Seen seen = {0};
  g_autoptr (NordStreetNet) net = make_streets ();
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_AREA, &listener, &seen);

  nord_tool_set_following (tool, TRUE);
  nord_tool_set_streets (tool, NULL, TRUE);
  tap (tool, 200, 310);
  tap (tool, 510, 500);
  tap (tool, 200, 310); /* would close the area */
  g_assert_true (nord_tool_can_go_back (tool));
  g_assert_true (nord_tool_go_back (tool));
  g_assert_cmpuint (nord_tool_get_n_waiting (tool), ==, 2);
  g_assert_cmpuint (seen.n_reduced, ==, 1);
  g_assert_true (nord_tool_cancel (tool));
  g_assert_cmpuint (nord_tool_get_n_waiting (tool), ==, 0);
  g_assert_false (nord_tool_can_go_back (tool));
  nord_tool_set_streets (tool, net, FALSE);
  g_assert_cmpuint (count_vertices (tool), ==, 0);
  g_assert_cmpuint (seen.n_refused, ==, 0);
  /* Later, while other streets are being read, what the old ones know counts at once. */
  tap (tool, 200, 310);
  nord_tool_set_streets (tool, net, TRUE);
  tap (tool, 510, 500);
  g_assert_cmpuint (count_vertices (tool), ==, 3);
  tap (tool, 200, 560);
  g_assert_cmpuint (nord_tool_get_n_waiting (tool), ==, 1);
  g_assert_true (nord_tool_cancel (tool));
  g_assert_cmpuint (count_vertices (tool), ==, 3);
}

/* What comes of it where there are no streets, or no longer any need for them. */
static void
test_follow_in_vain (void)
{
  Seen seen = {0};
  g_autoptr (NordStreetNet) net = make_streets ();
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);
  g_autoptr (NordTool) other = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);

  nord_tool_set_following (tool, TRUE);
  nord_tool_set_streets (tool, NULL, TRUE);
  tap (tool, 200, 310);
  tap (tool, 510, 500);
  nord_tool_set_streets (tool, NULL, FALSE);
  g_assert_cmpuint (seen.n_refused, ==, 1);
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_NO_STREETS);
  g_assert_cmpuint (nord_tool_get_n_waiting (tool), ==, 0);
  /* The first lies on a street; no way leads to the second, and the third went on from there. */
  nord_tool_set_streets (tool, NULL, TRUE);
  tap (tool, 200, 310);
  tap (tool, 200, 560);
  tap (tool, 510, 500);
  nord_tool_set_streets (tool, net, FALSE);
  g_assert_cmpuint (seen.n_refused, ==, 2);
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_NO_WAY);
  g_assert_cmpuint (count_vertices (tool), ==, 1);
  /* Switched off meanwhile, points lie where they were tapped. */
  nord_tool_set_following (other, TRUE);
  nord_tool_set_streets (other, NULL, TRUE);
  tap (other, 200, 310);
  nord_tool_pause (other, &view, FALSE);
  tap (other, 510, 560);
  nord_tool_set_following (other, FALSE);
  g_assert_cmpuint (count_vertices (other), ==, 2);
  g_assert_cmpuint (seen.n_refused, ==, 2);
}

static void
test_follow_limit (void)
{
  Seen seen = {0};
  const NordToolLimits limits = {.max_vertices = 2, .max_size = 60000};
  g_autoptr (NordStreetNet) net = make_streets ();
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);

  nord_tool_set_limits (tool, &limits);
  nord_tool_set_streets (tool, net, FALSE);
  nord_tool_set_following (tool, TRUE);
  tap (tool, 200, 300);
  tap (tool, 500, 500);
  g_assert_cmpint (seen.why, ==, NORD_TOOL_REFUSED_TOO_MANY);
  g_assert_cmpuint (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)), ==, 1);
}

static void
test_snap (void)
{
  g_autoptr (NordStreetNet) net = make_streets ();
  g_autoptr (NordShape) area = make (square, 4, TRUE);
  g_autoptr (NordSnap) snap = nord_snap_new ();
  static const struct {
    double x, y;
    gboolean loose;
    NordSnapKind kind;
    double to_x, to_y;
  } cases[] = {
    {306, 205, FALSE, NORD_SNAP_CORNER, 300, 200}, {306, 205, TRUE, NORD_SNAP_NONE, 306, 205},
    {400, 206, FALSE, NORD_SNAP_EDGE, 400, 200},   {504, 297, FALSE, NORD_SNAP_CROSSING, 500, 300},
    {600, 305, FALSE, NORD_SNAP_STREET, 600, 300}, {600, 312, FALSE, NORD_SNAP_NONE, 600, 312},
    {305, 296, FALSE, NORD_SNAP_EDGE, 300, 296},
  };

  nord_snap_add (snap, area, FALSE);
  nord_snap_set_streets (snap, net);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    NordContact c = {cases[i].x, cases[i].y, 0, FALSE, cases[i].loose};
    NordSnapped got = nord_snap_find (snap, &view, &c);
    double x, y;

    g_test_message ("%.0f, %.0f", cases[i].x, cases[i].y);
    nord_view_to_screen (&view, got.lon, got.lat, &x, &y);
    g_assert_cmpint (got.kind, ==, cases[i].kind);
    g_assert_cmpfloat_with_epsilon (x, cases[i].to_x, 0.2);
    g_assert_cmpfloat_with_epsilon (y, cases[i].to_y, 0.2);
  }
}

static void
assert_at (const double *xy, double to_x, double to_y, double epsilon)
{
  double x, y;

  nord_view_to_screen (&view, xy[0], xy[1], &x, &y);
  g_assert_cmpfloat_with_epsilon (x, to_x, epsilon);
  g_assert_cmpfloat_with_epsilon (y, to_y, epsilon);
}

/* A corner that is dragged clings as well, and so does a pin: where it is set, and where it is
 * dragged to. */
static void
test_snap_in_tools (void)
{
  Seen seen = {0};
  const double straight[] = {200, 600, 800, 600}, pull[] = {200, 600, 304, 203};
  g_autoptr (NordShape) area = make (square, 4, TRUE), line = make (straight, 2, FALSE);
  g_autoptr (NordSnap) snap = nord_snap_new ();
  g_autoptr (NordTool) tool = nord_tool_new_edit (line, &listener, &seen);
  g_autoptr (NordTool) pin = nord_tool_new (NORD_TOOL_PIN, &listener, &seen);
  g_autoptr (NordTool) moved = NULL;
  double lon, lat, x, y;
  NordContact c;

  nord_snap_add (snap, area, FALSE);
  nord_tool_set_snap (tool, snap);
  drag (tool, pull, 2);
  nord_sketch_get_vertex (nord_tool_get_sketch (tool), 0, &lon, &lat);
  nord_view_to_screen (&view, lon, lat, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 300, 0.2);
  g_assert_cmpfloat_with_epsilon (y, 200, 0.2);
  nord_tool_set_snap (pin, snap);
  c = at (304, 203);
  nord_tool_hover (pin, &view, &c);
  g_assert_cmpint (nord_tool_get_snapped (pin).kind, ==, NORD_SNAP_CORNER);
  g_assert_null (nord_tool_get_ahead (pin));
  nord_tool_press (pin, &view, &c);
  c = at (420, 300);
  nord_tool_move (pin, &view, &c);
  g_assert_cmpint (nord_tool_get_snapped (pin).kind, ==, NORD_SNAP_NONE);
  c = at (696, 494);
  nord_tool_lift (pin, &view, &c);
  assert_at (seen.shape->xy, 700, 500, 0.2);
  g_assert_cmpint (nord_tool_get_snapped (pin).kind, ==, NORD_SNAP_CORNER);
  moved = nord_tool_new_edit (seen.shape, &listener, &seen);
  nord_shape_unref (g_steal_pointer (&seen.shape));
  nord_tool_set_snap (moved, snap);
  drag (moved, (const double[]){700, 500, 500, 206}, 2);
  g_assert_true (nord_tool_finish (moved));
  assert_at (seen.shape->xy, 500, 200, 0.2);
  nord_shape_unref (g_steal_pointer (&seen.shape));
}

/* With Alt, and without the switch, a pin stands where it is put; what a second finger broke off
 * leaves no mark. */
static void
test_pin_loose (void)
{
  Seen seen = {0};
  g_autoptr (NordShape) area = make (square, 4, TRUE);
  g_autoptr (NordSnap) snap = nord_snap_new ();
  g_autoptr (NordTool) loose = nord_tool_new (NORD_TOOL_PIN, &listener, &seen);
  g_autoptr (NordTool) off = nord_tool_new (NORD_TOOL_PIN, &listener, &seen);
  NordContact c;

  nord_snap_add (snap, area, TRUE);
  nord_tool_set_snap (off, snap);
  c = at (304, 203);
  nord_tool_press (off, &view, &c);
  g_assert_true (nord_tool_get_snapped (off).plan);
  nord_tool_pause (off, &view, FALSE);
  g_assert_cmpint (nord_tool_get_snapped (off).kind, ==, NORD_SNAP_NONE);
  nord_tool_resume (off);
  nord_tool_set_snap (off, NULL);
  tap (off, 304, 203);
  assert_at (seen.shape->xy, 304, 203, 0.1);
  nord_shape_unref (g_steal_pointer (&seen.shape));
  nord_tool_set_snap (loose, snap);
  c = at (304, 203);
  c.loose = TRUE;
  nord_tool_press (loose, &view, &c);
  nord_tool_lift (loose, &view, &c);
  assert_at (seen.shape->xy, 304, 203, 0.1);
  nord_shape_unref (g_steal_pointer (&seen.shape));
}

/* Of a stroke only the ends cling, without hooks where the hand went beyond; its middle never. */
static void
test_snap_strokes (void)
{
  static const struct {
    NordToolKind kind;
    double way[12];
    guint n, least, most; /* points of the way, and of what it becomes */
    double from[2], to[2];
  } cases[] = {
    /* Along the upper border of the square, 6 pixels beside it, from corner to corner. */
    {NORD_TOOL_LINE, {304, 206, 500, 206, 694, 206}, 3, 2, 8, {300, 200}, {700, 200}},
    /* Over the corner and back: no hook. */
    {NORD_TOOL_LINE, {100, 350, 290, 207, 306, 195}, 3, 2, 3, {100, 350}, {300, 200}},
    /* Beside everything. */
    {NORD_TOOL_LINE, {100, 100, 200, 120, 260, 100}, 3, 2, 4, {100, 100}, {260, 100}},
    /* So short that both ends would cling to one corner: only the first does. */
    {NORD_TOOL_LINE, {295, 196, 306, 196}, 2, 2, 2, {300, 200}, {306, 196}},
    /* Round a place, from a corner back to it. */
    {NORD_TOOL_AREA,
     {306, 196, 250, 60, 150, 60, 140, 190, 296, 203},
     5,
     5,
     12,
     {300, 200},
     {300, 200}},
  };
  g_autoptr (NordShape) area = make (square, 4, TRUE);
  g_autoptr (NordSnap) snap = nord_snap_new ();

  nord_snap_add (snap, area, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Seen seen = {0};
    g_autoptr (NordTool) tool = nord_tool_new (cases[i].kind, &listener, &seen);
    guint n;

    g_test_message ("stroke %" G_GSIZE_FORMAT, i);
    nord_tool_set_snap (tool, snap);
    drag (tool, cases[i].way, cases[i].n);
    g_assert_nonnull (seen.shape);
    n = seen.shape->n_points;
    g_assert_cmpuint (n, >=, cases[i].least);
    g_assert_cmpuint (n, <=, cases[i].most);
    if (cases[i].kind == NORD_TOOL_LINE) {
      assert_at (seen.shape->xy, cases[i].from[0], cases[i].from[1], 0.2);
      assert_at (seen.shape->xy + 2 * (n - 1), cases[i].to[0], cases[i].to[1], 0.2);
    } else {
      /* Wherever its ring begins, the corner is one of its points, once. */
      guint found = 0;

      for (guint k = 0; k + 1 < n; k++) {
        double x, y;

        nord_view_to_screen (&view, seen.shape->xy[2 * k], seen.shape->xy[2 * k + 1], &x, &y);
        found += hypot (x - cases[i].from[0], y - cases[i].from[1]) < 0.2;
      }
      g_assert_cmpuint (found, ==, 1);
    }
    /* The middle runs where the hand drew it. */
    for (guint k = 1; i == 0 && k + 1 < n; k++) {
      double x, y;

      nord_view_to_screen (&view, seen.shape->xy[2 * k], seen.shape->xy[2 * k + 1], &x, &y);
      g_assert_cmpfloat_with_epsilon (y, 206, 0.2);
    }
    nord_shape_unref (seen.shape);
  }
}

/* A stroke that goes on from points that were tapped clings with its ends as well, and one that a
 * second finger breaks off ends where it was. */
static void
test_snap_stroke_adding (void)
{
  Seen seen = {0};
  g_autoptr (NordShape) area = make (square, 4, TRUE);
  g_autoptr (NordSnap) snap = nord_snap_new ();
  g_autoptr (NordTool) tool = nord_tool_new (NORD_TOOL_LINE, &listener, &seen);
  guint n;
  double xy[2];
  NordContact c;

  nord_snap_add (snap, area, FALSE);
  nord_tool_set_snap (tool, snap);
  tap (tool, 100, 100);
  drag (tool, (const double[]){150, 150, 220, 300, 304, 497}, 3);
  n = nord_sketch_get_n_vertices (nord_tool_get_sketch (tool));
  nord_sketch_get_vertex (nord_tool_get_sketch (tool), n - 1, &xy[0], &xy[1]);
  assert_at (xy, 300, 500, 0.2);
  g_assert_true (nord_tool_go_back (tool));
  g_assert_cmpint (nord_tool_get_snapped (tool).kind, ==, NORD_SNAP_NONE);
  c = at (150, 150);
  nord_tool_press (tool, &view, &c);
  for (int i = 1; i <= 20; i++) {
    c = at (150 + 154.0 * i / 20, 150 + 347.0 * i / 20);
    nord_tool_move (tool, &view, &c);
  }
  nord_tool_pause (tool, &view, FALSE);
  n = nord_sketch_get_n_vertices (nord_tool_get_sketch (tool));
  g_assert_cmpuint (n, >=, 3);
  nord_sketch_get_vertex (nord_tool_get_sketch (tool), n - 1, &xy[0], &xy[1]);
  assert_at (xy, 304, 497, 0.2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/draw/aid/hole", test_hole);
  g_test_add_func ("/draw/aid/cut", test_cut);
  g_test_add_func ("/draw/aid/cancel", test_cancel);
  g_test_add_func ("/draw/aid/line", test_reshape_and_cut_line);
  g_test_add_func ("/draw/aid/follow", test_follow);
  g_test_add_func ("/draw/aid/follow-waits", test_follow_waits);
  g_test_add_func ("/draw/aid/follow-given-up", test_follow_given_up);
  g_test_add_func ("/draw/aid/follow-in-vain", test_follow_in_vain);
  g_test_add_func ("/draw/aid/follow-limit", test_follow_limit);
  g_test_add_func ("/draw/aid/snap", test_snap);
  g_test_add_func ("/draw/aid/snap-in-tools", test_snap_in_tools);
  g_test_add_func ("/draw/aid/pin-loose", test_pin_loose);
  g_test_add_func ("/draw/aid/snap-strokes", test_snap_strokes);
  g_test_add_func ("/draw/aid/snap-stroke-adding", test_snap_stroke_adding);
  return g_test_run ();
}
