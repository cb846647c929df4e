/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is drawn over a shape to alter it: a new course, a cut, a hole. */
#pragma once

#include "core/draw/refusal.h"
#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef enum {
  NORD_AID_NONE,    /* points are dragged */
  NORD_AID_RESHAPE, /* a line over the stretch that it shall take the place of */
  NORD_AID_CUT,     /* a line through an area, a tap on a line */
  NORD_AID_HOLE,    /* an area within the area */
} NordAid;

gboolean nord_aid_suits (NordAid aid, NordShapeKind edited);
NordShapeKind nord_aid_get_kind (NordAid aid, NordShapeKind edited);
NordShape *nord_aid_apply (NordAid aid,
                           const NordShape *edited,
                           const NordShape *drawn,
                           double reach,
                           GPtrArray *rest,
                           NordToolRefusal *why);

G_END_DECLS
