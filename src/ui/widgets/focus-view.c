/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What has the focus in a form that scrolls is in view. */
#include "ui/widgets/focus-view.h"

#define MARGIN 12
#define FOLLOWED "nord-focus-view"

static GtkScrolledWindow *
find_page (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *page =
    focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_SCROLLED_WINDOW) : NULL;

  return page != NULL ? GTK_SCROLLED_WINDOW (page) : NULL;
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkScrolledWindow *page = find_page (GTK_WINDOW (widget));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  GtkAdjustment *scroll;
  graphene_rect_t box;
  double top;

  if (page == NULL ||
      !gtk_widget_compute_bounds (row != NULL ? row : focus, GTK_WIDGET (page), &box))
    return G_SOURCE_REMOVE;
  scroll = gtk_scrolled_window_get_vadjustment (page);
  top = gtk_adjustment_get_value (scroll) + box.origin.y;
  gtk_adjustment_clamp_page (scroll, top - MARGIN, top + box.size.height + MARGIN);
  return G_SOURCE_REMOVE;
}

/* Where all lies is known with the next frame. */
static void
show_soon (GtkWindow *window)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_frame, NULL, NULL);
}

static void
on_focus (GtkWindow *window)
{
  GtkScrolledWindow *page = find_page (window);
  GtkAdjustment *scroll = page != NULL ? gtk_scrolled_window_get_vadjustment (page) : NULL;

  if (scroll == NULL)
    return;
  /* A message that comes up makes the page lower. */
  if (g_object_get_data (G_OBJECT (scroll), FOLLOWED) == NULL) {
    g_object_set_data (G_OBJECT (scroll), FOLLOWED, window);
    g_signal_connect_object (scroll, "notify::page-size", G_CALLBACK (show_soon), window,
                             G_CONNECT_SWAPPED);
  }
  show_soon (window);
}

void
nord_focus_view_keep (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus), NULL);
  on_focus (window);
}
