/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Grows whenever it comes into view. */
#include "ui/rank/growing-bar.h"

#include <adwaita.h>

#define GROWTH_MS 900

struct _NordGrowingBar {
  GtkWidget parent_instance;

  double part, shown;
  AdwAnimation *growth; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (NordGrowingBar, nord_growing_bar, GTK_TYPE_WIDGET)

static void
on_grown (double value, gpointer data)
{
  NordGrowingBar *self = data;

  self->shown = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
nord_growing_bar_map (GtkWidget *widget)
{
  NordGrowingBar *self = NORD_GROWING_BAR (widget);

  GTK_WIDGET_CLASS (nord_growing_bar_parent_class)->map (widget);
  g_clear_object (&self->growth);
  self->growth = adw_timed_animation_new (widget, 0, self->part, GROWTH_MS,
                                          adw_callback_animation_target_new (on_grown, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->growth), ADW_EASE_OUT_CUBIC);
  adw_animation_play (self->growth);
}

/* In the colour of the text; a track below shows the whole. */
static void
nord_growing_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordGrowingBar *self = NORD_GROWING_BAR (widget);
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  const float length = (float) (width * CLAMP (self->shown, 0, 1));
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA colour, track;
  GskRoundedRect shape;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  track = colour;
  track.alpha = 0.12f;
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (0, 0, width, height), height / 4);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &track, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (rtl ? width - length : 0, 0, length, height));
  gtk_snapshot_pop (snapshot);
}

static void
nord_growing_bar_dispose (GObject *object)
{
  g_clear_object (&NORD_GROWING_BAR (object)->growth);
  G_OBJECT_CLASS (nord_growing_bar_parent_class)->dispose (object);
}

static void
nord_growing_bar_class_init (NordGrowingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_growing_bar_dispose;
  widget_class->map = nord_growing_bar_map;
  widget_class->snapshot = nord_growing_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "growingbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nord_growing_bar_init (NordGrowingBar *self)
{
}

GtkWidget *
nord_growing_bar_new (double part, const char *style)
{
  NordGrowingBar *self = g_object_new (NORD_TYPE_GROWING_BAR, NULL);

  self->part = part;
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  return GTK_WIDGET (self);
}
