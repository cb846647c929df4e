/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A list model of the living things of one noun. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void
nord_live_list_follow (GListStore *list, GHashTable *records, GPtrArray *added, guint n_removed);

G_END_DECLS
