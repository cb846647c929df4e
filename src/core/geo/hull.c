/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The smallest convex shape around shapes: Andrew's monotone chain. */
#include "core/geo/hull.h"

typedef struct {
  double x, y;
} Corner;

static int
compare_corners (gconstpointer a, gconstpointer b)
{
  const Corner *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->y < q->y ? -1 : p->y > q->y;
}

static double
turn (const Corner *a, const Corner *b, const Corner *c)
{
  return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

static NordShape *
hull_of_corners (GArray *corners)
{
  g_autofree Corner *hull = g_new (Corner, 2 * corners->len + 1);
  const Corner *all = (const Corner *) corners->data;
  guint n = 0, lower;
  NordShape *shape;

  g_array_sort (corners, compare_corners);
  for (guint i = 0; i < corners->len; i++) {
    while (n >= 2 && turn (&hull[n - 2], &hull[n - 1], &all[i]) <= 0)
      n--;
    hull[n++] = all[i];
  }
  lower = n + 1;
  for (guint i = corners->len - 1; i-- > 0;) {
    while (n >= lower && turn (&hull[n - 2], &hull[n - 1], &all[i]) <= 0)
      n--;
    hull[n++] = all[i];
  }
  n = MAX (n - 1, 1); /* the first stands at the end again */
  shape = n >= 3 ? nord_shape_new_area ((const double *) hull, n, NULL) : NULL;
  if (shape != NULL)
    return shape;
  if (n >= 2 && (hull[0].x != hull[1].x || hull[0].y != hull[1].y))
    return nord_shape_new_line ((const double *) hull, 2, NULL);
  return nord_shape_new_point (hull[0].x, hull[0].y);
}

/**
 * nord_hull_around:
 * @shapes: (array length=n_shapes) (element-type nullable NordShape): shapes of any kind
 * @n_shapes: how many
 *
 * Andrew's monotone chain (1979), straight in longitude and latitude.
 *
 * Returns: (transfer full) (nullable): an area, or a line or point where all lie like that; NULL
 *   where there is no shape
 */
NordShape *
nord_hull_around (const NordShape *const *shapes, guint n_shapes)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (Corner));

  for (guint s = 0; s < n_shapes; s++)
    for (guint i = 0; shapes[s] != NULL && i < shapes[s]->n_points; i++) {
      Corner corner = {shapes[s]->xy[2 * i], shapes[s]->xy[2 * i + 1]};

      g_array_append_val (corners, corner);
    }
  return corners->len > 0 ? hull_of_corners (corners) : NULL;
}
