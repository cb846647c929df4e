/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* White paper and a few colours, for a finger or several. */
#pragma once

#include "core/kiosk/painting.h"
#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PAINT_SCREEN (nord_paint_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordPaintScreen, nord_paint_screen, NORD, PAINT_SCREEN, AdwBin)

/* Signal "painted" (): a stroke is there, or was taken back. "Finish" activates station.collage. */
GtkWidget *nord_paint_screen_new (NordWording *wording);
/* (nullable) (transfer none) must live until another, or none, is set. */
void nord_paint_screen_set (NordPaintScreen *self, NordPainting *painting);
/* @low: the paints stand beside the paper. @narrow: in two rows below it. @height: of the place. */
void nord_paint_screen_set_room (NordPaintScreen *self, gboolean low, gboolean narrow, int height);

G_END_DECLS
