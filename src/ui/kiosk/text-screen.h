/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Title and description for whoever wants to write, with the keyboard below. */
#pragma once

#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_TEXT_SCREEN (nord_text_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordTextScreen, nord_text_screen, NORD, TEXT_SCREEN, AdwBin)

/* Its button activates station.next. Signal "changed" (): after every letter. */
GtkWidget *nord_text_screen_new (NordWording *wording);
const char *nord_text_screen_get_title (NordTextScreen *self);
const char *nord_text_screen_get_body (NordTextScreen *self);
void nord_text_screen_set (NordTextScreen *self, const char *title, const char *body);
void nord_text_screen_wipe (NordTextScreen *self);
void nord_text_screen_set_key_size (NordTextScreen *self, double pixels);
/* @low: much wider than high, so the fields stand beside each other. */
void nord_text_screen_set_low (NordTextScreen *self, gboolean low);

G_END_DECLS
