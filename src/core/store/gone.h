/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Changes about what was deleted. */
#pragma once

#include "core/store/erase.h"
#include "core/store/store-private.h"

G_BEGIN_DECLS

/* Stamps and writes @op, which stands on @thing as it is; its strings are given back. */
gboolean nord_gone_write (NordStore *self, NordThing *thing, NordOp *op, GError **error);
/* That delete stands for @delete, the one before it: whoever undoes that one has the thing again,
 * with what was written about it in between. */
gboolean nord_gone_delete_again (NordStore *self,
                                 NordThing *thing,
                                 const char *id,
                                 const NordOp *delete,
                                 GError **error);

G_END_DECLS
