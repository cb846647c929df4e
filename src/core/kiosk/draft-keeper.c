/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A small file under XDG_RUNTIME_DIR, which systemd keeps in memory and takes away at the end of
 * the session (XDG Base Directory Specification). */
#include "core/kiosk/draft-keeper.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

struct _NordDraftKeeper {
  char *path; /* (owned) (nullable) */
};

NordDraftKeeper *
nord_draft_keeper_new (const char *workshop, guint station)
{
  NordDraftKeeper *self = g_new0 (NordDraftKeeper, 1);
  /* Not g_get_user_runtime_dir (): without one it names the cache, which is on a disk. */
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *sum = NULL, *name = NULL, *folder = NULL;

  if (runtime == NULL || *runtime == '\0' || workshop == NULL)
    return self;
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, workshop, -1);
  sum[16] = '\0';
  name = g_strdup_printf ("draft-%s-%u", sum, station);
  folder = g_build_filename (runtime, "nordwaerts", NULL);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    self->path = g_build_filename (folder, name, NULL);
  return self;
}

void
nord_draft_keeper_free (NordDraftKeeper *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self);
}

/* Zeros over what is there, for whoever would look into the memory of the folder. */
static void
blank (int fd)
{
  static const char zeros[4096];
  off_t left = fd >= 0 ? lseek (fd, 0, SEEK_END) : 0;

  if (fd < 0)
    return;
  lseek (fd, 0, SEEK_SET);
  while (left > 0) {
    const ssize_t n = write (fd, zeros, (size_t) MIN (left, (off_t) sizeof zeros));

    if (n <= 0)
      break;
    left -= n;
  }
  close (fd);
}

static int
open_draft (NordDraftKeeper *self)
{
  return g_open (self->path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0);
}

void
nord_draft_keeper_save (NordDraftKeeper *self, const NordEntry *entry, const char *language)
{
  g_autofree char *text = NULL, *whole = NULL;
  int before;

  if (self->path == NULL)
    return;
  if (nord_entry_is_empty (entry)) {
    nord_draft_keeper_wipe (self);
    return;
  }
  text = nord_entry_write (entry);
  whole = g_strconcat (language, "\n", text, NULL);
  /* Killed in between, the one or the other is there. */
  before = open_draft (self);
  g_file_set_contents_full (self->path, whole, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
  blank (before);
  sodium_memzero (text, strlen (text));
  sodium_memzero (whole, strlen (whole));
}

gboolean
nord_draft_keeper_find (NordDraftKeeper *self, NordEntry *entry, char **language)
{
  g_autofree char *whole = NULL;
  char *end;
  gsize length;

  if (self->path == NULL || !g_file_get_contents (self->path, &whole, &length, NULL) ||
      !g_utf8_validate (whole, (gssize) length, NULL))
    return FALSE;
  end = strchr (whole, '\n');
  if (end == NULL || !nord_entry_read (entry, end + 1) || nord_entry_is_empty (entry))
    return FALSE;
  *language = g_strndup (whole, (gsize) (end - whole));
  return TRUE;
}

void
nord_draft_keeper_wipe (NordDraftKeeper *self)
{
  if (self->path == NULL || !g_file_test (self->path, G_FILE_TEST_EXISTS))
    return;
  blank (open_draft (self));
  g_unlink (self->path);
}
