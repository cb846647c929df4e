/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which labels stand on the map and where: those with the highest priority that fit beside each
 * other. */
#pragma once

#include "core/map/label-finder.h"
#include "core/map/label-path.h"

G_BEGIN_DECLS

typedef struct {
  double x0, y0, x1, y1; /* px */
} NordLabelBox;

typedef struct {
  const NordStyleLayer *layer; /* (borrowed from the placement's style) */
  char *string;                /* (owned) (nullable) */
  NordLabelText *text;         /* (owned) (nullable) */
  double x, y;                 /* anchor on the unit square */
  gboolean turns;              /* lies along the map and turns with it */
  guint n_glyphs;
  NordLabelGlyphs *glyphs; /* (owned) */
  guint n_boxes;
  NordLabelBox *boxes; /* (owned) px from the anchor, on the screen: what nothing else may cover */
  NordLabelBox bounds; /* px from the anchor: all that is painted */
} NordLabel;

typedef struct {
  NordMapStyle *style; /* (owned) */
  NordMapCamera view;
  GPtrArray *labels; /* (owned) of NordLabel, those of the highest priority first */
  /*< private >*/
  gatomicrefcount refs;
} NordLabelPlacement;

typedef enum {
  NORD_LABELS_DEFAULT = 0,
  NORD_LABELS_WHOLE = 1 << 0, /* none may be cut by the edge of the view: for pictures */
  NORD_LABELS_UNCUT = 1 << 1, /* none is cut by the edge of the view, others lie beyond it: for maps
                               * that move */
} NordLabelFlags;

NordLabelPlacement *nord_label_place (const NordMapStyle *style,
                                      const NordMapPiece *pieces,
                                      guint n_pieces,
                                      const NordMapCamera *view,
                                      double margin,
                                      NordLabelFlags flags,
                                      const NordLabelPlacement *before,
                                      NordLabelShaper *shaper);
NordLabelPlacement *nord_label_placement_ref (NordLabelPlacement *self);
void nord_label_placement_unref (NordLabelPlacement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordLabelPlacement, nord_label_placement_unref)

G_END_DECLS
