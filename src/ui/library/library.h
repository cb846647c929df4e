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

/* The folder where workshops lie, $XDG_DATA_HOME/nordwaerts/workshops; made when it is missing. */
char *nord_library_get_folder (void);
/* (transfer full) a path in that folder that no file has yet, named after @title. */
char *nord_library_find_path (const char *title);

/* @settings holds the list of files opened elsewhere. */
NordLibrary *nord_library_new (GSettings *settings);
/* Reads the folder again, in a thread; the list follows. */
void nord_library_refresh (NordLibrary *self);
/* A file outside the folder was opened. */
void nord_library_remember (NordLibrary *self, const char *path);
void nord_library_forget (NordLibrary *self, const char *path);

/* Moves the file into the bin inside the data folder and returns where it lies now. */
char *nord_library_discard (NordLibrary *self, const char *path, GError **error);
/* Brings a discarded file back to @path. */
gboolean
nord_library_restore (NordLibrary *self, const char *discarded, const char *path, GError **error);
/* Removes for good what has been in the bin for more than @days. */
void nord_library_empty_bin (guint days);

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
