/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The page where a workshop goes to the city and its answers come back. Being without a network is
 * the rule in a hall and not a failure: then the page stays grey. */
#include "config.h"
#include "ui/sync/sync-page.h"

#include "ui/sync/conflict-row.h"
#include "ui/widgets/plain-text.h"
#include "ui/widgets/trouble.h"

#include "core/sync/client.h"
#include "core/sync/error.h"
#include "core/sync/http.h"
#include "core/sync/token.h"

#include <glib/gi18n.h>

/* Changes a request: while one page is taken in, the window must not stand still. */
#define PAGE_CHANGES 200
/* More rows than this help nobody; the number stands in the heading. */
#define MAX_ROWS 50

struct _NordSyncPage {
  NordPage parent_instance;
  NordDocument *document;    /* (owned) (nullable) */
  NordLedger *ledger;        /* (owned) (nullable) */
  NordSyncClient *client;    /* (owned) (nullable) while an exchange runs */
  GCancellable *running;     /* (owned) (nullable) while an exchange runs */
  GCancellable *cancellable; /* (owned) of what the page asks the keyring */
  char *token;               /* (owned) (nullable) */
  GPtrArray *rows;           /* (owned) (element-type GtkWidget) of the two lists */
  guint refresh;             /* source */
  gboolean again;

  GtkLabel *headline, *last, *step_label, *trouble_label, *place_label;
  GtkStack *action_stack;
  GtkProgressBar *progress_bar;
  GtkBox *trouble_box;
  GtkImage *trouble_icon;
  AdwPreferencesGroup *conflict_group, *refusal_group;
  GtkLabel *idea_count, *cluster_count, *ballot_count, *medium_count, *answer_count;
  AdwEntryRow *server_row, *token_row;
};

G_DEFINE_FINAL_TYPE (NordSyncPage, nord_sync_page, NORD_TYPE_PAGE)

static void refresh_soon (NordSyncPage *self);

/* --- What is shown -----------------------------------------------------------------------------
 */

static void
show_trouble (NordSyncPage *self, const GError *error)
{
  gboolean offline = error != NULL && nord_sync_error_is_offline (error);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->trouble_box), error != NULL);
  if (error == NULL)
    return;
  words =
    error->domain == NORD_SYNC_ERROR ? g_strdup (error->message) : nord_trouble_describe (error);
  gtk_label_set_label (self->trouble_label, words);
  gtk_image_set_from_icon_name (self->trouble_icon,
                                offline ? "network-offline-symbolic" : "dialog-warning-symbolic");
  /* Away from the network is grey; what somebody has to do something about is amber. */
  if (offline) {
    gtk_widget_remove_css_class (GTK_WIDGET (self->trouble_icon), "warning");
    gtk_widget_add_css_class (GTK_WIDGET (self->trouble_box), "dim-label");
  } else {
    gtk_widget_add_css_class (GTK_WIDGET (self->trouble_icon), "warning");
    gtk_widget_remove_css_class (GTK_WIDGET (self->trouble_box), "dim-label");
  }
}

static void
show_count (NordSyncPage *self, GtkLabel *label, NordNounKind noun)
{
  const char *name = nord_noun_get (noun)->name;
  const gint64 *there =
    self->ledger != NULL ? g_hash_table_lookup (self->ledger->counts, name) : NULL;
  guint here = g_list_model_get_n_items (nord_document_get_list (self->document, noun));
  g_autofree char *text = NULL;

  if (self->ledger == NULL || self->ledger->last_at == 0)
    /* Translators: so many are here, and nothing is known of the server yet. */
    text = g_strdup_printf (_ ("%u here"), here);
  else
    /* Translators: so many are here, so many at the city's server. */
    text =
      g_strdup_printf (_ ("%u here · %u at the city"), here, there != NULL ? (guint) *there : 0);
  gtk_label_set_label (label, text);
}

static void
show_headline (NordSyncPage *self)
{
  g_autofree char *server =
    nord_store_get_setting (nord_document_get_store (self->document), NORD_LEDGER_ADDRESS);
  gint64 waiting = self->ledger != NULL
                     ? nord_ledger_count_waiting (self->ledger)
                     : nord_store_count_changes (nord_document_get_store (self->document));
  guint refused = self->ledger != NULL ? self->ledger->refusals->len : 0;
  g_autofree char *words = NULL;
  g_autofree char *last = NULL;

  if (waiting > 0)
    words =
      g_strdup_printf (ngettext ("%u change waits here", "%u changes wait here", (gulong) waiting),
                       (guint) waiting);
  else if (refused > 0)
    words =
      g_strdup_printf (ngettext ("%u change was not taken", "%u changes were not taken", refused),
                       refused);
  else
    words = g_strdup (_ ("Everything is at the city"));
  gtk_label_set_label (self->headline, words);

  if (server == NULL || *server == '\0') {
    last = g_strdup (_ ("Enter the address of the server and the access key below."));
  } else if (self->ledger == NULL || self->ledger->last_at == 0) {
    last = g_strdup (_ ("Nothing has been sent yet. The workshop is safe on this computer."));
  } else {
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->ledger->last_at);
    g_autofree char *when = g_date_time_format (time, _ ("%e %B %Y, %H:%M"));

    last = g_strdup_printf (_ ("Last exchange: %s"), g_strstrip (when));
  }
  gtk_label_set_label (self->last, last);
}

static void
clear_rows (NordSyncPage *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    AdwPreferencesGroup *group =
      NORD_IS_CONFLICT_ROW (row) ? self->conflict_group : self->refusal_group;

    adw_preferences_group_remove (group, row);
  }
  g_ptr_array_set_size (self->rows, 0);
}

/* A decision is a change like any other: it can be undone, and the others receive it. */
static void
decide (NordSyncPage *self, NordChange *change, const char *label, const char *done)
{
  NordChangeSet *changes = nord_change_set_group_new (label);

  nord_change_set_group_add (changes, change);
  nord_session_apply (nord_page_get_session (NORD_PAGE (self)), changes, done);
  refresh_soon (self);
}

static void
on_kept (NordSyncPage *self, NordConflictRow *row)
{
  decide (self, nord_conflict_row_keep (row),
          /* Translators: a step that can be undone. */
          _ ("Keep This Version"), _ ("What shows was kept"));
}

static void
on_taken (NordSyncPage *self, NordConflictRow *row)
{
  decide (self, nord_conflict_row_take (row),
          /* Translators: a step that can be undone. */
          _ ("Take the Other Version"), _ ("The other version was taken"));
}

static void
show_conflicts (NordSyncPage *self)
{
  g_autoptr (GPtrArray) conflicts =
    nord_store_list_conflicts (nord_document_get_store (self->document), NULL);
  guint n = 0;

  for (guint i = 0; conflicts != NULL && i < conflicts->len && n < MAX_ROWS; i++) {
    NordConflictRow *row = nord_conflict_row_new (self->document, g_ptr_array_index (conflicts, i));

    if (row == NULL)
      continue;
    g_signal_connect_swapped (row, "kept", G_CALLBACK (on_kept), self);
    g_signal_connect_swapped (row, "taken", G_CALLBACK (on_taken), self);
    adw_preferences_group_add (self->conflict_group, GTK_WIDGET (row));
    g_ptr_array_add (self->rows, row);
    n++;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->conflict_group), n > 0);
}

static const char *
name_noun (const char *type)
{
  static const struct {
    const char *type;
    const char *words;
  } nouns[] = {
    {"workshop", NC_ ("one of a kind", "Workshop")}, {"idea", NC_ ("one of a kind", "Idea")},
    {"medium", NC_ ("one of a kind", "Medium")},     {"cluster", NC_ ("one of a kind", "Group")},
    {"poll", NC_ ("one of a kind", "Poll")},         {"ballot", NC_ ("one of a kind", "Ballot")},
    {"answer", NC_ ("one of a kind", "Answer")},     {"measure", NC_ ("one of a kind", "Measure")},
    {"step", NC_ ("one of a kind", "Step")},
  };

  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++)
    if (g_strcmp0 (nouns[i].type, type) == 0)
      return g_dpgettext2 (NULL, "one of a kind", nouns[i].words);
  return type;
}

static void
show_refusals (NordSyncPage *self)
{
  guint n = self->ledger != NULL ? self->ledger->refusals->len : 0;

  for (guint i = 0; i < MIN (n, MAX_ROWS); i++) {
    const NordRefusal *refusal = g_ptr_array_index (self->ledger->refusals, i);
    NordRecord *record = nord_document_lookup (self->document, refusal->target);
    int field = record != NULL ? nord_noun_find_field (nord_record_get_noun (record), "title") : -1;
    const char *title = field >= 0 ? nord_record_get_text (record, (guint) field) : NULL;
    g_autofree char *words = title != NULL
                               ? g_strdup_printf ("%s: %s", name_noun (refusal->type), title)
                               : g_strdup (name_noun (refusal->type));
    GtkWidget *row = adw_action_row_new ();

    /* The reasons that the server of ours gives are in our catalogue. */
    nord_plain_set_row (ADW_ACTION_ROW (row), words,
                        *refusal->reason != '\0' ? _ (refusal->reason) : "");
    adw_preferences_group_add (self->refusal_group, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->refusal_group), n > 0);
}

static void
update_actions (NordSyncPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean ready = self->document != NULL && self->running == NULL &&
                   *gtk_editable_get_text (GTK_EDITABLE (self->server_row)) != '\0';

  gtk_widget_action_set_enabled (widget, "sync.transfer", ready);
  gtk_widget_action_set_enabled (widget, "sync.retry", ready);
  gtk_widget_action_set_enabled (widget, "sync.cancel", self->running != NULL);
  gtk_stack_set_visible_child_name (self->action_stack, self->running != NULL ? "running" : "rest");
}

static void
load_ledger (NordSyncPage *self)
{
  NordStore *store = nord_document_get_store (self->document);
  g_autofree char *address = nord_store_get_setting (store, NORD_LEDGER_ADDRESS);
  g_autofree char *server = NULL;

  g_clear_pointer (&self->ledger, nord_ledger_free);
  if (address == NULL || *address == '\0')
    return;
  server = nord_ledger_find_server (store, address);
  if (server != NULL)
    self->ledger = nord_ledger_load (store, server);
}

static void
refresh (NordSyncPage *self)
{
  if (self->document == NULL)
    return;
  load_ledger (self);
  show_headline (self);
  show_count (self, self->idea_count, NORD_NOUN_IDEA);
  show_count (self, self->cluster_count, NORD_NOUN_CLUSTER);
  show_count (self, self->ballot_count, NORD_NOUN_BALLOT);
  show_count (self, self->medium_count, NORD_NOUN_MEDIUM);
  show_count (self, self->answer_count, NORD_NOUN_ANSWER);
  clear_rows (self);
  show_conflicts (self);
  show_refusals (self);
  update_actions (self);
}

static gboolean
on_refresh (gpointer data)
{
  NordSyncPage *self = data;

  self->refresh = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
refresh_soon (NordSyncPage *self)
{
  if (self->refresh == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh = g_timeout_add (100, on_refresh, self);
}

/* --- The exchange ------------------------------------------------------------------------------
 */

static GPtrArray *
ingest (gpointer data, const NordNews *news, GError **error)
{
  return nord_document_ingest (data, news, error);
}

static void
on_progress (NordSyncPage *self, gint64 done, gint64 total)
{
  const char *words = nord_sync_state_get_words (nord_sync_client_get_state (self->client));

  if (total > 0) {
    /* Translators: what is being done, how many, and of how many. */
    g_autofree char *text = g_strdup_printf (_ ("%s %u of %u"), words, (guint) done, (guint) total);

    gtk_label_set_label (self->step_label, text);
    gtk_progress_bar_set_fraction (self->progress_bar, (double) done / (double) total);
  } else {
    gtk_label_set_label (self->step_label, words);
    gtk_progress_bar_pulse (self->progress_bar);
  }
}

static void
on_state (NordSyncPage *self)
{
  on_progress (self, 0, 0);
}

static void
tell_outcome (NordSyncPage *self, const NordSyncReport *report)
{
  NordSession *session = nord_page_get_session (NORD_PAGE (self));
  g_autofree char *sent = NULL;
  g_autofree char *received = NULL;
  g_autofree char *text = NULL;

  if (report->sent + report->received == 0) {
    nord_session_notify (session, _ ("Nothing new on either side"), FALSE);
    return;
  }
  sent = g_strdup_printf (ngettext ("%u change sent", "%u changes sent", (gulong) report->sent),
                          (guint) report->sent);
  received = g_strdup_printf (ngettext ("%u received", "%u received", (gulong) report->received),
                              (guint) report->received);
  /* Translators: joins “3 changes sent” and “2 received”. */
  text = g_strdup_printf (_ ("%s, %s"), sent, received);
  nord_session_notify (session, text, FALSE);
}

static void
on_ran (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordSyncReport) report =
    nord_sync_client_run_finish (NORD_SYNC_CLIENT (source), result, &error);

  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);
  g_clear_object (&self->running);
  if (self->document == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_error (&error);
  show_trouble (self, error);
  if (report != NULL)
    tell_outcome (self, report);
  if (report != NULL && report->clock_offset != 0)
    nord_session_notify (nord_page_get_session (NORD_PAGE (self)),
                         _ ("The clock of this computer and that of the server do not agree"),
                         FALSE);
  refresh (self);
}

static void
transfer (NordSyncPage *self)
{
  NordStore *store = nord_document_get_store (self->document);
  g_autofree char *server = nord_store_get_setting (store, NORD_LEDGER_ADDRESS);

  if (server == NULL || *server == '\0' || self->running != NULL)
    return;
  show_trouble (self, NULL);
  self->running = g_cancellable_new ();
  self->client = nord_sync_client_new (store, server, self->token);
  nord_sync_client_set_ingest (self->client, ingest, g_object_ref (self->document), g_object_unref);
  nord_sync_client_set_page (self->client, PAGE_CHANGES);
  if (self->again)
    nord_sync_client_retry_refused (self->client);
  self->again = FALSE;
  g_signal_connect_swapped (self->client, "progress", G_CALLBACK (on_progress), self);
  g_signal_connect_swapped (self->client, "notify::state", G_CALLBACK (on_state), self);
  update_actions (self);
  nord_sync_client_run_async (self->client, self->running, on_ran, g_object_ref (self));
}

static void
on_transfer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  transfer (NORD_SYNC_PAGE (widget));
}

static void
on_retry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NORD_SYNC_PAGE (widget)->again = TRUE;
  transfer (NORD_SYNC_PAGE (widget));
}

static void
on_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (NORD_SYNC_PAGE (widget)->running);
}

/* --- Server and key ----------------------------------------------------------------------------
 */

static void
show_place (NordSyncPage *self, NordTokenPlace place)
{
  const char *words = "";

  if (place == NORD_TOKEN_KEYRING)
    words = _ ("The access key is kept in the keyring of this computer.");
  else if (place == NORD_TOKEN_FILE)
    words = _ ("There is no keyring on this computer. The access key is kept in a file that only "
               "you can read.");
  else if (place == NORD_TOKEN_FILE_BESIDE)
    words = _ ("The keyring of this computer did not open. The access key is kept in a file that "
               "only you can read.");
  gtk_label_set_label (self->place_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->place_label), *words != '\0');
}

static void
on_token_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncPage) self = data;
  NordTokenPlace place;
  g_autofree char *token = nord_token_load_finish (result, &place);

  if (self->document == NULL)
    return;
  g_free (self->token);
  self->token = g_steal_pointer (&token);
  gtk_editable_set_text (GTK_EDITABLE (self->token_row), self->token != NULL ? self->token : "");
  show_place (self, place);
}

static void
on_token_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncPage) self = data;
  g_autoptr (GError) error = NULL;
  NordTokenPlace place;

  if (nord_token_save_finish (result, &place, &error))
    show_place (self, place);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    nord_session_report (nord_page_get_session (NORD_PAGE (self)),
                         _ ("The access key could not be kept"), error);
}

static void
on_server_applied (NordSyncPage *self)
{
  const char *server = gtk_editable_get_text (GTK_EDITABLE (self->server_row));
  g_autoptr (GError) error = NULL;

  if (self->document == NULL)
    return;
  if (*server != '\0' && !nord_http_check_address (server, &error)) {
    show_trouble (self, error);
    return;
  }
  show_trouble (self, NULL);
  if (!nord_store_set_setting (nord_document_get_store (self->document), NORD_LEDGER_ADDRESS,
                               server, &error)) {
    nord_session_report (nord_page_get_session (NORD_PAGE (self)),
                         _ ("The address could not be saved"), error);
    return;
  }
  nord_token_load_async (server, self->cancellable, on_token_loaded, g_object_ref (self));
  refresh (self);
}

static void
on_token_applied (NordSyncPage *self)
{
  const char *server = gtk_editable_get_text (GTK_EDITABLE (self->server_row));

  if (self->document == NULL || *server == '\0')
    return;
  g_free (self->token);
  self->token = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->token_row)));
  g_strstrip (self->token);
  nord_token_save_async (server, self->token, self->cancellable, on_token_saved,
                         g_object_ref (self));
}

/* --- The document ------------------------------------------------------------------------------
 */

static void
on_document (NordSyncPage *self)
{
  NordDocument *document = nord_page_get_document (NORD_PAGE (self));
  g_autofree char *server = NULL;

  g_cancellable_cancel (self->running);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  clear_rows (self);
  g_clear_pointer (&self->ledger, nord_ledger_free);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  show_trouble (self, NULL);
  show_place (self, NORD_TOKEN_NOWHERE);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "changed", G_CALLBACK (refresh_soon), self);
  server = nord_store_get_setting (nord_document_get_store (document), NORD_LEDGER_ADDRESS);
  gtk_editable_set_text (GTK_EDITABLE (self->server_row), server != NULL ? server : "");
  gtk_editable_set_text (GTK_EDITABLE (self->token_row), "");
  if (server != NULL && *server != '\0')
    nord_token_load_async (server, self->cancellable, on_token_loaded, g_object_ref (self));
  refresh (self);
}

static void
nord_sync_page_set_session (NordPage *page, NordSession *session)
{
  NORD_PAGE_CLASS (nord_sync_page_parent_class)->set_session (page, session);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document), page,
                           G_CONNECT_SWAPPED);
  on_document (NORD_SYNC_PAGE (page));
}

static void
nord_sync_page_activate (NordPage *page)
{
  NORD_PAGE_CLASS (nord_sync_page_parent_class)->activate (page);
  refresh (NORD_SYNC_PAGE (page));
}

static void
nord_sync_page_dispose (GObject *object)
{
  NordSyncPage *self = NORD_SYNC_PAGE (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_cancellable_cancel (self->running);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->ledger, nord_ledger_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nord_sync_page_parent_class)->dispose (object);
}

static void
nord_sync_page_finalize (GObject *object)
{
  NordSyncPage *self = NORD_SYNC_PAGE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->running);
  g_free (self->token);
  G_OBJECT_CLASS (nord_sync_page_parent_class)->finalize (object);
}

static void
nord_sync_page_class_init (NordSyncPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NordPageClass *page_class = NORD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_sync_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_sync_page_finalize;
  page_class->set_session = nord_sync_page_set_session;
  page_class->activate = nord_sync_page_activate;

  gtk_widget_class_install_action (widget_class, "sync.transfer", NULL, on_transfer);
  gtk_widget_class_install_action (widget_class, "sync.retry", NULL, on_retry);
  gtk_widget_class_install_action (widget_class, "sync.cancel", NULL, on_cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "sync.transfer", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, NORD_APP_PATH "/ui/sync/sync-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, headline);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, last);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, step_label);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, action_stack);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, trouble_icon);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, conflict_group);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, refusal_group);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, idea_count);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, cluster_count);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, ballot_count);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, medium_count);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, answer_count);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, NordSyncPage, token_row);
  gtk_widget_class_bind_template_callback (widget_class, on_server_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_token_applied);
}

static void
nord_sync_page_init (NordSyncPage *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
