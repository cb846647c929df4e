/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups by words, in three ways: freely, around seed words, and learned from what is together. */
#pragma once

#include "core/cluster/vectors.h"

G_BEGIN_DECLS

#define NORD_TOPIC_NONE (-1)

void nord_topic_group (const NordVectors *vectors, guint n_groups, gint32 *labels);
void nord_topic_group_around (const NordVectors *vectors,
                              const char *const *seeds,
                              guint n_groups,
                              gint32 *labels);
void
nord_topic_learn (const NordVectors *vectors, const gint32 *known, guint n_groups, gint32 *labels);

G_END_DECLS
