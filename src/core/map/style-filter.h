/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which features of a tile's layer a layer of the style takes. */
#pragma once

#include "core/map/mvt.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _NordStyleFilter NordStyleFilter;

NordStyleFilter *nord_style_filter_parse (JsonObject *object, GError **error);
void nord_style_filter_free (NordStyleFilter *self);

/* A filter prepared for one layer of one tile: texts are compared once for each value of the layer
 * and not once for each feature. */
typedef struct _NordStyleMatcher NordStyleMatcher;

NordStyleMatcher *nord_style_matcher_new (const NordStyleFilter *filter, const NordMvtLayer *layer);
gboolean nord_style_matcher_test (const NordStyleMatcher *self, const NordMvtFeature *feature);
void nord_style_matcher_free (NordStyleMatcher *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordStyleFilter, nord_style_filter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordStyleMatcher, nord_style_matcher_free)

G_END_DECLS
