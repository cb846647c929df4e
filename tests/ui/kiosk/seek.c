/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Walks down a tree of widgets: tests look for what a resident would see there. */
#include "seek.h"

GtkWidget *
seek_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = seek_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

gboolean
seek_written (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (seek_written (child, text))
      return TRUE;
  return FALSE;
}

GtkWidget *
seek_class (GtkWidget *widget, const char *class, guint *skip)
{
  if (gtk_widget_has_css_class (widget, class) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = seek_class (child, class, skip);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Lays all out and lets what waits for that happen, without drawing. */
void
seek_settle (void)
{
  for (guint i = 0; i < 3; i++) {
    g_usleep (10000);
    for (guint n = 0; n < 200 && g_main_context_iteration (NULL, FALSE); n++)
      ;
  }
}
