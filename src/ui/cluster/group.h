/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One group with its ideas as the page lists it, or those that stand alone. */
#pragma once

#include "core/model/record.h"

#include <gdk/gdk.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define NORD_TYPE_GROUP (nord_group_get_type ())
G_DECLARE_FINAL_TYPE (NordGroup, nord_group, NORD, GROUP, GObject)

/* Signal "changed" (): name, colour or members are others. */

NordGroup *nord_group_new (NordRecord *cluster); /* (nullable) NULL: the ideas that stand alone */
NordRecord *nord_group_get_cluster (NordGroup *self); /* (transfer none) (nullable) */
const char *nord_group_get_id (NordGroup *self);      /* (nullable) */
char *nord_group_dup_title (NordGroup *self);
GListModel *nord_group_get_ideas (NordGroup *self); /* (transfer none) of NordIdea */
void nord_group_set_ideas (NordGroup *self, GPtrArray *ideas);
/* A colour of its own, the same on map and list; never the only sign. */
const GdkRGBA *nord_group_get_colour (NordGroup *self);

G_END_DECLS
