/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Chooses what belongs to an idea or a project: a list with a search, the likeliest first. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_LINK_DIALOG (nord_link_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordLinkDialog, nord_link_dialog, NORD, LINK_DIALOG, AdwWindow)

/* @record: an idea, for which projects are offered, or a project, for which ideas are. */
NordLinkDialog *nord_link_dialog_new (GtkWindow *parent, NordSession *session, NordRecord *record);

G_END_DECLS
