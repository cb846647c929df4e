/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* GTK has no call for announcements before 4.14, and Orca reads no label only because its text
 * changes, whatever its role. What it does read at once is a new description of what has the focus
 * (Orca 43: onDescriptionChanged). */
#include "ui/widgets/announce.h"

#define SAYS "nord-announces"
#define FOLLOWS "nord-announces-along"
/* How long the focus may take to go where it is to be. */
#define FOLLOW_MS 1500

static void
on_focus_moved (GtkWidget *widget)
{
  const char *own = gtk_widget_get_tooltip_text (widget);

  if (gtk_widget_has_focus (widget) || gtk_widget_get_focus_child (widget) != NULL)
    return;
  g_signal_handlers_disconnect_by_func (widget, on_focus_moved, NULL);
  g_object_set_data (G_OBJECT (widget), SAYS, NULL);
  /* Who comes back to it shall not hear old news. */
  if (own != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    own, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * nord_announce:
 * @near: a widget of the window that it is about
 * @text: plain text; nothing is said where it is empty
 *
 * Lets a screen reader say @text at once, while the focus stays where it is.
 */
void
nord_announce (GtkWidget *near, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (near);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL, *field = NULL;
  const char *before;
  g_autofree char *again = NULL;

  g_return_if_fail (text != NULL);
  /* A field is one thing for assistive technology, whatever it is made of, and however deep. */
  if (focus != NULL && GTK_IS_TEXT (focus))
    field = gtk_widget_get_ancestor (gtk_widget_get_parent (focus), GTK_TYPE_EDITABLE);
  if (field != NULL)
    focus = field;
  if (focus == NULL || *text == '\0')
    return;
  before = g_object_get_data (G_OBJECT (focus), SAYS);
  if (before == NULL)
    g_signal_connect (focus, "state-flags-changed", G_CALLBACK (on_focus_moved), NULL);
  /* The same twice is no change. */
  if (g_strcmp0 (before, text) == 0)
    again = g_strconcat (text, " ", NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  again != NULL ? again : text, -1);
  g_object_set_data_full (G_OBJECT (focus), SAYS, g_strdup (again != NULL ? again : text), g_free);
}

typedef struct {
  GtkRoot *root; /* (unowned) whose data it is */
  char *text;    /* (owned) */
  guint id;      /* source id of the end */
} Follow;

static void
follow_free (gpointer data)
{
  Follow *self = data;

  g_clear_handle_id (&self->id, g_source_remove);
  g_free (self->text);
  g_free (self);
}

static gboolean
on_follow_over (gpointer data)
{
  Follow *self = data;

  self->id = 0;
  g_object_set_data (G_OBJECT (self->root), FOLLOWS, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_focus_went (GtkRoot *root)
{
  Follow *follow = g_object_get_data (G_OBJECT (root), FOLLOWS);

  if (follow != NULL)
    nord_announce (GTK_WIDGET (root), follow->text);
}

/**
 * nord_announce_along:
 * @near: a widget of the window that it is about
 * @text: plain text; nothing is said where it is empty
 *
 * As nord_announce(), for what is about to move the focus: where it goes within a moment, that
 * tells @text, too, or nobody would hear the end of it.
 */
void
nord_announce_along (GtkWidget *near, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (near);
  Follow *follow;

  g_return_if_fail (text != NULL);
  if (root == NULL || *text == '\0')
    return;
  nord_announce (near, text);
  g_signal_handlers_disconnect_by_func (root, on_focus_went, NULL);
  g_signal_connect (root, "notify::focus-widget", G_CALLBACK (on_focus_went), NULL);
  follow = g_new (Follow, 1);
  follow->root = root;
  follow->text = g_strdup (text);
  follow->id = g_timeout_add (FOLLOW_MS, on_follow_over, follow);
  g_object_set_data_full (G_OBJECT (root), FOLLOWS, follow, follow_free);
}
