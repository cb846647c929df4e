/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Small vector tiles and packs, written by the tests themselves, so that what is read is known. */
#pragma once

#include "core/map/mvt.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
  GByteArray *tile;  /* (owned) */
  GByteArray *layer; /* (owned) (nullable) the layer that is being written */
  GPtrArray *keys;   /* (owned) */
  GPtrArray *values; /* (owned) */
} Maker;

static inline void
put_varint (GByteArray *to, guint64 value)
{
  do {
    guint8 byte = (value & 0x7f) | (value > 0x7f ? 0x80 : 0);
    g_byte_array_append (to, &byte, 1);
    value >>= 7;
  } while (value > 0);
}

static inline void
put_bytes (GByteArray *to, guint field, const void *bytes, gsize size)
{
  put_varint (to, field << 3 | 2);
  put_varint (to, size);
  g_byte_array_append (to, bytes, (guint) size);
}

static inline guint32
put_zigzag (int value)
{
  return ((guint32) value << 1) ^ (guint32) (value >> 31);
}

static inline Maker *
maker_new (void)
{
  Maker *self = g_new0 (Maker, 1);

  self->tile = g_byte_array_new ();
  return self;
}

static inline void
maker_end_layer (Maker *self)
{
  if (!self->layer)
    return;
  for (guint i = 0; i < self->keys->len; i++)
    put_bytes (self->layer, 3, self->keys->pdata[i], strlen (self->keys->pdata[i]));
  for (guint i = 0; i < self->values->len; i++) {
    g_autoptr (GByteArray) value = g_byte_array_new ();

    put_bytes (value, 1, self->values->pdata[i], strlen (self->values->pdata[i]));
    put_bytes (self->layer, 4, value->data, value->len);
  }
  put_bytes (self->tile, 3, self->layer->data, self->layer->len);
  g_clear_pointer (&self->layer, g_byte_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
}

static inline void
maker_layer (Maker *self, const char *name)
{
  maker_end_layer (self);
  self->layer = g_byte_array_new ();
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  put_varint (self->layer, 15 << 3);
  put_varint (self->layer, 2);
  put_bytes (self->layer, 1, name, strlen (name));
}

static inline guint
maker_index (GPtrArray *list, const char *word)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (list, word, g_str_equal, &index)) {
    index = list->len;
    g_ptr_array_add (list, g_strdup (word));
  }
  return index;
}

/* @tags: "class=minor;name=Nordstraße"; @xy: tile units of 1/4096; areas without their last point
 */
static inline void
maker_feature (Maker *self, NordMvtKind kind, const char *tags, const int *xy, guint n)
{
  g_autoptr (GByteArray) feature = g_byte_array_new ();
  g_autoptr (GByteArray) numbers = g_byte_array_new ();
  g_auto (GStrv) pairs = g_strsplit (tags, ";", -1);
  int x = 0, y = 0;

  for (guint i = 0; pairs[i]; i++) {
    char *equals = strchr (pairs[i], '=');

    if (!equals)
      continue;
    *equals = '\0';
    put_varint (numbers, maker_index (self->keys, pairs[i]));
    put_varint (numbers, maker_index (self->values, equals + 1));
  }
  put_bytes (feature, 2, numbers->data, numbers->len);
  g_byte_array_set_size (numbers, 0);
  put_varint (feature, 3 << 3);
  put_varint (feature, kind);
  for (guint i = 0; i < n; i++) {
    if (i == 0)
      put_varint (numbers, (kind == NORD_MVT_POINT ? n : 1) << 3 | 1);
    else if (i == 1 && kind != NORD_MVT_POINT)
      put_varint (numbers, (n - 1) << 3 | 2);
    put_varint (numbers, put_zigzag (xy[2 * i] - x));
    put_varint (numbers, put_zigzag (xy[2 * i + 1] - y));
    x = xy[2 * i];
    y = xy[2 * i + 1];
  }
  if (kind == NORD_MVT_AREA)
    put_varint (numbers, 1 << 3 | 7);
  put_bytes (feature, 4, numbers->data, numbers->len);
  put_bytes (self->layer, 2, feature->data, feature->len);
}

#define MAKE(self, kind, tags, ...)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const int make_xy[] = {__VA_ARGS__};                                                           \
    maker_feature (self, kind, tags, make_xy, G_N_ELEMENTS (make_xy) / 2);                         \
  }                                                                                                \
  G_STMT_END

static inline GBytes *
maker_finish (Maker *self)
{
  GBytes *bytes;

  maker_end_layer (self);
  bytes = g_byte_array_free_to_bytes (self->tile);
  g_free (self);
  return bytes;
}

/* A new MBTiles file without tiles; @schema replaces the usual table if given. */
static inline sqlite3 *
make_mbtiles (const char *path, const char *schema)
{
  sqlite3 *db;

  g_remove (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 schema ? schema
                                        : "CREATE TABLE metadata (name TEXT, value TEXT);"
                                          "CREATE TABLE tiles (zoom_level INTEGER, tile_column "
                                          "INTEGER, tile_row INTEGER, tile_data BLOB);"
                                          "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, "
                                          "tile_column, tile_row);",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  return db;
}

/* Rows count from the north here, and are turned round for the file. */
static inline void
add_tile (sqlite3 *db, guint zoom, guint x, guint y, GBytes *tile)
{
  sqlite3_stmt *statement;
  gsize size;
  const void *data = g_bytes_get_data (tile, &size);

  g_assert_cmpint (sqlite3_prepare_v2 (db, "INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", -1,
                                       &statement, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_int (statement, 1, (int) zoom);
  sqlite3_bind_int (statement, 2, (int) x);
  sqlite3_bind_int (statement, 3, (int) ((1u << zoom) - 1 - y));
  sqlite3_bind_blob64 (statement, 4, data ? data : "", size, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

/* A file of the shared collection, or NULL after telling that the test is left out. */
static inline char *
find_shared (const char *path)
{
  g_autofree char *full =
    g_build_filename (g_getenv ("NORD_SHARED") ? g_getenv ("NORD_SHARED") : "", path, NULL);

  if (g_file_test (full, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&full);
  g_test_skip ("the shared collection is not here");
  return NULL;
}
