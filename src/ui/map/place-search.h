/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finding a place by its name on the map: a button, a field, and what fits as a list below. */
#pragma once

#include "core/geo/finder.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_PLACE_SEARCH (nord_place_search_get_type ())
G_DECLARE_FINAL_TYPE (NordPlaceSearch, nord_place_search, NORD, PLACE_SEARCH, GtkWidget)

/* Signals: "chosen" (gpointer const NordFound *); "closed" (): the field has gone;
 * "ready" (): the names are read. */

NordPlaceSearch *nord_place_search_new (void);
void nord_place_search_open (NordPlaceSearch *self);
void nord_place_search_close (NordPlaceSearch *self);
/* What the map shows: near places go first. */
void nord_place_search_set_view (NordPlaceSearch *self, const NordBounds *view);
/* (nullable) (transfer none) NULL until "ready"; asking for it begins to read. */
NordFinder *nord_place_search_get_finder (NordPlaceSearch *self);
/* (transfer none) a word for people: "Street". */
const char *nord_place_search_name_kind (const NordFound *found);

G_END_DECLS
