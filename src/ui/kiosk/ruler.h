/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A bar that shall be 100 mm long on the glass; whoever holds a ruler to it drags its end. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_RULER (nord_ruler_get_type ())
G_DECLARE_FINAL_TYPE (NordRuler, nord_ruler, NORD, RULER, GtkWidget)

/* Signal "changed" (): its end was dragged, or moved by nord_ruler_grow (). */
GtkWidget *nord_ruler_new (void);
double nord_ruler_get_scale (NordRuler *self); /* pixels a millimetre */
void nord_ruler_set_scale (NordRuler *self, double per_mm);
void nord_ruler_grow (NordRuler *self, double pixels);

G_END_DECLS
