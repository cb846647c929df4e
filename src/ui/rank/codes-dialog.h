/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Prints codes for voters, one a person, or saves them as a PDF file. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_CODES_DIALOG (nord_codes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordCodesDialog, nord_codes_dialog, NORD, CODES_DIALOG, AdwWindow)

GtkWidget *nord_codes_dialog_new (GtkWindow *parent, NordSession *session);

G_END_DECLS
