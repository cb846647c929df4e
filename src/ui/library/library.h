/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The workshops on this computer as a list: those of the data folder, and files that were opened
 * elsewhere. Newest change first. */
#pragma once

#include "ui/library/library-entry.h"

G_BEGIN_DECLS

#define NORD_TYPE_LIBRARY (nord_library_get_type ())
/* Implements GListModel of NordLibraryEntry. Property: "loading". */
G_DECLARE_FINAL_TYPE (NordLibrary, nord_library, NORD, LIBRARY, GObject)

/* @settings holds the list of files opened elsewhere. */
NordLibrary *nord_library_new (GSettings *settings);
/* Reads the folder again, in a thread; the list follows. */
void nord_library_refresh (NordLibrary *self);
/* A file outside the folder was opened. */
void nord_library_remember (NordLibrary *self, const char *path);
void nord_library_forget (NordLibrary *self, const char *path);

/* A consistent copy with a title of its own, in the data folder. */
void nord_library_duplicate_async (NordLibrary *self,
                                   const char *path,
                                   const char *title,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) the path of the copy. */
char *nord_library_duplicate_finish (NordLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
