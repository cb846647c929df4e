/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Each row of the urn has a hash of itself, and each shelf one over all its rows in the order of
 * their random keys. Neither tells an order of time, and no row's hash stands in another row, as it
 * would in a chain: whoever has all of them knows no more than what the rows say. */
#include "core/store/urn-seal.h"

#include "core/model/sha256.h"
#include "core/store/schema.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

static const struct {
  const char *name;    /* of the table, and in the hash, so that no row fits another shelf */
  const char *columns; /* the seal comes after them */
  const char *order;
  const char *marks;
} shelves[NORD_URN_N_SHELVES] = {
  [NORD_URN_BALLOTS] = {"local_urn", "poll, ballot, marks, token", "poll, ballot", "?,?,?,?"},
  [NORD_URN_CODES] = {"local_code", "hash", "hash", "?"},
  [NORD_URN_USED] = {"local_code_used", "poll, hash", "poll, hash", "?,?"},
};

static void
hash_row (NordUrnShelf shelf, sqlite3_stmt *row, guint8 hash[NORD_SHA256_BYTES])
{
  NordSha256 state;

  nord_sha256_begin (&state);
  nord_sha256_add (&state, shelves[shelf].name, strlen (shelves[shelf].name) + 1);
  for (int c = 0; c < sqlite3_column_count (row) - 1; c++) {
    guint8 kind = (guint8) sqlite3_column_type (row, c);
    const void *bytes = sqlite3_column_blob (row, c);
    guint64 length = GUINT64_TO_LE ((guint64) sqlite3_column_bytes (row, c));

    nord_sha256_add (&state, &kind, 1);
    nord_sha256_add (&state, &length, sizeof length);
    if (bytes != NULL)
      nord_sha256_add (&state, bytes, (gsize) sqlite3_column_bytes (row, c));
  }
  nord_sha256_end (&state, hash);
}

static sqlite3_stmt *
prepare_read (NordDb *db, NordUrnShelf shelf, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s, seal FROM %s ORDER BY %s", shelves[shelf].columns,
                     shelves[shelf].name, shelves[shelf].order);

  return nord_db_prepare (db, sql, error);
}

static gboolean
set_digest (NordDb *db, NordUrnShelf shelf, NordSha256 *state, GError **error)
{
  g_autoptr (sqlite3_stmt) put =
    nord_db_prepare (db,
                     "INSERT INTO local_setting (key, value) VALUES ('seal.' || ?, ?) "
                     "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                     error);
  guint8 digest[NORD_SHA256_BYTES];
  char hex[2 * NORD_SHA256_BYTES + 1];

  if (put == NULL)
    return FALSE;
  nord_sha256_end (state, digest);
  sodium_bin2hex (hex, sizeof hex, digest, sizeof digest);
  sqlite3_bind_text (put, 1, shelves[shelf].name, -1, SQLITE_STATIC);
  sqlite3_bind_text (put, 2, hex, -1, SQLITE_STATIC);
  return nord_db_finish (db, put, error);
}

/**
 * nord_urn_rewrite:
 * @db: a workshop file, in a transaction
 * @shelf: which table
 * @error: #NORD_DB_ERROR
 *
 * Takes all rows out and puts them back in the order of their keys, each with its hash, and notes
 * the hash of all. The rows must have been found sound.
 */
gboolean
nord_urn_rewrite (NordDb *db, NordUrnShelf shelf, GError **error)
{
  g_autoptr (sqlite3_stmt) read = prepare_read (db, shelf, error);
  g_autofree char *insert =
    g_strdup_printf ("INSERT INTO %s (%s, seal) VALUES (%s,?)", shelves[shelf].name,
                     shelves[shelf].columns, shelves[shelf].marks);
  g_autofree char *clear = g_strdup_printf ("DELETE FROM %s", shelves[shelf].name);
  g_autoptr (sqlite3_stmt) write = read ? nord_db_prepare (db, insert, error) : NULL;
  g_autoptr (GPtrArray) values =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_value_free);
  g_autoptr (GByteArray) hashes = g_byte_array_new ();
  NordSha256 all;
  int n_columns;
  gboolean row;

  if (write == NULL)
    return FALSE;
  nord_sha256_begin (&all);
  n_columns = sqlite3_column_count (read) - 1;
  for (;;) {
    guint8 hash[NORD_SHA256_BYTES];

    if (!nord_db_step (db, read, &row, error))
      return FALSE;
    if (!row)
      break;
    for (int c = 0; c < n_columns; c++)
      g_ptr_array_add (values, sqlite3_value_dup (sqlite3_column_value (read, c)));
    hash_row (shelf, read, hash);
    g_byte_array_append (hashes, hash, sizeof hash);
  }
  sqlite3_reset (read);
  if (!nord_db_run (db, clear, error))
    return FALSE;
  for (guint v = 0; v < values->len; v += (guint) n_columns) {
    const guint8 *hash = hashes->data + v / (guint) n_columns * NORD_SHA256_BYTES;

    for (int c = 0; c < n_columns; c++)
      sqlite3_bind_value (write, c + 1, values->pdata[v + (guint) c]);
    sqlite3_bind_blob (write, n_columns + 1, hash, NORD_SHA256_BYTES, SQLITE_TRANSIENT);
    if (!nord_db_finish (db, write, error))
      return FALSE;
  }
  nord_sha256_add (&all, hashes->data, hashes->len);
  return set_digest (db, shelf, &all, error);
}

/* Of a file of an earlier step, whose rows have no hash yet. */
gboolean
nord_urn_seal_all (NordDb *db, GError **error)
{
  for (guint s = 0; s < NORD_URN_N_SHELVES; s++)
    if (!nord_urn_rewrite (db, s, error))
      return FALSE;
  return TRUE;
}

static char *
read_digest (NordDb *db, NordUrnShelf shelf)
{
  g_autofree char *key = g_strconcat ("seal.", shelves[shelf].name, NULL);
  g_autoptr (sqlite3_stmt) read =
    nord_db_prepare (db, "SELECT value FROM local_setting WHERE key=?", NULL);

  if (read == NULL)
    return NULL;
  sqlite3_bind_text (read, 1, key, -1, SQLITE_STATIC);
  return sqlite3_step (read) == SQLITE_ROW ? g_strdup ((const char *) sqlite3_column_text (read, 0))
                                           : NULL;
}

/* In the words of whoever counts: what is it that is spoilt? */
static const char *
word_spoilt (NordUrnShelf shelf)
{
  switch (shelf) {
  case NORD_URN_BALLOTS:
    return _ ("A secret ballot in the urn is not what was written");
  case NORD_URN_CODES:
    return _ ("A code of the workshop is not what was written");
  case NORD_URN_USED:
  case NORD_URN_N_SHELVES:
  default:
    return _ ("A mark that a code has voted is not what was written");
  }
}

static const char *
word_missing (NordUrnShelf shelf)
{
  switch (shelf) {
  case NORD_URN_BALLOTS:
    return _ ("In the urn a secret ballot is missing, or there is one too many");
  case NORD_URN_CODES:
    return _ ("A code of the workshop is missing, or there is one too many");
  case NORD_URN_USED:
  case NORD_URN_N_SHELVES:
  default:
    return _ ("A mark that a code has voted is missing, or there is one too many");
  }
}

/**
 * nord_urn_look:
 * @db: a workshop file
 * @on_fault: (nullable): told of each row that is spoilt, and of each shelf that lacks one
 * @on_row: (nullable): given each sound row
 * @data: for both
 * @error: #NORD_DB_ERROR, or what @on_row said
 *
 * Files of earlier steps have no hashes; all of their rows pass.
 */
gboolean
nord_urn_look (NordDb *db, NordUrnFault on_fault, NordUrnRow on_row, gpointer data, GError **error)
{
  const int number = nord_schema_read_number (db);

  if (number >= 0 && number < NORD_URN_SEALED_SINCE)
    return TRUE;
  for (guint s = 0; s < NORD_URN_N_SHELVES; s++) {
    g_autoptr (GError) inner = NULL;
    g_autoptr (sqlite3_stmt) read = prepare_read (db, s, &inner);
    g_autofree char *digest = read_digest (db, s);
    guint8 found[NORD_SHA256_BYTES];
    char hex[2 * NORD_SHA256_BYTES + 1];
    gboolean row = read != NULL, spoilt = FALSE;
    guint n = 0;
    NordSha256 all;

    nord_sha256_begin (&all);
    while (row) {
      guint8 hash[NORD_SHA256_BYTES];

      if (!nord_db_step (db, read, &row, &inner))
        break;
      if (!row)
        continue;
      n++;
      hash_row (s, read, hash);
      nord_sha256_add (&all, hash, sizeof hash);
      {
        const int last = sqlite3_column_count (read) - 1;

        if (sqlite3_column_type (read, last) != SQLITE_BLOB ||
            sqlite3_column_bytes (read, last) != NORD_SHA256_BYTES ||
            memcmp (sqlite3_column_blob (read, last), hash, sizeof hash) != 0) {
          spoilt = TRUE;
          if (on_fault != NULL)
            on_fault (word_spoilt (s), data);
          continue;
        }
      }
      if (on_row != NULL && !on_row (s, read, data, error))
        return FALSE;
    }
    if (inner != NULL) {
      if (on_fault == NULL) {
        g_propagate_error (error, g_steal_pointer (&inner));
        return FALSE;
      }
      on_fault (inner->message, data);
      continue;
    }
    nord_sha256_end (&all, found);
    sodium_bin2hex (hex, sizeof hex, found, sizeof found);
    if (!spoilt && on_fault != NULL && (digest != NULL || n > 0) && g_strcmp0 (digest, hex) != 0)
      on_fault (word_missing (s), data);
  }
  return TRUE;
}

static void
note_first (const char *fault, gpointer data)
{
  char **first = data;

  if (*first == NULL)
    *first = g_strdup (fault);
}

/**
 * nord_urn_verify:
 * @db: a workshop file that is being opened
 * @error: #NORD_DB_ERROR_DAMAGED
 *
 * Looks at all hashes of the urn: it holds one workshop's ballots, which are few.
 */
gboolean
nord_urn_verify (NordDb *db, GError **error)
{
  g_autofree char *fault = NULL;

  if (!nord_urn_look (db, note_first, NULL, &fault, error))
    return FALSE;
  if (fault != NULL)
    g_set_error_literal (error, NORD_DB_ERROR, NORD_DB_ERROR_DAMAGED, fault);
  return fault == NULL;
}

const char *
nord_urn_get_insert (NordUrnShelf shelf)
{
  static const char *const inserts[NORD_URN_N_SHELVES] = {
    [NORD_URN_BALLOTS] =
      "INSERT OR IGNORE INTO local_urn (poll, ballot, marks, token) VALUES (?,?,?,?)",
    [NORD_URN_CODES] = "INSERT OR IGNORE INTO local_code (hash) VALUES (?)",
    [NORD_URN_USED] = "INSERT OR IGNORE INTO local_code_used (poll, hash) VALUES (?,?)",
  };

  return inserts[shelf];
}
