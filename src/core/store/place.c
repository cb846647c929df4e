/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Telling a file from its copies, and making copies that can be trusted. */
#include "core/store/place.h"

#include "core/model/sha256.h"
#include "core/store/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BACKUP_PAGES 1024

/**
 * nord_place_describe:
 * @path: a file
 * @scope: UUID of the workshop
 *
 * Returns: (transfer full): a text that differs for another file, also for a copy of this one, and
 *   on another machine. The machine's id is hashed with the workshop's, so that files do not tell
 *   that they come from one machine (machine-id(5)).
 */
char *
nord_place_describe (const char *path, const char *scope)
{
  g_autofree char *machine = NULL;
  g_autofree char *text = NULL;
  guint8 hash[NORD_SHA256_BYTES];
  char hex[17];
  struct statx status = {0};

  if (!g_file_get_contents ("/etc/machine-id", &machine, NULL, NULL))
    machine = g_strdup (g_get_host_name ());
  text = g_strconcat ("nordwaerts:", scope, ":", machine, NULL);
  nord_sha256 (hash, (const guint8 *) text, strlen (text));
  sodium_bin2hex (hex, sizeof hex, hash, 8);
  statx (AT_FDCWD, path, 0, STATX_INO | STATX_BTIME, &status);
  return g_strdup_printf ("%s:%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT ".%09u", hex,
                          (guint64) status.stx_ino, (gint64) status.stx_btime.tv_sec,
                          status.stx_btime.tv_nsec);
}

gboolean
nord_place_same_machine (const char *a, const char *b)
{
  return a && b && strlen (a) > 16 && strlen (b) > 16 && memcmp (a, b, 17) == 0;
}

/* Removes a file that was just made, with what SQLite lays beside it. */
void
nord_place_remove (const char *path)
{
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *name = g_strconcat (path, endings[i], NULL);

    g_unlink (name);
  }
}

/* A new name is only sure to survive a power cut when its folder has been synced. */
gboolean
nord_place_make_durable (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
fail (GError **error, int saved)
{
  g_set_error (error, NORD_DB_ERROR,
               saved == ENOSPC || saved == EDQUOT || saved == EFBIG ? NORD_DB_ERROR_FULL
               : saved == EEXIST                                    ? NORD_DB_ERROR_EXISTS
               : saved == EROFS || saved == EACCES                  ? NORD_DB_ERROR_READ_ONLY
                                                                    : NORD_DB_ERROR_FAILED,
               "%s", g_strerror (saved));
  return FALSE;
}

static gboolean
copy_pages (NordDb *from, NordDb *to, GError **error)
{
  sqlite3_backup *backup;
  int code;

  /* With a write-ahead log the new file could not take on pages of another size. */
  if (!nord_db_run (to, "PRAGMA journal_mode=DELETE", error))
    return FALSE;
  backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  if (backup == NULL) {
    nord_db_set_error (to, error);
    return FALSE;
  }
  do
    code = sqlite3_backup_step (backup, BACKUP_PAGES);
  while (code == SQLITE_OK);
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  nord_db_set_error (to, error);
  return FALSE;
}

/* Writes the bytes out and lets the kernel forget them, so that they are read back from the medium.
 */
static gboolean
sync_out (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int saved;

  if (fd < 0)
    return fail (error, errno);
  if (fsync (fd) < 0) {
    saved = errno;
    close (fd);
    return fail (error, saved);
  }
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  close (fd);
  return TRUE;
}

static gboolean
fill_and_compare (NordDb *from, const char *path, GError **error)
{
  g_autoptr (NordDb) to = nord_db_create (path, error);
  guint8 there[NORD_DIGEST_BYTES], here[NORD_DIGEST_BYTES];

  /* One file, without a journal beside it: this is what people carry around. */
  if (to == NULL || !copy_pages (from, to, error) ||
      !nord_db_run (to, "PRAGMA journal_mode=DELETE", error))
    return FALSE;
  g_clear_pointer (&to, nord_db_free);
  if (!sync_out (path, error))
    return FALSE;
  to = nord_db_open (path, TRUE, error);
  if (to == NULL || !nord_verify_digest (from, here, error) ||
      !nord_verify_digest (to, there, error))
    return FALSE;
  if (memcmp (here, there, sizeof here) != 0) {
    g_set_error_literal (error, NORD_DB_ERROR, NORD_DB_ERROR_FAILED,
                         _ ("The copy, read back, differs from the original"));
    return FALSE;
  }
  return TRUE;
}

/**
 * nord_place_back_up:
 * @from: an open file
 * @path: where no file is yet
 * @error: #NORD_DB_ERROR
 *
 * Copies @from under a passing name, syncs, reads back, compares, and only then gives the copy its
 * name: a file of that name is whole.
 */
gboolean
nord_place_back_up (NordDb *from, const char *path, GError **error)
{
  g_autofree char *passing = g_strdup_printf ("%s.%08x.part", path, g_random_int ());

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return fail (error, EEXIST);
  if (!fill_and_compare (from, passing, error)) {
    nord_place_remove (passing);
    return FALSE;
  }
  if (renameat2 (AT_FDCWD, passing, AT_FDCWD, path, RENAME_NOREPLACE) < 0 &&
      /* Not every file system knows the flag; then the look above must do. */
      (errno != EINVAL || rename (passing, path) < 0)) {
    int saved = errno;

    nord_place_remove (passing);
    return fail (error, saved);
  }
  if (!nord_place_make_durable (path))
    return fail (error, errno);
  return TRUE;
}
