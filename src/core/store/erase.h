/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Taking texts out of the file for good. */
#pragma once

#include "core/store/erased.h"
#include "core/store/op.h"
#include "core/store/store.h"

G_BEGIN_DECLS

/* In a transaction, when @op is in the log: it may redact, or not know of what redacted. */
gboolean nord_erase_after (NordStore *self, const NordOp *op, GError **error);
gboolean nord_erase_note (NordStore *self, gint64 seq, const guint8 *hash, GError **error);
/* Does the change put something else in the place of what the field said? */
gboolean nord_erase_is_word (const NordOp *op, int field);
/* After the transaction: out of the write-ahead log too. */
void nord_erase_finish (NordStore *self);

G_END_DECLS
