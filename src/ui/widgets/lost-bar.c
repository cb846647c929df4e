/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was on the projector would cover the work on the only monitor that is left: it waits. */
#include "ui/widgets/lost-bar.h"

#include "config.h"

struct _NordLostBar {
  AdwBin parent_instance;

  GtkWindow *lost; /* (weak) (nullable) which waits for its monitor */
  GtkInfoBar *bar;
};

G_DEFINE_FINAL_TYPE (NordLostBar, nord_lost_bar, ADW_TYPE_BIN)

static void
say (NordLostBar *self)
{
  gtk_info_bar_set_revealed (self->bar, self->lost != NULL);
  /* Hidden, it is nothing for a screen reader either. */
  gtk_widget_set_visible (GTK_WIDGET (self->bar), self->lost != NULL);
}

static void
on_gone (gpointer data, GObject *gone)
{
  NordLostBar *self = data;

  self->lost = NULL;
  say (self);
}

static void
set_lost (NordLostBar *self, GtkWindow *lost)
{
  if (self->lost == lost)
    return;
  if (self->lost != NULL)
    g_object_weak_unref (G_OBJECT (self->lost), on_gone, self);
  self->lost = lost;
  if (lost != NULL)
    g_object_weak_ref (G_OBJECT (lost), on_gone, self);
  say (self);
}

static void
on_here (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordLostBar *self = NORD_LOST_BAR (widget);
  GtkWindow *lost = self->lost;

  if (lost == NULL)
    return;
  set_lost (self, NULL);
  gtk_window_present (lost);
  gtk_window_fullscreen (lost);
}

static void
on_end (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordLostBar *self = NORD_LOST_BAR (widget);
  GtkWindow *lost = self->lost;

  set_lost (self, NULL);
  if (lost != NULL)
    gtk_window_destroy (lost);
}

static void
nord_lost_bar_dispose (GObject *object)
{
  NordLostBar *self = NORD_LOST_BAR (object);

  if (self->lost != NULL)
    g_object_weak_unref (G_OBJECT (self->lost), on_gone, self);
  self->lost = NULL;
  G_OBJECT_CLASS (nord_lost_bar_parent_class)->dispose (object);
}

static void
nord_lost_bar_class_init (NordLostBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_lost_bar_dispose;
  gtk_widget_class_install_action (widget_class, "lost.here", NULL, on_here);
  gtk_widget_class_install_action (widget_class, "lost.end", NULL, on_end);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/widgets/lost-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NordLostBar, bar);
}

static void
nord_lost_bar_init (NordLostBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static NordLostBar *
find_bar (GtkWidget *widget)
{
  if (NORD_IS_LOST_BAR (widget))
    return NORD_LOST_BAR (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    NordLostBar *found = find_bar (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

gboolean
nord_lost_bar_tell (GtkWindow *worked, GtkWindow *lost)
{
  NordLostBar *self = worked != NULL ? find_bar (GTK_WIDGET (worked)) : NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (lost), FALSE);
  if (self == NULL)
    return FALSE;
  gtk_widget_set_visible (GTK_WIDGET (lost), FALSE);
  set_lost (self, lost);
  return TRUE;
}

void
nord_lost_bar_forget (GtkWindow *worked, GtkWindow *lost)
{
  NordLostBar *self = worked != NULL ? find_bar (GTK_WIDGET (worked)) : NULL;

  if (self == NULL || self->lost != lost)
    return;
  set_lost (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (lost), TRUE);
}
