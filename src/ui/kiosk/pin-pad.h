/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ten digits to tap; hands out six of them. Nothing typed stays in it. */
#pragma once

#include "ui/kiosk/wording.h"

G_BEGIN_DECLS

#define NORD_TYPE_PIN_PAD (nord_pin_pad_get_type ())
G_DECLARE_FINAL_TYPE (NordPinPad, nord_pin_pad, NORD, PIN_PAD, GtkWidget)

/* Signal "entered" (const char *pin): six digits, wiped when the handlers have returned. */
GtkWidget *nord_pin_pad_new (NordWording *wording);
void nord_pin_pad_clear (NordPinPad *self);

G_END_DECLS
