/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the tiles in view would like to have written on the map, before anybody asks whether there
 * is room for it. */
#pragma once

#include "core/map/map-camera.h"
#include "core/map/style.h"
#include "core/map/tile-stack.h"

G_BEGIN_DECLS

typedef struct {
  const NordStyleLayer *layer; /* (borrowed from the style) */
  char *text;                  /* (owned) (nullable) */
  double rank;
  double x, y;   /* place on the unit square; of a line its middle */
  double *line;  /* (owned) (nullable) x, y in px from the view's centre, not rotated */
  guint n_line;  /* points */
  double length; /* px */
} NordLabelWish;

void nord_label_wish_free (NordLabelWish *self);
GPtrArray *nord_label_find (const NordMapStyle *style,
                            const NordMapPiece *pieces,
                            guint n_pieces,
                            const NordMapCamera *view,
                            double margin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordLabelWish, nord_label_wish_free)

G_END_DECLS
