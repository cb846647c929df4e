/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ring has no number: it is understood in all languages, and hurries nobody more than it must.
 */
#include "ui/kiosk/still-screen.h"

#define LINE 0.14 /* of the ring's radius */

struct _NordStillScreen {
  AdwBin parent_instance;

  GtkWidget *ring;
  double left;
};

G_DEFINE_FINAL_TYPE (NordStillScreen, nord_still_screen, ADW_TYPE_BIN)

static void
draw_ring (GtkDrawingArea *ring, cairo_t *cr, int width, int height, gpointer data)
{
  NordStillScreen *self = data;
  const double x = width / 2.0, y = height / 2.0, radius = MIN (x, y) * (1 - LINE / 2);
  const double top = -G_PI / 2;
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (ring)), &ink);
  cairo_set_line_width (cr, MIN (x, y) * LINE);
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.25);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_arc (cr, x, y, radius, top, top + 2 * G_PI * self->left);
  cairo_stroke (cr);
}

static void
on_map (NordStillScreen *self)
{
  nord_still_screen_set_left (self, 1);
}

static void
nord_still_screen_class_init (NordStillScreenClass *klass)
{
}

static void
nord_still_screen_init (NordStillScreen *self)
{
  self->left = 1;
  self->ring = gtk_drawing_area_new ();
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
}

GtkWidget *
nord_still_screen_new (NordWording *wording)
{
  NordStillScreen *self = g_object_new (NORD_TYPE_STILL_SCREEN, NULL);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (self->ring, "kiosk-ring");
  gtk_widget_set_valign (self->ring, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->ring), draw_ring, self, NULL);
  gtk_box_append (GTK_BOX (words), nord_wording_label (wording, "still_title", "kiosk-title"));
  gtk_box_append (GTK_BOX (words), nord_wording_label (wording, "still_yes", NULL));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), self->ring);
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (row, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "kiosk-still");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "station.touch");
  nord_wording_say (wording, button, "still_yes");
  adw_bin_set_child (ADW_BIN (self), button);
  return GTK_WIDGET (self);
}

void
nord_still_screen_set_left (NordStillScreen *self, double left)
{
  g_return_if_fail (NORD_IS_STILL_SCREEN (self));
  self->left = CLAMP (left, 0, 1);
  gtk_widget_queue_draw (self->ring);
}
