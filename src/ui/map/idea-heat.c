/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The heat map of ideas: where many are, as colour. */
#include "ui/map/idea-heat.h"

#include "core/map/heat.h"
#include "ui/map/map-lens.h"

#define SPREAD 22.0 /* pixels */

/* Milliseconds for a million pixels of the view, and for a thousand spots. */
#define COST_PIXELS 6.0
#define COST_SPOTS 0.01

typedef struct {
  NordHeatSpot *spots; /* (owned) */
  guint n;
} Heat;

static void
heat_free (gpointer data)
{
  Heat *self = data;

  g_free (self->spots);
  g_free (self);
}

static void
draw (gconstpointer data, cairo_t *cr, const NordView *view)
{
  const Heat *self = data;
  cairo_surface_t *surface =
    nord_heat_make (self->spots, self->n, view->width, view->height, SPREAD);

  cairo_save (cr);
  cairo_scale (cr, NORD_HEAT_CELL, NORD_HEAT_CELL);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

NordMapPlan *
nord_idea_heat_plan (NordIdeaItems *items, const NordView *view, guint zoom)
{
  g_autoptr (GArray) bubbles = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (guint));
  NordBounds bounds = nord_view_get_bounds (view, 4 * SPREAD);
  NordMapWindow window = nord_map_window_get (view, 4 * SPREAD);
  NordMapLens lens = nord_map_lens_get (view);
  NordMapPlan *plan;
  Heat *self;

  /* Two zooms further in than the signs: fine enough for the spread. */
  zoom = MIN (zoom + 2, NORD_CROWD_MAX_ZOOM);
  nord_crowd_query (nord_idea_items_get_crowd (items), zoom, window.west, window.north, window.east,
                    window.south, bubbles);
  nord_idea_items_query_shapes (items, &bounds, zoom, shapes);
  if (bubbles->len + shapes->len == 0)
    return NULL;
  self = g_new0 (Heat, 1);
  self->n = bubbles->len + shapes->len;
  self->spots = g_new (NordHeatSpot, self->n);
  for (guint i = 0; i < bubbles->len; i++) {
    const NordCrowdBubble *bubble = &g_array_index (bubbles, NordCrowdBubble, i);
    NordHeatSpot *spot = &self->spots[i];

    nord_map_lens_look (&lens, bubble->x, bubble->y, &spot->x, &spot->y);
    spot->weight = bubble->count;
  }
  for (guint i = 0; i < shapes->len; i++) {
    const NordIdeaItem *item = nord_idea_items_get (items, g_array_index (shapes, guint, i));
    NordHeatSpot *spot = &self->spots[bubbles->len + i];

    nord_map_lens_look (&lens, item->x, item->y, &spot->x, &spot->y);
    spot->weight = 1;
  }
  plan = g_new0 (NordMapPlan, 1);
  plan->draw = draw;
  plan->data = self;
  plan->free_data = heat_free;
  plan->cost = view->width * view->height / 1e6 * COST_PIXELS + self->n * COST_SPOTS / 1000;
  return plan;
}
