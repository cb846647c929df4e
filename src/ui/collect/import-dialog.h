/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shows what was found out about a foreign file, lets a person correct it, says what would come of
 * it, and takes the ideas in. */
#pragma once

#include "core/exchange/column.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_IMPORT_DIALOG (nord_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordImportDialog, nord_import_dialog, NORD, IMPORT_DIALOG, AdwWindow)

NordImportDialog *nord_import_dialog_new (GtkWindow *parent,
                                          NordSession *session,
                                          const char *path,
                                          NordSubject subject);

G_END_DECLS
