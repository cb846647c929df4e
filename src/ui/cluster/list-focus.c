/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* When what has the focus is taken away, GTK looks for something else with the next frame,
 * somewhere in the window, and drops keys that come before that: a step back that was asked for at
 * once was lost. So the focus leaves a row before it goes. */
#include "ui/cluster/list-focus.h"

#define AT "nord-focus-at"

/* Before the rows follow the list. */
static void
on_changing (GtkListBox *box, guint position, guint removed, guint added, GListModel *model)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (box));
  int at = GTK_IS_LIST_BOX_ROW (row) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
  GtkListBoxRow *safe;

  if (at < (int) position || at >= (int) (position + removed))
    return;
  g_object_set_data (G_OBJECT (box), AT, GINT_TO_POINTER (at + 1));
  safe = gtk_list_box_get_row_at_index (box, (int) (position + removed));
  if (safe == NULL && position > 0)
    safe = gtk_list_box_get_row_at_index (box, (int) position - 1);
  gtk_widget_grab_focus (
    safe != NULL ? GTK_WIDGET (safe)
                 : GTK_WIDGET (g_object_get_data (G_OBJECT (box), "nord-focus-otherwise")));
}

static void
on_changed (GtkListBox *box, guint position, guint removed, guint added, GListModel *model)
{
  const int at = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (box), AT)) - 1;
  const int n = (int) g_list_model_get_n_items (model);

  if (at < 0)
    return;
  g_object_set_data (G_OBJECT (box), AT, NULL);
  if (n > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (box, MIN (at, n - 1))));
}

void
nord_list_focus_bind (GtkListBox *box,
                      GListModel *model,
                      GtkListBoxCreateWidgetFunc make,
                      gpointer data,
                      GtkWidget *otherwise)
{
  g_object_set_data (G_OBJECT (box), "nord-focus-otherwise", otherwise);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_changing), box,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (box, model, make, data, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_changed), box, G_CONNECT_SWAPPED);
}
