/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a poll came to. Votes and people stand side by side and are never one number. */
#include "ui/rank/result-view.h"

#include "ui/rank/poll-words.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordResultView {
  AdwBin parent_instance;

  GtkLabel *people;
  GtkLabel *note;
  GtkBox *bars;
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
place_of (const NordDotsResult *result)
{
  /* Translators: a place in the order that several options share; "=" says so. */
  return g_strdup_printf (result->tied ? C_ ("place", "%u=") : C_ ("place", "%u."), result->place);
}

static void
add_bar (NordResultView *self,
         const NordPollOption *option,
         const NordDotsResult *result,
         guint64 most)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, MAX (most, 1));
  g_autofree char *place = place_of (result), *dots = nord_poll_words_dots (result->votes);
  g_autofree char *people = nord_poll_words_backers (result);
  /* Translators: "12 dots · 8 people" */
  g_autofree char *counts = g_strdup_printf (_ ("%s · %s"), dots, people);
  g_autofree char *name = g_strdup_printf ("%s %s: %s", place, option->label, counts);
  GtkWidget *label = new_label (option->label, 0, "heading");
  GtkWidget *count = new_label (counts, 0, "dim-label");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), new_label (place, 0, "dim-label"));
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (box), head);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), result->votes);
  /* The default marks turn a low value red, which would judge the option. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_add_css_class (bar, "result-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), count);
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

static void
fill_table (NordResultView *self, const NordDotsPoll *poll, const NordDotsTally *tally)
{
  int row = 0, column;

  add_cell (self, 0, row, C_ ("column", "Place"), 0, TRUE);
  add_cell (self, 1, row, C_ ("column", "Option"), 0, TRUE);
  add_cell (self, 2, row, C_ ("column", "Dots"), 1, TRUE);
  add_cell (self, 3, row, C_ ("column", "People"), 1, TRUE);
  for (guint c = 0; c < NORD_N_CHANNELS; c++)
    add_cell (self, 4 + (int) c, row, nord_poll_words_channel ((NordChannel) c), 1, TRUE);
  for (guint i = 0; i < tally->n_options; i++) {
    guint o = tally->order[i];
    const NordDotsResult *result = &tally->options[o];
    g_autofree char *place = place_of (result), *people = NULL;

    row++;
    people = result->people_least == result->people_most
               ? g_strdup_printf ("%" G_GUINT64_FORMAT, result->people_most)
               : g_strdup_printf ("%" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT, result->people_least,
                                  result->people_most);
    add_cell (self, 0, row, place, 0, FALSE);
    add_cell (self, 1, row, ((NordPollOption *) g_ptr_array_index (poll->options, o))->label, 0,
              FALSE);
    add_number (self, 2, row, result->votes);
    add_cell (self, 3, row, people, 1, FALSE);
    column = 4;
    for (guint c = 0; c < NORD_N_CHANNELS; c++)
      add_number (self, column++, row, result->votes_by_channel[c]);
  }
  row++;
  add_cell (self, 1, row, C_ ("row", "All dots"), 0, TRUE);
  add_number (self, 2, row, tally->votes);
  column = 4;
  for (guint c = 0; c < NORD_N_CHANNELS; c++)
    add_number (self, column++, row, tally->votes_by_channel[c]);
  row++;
  add_cell (self, 1, row, C_ ("row", "All people"), 0, TRUE);
  add_number (self, 3, row, tally->people);
  column = 4;
  for (guint c = 0; c < NORD_N_CHANNELS; c++)
    add_number (self, column++, row, tally->people_by_channel[c]);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/rank/result-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NordResultView, people);
  gtk_widget_class_bind_template_child (widget_class, NordResultView, note);
  gtk_widget_class_bind_template_child (widget_class, NordResultView, bars);
  gtk_widget_class_bind_template_child (widget_class, NordResultView, table);
}

static void
nord_result_view_init (NordResultView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nord_result_view_show:
 * @self: the view
 * @poll: what was read of the poll
 */
void
nord_result_view_show (NordResultView *self, const NordDotsPoll *poll)
{
  g_autoptr (NordDotsTally) tally = NULL;
  g_autofree char *people = NULL, *dots = NULL, *text = NULL;
  g_autoptr (GString) note = g_string_new (NULL);
  guint n_out;

  g_return_if_fail (NORD_IS_RESULT_VIEW (self) && poll != NULL);
  tally = nord_dots_poll_count (poll);
  clear (GTK_WIDGET (self->bars), remove_from_box);
  clear (GTK_WIDGET (self->table), remove_from_grid);
  people = nord_poll_words_people (tally->people);
  dots = nord_poll_words_dots (tally->votes);
  /* Translators: "30 people gave 112 dots" */
  text = g_strdup_printf (ngettext ("%s gave %s", "%s gave %s", tally->people), people, dots);
  gtk_label_set_label (self->people, text);
  if (tally->abstained > 0) {
    g_autofree char *abstained = nord_poll_words_people (tally->abstained);

    /* Translators: %s is "3 people" */
    g_string_append_printf (note, ngettext ("%s abstained.", "%s abstained.", tally->abstained),
                            abstained);
  }
  if (tally->unused > 0) {
    g_autofree char *unused = nord_poll_words_dots (tally->unused);

    g_string_append (note, note->len > 0 ? " " : "");
    /* Translators: %s is "3 dots" */
    g_string_append_printf (note, ngettext ("%s was kept.", "%s were kept.", tally->unused),
                            unused);
  }
  for (guint i = 0; i < tally->n_options; i++)
    if (tally->options[i].tied && tally->options[i].votes > 0) {
      g_string_append_printf (note, note->len > 0 ? " %s" : "%s",
                              _ ("Equal places are marked with “=”."));
      break;
    }
  n_out = tally->n_unsound + poll->n_unreadable;
  if (n_out > 0) {
    g_string_append (note, note->len > 0 ? " " : "");
    g_string_append_printf (note,
                            ngettext ("%u ballot does not fit the rules and was left out.",
                                      "%u ballots do not fit the rules and were left out.", n_out),
                            n_out);
  }
  gtk_label_set_label (self->note, note->str);
  gtk_widget_set_visible (GTK_WIDGET (self->note), note->len > 0);
  for (guint i = 0; i < tally->n_options; i++) {
    guint o = tally->order[i];

    add_bar (self, g_ptr_array_index (poll->options, o), &tally->options[o],
             tally->options[tally->order[0]].votes);
  }
  fill_table (self, poll, tally);
}
