/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a tap does says core/rank/marking; here the marks are shown, as signs and in words. */
#include "ui/kiosk/vote-sheet.h"

#include "core/rank/marking.h"
#include "core/rank/option-order.h"
#include "core/rank/rating.h"
#include "ui/kiosk/vote-pair.h"

/* Of an option with a line or two, and of one with a row of buttons below them. */
#define ROW_MM 24
#define RATING_MM 44

struct _NordVoteSheet {
  GtkWidget parent_instance;

  const NordPolling *data; /* (not owned) (nullable) */
  NordWording *wording;    /* (owned) */
  char *ballot;            /* (owned) (nullable) */
  guint *marks;            /* (owned) (nullable) */
  NordPairing *pairing;    /* (owned) (nullable) in a matrix */
  gboolean large;
  NordVoteRoom room;

  GtkGrid *box;
  GtkStack *pages; /* on each as many options as are seen whole, or a pair */
  GtkWidget *back, *on;
  GtkWidget *onward; /* the box of the latter and the place */
  GtkLabel *place;   /* which page of how many */
  guint n_pages, page;

  GPtrArray *states; /* (owned) (element-type GtkLabel) not owned, one an option */
  GPtrArray *taps;   /* (owned) (element-type GtkButton) not owned, one a mark */
  GPtrArray *minus;  /* (owned) (element-type GtkButton) not owned, one an option with dots */
};

G_DEFINE_FINAL_TYPE (NordVoteSheet, nord_vote_sheet, GTK_TYPE_WIDGET)

enum { CHANGED, PAGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const level_signs[NORD_RATING_N_COLUMNS] = {"++", "+", "○", "−", "−−", "?"};
static const char *const level_keys[NORD_RATING_N_COLUMNS] = {"vote_level_1", "vote_level_2",
                                                              "vote_level_3", "vote_level_4",
                                                              "vote_level_5", "vote_level_6"};

static char *
describe_mark (NordVoteSheet *self, guint option)
{
  const guint mark = self->marks[option * self->data->n_columns];

  if (mark == 0 || self->data->method == NORD_METHOD_RATING)
    return g_strdup ("");
  if (self->data->method == NORD_METHOD_RANKING)
    return g_strdup_printf ("%u.", mark);
  if (self->data->method != NORD_METHOD_DOTS)
    return g_strdup ("✓");
  if (mark <= 5) {
    GString *dots = g_string_new (NULL);

    for (guint i = 0; i < mark; i++)
      g_string_append (dots, "●");
    return g_string_free (dots, FALSE);
  }
  return g_strdup_printf ("%u ●", mark);
}

static void
set_marked (GtkWidget *button, gboolean marked)
{
  if (marked)
    gtk_widget_add_css_class (button, "lit");
  else
    gtk_widget_remove_css_class (button, "lit");
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
                               marked ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                      : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

static void
show_marks (NordVoteSheet *self)
{
  const guint n_columns = self->data->n_columns;

  for (guint m = 0; m < self->taps->len; m++)
    set_marked (g_ptr_array_index (self->taps, m), self->marks[m] > 0);
  for (guint o = 0; o < self->data->options->len; o++) {
    const NordPollOption *option = g_ptr_array_index (self->data->options, o);
    g_autofree char *text = describe_mark (self, o), *name = NULL;

    gtk_label_set_label (g_ptr_array_index (self->states, o), text);
    if (self->data->method == NORD_METHOD_RATING)
      continue;
    /* What is marked is told with the name, since the signs are not read out. */
    name = self->marks[o] > 0 ? g_strdup_printf ("%s: %u", option->label, self->marks[o])
                              : g_strdup (option->label);
    gtk_accessible_update_property (GTK_ACCESSIBLE (g_ptr_array_index (self->taps, o * n_columns)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    if (o < self->minus->len)
      gtk_widget_set_sensitive (g_ptr_array_index (self->minus, o), self->marks[o] > 0);
  }
}

static guint
index_of (GtkButton *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "mark"));
}

static void
on_tap (NordVoteSheet *self, GtkButton *button)
{
  const guint mark = index_of (button);

  if (self->data == NULL ||
      !nord_marking_tap (self->data, self->marks, mark / self->data->n_columns,
                         mark % self->data->n_columns))
    return;
  show_marks (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_minus (NordVoteSheet *self, GtkButton *button)
{
  if (self->data == NULL || !nord_marking_take_back (self->data, self->marks, index_of (button)))
    return;
  show_marks (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
new_button (NordVoteSheet *self, guint mark, GCallback clicked)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (button, "vote-option");
  g_object_set_data (G_OBJECT (button), "mark", GUINT_TO_POINTER (mark));
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_label (const char *text, gboolean wrap)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* Names and prices may be heard by all; the marks come later and into labels without a text. */
  if (*text != '\0')
    nord_wording_let_read (label, NULL);
  return label;
}

static GtkWidget *
new_tap_row (NordVoteSheet *self, guint o)
{
  const NordPollOption *option = g_ptr_array_index (self->data->options, o);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *button = new_button (self, o, G_CALLBACK (on_tap));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = new_label (option->label, TRUE), *state = new_label ("", FALSE);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (state, "vote-state");
  gtk_box_append (GTK_BOX (box), name);
  if (self->data->method == NORD_METHOD_BUDGET) {
    g_autofree char *price =
      nord_words_money (nord_wording_get_words (self->wording), option->cost);

    gtk_box_append (GTK_BOX (box), new_label (price, FALSE));
  }
  gtk_box_append (GTK_BOX (box), state);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (row), button);
  g_ptr_array_index (self->taps, o) = button;
  g_ptr_array_index (self->states, o) = state;
  if (self->data->method == NORD_METHOD_DOTS) {
    GtkWidget *minus = new_button (self, o, G_CALLBACK (on_minus));
    g_autofree char *words =
      g_strdup_printf ("%s: %s", option->label, nord_wording_get (self->wording, "vote_erase"));

    gtk_button_set_label (GTK_BUTTON (minus), "−");
    gtk_accessible_update_property (GTK_ACCESSIBLE (minus), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
    gtk_box_append (GTK_BOX (row), minus);
    g_ptr_array_index (self->minus, o) = minus;
  }
  return row;
}

static GtkWidget *
new_level_row (NordVoteSheet *self, guint o)
{
  const NordPollOption *option = g_ptr_array_index (self->data->options, o);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *levels = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *state = new_label ("", FALSE);

  gtk_box_append (GTK_BOX (row), new_label (option->label, TRUE));
  gtk_box_set_homogeneous (GTK_BOX (levels), TRUE);
  for (guint c = 0; c < self->data->n_columns; c++) {
    const guint mark = o * self->data->n_columns + c;
    GtkWidget *button = new_button (self, mark, G_CALLBACK (on_tap));
    g_autofree char *words =
      g_strdup_printf ("%s: %s", option->label, nord_wording_get (self->wording, level_keys[c]));
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
    GtkWidget *small = gtk_label_new (nord_wording_get (self->wording, level_keys[c]));

    gtk_label_set_wrap (GTK_LABEL (small), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (small), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_justify (GTK_LABEL (small), GTK_JUSTIFY_CENTER);
    gtk_label_set_max_width_chars (GTK_LABEL (small), 8);
    gtk_widget_add_css_class (small, "kiosk-small");
    gtk_box_append (GTK_BOX (box), gtk_label_new (level_signs[c]));
    gtk_box_append (GTK_BOX (box), small);
    gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
    gtk_button_set_child (GTK_BUTTON (button), box);
    /* Six beside each other: their words break less between narrow rims. */
    gtk_widget_add_css_class (button, "kiosk-sign");
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                    -1);
    gtk_box_append (GTK_BOX (levels), button);
    g_ptr_array_index (self->taps, mark) = button;
  }
  gtk_box_append (GTK_BOX (row), levels);
  g_ptr_array_index (self->states, o) = state;
  gtk_widget_set_visible (state, FALSE);
  gtk_box_append (GTK_BOX (row), state);
  gtk_widget_set_margin_bottom (row, 12);
  return row;
}

static void
show_page (NordVoteSheet *self)
{
  g_autofree char *name = g_strdup_printf ("%u", self->page);
  g_autofree char *place = g_strdup_printf ("\u2066%u / %u\u2069", self->page + 1, self->n_pages);

  gtk_stack_set_visible_child_name (self->pages, name);
  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (self->back, self->n_pages > 1);
  gtk_widget_set_visible (self->onward, self->n_pages > 1);
  gtk_widget_set_sensitive (self->back, self->page > 0);
  gtk_widget_set_sensitive (self->on, self->page + 1 < self->n_pages);
  g_signal_emit (self, signals[PAGED], 0);
}

static void
on_back (NordVoteSheet *self)
{
  if (self->page == 0)
    return;
  self->page--;
  show_page (self);
}

static void
on_on (NordVoteSheet *self)
{
  if (self->page + 1 >= self->n_pages)
    return;
  self->page++;
  show_page (self);
}

static GtkGrid *
add_page (NordVoteSheet *self)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *name = g_strdup_printf ("%u", self->n_pages);
  g_autofree char *title = g_strdup_printf ("%u", self->n_pages + 1);

  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  /* Within reach: EN 301 549 wants what is pressed on a wall not above 1220 mm. */
  gtk_widget_set_valign (grid, GTK_ALIGN_END);
  gtk_stack_add_titled (self->pages, grid, name, title);
  self->n_pages++;
  return GTK_GRID (grid);
}

static void
empty (NordVoteSheet *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
  self->n_pages = 0;
  g_ptr_array_set_size (self->taps, 0);
  g_ptr_array_set_size (self->states, 0);
  g_ptr_array_set_size (self->minus, 0);
}

static void
on_answered (NordVoteSheet *self)
{
  if (self->data == NULL)
    return;
  /* What was taken back is placed nowhere again. */
  memset (self->marks, 0, nord_polling_get_n_marks (self->data) * sizeof *self->marks);
  nord_pairing_write_marks (self->pairing, self->marks);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A matrix: one pair after the other instead of a row an option. */
static void
show_pair (NordVoteSheet *self)
{
  GtkWidget *pair = nord_vote_pair_new (self->wording, self->data, self->pairing, self->room.low);

  gtk_widget_set_hexpand (pair, TRUE);
  g_signal_connect_object (pair, "answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (add_page (self), pair, 0, 0, 1, 1);
  nord_wording_turn (self->wording, pair);
}

static void
lay (NordVoteSheet *self, GtkWidget *widget, int column, int row, int span)
{
  GtkGridLayoutChild *place = GTK_GRID_LAYOUT_CHILD (
    gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (GTK_WIDGET (self->box)),
                                         widget));

  gtk_grid_layout_child_set_column (place, column);
  gtk_grid_layout_child_set_row (place, row);
  gtk_grid_layout_child_set_column_span (place, span);
}

/* What scrolls does not say how high it is at a width; pages do, and get it. The arrows stand at
 * both sides of a low page, below one that is high and perhaps narrow. */
static void
place_pages (NordVoteSheet *self)
{
  lay (self, GTK_WIDGET (self->pages), self->room.low ? 1 : 0, 0, self->room.low ? 1 : 3);
  lay (self, self->back, 0, self->room.low ? 0 : 1, 1);
  lay (self, self->onward, 2, self->room.low ? 0 : 1, 1);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->onward), self->room.low
                                                                   ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
}

/* Rows anew, in another language or another room; the marks stay. */
static void
rebuild (NordVoteSheet *self)
{
  g_autofree guint *order = NULL;
  const gboolean rating = self->data != NULL && self->data->method == NORD_METHOD_RATING;
  guint columns = self->room.low && (self->room.wide || !(self->large || rating)) ? 2 : 1;
  guint rows = (rating ? 1 : 2) * (self->room.low ? 1 : 2);
  GtkGrid *grid = NULL;
  guint n, each;

  empty (self);
  place_pages (self);
  if (self->data == NULL)
    return;
  if (self->pairing != NULL) {
    show_pair (self);
    self->page = 0;
    show_page (self);
    return;
  }
  n = self->data->options->len;
  if (!self->room.low && !self->large) {
    rows = MAX (rows, (guint) (self->room.height / (rating ? RATING_MM : ROW_MM)));
    if (self->room.broad && !rating && n > rows)
      columns = 2;
  }
  order = nord_option_order_new (self->ballot, n);
  g_ptr_array_set_size (self->taps, (int) nord_polling_get_n_marks (self->data));
  g_ptr_array_set_size (self->states, (int) n);
  g_ptr_array_set_size (self->minus, self->data->method == NORD_METHOD_DOTS ? (int) n : 0);
  /* Rather few that are seen whole and reached than a cut row. */
  each = rows * columns;
  for (guint i = 0; i < n; i++) {
    GtkWidget *row = rating ? new_level_row (self, order[i]) : new_tap_row (self, order[i]);

    gtk_widget_set_hexpand (row, TRUE);
    if (i % each == 0)
      grid = add_page (self);
    gtk_grid_attach (grid, row, (int) (i % each % columns), (int) (i % each / columns), 1, 1);
  }
  nord_wording_turn (self->wording, GTK_WIDGET (self->pages));
  self->page = self->n_pages > 0 ? MIN (self->page, self->n_pages - 1) : 0;
  show_page (self);
  show_marks (self);
}

void
nord_vote_sheet_clear (NordVoteSheet *self)
{
  empty (self);
  if (self->marks != NULL)
    memset (self->marks, 0, nord_polling_get_n_marks (self->data) * sizeof *self->marks);
  g_clear_pointer (&self->marks, g_free);
  g_clear_pointer (&self->ballot, g_free);
  g_clear_pointer (&self->pairing, nord_pairing_free);
  self->data = NULL;
}

static void
nord_vote_sheet_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nord_vote_sheet_parent_class)->dispose (object);
}

static void
nord_vote_sheet_finalize (GObject *object)
{
  NordVoteSheet *self = NORD_VOTE_SHEET (object);

  g_free (self->marks);
  g_free (self->ballot);
  nord_pairing_free (self->pairing);
  g_clear_object (&self->wording);
  g_ptr_array_unref (self->taps);
  g_ptr_array_unref (self->states);
  g_ptr_array_unref (self->minus);
  G_OBJECT_CLASS (nord_vote_sheet_parent_class)->finalize (object);
}

static void
nord_vote_sheet_class_init (NordVoteSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_vote_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_vote_sheet_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[PAGED] = g_signal_new ("paged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nord_vote_sheet_init (NordVoteSheet *self)
{
  self->taps = g_ptr_array_new ();
  self->states = g_ptr_array_new ();
  self->minus = g_ptr_array_new ();
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
}

static GtkWidget *
new_turn (NordVoteSheet *self, const char *key, const char *icon, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "kiosk-turn");
  gtk_widget_set_valign (button, GTK_ALIGN_END);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return nord_wording_say (self->wording, button, key);
}

static void
build (NordVoteSheet *self)
{
  GtkWidget *box = gtk_grid_new ();

  self->box = GTK_GRID (box);
  gtk_grid_set_column_spacing (self->box, 12);
  gtk_grid_set_row_spacing (self->box, 9);
  self->back = new_turn (self, "previous", "go-previous-symbolic", G_CALLBACK (on_back));
  self->on = new_turn (self, "next", "go-next-symbolic", G_CALLBACK (on_on));
  self->place = GTK_LABEL (gtk_label_new (NULL));
  self->onward = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_valign (self->onward, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->onward), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (self->onward), self->on);
  gtk_widget_set_visible (self->back, FALSE);
  gtk_widget_set_visible (self->onward, FALSE);
  gtk_widget_set_halign (self->back, GTK_ALIGN_START);
  gtk_widget_set_halign (self->onward, GTK_ALIGN_END);
  gtk_box_set_spacing (GTK_BOX (self->onward), 6);
  gtk_grid_attach (self->box, self->back, 0, 0, 1, 1);
  gtk_grid_attach (self->box, GTK_WIDGET (self->pages), 1, 0, 1, 1);
  gtk_grid_attach (self->box, self->onward, 2, 0, 1, 1);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

GtkWidget *
nord_vote_sheet_new (NordWording *wording)
{
  NordVoteSheet *self = g_object_new (NORD_TYPE_VOTE_SHEET, NULL);

  self->wording = g_object_ref (wording);
  build (self);
  g_signal_connect_object (wording, "spoken", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
nord_vote_sheet_set_room (NordVoteSheet *self, const NordVoteRoom *room)
{
  self->room = *room;
  rebuild (self);
}

void
nord_vote_sheet_set_large (NordVoteSheet *self, gboolean large)
{
  if (self->large == large)
    return;
  self->large = large;
  rebuild (self);
}

void
nord_vote_sheet_fill (NordVoteSheet *self, const NordPolling *data, const char *ballot)
{
  nord_vote_sheet_clear (self);
  self->page = 0;
  self->data = data;
  self->ballot = g_strdup (ballot);
  self->marks = g_new0 (guint, nord_polling_get_n_marks (data) + 1);
  if (data->method == NORD_METHOD_MATRIX) {
    g_autofree guint *order = nord_option_order_new (ballot, data->options->len);

    self->pairing = nord_pairing_new (data->options->len, order);
  }
  rebuild (self);
}

const guint *
nord_vote_sheet_get_marks (NordVoteSheet *self)
{
  return self->marks;
}
