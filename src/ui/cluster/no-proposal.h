/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What stands where no group is proposed: why, and what can be done. */
#pragma once

#include "ui/cluster/proposer.h"

#include <adwaita.h>

G_BEGIN_DECLS

void nord_no_proposal_show (AdwStatusPage *page,
                            GtkWidget *way_out,
                            guint n_all,
                            guint n_left,
                            NordProposeMode mode);

G_END_DECLS
