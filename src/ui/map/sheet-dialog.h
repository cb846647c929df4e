/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map as a file or on paper: form, paper, what stands on it, and how it is getting on. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_SHEET_DIALOG (nord_sheet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordSheetDialog, nord_sheet_dialog, NORD, SHEET_DIALOG, AdwWindow)

/* What the map shows at the moment, with the released ideas of the session's workshop. */
NordSheetDialog *nord_sheet_dialog_new (GtkWindow *parent, NordSession *session);
/* Writes to @path with what is chosen, its ending says as what; as if a person had chosen it. */
void nord_sheet_dialog_write (NordSheetDialog *self, const char *path);
/* Asks for a printer and prints; @path (nullable): a PDF instead, without asking. */
void nord_sheet_dialog_print (NordSheetDialog *self, const char *path);

G_END_DECLS
