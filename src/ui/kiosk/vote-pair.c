/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shows the next question of a pairing. The buttons stay where they are while questions change, so
 * that neither a finger nor the focus of a keyboard has to look for them. */
#include "ui/kiosk/vote-pair.h"

struct _NordVotePair {
  GtkBox parent_instance;

  NordWording *wording;    /* (owned) */
  const NordPolling *data; /* (not owned) */
  NordPairing *pairing;    /* (not owned) */

  GtkLabel *question;
  GtkWidget *answers;
  GtkButton *first, *equal, *second, *back;
};

G_DEFINE_FINAL_TYPE (NordVotePair, nord_vote_pair, GTK_TYPE_BOX)

enum { ANSWERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_text (GtkButton *button, const char *text)
{
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (button)), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static const char *
label_of (NordVotePair *self, guint option)
{
  return ((const NordPollOption *) g_ptr_array_index (self->data->options, option))->label;
}

static void
look (NordVotePair *self)
{
  guint axis, option, other;
  const gboolean asks = nord_pairing_ask (self->pairing, &axis, &option, &other);
  const char *question = !asks                        ? "vote_compared"
                         : axis == NORD_MATRIX_IMPACT ? "vote_impact"
                                                      : "vote_effort";

  gtk_label_set_label (self->question, nord_wording_get (self->wording, question));
  gtk_widget_set_visible (self->answers, asks);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back), nord_pairing_can_go_back (self->pairing));
  if (!asks)
    return;
  set_text (self->first, label_of (self, option));
  set_text (self->second, label_of (self, other));
}

static void
on_clicked (NordVotePair *self, GtkButton *button)
{
  if (button == self->back)
    nord_pairing_go_back (self->pairing);
  else
    nord_pairing_answer (self->pairing, button == self->first    ? 1
                                        : button == self->second ? -1
                                                                 : 0);
  look (self);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static GtkButton *
new_button (NordVotePair *self)
{
  GtkWidget *button = gtk_button_new_with_label ("");
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (button, "vote-option");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  return GTK_BUTTON (button);
}

static void
nord_vote_pair_dispose (GObject *object)
{
  g_clear_object (&NORD_VOTE_PAIR (object)->wording);
  G_OBJECT_CLASS (nord_vote_pair_parent_class)->dispose (object);
}

static void
nord_vote_pair_class_init (NordVotePairClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_vote_pair_dispose;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_vote_pair_init (NordVotePair *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->question = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->question, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->question), "kiosk-title");
  self->answers = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->first = new_button (self);
  self->equal = new_button (self);
  self->second = new_button (self);
  self->back = new_button (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->first), "vote-side");
  gtk_widget_add_css_class (GTK_WIDGET (self->second), "vote-side");
  gtk_box_append (GTK_BOX (self->answers), GTK_WIDGET (self->first));
  gtk_box_append (GTK_BOX (self->answers), GTK_WIDGET (self->second));
  gtk_box_append (GTK_BOX (self->answers), GTK_WIDGET (self->equal));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->question));
  gtk_box_append (GTK_BOX (self), self->answers);
  gtk_widget_set_halign (GTK_WIDGET (self->back), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->back));
}

/* All in one row: that both weigh the same stands between the two, and before them an arrow takes
 * the last answer back. */
static void
lay_low (NordVotePair *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autoptr (GtkWidget) answers = g_object_ref (self->answers);
  g_autoptr (GtkWidget) back = g_object_ref (GTK_WIDGET (self->back));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (answers), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (answers), TRUE);
  gtk_box_reorder_child_after (GTK_BOX (answers), GTK_WIDGET (self->equal),
                               GTK_WIDGET (self->first));
  gtk_widget_set_hexpand (answers, TRUE);
  gtk_box_remove (GTK_BOX (self), answers);
  gtk_box_remove (GTK_BOX (self), back);
  gtk_box_append (GTK_BOX (row), back);
  gtk_box_append (GTK_BOX (row), answers);
  gtk_box_append (GTK_BOX (self), row);
  gtk_button_set_icon_name (self->back, "edit-undo-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nord_wording_get (self->wording, "vote_take_back"), -1);
  gtk_widget_add_css_class (back, "kiosk-undo");
}

GtkWidget *
nord_vote_pair_new (NordWording *wording,
                    const NordPolling *data,
                    NordPairing *pairing,
                    gboolean low)
{
  NordVotePair *self = g_object_new (NORD_TYPE_VOTE_PAIR, NULL);

  self->wording = g_object_ref (wording);
  self->data = data;
  self->pairing = pairing;
  set_text (self->equal, nord_wording_get (wording, "vote_equal"));
  set_text (self->back, nord_wording_get (wording, "vote_take_back"));
  if (low)
    lay_low (self);
  look (self);
  return GTK_WIDGET (self);
}
