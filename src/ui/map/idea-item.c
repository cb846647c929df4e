/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One idea that has a place, as plain values for the map. */
#include "ui/map/idea-item.h"

#include "core/geo/crowd.h"
#include "core/geo/mercator.h"

#include <math.h>

#define SMALLEST_SHAPE 40.0 /* pixels across below which a line or area is shown as a sign */
#define ALWAYS_BUNDLED 255

/* From which zoom on a shape is large enough to be seen as what it is. */
static guint
find_from_zoom (const NordIdeaItem *self)
{
  double across = hypot (self->east - self->west, self->south - self->north);
  double zoom;

  if (!nord_idea_item_is_drawn (self) || across <= 0)
    return ALWAYS_BUNDLED;
  zoom = ceil (log2 (SMALLEST_SHAPE / NORD_CROWD_EXTENT / across));
  return zoom <= 0 ? 0 : MIN ((guint) zoom, ALWAYS_BUNDLED);
}

void
nord_idea_item_read (NordIdeaItem *self, NordIdea *idea, NordShape *shape, guint category)
{
  NordBounds bounds = nord_shape_get_bounds (shape);
  g_autoptr (NordShape) before = self->shape;
  double lon, lat;

  g_set_object (&self->idea, idea);
  self->shape = nord_shape_ref (shape);
  nord_mercator_project (bounds.west, bounds.north, &self->west, &self->north);
  nord_mercator_project (bounds.east, bounds.south, &self->east, &self->south);
  nord_shape_get_anchor (shape, &lon, &lat);
  nord_mercator_project (lon, lat, &self->x, &self->y);
  self->category = category;
  self->from_zoom = find_from_zoom (self);
}

void
nord_idea_item_clear (NordIdeaItem *self)
{
  g_clear_object (&self->idea);
  g_clear_pointer (&self->shape, nord_shape_unref);
}

gboolean
nord_idea_item_is_drawn (const NordIdeaItem *self)
{
  return self->shape->kind != NORD_SHAPE_POINT && self->shape->kind != NORD_SHAPE_MULTI_POINT;
}
