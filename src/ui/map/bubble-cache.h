/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pictures of signs and bubbles, drawn once and shown thousands of times. */
#pragma once

#include "ui/map/mark.h"

G_BEGIN_DECLS

typedef struct _NordBubbleCache NordBubbleCache;

NordBubbleCache *nord_bubble_cache_new (GtkWidget *widget); /* (unowned) gives font and scale */
void nord_bubble_cache_free (NordBubbleCache *self);
void nord_bubble_cache_clear (NordBubbleCache *self);
/* A frame begins: it has so much time for new bubbles, others are plain in it. */
void nord_bubble_cache_begin (NordBubbleCache *self);
gboolean nord_bubble_cache_is_behind (NordBubbleCache *self);
/* (transfer none) @key: tells the categories apart. */
GdkTexture *nord_bubble_cache_get_sign (NordBubbleCache *self,
                                        const NordCategory *category,
                                        guint key,
                                        double size);
/* (transfer none) until some frames have not had it. @shares: @n counts, which add up to @count. */
GdkTexture *nord_bubble_cache_get (NordBubbleCache *self,
                                   const NordCategory *const *categories,
                                   const guint32 *shares,
                                   guint n,
                                   guint count);
/* How many bubbles are kept. */
guint nord_bubble_cache_count (NordBubbleCache *self);
double nord_bubble_get_size (guint count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordBubbleCache, nord_bubble_cache_free)

G_END_DECLS
