/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Takes down ballots: how they were given, for how many people, the dots. */
#include "ui/rank/ballot-dialog.h"

#include "ui/rank/poll-words.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordBallotDialog {
  AdwWindow parent_instance;

  NordSession *session; /* (owned) */
  NordRecord *poll;     /* (owned) */
  NordRecord *ballot;   /* (owned) (nullable) the one that is corrected */
  NordDotsPoll *data;   /* (owned) */
  GPtrArray *spins;     /* (owned) (element-type GtkSpinButton) not owned, one an option */
  guint n_taken;

  AdwWindowTitle *title;
  AdwComboRow *channel_row;
  AdwActionRow *people_row;
  GtkAdjustment *people;
  AdwPreferencesGroup *options;
  AdwPreferencesGroup *reason_group;
  AdwEntryRow *reason_row;
  GtkLabel *account;
  GtkWidget *next_button;
};

G_DEFINE_FINAL_TYPE (NordBallotDialog, nord_ballot_dialog, ADW_TYPE_WINDOW)

static guint *
read_marks (NordBallotDialog *self)
{
  guint *marks = g_new0 (guint, self->spins->len + 1);

  for (guint i = 0; i < self->spins->len; i++)
    marks[i] = (guint) gtk_spin_button_get_value_as_int (g_ptr_array_index (self->spins, i));
  return marks;
}

static NordChannel
read_channel (NordBallotDialog *self)
{
  return (NordChannel) MIN (adw_combo_row_get_selected (self->channel_row), NORD_N_CHANNELS - 1);
}

static guint
read_people (NordBallotDialog *self)
{
  /* At the screen everybody votes for themselves. */
  return read_channel (self) == NORD_CHANNEL_TOUCH
           ? 1
           : (guint) gtk_adjustment_get_value (self->people);
}

/* How many dots are left, or what is wrong. */
static void
look (NordBallotDialog *self)
{
  g_autofree guint *marks = NULL;
  g_autofree char *fault = NULL, *text = NULL;
  g_autofree char *reason = NULL;
  guint people, sum = 0;
  gboolean good;

  if (self->data == NULL)
    return;
  marks = read_marks (self);
  people = read_people (self);
  fault = nord_poll_words_fault (self->data, people, marks);
  for (guint i = 0; i < self->spins->len; i++)
    sum += marks[i];
  if (fault != NULL) {
    gtk_label_set_label (self->account, fault);
    gtk_widget_add_css_class (GTK_WIDGET (self->account), "error");
  } else {
    g_autofree char *left = nord_poll_words_dots ((guint64) people * self->data->rules.dots - sum);

    /* Translators: %s is "3 dots" */
    text = sum == 0 ? g_strdup (_ ("No dots given: an abstention"))
                    : g_strdup_printf (_ ("%s left"), left);
    gtk_label_set_label (self->account, text);
    gtk_widget_remove_css_class (GTK_WIDGET (self->account), "error");
  }
  gtk_widget_set_visible (GTK_WIDGET (self->people_row), read_channel (self) != NORD_CHANNEL_TOUCH);
  reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row)));
  good = fault == NULL && (self->ballot == NULL || *g_strstrip (reason) != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.take", good);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.take-next", good);
}

static gboolean
take (NordBallotDialog *self)
{
  g_autofree guint *marks = read_marks (self);
  NordChannel channel = read_channel (self);
  guint people = read_people (self);

  if (nord_dots_check (&self->data->rules, people, marks, NULL) != NORD_DOTS_SOUND)
    return FALSE;
  if (self->ballot != NULL)
    return nord_session_apply (self->session,
                               nord_dots_poll_correct (self->poll, self->data, self->ballot,
                                                       gtk_editable_get_text (
                                                         GTK_EDITABLE (self->reason_row)),
                                                       channel, people, marks),
                               _ ("Ballot corrected"));
  return nord_session_apply (self->session,
                             nord_dots_poll_cast (self->poll, self->data, channel, people, marks),
                             _ ("Ballot taken down"));
}

static void
on_take (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (take (NORD_BALLOT_DIALOG (widget)))
    gtk_window_close (GTK_WINDOW (widget));
}

/* A stack of paper: the next one begins where this one did. */
static void
on_take_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordBallotDialog *self = NORD_BALLOT_DIALOG (widget);
  g_autofree char *subtitle = NULL;

  if (!take (self))
    return;
  self->n_taken++;
  for (guint i = 0; i < self->spins->len; i++)
    gtk_spin_button_set_value (g_ptr_array_index (self->spins, i), 0);
  subtitle =
    g_strdup_printf (ngettext ("%u ballot taken down", "%u ballots taken down", self->n_taken),
                     self->n_taken);
  adw_window_title_set_subtitle (self->title, subtitle);
  if (self->spins->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->spins, 0));
  look (self);
}

static void
add_option (NordBallotDialog *self, const NordPollOption *option)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 100000, 1);

  nord_plain_set_row (ADW_ACTION_ROW (row), option->label, NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (self->options, row);
  g_ptr_array_add (self->spins, spin);
}

static void
fill_from_ballot (NordBallotDialog *self)
{
  g_autofree guint *marks = g_new0 (guint, self->spins->len + 1);
  NordChannel channel = NORD_CHANNEL_PAPER;

  nord_channel_from_word (nord_record_get_text (self->ballot, NORD_BALLOT_CHANNEL), &channel);
  adw_combo_row_set_selected (self->channel_row, channel);
  gtk_adjustment_set_value (self->people,
                            nord_record_get_integer (self->ballot, NORD_BALLOT_PEOPLE));
  nord_dots_poll_read_marks (self->data, self->ballot, marks);
  for (guint i = 0; i < self->spins->len; i++)
    gtk_spin_button_set_value (g_ptr_array_index (self->spins, i), marks[i]);
}

static void
nord_ballot_dialog_dispose (GObject *object)
{
  NordBallotDialog *self = NORD_BALLOT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->poll);
  g_clear_object (&self->ballot);
  g_clear_pointer (&self->data, nord_dots_poll_free);
  g_clear_pointer (&self->spins, g_ptr_array_unref);
  G_OBJECT_CLASS (nord_ballot_dialog_parent_class)->dispose (object);
}

static void
nord_ballot_dialog_class_init (NordBallotDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_ballot_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "dialog.take", NULL, on_take);
  gtk_widget_class_install_action (widget_class, "dialog.take-next", NULL, on_take_next);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "dialog.take-next", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/rank/ballot-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, title);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, channel_row);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, people_row);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, people);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, options);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, reason_group);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, account);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, next_button);
  gtk_widget_class_bind_template_callback (widget_class, look);
}

static void
nord_ballot_dialog_init (NordBallotDialog *self)
{
  g_autoptr (GtkStringList) channels = gtk_string_list_new (NULL);

  self->spins = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < NORD_N_CHANNELS; i++)
    gtk_string_list_append (channels, nord_poll_words_channel ((NordChannel) i));
  adw_combo_row_set_model (self->channel_row, G_LIST_MODEL (channels));
  adw_combo_row_set_selected (self->channel_row, NORD_CHANNEL_PAPER);
}

GtkWidget *
nord_ballot_dialog_new (GtkWindow *parent,
                        NordSession *session,
                        NordRecord *poll,
                        NordRecord *ballot)
{
  NordBallotDialog *self = g_object_new (NORD_TYPE_BALLOT_DIALOG, "transient-for", parent, NULL);
  NordDocument *document = nord_session_get_document (session);
  g_autofree char *rules = NULL;

  self->session = g_object_ref (session);
  self->poll = g_object_ref (poll);
  self->ballot = ballot != NULL ? g_object_ref (ballot) : NULL;
  self->data = nord_dots_poll_read (poll, nord_document_get_list (document, NORD_NOUN_BALLOT));
  for (guint i = 0; i < self->data->options->len; i++)
    add_option (self, g_ptr_array_index (self->data->options, i));
  rules = nord_poll_words_rules (&self->data->rules);
  adw_window_title_set_subtitle (self->title, rules);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_group), ballot != NULL);
  gtk_widget_set_visible (self->next_button, ballot == NULL);
  if (ballot != NULL) {
    adw_window_title_set_title (self->title, _ ("Correct Ballot"));
    fill_from_ballot (self);
  }
  nord_naming_apply (GTK_WIDGET (self));
  look (self);
  return GTK_WIDGET (self);
}
