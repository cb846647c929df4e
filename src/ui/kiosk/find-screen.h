/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finding a street, a square or a stop by its name at a station, with the station's keyboard. */
#pragma once

#include "core/geo/finder.h"
#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_FIND_SCREEN (nord_find_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordFindScreen, nord_find_screen, NORD, FIND_SCREEN, AdwBin)

/* Signals: "changed" (): after every letter; "chosen" (const NordFound *): this place is meant. */
GtkWidget *nord_find_screen_new (NordWording *wording);
/* What lies in @view comes first. */
void nord_find_screen_begin (NordFindScreen *self, const NordBounds *view);
/* Assistive technology finds what is on hidden pages of a stack: one keyboard at a time. */
void nord_find_screen_show_keys (NordFindScreen *self, gboolean shown);
/* As if somebody had typed it. */
void nord_find_screen_type (NordFindScreen *self, const char *text);
/* Nothing of what was looked for is left. */
void nord_find_screen_wipe (NordFindScreen *self);
void nord_find_screen_set_key_size (NordFindScreen *self, double pixels);
/* @low: there is no room for two rows of places; @wide: but for some beside the field;
 * @narrow: not for two beside each other. */
void nord_find_screen_set_room (NordFindScreen *self, gboolean low, gboolean wide, gboolean narrow);

G_END_DECLS
