/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Making, opening and closing the file of a workshop. */
#include "core/store/store-private.h"

#include "core/model/workshop.h"
#include "core/store/place.h"
#include "core/store/room.h"
#include "core/store/schema.h"
#include "core/store/urn-seal.h"
#include "core/store/verify.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

G_DEFINE_QUARK (nord_store_error, nord_store_error)
G_DEFINE_FINAL_TYPE (NordStore, nord_store, G_TYPE_OBJECT)

#define APPLICATION_ID 0x47504b47 /* "GPKG" */

/* How many rows at the end of the log are verified at every opening. */
#define BOOT_ROWS 1000

static const char *const sql_texts[NORD_N_SQL] = {
  [NORD_SQL_BEGIN] = "BEGIN IMMEDIATE",
  [NORD_SQL_COMMIT] = "COMMIT",
  [NORD_SQL_ROLLBACK] = "ROLLBACK",
  [NORD_SQL_LOG] = "INSERT INTO change VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
  [NORD_SQL_LOG_DEVICE] = "INSERT INTO change_device VALUES (?,?)",
  [NORD_SQL_FIND_CHANGE] = "SELECT hash FROM change WHERE id=?",
  [NORD_SQL_FIND_N] = "SELECT hash, body FROM change WHERE device=? AND n=?",
  [NORD_SQL_FIND_TOP] = "SELECT n, hash FROM change WHERE device=? ORDER BY n DESC LIMIT 1",
  [NORD_SQL_READ_BODY] = "SELECT body FROM change WHERE id=?",
  [NORD_SQL_LIST_MENTIONS] =
    "SELECT DISTINCT target FROM change WHERE noun=?1 AND instr(body, ?2) AND target<>?2",
  [NORD_SQL_LIST_COPIES] =
    "SELECT DISTINCT target FROM change WHERE noun IN ('cluster','poll','measure') OR "
    "(noun='board_mark' AND instr(body, '\"text\":\"'))",
  [NORD_SQL_READ_BODIES] = "SELECT seq, body, hash FROM change WHERE target=? ORDER BY seq",
  [NORD_SQL_FIND_REDACTED] = "SELECT 1 FROM change WHERE target=? AND "
                             "(instr(body, '\"moderation\":\"redacted\"') OR "
                             "instr(body, '\"redacts\":true')) LIMIT 1",
  [NORD_SQL_ERASE_BODY] = "UPDATE change SET body=? WHERE seq=?",
  [NORD_SQL_NOTE_ERASED] = "INSERT OR REPLACE INTO change_erased VALUES (?,?)",
  /* A refused line need not be in our form, or JSON at all. */
  [NORD_SQL_FORGET_REJECTED] = "DELETE FROM local_rejected WHERE CASE WHEN json_valid(line) "
                               "THEN json_extract(line, '$.doc') IS ?1 "
                               "ELSE instr(line, '\"doc\":\"' || ?1 || '\"') END",
  [NORD_SQL_READ_THING_LOG] = "SELECT body, change_hlc_eff.hlc FROM change "
                              "LEFT JOIN change_hlc_eff USING (seq) WHERE target=? ORDER BY seq",
  [NORD_SQL_SET_HLC_EFF] = "INSERT INTO change_hlc_eff SELECT seq, ?2 FROM change WHERE id=?1 "
                           "ON CONFLICT (seq) DO UPDATE SET hlc=excluded.hlc "
                           "WHERE hlc<>excluded.hlc",
  [NORD_SQL_DROP_HLC_EFF] = "DELETE FROM change_hlc_eff WHERE seq=(SELECT seq FROM change "
                            "WHERE id=?)",
  [NORD_SQL_READ_HLC_EFF_LINES] =
    "SELECT id, body FROM change JOIN change_hlc_eff USING (seq) ORDER BY seq",
  /* Later than what was claimed and than what counts: whoever knows a change follows it. */
  [NORD_SQL_LATEST_HLC] =
    "SELECT max(max(change.hlc, coalesce(change_hlc_eff.hlc, 0))) FROM change "
    "LEFT JOIN change_hlc_eff USING (seq) WHERE target=?",
  [NORD_SQL_FIND_THING] = "SELECT fid, noun, deleted, winners FROM change_winner WHERE target=?",
  [NORD_SQL_ADD_THING] =
    "INSERT INTO change_winner (fid, deleted, winners, target, noun) VALUES (?,?,?,?,?)",
  [NORD_SQL_SET_THING] = "UPDATE change_winner SET deleted=?2, winners=?3 WHERE fid=?1",
  [NORD_SQL_TOUCH] = "UPDATE gpkg_contents SET last_change=?2, min_x=coalesce(?3,min_x), "
                     "min_y=coalesce(?4,min_y), max_x=coalesce(?5,max_x), "
                     "max_y=coalesce(?6,max_y) WHERE table_name=?1",
  [NORD_SQL_READ_EXTENT] =
    "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name=?",
  [NORD_SQL_HAS_CONFLICT] = "SELECT 1 FROM local_conflict WHERE target=? LIMIT 1",
  [NORD_SQL_READ_CONFLICTS] = "SELECT target, field, winner, loser, noun FROM local_conflict "
                              "WHERE state=0 ORDER BY target, field, loser",
  [NORD_SQL_READ_THING_CONFLICTS] = "SELECT field, loser FROM local_conflict WHERE target=?",
  [NORD_SQL_ADD_CONFLICT] =
    "INSERT INTO local_conflict (target, field, loser, winner, noun, state) "
    "VALUES (?,?,?,?,?,?) ON CONFLICT DO UPDATE SET winner=excluded.winner, "
    "state=CASE state WHEN 1 THEN 1 ELSE excluded.state END",
  [NORD_SQL_DROP_CONFLICT] = "DELETE FROM local_conflict WHERE target=? AND field=? AND loser=?",
  [NORD_SQL_ADD_REJECTED] =
    "INSERT OR IGNORE INTO local_rejected (wall, reason, line) VALUES (?,?,?)",
  [NORD_SQL_PUSH_UNDO] =
    "INSERT INTO local_undo (kind, label, first_seq, last_seq) VALUES (?,?,?,?)",
  [NORD_SQL_PEEK_UNDO] = "SELECT position, label, first_seq, last_seq FROM local_undo "
                         "WHERE kind=? ORDER BY position DESC LIMIT 1",
  [NORD_SQL_POP_UNDO] = "DELETE FROM local_undo WHERE position=?",
  [NORD_SQL_CLEAR_REDO] = "DELETE FROM local_undo WHERE kind=1",
  [NORD_SQL_READ_STEP] = "SELECT body FROM change WHERE seq BETWEEN ? AND ? ORDER BY seq DESC",
  [NORD_SQL_READ_LINES] = "SELECT seq, body FROM change WHERE seq>? ORDER BY seq LIMIT ?",
  [NORD_SQL_GET_SETTING] = "SELECT value FROM local_setting WHERE key=?",
  [NORD_SQL_SET_SETTING] = "INSERT INTO local_setting VALUES (?,?) "
                           "ON CONFLICT (key) DO UPDATE SET value=excluded.value",
  [NORD_SQL_DROP_SETTING] = "DELETE FROM local_setting WHERE key=?",
  [NORD_SQL_FIND_SOURCE] = "SELECT id FROM idea WHERE source=? AND source_key=? LIMIT 1",
  [NORD_SQL_PUT_BLOB] = "INSERT INTO medium_blob (data, content_type, sha256) VALUES (?,?,?) "
                        "ON CONFLICT (sha256) DO NOTHING",
  [NORD_SQL_GET_BLOB] = "SELECT data FROM medium_blob WHERE sha256=?",
  [NORD_SQL_DROP_BLOB] = "DELETE FROM medium_blob WHERE sha256=?",
  [NORD_SQL_HAS_BLOB] = "SELECT 1 FROM medium_blob WHERE sha256=?",
  [NORD_SQL_MISSING_BLOBS] = "SELECT DISTINCT sha256 FROM medium WHERE sha256 IS NOT NULL "
                             "AND sha256 NOT IN (SELECT sha256 FROM medium_blob) "
                             "AND NOT EXISTS (SELECT 1 FROM local_setting "
                             "WHERE key='removed.' || sha256) ORDER BY sha256",
};

static void
clear_statements (NordStore *self)
{
  for (guint i = 0; i < NORD_N_SQL; i++)
    g_clear_pointer (&self->sql[i], sqlite3_finalize);
  for (guint i = 0; i < NORD_N_NOUNS; i++) {
    g_clear_pointer (&self->insert_row[i], sqlite3_finalize);
    g_clear_pointer (&self->delete_row[i], sqlite3_finalize);
    g_clear_pointer (&self->read_row[i], sqlite3_finalize);
  }
  g_hash_table_remove_all (self->updates);
}

static gboolean
fail (const char *path, int code, const char *format, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, NORD_STORE_ERROR, code, format, name);
  return FALSE;
}

static gboolean
read_text (NordDb *db, const char *sql, char **text, GError **error)
{
  g_autoptr (sqlite3_stmt) read = nord_db_prepare (db, sql, error);
  gboolean row;

  if (read == NULL || !nord_db_step (db, read, &row, error))
    return FALSE;
  *text = row ? g_strdup ((const char *) sqlite3_column_text (read, 0)) : NULL;
  return TRUE;
}

/* Brings a file of an older schema up to date; a copy of it as it was stays beside it. */
static gboolean
migrate (NordStore *self, guint from, GError **error)
{
  g_autofree char *kept = g_strdup_printf ("%s.schema-%u", self->path, from);

  if (!g_file_test (kept, G_FILE_TEST_EXISTS) && !nord_place_back_up (self->db, kept, error))
    return FALSE;
  return nord_db_run (self->db, "BEGIN IMMEDIATE", error) &&
         nord_schema_run (self->db, from, NORD_SCHEMA_NEWEST, error) &&
         (from >= NORD_URN_SEALED_SINCE || nord_urn_seal_all (self->db, error)) &&
         nord_db_run (self->db, "COMMIT", error);
}

/* Tells whether the file is one of ours, and what stands in the way of using it. */
static gboolean
recognise (NordStore *self, GError **error)
{
  g_autofree char *application = NULL, *scope = NULL;
  GError *inner = NULL;
  int number;

  if (!read_text (self->db, "PRAGMA application_id", &application, &inner))
    return nord_store_wrap_error (self->path, inner, error);
  number = nord_schema_read_number (self->db);
  if (number < 0)
    return fail (self->path, NORD_STORE_ERROR_DAMAGED,
                 _ ("“%s” is damaged. What is sound can be saved into a new file."), error);
  if (number == 0)
    return fail (self->path, NORD_STORE_ERROR_NOT_A_WORKSHOP,
                 _ ("“%s” is not a workshop. Its ideas can perhaps be imported into one."), error);
  if (number > NORD_SCHEMA_NEWEST)
    return fail (
      self->path, NORD_STORE_ERROR_TOO_NEW,
      _ ("“%s” was written by a newer version of this program. Update the program to open "
         "it; the file stays as it is."),
      error);
  if (g_ascii_strtoll (application, NULL, 10) != APPLICATION_ID)
    return fail (self->path, NORD_STORE_ERROR_DAMAGED,
                 _ ("“%s” is damaged. What is sound can be saved into a new file."), error);
  if (number < NORD_SCHEMA_NEWEST && !self->read_only && !migrate (self, number, &inner)) {
    if (!sqlite3_get_autocommit (self->db->handle))
      nord_db_run (self->db, "ROLLBACK", NULL);
    return nord_store_wrap_error (self->path, inner, error);
  }
  if (number < NORD_SCHEMA_NEWEST && self->read_only && !nord_schema_stand_in (self->db, &inner))
    return nord_store_wrap_error (self->path, inner, error);
  if (!read_text (self->db, "SELECT value FROM nordwaerts WHERE key='scope'", &scope, &inner))
    return nord_store_wrap_error (self->path, inner, error);
  if (!nord_uuid_is_valid (scope))
    return fail (self->path, NORD_STORE_ERROR_DAMAGED,
                 _ ("“%s” is damaged. What is sound can be saved into a new file."), error);
  self->scope = g_steal_pointer (&scope);
  return TRUE;
}

/* Finds out who writes here: the writer of before if this is the very file that it wrote, a new one
 * if the file is a copy, because two writers under one name would number their changes alike. */
static gboolean
identify (NordStore *self, GError **error)
{
  g_autofree char *place = NULL, *known = NULL;

  self->device = nord_store_get_setting (self, "writer.device");
  if (self->read_only) {
    if (self->device == NULL)
      self->device = nord_uuid_new_v7 ();
    return TRUE;
  }
  known = nord_store_get_setting (self, "writer.place");
  place = nord_place_describe (self->path, self->scope);
  if (self->device && nord_uuid_is_valid (self->device) && g_strcmp0 (known, place) == 0)
    return TRUE;
  g_free (self->device);
  self->device = nord_uuid_new_v7 ();
  if (!nord_db_run (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* What somebody else did on another machine is not ours to undo. */
  if ((nord_place_same_machine (known, place) ||
       nord_db_run (self->db, "DELETE FROM local_undo", error)) &&
      nord_store_set_setting (self, NORD_STORE_CLOCK_STEPS, NULL, error) &&
      nord_store_set_setting (self, "writer.device", self->device, error) &&
      nord_store_set_setting (self, "writer.place", place, error) &&
      nord_db_run (self->db, "COMMIT", error))
    return TRUE;
  nord_db_run (self->db, "ROLLBACK", NULL);
  return FALSE;
}

static NordStore *
store_new (const char *path)
{
  NordStore *self = g_object_new (NORD_TYPE_STORE, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->owner = g_thread_self ();
  return self;
}

static void
nord_store_finalize (GObject *object)
{
  NordStore *self = NORD_STORE (object);

  nord_store_close (self);
  g_free (self->path);
  g_free (self->scope);
  g_free (self->device);
  nord_clock_steps_free (self->clock_steps);
  g_free (self->failure);
  g_free (self->undo_label);
  g_free (self->redo_label);
  g_hash_table_unref (self->devices);
  g_hash_table_unref (self->updates);
  g_string_free (self->line, TRUE);
  g_byte_array_unref (self->blob);
  nord_op_free (self->op);
  G_OBJECT_CLASS (nord_store_parent_class)->finalize (object);
}

static void
nord_store_class_init (NordStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_store_finalize;
}

static void
nord_store_init (NordStore *self)
{
  self->lock.fd = -1;
  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->updates =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) (void (*) (void)) sqlite3_finalize);
  self->line = g_string_sized_new (1024);
  self->blob = g_byte_array_new ();
  self->op = nord_op_new ();
}

/* A statement that is kept as long as the file is open. */
sqlite3_stmt *
nord_store_sql (NordStore *self, NordSql which, GError **error)
{
  if (self->sql[which] == NULL)
    self->sql[which] = nord_db_prepare_kept (self->db, sql_texts[which], error);
  return self->sql[which];
}

gboolean
nord_store_refuse (GError **error, const char *words)
{
  g_set_error_literal (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID, words);
  return FALSE;
}

/**
 * nord_store_wrap_error:
 * @path: the file
 * @inner: (transfer full): what the file room said
 * @error: #NORD_STORE_ERROR: what it means for a workshop, and the way out
 *
 * Returns: FALSE
 */
gboolean
nord_store_wrap_error (const char *path, GError *inner, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) held = inner;

  if (inner->domain == NORD_STORE_ERROR) {
    g_propagate_error (error, g_steal_pointer (&held));
    return FALSE;
  }
  if (inner->domain != NORD_DB_ERROR) {
    g_set_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_DAMAGED,
                 _ ("“%s” is damaged: %s. What is sound can be saved into a new file."), name,
                 inner->message);
    return FALSE;
  }
  switch ((NordDbError) inner->code) {
  case NORD_DB_ERROR_NOT_A_DATABASE:
    return fail (path, NORD_STORE_ERROR_NOT_A_WORKSHOP,
                 _ ("“%s” is not a workshop. Its ideas can perhaps be imported into one."), error);
  case NORD_DB_ERROR_READ_ONLY:
    return fail (path, NORD_STORE_ERROR_READ_ONLY,
                 _ ("“%s” cannot be written there. Choose a folder of your own."), error);
  case NORD_DB_ERROR_IN_USE:
    return fail (path, NORD_STORE_ERROR_IN_USE,
                 _ ("“%s” is open in another window or program. Close it there, or open it for "
                    "reading."),
                 error);
  case NORD_DB_ERROR_EXISTS:
    return fail (path, NORD_STORE_ERROR_EXISTS, _ ("“%s” exists already. Choose another name."),
                 error);
  case NORD_DB_ERROR_FULL: {
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *shown = g_filename_display_name (folder);

    g_set_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_FULL,
                 _ ("There is no room left in “%s”: “%s” was not saved. Make room there and try "
                    "again."),
                 shown, name);
    return FALSE;
  }
  case NORD_DB_ERROR_DAMAGED:
    g_set_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_DAMAGED,
                 _ ("“%s” is damaged: %s. What is sound can be saved into a new file."), name,
                 inner->message);
    return FALSE;
  case NORD_DB_ERROR_NOT_FOUND:
    return fail (path, NORD_STORE_ERROR_FAILED,
                 _ ("“%s” is not there any more. It may have been moved, or its medium unplugged."),
                 error);
  case NORD_DB_ERROR_TOO_LONG:
  case NORD_DB_ERROR_FAILED:
  default:
    g_set_error (
      error, NORD_STORE_ERROR, NORD_STORE_ERROR_FAILED,
      _ ("“%s” could not be read or written: %s. What was not shown as saved is not in it; "
         "save a copy on another medium, then open the file again."),
      name, inner->message);
    return FALSE;
  }
}

static gboolean
fill_empty (NordStore *self, GError **error)
{
  g_autofree char *scope =
    g_strdup_printf ("INSERT INTO nordwaerts VALUES ('scope', '%s')", self->scope);

  return nord_db_run (self->db, "BEGIN IMMEDIATE", error) &&
         nord_schema_run (self->db, 0, NORD_SCHEMA_NEWEST, error) &&
         nord_db_run (self->db, scope, error) && nord_db_run (self->db, "COMMIT", error) &&
         identify (self, error) && nord_store_read_standing (self, error);
}

/**
 * nord_store_create_empty:
 * @path: where no file is yet
 * @scope: UUID of the workshop
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): a file with all tables and no thing in them
 */
NordStore *
nord_store_create_empty (const char *path, const char *scope, GError **error)
{
  g_autoptr (NordStore) self = store_new (path);
  GError *inner = NULL;

  if (nord_lock_take (&self->lock, self->path) == NORD_LOCK_HELD) {
    fail (self->path, NORD_STORE_ERROR_IN_USE,
          _ ("“%s” is open in another window or program. Close it there, or open it for reading."),
          error);
    return NULL;
  }
  self->scope = g_strdup (scope);
  self->db = nord_db_create (self->path, &inner);
  if (self->db == NULL) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  if (!fill_empty (self, &inner)) {
    nord_store_wrap_error (self->path, inner, error);
    nord_store_close (self);
    nord_place_remove (self->path);
    return NULL;
  }
  nord_place_make_durable (self->path);
  nord_room_reserve (self->path);
  return g_steal_pointer (&self);
}

/**
 * nord_store_create:
 * @path: where no file is yet
 * @title: what the workshop is called
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the open store of a new workshop
 */
NordStore *
nord_store_create (const char *path, const char *title, GError **error)
{
  g_autofree char *scope = nord_uuid_new_v7 ();
  g_autoptr (NordStore) self = nord_store_create_empty (path, scope, error);
  g_autoptr (NordChange) workshop = NULL;

  if (self == NULL)
    return NULL;
  workshop = nord_change_new_create (NORD_NOUN_WORKSHOP, scope);
  nord_change_set_text (workshop, NORD_WORKSHOP_TITLE, title);
  nord_change_set_text (workshop, NORD_WORKSHOP_STATE, "planned");
  if (!nord_store_begin (self, NULL, error) || !nord_store_add (self, workshop, error) ||
      !nord_store_commit (self, error)) {
    nord_store_close (self);
    nord_place_remove (self->path);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nord_store_open:
 * @path: the file of a workshop
 * @flags: how
 * @error: #NORD_STORE_ERROR
 *
 * Where the file or its folder cannot be written, it is opened for reading; see
 * nord_store_is_read_only().
 *
 * With %NORD_STORE_OPEN_FOR_A_PASS the structure of the pages is looked at beside the reading, and
 * only of those that hold things: nord_store_visit() ends with %NORD_STORE_ERROR_DAMAGED where one
 * of them is not sound. With %NORD_STORE_OPEN_DAMAGED nothing is proved: for a person who was told.
 *
 * Returns: (transfer full) (nullable): the open store
 */
NordStore *
nord_store_open (const char *path, NordStoreFlags flags, GError **error)
{
  g_autoptr (NordStore) self = store_new (path);
  GError *inner = NULL;
  gboolean unproved;

  self->read_only = (flags & NORD_STORE_OPEN_READ_ONLY) != 0;
  if (!self->read_only && g_access (self->path, F_OK) == 0) {
    if (g_access (self->path, W_OK) != 0)
      self->read_only = TRUE;
    else
      switch (nord_lock_take (&self->lock, self->path)) {
      case NORD_LOCK_HELD:
        fail (
          self->path, NORD_STORE_ERROR_IN_USE,
          _ ("“%s” is open in another window or program. Close it there, or open it for reading."),
          error);
        return NULL;
      case NORD_LOCK_NO_PLACE:
        self->read_only = TRUE;
        break;
      case NORD_LOCK_TAKEN:
      default:
        break;
      }
  }
  unproved = self->read_only && (flags & NORD_STORE_OPEN_DAMAGED) != 0;
  if (unproved || nord_verify_journal (self->path, &inner))
    self->db = nord_db_open (self->path, self->read_only, &inner);
  if (self->db == NULL) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  if (!recognise (self, error))
    return NULL;
  /* A copy with its journal is this connection's alone. */
  if (self->read_only && (flags & NORD_STORE_OPEN_FOR_A_PASS) && self->db->copy == NULL)
    self->look = nord_look_begin (self->db);
  if (self->look && !nord_look_once (self->db, &inner)) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  if ((self->look == NULL && !(flags & NORD_STORE_OPEN_FOR_A_CHECK) && !unproved &&
       !nord_verify_pages (self->db, NULL, &inner)) ||
      (!unproved && (!nord_verify_log_end (self->db, BOOT_ROWS, &inner) ||
                     !nord_urn_verify (self->db, &inner))) ||
      !identify (self, &inner) || !nord_store_read_standing (self, &inner)) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  nord_store_refresh_labels (self);
  nord_store_release_memory (self);
  if (!self->read_only)
    nord_room_reserve (self->path);
  return g_steal_pointer (&self);
}

void
nord_store_close (NordStore *self)
{
  g_return_if_fail (NORD_IS_STORE (self));

  if (self->db) {
    g_return_if_fail (self->owner == g_thread_self ());
    if (self->in_step)
      nord_store_rollback (self);
    if (self->look)
      nord_look_end (g_steal_pointer (&self->look), NULL);
    clear_statements (self);
    g_clear_pointer (&self->db, nord_db_free);
  }
  nord_lock_release (&self->lock);
}

/**
 * nord_store_release_memory:
 * @self: a store
 *
 * Gives back what SQLite keeps of the pages that it has read: after all of a file was read once it
 * is as much as it may keep at all, and hardly anything of it is asked for again.
 */
void
nord_store_release_memory (NordStore *self)
{
  g_return_if_fail (NORD_IS_STORE (self));

  if (self->db)
    sqlite3_db_release_memory (self->db->handle);
}

/**
 * nord_store_gather:
 * @self: a store
 *
 * Brings what stands in the write-ahead log into the file itself, so that whoever copies that one
 * file takes all with it. For a moment of rest; what cannot be done now is done another time, for
 * it is saved already.
 */
void
nord_store_gather (NordStore *self)
{
  g_return_if_fail (NORD_IS_STORE (self));

  if (self->db == NULL || self->in_step || nord_store_is_read_only (self))
    return;
  sqlite3_wal_checkpoint_v2 (self->db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  nord_room_reserve (self->path);
}

gboolean
nord_store_is_closed (NordStore *self)
{
  return self->db == NULL;
}

const char *
nord_store_get_path (NordStore *self)
{
  return self->path;
}

gboolean
nord_store_is_read_only (NordStore *self)
{
  return self->read_only || self->failure != NULL;
}

const char *
nord_store_get_device (NordStore *self)
{
  return self->device;
}

const char *
nord_store_get_scope (NordStore *self)
{
  return self->scope;
}

gint64
nord_store_get_saved_at (NordStore *self)
{
  return self->saved_at;
}
