/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is turned, in pieces that are drawn anew one by one. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * nord_turned_node_new:
 * @node: what is to be seen
 * @transform: (nullable) where, in what is above it
 *
 * GTK redraws all of a picture that it turns or scales when anything in it alters, because only
 * below a translation it looks for what did. So each part is turned by itself, as far as edges of
 * clips stay upright.
 *
 * Returns: (transfer full): the same picture
 */
GskRenderNode *nord_turned_node_new (GskRenderNode *node, GskTransform *transform);

G_END_DECLS
