/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the pages of one window share: document, selection, map extent, filter, active step. */
#pragma once

#include "core/document/document.h"
#include "core/model/programme.h"

G_BEGIN_DECLS

#define NORD_TYPE_SESSION (nord_session_get_type ())
G_DECLARE_FINAL_TYPE (NordSession, nord_session, NORD, SESSION, GObject)

/* Properties: "document" (nullable), "programme", "selected" (id of the one selected thing, NULL
 * where none or several are), "search-text", "category", "district", "step" (texts, nullable).
 *
 * Signals:
 * "selection-changed" (): read nord_session_get_selection ();
 * "extent-changed" (): what the map shows has changed, read nord_session_get_extent ();
 * "filter-changed" (): any of NordFilterKind;
 * "reveal" (const char *id): someone asks to have this thing brought into view, on every side that
 *   can show it;
 * "notified" (const char *text, gboolean undoable): the window shows it as a toast;
 * "reported" (const char *what, const GError *): the window says it in words. */

NordSession *nord_session_new (NordProgramme *programme);

NordDocument *nord_session_get_document (NordSession *self); /* (nullable) (transfer none) */
/* Selection, filter and step start anew with another document. */
void nord_session_set_document (NordSession *self, NordDocument *document);
NordProgramme *nord_session_get_programme (NordSession *self);

/* --- Selection: ids of things of any noun; things that are deleted leave it by themselves -------
 */

const char *nord_session_get_selected (NordSession *self);         /* (nullable) */
const char *const *nord_session_get_selection (NordSession *self); /* NULL-terminated */
gboolean nord_session_is_selected (NordSession *self, const char *id);
void nord_session_select (NordSession *self, const char *id); /* NULL: nothing */
void nord_session_select_many (NordSession *self, const char *const *ids);
void nord_session_toggle_selected (NordSession *self, const char *id);
/* Selects and asks every side to bring it into view. */
void nord_session_reveal (NordSession *self, const char *id);

/* --- Map extent, degrees; empty until a map has shown something ---------------------------------
 */

NordBounds nord_session_get_extent (NordSession *self);
void nord_session_set_extent (NordSession *self, NordBounds extent);

/* --- Filter: NULL or "" means everything --------------------------------------------------------
 */

typedef enum {
  NORD_FILTER_SEARCH,   /* words */
  NORD_FILTER_CATEGORY, /* id */
  NORD_FILTER_DISTRICT, /* name; of a statistical district its number */
  NORD_FILTER_PERIOD,   /* as nord_period_parse () reads it: when an idea was had */
  NORD_FILTER_PATH,     /* code of a state on the path */
  NORD_FILTER_POLL,     /* id of a poll and what it came to, see poll-pick.h */
  NORD_N_FILTERS
} NordFilterKind;

const char *nord_session_get_filter (NordSession *self, NordFilterKind kind); /* (nullable) */
void nord_session_set_filter (NordSession *self, NordFilterKind kind, const char *text);
/* The first three by name. */
const char *nord_session_get_search_text (NordSession *self); /* (nullable) */
void nord_session_set_search_text (NordSession *self, const char *text);
const char *nord_session_get_category (NordSession *self); /* (nullable) id */
void nord_session_set_category (NordSession *self, const char *category);
const char *nord_session_get_district (NordSession *self); /* (nullable) name */
void nord_session_set_district (NordSession *self, const char *district);
gboolean nord_session_has_filter (NordSession *self);
void nord_session_clear_filter (NordSession *self);

const char *nord_session_get_step (NordSession *self); /* (nullable) id */
void nord_session_set_step (NordSession *self, const char *step);

/* --- Doing and saying ---------------------------------------------------------------------------
 */

/* Stores @changes (transfer full) through the document. A failure is reported to the person and
 * FALSE comes back. Where @told is given, it is shown with a button to undo. An empty set is
 * nothing to do, and TRUE. */
gboolean nord_session_apply (NordSession *self, NordChangeSet *changes, const char *told);
/* Shows @text, which is plain text, for a few seconds. */
void nord_session_notify (NordSession *self, const char *text, gboolean undoable);
/* Tells the person that something did not work: @what in a translated sentence. */
void nord_session_report (NordSession *self, const char *what, const GError *error);

G_END_DECLS
