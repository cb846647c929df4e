/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes cut in pieces, given a new course, and with holes made or filled. */
#include "core/geo/cut.h"

#include "core/geo/facets.h"
#include "core/geo/measure.h"
#include "core/geo/relate.h"

#include <math.h>

G_DEFINE_QUARK (nord_cut_error, nord_cut_error)

/* Of shapes, so that what is the same place is the same number. */
#define UNIT 1e7
/* Metres: nearer to the end of a line than this a cut would leave a crumb. */
#define CRUMB_M 1.0

/* A shape that is being put together. */
typedef struct {
  GArray *xy, *ends, *parts; /* (owned) */
} Draft;

/* Where a course meets a ring or line. */
typedef struct {
  double along; /* the course: number of the segment and share of it */
  double at;    /* the ring or line, likewise */
  double lon, lat;
} Meeting;

static Draft
draft_new (void)
{
  return (Draft){g_array_new (FALSE, FALSE, sizeof (double)),
                 g_array_new (FALSE, FALSE, sizeof (guint)),
                 g_array_new (FALSE, FALSE, sizeof (guint))};
}

static void
draft_clear (Draft *self)
{
  g_array_unref (self->xy);
  g_array_unref (self->ends);
  g_array_unref (self->parts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static void
draft_end_ring (Draft *self)
{
  guint n = self->xy->len / 2;

  g_array_append_val (self->ends, n);
}

static void
draft_end_part (Draft *self)
{
  g_array_append_val (self->parts, self->ends->len);
}

static NordShape *
draft_finish (Draft *self, gboolean area, GError **error)
{
  NordShapeKind kind = area ? NORD_SHAPE_AREA : NORD_SHAPE_LINE;

  if (self->parts->len > 1)
    kind = area ? NORD_SHAPE_MULTI_AREA : NORD_SHAPE_MULTI_LINE;
  return nord_shape_new (kind, (double *) (void *) self->xy->data, self->xy->len / 2,
                         (guint *) (void *) self->ends->data, self->ends->len,
                         (guint *) (void *) self->parts->data, self->parts->len, error);
}

static gboolean
is_area (const NordShape *shape)
{
  return shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
}

static guint
ring_start (const NordShape *shape, guint ring)
{
  return ring > 0 ? shape->ring_ends[ring - 1] : 0;
}

static guint
part_start (const NordShape *shape, guint part)
{
  return part > 0 ? shape->part_ends[part - 1] : 0;
}

/* Where two segments meet, as shares of both; FALSE where they do not, or run along each other. */
static gboolean
meet (const double *a, const double *b, const double *c, const double *d, double *s, double *t)
{
  double ux = b[0] - a[0], uy = b[1] - a[1], vx = d[0] - c[0], vy = d[1] - c[1];
  double det = ux * vy - uy * vx, wx = c[0] - a[0], wy = c[1] - a[1];

  if (det == 0)
    return FALSE;
  *s = (wx * vy - wy * vx) / det;
  *t = (wx * uy - wy * ux) / det;
  return *s >= 0 && *s <= 1 && *t >= 0 && *t <= 1;
}

/* --- Cutting -------------------------------------------------------------------------------------
 */

/**
 * nord_cut_line:
 * @line: a line or several
 * @lon: degrees
 * @lat: degrees
 *
 * Cuts the line at the place on it that is nearest to the position.
 *
 * Returns: (transfer full) (element-type NordShape): two lines, in the direction of @line; of
 *   several lines, those before and behind go with their half
 */
GPtrArray *
nord_cut_line (const NordShape *line, double lon, double lat, GError **error)
{
  NordFrame frame = nord_frame_at (lon, lat);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);
  double best = G_MAXDOUBLE, at[2] = {0, 0}, before = 0, length = 0, ring_length = 0;
  guint ring_cut = 0, after = 0;

  g_return_val_if_fail (line->kind == NORD_SHAPE_LINE || line->kind == NORD_SHAPE_MULTI_LINE, NULL);
  for (guint ring = 0; ring < line->n_rings; ring++) {
    length = 0;
    for (guint i = ring_start (line, ring) + 1; i < line->ring_ends[ring]; i++) {
      const double *a = line->xy + 2 * i - 2, *b = line->xy + 2 * i;
      double ax = (a[0] - lon) * frame.east, ay = (a[1] - lat) * frame.north;
      double dx = (b[0] - a[0]) * frame.east, dy = (b[1] - a[1]) * frame.north;
      double step = hypot (dx, dy), t = step > 0 ? -(ax * dx + ay * dy) / (step * step) : 0;

      t = CLAMP (t, 0, 1);
      if (hypot (ax + t * dx, ay + t * dy) < best) {
        best = hypot (ax + t * dx, ay + t * dy);
        at[0] = a[0] + t * (b[0] - a[0]);
        at[1] = a[1] + t * (b[1] - a[1]);
        ring_cut = ring;
        after = i;
        before = length + t * step;
      }
      length += step;
    }
    if (ring_cut == ring)
      ring_length = length;
  }
  if (before < CRUMB_M || ring_length - before < CRUMB_M) {
    g_set_error_literal (error, NORD_CUT_ERROR, NORD_CUT_ERROR_AT_END, "the end of the line");
    return NULL;
  }
  for (int half = 0; half < 2; half++) {
    g_auto (Draft) draft = draft_new ();
    guint first = half == 0 ? 0 : ring_cut, last = half == 0 ? ring_cut : line->n_rings - 1;
    NordShape *piece;

    for (guint ring = first; ring <= last; ring++) {
      guint from = ring_start (line, ring), to = line->ring_ends[ring];

      if (ring == ring_cut && half == 1) {
        g_array_append_vals (draft.xy, at, 2);
        from = after;
      }
      if (ring == ring_cut && half == 0)
        to = after;
      g_array_append_vals (draft.xy, line->xy + 2 * from, 2 * (to - from));
      if (ring == ring_cut && half == 0)
        g_array_append_vals (draft.xy, at, 2);
      draft_end_ring (&draft);
      draft_end_part (&draft);
    }
    piece = draft_finish (&draft, FALSE, error);
    if (piece == NULL)
      return NULL;
    g_ptr_array_add (pieces, piece);
  }
  return g_steal_pointer (&pieces);
}

/* A segment and where others meet it. */
typedef struct {
  double a[2], b[2];
  GArray *cuts; /* (owned) (element-type double) shares */
  gboolean border;
} Piece;

static void
piece_clear (gpointer data)
{
  g_array_unref (((Piece *) data)->cuts);
}

static void
add_pieces (GArray *pieces, const NordShape *shape, gboolean border)
{
  for (guint ring = 0; ring < shape->n_rings; ring++) {
    for (guint i = ring_start (shape, ring) + 1; i < shape->ring_ends[ring]; i++) {
      const double *xy = shape->xy + 2 * i - 2;
      Piece piece = {{xy[0] * UNIT, xy[1] * UNIT}, {xy[2] * UNIT, xy[3] * UNIT}, NULL, border};
      double ends[] = {0, 1};

      piece.cuts = g_array_new (FALSE, FALSE, sizeof (double));
      g_array_append_vals (piece.cuts, ends, 2);
      g_array_append_val (pieces, piece);
    }
  }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, two = *(const double *) b;

  return (one > two) - (one < two);
}

static void
find_meetings (GArray *pieces, guint n_borders)
{
  for (guint i = n_borders; i < pieces->len; i++) {
    Piece *p = &g_array_index (pieces, Piece, i);

    for (guint k = 0; k < i; k++) {
      Piece *q = &g_array_index (pieces, Piece, k);
      double s, t;

      if (MAX (p->a[0], p->b[0]) < MIN (q->a[0], q->b[0]) ||
          MAX (q->a[0], q->b[0]) < MIN (p->a[0], p->b[0]) ||
          MAX (p->a[1], p->b[1]) < MIN (q->a[1], q->b[1]) ||
          MAX (q->a[1], q->b[1]) < MIN (p->a[1], p->b[1]) || !meet (p->a, p->b, q->a, q->b, &s, &t))
        continue;
      g_array_append_val (p->cuts, s);
      g_array_append_val (q->cuts, t);
    }
  }
}

static NordFacets *
make_facets (GArray *pieces, const NordShape *area)
{
  NordFacets *facets = nord_facets_new ();

  for (guint i = 0; i < pieces->len; i++) {
    Piece *p = &g_array_index (pieces, Piece, i);

    g_array_sort (p->cuts, compare_doubles);
    for (guint k = 0; k + 1 < p->cuts->len; k++) {
      double s = g_array_index (p->cuts, double, k), t = g_array_index (p->cuts, double, k + 1);
      double ax = p->a[0] + s * (p->b[0] - p->a[0]), ay = p->a[1] + s * (p->b[1] - p->a[1]);
      double bx = p->a[0] + t * (p->b[0] - p->a[0]), by = p->a[1] + t * (p->b[1] - p->a[1]);

      if (!p->border && !nord_relate_contains (area, (ax + bx) / 2 / UNIT, (ay + by) / 2 / UNIT))
        continue;
      nord_facets_add_edge (facets, llround (ax), llround (ay), llround (bx), llround (by));
    }
  }
  return facets;
}

static NordShape *
make_face (const GPtrArray *rings)
{
  g_auto (Draft) draft = draft_new ();

  for (guint r = 0; r < rings->len; r++) {
    const GArray *ring = rings->pdata[r];

    for (guint i = 0; i < ring->len; i++) {
      double value = (double) g_array_index (ring, gint64, i) / UNIT;

      g_array_append_val (draft.xy, value);
    }
    draft_end_ring (&draft);
  }
  draft_end_part (&draft);
  return draft_finish (&draft, TRUE, NULL);
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  double one = nord_measure_area (*(NordShape *const *) a);
  double two = nord_measure_area (*(NordShape *const *) b);

  return (one < two) - (one > two);
}

/**
 * nord_cut_area:
 * @area: a valid area or several
 * @along: a line
 *
 * Cuts the area where the line goes through it from border to border (or to a hole), as GEOS does:
 * borders and line are noded, what encloses something is a face, and faces in holes are left out.
 *
 * Returns: (transfer full) (element-type NordShape): two or more areas, the largest first
 */
GPtrArray *
nord_cut_area (const NordShape *area, const NordShape *along, GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (NordFacets) facets = NULL;
  guint n_borders;

  g_return_val_if_fail (is_area (area), NULL);
  g_array_set_clear_func (pieces, piece_clear);
  add_pieces (pieces, area, TRUE);
  n_borders = pieces->len;
  add_pieces (pieces, along, FALSE);
  find_meetings (pieces, n_borders);
  facets = make_facets (pieces, area);
  faces = nord_facets_list (facets);
  for (guint i = 0; i < faces->len; i++) {
    NordShape *shape = make_face (faces->pdata[i]);
    double lon, lat;

    if (shape == NULL)
      continue; /* thinner than what a shape can tell apart */
    nord_shape_get_anchor (shape, &lon, &lat);
    if (nord_relate_contains (area, lon, lat))
      g_ptr_array_add (shapes, shape);
    else
      nord_shape_unref (shape);
  }
  if (shapes->len < 2 || shapes->len <= area->n_parts) {
    g_set_error_literal (error, NORD_CUT_ERROR, NORD_CUT_ERROR_MISSES, "does not go through");
    return NULL;
  }
  g_ptr_array_sort (shapes, compare_areas);
  return g_steal_pointer (&shapes);
}

/* --- A new course --------------------------------------------------------------------------------
 */

static int
compare_meetings (gconstpointer a, gconstpointer b)
{
  double one = ((const Meeting *) a)->along, two = ((const Meeting *) b)->along;

  return (one > two) - (one < two);
}

/* The place of the ring that an end of the course reaches, if it does. */
static gboolean
reach_ring (const NordShape *shape,
            guint ring,
            const double *end,
            double reach,
            double along,
            Meeting *meeting)
{
  NordFrame frame = nord_frame_at (end[0], end[1]);
  double best = reach;
  guint start = ring_start (shape, ring);

  for (guint i = start + 1; i < shape->ring_ends[ring]; i++) {
    const double *a = shape->xy + 2 * i - 2, *b = shape->xy + 2 * i;
    double ax = (a[0] - end[0]) * frame.east, ay = (a[1] - end[1]) * frame.north;
    double dx = (b[0] - a[0]) * frame.east, dy = (b[1] - a[1]) * frame.north;
    double step = dx * dx + dy * dy, t = step > 0 ? -(ax * dx + ay * dy) / step : 0;

    t = CLAMP (t, 0, 1);
    if (hypot (ax + t * dx, ay + t * dy) <= best) {
      best = hypot (ax + t * dx, ay + t * dy);
      *meeting =
        (Meeting){along, i - start - 1 + t, a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])};
    }
  }
  return best < reach;
}

/* All meetings of the course with one ring, along the course. */
static GArray *
list_meetings (const NordShape *shape, guint ring, const NordShape *course, double reach)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Meeting));
  guint start = ring_start (shape, ring), n = course->n_points;
  Meeting end;

  for (guint i = 1; i < n; i++) {
    for (guint k = start + 1; k < shape->ring_ends[ring]; k++) {
      const double *a = course->xy + 2 * i - 2, *c = shape->xy + 2 * k - 2;
      double s, t;

      if (!meet (a, a + 2, c, c + 2, &s, &t))
        continue;
      end =
        (Meeting){i - 1 + s, k - start - 1 + t, a[0] + s * (a[2] - a[0]), a[1] + s * (a[3] - a[1])};
      g_array_append_val (found, end);
    }
  }
  g_array_sort (found, compare_meetings);
  /* A hand does not begin exactly on the line. */
  if (reach_ring (shape, ring, course->xy, reach, 0, &end))
    g_array_prepend_val (found, end);
  if (reach_ring (shape, ring, course->xy + 2 * (n - 1), reach, n - 1, &end))
    g_array_append_val (found, end);
  return found;
}

/* The course between two places along it, without them. */
static void
add_course (GArray *xy, const NordShape *course, double from, double to)
{
  if (from <= to) {
    for (guint i = (guint) MAX (0, floor (from) + 1); i < course->n_points && i < to; i++)
      g_array_append_vals (xy, course->xy + 2 * i, 2);
  } else {
    for (int i = (int) MIN (course->n_points - 1, ceil (from) - 1); i >= 0 && i > to; i--)
      g_array_append_vals (xy, course->xy + 2 * i, 2);
  }
}

static void
add_spot (GArray *xy, const Meeting *meeting)
{
  g_array_append_val (xy, meeting->lon);
  g_array_append_val (xy, meeting->lat);
}

/* The ring from @from on to @to, through its end if need be, without the two places. */
static void
add_arc (GArray *xy, const double *ring, guint n_segments, double from, double to)
{
  guint steps;
  double span = to - from;

  if (span < 0)
    span += n_segments;
  steps = (guint) MAX (0, ceil (from + span) - floor (from) - 1);
  for (guint k = 1; k <= steps; k++)
    g_array_append_vals (xy, ring + 2 * (((guint) floor (from) + k) % n_segments), 2);
}

static double
get_ring_area (const GArray *xy)
{
  const double *p = (const double *) (const void *) xy->data;
  double sum = 0;

  for (guint i = 0; i + 1 < xy->len / 2; i++)
    sum +=
      (p[2 * i] - p[0]) * (p[2 * i + 3] - p[1]) - (p[2 * i + 2] - p[0]) * (p[2 * i + 1] - p[1]);
  return fabs (sum) / 2;
}

/* (transfer full): the ring with the course in place of one of its two arcs; the one that leaves
 * more, as QGIS does, so that corners are cut off and bays are filled. */
static GArray *
reshape_ring (const NordShape *shape,
              guint ring,
              const NordShape *course,
              const Meeting *first,
              const Meeting *last)
{
  const double *xy = shape->xy + 2 * ring_start (shape, ring);
  guint n = shape->ring_ends[ring] - ring_start (shape, ring) - 1;
  GArray *best = NULL;

  for (int way = 0; way < 2; way++) {
    GArray *new = g_array_new (FALSE, FALSE, sizeof (double));
    const Meeting *from = way == 0 ? first : last, *to = way == 0 ? last : first;

    add_spot (new, from);
    add_course (new, course, from->along, to->along);
    add_spot (new, to);
    add_arc (new, xy, n, to->at, from->at);
    add_spot (new, from);
    if (best == NULL || get_ring_area (new) > get_ring_area (best)) {
      g_clear_pointer (&best, g_array_unref);
      best = new;
    } else {
      g_array_unref (new);
    }
  }
  return best;
}

static GArray *
reshape_line (const NordShape *shape,
              guint ring,
              const NordShape *course,
              const Meeting *first,
              const Meeting *last)
{
  const double *xy = shape->xy + 2 * ring_start (shape, ring);
  guint n = shape->ring_ends[ring] - ring_start (shape, ring);
  const Meeting *from = first->at <= last->at ? first : last;
  const Meeting *to = first->at <= last->at ? last : first;
  GArray *new = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n && i < from->at; i++)
    g_array_append_vals (new, xy + 2 * i, 2);
  add_spot (new, from);
  add_course (new, course, from->along, to->along);
  add_spot (new, to);
  for (guint i = (guint) floor (to->at) + 1; i < n; i++)
    g_array_append_vals (new, xy + 2 * i, 2);
  return new;
}

/* The course leaves the line and does not come back: it is the new end, on the side where it
 * goes. */
static GArray *
turn_end (const NordShape *shape, guint ring, const NordShape *course, const Meeting *where)
{
  const double *xy = shape->xy + 2 * ring_start (shape, ring);
  guint n = shape->ring_ends[ring] - ring_start (shape, ring);
  gboolean forth = where->along < course->n_points - 1 - where->along;
  const double *free_end = forth ? course->xy + 2 * (course->n_points - 1) : course->xy;
  gboolean tail = nord_measure_distance (free_end[0], free_end[1], xy[2 * n - 2], xy[2 * n - 1]) <=
                  nord_measure_distance (free_end[0], free_end[1], xy[0], xy[1]);
  GArray *new = g_array_new (FALSE, FALSE, sizeof (double));

  if (tail) {
    for (guint i = 0; i < n && i < where->at; i++)
      g_array_append_vals (new, xy + 2 * i, 2);
    add_spot (new, where);
    add_course (new, course, where->along, forth ? (double) course->n_points : -1);
  } else {
    add_course (new, course, forth ? (double) course->n_points : -1, where->along);
    add_spot (new, where);
    for (guint i = (guint) floor (where->at) + 1; i < n; i++)
      g_array_append_vals (new, xy + 2 * i, 2);
  }
  return new;
}

/**
 * nord_cut_reshape:
 * @shape: one or several lines or areas
 * @course: a line, drawn over the stretch that it shall take the place of
 * @reach: metres within which an end of @course counts as on @shape
 *
 * The stretch between the first and the last place where @course meets a border or line is replaced
 * by it. Of an area the larger remainder stays; a course that leaves a line and does not come back
 * is its new end. The area may cross itself afterwards: see [func@untangle_area].
 *
 * Returns: (transfer full): the shape with its new course
 */
NordShape *
nord_cut_reshape (const NordShape *shape, const NordShape *course, double reach, GError **error)
{
  g_auto (Draft) draft = draft_new ();
  g_autoptr (GArray) meetings = NULL;
  guint ring_met = G_MAXUINT, ring = 0;

  g_return_val_if_fail (course->kind == NORD_SHAPE_LINE, NULL);
  for (guint r = 0; r < shape->n_rings; r++) {
    g_autoptr (GArray) found = list_meetings (shape, r, course, reach);

    if (found->len > (meetings ? meetings->len : 0)) {
      g_clear_pointer (&meetings, g_array_unref);
      meetings = g_steal_pointer (&found);
      ring_met = r;
    }
  }
  if (meetings == NULL || (is_area (shape) && meetings->len < 2)) {
    g_set_error_literal (error, NORD_CUT_ERROR, NORD_CUT_ERROR_MISSES, "does not meet the shape");
    return NULL;
  }
  for (guint part = 0; part < shape->n_parts; part++) {
    for (; ring < shape->part_ends[part]; ring++) {
      const Meeting *first = &g_array_index (meetings, Meeting, 0);
      const Meeting *last = &g_array_index (meetings, Meeting, meetings->len - 1);
      g_autoptr (GArray) new = NULL;

      if (ring != ring_met) {
        g_array_append_vals (draft.xy, shape->xy + 2 * ring_start (shape, ring),
                             2 * (shape->ring_ends[ring] - ring_start (shape, ring)));
      } else {
        new = is_area (shape)      ? reshape_ring (shape, ring, course, first, last)
              : meetings->len == 1 ? turn_end (shape, ring, course, first)
                                   : reshape_line (shape, ring, course, first, last);
        g_array_append_vals (draft.xy, new->data, new->len);
      }
      draft_end_ring (&draft);
    }
    draft_end_part (&draft);
  }
  return draft_finish (&draft, is_area (shape), error);
}

/* --- Holes ---------------------------------------------------------------------------------------
 */

/* Whether ring @ring of @area is crossed or touched by the border of @hole. */
static gboolean
touches (const NordShape *area, guint ring, const NordShape *hole)
{
  for (guint i = ring_start (area, ring) + 1; i < area->ring_ends[ring]; i++) {
    for (guint k = 1; k < hole->n_points; k++) {
      double s, t;

      if (meet (area->xy + 2 * i - 2, area->xy + 2 * i, hole->xy + 2 * k - 2, hole->xy + 2 * k, &s,
                &t))
        return TRUE;
    }
  }
  return FALSE;
}

static NordShape *
refuse_hole (GError **error)
{
  g_set_error_literal (error, NORD_CUT_ERROR, NORD_CUT_ERROR_HOLE, "not within the area");
  return NULL;
}

/**
 * nord_cut_add_hole:
 * @area: an area or several
 * @hole: one area without holes that does not cross itself
 *
 * Holes that @hole lies around go up in it.
 *
 * Returns: (transfer full): the area with the hole, or %NULL with %NORD_CUT_ERROR_HOLE where it
 *   would cross or touch a border, or does not lie within the area
 */
NordShape *
nord_cut_add_hole (const NordShape *area, const NordShape *hole, GError **error)
{
  g_auto (Draft) draft = draft_new ();
  gboolean done = FALSE;

  g_return_val_if_fail (is_area (area), NULL);
  g_return_val_if_fail (hole->kind == NORD_SHAPE_AREA && hole->n_rings == 1, NULL);
  for (guint part = 0; part < area->n_parts; part++) {
    gboolean here = FALSE;

    for (guint ring = part_start (area, part); ring < area->part_ends[part]; ring++) {
      guint start = ring_start (area, ring), end = area->ring_ends[ring];
      gboolean border = ring == part_start (area, part);

      if (touches (area, ring, hole))
        return refuse_hole (error);
      if (border) {
        g_autoptr (NordShape) around =
          nord_shape_new_area (area->xy + 2 * start, end - start, NULL);

        here = around && nord_relate_contains (around, hole->xy[0], hole->xy[1]);
      } else if (here) {
        g_autoptr (NordShape) old = nord_shape_new_area (area->xy + 2 * start, end - start, NULL);

        if (old && nord_relate_contains (old, hole->xy[0], hole->xy[1]))
          return refuse_hole (error);
        if (nord_relate_contains (hole, area->xy[2 * start], area->xy[2 * start + 1]))
          continue;
      }
      g_array_append_vals (draft.xy, area->xy + 2 * start, 2 * (end - start));
      draft_end_ring (&draft);
    }
    if (here) {
      g_array_append_vals (draft.xy, hole->xy, 2 * hole->n_points);
      draft_end_ring (&draft);
      done = TRUE;
    }
    draft_end_part (&draft);
  }
  if (done)
    return draft_finish (&draft, TRUE, error);
  return refuse_hole (error);
}
