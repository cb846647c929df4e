/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A workshop as chance plays it: random steps over all nouns, for the tests of this room. */
#pragma once

#include "core/store/store.h"

#include <sqlite3.h>
#include <string.h>

/* The seed of this run; NORD_SEED repeats one that failed. */
static inline guint32
play_seed (void)
{
  const char *given = g_getenv ("NORD_SEED");
  guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  g_test_message ("NORD_SEED=%u", seed);
  return seed;
}

/* How much is played: NORD_PLAY=full multiplies the quick volume. */
static inline guint
play_volume (guint quick, guint full)
{
  return g_strcmp0 (g_getenv ("NORD_PLAY"), "full") == 0 ? full : quick;
}

/* A path in the folders that the test framework removes afterwards. */
static inline char *
play_path (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_data_dir (), name, NULL);
}

/* A packed file of this folder, under the name @as. */
static inline char *
play_unpack (const char *name, const char *as)
{
  g_autofree char *packed =
    g_build_filename (g_getenv ("NORD_SOURCE_ROOT"), "tests/core/store", name, NULL);
  char *path = play_path (as);
  g_autoptr (GFile) from = g_file_new_for_path (packed);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GZlibDecompressor) unzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) raw = NULL;
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (GError) error = NULL;

  raw = G_INPUT_STREAM (g_file_read (from, NULL, &error));
  g_assert_no_error (error);
  in = g_converter_input_stream_new (raw, G_CONVERTER (unzip));
  out = G_OUTPUT_STREAM (g_file_create (to, G_FILE_CREATE_NONE, NULL, &error));
  g_output_stream_splice (out, in, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static inline char *
play_text (GRand *rand)
{
  static const char *const words[] = {
    "Nordmarkt",
    "Licht",
    "Bänke",
    "Spielplatz",
    "ß",
    "Straße",
    "ağaç",
    "تَجْرِبَة",
    "дерево",
    "🌳",
    "\"zitiert\"",
    "\\",
    "a\nb",
    "\t",
    "<b>",
    "%s",
    "'; DROP TABLE idea; --",
    "e\xcc\x81",
    "zu laut",
  };
  GString *text = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 0, 8);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s ", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  if (g_rand_int_range (rand, 0, 60) == 0)
    for (guint i = 0; i < 900; i++)
      g_string_append (text, "lang und breit ");
  return g_string_free (text, FALSE);
}

static inline NordShape *
play_shape (GRand *rand)
{
  double xy[20], lon = g_rand_double_range (rand, 7.3, 7.6),
                 lat = g_rand_double_range (rand, 51.4, 51.7);

  switch (g_rand_int_range (rand, 0, 3)) {
  case 0:
    return nord_shape_new_point (lon, lat);
  case 1:
    for (guint i = 0; i < 10; i++)
      xy[2 * i] = lon + i * 1e-4, xy[2 * i + 1] = lat + g_rand_double_range (rand, 0, 1e-3);
    return nord_shape_new_line (xy, 10, NULL);
  default:
    xy[0] = lon, xy[1] = lat, xy[2] = lon + 0.01, xy[3] = lat, xy[4] = lon, xy[5] = lat + 0.01;
    xy[6] = lon, xy[7] = lat;
    return nord_shape_new_area (xy, 4, NULL);
  }
}

/* What is redacted cannot be undone: tests of ways back do without. */
static gboolean play_spares_texts;

static inline void
play_value (GRand *rand, const NordField *field, NordValue *value)
{
  if (g_rand_int_range (rand, 0, 8) == 0)
    return; /* nothing */
  switch (field->kind) {
  case NORD_VALUE_BOOLEAN:
    nord_value_set_boolean (value, g_rand_boolean (rand));
    break;
  case NORD_VALUE_INTEGER:
    nord_value_set_integer (value, g_rand_boolean (rand) ? g_rand_int_range (rand, -5, 100)
                                                         : (G_GINT64_CONSTANT (1) << 53) - 1);
    break;
  case NORD_VALUE_REAL:
    nord_value_set_real (value, g_rand_double_range (rand, -1, 1) / g_rand_int_range (rand, 1, 9));
    break;
  case NORD_VALUE_TEXT:
    if (field->words) {
      nord_value_set_text (
        value, field->words[g_rand_int_range (rand, 0, g_strv_length ((char **) field->words))]);
      if (play_spares_texts && g_str_equal (value->text, "redacted"))
        nord_value_set_text (value, "hidden");
    } else {
      g_autofree char *text = play_text (rand);

      nord_value_set_text (value, text);
    }
    break;
  case NORD_VALUE_SHAPE: {
    g_autoptr (NordShape) shape = play_shape (rand);

    nord_value_set_shape (value, shape);
    break;
  }
  case NORD_VALUE_JSON:
    nord_value_set_json (value, g_rand_boolean (rand) ? "{\"de\":\"Wo?\",\"a\":[1,2.5,true,null]}"
                                                      : "[{\"id\":\"x\"}, 1e3]");
    break;
  default:
    g_assert_not_reached ();
  }
}

static inline void
play_edits (GRand *rand, NordChange *change)
{
  guint n = g_rand_int_range (rand, 1, change->noun->n_fields + 1);

  for (guint i = 0; i < n; i++) {
    guint field = g_rand_int_range (rand, 0, change->noun->n_fields);
    g_auto (NordValue) value = NORD_VALUE_INIT;

    play_value (rand, &change->noun->fields[field], &value);
    nord_change_set (change, field, &value);
  }
}

/* One random step: some changes, an undo or a redo. @dead collects ids of what was deleted. */
static inline void
play_step (NordStore *store, GRand *rand, GPtrArray *dead)
{
  g_autoptr (NordChangeSet) set = NULL;
  g_autoptr (GError) error = NULL;
  int dice = g_rand_int_range (rand, 0, 10);
  guint n = g_rand_int_range (rand, 1, 5);

  if (dice < 2 && nord_store_get_undo_label (store)) {
    g_autoptr (NordChangeSet) undone = nord_store_undo (store, &error);

    g_assert_no_error (error);
    return;
  }
  if (dice < 4 && nord_store_get_redo_label (store)) {
    g_autoptr (NordChangeSet) redone = nord_store_redo (store, &error);

    g_assert_no_error (error);
    return;
  }
  set = nord_change_set_group_new ("step");
  for (guint i = 0; i < n; i++) {
    NordNounKind noun = g_rand_int_range (rand, 0, NORD_N_NOUNS);
    g_autoptr (GPtrArray) living = nord_store_read_all (store, noun, &error);
    NordChange *change = NULL;
    int act = g_rand_int_range (rand, 0, 10);

    g_assert_no_error (error);
    if (noun == NORD_NOUN_WORKSHOP || (living->len > 4 && act < 4)) {
      NordRecord *record = living->pdata[g_rand_int_range (rand, 0, living->len)];

      change = nord_change_new_update (record);
      play_edits (rand, change);
    } else if (living->len > 12 && act < 7) {
      NordRecord *record = living->pdata[g_rand_int_range (rand, 0, living->len)];
      gboolean again = FALSE;

      for (guint j = 0; j < set->changes->len; j++)
        again = again || strcmp (((NordChange *) set->changes->pdata[j])->target,
                                 nord_record_get_id (record)) == 0;
      if (again)
        continue;
      change = nord_change_new_delete (record);
      g_ptr_array_add (dead, g_strdup_printf ("%d %s", (int) noun, nord_record_get_id (record)));
    } else if (dead->len > 0 && act < 8) {
      const char *entry = dead->pdata[g_rand_int_range (rand, 0, dead->len)];

      change = nord_change_new_restore (atoi (entry), strchr (entry, ' ') + 1);
    } else {
      change = nord_change_new_create (noun, NULL);
      play_edits (rand, change);
    }
    nord_change_set_group_add (set, change);
  }
  if (!nord_store_apply (store, set, &error)) {
    /* Chance also asks for the impossible: to restore what lives or to edit what this very step
     * deletes. That is refused as a whole, and says so. */
    g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID);
    for (guint i = 0; i < set->changes->len; i++)
      g_assert_null (((NordChange *) set->changes->pdata[i])->id);
  }
}

/* All rows of a query as one text, to be compared. */
static inline char *
play_dump (const char *path, const char *sql)
{
  GString *dump = g_string_new (NULL);
  sqlite3 *db;
  sqlite3_stmt *statement;
  int code;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count (statement); i++) {
      int type = sqlite3_column_type (statement, i);
      const guint8 *bytes = sqlite3_column_blob (statement, i);

      g_string_append_printf (dump, "%d:", type);
      for (int j = 0; j < sqlite3_column_bytes (statement, i); j++)
        if (type == SQLITE_BLOB)
          g_string_append_printf (dump, "%02x", bytes[j]);
        else
          g_string_append_c (dump, bytes[j]);
      g_string_append_c (dump, '|');
    }
    g_string_append_c (dump, '\n');
  }
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (dump, FALSE);
}

/* What must be the same in all copies: things, winners, leaves; keys of rows are each file's own.
 */
static inline char *
play_state (const char *path)
{
  GString *state = g_string_new (NULL);

  for (guint i = 0; i < NORD_N_NOUNS; i++) {
    const NordNoun *noun = nord_noun_get (i);
    g_autoptr (GString) sql = g_string_new ("SELECT id");
    g_autofree char *dump = NULL;

    for (guint j = 0; j < noun->n_fields; j++)
      g_string_append_printf (sql, ",\"%s\"", noun->fields[j].name);
    g_string_append_printf (sql, " FROM \"%s\" ORDER BY id", noun->name);
    dump = play_dump (path, sql->str);
    g_string_append_printf (state, "== %s\n%s", noun->name, dump);
  }
  {
    g_autofree char *winners =
      play_dump (path, "SELECT target, noun, deleted, winners FROM change_winner ORDER BY target");
    g_autofree char *conflicts =
      play_dump (path, "SELECT target, field, loser, winner, state FROM local_conflict "
                       "ORDER BY target, field, loser");
    g_autofree char *log = play_dump (path, "SELECT id, body FROM change ORDER BY id");

    g_string_append_printf (state, "== winners\n%s== leaves\n%s== log\n%s", winners, conflicts,
                            log);
  }
  return g_string_free (state, FALSE);
}

static inline void
play_assert_sound (NordStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordCheck) check = nord_store_check (store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < check->faults->len; i++)
    g_test_message ("%s", (char *) check->faults->pdata[i]);
  g_assert_cmpuint (check->faults->len, ==, 0);
}
