/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Sorting in silence (the KJ method): the time that is left, for all to see. */
#include "ui/cluster/silent-bar.h"

#include "config.h"

#include <glib/gi18n.h>

struct _NordSilentBar {
  AdwBin parent_instance;

  gint64 planned, left; /* µs */
  gint64 last;          /* monotonic time of the last look */
  guint tick_id;
  gboolean paused;
  gboolean rung;

  GtkRevealer *revealer;
  GtkLabel *words;
  GtkLabel *time;
  GtkProgressBar *bar;
  GtkButton *pause_button;
};

G_DEFINE_FINAL_TYPE (NordSilentBar, nord_silent_bar, ADW_TYPE_BIN)

static void
show (NordSilentBar *self)
{
  const gint64 seconds = (MAX (self->left, 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autofree char *time =
    g_strdup_printf ("%" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, seconds / 60, seconds % 60);

  gtk_label_set_text (self->time, time);
  gtk_label_set_text (self->words, seconds == 0   ? _ ("Time is up")
                                   : self->paused ? _ ("Paused")
                                                  : _ ("Sorting in silence"));
  gtk_progress_bar_set_fraction (self->bar,
                                 CLAMP ((double) self->left / (double) self->planned, 0, 1));
  gtk_button_set_icon_name (self->pause_button, self->paused ? "media-playback-start-symbolic"
                                                             : "media-playback-pause-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pause_button),
                               self->paused ? _ ("Go On") : _ ("Pause"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->paused ? _ ("Go On") : _ ("Pause"), -1);
  if (seconds <= 60)
    gtk_widget_add_css_class (GTK_WIDGET (self), "ending");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "ending");
}

static gboolean
on_tick (gpointer data)
{
  NordSilentBar *self = data;
  const gint64 now = g_get_monotonic_time ();

  if (!self->paused)
    self->left -= now - self->last;
  self->last = now;
  if (self->left <= 0 && !self->rung) {
    self->rung = TRUE;
    gtk_widget_error_bell (GTK_WIDGET (self));
  }
  show (self);
  return G_SOURCE_CONTINUE;
}

static void
on_pause (NordSilentBar *self)
{
  on_tick (self);
  self->paused = !self->paused;
  show (self);
}

static void
on_longer (NordSilentBar *self)
{
  self->left = MAX (self->left, 0) + 60 * G_USEC_PER_SEC;
  self->planned = MAX (self->planned, self->left);
  self->rung = FALSE;
  show (self);
}

static void
on_end (NordSilentBar *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
nord_silent_bar_dispose (GObject *object)
{
  g_clear_handle_id (&NORD_SILENT_BAR (object)->tick_id, g_source_remove);
  G_OBJECT_CLASS (nord_silent_bar_parent_class)->dispose (object);
}

static void
nord_silent_bar_class_init (NordSilentBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_silent_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/cluster/silent-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NordSilentBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, NordSilentBar, words);
  gtk_widget_class_bind_template_child (widget_class, NordSilentBar, time);
  gtk_widget_class_bind_template_child (widget_class, NordSilentBar, bar);
  gtk_widget_class_bind_template_child (widget_class, NordSilentBar, pause_button);
  gtk_widget_class_bind_template_callback (widget_class, on_pause);
  gtk_widget_class_bind_template_callback (widget_class, on_longer);
  gtk_widget_class_bind_template_callback (widget_class, on_end);
}

static void
nord_silent_bar_init (NordSilentBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nord_silent_bar_start (NordSilentBar *self, guint minutes)
{
  g_return_if_fail (NORD_IS_SILENT_BAR (self) && minutes > 0);
  self->planned = self->left = minutes * 60 * (gint64) G_USEC_PER_SEC;
  self->last = g_get_monotonic_time ();
  self->paused = self->rung = FALSE;
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, on_tick, self);
  show (self);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

gboolean
nord_silent_bar_is_running (NordSilentBar *self)
{
  g_return_val_if_fail (NORD_IS_SILENT_BAR (self), FALSE);
  return self->tick_id != 0;
}
