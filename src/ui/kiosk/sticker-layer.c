/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The last lies on top. */
#include "ui/kiosk/sticker-layer.h"

#include <math.h>

struct _NordStickerLayer {
  NordMapLayer parent_instance;

  const NordCollage *collage; /* (unowned) (nullable) */
  double radius;
  int lifted; /* index, or -1 */
};

/* Of the radius: so much larger, and so wide a ring, is the one that stands out. */
#define LIFTED 1.2
#define RING 0.16

G_DEFINE_FINAL_TYPE (NordStickerLayer, nord_sticker_layer, NORD_TYPE_MAP_LAYER)

static void
nord_sticker_layer_paint (NordMapLayer *layer, GtkSnapshot *snapshot, const NordView *view)
{
  NordStickerLayer *self = NORD_STICKER_LAYER (layer);
  cairo_t *cr;

  if (self->collage == NULL || self->collage->stuck->len == 0)
    return;
  cr = nord_map_layer_open_cairo (layer, snapshot, view);
  for (guint i = 0; i < self->collage->stuck->len; i++) {
    const NordStuck *stuck = &g_array_index (self->collage->stuck, NordStuck, i);
    double x, y;

    nord_view_to_screen (view, stuck->lon, stuck->lat, &x, &y);
    if ((int) i == self->lifted) {
      cairo_new_path (cr);
      cairo_arc (cr, x, y, (LIFTED + RING) * self->radius, 0, 2 * G_PI);
      cairo_set_source_rgb (cr, 0x1c / 255.0, 0x71 / 255.0, 0xd8 / 255.0);
      cairo_fill (cr);
    }
    nord_sticker_paint (stuck->sticker, cr, x, y,
                        (int) i == self->lifted ? LIFTED * self->radius : self->radius);
  }
  nord_map_layer_close_cairo (layer, cr);
}

static void
nord_sticker_layer_class_init (NordStickerLayerClass *klass)
{
  NORD_MAP_LAYER_CLASS (klass)->paint = nord_sticker_layer_paint;
}

static void
nord_sticker_layer_init (NordStickerLayer *self)
{
  self->radius = 32;
  self->lifted = -1;
}

NordStickerLayer *
nord_sticker_layer_new (ShumateViewport *viewport)
{
  return g_object_new (NORD_TYPE_STICKER_LAYER, "viewport", viewport, NULL);
}

void
nord_sticker_layer_set (NordStickerLayer *self, const NordCollage *collage)
{
  g_return_if_fail (NORD_IS_STICKER_LAYER (self));
  self->collage = collage;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}

void
nord_sticker_layer_lift (NordStickerLayer *self, int index)
{
  g_return_if_fail (NORD_IS_STICKER_LAYER (self));
  if (self->lifted == index)
    return;
  self->lifted = index;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}

void
nord_sticker_layer_set_radius (NordStickerLayer *self, double radius)
{
  g_return_if_fail (NORD_IS_STICKER_LAYER (self));
  self->radius = MAX (radius, 16);
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}

int
nord_sticker_layer_find (NordStickerLayer *self, const NordView *view, double x, double y)
{
  g_return_val_if_fail (NORD_IS_STICKER_LAYER (self), -1);
  for (int i = self->collage != NULL ? (int) self->collage->stuck->len - 1 : -1; i >= 0; i--) {
    const NordStuck *stuck = &g_array_index (self->collage->stuck, NordStuck, i);
    double at_x, at_y;

    nord_view_to_screen (view, stuck->lon, stuck->lat, &at_x, &at_y);
    if (hypot (x - at_x, y - at_y) <= self->radius)
      return i;
  }
  return -1;
}
