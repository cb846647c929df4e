/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The quick look at every opening, and digests of whole files. */
#include "core/store/verify.h"

#include "core/db/wal.h"
#include "core/model/sha256.h"
#include "core/store/chain.h"
#include "core/store/erased.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
fail (GError **error, const char *format, gint64 seq)
{
  g_set_error (error, NORD_DB_ERROR, NORD_DB_ERROR_DAMAGED, format, (long long) seq);
  return FALSE;
}

/**
 * nord_verify_journal:
 * @path: a workshop file before it is opened
 * @error: #NORD_DB_ERROR_DAMAGED
 *
 * Looks whether everything that was saved and stands in the write-ahead log yet will be read from
 * it: SQLite leaves out what comes after a wrong place, and overwrites it.
 */
gboolean
nord_verify_journal (const char *path, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);

  if (!nord_wal_is_damaged (journal))
    return TRUE;
  g_set_error_literal (error, NORD_DB_ERROR, NORD_DB_ERROR_DAMAGED,
                       _ ("the newest changes, in the file beside it that ends in “-wal”, do not "
                          "carry what was written"));
  return FALSE;
}

/**
 * nord_verify_pages:
 * @db: a workshop file that is being opened
 * @table: (nullable): only the pages of this table and of its indexes; NULL: all there are
 * @error: #NORD_DB_ERROR_DAMAGED
 *
 * Looks at the structure of pages.
 */
gboolean
nord_verify_pages (NordDb *db, const char *table, GError **error)
{

  g_autofree char *sql = table ? g_strdup_printf ("PRAGMA quick_check(\"%s\")", table)
                               : g_strdup ("PRAGMA quick_check(1)");
  g_autoptr (sqlite3_stmt) check = nord_db_prepare (db, sql, error);
  gboolean row;

  if (check == NULL || !nord_db_step (db, check, &row, error))
    return FALSE;
  if (row && g_strcmp0 ((const char *) sqlite3_column_text (check, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, NORD_DB_ERROR, NORD_DB_ERROR_DAMAGED, "%s",
               row ? (const char *) sqlite3_column_text (check, 0) : "quick_check");
  return FALSE;
}

/**
 * nord_verify_log_end:
 * @db: a workshop file that is being opened
 * @rows: how many rows at the end of the log
 * @error: #NORD_DB_ERROR_DAMAGED
 *
 * Looks at the hashes of the newest changes: what a power cut or a torn write spoils lies there.
 */
gboolean
nord_verify_log_end (NordDb *db, guint rows, GError **error)
{
  g_autoptr (sqlite3_stmt) read = NULL;
  guint8 chain[NORD_HASH_BYTES] = {0};
  gint64 before = 0;
  gboolean row;

  read = nord_db_prepare (db,
                          "SELECT seq, step, wall, body, hash, chain FROM change "
                          "WHERE seq >= (SELECT max(seq) FROM change) - ? ORDER BY seq",
                          error);
  if (read == NULL)
    return FALSE;
  sqlite3_bind_int64 (read, 1, rows);
  for (gboolean first = TRUE;; first = FALSE) {
    guint8 hash[NORD_HASH_BYTES];
    gint64 seq;

    if (!nord_db_step (db, read, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    seq = sqlite3_column_int64 (read, 0);
    if (sqlite3_column_bytes (read, 4) != NORD_HASH_BYTES ||
        sqlite3_column_bytes (read, 5) != NORD_HASH_BYTES || seq < 1)
      return fail (error, _ ("Change %lld has no hash"), seq);
    nord_sha256 (hash, sqlite3_column_blob (read, 3), (gsize) sqlite3_column_bytes (read, 3));
    if (memcmp (hash, sqlite3_column_blob (read, 4), sizeof hash) != 0 &&
        !nord_erase_explains (db, seq, hash))
      return fail (error, _ ("Change %lld is not what was written"), seq);
    /* The chain of the first row looked at rests on one that was not, unless it is the very first.
     */
    if (!first || seq == 1) {
      if (seq != before + 1)
        return fail (error, _ ("A change before change %lld is missing"), seq);
      nord_chain_next (chain, sqlite3_column_blob (read, 4), sqlite3_column_int64 (read, 1),
                       sqlite3_column_int64 (read, 2));
      if (memcmp (chain, sqlite3_column_blob (read, 5), sizeof chain) != 0)
        return fail (error, _ ("The chain breaks at change %lld"), seq);
    }
    memcpy (chain, sqlite3_column_blob (read, 5), sizeof chain);
    before = seq;
  }
}

static void
digest_column (NordSha256 *state, sqlite3_stmt *row, int at)
{
  guint8 kind = sqlite3_column_type (row, at);
  guint64 number = 0;

  nord_sha256_add (state, &kind, 1);
  switch (kind) {
  case SQLITE_INTEGER:
    number = sqlite3_column_int64 (row, at);
    nord_sha256_add (state, (const guint8 *) &number, sizeof number);
    break;
  case SQLITE_FLOAT: {
    double real = sqlite3_column_double (row, at);

    nord_sha256_add (state, (const guint8 *) &real, sizeof real);
    break;
  }
  case SQLITE_TEXT:
  case SQLITE_BLOB: {
    const void *data = sqlite3_column_blob (row, at);

    number = sqlite3_column_bytes (row, at);
    nord_sha256_add (state, (const guint8 *) &number, sizeof number);
    if (number > 0)
      nord_sha256_add (state, data, number);
    break;
  }
  default:
    break;
  }
}

/**
 * nord_verify_digest:
 * @db: an open file
 * @digest: (out caller-allocates): SHA-256 over the definitions and rows of all its tables
 * @error: #NORD_DB_ERROR
 *
 * Two files with one digest hold the same, whatever their pages look like.
 */
gboolean
nord_verify_digest (NordDb *db, guint8 digest[NORD_DIGEST_BYTES], GError **error)
{
  g_autoptr (sqlite3_stmt) tables =
    nord_db_prepare (db, "SELECT name, sql FROM sqlite_schema WHERE type='table' ORDER BY name",
                     error);
  NordSha256 state;
  gboolean row;

  if (tables == NULL)
    return FALSE;
  nord_sha256_begin (&state);
  for (;;) {
    g_autoptr (sqlite3_stmt) rows = NULL;
    char *sql;

    if (!nord_db_step (db, tables, &row, error))
      return FALSE;
    if (!row)
      break;
    digest_column (&state, tables, 0);
    digest_column (&state, tables, 1);
    sql = sqlite3_mprintf ("SELECT * FROM \"%w\"", sqlite3_column_text (tables, 0));
    rows = sql ? nord_db_prepare (db, sql, error) : NULL;
    sqlite3_free (sql);
    if (rows == NULL)
      return FALSE;
    for (;;) {
      if (!nord_db_step (db, rows, &row, error))
        return FALSE;
      if (!row)
        break;
      for (int i = 0; i < sqlite3_column_count (rows); i++)
        digest_column (&state, rows, i);
    }
  }
  nord_sha256_end (&state, digest);
  return TRUE;
}
