/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A text laid along a street. */
#pragma once

#include "core/map/label-text.h"

G_BEGIN_DECLS

/* A run of the label's text at its place. */
typedef struct {
  guint run;   /* index in the text */
  double x, y; /* px from the anchor: the begin of its baseline */
  double angle;
} NordLabelGlyphs;

/* A line on the screen with the distance of each point from its begin. */
typedef struct {
  guint n;
  double *xy;     /* (owned) px */
  double *length; /* (owned) px from the begin */
} NordLabelPath;

void nord_label_path_init (NordLabelPath *self, const double *xy, guint n, double rotation);
void nord_label_path_clear (NordLabelPath *self);
void nord_label_path_at (const NordLabelPath *self, double at, double *x, double *y);
double nord_label_path_nearest (const NordLabelPath *self, double x, double y, double *distance);
gboolean nord_label_path_lay (const NordLabelPath *self,
                              const NordLabelText *text,
                              double middle,
                              double max_turn,
                              NordLabelGlyphs *glyphs);

G_END_DECLS
