/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ballots are in an urn until the poll is closed. The log and the keys of the tables are in order
 * of time, so whoever noted who went to the screen when could read there who voted how. In the urn
 * nothing has a time or a number: both tables are keyed by what is random, and both are written
 * anew in that order with every ballot, because otherwise a row's place within its page, or the
 * page it lies in, would still tell its turn. The write-ahead log holds what one transaction wrote
 * and is emptied after each. */
#include "core/store/urn.h"

#include "core/model/ballot.h"
#include "core/model/json.h"
#include "core/model/poll.h"
#include "core/model/uuid.h"
#include "core/store/store-private.h"
#include "core/store/urn-seal.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* Of what nord_code_prove() gives: what the code is known by, and what its ballots are marked by.
 */
#define CODE_BYTES 32

static sqlite3_stmt *
bind (NordStore *self, const char *sql, const char *text, GBytes *blob, GError **error)
{
  sqlite3_stmt *statement = nord_db_prepare (self->db, sql, error);

  if (statement == NULL)
    return NULL;
  if (text != NULL)
    sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  if (blob != NULL)
    sqlite3_bind_blob (statement, text != NULL ? 2 : 1, g_bytes_get_data (blob, NULL),
                       (int) g_bytes_get_size (blob), SQLITE_TRANSIENT);
  return statement;
}

/* -1: it cannot be read. */
static gint64
read_number (NordStore *self, const char *sql, const char *text, GBytes *blob, GError **error)
{
  g_autoptr (sqlite3_stmt) read = bind (self, sql, text, blob, error);
  gboolean row;

  if (read == NULL || !nord_db_step (self->db, read, &row, error))
    return -1;
  return row ? sqlite3_column_int64 (read, 0) : 0;
}

/* What a transaction wrote stands side by side in the write-ahead log. A reader may hold it; then
 * the next ballot empties it. */
static void
forget_order (NordStore *self)
{
  nord_db_run (self->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
}

static gboolean
put_codes (NordStore *self, GPtrArray *hashes, gboolean anew, GError **error)
{
  if (anew && !nord_db_run (self->db, "DELETE FROM local_code", error))
    return FALSE;
  for (guint i = 0; i < hashes->len; i++) {
    g_autoptr (sqlite3_stmt) put = bind (self, "INSERT OR IGNORE INTO local_code (hash) VALUES (?)",
                                         NULL, hashes->pdata[i], error);

    if (put == NULL || !nord_db_finish (self->db, put, error))
      return FALSE;
  }
  return nord_urn_rewrite (self->db, NORD_URN_CODES, error);
}

static gboolean
end (NordStore *self, gboolean good, GError *inner, GError **error)
{
  if (!good) {
    nord_store_rollback (self);
    if (inner == NULL || inner->domain == NORD_STORE_ERROR) {
      g_propagate_error (error, inner);
      return FALSE;
    }
    return nord_store_wrap_error (self->path, inner, error);
  }
  if (!nord_store_end_step (self, error))
    return FALSE;
  forget_order (self);
  return TRUE;
}

/**
 * nord_store_read_code_salt:
 * @self: a store
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the salt of this workshop's codes, made at the first call
 */
GBytes *
nord_store_read_code_salt (NordStore *self, GError **error)
{
  g_autofree char *kept = NULL;
  guint8 salt[NORD_CODE_SALT_BYTES];
  char hex[NORD_CODE_SALT_BYTES * 2 + 1];
  gsize length = 0;

  g_return_val_if_fail (NORD_IS_STORE (self), NULL);
  kept = nord_store_get_setting (self, "codes.salt");
  if (kept != NULL &&
      sodium_hex2bin (salt, sizeof salt, kept, strlen (kept), NULL, &length, NULL) == 0 &&
      length == sizeof salt)
    return g_bytes_new (salt, sizeof salt);
  if (sodium_init () < 0) {
    nord_store_refuse (error, _ ("There are no random numbers"));
    return NULL;
  }
  randombytes_buf (salt, sizeof salt);
  sodium_bin2hex (hex, sizeof hex, salt, sizeof salt);
  if (!nord_store_set_setting (self, "codes.salt", hex, error))
    return NULL;
  return g_bytes_new (salt, sizeof salt);
}

/**
 * nord_store_add_codes:
 * @self: a store
 * @hashes: (element-type GBytes): of new codes
 * @anew: earlier ones are good for nothing any more
 * @error: #NORD_STORE_ERROR
 *
 * The order of @hashes is not kept, so the order on paper tells nothing either.
 */
gboolean
nord_store_add_codes (NordStore *self, GPtrArray *hashes, gboolean anew, GError **error)
{
  GError *inner = NULL;
  gboolean good;

  g_return_val_if_fail (NORD_IS_STORE (self), FALSE);
  if (!nord_store_begin (self, NULL, error))
    return FALSE;
  good = put_codes (self, hashes, anew, &inner);
  return end (self, good, inner, error);
}

guint
nord_store_count_codes (NordStore *self)
{
  g_return_val_if_fail (NORD_IS_STORE (self), 0);
  if (self->db == NULL)
    return 0;
  return (guint) MAX (read_number (self, "SELECT count(*) FROM local_code", NULL, NULL, NULL), 0);
}

static GBytes *
dup_known (GBytes *code)
{
  return g_bytes_new_from_bytes (code, 0, MIN (g_bytes_get_size (code), CODE_BYTES));
}

/* (transfer full) (nullable): what marks the ballots of this code in this poll. Another poll's are
 * marked otherwise, so nobody's ballots can be put side by side. NULL: the code was not proved. */
static char *
make_token (GBytes *code, const char *poll)
{
  const guint8 *bytes = g_bytes_get_data (code, NULL);
  guint8 token[crypto_generichash_BYTES_MIN];
  char hex[2 * sizeof token + 1];

  if (g_bytes_get_size (code) <= CODE_BYTES || sodium_init () < 0)
    return NULL;
  crypto_generichash (token, sizeof token, (const guint8 *) poll, strlen (poll), bytes + CODE_BYTES,
                      g_bytes_get_size (code) - CODE_BYTES);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, token, sizeof token));
}

static gboolean
look_up (NordStore *self, const char *poll, GBytes *code, GError **error)
{
  gint64 number =
    read_number (self, "SELECT count(*) FROM local_code WHERE hash=?", NULL, code, error);

  if (number < 0)
    return FALSE;
  if (number == 0) {
    g_set_error_literal (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_UNKNOWN,
                         _ ("This is no code of this workshop. Compare it letter by letter."));
    return FALSE;
  }
  number = read_number (self, "SELECT count(*) FROM local_code_used WHERE poll=? AND hash=?", poll,
                        code, error);
  if (number > 0)
    g_set_error_literal (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_USED,
                         _ ("With this code somebody has voted in this poll already."));
  return number == 0;
}

gboolean
nord_store_check_code (NordStore *self, const char *poll, GBytes *code, GError **error)
{
  g_autoptr (GBytes) known = NULL;
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_STORE (self), FALSE);
  if (self->db == NULL)
    return nord_store_refuse (error, _ ("The workshop is closed"));
  known = dup_known (code);
  if (look_up (self, poll, known, &inner))
    return TRUE;
  if (inner->domain == NORD_STORE_ERROR) {
    g_propagate_error (error, inner);
    return FALSE;
  }
  return nord_store_wrap_error (self->path, inner, error);
}

static const NordValue *
find_value (const NordChange *change, guint field)
{
  for (guint i = 0; i < change->edits->len; i++) {
    const NordEdit *edit = &g_array_index (change->edits, NordEdit, i);

    if (edit->field == field)
      return &edit->after;
  }
  return NULL;
}

static const char *
find_text (const NordChange *change, guint field)
{
  const NordValue *value = find_value (change, field);

  return value != NULL && (value->kind == NORD_VALUE_TEXT || value->kind == NORD_VALUE_JSON)
           ? value->text
           : NULL;
}

static gboolean
put_in (NordStore *self, const NordChange *ballot, GBytes *code, GError **error)
{
  const char *poll = find_text (ballot, NORD_BALLOT_POLL);
  g_autoptr (NordRecord) record = nord_store_read_one (self, NORD_NOUN_POLL, poll, error);
  g_autoptr (sqlite3_stmt) put = NULL;
  g_autoptr (GBytes) known = NULL;
  g_autofree char *token = NULL;

  if (record == NULL)
    return *error == NULL ? nord_store_refuse (error, _ ("The poll is not there any more")) : FALSE;
  if (g_strcmp0 (nord_record_get_text (record, NORD_POLL_STATE), "open") != 0)
    return nord_store_refuse (error, _ ("The poll is not open"));
  if (nord_record_get_boolean (record, NORD_POLL_CODES)) {
    g_autoptr (sqlite3_stmt) use = NULL;

    if (code == NULL)
      return nord_store_refuse (error, _ ("This poll needs a code"));
    known = dup_known (code);
    if (!look_up (self, poll, known, error))
      return FALSE;
    use = bind (self, nord_urn_get_insert (NORD_URN_USED), poll, known, error);
    if (use == NULL || !nord_db_finish (self->db, use, error) ||
        !nord_urn_rewrite (self->db, NORD_URN_USED, error))
      return FALSE;
    token = make_token (code, poll);
  }
  put = bind (self, nord_urn_get_insert (NORD_URN_BALLOTS), poll, NULL, error);
  if (put == NULL)
    return FALSE;
  sqlite3_bind_text (put, 2, ballot->target, -1, SQLITE_STATIC);
  sqlite3_bind_text (put, 3, find_text (ballot, NORD_BALLOT_MARKS), -1, SQLITE_STATIC);
  sqlite3_bind_text (put, 4, token, -1, SQLITE_STATIC);
  return nord_db_finish (self->db, put, error) &&
         nord_urn_rewrite (self->db, NORD_URN_BALLOTS, error);
}

/**
 * nord_store_cast:
 * @self: a store
 * @ballot: a new ballot of one person at a screen, what nord_polling_cast() gave
 * @code: (nullable): what nord_code_prove() made of the person's code; NULL where the poll needs
 *   none
 * @error: #NORD_STORE_ERROR_CODE_USED, #NORD_STORE_ERROR_CODE_UNKNOWN, others
 *
 * Puts the ballot into the urn and marks the code as used, both or neither. The two rows share
 * nothing that can be told from the file: what marks the ballot comes from the code as it stands on
 * the paper, by another Argon2id hash than the one that is kept. It cannot be undone.
 */
gboolean
nord_store_cast (NordStore *self, const NordChange *ballot, GBytes *code, GError **error)
{
  const NordValue *people;
  const char *marks;
  g_autofree char *canonical = NULL;
  GError *inner = NULL;
  gboolean good;

  g_return_val_if_fail (NORD_IS_STORE (self), FALSE);
  g_return_val_if_fail (ballot->noun->kind == NORD_NOUN_BALLOT, FALSE);
  people = find_value (ballot, NORD_BALLOT_PEOPLE);
  if (people == NULL || people->integer != 1 ||
      g_strcmp0 (find_text (ballot, NORD_BALLOT_CHANNEL), "touch") != 0 ||
      find_text (ballot, NORD_BALLOT_POLL) == NULL || !nord_uuid_is_valid (ballot->target))
    return nord_store_refuse (error, _ ("Into the urn goes the ballot of one person at a screen"));
  /* What could not go into the log later must not lie in the urn now. */
  marks = find_text (ballot, NORD_BALLOT_MARKS);
  canonical = marks != NULL ? nord_json_canonicalise (marks, -1, NULL) : NULL;
  if (canonical == NULL || strcmp (canonical, marks) != 0)
    return nord_store_refuse (error, _ ("A value is not in canonical form"));
  if (!nord_store_begin (self, NULL, error))
    return FALSE;
  good = put_in (self, ballot, code, &inner);
  return end (self, good, inner, error);
}

guint
nord_store_count_urn (NordStore *self, const char *poll)
{
  g_return_val_if_fail (NORD_IS_STORE (self), 0);
  if (self->db == NULL)
    return 0;
  return (
    guint) MAX (read_number (self, "SELECT count(*) FROM local_urn WHERE poll=?", poll, NULL, NULL),
                0);
}

static gboolean
take_out (NordStore *self, const char *poll, NordChangeSet *set, GError **error)
{
  g_autoptr (sqlite3_stmt) read =
    bind (self, "SELECT ballot, marks, token FROM local_urn WHERE poll=? ORDER BY ballot", poll,
          NULL, error);
  g_autoptr (sqlite3_stmt) clear =
    read ? bind (self, "DELETE FROM local_urn WHERE poll=?", poll, NULL, error) : NULL;
  gboolean row;

  if (clear == NULL)
    return FALSE;
  for (;;) {
    NordChange *change;

    if (!nord_db_step (self->db, read, &row, error))
      return FALSE;
    if (!row)
      break;
    change =
      nord_change_new_create (NORD_NOUN_BALLOT, (const char *) sqlite3_column_text (read, 0));
    nord_change_set_text (change, NORD_BALLOT_POLL, poll);
    nord_change_set_text (change, NORD_BALLOT_CHANNEL, "touch");
    nord_change_set_integer (change, NORD_BALLOT_PEOPLE, 1);
    nord_change_set_json (change, NORD_BALLOT_MARKS, (const char *) sqlite3_column_text (read, 1));
    if (sqlite3_column_type (read, 2) == SQLITE_TEXT)
      nord_change_set_text (change, NORD_BALLOT_TOKEN,
                            (const char *) sqlite3_column_text (read, 2));
    nord_change_set_group_add (set, change);
  }
  for (guint i = 0; i < set->changes->len; i++)
    if (!nord_store_add (self, set->changes->pdata[i], error))
      return FALSE;
  return nord_db_finish (self->db, clear, error) &&
         nord_urn_rewrite (self->db, NORD_URN_BALLOTS, error);
}

/**
 * nord_store_empty_urn:
 * @self: a store
 * @poll: id of a poll
 * @error: #NORD_STORE_ERROR
 *
 * All ballots of the poll go into the log, in the order of their random ids and in one transaction.
 * It is no step of undo: an undone ballot would be one that somebody cast and nobody counts.
 *
 * Returns: (transfer full) (nullable): the changes, perhaps none; NULL where it failed
 */
NordChangeSet *
nord_store_empty_urn (NordStore *self, const char *poll, GError **error)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new (NULL);
  GError *inner = NULL;
  gboolean good;

  g_return_val_if_fail (NORD_IS_STORE (self), NULL);
  if (nord_store_count_urn (self, poll) == 0)
    return g_steal_pointer (&set);
  if (!nord_store_begin (self, NULL, error))
    return NULL;
  good = take_out (self, poll, set, &inner);
  return end (self, good, inner, error) ? g_steal_pointer (&set) : NULL;
}

/**
 * nord_store_empty_closed:
 * @self: a store
 * @changes: (nullable): gets what came out, perhaps nothing
 * @error: #NORD_STORE_ERROR
 *
 * Another copy may have closed a poll whose ballots wait here in the urn: they go into the log as
 * they would have at closing, so that every copy gets them.
 */
gboolean
nord_store_empty_closed (NordStore *self, NordChangeSet *changes, GError **error)
{
  g_autoptr (GPtrArray) polls = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) read = NULL;
  GError *inner = NULL;
  gboolean row;

  g_return_val_if_fail (NORD_IS_STORE (self), FALSE);
  if (self->db == NULL || self->read_only)
    return TRUE;
  read = nord_db_prepare (self->db,
                          "SELECT DISTINCT local_urn.poll FROM local_urn JOIN poll "
                          "ON poll.id = local_urn.poll WHERE poll.state = 'closed'",
                          &inner);
  while (inner == NULL && nord_db_step (self->db, read, &row, &inner) && row)
    g_ptr_array_add (polls, g_strdup ((const char *) sqlite3_column_text (read, 0)));
  if (inner != NULL)
    return nord_store_wrap_error (self->path, inner, error);
  g_clear_pointer (&read, sqlite3_finalize);
  for (guint i = 0; i < polls->len; i++) {
    g_autoptr (NordChangeSet) set = nord_store_empty_urn (self, polls->pdata[i], error);

    if (set == NULL)
      return FALSE;
    while (changes != NULL && set->changes->len > 0)
      nord_change_set_group_add (changes, g_ptr_array_steal_index (set->changes, 0));
  }
  return TRUE;
}
