/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks in which form the ideas of the open workshop shall go out, and where to. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_EXPORT_DIALOG (nord_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordExportDialog, nord_export_dialog, NORD, EXPORT_DIALOG, AdwWindow)

NordExportDialog *nord_export_dialog_new (GtkWindow *parent, NordSession *session);

G_END_DECLS
