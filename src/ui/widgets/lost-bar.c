/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was on another monitor would cover the work on the only one that is left: it waits. */
#include "ui/widgets/lost-bar.h"

#include "config.h"

#define TEXT "nord-lost-text"

struct _NordLostBar {
  AdwBin parent_instance;

  GPtrArray *lost; /* (owned) (element-type GtkWindow) not owned: they wait, the first is told of */
  GtkInfoBar *bar;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (NordLostBar, nord_lost_bar, ADW_TYPE_BIN)

/* (nullable) the one that is told of */
static GtkWindow *
get_first (NordLostBar *self)
{
  return self->lost->len > 0 ? g_ptr_array_index (self->lost, 0) : NULL;
}

static void
say (NordLostBar *self)
{
  GtkWindow *first = get_first (self);

  if (first != NULL)
    gtk_label_set_label (self->text, g_object_get_data (G_OBJECT (first), TEXT));
  gtk_info_bar_set_revealed (self->bar, first != NULL);
  /* Hidden, it is nothing for a screen reader either. */
  gtk_widget_set_visible (GTK_WIDGET (self->bar), first != NULL);
}

static void
on_gone (gpointer data, GObject *gone)
{
  NordLostBar *self = data;

  if (g_ptr_array_remove (self->lost, gone))
    say (self);
}

/* FALSE: it did not wait. */
static gboolean
let_go (NordLostBar *self, GtkWindow *lost)
{
  if (lost == NULL || !g_ptr_array_remove (self->lost, lost))
    return FALSE;
  g_object_weak_unref (G_OBJECT (lost), on_gone, self);
  say (self);
  return TRUE;
}

static void
on_here (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordLostBar *self = NORD_LOST_BAR (widget);
  GtkWindow *lost = get_first (self);

  if (!let_go (self, lost))
    return;
  gtk_window_present (lost);
  gtk_window_fullscreen (lost);
}

static void
on_end (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordLostBar *self = NORD_LOST_BAR (widget);
  GtkWindow *lost = get_first (self);

  if (let_go (self, lost))
    gtk_window_destroy (lost);
}

static void
nord_lost_bar_dispose (GObject *object)
{
  NordLostBar *self = NORD_LOST_BAR (object);

  for (guint i = 0; i < self->lost->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->lost, i), on_gone, self);
  g_ptr_array_set_size (self->lost, 0);
  G_OBJECT_CLASS (nord_lost_bar_parent_class)->dispose (object);
}

static void
nord_lost_bar_finalize (GObject *object)
{
  g_ptr_array_unref (NORD_LOST_BAR (object)->lost);
  G_OBJECT_CLASS (nord_lost_bar_parent_class)->finalize (object);
}

static void
nord_lost_bar_class_init (NordLostBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_lost_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_lost_bar_finalize;
  gtk_widget_class_install_action (widget_class, "lost.here", NULL, on_here);
  gtk_widget_class_install_action (widget_class, "lost.end", NULL, on_end);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/widgets/lost-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NordLostBar, bar);
  gtk_widget_class_bind_template_child (widget_class, NordLostBar, text);
}

static void
nord_lost_bar_init (NordLostBar *self)
{
  self->lost = g_ptr_array_new ();
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
nord_lost_bar_tell (GtkWindow *worked, GtkWindow *lost, const char *text)
{
  NordLostBar *self = worked != NULL ? find_bar (GTK_WIDGET (worked)) : NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (lost) && text != NULL, FALSE);
  if (self == NULL)
    return FALSE;
  gtk_widget_set_visible (GTK_WIDGET (lost), FALSE);
  if (g_ptr_array_find (self->lost, lost, NULL))
    return TRUE;
  g_object_set_data_full (G_OBJECT (lost), TEXT, g_strdup (text), g_free);
  g_object_weak_ref (G_OBJECT (lost), on_gone, self);
  g_ptr_array_add (self->lost, lost);
  say (self);
  return TRUE;
}

void
nord_lost_bar_forget (GtkWindow *worked, GtkWindow *lost)
{
  NordLostBar *self = worked != NULL ? find_bar (GTK_WIDGET (worked)) : NULL;

  if (self != NULL && let_go (self, lost))
    gtk_widget_set_visible (GTK_WIDGET (lost), TRUE);
}
