/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the ideas lie that everybody may see: places alone, without a word of anybody. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  double lon, lat; /* degrees */
} NordPublicPlace;

GArray *nord_public_places_collect (GListModel *ideas);
gboolean nord_public_places_hold (const GArray *all, const GArray *some);

G_END_DECLS
