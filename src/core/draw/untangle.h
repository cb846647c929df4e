/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Areas whose border crosses itself, as hands draw them, become areas that a GIS takes. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

gboolean nord_untangle_is_simple (const NordShape *area);
NordShape *nord_untangle_area (const NordShape *drawn);

G_END_DECLS
