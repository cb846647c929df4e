/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A lock file with a lock of the open file description: it goes with the process that held it, and
 * two windows of one process exclude each other too. The workshop file itself cannot carry it, as
 * closing any descriptor of a file drops the locks that SQLite holds on it. */
#include "core/store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A program that was killed while it started another one may hold its lock through that one for a
 * moment longer. */
#define TRIES 10
#define BETWEEN 40000 /* microseconds */

static char *
name_beside (const char *path)
{
  char *real = realpath (path, NULL); /* two names of one file share one lock */
  g_autofree char *folder = g_path_get_dirname (real ? real : path);
  g_autofree char *base = g_path_get_basename (real ? real : path);
  g_autofree char *name = g_strdup_printf (".%s.lock", base);

  free (real);
  return g_build_filename (folder, name, NULL);
}

/* Blocks for at most 0.4 seconds, where it is held. */
NordLockResult
nord_lock_take (NordLock *self, const char *path)
{
  g_autofree char *name = name_beside (path);
  guint tries = 1;

  for (;;) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct stat held, named;
    int fd = open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);

    if (fd < 0)
      return NORD_LOCK_NO_PLACE;
    if (fcntl (fd, F_OFD_SETLK, &whole) < 0) {
      int saved = errno;

      close (fd);
      if (saved != EAGAIN && saved != EACCES)
        return NORD_LOCK_NO_PLACE;
      if (tries++ == TRIES)
        return NORD_LOCK_HELD;
      g_usleep (BETWEEN);
      continue;
    }
    /* The holder before may have removed the name between our open and our lock. */
    if (fstat (fd, &held) == 0 && stat (name, &named) == 0 && held.st_ino == named.st_ino &&
        held.st_dev == named.st_dev) {
      self->fd = fd;
      self->path = g_steal_pointer (&name);
      return NORD_LOCK_TAKEN;
    }
    close (fd);
  }
}

void
nord_lock_release (NordLock *self)
{
  if (self->fd < 0)
    return;
  unlink (self->path);
  close (self->fd);
  self->fd = -1;
  g_clear_pointer (&self->path, g_free);
}
