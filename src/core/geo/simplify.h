/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes with fewer positions that look the same. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

NordShape *nord_simplify (const NordShape *shape, double tolerance);

G_END_DECLS
