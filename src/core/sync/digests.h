/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Lists of media by their digests, as asked for and answered. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_DIGESTS_MAX 1000

GBytes *nord_digests_join (GPtrArray *digests);
GHashTable *nord_digests_read (GBytes *body);

G_END_DECLS
