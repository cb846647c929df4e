/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The SQLite file behind the storage: its statements, kept ready, and the look-ups that all need.
 */
#pragma once

#include "server/storage.h"

#include "core/db/db.h"

G_BEGIN_DECLS

#define NORD_DIGEST_BYTES 32

typedef enum {
  S_BEGIN,
  S_COMMIT,
  S_ROLLBACK,
  S_META,
  S_META_PUT,
  S_SCOPE,
  S_SCOPE_NEW,
  S_SCOPE_MOVE,
  S_DEVICE,
  S_DEVICE_NEW,
  S_DEVICE_PUT,
  S_DEVICES,
  S_AHEAD_PUT,
  S_AHEAD_TAKE,
  S_OP_DIGEST,
  S_OP_LINE,
  S_OP_PUT,
  S_OPS_ABOUT,
  S_MEDIA_ABOUT,
  S_MEDIUM_ELSEWHERE,
  S_OP_ERASE,
  S_OP_AT,
  S_OP_FEED,
  S_HLC_EFF_PUT,
  S_HLC_EFF,
  S_THING,
  S_THING_PUT,
  S_TALLY_PUT,
  S_TALLY,
  S_CONFLICT_PUT,
  S_CONFLICT_DROP,
  S_ASIDE_PUT,
  S_ASIDE_STATUS,
  S_ASIDE_DROP,
  S_ASIDE_FORGET,
  S_DURABLE,
  N_STATEMENTS
} NordStatement;

typedef struct {
  NordDb *file;                          /* (owned) */
  sqlite3 *db;                           /* (unowned) of `file` */
  sqlite3_stmt *statement[N_STATEMENTS]; /* (owned) */
} NordStorageFile;

/* Makes the file where there is none. */
NordStorageFile *nord_storage_file_open (const char *path, GError **error);
void nord_storage_file_free (NordStorageFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordStorageFile, nord_storage_file_free)

gboolean nord_storage_file_fail (NordStorageFile *self, GError **error);
sqlite3_stmt *nord_storage_file_ready (NordStorageFile *self, NordStatement which);
gboolean nord_storage_file_run (NordStorageFile *self, sqlite3_stmt *statement, GError **error);
gboolean nord_storage_file_run_plain (NordStorageFile *self, NordStatement which, GError **error);
void nord_storage_file_bind (sqlite3_stmt *statement, int i, NordSlice slice);
char *nord_storage_file_read_meta (NordStorageFile *self, const char *key); /* (nullable) */
gboolean nord_storage_file_write_meta (NordStorageFile *self,
                                       const char *key,
                                       const char *value,
                                       GError **error);
void nord_storage_file_set_check (NordPlace *place, const guchar *digest);
/* The place at @position with its check, as this file has it. FALSE: there is none. */
gboolean
nord_storage_file_look_at (NordStorageFile *self, gint64 scope, gint64 position, NordPlace *place);
gboolean nord_storage_file_find_scope (NordStorageFile *self,
                                       const char *name,
                                       gint64 *key,
                                       gint64 *position);

G_END_DECLS
