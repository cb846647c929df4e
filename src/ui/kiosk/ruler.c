/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The bar and a mark every ten millimetres. */
#include "ui/kiosk/ruler.h"

#define LENGTH 100.0 /* millimetres */

struct _NordRuler {
  GtkWidget parent_instance;

  double per_mm;
  double before; /* at the start of a drag */
};

G_DEFINE_FINAL_TYPE (NordRuler, nord_ruler, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
take (NordRuler *self, double per_mm)
{
  self->per_mm = CLAMP (per_mm, 1, 12);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, NordRuler *self)
{
  self->before = self->per_mm;
}

static void
on_drag_update (GtkGestureDrag *drag, double x, double y, NordRuler *self)
{
  take (self, self->before + x / LENGTH);
}

static void
on_drag_end (GtkGestureDrag *drag, double x, double y, NordRuler *self)
{
  take (self, self->before + x / LENGTH);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
nord_ruler_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  NordRuler *self = NORD_RULER (widget);

  *minimum = 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? (int) (LENGTH * self->per_mm) + 2 : 60;
}

static void
nord_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordRuler *self = NORD_RULER (widget);
  const int height = gtk_widget_get_height (widget);
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (0, (float) height - 12,
                                                  (float) (LENGTH * self->per_mm), 12));
  for (int mm = 0; mm <= LENGTH; mm += 10) {
    const float top = mm % 50 == 0 ? 0 : (float) height / 2 - 6;

    gtk_snapshot_append_color (snapshot, &colour,
                               &GRAPHENE_RECT_INIT ((float) (mm * self->per_mm) - 1, top, 2,
                                                    (float) height - 12 - top));
  }
}

static void
nord_ruler_class_init (NordRulerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = nord_ruler_measure;
  widget_class->snapshot = nord_ruler_snapshot;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nord_ruler_init (NordRuler *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->per_mm = 96 / 25.4;
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  /* Whichever side is the first in the language, a ruler begins at the left. */
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
nord_ruler_new (void)
{
  return g_object_new (NORD_TYPE_RULER, NULL);
}

double
nord_ruler_get_scale (NordRuler *self)
{
  g_return_val_if_fail (NORD_IS_RULER (self), 1);
  return self->per_mm;
}

void
nord_ruler_set_scale (NordRuler *self, double per_mm)
{
  g_return_if_fail (NORD_IS_RULER (self));
  take (self, per_mm);
}

void
nord_ruler_grow (NordRuler *self, double pixels)
{
  g_return_if_fail (NORD_IS_RULER (self));
  take (self, self->per_mm + pixels / LENGTH);
  g_signal_emit (self, signals[CHANGED], 0);
}
