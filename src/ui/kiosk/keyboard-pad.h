/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A station's own keyboard: keys to tap, to hold for more letters, and to hold for erasing on. */
#pragma once

#include "ui/kiosk/wording.h"

G_BEGIN_DECLS

#define NORD_TYPE_KEYBOARD_PAD (nord_keyboard_pad_get_type ())
G_DECLARE_FINAL_TYPE (NordKeyboardPad, nord_keyboard_pad, NORD, KEYBOARD_PAD, GtkWidget)

/* Follows the language of @wording. Signals: "typed" (const char *), "erased" (), and "moved"
 * (int): the caret by one letter to the left (-1) or right as it is seen. */
GtkWidget *nord_keyboard_pad_new (NordWording *wording);
/* Before anybody types: names of places have Latin letters. */
void nord_keyboard_pad_begin_latin (NordKeyboardPad *self);
/* The wanted width and height of a key, pixels. */
void nord_keyboard_pad_set_key_size (NordKeyboardPad *self, double size);
/* Of its widest row where keys have the wanted size, pixels; in the language that is spoken now. */
int nord_keyboard_pad_get_width (NordKeyboardPad *self);
/* The text before the caret. */
void nord_keyboard_pad_follow (NordKeyboardPad *self, const char *before);

G_END_DECLS
