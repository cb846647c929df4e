/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a poll came to. Votes and people stand side by side and are never one number. */
#include "ui/rank/result-view.h"

#include "ui/rank/budget-story.h"
#include "ui/rank/matrix-view.h"
#include "core/rank/poll-words.h"
#include "core/rank/result-notes.h"
#include "core/document/result-tale.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordResultView {
  AdwBin parent_instance;

  GtkLabel *people;
  GtkLabel *note;
  GtkBox *bars;
  NordBudgetStory *story;
  GtkBox *tale;
  GtkGrid *table;
};

G_DEFINE_FINAL_TYPE (NordResultView, nord_result_view, ADW_TYPE_BIN)

static GtkWidget *
new_label (const char *text, float xalign, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static char *
place_of (const NordOptionResult *result)
{
  /* Translators: a place in the order that several options share; "=" says so. */
  return g_strdup_printf (result->tied ? C_ ("place", "%u=") : C_ ("place", "%u."), result->place);
}

/* (transfer full): what the option has, by the method */
static char *
counts_of (const NordPolling *poll, const NordPollOption *option, const NordOptionResult *result)
{
  g_autofree char *people = nord_poll_words_backers (result), *dots = NULL, *cost = NULL;

  switch (poll->method) {
  case NORD_METHOD_RATING:
    if (result->median < 0)
      return g_strdup (_ ("No judgments"));
    people = (g_free (people), nord_poll_words_people (result->votes));
    /* Translators: the judgment of the middle one · "31 people" */
    return g_strdup_printf (_ ("%s in the middle · %s"),
                            nord_poll_words_level ((guint) result->median), people);
  case NORD_METHOD_RANKING:
    /* Translators: %s is "31 people" */
    return g_strdup_printf (ngettext ("Ranked by %s", "Ranked by %s", result->votes), people);
  case NORD_METHOD_BUDGET:
    cost = nord_poll_words_euros (option->cost);
    /* Translators: a price · in the baskets of "31 people" · and what came of it */
    return g_strdup_printf (result->wins ? _ ("%s · in the basket of %s · paid for")
                                         : _ ("%s · in the basket of %s · not paid for"),
                            cost, people);
  case NORD_METHOD_APPROVAL:
  case NORD_METHOD_MATRIX:
    return g_steal_pointer (&people);
  case NORD_METHOD_DOTS:
  case NORD_N_METHODS:
  default:
    dots = nord_poll_words_dots (result->votes);
    /* Translators: "12 dots · 8 people" */
    return g_strdup_printf (_ ("%s · %s"), dots, people);
  }
}

static GtkWidget *
new_bar (guint64 value, guint64 most, gboolean dim)
{
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, MAX (most, 1));

  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), value);
  /* The default marks turn a low value red, which would judge the option. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_add_css_class (bar, "result-bar");
  if (dim)
    gtk_widget_add_css_class (bar, "dimmed");
  return bar;
}

/* From blue, agreement, over light to orange, disagreement; grey for those who did not understand.
 * The order tells the same to those who see no colours. */
static const double level_colours[NORD_RATING_N_COLUMNS][3] = {
  {0.10, 0.37, 0.71}, {0.50, 0.69, 0.88}, {0.87, 0.87, 0.85},
  {0.96, 0.73, 0.42}, {0.78, 0.38, 0.00}, {0.55, 0.55, 0.55},
};

/* Judgments side by side, as wide as they are many. */
static void
draw_levels (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const guint64 *levels = g_object_get_data (G_OBJECT (area), "levels");
  guint64 sum = 0;
  double x = 0;

  for (guint c = 0; c < NORD_RATING_N_COLUMNS; c++)
    sum += levels[c];
  for (guint c = 0; sum > 0 && c < NORD_RATING_N_COLUMNS; c++) {
    const double part = (double) levels[c] / (double) sum * width;

    if (levels[c] == 0)
      continue;
    cairo_set_source_rgb (cr, level_colours[c][0], level_colours[c][1], level_colours[c][2]);
    cairo_rectangle (cr, x, 0, MAX (part - 1, 1), height);
    cairo_fill (cr);
    x += part;
  }
}

static GtkWidget *
new_levels (const NordOptionResult *result)
{
  GtkWidget *area = gtk_drawing_area_new ();

  g_object_set_data_full (G_OBJECT (area), "levels",
                          g_memdup2 (result->levels, sizeof result->levels), g_free);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 16);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_levels, NULL, NULL);
  return area;
}

/* What the colours mean, as text with coloured squares. */
static GtkWidget *
new_legend (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PangoAttrList) colours = pango_attr_list_new ();
  GtkWidget *label;

  for (guint c = 0; c < NORD_RATING_N_COLUMNS; c++) {
    const double *rgb = level_colours[c];
    PangoAttribute *colour =
      pango_attr_foreground_new ((guint16) (rgb[0] * 65535), (guint16) (rgb[1] * 65535),
                                 (guint16) (rgb[2] * 65535));

    g_string_append (text, c > 0 ? "   " : "");
    colour->start_index = (guint) text->len;
    g_string_append (text, "■");
    colour->end_index = (guint) text->len;
    pango_attr_list_insert (colours, colour);
    /* A square and its word stay on one line. */
    g_string_append_printf (text, "\u00a0%s", nord_poll_words_level (c));
  }
  label = new_label (text->str, 0, NULL);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_attributes (GTK_LABEL (label), colours);
  return label;
}

static void
add_bar (NordResultView *self,
         const NordPolling *poll,
         const NordPollOption *option,
         const NordOptionResult *result,
         guint64 most)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *bar =
    poll->method == NORD_METHOD_RATING
      ? new_levels (result)
      : new_bar (result->votes, most, poll->method == NORD_METHOD_BUDGET && !result->wins);
  g_autofree char *place = place_of (result), *counts = counts_of (poll, option, result);
  g_autofree char *name = g_strdup_printf ("%s %s: %s", place, option->label, counts);
  GtkWidget *label = new_label (option->label, 0, "heading");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), new_label (place, 0, "dim-label"));
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (box), head);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), new_label (counts, 0, "dim-label"));
  gtk_box_append (self->bars, box);
}

static void
add_cell (NordResultView *self, int column, int row, const char *text, float xalign, gboolean head)
{
  GtkWidget *label = new_label (text, xalign, head ? "heading" : NULL);

  if (column == 1) {
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_width_chars (GTK_LABEL (label), 14);
    gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  }
  gtk_grid_attach (self->table, label, column, row, 1, 1);
}

static void
add_number (NordResultView *self, int column, int row, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  add_cell (self, column, row, text, 1, FALSE);
}

/* What stands in the third column, which only some methods have. */
static const char *
word_of_votes (NordPollMethod method)
{
  switch (method) {
  case NORD_METHOD_DOTS:
    return C_ ("column", "Dots");
  case NORD_METHOD_BUDGET:
    return C_ ("column", "Price");
  case NORD_METHOD_APPROVAL:
  case NORD_METHOD_RATING:
  case NORD_METHOD_RANKING:
  case NORD_METHOD_MATRIX:
  case NORD_N_METHODS:
  default:
    return NULL;
  }
}

/* One more number a column of options: levels in ratings, channels elsewhere. */
static guint
count_columns (const NordPolling *poll)
{
  if (poll->method == NORD_METHOD_MATRIX)
    return NORD_MATRIX_N_COLUMNS;
  return poll->method == NORD_METHOD_RATING ? NORD_RATING_N_COLUMNS : NORD_N_CHANNELS;
}

static void
add_level (NordResultView *self, int column, int row, double level)
{
  g_autofree char *text = level > 0 ? g_strdup_printf ("%.1f", level) : g_strdup ("–");

  add_cell (self, column, row, text, 1, FALSE);
}

static const char *
word_of_column (const NordPolling *poll, guint column)
{
  if (poll->method == NORD_METHOD_MATRIX)
    return column == NORD_MATRIX_IMPACT ? C_ ("column", "Impact") : C_ ("column", "Effort");
  return poll->method == NORD_METHOD_RATING ? nord_poll_words_level (column)
                                            : nord_poll_words_channel ((NordChannel) column);
}

static void
add_option_row (NordResultView *self,
                int row,
                const NordPolling *poll,
                const NordPollOption *option,
                const NordOptionResult *result)
{
  g_autofree char *place = place_of (result), *people = NULL, *price = NULL;

  people = result->people_least == result->people_most
             ? g_strdup_printf ("%" G_GUINT64_FORMAT, result->people_most)
             : g_strdup_printf ("%" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT, result->people_least,
                                result->people_most);
  if (result->place > 0)
    add_cell (self, 0, row, place, 0, FALSE);
  add_cell (self, 1, row, option->label, 0, FALSE);
  if (poll->method == NORD_METHOD_BUDGET) {
    price = nord_poll_words_euros (option->cost);
    add_cell (self, 2, row, price, 1, FALSE);
  } else if (word_of_votes (poll->method) != NULL) {
    add_number (self, 2, row, result->votes);
  }
  add_cell (self, 3, row, people, 1, FALSE);
  if (poll->method == NORD_METHOD_MATRIX) {
    add_level (self, 4, row, result->impact);
    add_level (self, 5, row, result->effort);
    return;
  }
  for (guint c = 0; c < count_columns (poll); c++)
    add_number (self, 4 + (int) c, row,
                poll->method == NORD_METHOD_RATING ? result->levels[c]
                                                   : result->votes_by_channel[c]);
}

static void
fill_table (NordResultView *self, const NordPolling *poll, const NordPollResult *tally)
{
  const gboolean channels =
    poll->method != NORD_METHOD_RATING && poll->method != NORD_METHOD_MATRIX;
  int row = 0;

  if (poll->method != NORD_METHOD_MATRIX)
    add_cell (self, 0, row, C_ ("column", "Place"), 0, TRUE);
  add_cell (self, 1, row, C_ ("column", "Option"), 0, TRUE);
  if (word_of_votes (poll->method) != NULL)
    add_cell (self, 2, row, word_of_votes (poll->method), 1, TRUE);
  add_cell (self, 3, row, C_ ("column", "People"), 1, TRUE);
  for (guint c = 0; c < count_columns (poll); c++)
    add_cell (self, 4 + (int) c, row, word_of_column (poll, c), 1, TRUE);
  for (guint i = 0; i < tally->n_options; i++)
    add_option_row (self, ++row, poll, g_ptr_array_index (poll->options, tally->order[i]),
                    &tally->options[tally->order[i]]);
  row++;
  if (poll->method == NORD_METHOD_DOTS) {
    add_cell (self, 1, row, C_ ("row", "All dots"), 0, TRUE);
    add_number (self, 2, row, tally->votes);
    for (guint c = 0; c < NORD_N_CHANNELS; c++)
      add_number (self, 4 + (int) c, row, tally->votes_by_channel[c]);
    row++;
  }
  add_cell (self, 1, row, C_ ("row", "All people"), 0, TRUE);
  add_number (self, 3, row, tally->people);
  for (guint c = 0; channels && c < NORD_N_CHANNELS; c++)
    add_number (self, 4 + (int) c, row, tally->people_by_channel[c]);
  row++;
  add_cell (self, 1, row, C_ ("row", "Of them abstained"), 0, TRUE);
  add_number (self, 3, row, tally->abstained);
}

static void
clear (GtkWidget *box, void (*remove) (GtkWidget *, GtkWidget *))
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    remove (box, child);
}

static void
remove_from_box (GtkWidget *box, GtkWidget *child)
{
  gtk_box_remove (GTK_BOX (box), child);
}

static void
remove_from_grid (GtkWidget *grid, GtkWidget *child)
{
  gtk_grid_remove (GTK_GRID (grid), child);
}

static void
nord_result_view_class_init (NordResultViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (NORD_TYPE_BUDGET_STORY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/rank/result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NordResultView, people);
  gtk_widget_class_bind_template_child (widget_class, NordResultView, note);
  gtk_widget_class_bind_template_child (widget_class, NordResultView, bars);
  gtk_widget_class_bind_template_child (widget_class, NordResultView, story);
  gtk_widget_class_bind_template_child (widget_class, NordResultView, tale);
  gtk_widget_class_bind_template_child (widget_class, NordResultView, table);
}

static void
nord_result_view_init (NordResultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What the projector shows as pages is here as lines. */
static void
fill_tale (NordResultView *self,
           NordSession *session,
           NordRecord *record,
           const NordPolling *poll,
           const NordPollResult *tally)
{
  g_autoptr (GPtrArray) parts =
    nord_result_tale_new (nord_session_get_document (session), nord_session_get_programme (session),
                          record, poll, tally);

  for (guint i = 0; i < parts->len; i++) {
    const NordTalePart *part = g_ptr_array_index (parts, i);

    gtk_box_append (self->tale, new_label (part->title, 0, "heading"));
    for (guint l = 0; l < part->lines->len; l++) {
      GtkWidget *label = new_label (g_ptr_array_index (part->lines, l), 0, NULL);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (self->tale, label);
    }
  }
  gtk_widget_set_visible (GTK_WIDGET (self->tale), parts->len > 0);
}

/**
 * nord_result_view_show:
 * @self: the view
 * @session: where its options are
 * @record: the poll
 * @poll: what was read of it
 *
 * Where it cannot be counted the reason stands in its place.
 */
void
nord_result_view_show (NordResultView *self,
                       NordSession *session,
                       NordRecord *record,
                       const NordPolling *poll)
{
  g_autoptr (NordPollResult) tally = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *people = NULL, *note = NULL;
  guint64 most = 0;

  g_return_if_fail (NORD_IS_RESULT_VIEW (self) && poll != NULL);
  clear (GTK_WIDGET (self->bars), remove_from_box);
  clear (GTK_WIDGET (self->table), remove_from_grid);
  clear (GTK_WIDGET (self->tale), remove_from_box);
  tally = nord_poll_result_new (poll, NULL, &error);
  nord_budget_story_show (self->story, poll, tally);
  people = tally != NULL ? nord_result_notes_people (poll, tally) : g_strdup (error->message);
  note = tally != NULL ? nord_result_notes_join (poll, tally) : g_strdup ("");
  gtk_label_set_label (self->people, people);
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *note != 0);
  if (tally == NULL)
    return;
  if (poll->method == NORD_METHOD_RATING)
    gtk_box_append (self->bars, new_legend ());
  for (guint o = 0; o < tally->n_options; o++)
    most = MAX (most, tally->options[o].votes);
  if (poll->method == NORD_METHOD_MATRIX) {
    NordMatrixView *matrix = nord_matrix_view_new ();

    nord_matrix_view_show (matrix, poll, tally);
    gtk_box_append (self->bars, GTK_WIDGET (matrix));
  }
  for (guint i = 0; poll->method != NORD_METHOD_MATRIX && i < tally->n_options; i++) {
    guint o = tally->order[i];

    add_bar (self, poll, g_ptr_array_index (poll->options, o), &tally->options[o], most);
  }
  fill_table (self, poll, tally);
  fill_tale (self, session, record, poll, tally);
}
