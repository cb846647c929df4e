/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A decoded vector tile, read from the protocol buffer by hand (Mapbox Vector Tile Specification
 * 2.1, https://github.com/mapbox/vector-tile-spec/tree/master/2.1).
 *
 * A tile may come from anywhere, so every length is checked against the bytes that are really
 * there and memory grows only with bytes that were read. What the specification's test suite calls
 * fatal refuses the tile; what it calls recoverable leaves out the feature. */
#include "core/map/mvt.h"

#include "core/map/map-error.h"
#include "core/map/protobuf.h"

#include <glib/gi18n.h>
#include <string.h>

/* One byte of a hostile tile can claim an empty feature, so features are counted. The fullest tile
 * of a city that we know has under 10,000. */
#define MAX_FEATURES 400000
#define MAX_LAYERS 256
#define MAX_EXTENT (1u << 20)

/* The arrays of one layer while they grow. */
typedef struct {
  GArray *features;
  GArray *keys;
  GArray *values;
  GArray *points;
  GArray *path_ends;
  GArray *tags;
} Builder;

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_DAMAGED,
               _ ("A tile of the map pack is damaged: %s"), what);
  return FALSE;
}

static gboolean
read_value (NordProtobuf reader, NordMvtValue *value)
{
  gboolean found = FALSE;

  while (reader.at < reader.end) {
    guint32 field;
    guint wire;
    guint64 number;
    NordProtobuf text;

    if (!nord_protobuf_field (&reader, &field, &wire))
      return FALSE;
    if (field == 1 && wire == NORD_WIRE_BYTES) {
      if (!nord_protobuf_bytes (&reader, &text))
        return FALSE;
      value->type = NORD_MVT_VALUE_STRING;
      value->as.text =
        (NordMvtText){(const char *) text.at, (guint32) MIN (text.end - text.at, G_MAXINT32)};
    } else if (field == 2 && wire == NORD_WIRE_FIXED32) {
      guint32 bits;
      float single;

      if (reader.end - reader.at < 4)
        return FALSE;
      memcpy (&bits, reader.at, 4);
      bits = GUINT32_FROM_LE (bits);
      memcpy (&single, &bits, 4);
      reader.at += 4;
      value->type = NORD_MVT_VALUE_NUMBER;
      value->as.number = single;
    } else if (field == 3 && wire == NORD_WIRE_FIXED64) {
      guint64 bits;

      if (reader.end - reader.at < 8)
        return FALSE;
      memcpy (&bits, reader.at, 8);
      bits = GUINT64_FROM_LE (bits);
      memcpy (&value->as.number, &bits, 8);
      reader.at += 8;
      value->type = NORD_MVT_VALUE_NUMBER;
    } else if (field >= 4 && field <= 7 && wire == NORD_WIRE_VARINT) {
      if (!nord_protobuf_varint (&reader, &number))
        return FALSE;
      if (field == 4) {
        value->type = NORD_MVT_VALUE_INT;
        value->as.integer = (gint64) number;
      } else if (field == 5) {
        value->type = NORD_MVT_VALUE_UINT;
        value->as.natural = number;
      } else if (field == 6) {
        value->type = NORD_MVT_VALUE_INT;
        value->as.integer = nord_protobuf_zigzag (number);
      } else {
        value->type = NORD_MVT_VALUE_BOOL;
        value->as.truth = number != 0;
      }
    } else {
      return FALSE;
    }
    found = TRUE;
  }
  return found;
}

typedef enum {
  TAKEN,
  SKIPPED,
  BROKEN,
} Outcome;

/* A ring of fewer than three places or a line of one is no geometry; it is left out, and with it a
 * feature that has nothing else. */
static gboolean
path_is_degenerate (Builder *b, guint from, NordMvtKind kind)
{
  guint n = b->points->len - from;
  NordMvtPoint *points = &g_array_index (b->points, NordMvtPoint, from);

  if (kind == NORD_MVT_POINT)
    return n == 0;
  if (n < (kind == NORD_MVT_AREA ? 3u : 2u))
    return TRUE;
  for (guint i = 1; i < n; i++) {
    if (points[i].x != points[0].x || points[i].y != points[0].y)
      return FALSE;
  }
  return TRUE;
}

static void
end_path (Builder *b, guint *path_start, NordMvtKind kind)
{
  if (path_is_degenerate (b, *path_start, kind))
    g_array_set_size (b->points, *path_start);
  else
    g_array_append_val (b->path_ends, b->points->len);
  *path_start = b->points->len;
}

/* Section 4.3 of the specification: a stream of commands with a cursor. Lines begin with MoveTo(1)
 * and LineTo(n), areas end each ring with ClosePath(1), points have one MoveTo(n). */
static Outcome
read_geometry (NordProtobuf reader, guint32 version, NordMvtFeature *feature, Builder *b)
{
  guint path_start = b->points->len;
  gint64 x = 0, y = 0;
  gboolean open = FALSE; /* a path that can take LineTo */
  NordMvtKind kind = feature->kind;

  while (reader.at < reader.end) {
    guint64 command, count;

    if (!nord_protobuf_varint (&reader, &command) || command > G_MAXUINT32)
      return BROKEN;
    count = command >> 3;
    switch (command & 7) {
    case 1: /* MoveTo */
    case 2: /* LineTo */
      if (count == 0 || count > (guint64) (reader.end - reader.at) / 2)
        return BROKEN;
      if ((command & 7) == 2 && (!open || kind == NORD_MVT_POINT))
        return BROKEN;
      if ((command & 7) == 1 && count > 1 && kind != NORD_MVT_POINT)
        return BROKEN;
      if ((command & 7) == 1 && kind != NORD_MVT_POINT)
        end_path (b, &path_start, kind);
      open = TRUE;
      for (guint64 i = 0; i < count; i++) {
        guint64 dx, dy;
        NordMvtPoint point;

        if (!nord_protobuf_varint (&reader, &dx) || !nord_protobuf_varint (&reader, &dy))
          return BROKEN;
        x += (gint32) nord_protobuf_zigzag (dx & G_MAXUINT32);
        y += (gint32) nord_protobuf_zigzag (dy & G_MAXUINT32);
        point.x = (gint32) CLAMP (x, G_MININT32 / 2, G_MAXINT32 / 2);
        point.y = (gint32) CLAMP (y, G_MININT32 / 2, G_MAXINT32 / 2);
        g_array_append_val (b->points, point);
      }
      break;
    case 7: /* ClosePath */
      if (count != 1 || !open)
        return BROKEN;
      if (kind == NORD_MVT_POINT || (kind == NORD_MVT_LINE && version > 1))
        return BROKEN;
      open = FALSE;
      break;
    default:
      return BROKEN;
    }
  }
  end_path (b, &path_start, kind);
  return b->path_ends->len > feature->first_path ? TAKEN : SKIPPED;
}

static void
measure (NordMvtFeature *feature, Builder *b, guint first_point)
{
  const NordMvtPoint *points = (const NordMvtPoint *) (void *) b->points->data;

  feature->min_x = feature->min_y = G_MAXINT32;
  feature->max_x = feature->max_y = G_MININT32;
  for (guint i = first_point; i < b->points->len; i++) {
    feature->min_x = MIN (feature->min_x, points[i].x);
    feature->min_y = MIN (feature->min_y, points[i].y);
    feature->max_x = MAX (feature->max_x, points[i].x);
    feature->max_y = MAX (feature->max_y, points[i].y);
  }
}

static Outcome
read_feature (NordProtobuf reader, guint32 version, Builder *b)
{
  guint first_point = b->points->len;
  NordMvtFeature feature = {.first_path = b->path_ends->len, .first_tag = b->tags->len / 2};
  NordProtobuf geometry = {0}, tags = {0};
  gboolean odd = FALSE, has_geometry = FALSE, has_kind = FALSE;
  guint64 number;

  while (reader.at < reader.end) {
    guint32 field;
    guint wire;

    if (!nord_protobuf_field (&reader, &field, &wire))
      return BROKEN;
    if (field == 1 && wire == NORD_WIRE_VARINT) {
      if (!nord_protobuf_varint (&reader, &feature.id))
        return BROKEN;
    } else if (field == 2 && wire == NORD_WIRE_BYTES) {
      if (!nord_protobuf_bytes (&reader, &tags))
        return BROKEN;
    } else if (field == 3 && wire == NORD_WIRE_VARINT) {
      if (!nord_protobuf_varint (&reader, &number))
        return BROKEN;
      has_kind = TRUE;
      odd |= number > NORD_MVT_AREA;
      feature.kind = number > NORD_MVT_AREA ? NORD_MVT_UNKNOWN : (NordMvtKind) number;
    } else if (field == 4 && wire == NORD_WIRE_BYTES) {
      odd |= has_geometry;
      has_geometry = TRUE;
      if (!nord_protobuf_bytes (&reader, &geometry))
        return BROKEN;
    } else if (field <= 4) {
      return BROKEN;
    } else if (!nord_protobuf_skip (&reader, wire)) {
      return BROKEN;
    }
  }

  while (tags.at < tags.end) {
    guint64 index;
    guint32 tag;

    if (!nord_protobuf_varint (&tags, &index) || index > G_MAXUINT32)
      return BROKEN;
    tag = (guint32) index;
    g_array_append_val (b->tags, tag);
  }
  odd |= (b->tags->len & 1) != 0;
  feature.n_tags = b->tags->len / 2 - feature.first_tag;

  if (!odd && has_kind && has_geometry) {
    if (feature.kind == NORD_MVT_UNKNOWN) {
      /* Allowed, and nothing that could be drawn: kept for its tags. */
      measure (&feature, b, first_point);
      g_array_append_val (b->features, feature);
      return TAKEN;
    }
    switch (read_geometry (geometry, version, &feature, b)) {
    case BROKEN:
      return BROKEN;
    case TAKEN:
      feature.n_paths = b->path_ends->len - feature.first_path;
      measure (&feature, b, first_point);
      g_array_append_val (b->features, feature);
      return TAKEN;
    case SKIPPED:
    default:
      break;
    }
  }
  g_array_set_size (b->tags, feature.first_tag * 2);
  g_array_set_size (b->path_ends, feature.first_path);
  g_array_set_size (b->points, first_point);
  return SKIPPED;
}

static gboolean
take_layer (NordMvtLayer *layer, Builder *b, GError **error)
{
  const guint32 *tags = (const guint32 *) (void *) b->tags->data;

  layer->n_features = b->features->len;
  layer->n_keys = b->keys->len;
  layer->n_values = b->values->len;
  layer->n_points = b->points->len;
  layer->n_paths = b->path_ends->len;
  layer->n_tags = b->tags->len / 2;
  for (guint i = 0; i < layer->n_tags; i++) {
    if (tags[2 * i] >= layer->n_keys || tags[2 * i + 1] >= layer->n_values)
      return fail (error, "a feature refers to a key or value that is not there");
  }
  layer->features = (gpointer) g_array_free (g_steal_pointer (&b->features), FALSE);
  layer->keys = (gpointer) g_array_free (g_steal_pointer (&b->keys), FALSE);
  layer->values = (gpointer) g_array_free (g_steal_pointer (&b->values), FALSE);
  layer->points = (gpointer) g_array_free (g_steal_pointer (&b->points), FALSE);
  layer->path_ends = (gpointer) g_array_free (g_steal_pointer (&b->path_ends), FALSE);
  layer->tags = (gpointer) g_array_free (g_steal_pointer (&b->tags), FALSE);
  return TRUE;
}

static void
builder_clear (Builder *b)
{
  g_clear_pointer (&b->features, g_array_unref);
  g_clear_pointer (&b->keys, g_array_unref);
  g_clear_pointer (&b->values, g_array_unref);
  g_clear_pointer (&b->points, g_array_unref);
  g_clear_pointer (&b->path_ends, g_array_unref);
  g_clear_pointer (&b->tags, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

/* The fields of a layer come in any order, and its version decides how its features are read, so
 * the plain fields are read first and the features in a second pass. */
static gboolean
read_layer (NordProtobuf reader,
            NordMvtLayer *layer,
            guint *n_features,
            guint *n_skipped,
            GError **error)
{
  g_auto (Builder) b = {
    .features = g_array_new (FALSE, FALSE, sizeof (NordMvtFeature)),
    .keys = g_array_new (FALSE, FALSE, sizeof (NordMvtText)),
    .values = g_array_new (FALSE, FALSE, sizeof (NordMvtValue)),
    .points = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint)),
    .path_ends = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .tags = g_array_new (FALSE, FALSE, sizeof (guint32)),
  };
  gboolean has_name = FALSE;
  NordProtobuf again = reader;

  layer->extent = 4096;
  while (reader.at < reader.end) {
    guint32 field;
    guint wire;
    guint64 number;
    NordProtobuf inner;

    if (!nord_protobuf_field (&reader, &field, &wire))
      return fail (error, "a layer ends in the middle of a field");
    if ((field == 15 || field == 5) && wire == NORD_WIRE_VARINT) {
      if (!nord_protobuf_varint (&reader, &number))
        return fail (error, "a layer ends in the middle of a number");
      if (field == 15 && (number == 1 || number == 2))
        layer->version = (guint32) number;
      else if (field == 5 && number > 0 && number <= MAX_EXTENT)
        layer->extent = (guint32) number;
      else
        return fail (error, "a layer has an unknown version or extent");
    } else if (field >= 1 && field <= 4 && wire == NORD_WIRE_BYTES) {
      NordMvtText text;
      NordMvtValue value = {0};

      if (!nord_protobuf_bytes (&reader, &inner))
        return fail (error, "a layer is longer than the tile");
      text =
        (NordMvtText){(const char *) inner.at, (guint32) MIN (inner.end - inner.at, G_MAXINT32)};
      if (field == 1) {
        layer->name = text;
        has_name = TRUE;
      } else if (field == 3) {
        g_array_append_val (b.keys, text);
      } else if (field == 4) {
        if (!read_value (inner, &value))
          return fail (error, "a value has no known type");
        g_array_append_val (b.values, value);
      }
    } else if (field <= 5 || field == 15) {
      return fail (error, "a field of a layer has the wrong type");
    } else if (!nord_protobuf_skip (&reader, wire)) {
      return fail (error, "a layer ends in the middle of a field");
    }
  }
  if (!has_name || layer->name.length == 0 || layer->version == 0)
    return fail (error, "a layer has no name or no version");

  while (again.at < again.end) {
    guint32 field;
    guint wire;
    NordProtobuf inner;

    if (!nord_protobuf_field (&again, &field, &wire))
      return fail (error, "a layer ends in the middle of a field");
    if (field != 2) {
      if (!nord_protobuf_skip (&again, wire))
        return fail (error, "a layer ends in the middle of a field");
      continue;
    }
    if (!nord_protobuf_bytes (&again, &inner))
      return fail (error, "a feature is longer than its layer");
    if (++*n_features > MAX_FEATURES) {
      g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE,
                           _ ("A tile of the map pack is too large"));
      return FALSE;
    }
    switch (read_feature (inner, layer->version, &b)) {
    case BROKEN:
      return fail (error, "a feature's commands or tags are broken");
    case SKIPPED:
      ++*n_skipped;
      break;
    case TAKEN:
    default:
      break;
    }
  }
  return take_layer (layer, &b, error);
}

static void
layer_clear (NordMvtLayer *layer)
{
  g_free ((gpointer) layer->features);
  g_free ((gpointer) layer->keys);
  g_free ((gpointer) layer->values);
  g_free ((gpointer) layer->points);
  g_free ((gpointer) layer->path_ends);
  g_free ((gpointer) layer->tags);
}

/**
 * nord_mvt_decode:
 * @data: a tile as a plain (not compressed) protocol buffer; the result keeps a reference
 * @error: return location for a #GError
 *
 * Reads a whole tile. An empty buffer is a valid tile without layers.
 *
 * Returns: (transfer full): the tile, or %NULL with %NORD_MAP_ERROR_DAMAGED or
 *   %NORD_MAP_ERROR_TOO_LARGE
 */
NordMvt *
nord_mvt_decode (GBytes *data, GError **error)
{
  g_autoptr (NordMvt) self = g_new0 (NordMvt, 1);
  g_autoptr (GArray) layers = g_array_new (FALSE, TRUE, sizeof (NordMvtLayer));
  NordProtobuf reader;
  gsize size;
  guint n_features = 0;

  g_array_set_clear_func (layers, (GDestroyNotify) layer_clear);
  g_atomic_ref_count_init (&self->refs);
  self->data = g_bytes_ref (data);
  reader.at = g_bytes_get_data (data, &size);
  reader.end = reader.at + size;
  self->footprint = sizeof *self + size;
  while (reader.at < reader.end) {
    guint32 field;
    guint wire;
    NordProtobuf inner;
    NordMvtLayer layer = {0};
    const NordMvtLayer *other;
    gboolean twice = FALSE;

    if (!nord_protobuf_field (&reader, &field, &wire)) {
      fail (error, "not a protocol buffer");
      return NULL;
    }
    if (field != 3) {
      if (!nord_protobuf_skip (&reader, wire)) {
        fail (error, "not a protocol buffer");
        return NULL;
      }
      continue;
    }
    if (wire != NORD_WIRE_BYTES || !nord_protobuf_bytes (&reader, &inner)) {
      fail (error, "a layer is longer than the tile");
      return NULL;
    }
    if (!read_layer (inner, &layer, &n_features, &self->n_skipped, error))
      return NULL;
    for (guint i = 0; i < layers->len; i++) {
      other = &g_array_index (layers, NordMvtLayer, i);
      twice |= other->name.length == layer.name.length &&
               memcmp (other->name.bytes, layer.name.bytes, layer.name.length) == 0;
    }
    /* Section 4.1: names are unique. The first one counts, as in the reference decoders. */
    if (twice || layers->len >= MAX_LAYERS) {
      self->n_skipped += layer.n_features;
      layer_clear (&layer);
      continue;
    }
    self->footprint += layer.n_features * sizeof (NordMvtFeature) +
                       layer.n_values * sizeof (NordMvtValue) +
                       layer.n_points * sizeof (NordMvtPoint) + layer.n_tags * 8 +
                       layer.n_paths * 4 + layer.n_keys * sizeof (NordMvtText);
    g_array_append_val (layers, layer);
  }
  self->n_layers = layers->len;
  g_array_set_clear_func (layers, NULL);
  self->layers = (gpointer) g_array_free (g_steal_pointer (&layers), FALSE);
  return g_steal_pointer (&self);
}

NordMvt *
nord_mvt_ref (NordMvt *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nord_mvt_unref (NordMvt *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->n_layers; i++)
    layer_clear ((NordMvtLayer *) &self->layers[i]);
  g_free ((gpointer) self->layers);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self);
}

/**
 * nord_mvt_find_layer:
 * @name: a layer name, such as "transportation"
 *
 * Returns: (nullable) (transfer none): the layer
 */
const NordMvtLayer *
nord_mvt_find_layer (const NordMvt *self, const char *name)
{
  for (guint i = 0; i < self->n_layers; i++) {
    if (nord_mvt_text_equal (&self->layers[i].name, name))
      return &self->layers[i];
  }
  return NULL;
}

/**
 * nord_mvt_layer_find_key:
 *
 * Returns: the index of @key, or -1
 */
gint
nord_mvt_layer_find_key (const NordMvtLayer *self, const char *key)
{
  for (guint i = 0; i < self->n_keys; i++) {
    if (nord_mvt_text_equal (&self->keys[i], key))
      return (gint) i;
  }
  return -1;
}

/**
 * nord_mvt_layer_lookup:
 *
 * Returns: (nullable) (transfer none): the value of @key at @feature
 */
const NordMvtValue *
nord_mvt_layer_lookup (const NordMvtLayer *self, const NordMvtFeature *feature, const char *key)
{
  gint index = nord_mvt_layer_find_key (self, key);
  const guint32 *tags = self->tags + 2 * (gsize) feature->first_tag;

  for (guint32 i = 0; index >= 0 && i < feature->n_tags; i++) {
    if (tags[2 * i] == (guint32) index)
      return &self->values[tags[2 * i + 1]];
  }
  return NULL;
}

/**
 * nord_mvt_layer_lookup_name:
 *
 * Returns: (nullable) (transfer none): what @feature is called on the spot; tilemaker writes that
 * as `name:latin` only
 */
const NordMvtValue *
nord_mvt_layer_lookup_name (const NordMvtLayer *self, const NordMvtFeature *feature)
{
  const NordMvtValue *name = nord_mvt_layer_lookup (self, feature, "name");

  return name ? name : nord_mvt_layer_lookup (self, feature, "name:latin");
}

/**
 * nord_mvt_layer_path_start:
 *
 * Returns: the index of the first point of path number @path
 */
guint32
nord_mvt_layer_path_start (const NordMvtLayer *self, guint32 path)
{
  return path == 0 ? 0 : self->path_ends[path - 1];
}

gboolean
nord_mvt_text_equal (const NordMvtText *self, const char *text)
{
  gsize length = strlen (text);

  return self->length == length && memcmp (self->bytes, text, length) == 0;
}

/**
 * nord_mvt_value_dup_text:
 *
 * The value as text for a label: always valid UTF-8.
 *
 * Returns: (transfer full): the text
 */
char *
nord_mvt_value_dup_text (const NordMvtValue *self)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (self->type) {
  case NORD_MVT_VALUE_STRING:
    return g_utf8_make_valid (self->as.text.bytes, self->as.text.length);
  case NORD_MVT_VALUE_NUMBER:
    return g_strdup (g_ascii_dtostr (number, sizeof number, self->as.number));
  case NORD_MVT_VALUE_INT:
    return g_strdup_printf ("%" G_GINT64_FORMAT, self->as.integer);
  case NORD_MVT_VALUE_UINT:
    return g_strdup_printf ("%" G_GUINT64_FORMAT, self->as.natural);
  case NORD_MVT_VALUE_BOOL:
  default:
    return g_strdup (self->as.truth ? "1" : "0");
  }
}

/**
 * nord_mvt_value_get_number:
 * @number: (out): the number; truth values count as 0 and 1
 *
 * Returns: %FALSE if the value is a text
 */
gboolean
nord_mvt_value_get_number (const NordMvtValue *self, double *number)
{
  switch (self->type) {
  case NORD_MVT_VALUE_NUMBER:
    *number = self->as.number;
    return TRUE;
  case NORD_MVT_VALUE_INT:
    *number = (double) self->as.integer;
    return TRUE;
  case NORD_MVT_VALUE_UINT:
    *number = (double) self->as.natural;
    return TRUE;
  case NORD_MVT_VALUE_BOOL:
    *number = self->as.truth ? 1 : 0;
    return TRUE;
  case NORD_MVT_VALUE_STRING:
  default:
    return FALSE;
  }
}
