/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes cut in pieces, given a new course, and with holes made or filled. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef enum {
  NORD_CUT_ERROR_MISSES, /* the cut does not go through, the new course does not meet the old one */
  NORD_CUT_ERROR_AT_END, /* a line would be cut at its own end */
  NORD_CUT_ERROR_HOLE,   /* a hole would not lie within the area */
} NordCutError;

#define NORD_CUT_ERROR (nord_cut_error_quark ())
GQuark nord_cut_error_quark (void);

GPtrArray *nord_cut_line (const NordShape *line, double lon, double lat, GError **error);
GPtrArray *nord_cut_area (const NordShape *area, const NordShape *along, GError **error);
NordShape *
nord_cut_reshape (const NordShape *shape, const NordShape *course, double reach, GError **error);
NordShape *nord_cut_add_hole (const NordShape *area, const NordShape *hole, GError **error);

G_END_DECLS
