/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The form of one project. Only what was touched is stored, so that what came from elsewhere in the
 * meantime stays. */
#include "ui/collect/project-dialog.h"

#include "core/model/project-form.h"
#include "core/model/register.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/drop-choice.h"
#include "ui/widgets/focus-view.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/state-words.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordProjectDialog {
  AdwWindow parent_instance;

  NordSession *session;                /* (owned) */
  NordDocument *document;              /* (owned) that the project is of */
  NordProject *project;                /* (owned) (nullable) */
  char *before[NORD_PROJECT_N_FIELDS]; /* (owned) (nullable) what stood in the form at first */
  GPtrArray *topics;                   /* (owned) (element-type utf8) ids of the choices but none */
  GtkWidget *wrong;                    /* (unowned) (nullable) the row that is marked */

  GtkButton *accept_button;
  GtkLabel *message;
  AdwEntryRow *number;
  AdwEntryRow *title;
  GtkTextView *body;
  GtkDropDown *state;
  GtkDropDown *topic;
  GtkDropDown *district;
  AdwEntryRow *registered;
  AdwEntryRow *started;
  AdwEntryRow *ended;
  AdwEntryRow *cost;
  AdwEntryRow *page;
};

G_DEFINE_FINAL_TYPE (NordProjectDialog, nord_project_dialog, ADW_TYPE_WINDOW)

/* (nullable) the entry of @field. */
static AdwEntryRow *
get_row (NordProjectDialog *self, guint field)
{
  switch (field) {
  case NORD_PROJECT_NUMBER:
    return self->number;
  case NORD_PROJECT_TITLE:
    return self->title;
  case NORD_PROJECT_REGISTERED_ON:
    return self->registered;
  case NORD_PROJECT_STARTED_ON:
    return self->started;
  case NORD_PROJECT_ENDED_ON:
    return self->ended;
  case NORD_PROJECT_COST:
    return self->cost;
  case NORD_PROJECT_URL:
    return self->page;
  default:
    return NULL;
  }
}

/* (transfer full) (nullable) what stands in the form now; NULL: it has no such field. */
static char *
get_text (NordProjectDialog *self, guint field)
{
  AdwEntryRow *row = get_row (self, field);
  GtkTextIter start, end;
  guint at;

  if (row != NULL)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
  switch (field) {
  case NORD_PROJECT_BODY:
    gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->body), &start, &end);
    return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->body), &start, &end, FALSE);
  case NORD_PROJECT_STATE:
    return g_strdup (nord_project_state_get_id (gtk_drop_down_get_selected (self->state)));
  case NORD_PROJECT_CATEGORY:
    at = gtk_drop_down_get_selected (self->topic);
    return g_strdup (at > 0 && at <= self->topics->len ? g_ptr_array_index (self->topics, at - 1)
                                                       : "");
  case NORD_PROJECT_DISTRICT:
    at = gtk_drop_down_get_selected (self->district);
    return g_strdup (at > 0 ? gtk_string_list_get_string (
                                GTK_STRING_LIST (gtk_drop_down_get_model (self->district)), at)
                            : "");
  default:
    return NULL;
  }
}

/* --- Filling -------------------------------------------------------------------------------------
 */

/* What the project has and nobody offers is a choice of its own, so that it stays. */
static void
fill_choices (NordProjectDialog *self)
{
  NordProgramme *programme = nord_session_get_programme (self->session);
  NordRecord *record = self->project != NULL ? NORD_RECORD (self->project) : NULL;
  const char *const *names = nord_programme_get_districts (programme);
  const char *topic = record != NULL ? nord_record_get_text (record, NORD_PROJECT_CATEGORY) : NULL;
  const char *place = record != NULL ? nord_record_get_text (record, NORD_PROJECT_DISTRICT) : NULL;
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) topics = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) districts = gtk_string_list_new (NULL);
  guint topic_at = 0, place_at = 0;

  for (guint i = 0; i < NORD_N_PROJECT_STATES; i++)
    gtk_string_list_append (states, nord_state_words_get_project (nord_project_state_get_id (i)));
  gtk_string_list_append (topics, C_ ("topic of a project", "None"));
  for (guint i = 0; i < nord_programme_get_n_categories (programme); i++) {
    const NordCategory *category = nord_programme_get_category (programme, i);

    gtk_string_list_append (topics, category->title);
    g_ptr_array_add (self->topics, g_strdup (category->id));
    if (g_strcmp0 (category->id, topic) == 0)
      topic_at = i + 1;
  }
  if (topic != NULL && *topic != '\0' && topic_at == 0) {
    gtk_string_list_append (topics, topic);
    g_ptr_array_add (self->topics, g_strdup (topic));
    topic_at = self->topics->len;
  }
  gtk_string_list_append (districts, C_ ("district of a project", "Not known"));
  for (guint i = 0; names[i] != NULL; i++) {
    gtk_string_list_append (districts, names[i]);
    if (g_strcmp0 (names[i], place) == 0)
      place_at = i + 1;
  }
  if (place != NULL && *place != '\0' && place_at == 0) {
    gtk_string_list_append (districts, place);
    place_at = g_list_model_get_n_items (G_LIST_MODEL (districts)) - 1;
  }
  nord_drop_choice_dress (self->state);
  nord_drop_choice_dress (self->topic);
  nord_drop_choice_dress (self->district);
  gtk_drop_down_set_model (self->state, G_LIST_MODEL (states));
  gtk_drop_down_set_model (self->topic, G_LIST_MODEL (topics));
  gtk_drop_down_set_model (self->district, G_LIST_MODEL (districts));
  gtk_drop_down_set_selected (self->state, record != NULL ? nord_project_get_state (record)
                                                          : NORD_PROJECT_REGISTERED);
  gtk_drop_down_set_selected (self->topic, topic_at);
  gtk_drop_down_set_selected (self->district, place_at);
}

static void
fill (NordProjectDialog *self)
{
  for (guint field = 0; field < NORD_PROJECT_N_FIELDS && self->project != NULL; field++) {
    AdwEntryRow *row = get_row (self, field);
    g_autofree char *text = NULL;

    if (row == NULL && field != NORD_PROJECT_BODY)
      continue;
    text = nord_project_form_dup_text (NORD_RECORD (self->project), field);
    if (row != NULL)
      gtk_editable_set_text (GTK_EDITABLE (row), text);
    else
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->body), text, -1);
  }
  fill_choices (self);
  for (guint field = 0; field < NORD_PROJECT_N_FIELDS && self->project != NULL; field++)
    self->before[field] = get_text (self, field);
}

/* --- Storing -------------------------------------------------------------------------------------
 */

static void
clear_message (NordProjectDialog *self)
{
  if (self->wrong != NULL)
    gtk_widget_remove_css_class (self->wrong, "error");
  self->wrong = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
}

/* Names the field, marks it, and goes there. */
static void
show_message (NordProjectDialog *self, const GError *error)
{
  AdwEntryRow *row =
    error->domain == NORD_PROJECT_FORM_ERROR ? get_row (self, (guint) error->code) : NULL;
  g_autofree char *text = NULL;

  clear_message (self);
  if (row != NULL)
    /* Translators: the name of a field, and what is wrong with what stands in it. */
    text = g_strdup_printf (_ ("%s: %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                            error->message);
  gtk_label_set_text (self->message, row != NULL ? text : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
  nord_announce (GTK_WIDGET (self->message), gtk_label_get_text (self->message));
  if (row == NULL)
    return;
  self->wrong = GTK_WIDGET (row);
  gtk_widget_add_css_class (self->wrong, "error");
  gtk_widget_grab_focus (self->wrong);
}

static void
on_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordProjectDialog *self = NORD_PROJECT_DIALOG (widget);
  const char *texts[NORD_PROJECT_N_FIELDS] = {NULL};
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChange) change = NULL;
  g_autofree char *id = NULL;
  NordChangeSet *set;

  /* Another computer may have taken it away meanwhile: what was typed still stands here. */
  if (self->project != NULL &&
      nord_document_lookup (self->document, nord_record_get_id (NORD_RECORD (self->project))) ==
        NULL) {
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                 _ ("The project was removed in the meantime."));
    show_message (self, error);
    return;
  }
  for (guint field = 0; field < NORD_PROJECT_N_FIELDS; field++) {
    char *text = get_text (self, field);

    g_ptr_array_add (kept, text);
    if (text != NULL && g_strcmp0 (text, self->before[field]) != 0)
      texts[field] = text;
  }
  change =
    nord_project_form_read (texts, (NordRecord *) self->project,
                            nord_document_get_list (self->document, NORD_NOUN_PROJECT), &error);
  if (change == NULL) {
    show_message (self, error);
    return;
  }
  id = g_strdup (change->target);
  if (nord_change_is_empty (change)) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  set = nord_change_set_group_new (self->project != NULL ? _ ("Correct the Project")
                                                         : _ ("Add the Project"));
  nord_change_set_group_add (set, g_steal_pointer (&change));
  if (!nord_session_apply (self->session, set,
                           self->project != NULL ? _ ("Project corrected") : _ ("Project added")))
    return;
  if (self->project == NULL)
    nord_session_reveal (self->session, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_entry_activated (NordProjectDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.accept", NULL);
}

static void
on_edited (NordProjectDialog *self)
{
  clear_message (self);
}

/* There is nothing to correct in a workshop that is closed. */
static void
on_document_set (NordProjectDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
nord_project_dialog_dispose (GObject *object)
{
  NordProjectDialog *self = NORD_PROJECT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (nord_project_dialog_parent_class)->dispose (object);
}

static void
nord_project_dialog_finalize (GObject *object)
{
  NordProjectDialog *self = NORD_PROJECT_DIALOG (object);

  for (guint field = 0; field < NORD_PROJECT_N_FIELDS; field++)
    g_free (self->before[field]);
  g_ptr_array_unref (self->topics);
  G_OBJECT_CLASS (nord_project_dialog_parent_class)->finalize (object);
}

static void
nord_project_dialog_class_init (NordProjectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_project_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_project_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, on_accept);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "dialog.accept", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/collect/project-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, message);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, number);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, title);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, body);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, state);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, topic);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, district);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, registered);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, started);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, ended);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, cost);
  gtk_widget_class_bind_template_child (widget_class, NordProjectDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
}

static void
nord_project_dialog_init (NordProjectDialog *self)
{

  self->topics = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_focus_view_keep (GTK_WINDOW (self));
}

NordProjectDialog *
nord_project_dialog_new (GtkWindow *parent, NordSession *session, NordProject *project)
{
  NordProjectDialog *self = NULL;

  g_return_val_if_fail (NORD_IS_SESSION (session), NULL);
  g_return_val_if_fail (nord_session_get_document (session) != NULL, NULL);
  self = g_object_new (NORD_TYPE_PROJECT_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->document = g_object_ref (nord_session_get_document (session));
  g_set_object (&self->project, project);
  gtk_window_set_title (GTK_WINDOW (self),
                        project != NULL ? _ ("Correct Project") : _ ("New Project"));
  gtk_button_set_label (self->accept_button,
                        project != NULL ? _ ("_Apply") : C_ ("project", "_Add"));
  fill (self);
  nord_naming_apply (GTK_WIDGET (self));
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_focus (GTK_WINDOW (self),
                        GTK_WIDGET (project != NULL ? self->title : self->number));
  clear_message (self);
  return self;
}
