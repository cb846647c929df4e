/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A new idea that is more of one that is there already: both in one group, both as they were said.
 */
#pragma once

#include "core/model/change.h"
#include "core/model/idea.h"

#include <gio/gio.h>

G_BEGIN_DECLS

const char *nord_addition_group (NordChangeSet *set,
                                 NordChange *created,
                                 NordRecord *to,
                                 const char *title,
                                 GListModel *ideas,
                                 GListModel *clusters);

G_END_DECLS
