/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a focal area looks on the map: its sign, its line and the pattern of its areas. Colour never
 * speaks alone. */
#pragma once

#include "core/model/programme.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @category NULL: an idea without one, a hollow ring. @size: pixels across, halo included. */
void nord_mark_draw (cairo_t *cr, const NordCategory *category, double x, double y, double size);
/* The path of cairo is drawn and consumed. */
void nord_mark_stroke_line (cairo_t *cr, const NordCategory *category, gboolean strong);
/* @patterns: (nullable) shared by areas that are drawn together; (x, y): a place that moves with
 * the map, with which the pattern goes. */
typedef struct _NordMarkPatterns NordMarkPatterns;

void nord_mark_fill_area (cairo_t *cr,
                          NordMarkPatterns *patterns,
                          const NordCategory *category,
                          gboolean strong,
                          double x,
                          double y);
/* The tiles that repeat in areas, drawn once for all areas of a kind. For one target at a time. */
NordMarkPatterns *nord_mark_patterns_new (void);
void nord_mark_patterns_free (NordMarkPatterns *self);
/* (transfer full) the sign as a texture, for shared use in a layer. */
GdkTexture *nord_mark_make_texture (const NordCategory *category, double size, int scale_factor);
/* (transfer full) a bubble with a number and, round it, the shares of @n categories. */
GdkTexture *nord_mark_make_bubble (PangoContext *context,
                                   const NordCategory *const *categories,
                                   const guint *counts,
                                   guint n,
                                   double size,
                                   int scale_factor);
/* Where signs go: through cairo in one piece, or into the snapshot as textures. */
typedef struct {
  GtkSnapshot *snapshot; /* (unowned) */
  cairo_t *cr;           /* (unowned) (nullable) */
} NordMarkCanvas;

/* @texture, of those made here, with its middle at (x, y), @size pixels across. */
void nord_mark_canvas_put (const NordMarkCanvas *self,
                           GdkTexture *texture,
                           double x,
                           double y,
                           double size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMarkPatterns, nord_mark_patterns_free)

G_END_DECLS
