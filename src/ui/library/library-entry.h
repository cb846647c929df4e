/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the library tells about one file: the summary of a workshop, or why it cannot be read. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NORD_TYPE_LIBRARY_ENTRY (nord_library_entry_get_type ())
G_DECLARE_FINAL_TYPE (NordLibraryEntry, nord_library_entry, NORD, LIBRARY_ENTRY, GObject)

/* Opens the file for reading, takes the summary and closes it; for worker threads too. Never fails:
 * what cannot be read becomes an entry with a trouble. @own: the file lies in the data folder. */
NordLibraryEntry *nord_library_entry_read (const char *path, gboolean own);

const char *nord_library_entry_get_path (NordLibraryEntry *self);
const char *nord_library_entry_get_title (NordLibraryEntry *self);
const char *nord_library_entry_get_place (NordLibraryEntry *self);   /* (nullable) */
const char *nord_library_entry_get_held_on (NordLibraryEntry *self); /* (nullable) ISO 8601 */
const char *nord_library_entry_get_state (NordLibraryEntry *self); /* (nullable) as in the model */
guint nord_library_entry_get_n_ideas (NordLibraryEntry *self);
/* Seconds since the epoch. */
gint64 nord_library_entry_get_modified (NordLibraryEntry *self);
gint64 nord_library_entry_get_size (NordLibraryEntry *self);           /* bytes */
const GError *nord_library_entry_get_trouble (NordLibraryEntry *self); /* (nullable) */
gboolean nord_library_entry_is_own (NordLibraryEntry *self);
/* Whether both tell the same. */
gboolean nord_library_entry_equal (NordLibraryEntry *self, NordLibraryEntry *other);
/* Whether title, place or date contain every word of @text, whatever the case and accents. */
gboolean nord_library_entry_matches (NordLibraryEntry *self, const char *text);

G_END_DECLS
