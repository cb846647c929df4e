/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a file is written while thousands of changes come in. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

gboolean nord_bulk_is_due (guint n_changes);
gboolean nord_bulk_check_room (NordStore *self, guint n_changes, GError **error);
gboolean nord_bulk_begin (NordStore *self, GError **error);
void nord_bulk_end (NordStore *self);

G_END_DECLS
