/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Writes vector tiles (Mapbox Vector Tile Specification 2.1,
 * https://github.com/mapbox/vector-tile-spec/tree/master/2.1), the protocol buffer by hand. */
#include "core/map/mvt-write.h"

#include "core/map/protobuf.h"

#include <string.h>

struct _NordMvtWriter {
  GByteArray *tile;     /* (owned) */
  GByteArray *layer;    /* (owned) name and features of the layer at hand */
  GByteArray *values;   /* (owned) its values, written behind its features */
  GPtrArray *keys;      /* (owned) (element-type utf8) */
  GHashTable *key_at;   /* (owned) key to index + 1 */
  GHashTable *value_at; /* (owned) bytes of a value to index + 1 */
  GByteArray *feature;  /* (owned) */
  GByteArray *tags;     /* (owned) of the feature at hand */
  GByteArray *geometry; /* (owned) likewise */
  NordMvtKind kind;
  gint32 x, y; /* cursor */
  guint64 id;
  guint n_features, n_layer_features;
};

static void
put_varint (GByteArray *to, guint64 value)
{
  guint8 bytes[10];
  guint n = 0;

  do {
    bytes[n++] = (guint8) ((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>= 7;
  } while (value > 0);
  g_byte_array_append (to, bytes, n);
}

static void
put_field (GByteArray *to, guint field, guint wire)
{
  put_varint (to, (guint64) field << 3 | wire);
}

static void
put_bytes (GByteArray *to, guint field, const void *bytes, gsize size)
{
  put_field (to, field, NORD_WIRE_BYTES);
  put_varint (to, size);
  if (size > 0)
    g_byte_array_append (to, bytes, (guint) size);
}

static void
put_value (GByteArray *to, const NordMvtValue *value)
{
  guint64 bits;

  switch (value->type) {
  case NORD_MVT_VALUE_STRING:
    put_bytes (to, 1, value->as.text.bytes, value->as.text.length);
    break;
  case NORD_MVT_VALUE_NUMBER:
    memcpy (&bits, &value->as.number, 8);
    bits = GUINT64_TO_LE (bits);
    put_field (to, 3, NORD_WIRE_FIXED64);
    g_byte_array_append (to, (const guint8 *) &bits, 8);
    break;
  case NORD_MVT_VALUE_INT: /* zigzag: a negative int64 would take ten bytes */
    put_field (to, 6, NORD_WIRE_VARINT);
    put_varint (to, ((guint64) value->as.integer << 1) ^ (value->as.integer < 0 ? G_MAXUINT64 : 0));
    break;
  case NORD_MVT_VALUE_UINT:
    put_field (to, 5, NORD_WIRE_VARINT);
    put_varint (to, value->as.natural);
    break;
  case NORD_MVT_VALUE_BOOL:
  default:
    put_field (to, 7, NORD_WIRE_VARINT);
    put_varint (to, value->as.truth ? 1 : 0);
    break;
  }
}

static void
end_layer (NordMvtWriter *self)
{
  if (self->n_layer_features > 0) {
    for (guint i = 0; i < self->keys->len; i++)
      put_bytes (self->layer, 3, self->keys->pdata[i], strlen (self->keys->pdata[i]));
    g_byte_array_append (self->layer, self->values->data, self->values->len);
    put_bytes (self->tile, 3, self->layer->data, self->layer->len);
  }
  g_byte_array_set_size (self->layer, 0);
  g_byte_array_set_size (self->values, 0);
  g_hash_table_remove_all (self->key_at);
  g_hash_table_remove_all (self->value_at);
  g_ptr_array_set_size (self->keys, 0);
  self->n_layer_features = 0;
}

NordMvtWriter *
nord_mvt_writer_new (void)
{
  NordMvtWriter *self = g_new0 (NordMvtWriter, 1);

  self->tile = g_byte_array_new ();
  self->layer = g_byte_array_new ();
  self->values = g_byte_array_new ();
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->key_at = g_hash_table_new (g_str_hash, g_str_equal);
  self->value_at = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                          (GDestroyNotify) (gpointer) g_bytes_unref, NULL);
  self->feature = g_byte_array_new ();
  self->tags = g_byte_array_new ();
  self->geometry = g_byte_array_new ();
  return self;
}

void
nord_mvt_writer_free (NordMvtWriter *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->tile);
  g_byte_array_unref (self->layer);
  g_byte_array_unref (self->values);
  g_hash_table_unref (self->key_at);
  g_hash_table_unref (self->value_at);
  g_ptr_array_unref (self->keys);
  g_byte_array_unref (self->feature);
  g_byte_array_unref (self->tags);
  g_byte_array_unref (self->geometry);
  g_free (self);
}

void
nord_mvt_writer_begin_layer (NordMvtWriter *self, const char *name)
{
  end_layer (self);
  put_field (self->layer, 15, NORD_WIRE_VARINT);
  put_varint (self->layer, 2);
  put_bytes (self->layer, 1, name, strlen (name));
  put_field (self->layer, 5, NORD_WIRE_VARINT);
  put_varint (self->layer, NORD_MVT_EXTENT);
}

void
nord_mvt_writer_begin_feature (NordMvtWriter *self, NordMvtKind kind, guint64 id)
{
  g_byte_array_set_size (self->tags, 0);
  g_byte_array_set_size (self->geometry, 0);
  self->kind = kind;
  self->id = id;
  self->x = self->y = 0;
}

void
nord_mvt_writer_tag (NordMvtWriter *self, const char *key, const NordMvtValue *value)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) packed = NULL;
  guint key_at = GPOINTER_TO_UINT (g_hash_table_lookup (self->key_at, key)), value_at;

  if (key_at == 0) {
    char *copy = g_strdup (key);

    g_ptr_array_add (self->keys, copy);
    key_at = self->keys->len;
    g_hash_table_insert (self->key_at, copy, GUINT_TO_POINTER (key_at));
  }
  put_value (bytes, value);
  packed = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  value_at = GPOINTER_TO_UINT (g_hash_table_lookup (self->value_at, packed));
  if (value_at == 0) {
    value_at = g_hash_table_size (self->value_at) + 1;
    put_bytes (self->values, 4, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
    g_hash_table_insert (self->value_at, g_steal_pointer (&packed), GUINT_TO_POINTER (value_at));
  }
  put_varint (self->tags, key_at - 1);
  put_varint (self->tags, value_at - 1);
}

static void
put_step (NordMvtWriter *self, const NordMvtPoint *to)
{
  const gint32 steps[] = {to->x - self->x, to->y - self->y};

  for (guint i = 0; i < 2; i++)
    put_varint (self->geometry, ((guint32) steps[i] << 1) ^ (guint32) (steps[i] < 0 ? -1 : 0));
  self->x = to->x;
  self->y = to->y;
}

void
nord_mvt_writer_path (NordMvtWriter *self, const NordMvtPoint *points, guint n_points)
{
  const gboolean spots = self->kind == NORD_MVT_POINT;

  g_return_if_fail (n_points >= (spots ? 1u : self->kind == NORD_MVT_LINE ? 2u : 3u));
  put_varint (self->geometry, (guint64) (spots ? n_points : 1) << 3 | 1); /* MoveTo */
  put_step (self, points);
  if (!spots)
    put_varint (self->geometry, (guint64) (n_points - 1) << 3 | 2); /* LineTo */
  for (guint i = 1; i < n_points; i++)
    put_step (self, points + i);
  if (self->kind == NORD_MVT_AREA)
    put_varint (self->geometry, 1 << 3 | 7); /* ClosePath; the cursor stays */
}

gboolean
nord_mvt_writer_has_path (const NordMvtWriter *self)
{
  return self->geometry->len > 0;
}

void
nord_mvt_writer_end_feature (NordMvtWriter *self)
{
  if (self->geometry->len == 0)
    return;
  g_byte_array_set_size (self->feature, 0);
  if (self->id != 0) {
    put_field (self->feature, 1, NORD_WIRE_VARINT);
    put_varint (self->feature, self->id);
  }
  if (self->tags->len > 0)
    put_bytes (self->feature, 2, self->tags->data, self->tags->len);
  put_field (self->feature, 3, NORD_WIRE_VARINT);
  put_varint (self->feature, self->kind);
  put_bytes (self->feature, 4, self->geometry->data, self->geometry->len);
  put_bytes (self->layer, 2, self->feature->data, self->feature->len);
  self->n_features++;
  self->n_layer_features++;
}

gsize
nord_mvt_writer_get_size (const NordMvtWriter *self)
{
  return (gsize) self->tile->len + self->layer->len + self->values->len;
}

guint
nord_mvt_writer_get_n_features (const NordMvtWriter *self)
{
  return self->n_features;
}

GBytes *
nord_mvt_writer_finish (NordMvtWriter *self)
{
  GBytes *bytes;

  end_layer (self);
  if (self->n_features == 0)
    return NULL;
  bytes = g_bytes_new (self->tile->data, self->tile->len);
  g_byte_array_set_size (self->tile, 0);
  self->n_features = 0;
  return bytes;
}
