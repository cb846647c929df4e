/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One row an option. One person ticks and chooses; for several people at once, a show of hands or a
 * wall of stickers, there are numbers. Places are tapped in their order, or typed. */
#include "ui/rank/ballot-sheet.h"

#include "core/rank/marking.h"
#include "core/rank/rating.h"
#include "ui/rank/comparison.h"
#include "ui/rank/matrix-view.h"
#include "core/rank/poll-words.h"
#include "ui/widgets/plain-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum {
  CONTROL_NUMBER, /* dots, people, a place */
  CONTROL_TICK,
  CONTROL_LEVEL, /* one of the levels, or nothing */
  CONTROL_MATRIX,
} Control;

struct _NordBallotSheet {
  AdwPreferencesGroup parent_instance;

  const NordPolling *data; /* (not owned) */
  guint people;
  Control control;
  NordMatrixView *matrix; /* (unowned) (nullable) */
  guint *order;           /* (owned) (nullable) in which the options stand */
  GPtrArray *rows;        /* (owned) (element-type GtkWidget) not owned */
  GPtrArray *inputs; /* (owned) (element-type GtkWidget) not owned: one a mark, or with levels one
                        an option */
};

G_DEFINE_FINAL_TYPE (NordBallotSheet, nord_ballot_sheet, ADW_TYPE_PREFERENCES_GROUP)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static Control
choose_control (const NordPolling *data, guint people)
{
  switch (data->method) {
  case NORD_METHOD_RATING:
    return people == 1 ? CONTROL_LEVEL : CONTROL_NUMBER;
  case NORD_METHOD_APPROVAL:
    return people == 1 ? CONTROL_TICK : CONTROL_NUMBER;
  case NORD_METHOD_BUDGET:
    return CONTROL_TICK;
  case NORD_METHOD_MATRIX:
    return CONTROL_MATRIX;
  case NORD_METHOD_DOTS:
  case NORD_METHOD_RANKING:
  case NORD_N_METHODS:
  default:
    return CONTROL_NUMBER;
  }
}

static void
on_changed (NordBallotSheet *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
new_spin (NordBallotSheet *self, double most)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, most, 1);

  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->inputs, spin);
  return spin;
}

static GtkWidget *
new_number_row (NordBallotSheet *self, const char *title, double most)
{
  GtkWidget *row = adw_action_row_new (), *spin = new_spin (self, most);

  nord_plain_set_row (ADW_ACTION_ROW (row), title, NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  return row;
}

/* What a tap does, at the shared screen as well: see core/rank/marking. */
static void
on_place_tapped (NordBallotSheet *self, GtkWidget *row)
{
  g_autofree guint *marks = nord_ballot_sheet_dup_marks (self);
  guint option;

  if (g_ptr_array_find (self->rows, row, &option) &&
      nord_marking_tap (self->data, marks, option, 0))
    nord_ballot_sheet_set_marks (self, marks);
}

/* A ranking: the first tap is the first place; numbers, which may be equal, are typed as well. */
static GtkWidget *
new_place_row (NordBallotSheet *self, const NordPollOption *option)
{
  GtkWidget *row = new_number_row (self, option->label, self->data->options->len);

  /* With the activatable widget goes the name that it had from the row. */
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                    g_ptr_array_index (self->inputs, self->inputs->len - 1)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, option->label, -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_place_tapped), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_tick_row (NordBallotSheet *self, const NordPollOption *option)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  g_autofree char *price =
    self->data->method == NORD_METHOD_BUDGET ? nord_poll_words_euros (option->cost) : NULL;

  nord_plain_set_row (ADW_ACTION_ROW (row), option->label, price);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->inputs, check);
  return row;
}

static GtkWidget *
new_level_row (NordBallotSheet *self, const NordPollOption *option)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) levels = gtk_string_list_new (NULL);

  gtk_string_list_append (levels, C_ ("rating", "No judgment"));
  for (guint c = 0; c < NORD_RATING_N_COLUMNS; c++)
    gtk_string_list_append (levels, nord_poll_words_level (c));
  nord_plain_set_row (ADW_ACTION_ROW (row), option->label, NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (levels));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->inputs, row);
  return row;
}

static GtkWidget *
new_levels_row (NordBallotSheet *self, const NordPollOption *option)
{
  GtkWidget *row = adw_expander_row_new ();

  nord_plain_set_row_title (ADW_PREFERENCES_ROW (row), option->label);
  for (guint c = 0; c < NORD_RATING_N_COLUMNS; c++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              new_number_row (self, nord_poll_words_level (c), 9999));
  return row;
}

static GtkWidget *
new_row (NordBallotSheet *self, const NordPollOption *option)
{
  switch (self->control) {
  case CONTROL_TICK:
    return new_tick_row (self, option);
  case CONTROL_LEVEL:
    return new_level_row (self, option);
  case CONTROL_NUMBER:
  default:
    if (self->data->method == NORD_METHOD_RATING)
      return new_levels_row (self, option);
    if (self->data->method == NORD_METHOD_RANKING)
      return new_place_row (self, option);
    return new_number_row (self, option->label, 100000);
  }
}

static void
add_matrix (NordBallotSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->matrix = nord_matrix_view_new ();
  nord_matrix_view_fill (self->matrix, self->data);
  g_signal_connect_object (self->matrix, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), nord_comparison_new (self->data, self->matrix));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->matrix));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), box);
  g_ptr_array_add (self->rows, box);
}

static void
describe (NordBallotSheet *self)
{
  const char *title = NULL, *description = NULL;

  switch (self->data->method) {
  case NORD_METHOD_APPROVAL:
    title = C_ ("ballot", "Yes to");
    break;
  case NORD_METHOD_RATING:
    title = C_ ("ballot", "Judgments");
    break;
  case NORD_METHOD_RANKING:
    title = C_ ("ballot", "Places");
    description =
      _ ("A tap gives the next place and takes it back. Numbers may be equal; 0 is no place.");
    break;
  case NORD_METHOD_BUDGET:
    title = C_ ("ballot", "Basket");
    break;
  case NORD_METHOD_MATRIX:
    title = C_ ("ballot", "Impact and effort");
    description =
      _ ("Move the cards by dragging or with the arrow keys, or compare two at a time.");
    break;
  case NORD_METHOD_DOTS:
  case NORD_N_METHODS:
  default:
    title = C_ ("ballot", "Dots");
    break;
  }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
}

static void
rebuild (NordBallotSheet *self)
{
  describe (self);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->inputs, 0);
  self->matrix = NULL;
  if (self->control == CONTROL_MATRIX) {
    add_matrix (self);
    return;
  }
  for (guint o = 0; o < self->data->options->len; o++)
    g_ptr_array_add (self->rows, new_row (self, g_ptr_array_index (self->data->options, o)));
  for (guint o = 0; o < self->rows->len; o++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self),
                               g_ptr_array_index (self->rows,
                                                  self->order != NULL ? self->order[o] : o));
}

static void
nord_ballot_sheet_finalize (GObject *object)
{
  NordBallotSheet *self = NORD_BALLOT_SHEET (object);

  g_free (self->order);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->inputs);
  G_OBJECT_CLASS (nord_ballot_sheet_parent_class)->finalize (object);
}

static void
nord_ballot_sheet_class_init (NordBallotSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_ballot_sheet_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_ballot_sheet_init (NordBallotSheet *self)
{
  self->rows = g_ptr_array_new ();
  self->inputs = g_ptr_array_new ();
}

/**
 * nord_ballot_sheet_show:
 * @self: the sheet
 * @data: (not nullable): the poll; lives as long as the sheet
 * @people: people the ballot stands for
 *
 * Marks that were made stay where the rows stay the same kind.
 */
void
nord_ballot_sheet_show (NordBallotSheet *self, const NordPolling *data, guint people)
{
  Control control = choose_control (data, people);

  if (self->data == data && self->control == control) {
    self->people = people;
    return;
  }
  self->data = data;
  self->people = people;
  self->control = control;
  rebuild (self);
}

/**
 * nord_ballot_sheet_set_order:
 * @self: the sheet, shown
 * @order: (nullable): see nord_option_order_new(); NULL is that of the poll
 *
 * Marks that were made stay.
 */
void
nord_ballot_sheet_set_order (NordBallotSheet *self, const guint *order)
{
  const guint n = self->data->options->len;
  g_autofree guint *marks = NULL;

  if (self->control == CONTROL_MATRIX || (order == NULL && self->order == NULL) ||
      (order != NULL && self->order != NULL && memcmp (order, self->order, n * sizeof *order) == 0))
    return;
  marks = nord_ballot_sheet_dup_marks (self);
  g_free (self->order);
  self->order = order != NULL ? g_memdup2 (order, n * sizeof *order) : NULL;
  rebuild (self);
  nord_ballot_sheet_set_marks (self, marks);
}

guint *
nord_ballot_sheet_dup_marks (NordBallotSheet *self)
{
  const NordPolling *data = self->data;
  guint *marks;

  if (self->matrix != NULL)
    return nord_matrix_view_dup_marks (self->matrix);
  marks = g_new0 (guint, nord_polling_get_n_marks (data) + 1);
  for (guint i = 0; i < self->inputs->len; i++) {
    gpointer input = g_ptr_array_index (self->inputs, i);

    if (self->control == CONTROL_LEVEL) {
      const guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (input));

      if (chosen > 0 && chosen <= data->n_columns)
        marks[i * data->n_columns + chosen - 1] = 1;
    } else if (self->control == CONTROL_TICK) {
      marks[i] = gtk_check_button_get_active (GTK_CHECK_BUTTON (input)) ? 1 : 0;
    } else {
      marks[i] = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (input));
    }
  }
  return marks;
}

void
nord_ballot_sheet_set_marks (NordBallotSheet *self, const guint *marks)
{
  const guint n_columns = self->data->n_columns;

  if (self->matrix != NULL)
    nord_matrix_view_set_marks (self->matrix, marks);
  for (guint i = 0; i < self->inputs->len; i++) {
    gpointer input = g_ptr_array_index (self->inputs, i);

    if (self->control == CONTROL_LEVEL) {
      guint chosen = 0;

      for (guint c = 0; c < n_columns && chosen == 0; c++)
        if (marks[i * n_columns + c] > 0)
          chosen = c + 1;
      adw_combo_row_set_selected (ADW_COMBO_ROW (input), chosen);
    } else if (self->control == CONTROL_TICK) {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (input), marks[i] > 0);
    } else {
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (input), marks[i]);
    }
  }
}

void
nord_ballot_sheet_clear (NordBallotSheet *self)
{
  g_autofree guint *none = g_new0 (guint, nord_polling_get_n_marks (self->data) + 1);

  nord_ballot_sheet_set_marks (self, none);
  if (self->inputs->len > 0)
    gtk_widget_grab_focus (
      g_ptr_array_index (self->inputs, self->order != NULL && self->inputs->len == self->rows->len
                                         ? self->order[0]
                                         : 0));
}
