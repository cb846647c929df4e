/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Whole files or none. */
#include "core/exchange/output-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define DRAIN_AT ((gsize) 1 << 20)

static void
set_error (NordOutputFile *self, int number, GError **error)
{
  g_autofree char *name = g_filename_display_name (self->path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number),
               /* Translators: the name of a file, then the reason. */
               _ ("“%s” could not be written: %s"), name, g_strerror (number));
}

/**
 * nord_output_file_new:
 * @path: where the file shall be; a file that is there stays until the new one is whole
 *
 * Errors: those of #GIOErrorEnum.
 *
 * Returns: (transfer full): the file, or NULL with @error
 */
NordOutputFile *
nord_output_file_new (const char *path, GError **error)
{
  g_autoptr (NordOutputFile) self = g_new0 (NordOutputFile, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strdup_printf (".%s.XXXXXX", name);

  self->path = g_strdup (path);
  self->buffer = g_string_sized_new (DRAIN_AT + DRAIN_AT / 4);
  self->behind = g_string_new (NULL);
  g_autofree char *temporary = g_build_filename (folder, hidden, NULL);
  self->fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  if (self->fd < 0) {
    set_error (self, errno, error);
    return NULL;
  }
  self->temporary = g_steal_pointer (&temporary);
  return g_steal_pointer (&self);
}

static void
write_out (NordOutputFile *self, GString *buffer)
{
  gsize done = 0;

  while (done < buffer->len && self->error_number == 0) {
    gssize n = write (self->fd, buffer->str + done, buffer->len - done);

    if (n >= 0)
      done += n;
    else if (errno != EINTR)
      self->error_number = errno;
  }
  g_string_truncate (buffer, 0);
}

static gpointer
run_writer (gpointer data)
{
  NordOutputFile *self = data;

  write_out (self, self->behind);
  /* The disk begins now, so that the sync at the end has less to wait for. A file system that
   * cannot is none the worse. */
  sync_file_range (self->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  return NULL;
}

static void
wait_for_writer (NordOutputFile *self)
{
  if (self->writer)
    g_thread_join (g_steal_pointer (&self->writer));
}

void
nord_output_file_drain (NordOutputFile *self)
{
  GString *full = self->buffer;

  if (full->len < DRAIN_AT)
    return;
  wait_for_writer (self);
  self->buffer = self->behind;
  self->behind = full;
  self->writer = g_thread_try_new ("write", run_writer, self, NULL);
  if (self->writer == NULL)
    run_writer (self);
}

static gboolean
sync_folder (NordOutputFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return FALSE;
  /* Some file systems cannot sync a folder and say so; they have no more to offer. */
  gboolean done = fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP;
  int saved = errno;
  close (fd);
  errno = saved;
  return done;
}

/**
 * nord_output_file_finish:
 * @self: the file, everything appended
 *
 * Errors: those of #GIOErrorEnum; then nothing stands under the name that did not before.
 *
 * Returns: TRUE when the file is whole, in its place, and on the disk
 */
gboolean
nord_output_file_finish (NordOutputFile *self, GError **error)
{
  wait_for_writer (self);
  write_out (self, self->buffer);
  if (self->error_number == 0 && fsync (self->fd) != 0)
    self->error_number = errno;
  if (close (self->fd) != 0 && self->error_number == 0)
    self->error_number = errno;
  self->fd = -1;
  if (self->error_number == 0 && g_rename (self->temporary, self->path) != 0)
    self->error_number = errno;
  if (self->error_number != 0) {
    set_error (self, self->error_number, error);
    return FALSE;
  }
  g_clear_pointer (&self->temporary, g_free);
  if (!sync_folder (self)) {
    set_error (self, errno, error);
    return FALSE;
  }
  return TRUE;
}

void
nord_output_file_free (NordOutputFile *self)
{
  if (self == NULL)
    return;
  wait_for_writer (self);
  if (self->fd >= 0 && self->temporary != NULL)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_string_free (self->buffer, TRUE);
  g_string_free (self->behind, TRUE);
  g_free (self);
}
