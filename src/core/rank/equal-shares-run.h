/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One run of the method of equal shares, without any completion. */
#pragma once

#include "core/rank/electorate.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) @extra: currency units that everybody has more than the equal share. With extra
 * money the run ends as soon as it costs more than the budget; cancelled, it ends early. */
NordBudgetOutcome *
nord_equal_shares_run (const NordElectorate *electorate, gint64 extra, GCancellable *cancellable);

G_END_DECLS
