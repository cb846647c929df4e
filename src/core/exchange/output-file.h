/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A file on its way out: written beside its place under another name and put there when it is whole
 * and on the disk, so that nobody ever sees half a file. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  GString *buffer; /* (owned) append here, then drain */
  /*< private >*/
  GString *behind;        /* (owned) what the writer has */
  GThread *writer;        /* (owned) (nullable) writes @behind, and sets @error_number */
  char *path, *temporary; /* (owned) */
  int fd;
  int error_number; /* of the first write that failed */
} NordOutputFile;

NordOutputFile *nord_output_file_new (const char *path, GError **error);
/* Writes the buffer when it is large, beside what the caller does next; a failure is kept for
 * nord_output_file_finish (). */
void nord_output_file_drain (NordOutputFile *self);
/* Syncs, renames, syncs the folder. May run in another thread. */
gboolean nord_output_file_finish (NordOutputFile *self, GError **error);
/* Without finish: nothing stays. */
void nord_output_file_free (NordOutputFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordOutputFile, nord_output_file_free)

G_END_DECLS
