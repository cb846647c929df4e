/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A medium that gets full in the middle of a workshop must not end it. */
#include "core/store/room.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* What the medium must have left over beside what is held back. */
#define SPARE (G_GINT64_CONSTANT (48) << 20)

/**
 * nord_room_find_free:
 * @path: a file or folder
 *
 * Returns: how many bytes a person without special rights can still write there; -1 where the
 *   medium does not say. May wait for a medium that is slow or far.
 */
gint64
nord_room_find_free (const char *path)
{
  struct statvfs status;

  if (statvfs (path, &status) < 0)
    return -1;
  return (gint64) status.f_bavail * (gint64) status.f_frsize;
}

/**
 * nord_room_reserve:
 * @path: a workshop that is open for writing
 *
 * Holds back room for it, as blocks behind the end of its write-ahead log: there every change is
 * written first, so that with a full medium %NORD_ROOM_RESERVE bytes of changes can still be saved.
 * Nothing of it is seen in the folder, and with the closing of the workshop it is free again. A
 * medium that has hardly any room itself, or that cannot do this, stays as it is.
 */
void
nord_room_reserve (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  int fd;

  if (nord_room_find_free (path) < NORD_ROOM_RESERVE + SPARE)
    return;
  /* SQLite holds its locks on other files, so this one may be closed again. */
  fd = open (journal, O_RDWR | O_CLOEXEC);
  if (fd < 0)
    return;
  while (fallocate (fd, FALLOC_FL_KEEP_SIZE, 0, NORD_ROOM_RESERVE) < 0 && errno == EINTR)
    ;
  close (fd);
}
