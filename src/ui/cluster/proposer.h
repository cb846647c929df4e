/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Keeps proposals of groups up to date while ideas, radius and size change. */
#pragma once

#include "core/cluster/proposal.h"
#include "core/document/document.h"

G_BEGIN_DECLS

/* What brings ideas together. */
typedef enum {
  NORD_PROPOSE_DENSITY, /* the same place, where ideas lie close: needs to know nothing */
  NORD_PROPOSE_RADIUS,  /* the same place, within a radius */
  NORD_PROPOSE_WORDS,
  NORD_PROPOSE_BOTH,
  NORD_N_PROPOSE_MODES
} NordProposeMode;

#define NORD_TYPE_PROPOSER (nord_proposer_get_type ())
G_DECLARE_FINAL_TYPE (NordProposer, nord_proposer, NORD, PROPOSER, GObject)

/* Properties: "document" (nullable), "mode", "radius" (metres), "weight" (percent), "min-size",
 * "active" (nothing is reckoned while FALSE), "busy". Signal "updated" (): the list of proposals is
 * another. */

NordProposer *nord_proposer_new (void);
void nord_proposer_set_document (NordProposer *self, NordDocument *document);
void nord_proposer_set_active (NordProposer *self, gboolean active);
/* (transfer none) a list of NordProposal, the largest first. */
GListModel *nord_proposer_get_proposals (NordProposer *self);
/* Ideas with a place that are in no group yet: what the proposals are made of. */
guint nord_proposer_get_n_ideas (NordProposer *self);

G_END_DECLS
