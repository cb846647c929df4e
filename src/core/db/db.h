/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The one way SQLite files are opened: our own with every guard of durability, those of others as
 * hostile input. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum {
  NORD_DB_ERROR_NOT_A_DATABASE, /* no regular file, or not one of SQLite */
  NORD_DB_ERROR_DAMAGED,
  NORD_DB_ERROR_READ_ONLY, /* the file or its folder cannot be written */
  NORD_DB_ERROR_IN_USE,    /* another program holds it */
  NORD_DB_ERROR_EXISTS,
  NORD_DB_ERROR_NOT_FOUND,
  NORD_DB_ERROR_FULL,     /* no room on the disk, or the quota is used up */
  NORD_DB_ERROR_TOO_LONG, /* a query on a foreign file took longer than allowed */
  NORD_DB_ERROR_FAILED,
} NordDbError;

#define NORD_DB_ERROR (nord_db_error_quark ())
GQuark nord_db_error_quark (void);

typedef struct {
  sqlite3 *handle; /* (owned) */
  char *path;      /* (owned) absolute; what the user calls the file */
  /*< private >*/
  char *copy;         /* (owned) (nullable) folder of a copy that is opened in its stead */
  gint64 deadline_us; /* monotonic; 0: none */
} NordDb;

NordDb *nord_db_create (const char *path, GError **error);
NordDb *nord_db_open (const char *path, gboolean read_only, GError **error);
NordDb *nord_db_open_damaged (const char *path, GError **error);
NordDb *nord_db_open_foreign (const char *path, GError **error);
NordDb *nord_db_open_memory (GError **error);
void nord_db_free (NordDb *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordDb, nord_db_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

void nord_db_allow_time (NordDb *self, guint milliseconds);

gboolean nord_db_run (NordDb *self, const char *sql, GError **error);
sqlite3_stmt *nord_db_prepare (NordDb *self, const char *sql, GError **error);
sqlite3_stmt *nord_db_prepare_kept (NordDb *self, const char *sql, GError **error);
/* One more row: TRUE and @row; FALSE with @error where it failed. */
gboolean nord_db_step (NordDb *self, sqlite3_stmt *statement, gboolean *row, GError **error);
/* Runs a bound statement that gives no rows to its end and makes it ready for the next use. */
gboolean nord_db_finish (NordDb *self, sqlite3_stmt *statement, GError **error);
void nord_db_set_error (NordDb *self, GError **error);

G_END_DECLS
