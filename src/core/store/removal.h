/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Media that were removed for good. */
#pragma once

#include "core/store/op.h"
#include "core/store/store.h"

G_BEGIN_DECLS

gboolean nord_removal_after (NordStore *self, const NordOp *op, GError **error);

G_END_DECLS
