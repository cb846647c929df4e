/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A name on a small plate, drawn once and shown at every frame. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  gboolean narrow; /* in up to three lines, cut with an ellipsis */
  gboolean light;  /* a plate through which the map shines a little */
  GdkRGBA ground, ink, frame;
} NordPlateLook;

typedef struct _NordPlate NordPlate;

NordPlate *nord_plate_new (GtkWidget *widget, const char *text, const NordPlateLook *look);
void nord_plate_free (NordPlate *self);
/* Pixels. */
int nord_plate_get_width (const NordPlate *self);
int nord_plate_get_height (const NordPlate *self);
/* Whether it is sharp on @widget. */
gboolean nord_plate_fits (const NordPlate *self, GtkWidget *widget);
void nord_plate_draw (NordPlate *self, cairo_t *cr, double left, double top);
void nord_plate_append (NordPlate *self, GtkSnapshot *snapshot, double left, double top);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPlate, nord_plate_free)

G_END_DECLS
