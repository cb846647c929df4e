/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture that a child paints with the finger: strokes of a few colours on white paper, until it
 * becomes a PNG. */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The paper, in units of its own; a PNG has as many pixels. */
#define NORD_PAINTING_WIDTH 1024
#define NORD_PAINTING_HEIGHT 640

typedef struct _NordPainting NordPainting;

/* The colours, and their words in the catalogues; the last is that of the paper and rubs out. */
guint nord_paint_count (void);
const char *nord_paint_get_word (guint paint);
guint nord_paint_get_colour (guint paint); /* RGB */

NordPainting *nord_painting_new (void);
/* Nothing is left of it in memory. */
void nord_painting_free (NordPainting *self);
gboolean nord_painting_is_empty (const NordPainting *self);
/* A stroke begins; its number, for adding to it while others are drawn. -1: there are so many
 * already that one more would not be seen. */
int nord_painting_begin (NordPainting *self, guint paint, double x, double y);
/* Goes on to there, in units of the paper; what is outside is taken to its edge. FALSE: nothing new
 * is seen. */
gboolean nord_painting_add (NordPainting *self, int stroke, double x, double y);
/* Takes the last stroke away. FALSE: there is none. */
gboolean nord_painting_undo (NordPainting *self);
/* All of it, the paper too, into (0, 0) to (@width, @height). */
void nord_painting_paint (const NordPainting *self, cairo_t *cr, double width, double height);
/* (transfer full) a PNG with nothing in it but the pixels; NULL where there is no memory for it. */
GBytes *nord_painting_write_png (const NordPainting *self);
/* (transfer full) for a draft: an array of strokes, each [paint, x, y, x, y, …]. */
JsonArray *nord_painting_write (const NordPainting *self);
/* (transfer full) (nullable) NULL: that is none. */
NordPainting *nord_painting_read (JsonArray *strokes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPainting, nord_painting_free)

G_END_DECLS
