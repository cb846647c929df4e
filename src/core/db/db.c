/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Opening and stepping SQLite with the settings that each kind of file needs. */
#include "core/db/db.h"

#include "core/db/wal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK (nord_db_error, nord_db_error)

/* What one query on a foreign file may take where the caller sets nothing else. */
#define FOREIGN_MS 2000
/* Instructions of SQLite's machine between two looks at the clock. */
#define PROGRESS_STEPS 4000

static const char magic[16] = "SQLite format 3";

/* The file must be a regular one before SQLite sees it: opening a pipe would wait for ever. */
static gboolean
check_kind (const char *path, GError **error)
{
  struct stat status;
  char head[16];
  int fd;
  gssize n;

  fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) {
    int saved = errno;

    g_set_error (error, NORD_DB_ERROR,
                 saved == ENOENT ? NORD_DB_ERROR_NOT_FOUND : NORD_DB_ERROR_FAILED, "%s",
                 g_strerror (saved));
    return FALSE;
  }
  if (fstat (fd, &status) < 0 || !S_ISREG (status.st_mode)) {
    close (fd);
    g_set_error_literal (error, NORD_DB_ERROR, NORD_DB_ERROR_NOT_A_DATABASE,
                         _ ("This is not a file of data"));
    return FALSE;
  }
  n = pread (fd, head, sizeof head, 0);
  close (fd);
  if (n != sizeof head || memcmp (head, magic, sizeof head) != 0) {
    g_set_error_literal (error, NORD_DB_ERROR, NORD_DB_ERROR_NOT_A_DATABASE,
                         _ ("This is not a SQLite file"));
    return FALSE;
  }
  return TRUE;
}

static int
on_progress (gpointer data)
{
  NordDb *self = data;

  return self->deadline_us != 0 && g_get_monotonic_time () > self->deadline_us;
}

/* Foreign files are only ever read; whatever their schema tries beyond reading is refused when it
 * is prepared. Views stay allowed: many map packs keep their tiles behind one. */
static int
authorise (gpointer data,
           int action,
           const char *first,
           const char *second,
           const char *database,
           const char *trigger)
{
  switch (action) {
  case SQLITE_SELECT:
  case SQLITE_READ:
    return SQLITE_OK;
  case SQLITE_FUNCTION:
    return second != NULL && (g_ascii_strcasecmp (second, "load_extension") == 0 ||
                              g_ascii_strcasecmp (second, "fts3_tokenizer") == 0)
             ? SQLITE_DENY
             : SQLITE_OK;
  case SQLITE_PRAGMA:
    return first != NULL && (g_ascii_strcasecmp (first, "table_info") == 0 ||
                             g_ascii_strcasecmp (first, "table_xinfo") == 0)
             ? SQLITE_OK
             : SQLITE_DENY;
  default:
    return SQLITE_DENY;
  }
}

/* SQLite counts its memory under a lock that all connections share, each time it takes or gives
 * some; nobody asks for the count. */
static void
set_up_sqlite (void)
{
  static gsize done;

  if (g_once_init_enter (&done)) {
    sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
    g_once_init_leave (&done, 1);
  }
}

static NordDb *
open_handle (const char *path, const char *opened, const char *query, int flags, GError **error)
{
  g_autoptr (NordDb) self = g_new0 (NordDb, 1);
  g_autofree char *uri = NULL, *full = NULL;

  set_up_sqlite ();
  self->path = g_canonicalize_filename (path, NULL);
  full = g_canonicalize_filename (opened, NULL);
  uri = g_filename_to_uri (full, NULL, error);
  if (uri == NULL)
    return NULL;
  if (query) {
    char *longer = g_strconcat (uri, query, NULL);

    g_free (uri);
    uri = longer;
  }
  if (sqlite3_open_v2 (uri, &self->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) !=
      SQLITE_OK) {
    nord_db_set_error (self, error);
    return NULL;
  }
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  /* None of our files has a trigger: one that is found was put there by somebody else. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, 0);
  return g_steal_pointer (&self);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

static void
remove_copy (const char *folder)
{
  static const char *const names[] = {"copy", "copy-wal", "copy-shm", "copy-journal"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

/* A journal beside a file that cannot be written there: the newest changes are in it, and leaving
 * it out would show an older state without a word. Both are copied and put together elsewhere;
 * @own: what stands behind a wrong place in the journal is taken as well. */
static NordDb *
open_copy (const char *path, const char *journal, const char *suffix, gboolean own, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("nordwaerts-XXXXXX", error);
  g_autofree char *copy = NULL, *copy_journal = NULL;
  NordDb *self;

  if (folder == NULL)
    return NULL;
  copy = g_build_filename (folder, "copy", NULL);
  copy_journal = g_strconcat (copy, suffix, NULL);
  if (!copy_file (path, copy, error) || !copy_file (journal, copy_journal, error) ||
      (own && g_str_equal (suffix, "-wal") && !nord_wal_mend (copy_journal, error))) {
    remove_copy (folder);
    return NULL;
  }
  self = open_handle (path, copy, "?mode=rw", SQLITE_OPEN_READWRITE, error);
  if (self == NULL) {
    remove_copy (folder);
    return NULL;
  }
  self->copy = g_steal_pointer (&folder);
  return self;
}

/* Opens for reading without leaving a trace beside the file. */
static NordDb *
open_untouched (const char *path, gboolean own, GError **error)
{
  /* The second is left behind only where a program died during an import. */
  static const char *const suffixes[] = {"-wal", "-journal"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *journal = g_strconcat (path, suffixes[i], NULL);
    struct stat status;

    if (stat (journal, &status) == 0 && status.st_size > 0)
      return open_copy (path, journal, suffixes[i], own, error);
  }
  return open_handle (path, path, "?mode=ro&immutable=1", SQLITE_OPEN_READONLY, error);
}

static gboolean
set_up_own (NordDb *self, gboolean read_only, GError **error)
{
  sqlite3_busy_timeout (self->handle, 5000);
  if (!nord_db_run (self,
                    "PRAGMA foreign_keys=ON;"
                    "PRAGMA cell_size_check=ON;"
                    "PRAGMA mmap_size=0;"
                    "PRAGMA temp_store=MEMORY;"
                    "PRAGMA cache_size=-65536;",
                    error))
    return FALSE;
  if (read_only)
    return nord_db_run (self, "PRAGMA query_only=ON", error);
  return nord_db_run (self,
                      "PRAGMA journal_mode=WAL;"
                      "PRAGMA synchronous=FULL;"
                      "PRAGMA secure_delete=ON;"
                      "PRAGMA wal_autocheckpoint=2000;",
                      error);
}

/**
 * nord_db_create:
 * @path: where no file is yet
 * @error: #NORD_DB_ERROR_EXISTS and others
 *
 * Makes an empty file of our own, to be filled with a schema.
 *
 * Returns: (transfer full) (nullable): the open file
 */
NordDb *
nord_db_create (const char *path, GError **error)
{
  g_autoptr (NordDb) self = NULL;
  int fd = open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0644);

  if (fd < 0) {
    int saved = errno;

    g_set_error (error, NORD_DB_ERROR,
                 saved == EEXIST                      ? NORD_DB_ERROR_EXISTS
                 : saved == ENOSPC || saved == EDQUOT ? NORD_DB_ERROR_FULL
                 : saved == EROFS || saved == EACCES  ? NORD_DB_ERROR_READ_ONLY
                                                      : NORD_DB_ERROR_FAILED,
                 "%s", g_strerror (saved));
    return NULL;
  }
  close (fd);
  self = open_handle (path, path, "?mode=rw", SQLITE_OPEN_READWRITE, error);
  /* A row of the log is about a kilobyte: three of them would leave a fifth of a page of 4 KiB
   * empty. */
  if (self == NULL || !nord_db_run (self, "PRAGMA page_size=8192", error) ||
      !set_up_own (self, FALSE, error)) {
    g_clear_pointer (&self, nord_db_free);
    g_unlink (path);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nord_db_open:
 * @path: a file of our own
 * @read_only: leave the file and its folder as they are
 * @error: #NORD_DB_ERROR
 *
 * Returns: (transfer full) (nullable): the open file; writing it is durable when COMMIT has
 * returned
 */
NordDb *
nord_db_open (const char *path, gboolean read_only, GError **error)
{
  g_autoptr (NordDb) self = NULL;

  if (!check_kind (path, error))
    return NULL;
  self = read_only ? open_untouched (path, TRUE, error)
                   : open_handle (path, path, "?mode=rw", SQLITE_OPEN_READWRITE, error);
  if (self == NULL || !set_up_own (self, read_only, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * nord_db_open_damaged:
 * @path: a file of our own
 * @error: #NORD_DB_ERROR
 *
 * Opens for reading, as it is, a file of which only parts may be sound: what is wrong with one
 * table in the list of tables does not take the others away (`writable_schema`, which here writes
 * nothing), and a page with one bad cell still gives the good ones.
 *
 * Returns: (transfer full) (nullable): the open file
 */
NordDb *
nord_db_open_damaged (const char *path, GError **error)
{
  g_autoptr (NordDb) self = NULL;

  if (!check_kind (path, error))
    return NULL;
  self = open_untouched (path, TRUE, error);
  if (self == NULL)
    return NULL;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  if (!nord_db_run (self, "PRAGMA writable_schema=ON", error) || !set_up_own (self, TRUE, error) ||
      !nord_db_run (self, "PRAGMA cell_size_check=OFF", error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * nord_db_open_foreign:
 * @path: a file that somebody else made
 * @error: #NORD_DB_ERROR
 *
 * Opens for reading a file whose schema may be hostile: no write, no trigger, no recursion, no
 * extension, bounded lengths, and two seconds a query (see nord_db_allow_time()).
 *
 * Returns: (transfer full) (nullable): the open file
 */
NordDb *
nord_db_open_foreign (const char *path, GError **error)
{
  static const struct {
    int id, value;
  } limits[] = {
    {SQLITE_LIMIT_LENGTH, 64 << 20},     {SQLITE_LIMIT_SQL_LENGTH, 100000},
    {SQLITE_LIMIT_COLUMN, 500},          {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 10},  {SQLITE_LIMIT_VDBE_OP, 50000},
    {SQLITE_LIMIT_FUNCTION_ARG, 16},     {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 100}, {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
  };
  g_autoptr (NordDb) self = NULL;

  if (!check_kind (path, error))
    return NULL;
  self = open_untouched (path, FALSE, error);
  if (self == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->handle, limits[i].id, limits[i].value);
  if (!nord_db_run (self,
                    "PRAGMA cell_size_check=ON;"
                    "PRAGMA mmap_size=0;"
                    "PRAGMA temp_store=MEMORY;"
                    "PRAGMA query_only=ON;",
                    error))
    return NULL;
  sqlite3_progress_handler (self->handle, PROGRESS_STEPS, on_progress, self);
  sqlite3_set_authorizer (self->handle, authorise, NULL);
  nord_db_allow_time (self, FOREIGN_MS);
  return g_steal_pointer (&self);
}

/**
 * nord_db_open_memory:
 * @error: #NORD_DB_ERROR
 *
 * Returns: (transfer full) (nullable): an empty database that lives in memory only
 */
NordDb *
nord_db_open_memory (GError **error)
{
  g_autoptr (NordDb) self = g_new0 (NordDb, 1);

  set_up_sqlite ();
  self->path = g_strdup (":memory:");
  if (sqlite3_open_v2 (":memory:", &self->handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                       NULL) != SQLITE_OK) {
    nord_db_set_error (self, error);
    return NULL;
  }
  sqlite3_extended_result_codes (self->handle, 1);
  return g_steal_pointer (&self);
}

void
nord_db_free (NordDb *self)
{
  if (self == NULL)
    return;
  sqlite3_close_v2 (self->handle);
  if (self->copy)
    remove_copy (self->copy);
  g_free (self->copy);
  g_free (self->path);
  g_free (self);
}

/**
 * nord_db_allow_time:
 * @self: a foreign file
 * @milliseconds: from now; 0: without limit
 *
 * What runs longer ends with #NORD_DB_ERROR_TOO_LONG. To be called before every query.
 */
void
nord_db_allow_time (NordDb *self, guint milliseconds)
{
  self->deadline_us = milliseconds ? g_get_monotonic_time () + milliseconds * (gint64) 1000 : 0;
}

gboolean
nord_db_run (NordDb *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  nord_db_set_error (self, error);
  return FALSE;
}

static sqlite3_stmt *
prepare (NordDb *self, const char *sql, guint flags, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (self->handle, sql, -1, flags, &statement, NULL) != SQLITE_OK) {
    nord_db_set_error (self, error);
    return NULL;
  }
  return statement;
}

sqlite3_stmt *
nord_db_prepare (NordDb *self, const char *sql, GError **error)
{
  return prepare (self, sql, 0, error);
}

/**
 * nord_db_prepare_kept:
 * @self: an open file
 * @sql: one statement
 * @error: #NORD_DB_ERROR
 *
 * As nord_db_prepare(), for a statement that is kept as long as the file is open.
 *
 * Returns: (transfer full) (nullable): the statement
 */
sqlite3_stmt *
nord_db_prepare_kept (NordDb *self, const char *sql, GError **error)
{
  return prepare (self, sql, SQLITE_PREPARE_PERSISTENT, error);
}

gboolean
nord_db_step (NordDb *self, sqlite3_stmt *statement, gboolean *row, GError **error)
{
  int code = sqlite3_step (statement);

  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  nord_db_set_error (self, error);
  return FALSE;
}

gboolean
nord_db_finish (NordDb *self, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    nord_db_set_error (self, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/**
 * nord_db_set_error:
 * @self: a file whose last call failed
 * @error: (out): #NORD_DB_ERROR with the code that fits what SQLite says
 */
void
nord_db_set_error (NordDb *self, GError **error)
{
  int code = self->handle ? sqlite3_extended_errcode (self->handle) : SQLITE_NOMEM;
  int system = self->handle ? sqlite3_system_errno (self->handle) : 0;
  const char *words = self->handle ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code);
  NordDbError kind = NORD_DB_ERROR_FAILED;

  switch (code & 0xff) {
  case SQLITE_CORRUPT:
    kind = NORD_DB_ERROR_DAMAGED;
    break;
  case SQLITE_NOTADB:
    kind = NORD_DB_ERROR_NOT_A_DATABASE;
    break;
  case SQLITE_READONLY:
    kind = NORD_DB_ERROR_READ_ONLY;
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    kind = NORD_DB_ERROR_IN_USE;
    break;
  case SQLITE_FULL:
    kind = NORD_DB_ERROR_FULL;
    break;
  case SQLITE_INTERRUPT:
    kind = NORD_DB_ERROR_TOO_LONG;
    break;
  case SQLITE_IOERR:
    /* A quota and a size limit of files reach SQLite as an input or output error. */
    if (system == ENOSPC || system == EDQUOT || system == EFBIG)
      kind = NORD_DB_ERROR_FULL;
    break;
  case SQLITE_CANTOPEN:
    if (system == EROFS || system == EACCES || system == EPERM)
      kind = NORD_DB_ERROR_READ_ONLY;
    else if (system == ENOSPC || system == EDQUOT)
      kind = NORD_DB_ERROR_FULL;
    break;
  default:
    break;
  }
  if ((code & 0xff) == SQLITE_IOERR && system != 0)
    g_set_error (error, NORD_DB_ERROR, kind, "%s: %s (%d)", words, g_strerror (system), code);
  else
    g_set_error (error, NORD_DB_ERROR, kind, "%s (%d)", words, code);
}
