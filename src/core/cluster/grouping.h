/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What people do with groups, as changes: nothing is stored here, originals always stay. */
#pragma once

#include "core/cluster/proposal.h"
#include "core/model/change.h"
#include "core/model/cluster.h"
#include "core/model/idea.h"

G_BEGIN_DECLS

/* All return one set of changes (transfer full), one step of undo. @ideas: list of NordIdea,
 * @clusters: list of NordCluster, @groups: what nord_grouping_resolve () tells of it. Selections of
 * ideas are NULL-terminated arrays of ids. */
NordChangeSet *nord_grouping_accept (NordProposal *const *proposals,
                                     guint n_proposals,
                                     GListModel *ideas,
                                     GListModel *clusters);
NordChangeSet *nord_grouping_form (const char *title,
                                   const char *const *members,
                                   GListModel *ideas,
                                   GListModel *clusters);
NordChangeSet *nord_grouping_rename (NordRecord *cluster, const char *title);
NordChangeSet *nord_grouping_recolour (NordRecord *cluster, guint colour);
NordChangeSet *nord_grouping_move (const char *const *members, NordRecord *to, GListModel *ideas);
NordChangeSet *
nord_grouping_merge (NordRecord *into, NordRecord *from, GListModel *ideas, GHashTable *groups);
NordChangeSet *nord_grouping_dissolve (NordRecord *cluster, GListModel *ideas, GHashTable *groups);

GHashTable *nord_grouping_resolve (GListModel *clusters);
GPtrArray *nord_grouping_list_members (GListModel *ideas, GHashTable *groups, NordRecord *cluster);
/* (transfer none) (nullable) the group an idea is in. */
NordRecord *nord_grouping_of_idea (GHashTable *groups, NordRecord *idea);

G_END_DECLS
