/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture of the workshop's area with a dot for each idea that everybody may see. */
#pragma once

#include "core/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_ATTRACT_PICTURE (nord_attract_picture_get_type ())
G_DECLARE_FINAL_TYPE (NordAttractPicture, nord_attract_picture, NORD, ATTRACT_PICTURE, GObject)

/* No picture has more pixels: 12 MiB. */
#define NORD_ATTRACT_PIXELS (3 * 1024 * 1024)

/* Painted in a thread, once, and again when the ideas that everybody may see, the area or the map
 * have altered. Signal "changed" (): there is another picture, or none any more. */
NordAttractPicture *nord_attract_picture_new (NordDocument *document);
/* Pixels, at most NORD_ATTRACT_PIXELS; 0: none is wanted. */
void nord_attract_picture_set_size (NordAttractPicture *self, int width, int height);
/* (nullable) (transfer none) until the next "changed"; NULL: it is not painted yet, there is no
 * map, or it showed an idea that was hidden this moment. */
cairo_surface_t *nord_attract_picture_get_surface (NordAttractPicture *self);
/* (nullable) (transfer none) the same pixels, which both share. */
GdkTexture *nord_attract_picture_get_texture (NordAttractPicture *self);
/* (nullable) of the map in it. */
const char *nord_attract_picture_get_licence (NordAttractPicture *self);
/* How many dots are in it. */
guint nord_attract_picture_get_n_places (NordAttractPicture *self);

G_END_DECLS
