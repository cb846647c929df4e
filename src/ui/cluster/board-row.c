/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The columns of the board. */
#include "ui/cluster/board-row.h"

/* Pixels beyond the edge in which columns already have their cards. */
#define BESIDE 200
/* Pixels that stay free beside a column that is scrolled to. */
#define EDGE 12
#define MIN_WIDTH 200

struct _NordBoardRow {
  GtkScrolledWindow *scroller; /* (unowned) */
  GtkBox *box;                 /* (unowned) */
  GtkListItemFactory *factory; /* (unowned) */
  GPtrArray *columns;          /* (owned) (element-type NordBoardColumn) not owned, left to right */
  int width;                   /* of a column */
  guint view_id;               /* columns come into view with the next frame */
};

static NordBoardColumn *
find_column (NordBoardRow *self, NordGroup *group)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (nord_board_column_get_group (g_ptr_array_index (self->columns, i)) == group)
      return g_ptr_array_index (self->columns, i);
  return NULL;
}

/* On a narrow screen no column is wider than what shows of it: cards are read whole. */
static int
fit_width (NordBoardRow *self)
{
  const double page =
    gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scroller));

  return page > 0 ? MIN (self->width, MAX ((int) page - 2 * EDGE, MIN_WIDTH)) : self->width;
}

static void
fit_columns (NordBoardRow *self)
{
  const int width = fit_width (self);

  for (guint i = 0; i < self->columns->len; i++)
    gtk_widget_set_size_request (g_ptr_array_index (self->columns, i), width, -1);
}

/* Columns get their cards when they come into view: those beyond the edge of a large board would
 * cost as much as all that shows. */
static void
show_cards_in_view (NordBoardRow *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  const double column = fit_width (self) + gtk_box_get_spacing (self->box);
  double page = gtk_adjustment_get_page_size (across), start = gtk_adjustment_get_value (across);

  if (page <= 0) /* not yet laid out */
    page = gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->scroller))));
  for (guint i = 0; i < self->columns->len; i++)
    if ((i + 1) * column + BESIDE >= start && i * column <= start + page + BESIDE)
      nord_board_column_show_cards (g_ptr_array_index (self->columns, i));
}

static gboolean
on_scroll_settled (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  NordBoardRow *self = data;

  self->view_id = 0;
  fit_columns (self);
  show_cards_in_view (self);
  return G_SOURCE_REMOVE;
}

/* The place may change while all is being laid out, where no card can be made. */
static void
on_scrolled (NordBoardRow *self)
{
  if (self->view_id == 0 && self->columns->len > 0)
    self->view_id =
      gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), on_scroll_settled, self, NULL);
}

NordBoardRow *
nord_board_row_new (GtkScrolledWindow *scroller, GtkBox *box, GtkListItemFactory *factory)
{
  NordBoardRow *self = g_new0 (NordBoardRow, 1);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (scroller);

  self->scroller = scroller;
  self->box = box;
  self->factory = factory;
  self->columns = g_ptr_array_new ();
  g_signal_connect_swapped (across, "value-changed", G_CALLBACK (on_scrolled), self);
  g_signal_connect_swapped (across, "changed", G_CALLBACK (on_scrolled), self);
  return self;
}

void
nord_board_row_free (NordBoardRow *self)
{
  g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_hadjustment (self->scroller), self);
  if (self->view_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->view_id);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

guint
nord_board_row_refresh (NordBoardRow *self, GListModel *groups)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (groups), n_ideas = 0;
  GtkWidget *after = NULL;

  for (guint i = 0; i < n; i++) {
    /* Those that stand alone come first: from there they are put in order. */
    g_autoptr (NordGroup) group = g_list_model_get_item (groups, i == 0 ? n - 1 : i - 1);
    NordBoardColumn *column = find_column (self, group);

    n_ideas += g_list_model_get_n_items (nord_group_get_ideas (group));
    if (column == NULL) {
      column = NORD_BOARD_COLUMN (nord_board_column_new (group, self->factory));
      gtk_widget_set_size_request (GTK_WIDGET (column), fit_width (self), -1);
      gtk_box_insert_child_after (self->box, GTK_WIDGET (column), after);
    } else {
      g_ptr_array_remove (self->columns, column);
      gtk_box_reorder_child_after (self->box, GTK_WIDGET (column), after);
    }
    g_ptr_array_add (columns, column);
    after = GTK_WIDGET (column);
  }
  for (guint i = 0; i < self->columns->len; i++)
    gtk_box_remove (self->box, g_ptr_array_index (self->columns, i));
  g_ptr_array_unref (self->columns);
  self->columns = g_steal_pointer (&columns);
  show_cards_in_view (self);
  return n_ideas;
}

void
nord_board_row_set_width (NordBoardRow *self, int width)
{
  self->width = width;
  fit_columns (self);
}

GPtrArray *
nord_board_row_list (NordBoardRow *self)
{
  return g_ptr_array_copy (self->columns, NULL, NULL);
}

NordBoardColumn *
nord_board_row_get (NordBoardRow *self, int at)
{
  return at >= 0 && at < (int) self->columns->len ? g_ptr_array_index (self->columns, at) : NULL;
}

void
nord_board_row_show (NordBoardRow *self, NordBoardColumn *column)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  graphene_rect_t box;

  if (gtk_widget_compute_bounds (GTK_WIDGET (column), GTK_WIDGET (self->box), &box))
    gtk_adjustment_clamp_page (across, box.origin.x - EDGE, box.origin.x + box.size.width + EDGE);
}

NordBoardCard *
nord_board_row_get_focus_card (NordBoardRow *self, guint *column, guint *position)
{
  for (guint i = 0; i < self->columns->len; i++) {
    NordBoardCard *card =
      nord_board_column_get_focus_card (g_ptr_array_index (self->columns, i), position);

    if (card != NULL) {
      *column = i;
      return card;
    }
  }
  return NULL;
}

gboolean
nord_board_row_step (NordBoardRow *self, guint at, guint position, int step)
{
  const int from = at == G_MAXUINT ? -1 : (int) at;

  for (int i = from + step; i >= 0 && i < (int) self->columns->len; i += step)
    if (nord_board_column_focus_card (g_ptr_array_index (self->columns, i), position)) {
      nord_board_row_show (self, g_ptr_array_index (self->columns, i));
      return TRUE;
    }
  return FALSE;
}

gboolean
nord_board_row_focus_idea (NordBoardRow *self, const char *id)
{
  for (guint i = 0; i < self->columns->len; i++) {
    NordBoardColumn *column = g_ptr_array_index (self->columns, i);
    GListModel *ideas = nord_group_get_ideas (nord_board_column_get_group (column));

    for (guint j = 0; j < g_list_model_get_n_items (ideas); j++) {
      g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, j);

      if (g_str_equal (nord_record_get_id (idea), id))
        return nord_board_column_focus_card (column, j);
    }
  }
  return FALSE;
}
