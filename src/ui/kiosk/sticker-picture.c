/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A drawing area; what it shows is said by the button around it. */
#include "ui/kiosk/sticker-picture.h"

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const guint what = GPOINTER_TO_UINT (data);
  const NordSticker sticker = (NordSticker) (what >> 1);

  if (what & 1)
    nord_sticker_paint (sticker, cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0);
  else
    nord_sticker_paint_picture (sticker, cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0);
}

GtkWidget *
nord_sticker_picture_new (NordSticker sticker, gboolean round, int least)
{
  GtkWidget *area =
    g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), least);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), least);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw,
                                  GUINT_TO_POINTER ((guint) sticker << 1 | (round ? 1u : 0u)),
                                  NULL);
  gtk_widget_set_can_target (area, FALSE);
  return area;
}
