/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What can go wrong between a map pack on the disk and a picture of it. */
#include "core/map/map-error.h"

G_DEFINE_QUARK (nord_map_error, nord_map_error)
