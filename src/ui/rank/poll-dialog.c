/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks what a new poll is about: the method with its rules, groups or chosen ideas, prices. */
#include "ui/rank/poll-dialog.h"

#include "core/cluster/grouping.h"
#include "core/model/moderation.h"
#include "core/model/project.h"
#include "core/rank/poll-template.h"
#include "core/rank/poll-words.h"
#include "ui/rank/template-dialog.h"
#include "ui/rank/template-shelf.h"
#include "ui/widgets/focus-view.h"
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
  GHashTable *prices;   /* (owned) id to euros, of those that have a price */

  GPtrArray *templates; /* (owned) (element-type NordPollTemplate) */

  AdwComboRow *template_row;
  AdwEntryRow *title_row;
  AdwComboRow *method_row;
  AdwComboRow *rule_row;
  AdwActionRow *dots_row;
  AdwActionRow *cap_row;
  AdwActionRow *budget_row;
  AdwComboRow *about_row;
  GtkSwitch *codes;
  GtkAdjustment *budget;
  GtkAdjustment *dots;
  GtkAdjustment *cap;
  GtkSearchEntry *search;
  GtkListView *options_view;
  GtkLabel *account;
  GtkWidget *kept_box;
  GtkLabel *kept;
};

G_DEFINE_FINAL_TYPE (NordPollDialog, nord_poll_dialog, ADW_TYPE_WINDOW)

static void show_options (NordPollDialog *self);

enum { CREATED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef enum { ABOUT_GROUPS, ABOUT_IDEAS, ABOUT_PROJECTS } About;

static NordPollMethod
read_method (NordPollDialog *self)
{
  return (NordPollMethod) MIN (adw_combo_row_get_selected (self->method_row), NORD_N_METHODS - 1);
}

/* What was typed, else what the register says. */
static gint64
read_price (NordPollDialog *self, const char *id)
{
  const gint64 *euros = g_hash_table_lookup (self->prices, id);
  NordRecord *project;

  if (euros != NULL)
    return *euros;
  project = nord_document_lookup (nord_session_get_document (self->session), id);
  return project != NULL && NORD_IS_PROJECT (project)
           ? CLAMP (nord_record_get_integer (project, NORD_PROJECT_COST), 0, NORD_POLL_MOST_EUROS)
           : 0;
}

static GListModel *
source_list (NordPollDialog *self)
{
  const About about = (About) adw_combo_row_get_selected (self->about_row);

  if (about == ABOUT_GROUPS)
    return G_LIST_MODEL (self->clusters);
  return nord_document_get_list (nord_session_get_document (self->session),
                                 about == ABOUT_PROJECTS ? NORD_NOUN_PROJECT : NORD_NOUN_IDEA);
}

static char *
dup_label (NordRecord *record)
{
  gboolean idea = NORD_IS_IDEA (record);
  const char *title =
    nord_record_get_text (record, idea                       ? NORD_IDEA_TITLE
                                  : NORD_IS_PROJECT (record) ? NORD_PROJECT_TITLE
                                                             : NORD_CLUSTER_TITLE);
  g_autofree char *line = NULL;

  if (idea && (title == NULL || *title == 0))
    title = nord_record_get_text (record, NORD_IDEA_BODY);
  line = nord_plain_shorten (title, 120);
  if (line != NULL && *line != 0)
    return g_steal_pointer (&line);
  if (NORD_IS_PROJECT (record))
    return g_strdup (_ ("Project without a title"));
  return g_strdup (idea ? _ ("Idea without a title") : _ ("Group without a name"));
}

static gboolean
is_hidden (NordRecord *record)
{
  return NORD_IS_IDEA (record) &&
         g_strcmp0 (nord_record_get_text (record, NORD_IDEA_MODERATION), "hidden") == 0;
}

/* Chosen ideas that nobody has let through: they are in the poll, but do not say their words. */
static void
tell_kept (NordPollDialog *self)
{
  GListModel *list = source_list (self);
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (list, i);

    n += NORD_IS_IDEA (record) && !is_hidden (record) &&
         g_hash_table_contains (self->chosen, nord_record_get_id (record)) &&
         !nord_moderation_is_public (nord_record_get_text (record, NORD_IDEA_MODERATION));
  }
  text =
    g_strdup_printf (ngettext ("%u chosen idea is not released. On the projector and the shared "
                               "screen it has only its number.",
                               "%u chosen ideas are not released. On the projector and the "
                               "shared screen they have only their numbers.",
                               n),
                     n);
  gtk_label_set_label (self->kept, text);
  gtk_widget_set_visible (self->kept_box, n > 0);
}

static guint
count_chosen (NordPollDialog *self, guint *n_unpriced, gint64 *sum)
{
  GListModel *list = source_list (self);
  guint n = 0;

  *n_unpriced = 0;
  *sum = 0;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (list, i);
    const char *id = nord_record_get_id (record);

    if (is_hidden (record) || !g_hash_table_contains (self->chosen, id))
      continue;
    n++;
    *n_unpriced += read_price (self, id) == 0;
    *sum += read_price (self, id);
  }
  return n;
}

static void
look (NordPollDialog *self)
{
  g_autofree char *title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
  g_autofree char *text = NULL;
  guint n, n_unpriced;
  gint64 sum;
  gboolean good;

  if (self->session == NULL)
    return;
  n = count_chosen (self, &n_unpriced, &sum);
  good = n >= 2 && n <= MAX_OPTIONS;
  if (n > MAX_OPTIONS)
    text = g_strdup_printf (_ ("%u options are chosen, %d are the most."), n, MAX_OPTIONS);
  else if (n < 2)
    text = g_strdup (_ ("Choose two options or more."));
  else if (read_method (self) == NORD_METHOD_BUDGET && n_unpriced > 0) {
    text = g_strdup_printf (ngettext ("%u chosen option has no price yet.",
                                      "%u chosen options have no price yet.", n_unpriced),
                            n_unpriced);
    good = FALSE;
  } else
    text = g_strdup_printf (ngettext ("%u option chosen", "%u options chosen", n), n);
  if (read_method (self) == NORD_METHOD_BUDGET && sum > 0) {
    g_autofree char *costs = nord_poll_words_euros (sum), *before = text;

    /* Translators: "5 options chosen · €38,000 together" */
    text = g_strdup_printf (_ ("%s · %s together"), before, costs);
  }
  gtk_label_set_label (self->account, text);
  tell_kept (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.create",
                                 good && *g_strstrip (title) != 0);
}

/* The rows that belong to the method, and the rules it may be counted by. */
static void
on_method_changed (NordPollDialog *self)
{
  const NordPollMethod method = read_method (self);
  const char *const *rules = nord_poll_method_list_rules (method);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; rules != NULL && rules[i] != NULL; i++)
    gtk_string_list_append (words, nord_poll_words_rule (rules[i]));
  adw_combo_row_set_model (self->rule_row, G_LIST_MODEL (words));
  gtk_widget_set_visible (GTK_WIDGET (self->rule_row), rules != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->dots_row), method == NORD_METHOD_DOTS);
  gtk_widget_set_visible (GTK_WIDGET (self->cap_row), method == NORD_METHOD_DOTS);
  gtk_widget_set_visible (GTK_WIDGET (self->budget_row), method == NORD_METHOD_BUDGET);
  show_options (self);
}

/* (nullable) the first row is none. */
static const NordPollTemplate *
read_template (NordPollDialog *self)
{
  const guint at = adw_combo_row_get_selected (self->template_row);

  return self->templates != NULL && at > 0 && at <= self->templates->len
           ? self->templates->pdata[at - 1]
           : NULL;
}

/* Fills in how the poll is held; what it asks and what it is about stay. */
static void
on_template_changed (NordPollDialog *self)
{
  const NordPollTemplate *chosen = read_template (self);
  const char *const *rules;

  if (chosen == NULL)
    return;
  rules = nord_poll_method_list_rules (chosen->method);
  adw_combo_row_set_selected (self->method_row, (guint) chosen->method);
  for (guint i = 0; rules != NULL && rules[i] != NULL; i++)
    if (g_strcmp0 (rules[i], chosen->rule) == 0)
      adw_combo_row_set_selected (self->rule_row, i);
  if (chosen->dots > 0)
    gtk_adjustment_set_value (self->dots, chosen->dots);
  if (chosen->cap > 0)
    gtk_adjustment_set_value (self->cap, chosen->cap);
  if (chosen->budget > 0)
    gtk_adjustment_set_value (self->budget, (double) chosen->budget);
  gtk_switch_set_active (self->codes, chosen->codes);
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
on_price_changed (NordPollDialog *self, GtkSpinButton *spin)
{
  const char *id = g_object_get_data (G_OBJECT (spin), "id");
  gint64 euros;

  if (id == NULL)
    return;
  euros = (gint64) gtk_spin_button_get_value (spin);
  if (euros > 0)
    g_hash_table_insert (self->prices, g_strdup (id), g_memdup2 (&euros, sizeof euros));
  else
    g_hash_table_remove (self->prices, id);
  look (self);
}

static void
on_option_setup (NordPollDialog *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *price = gtk_spin_button_new_with_range (0, NORD_POLL_MOST_EUROS / 1000000, 50);

  gtk_widget_set_hexpand (check, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (price), 6);
  gtk_widget_set_valign (price, GTK_ALIGN_CENTER);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_option_toggled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (price, "value-changed", G_CALLBACK (on_price_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), price);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, box);
}

static void
on_option_bind (NordPollDialog *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_widget_get_first_child (box));
  GtkWidget *price = gtk_widget_get_last_child (box);
  NordRecord *record = gtk_list_item_get_item (item);
  const char *id = nord_record_get_id (record);
  g_autofree char *label = dup_label (record);
  /* Translators: %s is an option of a budget. */
  g_autofree char *price_name = g_strdup_printf (_ ("Price of “%s” in euros"), label);

  /* First nobody's, so that showing the state does not count as ticking. */
  g_object_set_data (G_OBJECT (check), "id", NULL);
  g_object_set_data (G_OBJECT (price), "id", NULL);
  gtk_check_button_set_label (check, label);
  /* The row around it has the focus, too. */
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_check_button_set_active (check, g_hash_table_contains (self->chosen, id));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (price), (double) read_price (self, id));
  gtk_widget_set_visible (price, read_method (self) == NORD_METHOD_BUDGET);
  gtk_widget_set_tooltip_text (price, price_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (price), GTK_ACCESSIBLE_PROPERTY_LABEL, price_name,
                                  -1);
  g_object_set_data_full (G_OBJECT (check), "id", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (price), "id", g_strdup (id), g_free);
}

static void
on_create (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollDialog *self = NORD_POLL_DIALOG (widget);
  GListModel *list = source_list (self);
  g_autoptr (GArray) options = g_array_new (FALSE, TRUE, sizeof (NordPollOption));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = NULL;
  const char *const *rules = nord_poll_method_list_rules (read_method (self));
  NordPollDraft draft = {
    .title = gtk_editable_get_text (GTK_EDITABLE (self->title_row)),
    .method = read_method (self),
    .dots = (guint) gtk_adjustment_get_value (self->dots),
    .cap = (guint) gtk_adjustment_get_value (self->cap),
    .budget = (gint64) gtk_adjustment_get_value (self->budget),
    .codes = gtk_switch_get_active (self->codes),
    .rule = rules != NULL ? rules[adw_combo_row_get_selected (self->rule_row)] : NULL,
  };
  NordChangeSet *set;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (list, i);
    NordPollOption option;

    if (!g_hash_table_contains (self->chosen, nord_record_get_id (record)) || is_hidden (record))
      continue;
    option.id = g_strdup (nord_record_get_id (record));
    option.noun = g_strdup (nord_record_get_noun (record)->name);
    option.label = dup_label (record);
    option.cost = read_price (self, option.id);
    g_ptr_array_add (texts, option.id);
    g_ptr_array_add (texts, option.noun);
    g_ptr_array_add (texts, option.label);
    g_array_append_val (options, option);
  }
  draft.options = (const NordPollOption *) options->data;
  draft.n_options = options->len;
  set = nord_polling_create (&draft);
  if (read_template (self) != NULL && read_template (self)->twice)
    nord_poll_template_add_second (set);
  id = g_strdup (((NordChange *) g_ptr_array_index (set->changes, 0))->target);
  if (!nord_session_apply (self->session, set, _ ("Poll made")))
    return;
  g_signal_emit (self, signals[CREATED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

/* Also after they were changed: none is chosen then. */
static void
list_templates (NordPollDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  /* The window of templates may go with this one. */
  if (self->session == NULL)
    return;
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  gtk_string_list_append (names, C_ ("poll template", "None"));
  if (nord_session_get_document (self->session) != NULL)
    self->templates = nord_template_shelf_list (nord_session_get_document (self->session));
  for (guint i = 0; self->templates != NULL && i < self->templates->len; i++)
    gtk_string_list_append (names, ((NordPollTemplate *) self->templates->pdata[i])->name);
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (names));
}

/* The window's: what is decided there is told here when it is done. */
static void
on_moderate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.moderate", NULL);
}

static void
on_templates (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordPollDialog *self = NORD_POLL_DIALOG (widget);
  GtkWidget *dialog = nord_template_dialog_new (GTK_WINDOW (self), self->session);

  g_signal_connect_object (dialog, "unmap", G_CALLBACK (list_templates), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
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
  g_clear_pointer (&self->prices, g_hash_table_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
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
  gtk_widget_class_install_action (widget_class, "dialog.templates", NULL, on_templates);
  gtk_widget_class_install_action (widget_class, "dialog.moderate", NULL, on_moderate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/rank/poll-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, template_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, method_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, rule_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, dots_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, cap_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, budget_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, budget);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, about_row);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, codes);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, dots);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, cap);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, search);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, options_view);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, account);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, kept_box);
  gtk_widget_class_bind_template_child (widget_class, NordPollDialog, kept);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, show_options);
  gtk_widget_class_bind_template_callback (widget_class, on_template_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_method_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_dots_changed);
}

static void
nord_poll_dialog_init (NordPollDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->prices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->clusters = g_list_store_new (NORD_TYPE_CLUSTER);
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_focus_view_keep (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->title_row));
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
  g_autoptr (GtkStringList) methods = gtk_string_list_new (NULL);

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
  /* The register, where this workshop has it. */
  if (g_list_model_get_n_items (nord_document_get_list (document, NORD_NOUN_PROJECT)) > 0)
    gtk_string_list_append (about, C_ ("poll about", "Projects"));
  adw_combo_row_set_model (self->about_row, G_LIST_MODEL (about));
  adw_combo_row_set_selected (self->about_row,
                              g_list_model_get_n_items (G_LIST_MODEL (self->clusters)) > 0 ? 0 : 1);
  for (guint i = 0; i < NORD_N_METHODS; i++)
    gtk_string_list_append (methods, nord_poll_words_method ((NordPollMethod) i));
  adw_combo_row_set_model (self->method_row, G_LIST_MODEL (methods));
  list_templates (self);
  on_dots_changed (self);
  on_method_changed (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  nord_naming_apply (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
