/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which idea or bubble of the map lies under a finger or the pointer. */
#include "ui/map/idea-hit.h"

#include "core/geo/relate.h"
#include "ui/map/bubble-cache.h"
#include "ui/map/map-layer.h"
#include "ui/map/map-lens.h"

#include <math.h>

#define REACH 16.0 /* pixels round the middle of a sign */
#define REACH_TOUCH 24.0
#define LINE 9.0
#define LINE_TOUCH 18.0
#define SMALL 13.0 /* round a sign on a line or area */
#define LOOK 20.0  /* half of the box that is asked for */

static gboolean
is_area (const NordShape *shape)
{
  return shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
}

static gboolean
is_found (const NordIdeaHit *hit)
{
  return hit->slot != G_MAXUINT || hit->bubble.count > 0;
}

static void
find_sign (NordIdeaItems *items,
           const NordView *view,
           const NordView *near,
           const GArray *shapes,
           const NordContact *at,
           NordIdeaHit *hit)
{
  g_autoptr (GArray) bubbles = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));
  double reach = at->touch ? REACH_TOUCH : REACH, nearest = reach, x, y;
  NordMapLens lens = nord_map_lens_get (view);
  NordMapWindow window = nord_map_window_get (near, 0);

  nord_crowd_query (nord_idea_items_get_crowd (items), nord_idea_items_get_zoom (view), window.west,
                    window.north, window.east, window.south, bubbles);
  for (guint i = 0; i < bubbles->len; i++) {
    const NordCrowdBubble *here = &g_array_index (bubbles, NordCrowdBubble, i);
    double within = here->count > 1 ? nord_bubble_get_size (here->count) / 2 + 3 : reach, away;

    nord_map_lens_look (&lens, here->x, here->y, &x, &y);
    away = hypot (x - at->x, y - at->y);
    if (away > within || away > MAX (nearest, within))
      continue;
    nearest = away;
    *hit = (NordIdeaHit){here->count == 1 ? here->place : G_MAXUINT, *here};
    if (here->count == 1)
      hit->bubble.count = 0;
  }
  for (guint i = 0; i < shapes->len; i++) {
    guint slot = g_array_index (shapes, guint, i);
    const NordIdeaItem *item = nord_idea_items_get (items, slot);

    nord_map_lens_look (&lens, item->x, item->y, &x, &y);
    if (hypot (x - at->x, y - at->y) < MIN (nearest, SMALL)) {
      nearest = hypot (x - at->x, y - at->y);
      *hit = (NordIdeaHit){slot, {0}};
    }
  }
}

/* The nearest line, otherwise the smallest area. */
static void
find_shape (NordIdeaItems *items,
            const NordView *view,
            const NordView *near,
            const GArray *shapes,
            const NordContact *at,
            NordIdeaHit *hit)
{
  double nearest = at->touch ? LINE_TOUCH : LINE, smallest = G_MAXDOUBLE;

  for (guint i = 0; i < shapes->len; i++) {
    guint slot = g_array_index (shapes, guint, i);
    const NordIdeaItem *item = nord_idea_items_get (items, slot);
    double away = nord_map_layer_measure (item->shape, view, at->x, at->y);
    double size = (item->east - item->west) * (item->south - item->north);

    if (away <= nearest) {
      nearest = away;
      smallest = 0;
      hit->slot = slot;
    } else if (is_area (item->shape) && size < smallest &&
               nord_relate_contains (item->shape, near->lon, near->lat)) {
      smallest = size;
      hit->slot = slot;
    }
  }
}

/**
 * nord_idea_hit_find:
 * @at: pixels of @view
 * @hit: (out): the nearest sign or bubble, otherwise the nearest line, otherwise the smallest area
 *
 * Returns: FALSE if nothing is there
 */
gboolean
nord_idea_hit_find (NordIdeaItems *items,
                    const NordView *view,
                    const NordContact *at,
                    NordIdeaHit *hit)
{
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (guint));
  NordView near = *view;
  NordBounds bounds;

  *hit = (NordIdeaHit){G_MAXUINT, {0}};
  nord_view_to_place (view, at->x, at->y, &near.lon, &near.lat);
  near.width = near.height = 2 * LOOK;
  bounds = nord_view_get_bounds (&near, LOOK);
  nord_idea_items_query_shapes (items, &bounds, nord_idea_items_get_zoom (view), shapes);
  near.width = near.height = 4 * LOOK;
  find_sign (items, view, &near, shapes, at, hit);
  if (!is_found (hit))
    find_shape (items, view, &near, shapes, at, hit);
  return is_found (hit);
}
