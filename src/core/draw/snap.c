/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a point that is drawn clings to: corners and borders of what is there, and streets. */
#include "core/draw/snap.h"

#include "core/geo/index.h"
#include "core/geo/measure.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Pixels. Less than what a hand takes hold of: clinging must not be what one has to fight. */
#define REACH_MOUSE 10.0
#define REACH_TOUCH 18.0
/* Streets are everywhere: they hold less than what people drew. */
#define STREET_SHARE 0.7

struct _NordSnap {
  NordIndex *index;       /* (owned) of shapes */
  GHashTable *shapes;     /* (owned) (element-type NordShape) to whether it is of a plan */
  NordStreetNet *streets; /* (owned) (nullable) */
};

NordSnap *
nord_snap_new (void)
{
  NordSnap *self = g_new0 (NordSnap, 1);

  self->index = nord_index_new ();
  self->shapes = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) nord_shape_unref, NULL);
  return self;
}

void
nord_snap_free (NordSnap *self)
{
  g_clear_pointer (&self->streets, nord_street_net_unref);
  nord_index_free (self->index);
  g_hash_table_unref (self->shapes);
  g_free (self);
}

void
nord_snap_clear (NordSnap *self)
{
  nord_index_clear (self->index);
  g_hash_table_remove_all (self->shapes);
}

void
nord_snap_add (NordSnap *self, NordShape *shape, gboolean plan)
{
  NordBounds box = nord_shape_get_bounds (shape);

  if (g_hash_table_contains (self->shapes, shape))
    return;
  g_hash_table_insert (self->shapes, nord_shape_ref (shape), GINT_TO_POINTER (plan));
  nord_index_add (self->index, shape, &box);
}

void
nord_snap_set_streets (NordSnap *self, NordStreetNet *net)
{
  if (net)
    nord_street_net_ref (net);
  g_clear_pointer (&self->streets, nord_street_net_unref);
  self->streets = net;
}

typedef struct {
  NordSnapped corner, edge;
  double to_corner, to_edge; /* metres */
} Best;

static void
look_at (Best *best, const NordShape *shape, gboolean plan, const NordFrame *frame)
{
  gboolean points = shape->kind == NORD_SHAPE_POINT || shape->kind == NORD_SHAPE_MULTI_POINT;

  for (guint ring = 0, i = 0; ring < shape->n_rings; ring++) {
    for (guint first = i; i < shape->ring_ends[ring]; i++) {
      const double *b = shape->xy + 2 * i, *a = b - 2;
      double bx = (b[0] - frame->lon) * frame->east, by = (b[1] - frame->lat) * frame->north;
      double ax, ay, dx, dy, t;

      if (hypot (bx, by) < best->to_corner) {
        best->to_corner = hypot (bx, by);
        best->corner = (NordSnapped){NORD_SNAP_CORNER, b[0], b[1], plan};
      }
      if (i == first || points)
        continue;
      ax = (a[0] - frame->lon) * frame->east;
      ay = (a[1] - frame->lat) * frame->north;
      dx = bx - ax;
      dy = by - ay;
      t = dx * dx + dy * dy > 0 ? -(ax * dx + ay * dy) / (dx * dx + dy * dy) : 0;
      t = CLAMP (t, 0, 1);
      if (hypot (ax + t * dx, ay + t * dy) < best->to_edge) {
        best->to_edge = hypot (ax + t * dx, ay + t * dy);
        best->edge =
          (NordSnapped){NORD_SNAP_EDGE, a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), plan};
      }
    }
  }
}

/**
 * nord_snap_find:
 * @at: pixels of @view; with its `loose` nothing holds it
 *
 * Returns: where a point put down at @at comes to lie: on the nearest corner within reach, else on
 *   the nearest crossing of streets, else on a border or line, else on a street; otherwise as it is
 */
NordSnapped
nord_snap_find (NordSnap *self, const NordView *view, const NordContact *at)
{
  double reach = (at->touch ? REACH_TOUCH : REACH_MOUSE) * nord_view_get_metres_per_pixel (view);
  Best best = {.to_corner = reach, .to_edge = reach};
  g_autoptr (GPtrArray) near = NULL;
  NordSnapped free_spot = {NORD_SNAP_NONE, 0, 0};
  NordStreetSpot street;
  NordFrame frame;
  NordBounds box;

  nord_view_to_place (view, at->x, at->y, &free_spot.lon, &free_spot.lat);
  if (at->loose)
    return free_spot;
  frame = nord_frame_at (free_spot.lon, free_spot.lat);
  box = (NordBounds){free_spot.lon - reach / frame.east, free_spot.lat - reach / frame.north,
                     free_spot.lon + reach / frame.east, free_spot.lat + reach / frame.north};
  near = g_ptr_array_new ();
  nord_index_query (self->index, &box, near);
  for (guint i = 0; i < near->len; i++)
    look_at (&best, near->pdata[i],
             GPOINTER_TO_INT (g_hash_table_lookup (self->shapes, near->pdata[i])), &frame);
  if (best.corner.kind != NORD_SNAP_NONE)
    return best.corner;
  if (self->streets && nord_street_net_find (self->streets, free_spot.lon, free_spot.lat,
                                             reach * STREET_SHARE, TRUE, &street))
    return (NordSnapped){NORD_SNAP_CROSSING, street.lon, street.lat};
  if (best.edge.kind != NORD_SNAP_NONE)
    return best.edge;
  if (self->streets && nord_street_net_find (self->streets, free_spot.lon, free_spot.lat,
                                             reach * STREET_SHARE, FALSE, &street))
    return (NordSnapped){NORD_SNAP_STREET, street.lon, street.lat};
  return free_spot;
}

const char *
nord_snapped_name (const NordSnapped *self)
{
  switch (self->kind) {
  case NORD_SNAP_CORNER:
    /* Translators: this and the next five are what a point clings to, as after a colon. */
    return self->plan ? N_ ("point of a plan") : N_ ("point of an idea");
  case NORD_SNAP_EDGE:
    return self->plan ? N_ ("line of a plan") : N_ ("line of an idea");
  case NORD_SNAP_CROSSING:
    return N_ ("crossing");
  case NORD_SNAP_STREET:
    return N_ ("street");
  case NORD_SNAP_NONE:
  default:
    return NULL;
  }
}
