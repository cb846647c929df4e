/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Takes down ballots: how they were given, for how many people, the marks. */
#include "ui/rank/ballot-dialog.h"

#include "core/model/uuid.h"
#include "core/rank/code.h"
#include "core/rank/option-order.h"
#include "core/rank/paper.h"
#include "core/store/urn.h"
#include "ui/rank/ballot-sheet.h"
#include "core/rank/poll-words.h"
#include "ui/widgets/focus-view.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordBallotDialog {
  AdwWindow parent_instance;

  NordSession *session; /* (owned) */
  NordRecord *poll;     /* (owned) */
  NordRecord *ballot;   /* (owned) (nullable) the one that is corrected */
  NordPolling *data;    /* (owned) */
  char *id;             /* (owned) of the ballot to come: its options stand in the order of that */
  guint n_taken;

  AdwWindowTitle *title;
  AdwComboRow *channel_row;
  AdwActionRow *people_row;
  AdwEntryRow *code_row;
  AdwEntryRow *paper_row;
  GtkAdjustment *people;
  NordBallotSheet *sheet;
  AdwPreferencesGroup *reason_group;
  AdwEntryRow *reason_row;
  GtkLabel *account;
  GtkWidget *next_button;
};

G_DEFINE_FINAL_TYPE (NordBallotDialog, nord_ballot_dialog, ADW_TYPE_WINDOW)

static NordChannel
read_channel (NordBallotDialog *self)
{
  return (NordChannel) MIN (adw_combo_row_get_selected (self->channel_row), NORD_N_CHANNELS - 1);
}

/* Who votes alone at the screen does it secretly; what is corrected is known already. */
static gboolean
is_secret (NordBallotDialog *self)
{
  return self->ballot == NULL && read_channel (self) == NORD_CHANNEL_TOUCH;
}

static gboolean
needs_code (NordBallotDialog *self)
{
  return is_secret (self) && nord_record_get_boolean (self->poll, NORD_POLL_CODES);
}

/* Papers are entered by two people; what is corrected was. */
static gboolean
is_paper (NordBallotDialog *self)
{
  return self->ballot == NULL && read_channel (self) == NORD_CHANNEL_PAPER;
}

/* (transfer full) what is written on the paper. */
static char *
dup_number (NordBallotDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->paper_row))));
}

/* (transfer full) what entering the paper would be, by what is there of it. */
static char *
words_paper (NordBallotDialog *self, gboolean *good)
{
  g_auto (NordPaperEntries) entries = {0};
  g_autofree char *number = dup_number (self);

  *good = FALSE;
  if (*number == '\0')
    return g_strdup (_ ("Which paper? Write a number on each."));
  switch (nord_paper_find (self->poll,
                           nord_document_get_list (nord_session_get_document (self->session),
                                                   NORD_NOUN_BALLOT),
                           number, &entries)) {
  case NORD_PAPER_COUNTED:
    /* Translators: %s is the number on a paper ballot. */
    return g_strdup_printf (_ ("Paper %s is counted already."), number);
  case NORD_PAPER_TWICE:
    return g_strdup_printf (_ ("Paper %s was entered twice, differently."), number);
  case NORD_PAPER_ONCE:
    *good = TRUE;
    return g_strdup_printf (_ ("Second entry of paper %s"), number);
  case NORD_PAPER_NEW:
  default:
    *good = TRUE;
    return g_strdup_printf (_ ("First entry of paper %s"), number);
  }
}

static guint
read_people (NordBallotDialog *self)
{
  /* At the screen everybody votes for themselves. */
  return read_channel (self) == NORD_CHANNEL_TOUCH
           ? 1
           : (guint) gtk_adjustment_get_value (self->people);
}

/* What is left, or what is wrong. */
static void
look (NordBallotDialog *self)
{
  g_autofree guint *marks = NULL;
  g_autofree char *fault = NULL, *left = NULL, *reason = NULL, *code = NULL;
  guint people;
  gboolean good, paper_good = TRUE;

  if (self->data == NULL)
    return;
  people = read_people (self);
  nord_ballot_sheet_show (self->sheet, self->data, people);
  if (is_secret (self)) {
    g_autofree guint *order = nord_option_order_new (self->id, self->data->options->len);

    nord_ballot_sheet_set_order (self->sheet, order);
  } else {
    nord_ballot_sheet_set_order (self->sheet, NULL);
  }
  marks = nord_ballot_sheet_dup_marks (self->sheet);
  fault = nord_poll_words_fault (self->data, people, marks);
  left = nord_poll_words_left (self->data, people, marks);
  gtk_label_set_label (self->account, fault != NULL ? fault : left);
  if (fault != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->account), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->account), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->people_row), read_channel (self) != NORD_CHANNEL_TOUCH);
  gtk_widget_set_visible (GTK_WIDGET (self->code_row), needs_code (self));
  reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row)));
  code = nord_code_normalise (gtk_editable_get_text (GTK_EDITABLE (self->code_row)));
  gtk_widget_set_visible (GTK_WIDGET (self->paper_row), is_paper (self));
  if (is_paper (self)) {
    g_autofree char *paper = words_paper (self, &paper_good), *both = NULL;

    /* Translators: "First entry of paper 7 · 2 dots left" */
    both = fault != NULL || !paper_good ? NULL : g_strdup_printf (_ ("%s · %s"), paper, left);
    if (fault == NULL)
      gtk_label_set_label (self->account, both != NULL ? both : paper);
  }
  good = paper_good && fault == NULL && (self->ballot == NULL || *g_strstrip (reason) != 0) &&
         (code != NULL || !needs_code (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.take", good);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.take-next", good);
}

static gboolean
cast_secretly (NordBallotDialog *self, const guint *marks)
{
  NordDocument *document = nord_session_get_document (self->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) code = NULL;

  if (needs_code (self)) {
    g_autoptr (GBytes) salt =
      nord_store_read_code_salt (nord_document_get_store (document), &error);

    code = salt != NULL
             ? nord_code_prove (gtk_editable_get_text (GTK_EDITABLE (self->code_row)), salt)
             : NULL;
  }
  if (!nord_document_cast (document, nord_polling_cast_as (self->id, self->poll, self->data, marks),
                           code, &error)) {
    gtk_label_set_label (self->account, error->message);
    gtk_widget_add_css_class (GTK_WIDGET (self->account), "error");
    return FALSE;
  }
  gtk_editable_set_text (GTK_EDITABLE (self->code_row), "");
  nord_session_notify (self->session, _ ("The ballot is in the urn"), FALSE);
  return TRUE;
}

static gboolean
enter_paper (NordBallotDialog *self, const guint *marks)
{
  static const char *const told[] = {
    [NORD_PAPER_ONCE] = N_ ("Entered once; it counts with a second, equal entry"),
    [NORD_PAPER_TWICE] = N_ ("The two entries differ: look at the paper again"),
    [NORD_PAPER_COUNTED] = N_ ("Both entries say the same: the paper counts"),
  };
  GListModel *ballots =
    nord_document_get_list (nord_session_get_document (self->session), NORD_NOUN_BALLOT);
  g_autofree char *number = dup_number (self), *next = nord_paper_next_number (number);
  NordPaperState state;
  NordChangeSet *set =
    nord_paper_enter (self->poll, ballots, self->data, number, read_people (self), marks, &state);

  if (set == NULL || !nord_session_apply (self->session, set, _ (told[state])))
    return FALSE;
  /* As numbers go through a stack. */
  gtk_editable_set_text (GTK_EDITABLE (self->paper_row), next);
  return TRUE;
}

static gboolean
take (NordBallotDialog *self)
{
  g_autofree guint *marks = nord_ballot_sheet_dup_marks (self->sheet);
  NordChannel channel = read_channel (self);
  guint people = read_people (self);

  if (nord_polling_check (self->data, people, marks, NULL) != NORD_POLLING_SOUND)
    return FALSE;
  if (is_secret (self))
    return cast_secretly (self, marks);
  if (is_paper (self))
    return enter_paper (self, marks);
  if (self->ballot != NULL)
    return nord_session_apply (self->session,
                               nord_polling_correct (self->poll, self->data, self->ballot,
                                                     gtk_editable_get_text (
                                                       GTK_EDITABLE (self->reason_row)),
                                                     channel, people, marks),
                               _ ("Ballot corrected"));
  return nord_session_apply (self->session,
                             nord_polling_cast (self->poll, self->data, channel, people, marks),
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
  nord_ballot_sheet_clear (self->sheet);
  /* Only now: another order makes the rows anew, which none of them may ask for itself. */
  g_free (self->id);
  self->id = nord_uuid_new_v4 ();
  subtitle =
    g_strdup_printf (ngettext ("%u ballot taken down", "%u ballots taken down", self->n_taken),
                     self->n_taken);
  adw_window_title_set_subtitle (self->title, subtitle);
  look (self);
}

static void
fill_from_ballot (NordBallotDialog *self)
{
  g_autofree guint *marks = g_new0 (guint, nord_polling_get_n_marks (self->data) + 1);
  NordChannel channel = NORD_CHANNEL_PAPER;

  nord_channel_from_word (nord_record_get_text (self->ballot, NORD_BALLOT_CHANNEL), &channel);
  adw_combo_row_set_selected (self->channel_row, channel);
  gtk_adjustment_set_value (self->people,
                            nord_record_get_integer (self->ballot, NORD_BALLOT_PEOPLE));
  nord_polling_read_marks (self->data, self->ballot, marks);
  nord_ballot_sheet_show (self->sheet, self->data, read_people (self));
  nord_ballot_sheet_set_marks (self->sheet, marks);
}

static void
nord_ballot_dialog_dispose (GObject *object)
{
  NordBallotDialog *self = NORD_BALLOT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->poll);
  g_clear_object (&self->ballot);
  g_clear_pointer (&self->data, nord_polling_free);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (nord_ballot_dialog_parent_class)->dispose (object);
}

static void
nord_ballot_dialog_class_init (NordBallotDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_ballot_dialog_dispose;
  g_type_ensure (NORD_TYPE_BALLOT_SHEET);
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
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, code_row);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, paper_row);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, people);
  gtk_widget_class_bind_template_child (widget_class, NordBallotDialog, sheet);
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

  gtk_widget_init_template (GTK_WIDGET (self));
  nord_focus_view_keep (GTK_WINDOW (self));
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
  self->id = nord_uuid_new_v4 ();
  self->data = nord_polling_read (poll, nord_document_get_list (document, NORD_NOUN_BALLOT));
  if (self->data->method == NORD_METHOD_MATRIX)
    gtk_window_set_default_size (GTK_WINDOW (self), 640, 820);
  nord_ballot_sheet_show (self->sheet, self->data, read_people (self));
  rules = nord_poll_words_rules (self->data);
  adw_window_title_set_subtitle (self->title, rules);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_group), ballot != NULL);
  gtk_widget_set_visible (self->next_button, ballot == NULL);
  if (ballot != NULL) {
    gtk_window_set_title (GTK_WINDOW (self), _ ("Correct Ballot"));
    fill_from_ballot (self);
  }
  look (self);
  nord_naming_apply (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
