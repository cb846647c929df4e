/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The groups of a document and the ideas that stand alone, as a list that follows its changes. */
#pragma once

#include "core/document/document.h"
#include "ui/cluster/group.h"

G_BEGIN_DECLS

#define NORD_TYPE_GROUP_LIST (nord_group_list_get_type ())
G_DECLARE_FINAL_TYPE (NordGroupList, nord_group_list, NORD, GROUP_LIST, GObject)

/* Signal "updated" (): some group has changed, come or gone. */

NordGroupList *nord_group_list_new (void);
void nord_group_list_set_document (NordGroupList *self, NordDocument *document);
/* (transfer none) a list of NordGroup in their order, those that stand alone at the end. */
GListModel *nord_group_list_get_groups (NordGroupList *self);
guint nord_group_list_get_n_groups (NordGroupList *self); /* without those that stand alone */
NordGroup *nord_group_list_find (NordGroupList *self, const char *id); /* (nullable) */
/* (transfer none) see nord_grouping_resolve () */
GHashTable *nord_group_list_get_map (NordGroupList *self);

G_END_DECLS
