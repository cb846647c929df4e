/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A decoded vector tile: layers, features and their geometry in flat arrays, immutable and shared
 * by reference between threads. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  NORD_MVT_UNKNOWN = 0,
  NORD_MVT_POINT = 1,
  NORD_MVT_LINE = 2,
  NORD_MVT_AREA = 3,
} NordMvtKind;

typedef enum {
  NORD_MVT_VALUE_STRING,
  NORD_MVT_VALUE_NUMBER, /* float and double */
  NORD_MVT_VALUE_INT,    /* int64 and sint64 */
  NORD_MVT_VALUE_UINT,
  NORD_MVT_VALUE_BOOL,
} NordMvtValueType;

/* Bytes of the tile itself: not terminated, and not checked to be UTF-8. */
typedef struct {
  const char *bytes; /* (borrowed from the tile) */
  guint32 length;
} NordMvtText;

typedef struct {
  NordMvtValueType type;
  union {
    NordMvtText text;
    double number;
    gint64 integer;
    guint64 natural;
    gboolean truth;
  } as;
} NordMvtValue;

typedef struct {
  gint32 x, y; /* tile units: 0 … extent is the tile, y grows southwards */
} NordMvtPoint;

typedef struct {
  guint64 id;
  NordMvtKind kind;
  guint32 first_path; /* index into the layer's path_ends */
  guint32 n_paths;
  guint32 first_tag; /* index of a pair in the layer's tags */
  guint32 n_tags;    /* pairs */
  gint32 min_x, min_y, max_x, max_y;
} NordMvtFeature;

typedef struct {
  NordMvtText name;
  guint32 version;
  guint32 extent;
  guint32 n_features, n_keys, n_values, n_points, n_paths, n_tags;
  const NordMvtFeature *features; /* (owned) */
  const NordMvtText *keys;        /* (owned) */
  const NordMvtValue *values;     /* (owned) */
  const NordMvtPoint *points;     /* (owned) */
  const guint32 *path_ends;       /* (owned) path p ends before points[path_ends[p]] */
  const guint32 *tags;            /* (owned) key index, value index; 2 * n_tags */
} NordMvtLayer;

typedef struct {
  guint n_layers;
  const NordMvtLayer *layers; /* (owned) */
  guint n_skipped;            /* features left out because they contradict the specification */
  gsize footprint;            /* bytes held in memory, for bounded caches */
  /*< private >*/
  GBytes *data; /* (owned) texts point into it */
  gatomicrefcount refs;
} NordMvt;

NordMvt *nord_mvt_decode (GBytes *data, GError **error);
NordMvt *nord_mvt_ref (NordMvt *self);
void nord_mvt_unref (NordMvt *self);
const NordMvtLayer *nord_mvt_find_layer (const NordMvt *self, const char *name);

gint nord_mvt_layer_find_key (const NordMvtLayer *self, const char *key);
const NordMvtValue *
nord_mvt_layer_lookup (const NordMvtLayer *self, const NordMvtFeature *feature, const char *key);
const NordMvtValue *nord_mvt_layer_lookup_name (const NordMvtLayer *self,
                                                const NordMvtFeature *feature);
guint32 nord_mvt_layer_path_start (const NordMvtLayer *self, guint32 path);

gboolean nord_mvt_text_equal (const NordMvtText *self, const char *text);
char *nord_mvt_value_dup_text (const NordMvtValue *self);
gboolean nord_mvt_value_get_number (const NordMvtValue *self, double *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMvt, nord_mvt_unref)

G_END_DECLS
