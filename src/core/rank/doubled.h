/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One code, one ballot, also where two laptops took it. */
#pragma once

#include "core/model/record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GHashTable *nord_doubled_find (NordRecord *poll, GListModel *ballots);

G_END_DECLS
