/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Settles two entries of a paper ballot that differ. */
#pragma once

#include "core/rank/paper.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PAPER_DIALOG (nord_paper_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordPaperDialog, nord_paper_dialog, NORD, PAPER_DIALOG, AdwWindow)

/* @number: on the paper; both entries are there. */
GtkWidget *nord_paper_dialog_new (GtkWindow *parent,
                                  NordSession *session,
                                  NordRecord *poll,
                                  const char *number);

G_END_DECLS
