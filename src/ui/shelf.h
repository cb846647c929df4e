/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the workshops of this computer lie, and the bin for those that were deleted. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder, $XDG_DATA_HOME/nordwaerts/workshops; made when it is missing. */
char *nord_shelf_get_folder (void);
/* (transfer full) the path in that folder that a workshop of this title gets first. */
char *nord_shelf_get_path (const char *title);
/* (transfer full) the same, with a number where there is a file of that name already. */
char *nord_shelf_find_path (const char *title);

/* The folder of map packs that a person added, made when it is missing. */
char *nord_shelf_get_maps_folder (void);
/* (transfer full) (element-type filename) the packs in it, by name. */
GPtrArray *nord_shelf_list_maps (void);
/* Takes a pack out of the list and returns where it lies now, for nord_shelf_restore (). */
char *nord_shelf_hide_map (const char *path, GError **error);
/* Removes for good what has been hidden, or half copied, for @days or longer: the program that
 * would have done it was ended. */
void nord_shelf_tidy_maps (guint days);
/* (transfer full) (nullable) hears of packs that come and go; of these events of it. */
GFileMonitor *nord_shelf_watch_maps (void);
gboolean nord_shelf_maps_event (GFileMonitorEvent event);

/* Moves the file into the bin inside the data folder and returns where it lies now. */
char *nord_shelf_discard (const char *path, GError **error);
/* Brings a discarded file back to @path, where no file may be. */
gboolean nord_shelf_restore (const char *discarded, const char *path, GError **error);
/* What lies in the bin: bytes, and the number of workshops. */
guint64 nord_shelf_measure_bin (guint *n);
/* Removes for good what has been in the bin for @days or longer. */
void nord_shelf_empty_bin (guint days);

G_END_DECLS
