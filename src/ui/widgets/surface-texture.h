/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What cairo painted, for GTK to show: the same pixels, not a copy. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full). @surface: an image of premultiplied colours, in its own pixels; kept as long as
 * the texture lives and not to be painted on any more. Any thread. */
GdkTexture *nord_surface_texture_new (cairo_surface_t *surface);
/* (transfer none) (nullable) what @texture was made of, for the renderer on cairo; NULL: of
 * something else. */
cairo_surface_t *nord_surface_texture_peek (GdkTexture *texture);

G_END_DECLS
