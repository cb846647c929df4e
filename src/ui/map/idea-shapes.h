/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Lines and areas of ideas as a picture that any thread can draw. */
#pragma once

#include "ui/map/idea-items.h"
#include "ui/map/mark.h"
#include "ui/map/picture-grid.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) what lies in @view; @zoom: of the crowd. */
NordMapPlan *nord_idea_shapes_plan (NordIdeaItems *items, const NordView *view, guint zoom);
/* One shape. @patterns: (nullable) shared by those that are drawn together. */
void nord_idea_shape_draw (cairo_t *cr,
                           const NordShape *shape,
                           const NordCategory *look,
                           const NordView *view,
                           gboolean strong,
                           NordMarkPatterns *patterns);

G_END_DECLS
