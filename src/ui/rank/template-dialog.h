/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Own templates of polls: renamed, changed, deleted, and every step of it undone. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_TEMPLATE_DIALOG (nord_template_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordTemplateDialog, nord_template_dialog, NORD, TEMPLATE_DIALOG, AdwWindow)

GtkWidget *nord_template_dialog_new (GtkWindow *parent, NordSession *session);

G_END_DECLS
