/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Takes down one ballot after the other, or corrects one. */
#pragma once

#include "core/rank/polling.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_BALLOT_DIALOG (nord_ballot_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordBallotDialog, nord_ballot_dialog, NORD, BALLOT_DIALOG, AdwWindow)

/* @ballot: (nullable) the one to correct; NULL: new ones. */
GtkWidget *nord_ballot_dialog_new (GtkWindow *parent,
                                   NordSession *session,
                                   NordRecord *poll,
                                   NordRecord *ballot);

G_END_DECLS
