/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What goes into a map pack that is made: layers of shapes with their properties. */
#pragma once

#include "core/geo/shape.h"
#include "core/map/mvt.h"

G_BEGIN_DECLS

typedef struct {
  NordShape *shape; /* (owned) */
  NordBounds bounds;
  guint first_tag, n_tags; /* pairs */
  gboolean seen;           /* in a tile of the greatest zoom */
} NordPackFeature;

typedef struct {
  char *name;        /* (owned) */
  GArray *features;  /* (owned) (element-type NordPackFeature) */
  GArray *tags;      /* (owned) (element-type guint32) index of key and value */
  GPtrArray *keys;   /* (owned) (element-type utf8) texts of the maker */
  GArray *kinds;     /* (owned) (element-type guint) of the values of each key, as bits */
  GHashTable *keyed; /* (owned) key to index + 1 */
} NordPackLayer;

typedef struct {
  GPtrArray *layers;    /* (owned) (element-type NordPackLayer) */
  NordPackLayer *layer; /* (not owned) (nullable) that features go to */
  GStringChunk *texts;  /* (owned) */
  GArray *values;       /* (owned) (element-type NordMvtValue) */
  GHashTable *valued;   /* (owned) a text that stands for the value to index + 1 */
  NordBounds bounds;    /* of everything */
} NordPackContent;

NordPackContent *nord_pack_content_new (void);
void nord_pack_content_free (NordPackContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPackContent, nord_pack_content_free)

gboolean nord_pack_content_begin_layer (NordPackContent *self, const char *name, GError **error);
void nord_pack_content_add_feature (NordPackContent *self, NordShape *shape);
void
nord_pack_content_add_field (NordPackContent *self, const char *key, const NordMvtValue *value);
NordMvtKind nord_pack_feature_get_kind (const NordPackFeature *self);

G_END_DECLS
