/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Private to the room: the titles of groups by their ids, for columns that people read. */
#pragma once

#include "core/model/cluster.h"

G_BEGIN_DECLS

/* (transfer full) keys and values belong to @clusters (nullable). */
GHashTable *nord_export_titles (const GPtrArray *clusters);

G_END_DECLS
