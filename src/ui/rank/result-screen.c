/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pages in a stack, each a title and as many lines as fit at the size that letters have for ten
 * metres. All that is shown is text as well, page by page, for those who have it read to them. */
#include "ui/rank/result-screen.h"

#include "core/rank/keep-back.h"
#include "core/rank/budget-words.h"
#include "ui/rank/growing-bar.h"
#include "ui/rank/matrix-view.h"
#include "ui/rank/result-letters.h"
#include "core/rank/poll-words.h"
#include "core/rank/result-notes.h"
#include "core/document/result-tale.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/follow-monitor.h"
#include "config.h"

#include <glib/gi18n.h>

#define MONITOR_KEY "projector-monitor"

#define LINES_A_PAGE 6
#define SENTENCES_A_PAGE 3
#define LEAST_HEIGHT 240
#define MORE_EUROS 500

struct _NordResultScreen {
  GtkWindow parent_instance;

  NordSession *session;    /* (owned) */
  NordRecord *poll;        /* (owned) */
  NordPolling *data;       /* (owned) */
  NordPollResult *result;  /* (owned) */
  GPtrArray *pages;        /* (owned) (element-type GtkWidget) not owned */
  guint shown;             /* which of them */
  GtkCssProvider *letters; /* (owned) as large as the screen asks for */
  int width, height;       /* for which they are */
  gboolean black;

  GtkStack *stack;
  GtkLabel *said; /* what the page says, for screen readers */
};

G_DEFINE_FINAL_TYPE (NordResultScreen, nord_result_screen, GTK_TYPE_WINDOW)

/* --- Pages --------------------------------------------------------------------------------------
 */

static GtkWidget *
new_label (const char *text, const char *style, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* (transfer none) what is below the title. */
static GtkWidget *
add_page (NordResultScreen *self, const char *title)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = new_label (title, "screen-title", 0);

  gtk_widget_add_css_class (page, "screen-page");
  if (self->pages->len > 0) {
    gtk_label_set_lines (GTK_LABEL (head), NORD_LETTERS_TITLE_ROWS);
    gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
  }
  gtk_box_append (GTK_BOX (page), head);
  gtk_widget_set_vexpand (body, TRUE);
  gtk_widget_set_valign (body, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (page), body);
  gtk_stack_add_titled (self->stack, page, NULL, title);
  g_ptr_array_add (self->pages, page);
  return body;
}

/* What is put to the room; what is too long for that is a line like others, and no page is longer
 * than the screen: the table has all of it. */
static GtkWidget *
new_prompt (NordResultScreen *self, const char *title, const char *text, int below)
{
  const int room = nord_result_letters_room (GTK_WIDGET (self), title) - below;
  GtkWidget *label;

  if (nord_result_letters_measure (GTK_WIDGET (self), text, NORD_LETTERS_PROMPT) <= room)
    return new_label (text, "screen-prompt", 0);
  label = new_label (text, "screen-line", 0);
  if (nord_result_letters_measure (GTK_WIDGET (self), text, NORD_LETTERS_LINE) > room) {
    const int row = nord_result_letters_measure (GTK_WIDGET (self), "X\nX", NORD_LETTERS_LINE) -
                    nord_result_letters_measure (GTK_WIDGET (self), "X", NORD_LETTERS_LINE);

    gtk_label_set_lines (GTK_LABEL (label), MAX (room / row - 1, 1));
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  }
  return label;
}

static const char *
title_of (NordResultScreen *self)
{
  const char *title = nord_record_get_text (self->poll, NORD_POLL_TITLE);

  return title != NULL ? title : "";
}

/* Sentences, as many to a page as fit and at most @most. */
static void
add_lines (NordResultScreen *self, const char *title, GPtrArray *lines, guint most)
{
  const guint n_pages = nord_result_letters_count_pages (GTK_WIDGET (self), title, lines, most);
  GtkWidget *page = NULL;

  for (guint i = 0; i < lines->len; i++) {
    if (nord_result_letters_begin_page (i, lines->len, n_pages))
      page = add_page (self, title);
    gtk_box_append (GTK_BOX (page), new_label (g_ptr_array_index (lines, i), "screen-line", 0));
  }
}

static char *
join_lines (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (lines, i));
  return g_string_free (text, FALSE);
}

/* Who took part, by channel: people, never votes. What is asked stands there in full; where it is
 * long the rest has a page of its own. */
static void
add_beginning (NordResultScreen *self)
{
  GtkWidget *page = add_page (self, title_of (self));
  g_autofree char *people = nord_poll_words_people (self->result->people);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *rest = NULL;
  int taken = nord_result_letters_measure (GTK_WIDGET (self), people, NORD_LETTERS_NUMBER) +
              nord_result_letters_measure (GTK_WIDGET (self), title_of (self), NORD_LETTERS_TITLE);

  g_ptr_array_add (lines, nord_poll_words_rules (self->data));
  for (guint c = 0; c < NORD_N_CHANNELS; c++) {
    const guint64 n = self->result->people_by_channel[c];
    g_autofree char *channel = nord_poll_words_people (n);

    if (n > 0)
      /* Translators: "Paper: 12 people" */
      g_ptr_array_add (lines, g_strdup_printf (_ ("%s: %s"),
                                               nord_poll_words_channel ((NordChannel) c), channel));
  }
  const int all = nord_result_letters_room (GTK_WIDGET (self), "") +
                  nord_result_letters_measure (GTK_WIDGET (self), "", NORD_LETTERS_TITLE);
  gtk_box_append (GTK_BOX (page),
                  new_label (people, taken <= all ? "screen-number" : "screen-prompt", 0));
  rest = join_lines (lines);
  taken += nord_result_letters_measure (GTK_WIDGET (self), rest, NORD_LETTERS_LINE);
  if (taken > all) {
    add_lines (self, title_of (self), lines, LINES_A_PAGE);
    return;
  }
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (page), new_label (g_ptr_array_index (lines, i), NULL, 0));
}

static GtkWidget *
new_row (const char *name, const char *number)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *label = new_label (name, NULL, 0);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), new_label (number, "screen-count", 1));
  return head;
}

static void
add_bar (GtkWidget *page, double part, const char *style, const char *name)
{
  GtkWidget *bar = nord_growing_bar_new (part, style);

  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (page), bar);
}

/* What stands at the end of an option's line. */
static char *
count_of (NordResultScreen *self, const NordOptionResult *option)
{
  if (self->data->method == NORD_METHOD_RATING)
    return g_strdup (option->median < 0 ? _ ("No judgments")
                                        : nord_poll_words_level ((guint) option->median));
  if (self->data->method == NORD_METHOD_BUDGET && option->wins)
    /* Translators: votes of an option that is paid for */
    return g_strdup_printf (_ ("✓ paid for · %u"), (guint) option->votes);
  return g_strdup_printf ("%" G_GUINT64_FORMAT, option->votes);
}

/* Of ratings the part of those who agree. */
static double
part_of (NordResultScreen *self, const NordOptionResult *option, guint64 most)
{
  guint64 sum = 0;

  if (self->data->method != NORD_METHOD_RATING)
    return most > 0 ? (double) option->votes / (double) most : 0;
  for (guint c = 0; c < NORD_RATING_N_COLUMNS; c++)
    sum += option->levels[c];
  return sum > 0 ? (double) (option->levels[0] + option->levels[1]) / (double) sum : 0;
}

static void
add_bars (NordResultScreen *self)
{
  const guint n_pages = nord_result_letters_count_bar_pages (GTK_WIDGET (self), title_of (self),
                                                             self->result->n_options, 1);
  GtkWidget *page = NULL;
  guint64 most = 0;

  for (guint o = 0; o < self->result->n_options; o++)
    most = MAX (most, self->result->options[o].votes);
  for (guint i = 0; i < self->result->n_options; i++) {
    const guint o = self->result->order[i];
    const NordPollOption *option = g_ptr_array_index (self->data->options, o);
    const NordOptionResult *result = &self->result->options[o];
    g_autofree char *count = count_of (self, result);
    g_autofree char *name =
      g_strdup_printf (result->tied ? "%u= %s" : "%u. %s", result->place, option->label);
    g_autofree char *both = g_strdup_printf (_ ("%s: %s"), name, count);

    if (nord_result_letters_begin_page (i, self->result->n_options, n_pages))
      page = add_page (self, title_of (self));
    gtk_box_append (GTK_BOX (page), new_row (name, count));
    add_bar (page, part_of (self, result, most),
             self->data->method == NORD_METHOD_BUDGET && !result->wins ? "lost" : "won", both);
  }
}

/* One page a round: what is bought, who pays, and how much of the sum is spent by then. */
static void
add_rounds (NordResultScreen *self)
{
  const NordBudget *budget = self->result->budget;
  const NordBudgetOutcome *outcome = self->result->outcome;
  const double sum = (double) budget->budget / (double) budget->unit;
  double spent = 0;

  if (outcome->share > 0) {
    GtkWidget *page = add_page (self, _ ("Equal Shares"));
    g_autofree char *text = nord_budget_words_begin (outcome);

    gtk_box_append (GTK_BOX (page), new_prompt (self, _ ("Equal Shares"), text, 0));
  }
  for (guint r = 0; r < outcome->rounds->len; r++) {
    const NordBudgetRound *round = &g_array_index (outcome->rounds, NordBudgetRound, r);
    g_autofree char *title = g_strdup_printf (_ ("Round %u"), r + 1);
    g_autofree char *text = nord_budget_words_round (budget, round, r + 1);
    g_autofree char *all = NULL, *so_far = NULL, *rest = NULL;
    GtkWidget *page = add_page (self, title);

    spent += (double) budget->costs[round->project] / (double) budget->unit;
    so_far = nord_poll_words_euros ((gint64) spent);
    all = nord_poll_words_euros ((gint64) sum);
    /* Translators: two sums of money */
    rest = g_strdup_printf (_ ("%s of %s are spent"), so_far, all);
    gtk_box_append (GTK_BOX (page),
                    new_prompt (self, title, text, nord_result_letters_bar (GTK_WIDGET (self), 1)));
    gtk_box_append (GTK_BOX (page), new_label (rest, NULL, 0));
    add_bar (page, sum > 0 ? spent / sum : 0, "won", rest);
  }
}

static void
add_misses (NordResultScreen *self)
{
  NordBudget *budget = self->result->budget;
  const NordBudgetOutcome *outcome = self->result->outcome;
  g_autoptr (GArray) misses = nord_budget_find_near_misses (budget, outcome);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *more = nord_poll_words_euros (MORE_EUROS), *title = NULL, *change = NULL;

  /* The nearest ones; the table has all. */
  for (guint i = 0; i < MIN (misses->len, SENTENCES_A_PAGE); i++)
    g_ptr_array_add (lines,
                     nord_budget_words_miss (budget, &g_array_index (misses, NordNearMiss, i),
                                             outcome->share > 0));
  add_lines (self, _ ("What Came Near"), lines, SENTENCES_A_PAGE);
  /* Translators: %s is a sum of money */
  title = g_strdup_printf (_ ("With %s More"), more);
  change = nord_budget_words_more (budget, outcome->winners, self->data->rule, MORE_EUROS);
  gtk_box_append (GTK_BOX (add_page (self, title)), new_prompt (self, title, change, 0));
}

/* Two bars an option: before, and after. */
static void
add_comparison (NordResultScreen *self)
{
  g_autoptr (GArray) changes = nord_result_tale_compare (nord_session_get_document (self->session),
                                                         self->poll, self->data, self->result);
  const char *title = _ ("Before and After the Discussion");
  const guint n_pages =
    changes != NULL
      ? nord_result_letters_count_bar_pages (GTK_WIDGET (self), title, changes->len, 2)
      : 0;
  GtkWidget *page = NULL;
  guint64 most = 1;

  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const NordRoundChange *change = &g_array_index (changes, NordRoundChange, i);

    most = MAX (most, MAX (change->votes[0], change->votes[1]));
  }
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const NordRoundChange *change = &g_array_index (changes, NordRoundChange, i);
    const NordPollOption *option = g_ptr_array_index (self->data->options, change->option);
    /* Translators: votes before → after the discussion */
    g_autofree char *count =
      g_strdup_printf (_ ("%u → %u"), (guint) change->votes[0], (guint) change->votes[1]);
    g_autofree char *before =
      g_strdup_printf (_ ("%s before: %u"), option->label, (guint) change->votes[0]);
    g_autofree char *after =
      g_strdup_printf (_ ("%s after: %u"), option->label, (guint) change->votes[1]);

    if (nord_result_letters_begin_page (i, changes->len, n_pages))
      page = add_page (self, title);
    gtk_box_append (GTK_BOX (page), new_row (option->label, count));
    add_bar (page, (double) change->votes[0] / (double) most, "before", before);
    add_bar (page, (double) change->votes[1] / (double) most, "won", after);
  }
}

static void
add_tale (NordResultScreen *self, gboolean compared)
{
  g_autoptr (GPtrArray) parts = nord_result_tale_new (nord_session_get_document (self->session),
                                                      nord_session_get_programme (self->session),
                                                      self->poll, self->data, self->result);

  /* The comparison has its bars already. */
  for (guint i = compared ? 1 : 0; i < parts->len; i++) {
    const NordTalePart *part = g_ptr_array_index (parts, i);

    add_lines (self, part->title, part->lines, LINES_A_PAGE);
  }
}

/* Who abstained, what does not count and why, and how ties were told apart. */
static void
add_notes (NordResultScreen *self)
{
  g_autoptr (GPtrArray) notes = nord_result_notes_new (self->data, self->result);

  add_lines (self, _ ("How It Was Counted"), notes, SENTENCES_A_PAGE);
}

/* (transfer full) "2. Benches", as the card of it is numbered. */
static char *
number_option (NordResultScreen *self, guint option)
{
  return g_strdup_printf (
    "%u. %s", option + 1,
    ((const NordPollOption *) g_ptr_array_index (self->data->options, option))->label);
}

/* Cards of letters that are read from ten metres hold a number; what it stands for is beside them.
 */
static void
add_matrix (NordResultScreen *self)
{
  GtkWidget *body = add_page (self, title_of (self)), *row, *names;
  NordMatrixView *matrix = nord_matrix_view_new ();
  const int line = nord_result_letters_measure (GTK_WIDGET (self), "X", NORD_LETTERS_LINE);
  const int room = nord_result_letters_room (GTK_WIDGET (self), title_of (self));

  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  nord_matrix_view_show_numbers (matrix, self->data, self->result);
  gtk_widget_set_valign (body, GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (GTK_WIDGET (matrix), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (matrix), TRUE);
  gtk_widget_set_valign (names, GTK_ALIGN_CENTER);
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (matrix));
  gtk_box_append (GTK_BOX (row), names);
  gtk_box_append (GTK_BOX (body), row);
  /* The pages behind have all of them. */
  for (guint i = 0, shown = 0; i < self->result->n_options && (int) (shown + 1) * line <= room; i++)
    if (self->result->options[i].votes > 0) {
      g_autofree char *name = number_option (self, i);
      GtkWidget *label = new_label (name, "screen-line", 0);

      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (names), label);
      shown++;
    }
}

/* The names that numbers on cards stand for, and their places. */
static void
add_levels (NordResultScreen *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->result->n_options; i++) {
    const NordOptionResult *result = &self->result->options[self->result->order[i]];
    g_autofree char *name = number_option (self, self->result->order[i]);

    if (result->votes > 0)
      /* Translators: option, its levels of impact and of effort, and the greatest level */
      g_ptr_array_add (lines,
                       g_strdup_printf (_ ("%s: impact %.3g, effort %.3g of %u"), name,
                                        result->impact, result->effort, self->result->n_options));
  }
  add_lines (self, title_of (self), lines, LINES_A_PAGE - 2);
}

static void
build (NordResultScreen *self)
{
  guint n;

  add_beginning (self);
  if (self->data->method == NORD_METHOD_MATRIX) {
    add_matrix (self);
    add_levels (self);
  } else {
    add_bars (self);
  }
  n = self->pages->len;
  add_comparison (self);
  if (self->result->outcome != NULL) {
    const gboolean compared = self->pages->len > n;

    add_rounds (self);
    add_misses (self);
    add_tale (self, compared);
  } else {
    add_tale (self, self->pages->len > n);
  }
  add_notes (self);
}

/* --- Showing ------------------------------------------------------------------------------------
 */

static void
append_words (GtkWidget *widget, GString *text)
{
  /* Numbers on cards say nothing where the places stand in words on the next page. */
  if (NORD_IS_MATRIX_VIEW (widget))
    return;
  if (GTK_IS_LABEL (widget)) {
    g_string_append (text, gtk_label_get_label (GTK_LABEL (widget)));
    g_string_append (text, ". ");
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_words (child, text);
}

static void
show_page (NordResultScreen *self, guint page)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (page >= self->pages->len)
    return;
  self->shown = page;
  gtk_stack_set_visible_child (self->stack, g_ptr_array_index (self->pages, page));
  append_words (g_ptr_array_index (self->pages, page), text);
  gtk_label_set_label (self->said, text->str);
  nord_announce (GTK_WIDGET (self), text->str);
}

static void
go_black (NordResultScreen *self)
{
  self->black = !self->black;
  gtk_widget_set_opacity (GTK_WIDGET (self->stack), self->black ? 0 : 1);
  if (self->black)
    gtk_widget_add_css_class (GTK_WIDGET (self), "black");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "black");
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        NordResultScreen *self)
{
  switch (keyval) {
  case GDK_KEY_Page_Down:
  case GDK_KEY_Right:
  case GDK_KEY_Down:
  case GDK_KEY_space:
  case GDK_KEY_Return:
    show_page (self, self->shown + 1);
    return TRUE;
  case GDK_KEY_Page_Up:
  case GDK_KEY_Left:
  case GDK_KEY_Up:
  case GDK_KEY_BackSpace:
    if (self->shown > 0)
      show_page (self, self->shown - 1);
    return TRUE;
  case GDK_KEY_Home:
    show_page (self, 0);
    return TRUE;
  case GDK_KEY_End:
    show_page (self, self->pages->len - 1);
    return TRUE;
  case GDK_KEY_b:
  case GDK_KEY_period:
    go_black (self);
    return TRUE;
  case GDK_KEY_Escape:
  case GDK_KEY_F5:
    gtk_window_close (GTK_WINDOW (self));
    return TRUE;
  default:
    return FALSE;
  }
}

static void
on_click (GtkGestureClick *click, int n_press, double x, double y, NordResultScreen *self)
{
  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click)) == GDK_BUTTON_SECONDARY) {
    if (self->shown > 0)
      show_page (self, self->shown - 1);
  } else {
    show_page (self, self->shown + 1);
  }
}

/* Pages are made to fit (see result-letters), but GTK asks how high they were if they were as
 * narrow as they can be, and makes the window as high. */
static void
nord_result_screen_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  GTK_WIDGET_CLASS (nord_result_screen_parent_class)
    ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = MIN (*minimum, LEAST_HEIGHT);
}

static void
nord_result_screen_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NordResultScreen *self = NORD_RESULT_SCREEN (widget);

  GTK_WIDGET_CLASS (nord_result_screen_parent_class)
    ->size_allocate (widget, width, height, baseline);
  if ((width == self->width && height == self->height) || height < 1)
    return;
  self->width = width;
  self->height = height;
  {
    g_autofree char *css = nord_result_letters_format_style (width, height);

    gtk_css_provider_load_from_data (self->letters, css, -1);
  }
}

static void
nord_result_screen_dispose (GObject *object)
{
  NordResultScreen *self = NORD_RESULT_SCREEN (object);

  if (self->letters != NULL)
    gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                   GTK_STYLE_PROVIDER (self->letters));
  g_clear_object (&self->letters);
  g_clear_object (&self->session);
  g_clear_object (&self->poll);
  G_OBJECT_CLASS (nord_result_screen_parent_class)->dispose (object);
}

static void
nord_result_screen_finalize (GObject *object)
{
  NordResultScreen *self = NORD_RESULT_SCREEN (object);

  g_clear_pointer (&self->result, nord_poll_result_free);
  g_clear_pointer (&self->data, nord_polling_free);
  g_ptr_array_unref (self->pages);
  G_OBJECT_CLASS (nord_result_screen_parent_class)->finalize (object);
}

static void
nord_result_screen_class_init (NordResultScreenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_result_screen_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_result_screen_finalize;
  GTK_WIDGET_CLASS (klass)->measure = nord_result_screen_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = nord_result_screen_size_allocate;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "resultscreen");
}

static void
nord_result_screen_init (NordResultScreen *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->pages = g_ptr_array_new ();
  self->letters = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                              GTK_STYLE_PROVIDER (self->letters),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_transition_duration (self->stack, 350);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->stack));
  self->said = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_ellipsize (self->said, PANGO_ELLIPSIZE_END);
  gtk_widget_set_opacity (GTK_WIDGET (self->said), 0);
  gtk_widget_set_can_target (GTK_WIDGET (self->said), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->said), GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->said));
  gtk_window_set_child (GTK_WINDOW (self), overlay);
  gtk_window_set_decorated (GTK_WINDOW (self), FALSE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_click), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWindow *
nord_result_screen_new (GtkWindow *parent, NordSession *session, NordRecord *poll)
{
  NordResultScreen *self = g_object_new (NORD_TYPE_RESULT_SCREEN, NULL);
  GListModel *ballots =
    nord_document_get_list (nord_session_get_document (session), NORD_NOUN_BALLOT);
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);
  g_autoptr (GError) error = NULL;

  self->session = g_object_ref (session);
  self->poll = g_object_ref (poll);
  self->data = nord_polling_read (poll, ballots);
  nord_polling_keep_back (
    self->data, nord_document_get_list (nord_session_get_document (session), NORD_NOUN_IDEA), NULL);
  self->result = nord_poll_result_new (self->data, NULL, &error);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Result on the Projector"));
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 720);
  if (self->result != NULL)
    build (self);
  else
    gtk_box_append (GTK_BOX (add_page (self, title_of (self))),
                    new_label (error->message, NULL, 0));
  show_page (self, 0);
  nord_follow_monitor (GTK_WINDOW (self), settings, MONITOR_KEY);
  return GTK_WINDOW (self);
}
