/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One proposed group in the list. */
#pragma once

#include "core/cluster/proposal.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PROPOSAL_ROW (nord_proposal_row_get_type ())
G_DECLARE_FINAL_TYPE (NordProposalRow, nord_proposal_row, NORD, PROPOSAL_ROW, AdwActionRow)

/* Signals: "accepted" (), "rename-asked" (). */

GtkWidget *nord_proposal_row_new (NordProposal *proposal);
NordProposal *nord_proposal_row_get_proposal (NordProposalRow *self); /* (transfer none) */

G_END_DECLS
