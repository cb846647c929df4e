/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Learns from examples how likely each text belongs to each group. */
#pragma once

#include "core/cluster/vectors.h"

G_BEGIN_DECLS

float *nord_separation_learn (const NordVectors *vectors,
                              const float *rows,
                              guint n_columns,
                              const gint32 *known,
                              guint n_groups);

G_END_DECLS
