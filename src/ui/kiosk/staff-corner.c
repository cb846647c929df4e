/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The program's name, and the times of the last taps on it. */
#include "ui/kiosk/staff-corner.h"

#define TAPS 5
#define WITHIN (3 * G_USEC_PER_SEC)

struct _NordStaffCorner {
  AdwBin parent_instance;
  gint64 taps[TAPS]; /* monotonic, the last ones */
};

G_DEFINE_FINAL_TYPE (NordStaffCorner, nord_staff_corner, ADW_TYPE_BIN)

enum { KNOCKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_pressed (GtkGestureClick *click, int n_press, double x, double y, NordStaffCorner *self)
{
  const gint64 now = g_get_monotonic_time ();

  memmove (self->taps, self->taps + 1, (TAPS - 1) * sizeof *self->taps);
  self->taps[TAPS - 1] = now;
  if (now - self->taps[0] <= WITHIN)
    g_signal_emit (self, signals[KNOCKED], 0);
}

static void
nord_staff_corner_class_init (NordStaffCornerClass *klass)
{
  signals[KNOCKED] = g_signal_new ("knocked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_staff_corner_init (NordStaffCorner *self)
{
  GtkWidget *name = gtk_label_new ("Nordwärts");
  GtkGesture *taps = gtk_gesture_click_new ();

  gtk_widget_add_css_class (name, "kiosk-corner");
  adw_bin_set_child (ADW_BIN (self), name);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  g_signal_connect_object (taps, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (taps));
}

GtkWidget *
nord_staff_corner_new (void)
{
  return g_object_new (NORD_TYPE_STAFF_CORNER, NULL);
}
