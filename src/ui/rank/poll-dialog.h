/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks what a new poll is about and how many dots people have. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_POLL_DIALOG (nord_poll_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordPollDialog, nord_poll_dialog, NORD, POLL_DIALOG, AdwWindow)

/* Signal "created" (const char *id): the poll is in the document. */

GtkWidget *nord_poll_dialog_new (GtkWindow *parent, NordSession *session);

G_END_DECLS
