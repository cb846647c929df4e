/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words of ideas that were copied into other things. */
#pragma once

#include "core/model/traces.h"
#include "core/store/store.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) what the redaction takes out; to be asked before it does. */
NordTraces *nord_copies_trace (NordStore *self, const NordRedaction *what, GError **error);
/* In a transaction; what was changed is added to @set. */
gboolean
nord_copies_redact (NordStore *self, NordTraces *traces, NordChangeSet *set, GError **error);

G_END_DECLS
