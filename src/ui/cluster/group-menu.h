/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What can be done with a group or an idea, as menus of the page's actions "cluster.…". */
#pragma once

#include "ui/cluster/group.h"

G_BEGIN_DECLS

/* (transfer full) */
GMenuModel *nord_group_menu_new (NordGroup *group);
/* (transfer full) @id: of an idea; "" for those that are selected. */
GMenuModel *nord_group_menu_new_for_idea (const char *id, gboolean in_group);

G_END_DECLS
