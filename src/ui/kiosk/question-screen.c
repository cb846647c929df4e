/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Buttons in a grid, each in the colour of its card. */
#include "ui/kiosk/question-screen.h"

#include "ui/kiosk/plain-screens.h"
#include "ui/kiosk/sticker-picture.h"

/* How wide words are beside a picture before they go on in the next line, in letters. */
#define N_LETTERS_BESIDE 15

struct _NordQuestionScreen {
  AdwBin parent_instance;

  GtkWidget *grid;
  GtkSizeGroup *words; /* (owned) */
};

G_DEFINE_FINAL_TYPE (NordQuestionScreen, nord_question_screen, ADW_TYPE_BIN)

enum { PICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_card (NordQuestionScreen *self, GtkButton *button)
{
  const NordQuestion *question = g_object_get_data (G_OBJECT (button), "question");

  g_signal_emit (self, signals[PICKED], 0, question->id);
}

static GtkWidget *
new_card (NordQuestionScreen *self, NordWording *wording, const NordQuestion *question)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *picture = nord_sticker_picture_new (question->sticker, FALSE, 72);
  GtkWidget *label = nord_wording_label (wording, question->word, NULL);
  g_autofree char *colour = g_strdup_printf ("kiosk-card-%s", question->id);

  gtk_widget_set_vexpand (picture, TRUE);
  gtk_widget_set_hexpand (picture, TRUE);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_size_group_add_widget (self->words, label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "kiosk-tile");
  gtk_widget_add_css_class (button, "kiosk-question");
  gtk_widget_add_css_class (button, colour);
  g_object_set_data (G_OBJECT (button), "question", (gpointer) question);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_card), self, G_CONNECT_SWAPPED);
  return nord_wording_say (wording, button, question->word);
}

static void
nord_question_screen_dispose (GObject *object)
{
  g_clear_object (&NORD_QUESTION_SCREEN (object)->words);
  G_OBJECT_CLASS (nord_question_screen_parent_class)->dispose (object);
}

static void
nord_question_screen_class_init (NordQuestionScreenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_question_screen_dispose;
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nord_question_screen_init (NordQuestionScreen *self)
{
  self->words = gtk_size_group_new (GTK_SIZE_GROUP_NONE);
}

GtkWidget *
nord_question_screen_new (NordWording *wording)
{
  NordQuestionScreen *self = g_object_new (NORD_TYPE_QUESTION_SCREEN, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  guint n;
  const NordQuestion *questions = nord_question_list (&n);

  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 9);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_row_homogeneous (GTK_GRID (self->grid), TRUE);
  for (guint i = 0; i < n; i++)
    gtk_grid_attach (GTK_GRID (self->grid), new_card (self, wording, &questions[i]), (int) i % 4,
                     (int) i / 4, 1, 1);
  gtk_box_append (GTK_BOX (box), nord_wording_label (wording, "question_title", "kiosk-title"));
  gtk_box_append (GTK_BOX (box), self->grid);
  gtk_widget_set_vexpand (self->grid, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kiosk-screen");
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

void
nord_question_screen_set_columns (NordQuestionScreen *self, int columns, gboolean low)
{
  g_return_if_fail (NORD_IS_QUESTION_SCREEN (self));
  nord_plain_screen_set_columns (self->grid, columns);
  /* What words leave of a card is its picture's: the same on all of them. */
  gtk_size_group_set_mode (self->words, low ? GTK_SIZE_GROUP_HORIZONTAL : GTK_SIZE_GROUP_NONE);
  for (GtkWidget *card = gtk_widget_get_first_child (self->grid); card != NULL;
       card = gtk_widget_get_next_sibling (card)) {
    GtkWidget *box = gtk_button_get_child (GTK_BUTTON (card));

    gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                    low ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
    gtk_label_set_natural_wrap_mode (GTK_LABEL (gtk_widget_get_last_child (box)),
                                     low ? GTK_NATURAL_WRAP_INHERIT : GTK_NATURAL_WRAP_NONE);
    gtk_label_set_max_width_chars (GTK_LABEL (gtk_widget_get_last_child (box)),
                                   low ? N_LETTERS_BESIDE : -1);
  }
}
