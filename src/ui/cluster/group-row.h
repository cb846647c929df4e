/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A line in the list of groups: a group, or one of its ideas below it. */
#pragma once

#include "ui/cluster/group.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_GROUP_ROW (nord_group_row_get_type ())
G_DECLARE_FINAL_TYPE (NordGroupRow, nord_group_row, NORD, GROUP_ROW, AdwBin)

/* Activates the page's actions "cluster.…" with the id of its group or idea. */

GtkWidget *nord_group_row_new (NordSession *session);
void nord_group_row_bind (NordGroupRow *self, GtkTreeListRow *row);
void nord_group_row_unbind (NordGroupRow *self);

G_END_DECLS
