/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One poll. While it runs, counts of options stay hidden: who sees them votes with the crowd. */
#include "ui/rank/poll-pane.h"

#include "core/rank/polling.h"
#include "core/store/urn.h"
#include "ui/rank/ballot-dialog.h"
#include "ui/rank/codes-dialog.h"
#include "ui/rank/paper-dialog.h"
#include "core/rank/poll-words.h"
#include "ui/rank/result-record.h"
#include "ui/rank/result-screen.h"
#include "ui/rank/result-view.h"
#include "ui/rank/template-dialog.h"
#include "ui/rank/template-shelf.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

struct _NordPollPane {
  AdwBin parent_instance;

  NordSession *session; /* (owned) (nullable) */
  NordRecord *poll;     /* (owned) (nullable) */
  GPtrArray *rows;      /* (owned) (element-type GtkWidget) not owned, of ballots */

  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *rules;
  GtkLabel *hint;
  GtkLabel *count;
  GtkStack *stack;
  NordResultView *result;
  AdwPreferencesGroup *ballots;
  GtkBox *options;
};

G_DEFINE_FINAL_TYPE (NordPollPane, nord_poll_pane, ADW_TYPE_BIN)

enum { CREATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWindow *
window_of (NordPollPane *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static GListModel *
all_ballots (NordPollPane *self)
{
  return nord_document_get_list (nord_session_get_document (self->session), NORD_NOUN_BALLOT);
}

static guint
count_urn (NordPollPane *self)
{
  return nord_store_count_urn (nord_document_get_store (nord_session_get_document (self->session)),
                               nord_record_get_id (self->poll));
}

/* (transfer full) "12 ballots", and into @people "30 people": those that keep the rules, and those
 * in the urn, one a person. */
static char *
words_ballots (NordPollPane *self, const NordPolling *data, char **people)
{
  guint n = count_urn (self);
  guint64 n_people = n;

  for (guint b = 0; b < data->ballots->len; b++) {
    const NordPollBallot *ballot = &g_array_index (data->ballots, NordPollBallot, b);

    if (nord_polling_check (data, ballot->people, ballot->marks, NULL) != NORD_POLLING_SOUND)
      continue;
    n_people += ballot->people;
    n++;
  }
  *people = nord_poll_words_people (n_people);
  return g_strdup_printf (ngettext ("%u ballot", "%u ballots", n), n);
}

static void
step (NordPollPane *self, NordPollEvent event, const char *told)
{
  NordChangeSet *set = self->poll != NULL ? nord_polling_step (self->poll, event) : NULL;

  if (set != NULL)
    nord_session_apply (self->session, set, told);
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (NORD_POLL_PANE (widget), NORD_POLL_EVENT_OPEN, _ ("Poll opened"));
}

static void
on_pause (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (NORD_POLL_PANE (widget), NORD_POLL_EVENT_PAUSE, _ ("Poll paused"));
}

static void
on_close_confirmed (NordPollPane *self, const char *response)
{
  NordDocument *document = nord_session_get_document (self->session);

  /* First the ballots, so that no closed poll lacks any. */
  if (g_str_equal (response, "close") && self->poll != NULL &&
      nord_poll_may (self->poll, NORD_POLL_EVENT_CLOSE) &&
      nord_document_empty_urn (document, nord_record_get_id (self->poll), NULL))
    step (self, NORD_POLL_EVENT_CLOSE, _ ("Poll closed"));
}

static void
on_close (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);
  g_autoptr (NordPolling) data = NULL;
  g_autofree char *people = NULL, *body = NULL, *ballots = NULL;
  GtkWidget *dialog;

  if (self->poll == NULL || !nord_poll_may (self->poll, NORD_POLL_EVENT_CLOSE))
    return;
  data = nord_polling_read (self->poll, all_ballots (self));
  ballots = words_ballots (self, data, &people);
  /* Translators: "12 ballots of 30 people are here. …" */
  body = g_strdup_printf (
    _ ("%s for %s are here. After closing, the result is shown and nobody can vote any more."),
    ballots, people);
  if (data->n_waiting > 0) {
    g_autofree char *said = g_steal_pointer (&body);

    body =
      g_strdup_printf (ngettext ("%s %u paper was not entered twice alike and will not count.",
                                 "%s %u papers were not entered twice alike and will not count.",
                                 data->n_waiting),
                       said, data->n_waiting);
  }
  dialog = adw_message_dialog_new (window_of (self), _ ("Close the Poll?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "close",
                                    C_ ("poll", "_Close and Show"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_confirmed), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);

  if (self->poll != NULL)
    nord_session_apply (self->session, nord_polling_delete (self->poll, all_ballots (self)),
                        _ ("Poll deleted"));
}

/* Under the words that it asks; of one name the latest is kept. */
static void
on_keep (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  if (self->poll == NULL)
    return;
  if (nord_template_shelf_keep (nord_session_get_document (self->session), self->poll, &error))
    /* Translators: %s is what a poll asks. */
    said = g_strdup_printf (_ ("Kept as template “%s”"),
                            nord_record_get_text (self->poll, NORD_POLL_TITLE));
  nord_session_notify (self->session, said != NULL ? said : error->message, FALSE);
}

static void
on_templates (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);

  gtk_window_present (GTK_WINDOW (nord_template_dialog_new (window_of (self), self->session)));
}

static void
on_take (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);

  if (self->poll != NULL && nord_poll_read_state (self->poll) == NORD_POLL_STATE_OPEN)
    gtk_window_present (
      GTK_WINDOW (nord_ballot_dialog_new (window_of (self), self->session, self->poll, NULL)));
}

static void
on_codes (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);

  gtk_window_present (GTK_WINDOW (nord_codes_dialog_new (window_of (self), self->session)));
}

static void
on_project (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);

  if (self->poll != NULL && nord_poll_read_state (self->poll) == NORD_POLL_STATE_CLOSED)
    gtk_window_present (nord_result_screen_new (window_of (self), self->session, self->poll));
}

/* All that was shown goes with the minutes. */
static void
on_record (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);

  if (self->poll != NULL && nord_poll_read_state (self->poll) == NORD_POLL_STATE_CLOSED)
    nord_result_record_save (window_of (self), self->session, self->poll);
}

static void
on_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);
  g_autofree char *title = NULL, *id = NULL;
  NordChangeSet *set;

  if (self->poll == NULL)
    return;
  /* Translators: %s is the title of a poll, voted on once more. */
  title = g_strdup_printf (_ ("%s (after the discussion)"),
                           nord_record_get_text (self->poll, NORD_POLL_TITLE));
  set = nord_polling_repeat (self->poll, title);
  id = g_strdup (((NordChange *) g_ptr_array_index (set->changes, 0))->target);
  if (nord_session_apply (self->session, set, _ ("Poll made")))
    g_signal_emit (self, signals[CREATED], 0, id);
}

static void
on_settle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);

  if (self->poll != NULL)
    gtk_window_present (
      GTK_WINDOW (nord_paper_dialog_new (window_of (self), self->session, self->poll,
                                         g_variant_get_string (parameter, NULL))));
}

static NordRecord *
ballot_of (NordPollPane *self, GVariant *parameter)
{
  NordDocument *document = nord_session_get_document (self->session);
  NordRecord *record = document != NULL
                         ? nord_document_lookup (document, g_variant_get_string (parameter, NULL))
                         : NULL;

  return record != NULL && NORD_IS_BALLOT (record) ? record : NULL;
}

static void
on_correct (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);
  NordRecord *ballot = ballot_of (self, parameter);

  if (self->poll != NULL && ballot != NULL)
    gtk_window_present (
      GTK_WINDOW (nord_ballot_dialog_new (window_of (self), self->session, self->poll, ballot)));
}

static void
on_reason_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *reason = g_strdup (gtk_editable_get_text (entry));

  adw_message_dialog_set_response_enabled (dialog, "void", *g_strstrip (reason) != 0);
}

static void
on_void_confirmed (NordPollPane *self, const char *response, GtkWidget *dialog)
{
  NordRecord *ballot = g_object_get_data (G_OBJECT (dialog), "ballot");
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "entry");

  if (g_str_equal (response, "void"))
    nord_session_apply (self->session, nord_polling_void (ballot, gtk_editable_get_text (entry)),
                        _ ("Ballot voided"));
}

static void
on_void (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollPane *self = NORD_POLL_PANE (widget);
  NordRecord *ballot = ballot_of (self, parameter);
  GtkWidget *dialog, *group, *entry;
  const char *body;

  if (ballot == NULL)
    return;
  body = nord_poll_read_state (self->poll) == NORD_POLL_STATE_CLOSED
           ? _ ("The poll is closed, and its result was perhaps shown already: it is counted anew. "
                "The ballot stays in the list with the reason, and the minutes say so. Tell the "
                "room.")
           : _ ("It stays in the list with the reason and is not counted. This is said in the "
                "minutes.");
  dialog = adw_message_dialog_new (window_of (self), _ ("Void the Ballot?"), body);
  group = adw_preferences_group_new ();
  entry = adw_entry_row_new ();
  nord_plain_set_row_title (ADW_PREFERENCES_ROW (entry), _ ("Reason"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "void",
                                    _ ("_Void"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "void",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "void", FALSE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "ballot", g_object_ref (ballot), g_object_unref);
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_reason_changed), dialog, 0);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_void_confirmed), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_button (GtkWidget *row,
            const char *icon,
            const char *tooltip,
            const char *action,
            const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_ballot_row (NordPollPane *self, const NordPolling *data, NordRecord *ballot, guint number)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree guint *marks = g_new0 (guint, nord_polling_get_n_marks (data) + 1);
  const gint64 n_people = nord_record_get_integer (ballot, NORD_BALLOT_PEOPLE);
  g_autofree char *people = nord_poll_words_people ((guint64) n_people);
  const char *voided = nord_record_get_text (ballot, NORD_BALLOT_VOIDED);
  g_autofree char *title = NULL, *subtitle = NULL, *held = NULL;
  const gboolean set_aside =
    voided == NULL && g_hash_table_contains (data->set_aside, nord_record_get_id (ballot));
  NordChannel channel = NORD_CHANNEL_PAPER;

  nord_channel_from_word (nord_record_get_text (ballot, NORD_BALLOT_CHANNEL), &channel);
  nord_polling_read_marks (data, ballot, marks);
  held = nord_poll_words_marks (data, (guint) MAX (n_people, 0), marks);
  /* Translators: a ballot in the list: "12. Paper" */
  title = g_strdup_printf (_ ("%u. %s"), number, nord_poll_words_channel (channel));
  if (voided != NULL)
    /* Translators: %s is why a ballot does not count. */
    subtitle = g_strdup_printf (_ ("Void: %s"), voided);
  else if (set_aside)
    subtitle = g_strdup (_ ("Set aside: another laptop took the same code. Of its ballots the one "
                            "with the smallest random number counts."));
  else
    subtitle = g_strdup_printf (_ ("%s · %s"), people, held);
  nord_plain_set_row (ADW_ACTION_ROW (row), title, subtitle);
  if (set_aside)
    gtk_widget_add_css_class (row, "dim-label");
  if (voided != NULL) {
    gtk_widget_add_css_class (row, "dim-label");
  } else {
    add_button (row, "document-edit-symbolic", _ ("Correct This Ballot"), "poll.correct",
                nord_record_get_id (ballot));
    add_button (row, "edit-delete-symbolic", _ ("Void This Ballot"), "poll.void",
                nord_record_get_id (ballot));
  }
  adw_preferences_group_add (self->ballots, row);
  g_ptr_array_add (self->rows, row);
}

/* What waits for its twin shows no marks: the second one to enter it must not know them. */
static void
add_waiting_row (NordPollPane *self, NordRecord *entry)
{
  GListModel *list = all_ballots (self);
  const char *number = nord_record_get_text (entry, NORD_BALLOT_PAPER);
  g_auto (NordPaperEntries) entries = {0};
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (number == NULL || (nord_paper_find (self->poll, list, number, &entries) == NORD_PAPER_TWICE &&
                         entries.second == entry))
    return;
  row = adw_action_row_new ();
  /* Translators: %s is the number on a paper ballot. */
  title = g_strdup_printf (_ ("Paper %s"), number);
  nord_plain_set_row (ADW_ACTION_ROW (row), title,
                      entries.state == NORD_PAPER_TWICE
                        ? _ ("Two entries differ: it does not count yet")
                        : _ ("Entered once: it does not count yet"));
  if (entries.state == NORD_PAPER_TWICE)
    add_button (row, "object-select-symbolic", _ ("Settle the Two Entries"), "poll.settle", number);
  add_button (row, "edit-delete-symbolic", _ ("Void This Ballot"), "poll.void",
              nord_record_get_id (entry));
  adw_preferences_group_add (self->ballots, row);
  g_ptr_array_add (self->rows, row);
}

/* As numbers go: 2 before 10. */
static int
compare_papers (gconstpointer a, gconstpointer b)
{
  const char *x = nord_record_get_text (*(NordRecord *const *) a, NORD_BALLOT_PAPER);
  const char *y = nord_record_get_text (*(NordRecord *const *) b, NORD_BALLOT_PAPER);
  g_autofree char *key_x = g_utf8_collate_key_for_filename (x != NULL ? x : "", -1);
  g_autofree char *key_y = g_utf8_collate_key_for_filename (y != NULL ? y : "", -1);

  return strcmp (key_x, key_y);
}

static gboolean
is_waiting (NordRecord *ballot)
{
  const char *entry = nord_record_get_text (ballot, NORD_BALLOT_ENTRY);

  return entry != NULL && !g_str_equal (entry, "agreed") &&
         nord_record_get_text (ballot, NORD_BALLOT_VOIDED) == NULL;
}

static void
show_ballots (NordPollPane *self, const NordPolling *data)
{
  GListModel *list = all_ballots (self);
  g_autofree char *secret = NULL;
  guint n_secret, number = 0;
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  g_autoptr (GPtrArray) mine = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->ballots, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) ballot = g_list_model_get_item (list, i);

    if (g_strcmp0 (nord_record_get_text (ballot, NORD_BALLOT_POLL),
                   nord_record_get_id (self->poll)) == 0)
      g_ptr_array_add (mine, g_steal_pointer (&ballot));
  }
  /* In the order of their random ids: nobody shall see who came when. */
  for (guint i = 0; i < mine->len; i++)
    if (is_waiting (g_ptr_array_index (mine, i)))
      g_ptr_array_add (waiting, g_ptr_array_index (mine, i));
  g_ptr_array_sort (waiting, compare_papers);
  for (guint i = 0; i < waiting->len; i++)
    add_waiting_row (self, g_ptr_array_index (waiting, i));
  for (guint i = 0; i < mine->len; i++)
    if (!is_waiting (g_ptr_array_index (mine, i)))
      add_ballot_row (self, data, g_ptr_array_index (mine, i), ++number);
  n_secret = count_urn (self);
  if (n_secret > 0)
    secret =
      g_strdup_printf (ngettext ("%u secret ballot lies in the urn until the poll is closed.",
                                 "%u secret ballots lie in the urn until the poll is closed.",
                                 n_secret),
                       n_secret);
  else if (mine->len > 1)
    secret = g_strdup (_ ("In an order left to chance: it does not tell who voted when."));
  adw_preferences_group_set_description (self->ballots, secret);
  gtk_widget_set_visible (GTK_WIDGET (self->ballots), mine->len > 0 || n_secret > 0);
}

static void
show_options (NordPollPane *self, const NordPolling *data)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->options))) != NULL)
    gtk_box_remove (self->options, child);
  for (guint i = 0; i < data->options->len; i++) {
    const NordPollOption *option = g_ptr_array_index (data->options, i);
    g_autofree char *price =
      data->method == NORD_METHOD_BUDGET ? nord_poll_words_euros (option->cost) : NULL;
    g_autofree char *text = price != NULL ? g_strdup_printf ("•  %s · %s", option->label, price)
                                          : g_strdup_printf ("•  %s", option->label);
    GtkWidget *label = gtk_label_new (text);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_box_append (self->options, label);
  }
}

static void
nord_poll_pane_dispose (GObject *object)
{
  NordPollPane *self = NORD_POLL_PANE (object);

  g_clear_object (&self->poll);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nord_poll_pane_parent_class)->dispose (object);
}

static void
nord_poll_pane_class_init (NordPollPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_poll_pane_dispose;
  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "poll.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "poll.pause", NULL, on_pause);
  gtk_widget_class_install_action (widget_class, "poll.close", NULL, on_close);
  gtk_widget_class_install_action (widget_class, "poll.delete", NULL, on_delete);
  gtk_widget_class_install_action (widget_class, "poll.take", NULL, on_take);
  gtk_widget_class_install_action (widget_class, "poll.project", NULL, on_project);
  gtk_widget_class_install_action (widget_class, "poll.record", NULL, on_record);
  gtk_widget_class_install_action (widget_class, "poll.again", NULL, on_again);
  gtk_widget_class_install_action (widget_class, "poll.keep", NULL, on_keep);
  gtk_widget_class_install_action (widget_class, "poll.templates", NULL, on_templates);
  gtk_widget_class_install_action (widget_class, "poll.codes", NULL, on_codes);
  gtk_widget_class_install_action (widget_class, "poll.correct", "s", on_correct);
  gtk_widget_class_install_action (widget_class, "poll.settle", "s", on_settle);
  gtk_widget_class_install_action (widget_class, "poll.void", "s", on_void);
  g_type_ensure (NORD_TYPE_RESULT_VIEW);
  g_type_ensure (NORD_TYPE_BALLOT_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, NORD_APP_PATH "/ui/rank/poll-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, NordPollPane, title);
  gtk_widget_class_bind_template_child (widget_class, NordPollPane, state);
  gtk_widget_class_bind_template_child (widget_class, NordPollPane, rules);
  gtk_widget_class_bind_template_child (widget_class, NordPollPane, hint);
  gtk_widget_class_bind_template_child (widget_class, NordPollPane, count);
  gtk_widget_class_bind_template_child (widget_class, NordPollPane, stack);
  gtk_widget_class_bind_template_child (widget_class, NordPollPane, result);
  gtk_widget_class_bind_template_child (widget_class, NordPollPane, ballots);
  gtk_widget_class_bind_template_child (widget_class, NordPollPane, options);
}

static void
nord_poll_pane_init (NordPollPane *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nord_poll_pane_set_session (NordPollPane *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_POLL_PANE (self));
  g_set_object (&self->session, session);
}

void
nord_poll_pane_set_poll (NordPollPane *self, NordRecord *poll)
{
  g_return_if_fail (NORD_IS_POLL_PANE (self));
  g_set_object (&self->poll, poll);
  nord_poll_pane_refresh (self);
}

NordRecord *
nord_poll_pane_get_poll (NordPollPane *self)
{
  g_return_val_if_fail (NORD_IS_POLL_PANE (self), NULL);
  return self->poll;
}

void
nord_poll_pane_refresh (NordPollPane *self)
{
  g_autoptr (NordPolling) data = NULL;
  g_autofree char *rules = NULL, *people = NULL, *ballots = NULL, *count = NULL;
  const char *title, *hint = NULL;
  NordPollState state;

  g_return_if_fail (NORD_IS_POLL_PANE (self));
  if (self->poll == NULL || nord_session_get_document (self->session) == NULL)
    return;
  state = nord_poll_read_state (self->poll);
  /* Another copy of the workshop closed it. This makes the pane anew. */
  if (state == NORD_POLL_STATE_CLOSED && count_urn (self) > 0 &&
      nord_document_empty_urn (nord_session_get_document (self->session),
                               nord_record_get_id (self->poll), NULL))
    return;
  data = nord_polling_read (self->poll, all_ballots (self));
  title = nord_record_get_text (self->poll, NORD_POLL_TITLE);
  rules = nord_poll_words_rules (data);
  if (nord_record_get_boolean (self->poll, NORD_POLL_CODES)) {
    char *more = g_strdup_printf (_ ("%s · with codes at the screen"), rules);

    g_free (rules);
    rules = more;
  }
  ballots = words_ballots (self, data, &people);
  /* Translators: "12 ballots for 30 people" */
  count = g_strdup_printf (_ ("%s for %s"), ballots, people);
  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_label_set_label (self->state, nord_poll_words_state (state));
  gtk_label_set_label (self->rules, rules);
  gtk_label_set_label (self->count, count);
  switch (state) {
  case NORD_POLL_STATE_DRAFT:
    hint = _ ("Open the poll when the room is ready to vote.");
    break;
  case NORD_POLL_STATE_OPEN:
    hint = _ ("What the options have is hidden until the poll is closed.");
    break;
  case NORD_POLL_STATE_PAUSED:
    hint = _ ("The poll is paused: no ballots are taken down.");
    break;
  case NORD_POLL_STATE_CLOSED:
  default:
    break;
  }
  if (state != NORD_POLL_STATE_CLOSED && nord_record_get_boolean (self->poll, NORD_POLL_CODES) &&
      nord_store_count_codes (
        nord_document_get_store (nord_session_get_document (self->session))) == 0)
    hint = _ ("No codes are printed yet: the menu of the poll does that.");
  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  gtk_stack_set_visible_child_name (self->stack,
                                    state == NORD_POLL_STATE_CLOSED ? "result" : "options");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "poll.open",
                                 nord_poll_may (self->poll, NORD_POLL_EVENT_OPEN));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "poll.pause",
                                 nord_poll_may (self->poll, NORD_POLL_EVENT_PAUSE));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "poll.close",
                                 nord_poll_may (self->poll, NORD_POLL_EVENT_CLOSE));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "poll.take", state == NORD_POLL_STATE_OPEN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "poll.project",
                                 state == NORD_POLL_STATE_CLOSED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "poll.record", state == NORD_POLL_STATE_CLOSED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "poll.again", state == NORD_POLL_STATE_CLOSED);
  show_options (self, data);
  if (state == NORD_POLL_STATE_CLOSED)
    nord_result_view_show (self->result, self->session, self->poll, data);
  show_ballots (self, data);
}
