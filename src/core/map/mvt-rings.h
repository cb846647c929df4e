/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Valid areas on the grid of a tile, whatever clipping and rounding made of them. */
#pragma once

#include "core/map/mvt.h"

G_BEGIN_DECLS

/* Rings in the order of the specification: each border is followed by its holes. Borders have a
 * positive area by the surveyor's formula, holes a negative one. No first position stands at the
 * end again. */
typedef struct {
  GArray *points; /* (owned) (element-type NordMvtPoint) */
  GArray *ends;   /* (owned) (element-type guint) ring r ends before points[ends[r]] */
} NordMvtRings;

/* Rings that may cross and touch themselves and each other; what lies in an odd number of them is
 * inside. Rings with less than @least_area (square units) are left out. (transfer full) (nullable):
 * NULL where edges meet each other some hundred thousand times. */
NordMvtRings *nord_mvt_rings_new (const NordMvtPoint *points,
                                  const guint *ends,
                                  guint n_rings,
                                  double least_area);
void nord_mvt_rings_free (NordMvtRings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMvtRings, nord_mvt_rings_free)

G_END_DECLS
