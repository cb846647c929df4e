/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A few words of a resident with a caret, written by the station's own keyboard: no menu, no
 * clipboard, no focus that another station could take away. */
#pragma once

#include "core/kiosk/typing.h"
#include "ui/kiosk/wording.h"

G_BEGIN_DECLS

#define NORD_TYPE_TEXT_FIELD (nord_text_field_get_type ())
G_DECLARE_FINAL_TYPE (NordTextField, nord_text_field, NORD, TEXT_FIELD, GtkWidget)

/* @key: what it is called. @most: characters. Signal "taken" (): it was tapped. */
GtkWidget *nord_text_field_new (NordWording *wording, const char *key, guint most, guint lines);
NordTyping *nord_text_field_get_typing (NordTextField *self);
/* After something was done to the typing. */
void nord_text_field_refresh (NordTextField *self);
/* Shows the caret and the frame of the one that is being written in. */
void nord_text_field_set_active (NordTextField *self, gboolean active);
/* The caret by one letter to the left or right as it is seen. */
void nord_text_field_move (NordTextField *self, int by);
/* Nothing of what stood in it is left in the widget either. */
void nord_text_field_wipe (NordTextField *self);

G_END_DECLS
