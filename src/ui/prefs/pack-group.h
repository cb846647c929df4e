/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map packs of this computer: added by dialog or by dropping, told about, removed. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PACK_GROUP (nord_pack_group_get_type ())
G_DECLARE_FINAL_TYPE (NordPackGroup, nord_pack_group, NORD, PACK_GROUP, AdwPreferencesGroup)

/* As if these were dropped here; (element-type GFile). */
void nord_pack_group_add_packs (NordPackGroup *self, GListModel *files);

G_END_DECLS
