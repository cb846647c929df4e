/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks what a new poll is about: groups or chosen ideas, dots a person, cap. */
#include "ui/rank/poll-dialog.h"

#include "core/cluster/grouping.h"
#include "core/rank/dots-poll.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

/* More options than that nobody can hold in mind, and no ballot can hold on paper. */
#define MAX_OPTIONS 60

struct _NordPollDialog {
  AdwWindow parent_instance;

  NordSession *session; /* (owned) */
  GHashTable *chosen;   /* (owned) ids of groups and ideas that are ticked */
  GListStore *clusters; /* (owned) those that stand */

  AdwEntryRow *title_row;
  AdwComboRow *about_row;
  GtkAdjustment *dots;
  GtkAdjustment *cap;
  GtkSearchEntry *search;
  GtkListView *options_view;
  GtkLabel *account;
};

G_DEFINE_FINAL_TYPE (NordPollDialog, nord_poll_dialog, ADW_TYPE_WINDOW)

enum { CREATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
is_about_groups (NordPollDialog *self)
{
  return adw_combo_row_get_selected (self->about_row) == 0;
}

static GListModel *
source_list (NordPollDialog *self)
{
  if (is_about_groups (self))
    return G_LIST_MODEL (self->clusters);
  return nord_document_get_list (nord_session_get_document (self->session), NORD_NOUN_IDEA);
}

static char *
dup_label (NordRecord *record)
{
  gboolean idea = NORD_IS_IDEA (record);
  const char *title = nord_record_get_text (record, idea ? NORD_IDEA_TITLE : NORD_CLUSTER_TITLE);
  g_autofree char *line = NULL;

  if (idea && (title == NULL || *title == 0))
    title = nord_record_get_text (record, NORD_IDEA_BODY);
  line = nord_plain_shorten (title, 120);
  if (line != NULL && *line != 0)
    return g_steal_pointer (&line);
  return g_strdup (idea ? _ ("Idea without a title") : _ ("Group without a name"));
}

static gboolean
is_hidden (NordRecord *record)
{
  return NORD_IS_IDEA (record) &&
         g_strcmp0 (nord_record_get_text (record, NORD_IDEA_MODERATION), "hidden") == 0;
}

static guint
count_chosen (NordPollDialog *self)
{
  GListModel *list = source_list (self);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (list, i);

    n += !is_hidden (record) && g_hash_table_contains (self->chosen, nord_record_get_id (record));
  }
  return n;
}

static void
look (NordPollDialog *self)
{
  g_autofree char *title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
  g_autofree char *text = NULL;
  guint n;

  if (self->session == NULL)
    return;
  n = count_chosen (self);
  if (n > MAX_OPTIONS)
    text = g_strdup_printf (_ ("%u options are chosen, %d are the most."), n, MAX_OPTIONS);
  else
    text = g_strdup_printf (ngettext ("%u option chosen", "%u options chosen", n), n);
  gtk_label_set_label (self->account, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.create",
                                 *g_strstrip (title) != 0 && n >= 2 && n <= MAX_OPTIONS);
}

static void
on_dots_changed (NordPollDialog *self)
{
  double dots = gtk_adjustment_get_value (self->dots);

  gtk_adjustment_set_upper (self->cap, dots);
  if (gtk_adjustment_get_value (self->cap) > dots)
    gtk_adjustment_set_value (self->cap, dots);
}

static gboolean
matches (gpointer item, gpointer data)
{
  NordPollDialog *self = data;
  g_autofree char *label = NULL, *folded = NULL, *wanted = NULL;

  if (is_hidden (NORD_RECORD (item)))
    return FALSE;
  label = dup_label (NORD_RECORD (item));
  folded = g_utf8_casefold (label, -1);
  wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  return strstr (folded, wanted) != NULL;
}

static void
show_options (NordPollDialog *self)
{
  GtkFilterListModel *filtered;
  g_autoptr (GtkSelectionModel) model = NULL;

  if (self->session == NULL)
    return;
  filtered = gtk_filter_list_model_new (g_object_ref (source_list (self)),
                                        GTK_FILTER (gtk_custom_filter_new (matches, self, NULL)));
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (filtered)));
  gtk_list_view_set_model (self->options_view, model);
  look (self);
}

static void
on_option_toggled (NordPollDialog *self, GtkCheckButton *check)
{
  const char *id = g_object_get_data (G_OBJECT (check), "id");

  if (id == NULL)
    return;
  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->chosen, g_strdup (id));
  else
    g_hash_table_remove (self->chosen, id);
  look (self);
}

static void
on_option_setup (NordPollDialog *self, GtkListItem *item)
{
  GtkWidget *check = gtk_check_button_new ();

  g_signal_connect_object (check, "toggled", G_CALLBACK (on_option_toggled), self,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, check);
}

static void
on_option_bind (NordPollDialog *self, GtkListItem *item)
{
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_list_item_get_child (item));
  NordRecord *record = gtk_list_item_get_item (item);
  g_autofree char *label = dup_label (record);

  /* First nobody's, so that showing the state does not count as ticking. */
  g_object_set_data (G_OBJECT (check), "id", NULL);
  gtk_check_button_set_label (check, label);
  gtk_check_button_set_active (check,
                               g_hash_table_contains (self->chosen, nord_record_get_id (record)));
  g_object_set_data_full (G_OBJECT (check), "id", g_strdup (nord_record_get_id (record)), g_free);
}

static void
on_create (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollDialog *self = NORD_POLL_DIALOG (widget);
  GListModel *list = source_list (self);
  g_autoptr (GArray) options = g_array_new (FALSE, TRUE, sizeof (NordPollOption));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = NULL;
  NordChangeSet *set;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (list, i);
    NordPollOption option;

    if (!g_hash_table_contains (self->chosen, nord_record_get_id (record)) || is_hidden (record))
      continue;
    option.id = g_strdup (nord_record_get_id (record));
    option.noun = g_strdup (nord_record_get_noun (record)->name);
    option.label = dup_label (record);
    g_ptr_array_add (texts, option.id);
    g_ptr_array_add (texts, option.noun);
    g_ptr_array_add (texts, option.label);
    g_array_append_val (options, option);
  }
  set = nord_dots_poll_create (gtk_editable_get_text (GTK_EDITABLE (self->title_row)),
                               (const NordPollOption *) options->data, options->len,
                               (guint) gtk_adjustment_get_value (self->dots),
                               (guint) gtk_adjustment_get_value (self->cap));
  id = g_strdup (((NordChange *) g_ptr_array_index (set->changes, 0))->target);
  if (!nord_session_apply (self->session, set, _ ("Poll made")))
    return;
  g_signal_emit (self, signals[CREATED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
nord_poll_dialog_dispose (GObject *object)
{
  NordPollDialog *self = NORD_POLL_DIALOG (object);

  if (self->options_view != NULL)
    gtk_list_view_set_model (self->options_view, NULL);
  self->options_view = NULL;
  g_clear_object (&self->session);
  g_clear_object (&self->clusters);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  G_OBJECT_CLASS (nord_poll_dialog_parent_class)->dispose (object);
}

static void
nord_poll_dialog_class_init (NordPollDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_poll_dialog_dispose;
  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, on_create);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/rank/poll-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, about_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, dots);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, cap);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, search);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, options_view);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, account);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, show_options);
  gtk_widget_class_bind_template_callback (widget_class, on_dots_changed);
}

static void
nord_poll_dialog_init (NordPollDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->clusters = g_list_store_new (NORD_TYPE_CLUSTER);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_option_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_option_bind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->options_view, factory);
}

GtkWidget *
nord_poll_dialog_new (GtkWindow *parent, NordSession *session)
{
  NordPollDialog *self = g_object_new (NORD_TYPE_POLL_DIALOG, "transient-for", parent, NULL);
  NordDocument *document = nord_session_get_document (session);
  GListModel *clusters = nord_document_get_list (document, NORD_NOUN_CLUSTER);
  const char *const *selection = nord_session_get_selection (session);
  g_autoptr (GHashTable) groups = nord_grouping_resolve (clusters);
  g_autoptr (GtkStringList) about = gtk_string_list_new (NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < g_list_model_get_n_items (clusters); i++) {
    g_autoptr (NordRecord) cluster = g_list_model_get_item (clusters, i);

    if (g_hash_table_lookup (groups, nord_record_get_id (cluster)) != cluster)
      continue;
    g_list_store_append (self->clusters, cluster);
    g_hash_table_add (self->chosen, g_strdup (nord_record_get_id (cluster)));
  }
  for (guint i = 0; selection[i] != NULL; i++)
    g_hash_table_add (self->chosen, g_strdup (selection[i]));
  gtk_string_list_append (about, C_ ("poll about", "Groups"));
  gtk_string_list_append (about, C_ ("poll about", "Ideas"));
  adw_combo_row_set_model (self->about_row, G_LIST_MODEL (about));
  adw_combo_row_set_selected (self->about_row,
                              g_list_model_get_n_items (G_LIST_MODEL (self->clusters)) > 0 ? 0 : 1);
  on_dots_changed (self);
  show_options (self);
  nord_naming_apply (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
