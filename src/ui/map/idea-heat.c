/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The heat map of ideas: where many are, as colour. */
#include "ui/map/idea-heat.h"

#include "core/map/heat.h"
#include "ui/map/map-lens.h"

#define SPREAD 22.0 /* pixels */

void
nord_idea_heat_draw (NordIdeaItems *items, cairo_t *cr, const NordView *view, guint zoom)
{
  g_autoptr (GArray) bubbles = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (guint));
  NordBounds bounds = nord_view_get_bounds (view, 4 * SPREAD);
  NordMapWindow window = nord_map_window_get (view, 4 * SPREAD);
  NordMapLens lens = nord_map_lens_get (view);
  g_autofree NordHeatSpot *spots = NULL;
  cairo_surface_t *surface;

  /* Two zooms further in than the signs: fine enough for the spread. */
  zoom = MIN (zoom + 2, NORD_CROWD_MAX_ZOOM);
  nord_crowd_query (nord_idea_items_get_crowd (items), zoom, window.west, window.north, window.east,
                    window.south, bubbles);
  nord_idea_items_query_shapes (items, &bounds, zoom, shapes);
  spots = g_new (NordHeatSpot, bubbles->len + shapes->len + 1);
  for (guint i = 0; i < bubbles->len; i++) {
    const NordCrowdBubble *bubble = &g_array_index (bubbles, NordCrowdBubble, i);

    nord_map_lens_look (&lens, bubble->x, bubble->y, &spots[i].x, &spots[i].y);
    spots[i].weight = bubble->count;
  }
  for (guint i = 0; i < shapes->len; i++) {
    const NordIdeaItem *item = nord_idea_items_get (items, g_array_index (shapes, guint, i));
    NordHeatSpot *spot = &spots[bubbles->len + i];

    nord_map_lens_look (&lens, item->x, item->y, &spot->x, &spot->y);
    spot->weight = 1;
  }
  surface = nord_heat_make (spots, bubbles->len + shapes->len, view->width, view->height, SPREAD);
  cairo_save (cr);
  cairo_scale (cr, NORD_HEAT_CELL, NORD_HEAT_CELL);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}
