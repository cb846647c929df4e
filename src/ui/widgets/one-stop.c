/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A long list as one stop of Tab. */
#include "ui/widgets/one-stop.h"

struct _NordOneStop {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (NordOneStop, nord_one_stop, ADW_TYPE_BIN)

static gboolean
nord_one_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *list = gtk_widget_get_focus_child (widget), *row;

  if (list == NULL || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (nord_one_stop_parent_class)->focus (widget, direction);
  while (list != NULL && !GTK_IS_LIST_VIEW (list) && !GTK_IS_LIST_BOX (list))
    list = gtk_widget_get_focus_child (list);
  row = list != NULL ? gtk_widget_get_focus_child (list) : NULL;
  return row != NULL && gtk_widget_child_focus (row, direction);
}

static void
nord_one_stop_class_init (NordOneStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = nord_one_stop_focus;
}

static void
nord_one_stop_init (NordOneStop *self)
{
}
