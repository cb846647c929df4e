/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks for title, place and day of a workshop, new or not. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_WORKSHOP_DIALOG (nord_workshop_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordWorkshopDialog, nord_workshop_dialog, NORD, WORKSHOP_DIALOG, AdwWindow)

/* Signal "accepted" (): the person has confirmed; the dialog closes after the handlers.
 * @is_new: whether a workshop is made (or changed), which chooses the words. */
NordWorkshopDialog *nord_workshop_dialog_new (GtkWindow *parent, gboolean is_new);
void nord_workshop_dialog_set (NordWorkshopDialog *self,
                               const char *title,
                               const char *place,
                               const char *held_on);
/* (transfer full) without white space around it. */
char *nord_workshop_dialog_get_title (NordWorkshopDialog *self);
char *nord_workshop_dialog_get_place (NordWorkshopDialog *self);         /* (nullable) */
const char *nord_workshop_dialog_get_held_on (NordWorkshopDialog *self); /* (nullable) */

G_END_DECLS
