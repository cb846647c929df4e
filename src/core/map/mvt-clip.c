/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Lines and rings cut to a strip of the map. */
#include "core/map/mvt-clip.h"

NordPaths *
nord_paths_new (void)
{
  NordPaths *self = g_new0 (NordPaths, 1);

  self->xy = g_array_new (FALSE, FALSE, sizeof (double));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
nord_paths_clear (NordPaths *self)
{
  g_array_set_size (self->xy, 0);
  g_array_set_size (self->ends, 0);
}

void
nord_paths_free (NordPaths *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->xy);
  g_array_unref (self->ends);
  g_free (self);
}

static guint
path_start (const NordPaths *self, guint path)
{
  return path > 0 ? g_array_index (self->ends, guint, path - 1) : 0;
}

void
nord_paths_add (NordPaths *self, double x, double y)
{
  const double xy[] = {x, y};

  g_array_append_vals (self->xy, xy, 2);
}

void
nord_paths_end (NordPaths *self, guint least)
{
  const guint start = path_start (self, self->ends->len), n = self->xy->len / 2;

  if (n - start < least || n == start)
    g_array_set_size (self->xy, 2 * start);
  else
    g_array_append_val (self->ends, n);
}

/* The position of a to b whose coordinate is @at. */
static void
add_crossing (NordPaths *to, guint axis, const double *a, const double *b, double at)
{
  const double t = (at - a[axis]) / (b[axis] - a[axis]);
  double xy[2];

  xy[axis] = at;
  xy[1 - axis] = a[1 - axis] + t * (b[1 - axis] - a[1 - axis]);
  g_array_append_vals (to->xy, xy, 2);
}

static void
clip_line (const double *xy, guint n, guint axis, double low, double high, NordPaths *to)
{
  for (guint i = 0; i + 1 < n; i++) {
    const double *a = xy + 2 * i, *b = a + 2;
    const gboolean rising = b[axis] >= a[axis];
    const double enter = rising ? low : high, leave = rising ? high : low;
    const gboolean a_inside = a[axis] >= low && a[axis] <= high;
    const gboolean b_inside = b[axis] >= low && b[axis] <= high;

    if (MAX (a[axis], b[axis]) < low || MIN (a[axis], b[axis]) > high)
      continue;
    if (!a_inside) {
      nord_paths_end (to, 2);
      add_crossing (to, axis, a, b, enter);
    } else if (i == 0) {
      nord_paths_add (to, a[0], a[1]);
    }
    if (b_inside) {
      nord_paths_add (to, b[0], b[1]);
    } else {
      add_crossing (to, axis, a, b, leave);
      nord_paths_end (to, 2);
    }
  }
  nord_paths_end (to, 2);
}

void
nord_paths_clip_lines (const NordPaths *from, guint axis, double low, double high, NordPaths *to)
{
  for (guint p = 0; p < from->ends->len; p++) {
    const guint start = path_start (from, p);

    clip_line (&g_array_index (from->xy, double, 2 * start),
               g_array_index (from->ends, guint, p) - start, axis, low, high, to);
  }
}

/* What lies on the side of @at that @sign (1: above, -1: below) says. */
static void
clip_side (const double *xy, guint n, guint axis, double at, double sign, NordPaths *to)
{
  for (guint i = 0, k = n - 1; i < n; k = i++) {
    const double *a = xy + 2 * k, *b = xy + 2 * i;
    const gboolean a_inside = (a[axis] - at) * sign >= 0, b_inside = (b[axis] - at) * sign >= 0;

    if (a_inside != b_inside)
      add_crossing (to, axis, a, b, at);
    if (b_inside)
      nord_paths_add (to, b[0], b[1]);
  }
  nord_paths_end (to, 3);
}

void
nord_paths_clip_rings (const NordPaths *from, guint axis, double low, double high, NordPaths *to)
{
  g_autoptr (NordPaths) half = nord_paths_new ();

  for (guint p = 0; p < from->ends->len; p++) {
    const guint start = path_start (from, p);

    clip_side (&g_array_index (from->xy, double, 2 * start),
               g_array_index (from->ends, guint, p) - start, axis, low, 1, half);
  }
  for (guint p = 0; p < half->ends->len; p++) {
    const guint start = path_start (half, p);

    clip_side (&g_array_index (half->xy, double, 2 * start),
               g_array_index (half->ends, guint, p) - start, axis, high, -1, to);
  }
}
