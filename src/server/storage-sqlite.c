/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The storage of a town: one SQLite file. One writer, one transaction a batch, and nothing is
 * answered before the batch is on the disk. */
#include "config.h"
#include "server/storage-sqlite.h"

#include "server/storage-backup.h"
#include "server/storage-push.h"

#include <string.h>

/* How many rows one reading may pass over that its reader may not see. */
#define MAX_PASSED_OVER 10000

struct _NordStorageSqlite {
  GObject parent_instance;
  NordStorageFile *file; /* (owned) */
  char *id;              /* (owned) */
  char *epoch;           /* (owned) */
};

static void storage_init (NordStorageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NordStorageSqlite,
                               nord_storage_sqlite,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NORD_TYPE_STORAGE, storage_init))

static gboolean
need_scope (NordStorageFile *self, const char *name, gint64 *key, gint64 *position, GError **error)
{
  if (nord_storage_file_find_scope (self, name, key, position))
    return TRUE;
  g_set_error_literal (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_UNKNOWN_SCOPE,
                       "This server has no such workshop.");
  return FALSE;
}

/* --- Reading -----------------------------------------------------------------------------------
 */

static gboolean
check_place (NordStorageFile *self,
             gint64 scope,
             gint64 position,
             const NordPlace *place,
             GError **error)
{
  NordPlace here;

  if (place->position >= 0 && place->position <= position &&
      nord_storage_file_look_at (self, scope, place->position, &here) &&
      strcmp (here.check, place->check) == 0)
    return TRUE;
  g_set_error_literal (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_GONE,
                       "The cursor belongs to another history of this workshop; start anew.");
  return FALSE;
}

static NordPage *
storage_read (NordStorage *storage,
              const char *scope,
              NordRole role,
              const NordPlace *after,
              guint limit,
              gsize max_bytes,
              GError **error)
{
  NordStorageFile *self = NORD_STORAGE_SQLITE (storage)->file;
  g_autoptr (NordPage) page = nord_page_new ();
  gboolean all = nord_role_reads_all (role);
  sqlite3_stmt *statement;
  gint64 key, position;
  int code;

  if (!need_scope (self, scope, &key, &position, error) ||
      !check_place (self, key, position, after, error))
    return NULL;
  page->place = *after;
  statement = nord_storage_file_ready (self, S_OP_FEED);
  sqlite3_bind_int64 (statement, 1, key);
  sqlite3_bind_int64 (statement, 2, after->position);
  sqlite3_bind_int64 (statement, 3, all ? limit : MAX_PASSED_OVER);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW) {
    if (all || nord_role_may_read (role, (const char *) sqlite3_column_text (statement, 2))) {
      int n_bytes = sqlite3_column_bytes (statement, 3);

      if (page->n_lines == limit ||
          (page->n_lines > 0 && page->lines->len + (gsize) n_bytes > max_bytes))
        break;
      g_string_append_len (page->lines, sqlite3_column_blob (statement, 3), n_bytes);
      g_string_append_c (page->lines, '\n');
      page->n_lines++;
    }
    page->place.position = sqlite3_column_int64 (statement, 0);
    nord_storage_file_set_check (&page->place, sqlite3_column_blob (statement, 1));
  }
  sqlite3_reset (statement);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    return nord_storage_file_fail (self, error), NULL;
  statement = nord_storage_file_ready (self, S_HLC_EFF);
  sqlite3_bind_int64 (statement, 1, key);
  sqlite3_bind_int64 (statement, 2, after->position);
  sqlite3_bind_int64 (statement, 3, page->place.position);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    if (all || nord_role_may_read (role, (const char *) sqlite3_column_text (statement, 2)))
      nord_hlc_eff_add (page->hlc_eff, (const char *) sqlite3_column_text (statement, 0), -1,
                        (const char *) sqlite3_column_text (statement, 1));
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    return nord_storage_file_fail (self, error), NULL;
  page->left = position - page->place.position;
  return g_steal_pointer (&page);
}

static void
count_free (gpointer data)
{
  NordCount *self = data;

  g_free (self->type);
  g_free (self);
}

static GPtrArray *
storage_count (NordStorage *storage, const char *scope, NordRole role, GError **error)
{
  NordStorageFile *self = NORD_STORAGE_SQLITE (storage)->file;
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func (count_free);
  sqlite3_stmt *statement;
  gint64 key, position;

  if (!need_scope (self, scope, &key, &position, error))
    return NULL;
  statement = nord_storage_file_ready (self, S_TALLY);
  sqlite3_bind_int64 (statement, 1, key);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    const char *type = (const char *) sqlite3_column_text (statement, 0);
    NordCount *count;

    if (!nord_role_may_read (role, type))
      continue;
    count = g_new0 (NordCount, 1);
    count->type = g_strdup (type);
    count->n = sqlite3_column_int64 (statement, 1);
    g_ptr_array_add (counts, count);
  }
  sqlite3_reset (statement);
  return g_steal_pointer (&counts);
}

static GPtrArray *
storage_list_acks (NordStorage *storage, const char *scope, GError **error)
{
  NordStorageFile *self = NORD_STORAGE_SQLITE (storage)->file;
  g_autoptr (NordReceipt) receipt = nord_receipt_new ();
  sqlite3_stmt *statement;
  gint64 key, position;

  if (!need_scope (self, scope, &key, &position, error))
    return NULL;
  statement = nord_storage_file_ready (self, S_DEVICES);
  sqlite3_bind_int64 (statement, 1, key);
  while (sqlite3_step (statement) == SQLITE_ROW) {
    NordAck *ack = g_new0 (NordAck, 1);

    ack->dev = g_strdup ((const char *) sqlite3_column_text (statement, 0));
    ack->ack = sqlite3_column_int64 (statement, 1);
    ack->durable = sqlite3_column_int64 (statement, 2);
    g_ptr_array_add (receipt->acks, ack);
  }
  sqlite3_reset (statement);
  return g_steal_pointer (&receipt->acks);
}

static const char *
storage_get_id (NordStorage *storage)
{
  return NORD_STORAGE_SQLITE (storage)->id;
}

/* Read anew each time: another process may have begun an epoch after a restore. */
static const char *
storage_get_epoch (NordStorage *storage)
{
  NordStorageSqlite *self = NORD_STORAGE_SQLITE (storage);
  g_autofree char *epoch = nord_storage_file_read_meta (self->file, "epoch");

  if (epoch != NULL && g_strcmp0 (epoch, self->epoch) != 0) {
    g_free (self->epoch);
    self->epoch = g_steal_pointer (&epoch);
  }
  return self->epoch;
}

static gboolean
storage_check_ready (NordStorage *storage, GError **error)
{
  NordStorageFile *self = NORD_STORAGE_SQLITE (storage)->file;
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time ());

  return nord_storage_file_write_meta (self, "ready", now, error);
}

static gboolean
storage_begin_epoch (NordStorage *storage, GError **error)
{
  g_autofree char *epoch = g_uuid_string_random ();

  return nord_storage_file_write_meta (NORD_STORAGE_SQLITE (storage)->file, "epoch", epoch, error);
}

static NordReceipt *
storage_push (NordStorage *storage,
              const char *scope,
              NordRole role,
              const NordSender *sender,
              const NordSlice *lines,
              guint n_lines,
              GError **error)
{
  return nord_storage_push_lines (NORD_STORAGE_SQLITE (storage)->file, scope, role, sender, lines,
                                  n_lines, error);
}

static gboolean
storage_backup (NordStorage *storage, const char *path, GError **error)
{
  return nord_storage_backup_to (NORD_STORAGE_SQLITE (storage)->file, path, error);
}

static void
storage_init (NordStorageInterface *iface)
{
  iface->get_id = storage_get_id;
  iface->get_epoch = storage_get_epoch;
  iface->check_ready = storage_check_ready;
  iface->push = storage_push;
  iface->read = storage_read;
  iface->count = storage_count;
  iface->list_acks = storage_list_acks;
  iface->begin_epoch = storage_begin_epoch;
  iface->backup = storage_backup;
}

/* --- Opening -----------------------------------------------------------------------------------
 */

static void
nord_storage_sqlite_finalize (GObject *object)
{
  NordStorageSqlite *self = NORD_STORAGE_SQLITE (object);

  g_clear_pointer (&self->file, nord_storage_file_free);
  g_free (self->id);
  g_free (self->epoch);
  G_OBJECT_CLASS (nord_storage_sqlite_parent_class)->finalize (object);
}

static void
nord_storage_sqlite_class_init (NordStorageSqliteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_storage_sqlite_finalize;
}

static void
nord_storage_sqlite_init (NordStorageSqlite *self)
{
}

/**
 * nord_storage_sqlite_open:
 * @path: the file; made where it does not exist, readable by its owner only
 */
NordStorage *
nord_storage_sqlite_open (const char *path, GError **error)
{
  g_autoptr (NordStorageSqlite) self = g_object_new (NORD_TYPE_STORAGE_SQLITE, NULL);

  self->file = nord_storage_file_open (path, error);
  if (self->file == NULL)
    return NULL;
  self->id = nord_storage_file_read_meta (self->file, "id");
  self->epoch = nord_storage_file_read_meta (self->file, "epoch");
  if (self->id == NULL || self->epoch == NULL) {
    g_set_error (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_NOT_OURS,
                 "%s: the store has lost its name.", path);
    return NULL;
  }
  return NORD_STORAGE (g_steal_pointer (&self));
}
