/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the window says about steps: the labels of undo and redo, the toasts that offer to undo, the
 * dialogs when a step did not succeed. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_UNDO (nord_undo_get_type ())
G_DECLARE_FINAL_TYPE (NordUndo, nord_undo, NORD, UNDO, GObject)

/* @window has the actions "win.undo" and "win.redo"; none of the widgets is kept alive. */
NordUndo *
nord_undo_new (GtkWidget *window, NordSession *session, AdwToastOverlay *toasts, GMenu *section);
void nord_undo_step (NordUndo *self, gboolean redo);

G_END_DECLS
