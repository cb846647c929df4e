/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes as well-known text (OGC 06-103r4, section 7), for columns of tables. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

void nord_wkt_append (GString *to, const NordShape *shape);
NordShape *nord_wkt_parse (const char *text, gsize length, GError **error);

G_END_DECLS
