/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Areas whose border crosses itself, as hands draw them, become areas that a GIS takes. */
#include "core/draw/untangle.h"

#include <math.h>

/* Of the largest loop: smaller ones are knots of an unsteady hand. */
#define KNOT 0.02
/* Of the largest loop: where more would be lost, the person must say what is meant. */
#define LOSS 0.2
/* Degrees, some centimetres: what is narrower has no width. */
#define SPIKE 5e-7
/* More crossings than a person draws. */
#define MAX_LOOPS 200

static double
turn (const double *a, const double *b, const double *c)
{
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/* Whether the inner parts of two segments cross; ends that only touch do not. */
static gboolean
cross (const double *a, const double *b, const double *c, const double *d, double at[2])
{
  double abc = turn (a, b, c), abd = turn (a, b, d), cda = turn (c, d, a), cdb = turn (c, d, b);
  double t;

  if (!((abc > 0 && abd < 0) || (abc < 0 && abd > 0)) ||
      !((cda > 0 && cdb < 0) || (cda < 0 && cdb > 0)))
    return FALSE;
  t = cda / (cda - cdb);
  at[0] = a[0] + t * (b[0] - a[0]);
  at[1] = a[1] + t * (b[1] - a[1]);
  return TRUE;
}

static gboolean
find_crossing (const double *xy, guint n, guint *i, guint *j, double at[2])
{
  for (*i = 0; *i + 1 < n; (*i)++) {
    for (*j = *i + 2; *j + 1 < n; (*j)++) {
      if (cross (&xy[2 * *i], &xy[2 * *i + 2], &xy[2 * *j], &xy[2 * *j + 2], at))
        return TRUE;
    }
  }
  return FALSE;
}

/**
 * nord_untangle_is_simple:
 * @area: an area or several
 *
 * Returns: whether no two lines of its borders and holes cross; compares all with all, so it is
 *   for what hands draw
 */
gboolean
nord_untangle_is_simple (const NordShape *area)
{
  for (guint ring = 0, start = 0; ring < area->n_rings; start = area->ring_ends[ring++]) {
    guint end = area->ring_ends[ring];

    for (guint i = start; i + 1 < end; i++) {
      for (guint other = ring, from = i + 1; other < area->n_rings;
           from = area->ring_ends[other++]) {
        for (guint j = from; j + 1 < area->ring_ends[other]; j++) {
          double at[2];

          if (cross (&area->xy[2 * i], &area->xy[2 * i + 2], &area->xy[2 * j], &area->xy[2 * j + 2],
                     at))
            return FALSE;
        }
      }
    }
  }
  return TRUE;
}

/* Whether the border goes to b and straight back: on the way, it passes c or a again. */
static gboolean
turns_back (const double *a, const double *b, const double *c)
{
  double ux = a[0] - b[0], uy = a[1] - b[1], vx = c[0] - b[0], vy = c[1] - b[1];
  double u = hypot (ux, uy), v = hypot (vx, vy), least = MIN (u, v);

  if (u == 0 || v == 0)
    return TRUE;
  if (ux * vx + uy * vy <= 0)
    return FALSE;
  /* How far apart they are where the shorter one ends. */
  return fabs (ux * vy - uy * vx) / (u * v) * least < SPIKE;
}

/* (transfer full) (nullable): the area without what has length but no width, as it comes from going
 * along a street to a place and back; @area itself if there is none. */
static NordShape *
drop_spikes (const NordShape *area)
{
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean any = FALSE;
  guint n = area->n_points - 1;

  if (area->n_rings != 1)
    return nord_shape_ref ((NordShape *) area);
  g_array_append_vals (xy, area->xy, 2 * n);
  for (guint i = 0, quiet = 0; n >= 3 && quiet < n; i = (i + 1) % n) {
    double *at = (double *) (void *) xy->data;

    if (!turns_back (at + 2 * ((i + n - 1) % n), at + 2 * i, at + 2 * ((i + 1) % n))) {
      quiet++;
      continue;
    }
    g_array_remove_range (xy, 2 * i, 2);
    n--;
    any = TRUE;
    quiet = 0;
    i = (i + n - 2) % MAX (n, 1);
  }
  if (!any)
    return nord_shape_ref ((NordShape *) area);
  if (n < 3)
    return NULL;
  g_array_append_vals (xy, xy->data, 2);
  return nord_shape_new_area ((double *) (void *) xy->data, n + 1, NULL);
}

static double
get_area (const GArray *loop)
{
  const double *xy = (const double *) (const void *) loop->data;
  double sum = 0;

  for (guint i = 0; i + 1 < loop->len / 2; i++)
    sum += xy[2 * i] * xy[2 * i + 3] - xy[2 * i + 2] * xy[2 * i + 1];
  return fabs (sum) / 2;
}

static gboolean
is_inside (const GArray *loop, double x, double y)
{
  const double *xy = (const double *) (const void *) loop->data;
  gboolean inside = FALSE;

  for (guint i = 0; i + 1 < loop->len / 2; i++) {
    const double *a = &xy[2 * i], *b = a + 2;

    if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
      inside = !inside;
  }
  return inside;
}

/* Parts a ring at its crossings into loops that cross nothing: cut where two lines cross, what lies
 * between the two passes is one loop, the rest another. */
static GPtrArray *
part (const double *xy, guint n)
{
  GPtrArray *loops = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  GArray *whole = g_array_new (FALSE, FALSE, sizeof (double));

  /* Relative to the first, so that products keep their digits. */
  for (guint i = 0; i < n; i++) {
    double at[2] = {xy[2 * i] - xy[0], xy[2 * i + 1] - xy[1]};

    g_array_append_vals (whole, at, 2);
  }
  g_ptr_array_add (open, whole);
  while (open->len > 0) {
    GArray *loop = g_ptr_array_steal_index (open, open->len - 1);
    double *at = (double *) (void *) loop->data, x[2];
    GArray *cut;
    guint i, j;

    if (loops->len + open->len > MAX_LOOPS || !find_crossing (at, loop->len / 2, &i, &j, x)) {
      g_ptr_array_add (loops, loop);
      continue;
    }
    cut = g_array_new (FALSE, FALSE, sizeof (double));
    g_array_append_vals (cut, x, 2);
    g_array_append_vals (cut, &at[2 * i + 2], 2 * (j - i));
    g_array_append_vals (cut, x, 2);
    g_array_remove_range (loop, 2 * i + 2, 2 * (j - i));
    g_array_insert_vals (loop, 2 * i + 2, x, 2);
    g_ptr_array_add (open, loop);
    g_ptr_array_add (open, cut);
  }
  return loops;
}

static int
compare_loops (gconstpointer a, gconstpointer b)
{
  double one = get_area (*(GArray *const *) a), two = get_area (*(GArray *const *) b);

  return (one < two) - (one > two);
}

/* A loop within a larger one adds nothing. Its middles of lines are asked: corners may touch. */
static gboolean
is_within (const GArray *loop, const GArray *larger)
{
  const double *xy = (const double *) (const void *) loop->data;
  guint n = loop->len / 2 - 1, inside = 0;

  for (guint i = 0; i < n; i++)
    inside +=
      is_inside (larger, (xy[2 * i] + xy[2 * i + 2]) / 2, (xy[2 * i + 1] + xy[2 * i + 3]) / 2);
  return 2 * inside > n;
}

/* Two loops of one border may still cross each other, an even number of times. */
static gboolean
do_cross (const GArray *a, const GArray *b)
{
  const double *one = (const double *) (const void *) a->data;
  const double *two = (const double *) (const void *) b->data;
  double at[2];

  for (guint i = 0; i + 1 < a->len / 2; i++) {
    for (guint j = 0; j + 1 < b->len / 2; j++) {
      if (cross (&one[2 * i], &one[2 * i + 2], &two[2 * j], &two[2 * j + 2], at))
        return TRUE;
    }
  }
  return FALSE;
}

/**
 * nord_untangle_area:
 * @drawn: one area without holes; others are only looked at
 *
 * What has no width goes; a figure eight becomes two areas; small knots and curls into the inside
 * go, and small loops that lie across a larger one.
 *
 * Returns: (transfer full) (nullable): the same area if it was simple; NULL if nothing of use
 *   is left, or @area is of another kind
 */
NordShape *
nord_untangle_area (const NordShape *drawn)
{
  g_autoptr (NordShape) area = drop_spikes (drawn);
  g_autoptr (GPtrArray) loops = NULL;
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (NordShape) shape = NULL;
  double lost = 0;

  if (area == NULL)
    return NULL;
  if (nord_untangle_is_simple (area))
    return g_steal_pointer (&area);
  if (area->n_rings != 1)
    return NULL;
  loops = part (area->xy, area->n_points);
  g_ptr_array_sort (loops, compare_loops);
  if (loops->len > MAX_LOOPS)
    return NULL;
  for (guint i = 0; i < loops->len; i++) {
    const GArray *loop = loops->pdata[i];
    gboolean within = loop->len < 8 || get_area (loop) < KNOT * get_area (loops->pdata[0]);
    guint n = xy->len / 2 + loop->len / 2, n_rings;

    for (guint k = 0; k < i && !within; k++)
      within = is_within (loop, loops->pdata[k]);
    for (guint k = 0; k < i && !within; k++) {
      if (do_cross (loop, loops->pdata[k])) {
        lost += get_area (loop);
        within = TRUE;
      }
    }
    if (within)
      continue;
    for (guint v = 0; v < loop->len; v++) {
      double value = g_array_index (loop, double, v) + area->xy[v % 2];

      g_array_append_val (xy, value);
    }
    g_array_append_val (ends, n);
    n_rings = ends->len;
    g_array_append_val (parts, n_rings);
  }
  if (lost > LOSS * get_area (loops->pdata[0]))
    return NULL;
  shape = nord_shape_new (ends->len > 1 ? NORD_SHAPE_MULTI_AREA : NORD_SHAPE_AREA,
                          (double *) (void *) xy->data, xy->len / 2, (guint *) (void *) ends->data,
                          ends->len, (guint *) (void *) parts->data, parts->len, NULL);
  return shape && nord_untangle_is_simple (shape) ? g_steal_pointer (&shape) : NULL;
}
