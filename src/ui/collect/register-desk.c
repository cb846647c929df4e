/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The register on the page of collecting. */
#include "ui/collect/register-desk.h"

#include "core/exchange/import.h"
#include "core/exchange/register-export.h"
#include "core/exchange/sample.h"
#include "core/model/project-form.h"
#include "core/model/register.h"
#include "core/model/workshop.h"
#include "ui/collect/import-dialog.h"
#include "ui/collect/project-dialog.h"
#include "ui/collect/trend-window.h"
#include "ui/map/project-layer.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordRegisterDesk {
  GObject parent_instance;

  GtkStack *lists; /* (unowned) of the page, as the next four */
  GtkStack *cards;
  NordProjectList *list;
  NordProjectCard *card;
  NordMapView *map;
  NordDrawing *drawing;          /* (unowned) of the page */
  NordProjectLayer *layer;       /* (unowned) the map owns it */
  NordSession *session;          /* (owned) (nullable) */
  GSettings *settings;           /* (owned) */
  GSimpleActionGroup *actions;   /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) while it is open */
};

G_DEFINE_FINAL_TYPE (NordRegisterDesk, nord_register_desk, G_TYPE_OBJECT)

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWindow *
get_window (NordRegisterDesk *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->lists)));
}

static NordProject *
get_selected (NordRegisterDesk *self)
{
  NordDocument *document = self->session != NULL ? nord_session_get_document (self->session) : NULL;
  const char *id = document != NULL ? nord_session_get_selected (self->session) : NULL;
  NordRecord *record = id != NULL ? nord_document_lookup (document, id) : NULL;

  return record != NULL && NORD_IS_PROJECT (record) ? NORD_PROJECT (record) : NULL;
}

static gboolean
is_list_shown (NordRegisterDesk *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->lists), "projects") == 0;
}

/* --- The map -------------------------------------------------------------------------------------
 */

/* Who looks through the register sees on the map what the list shows; else all, if wanted. */
static void
show_layer (NordRegisterDesk *self)
{
  NordDocument *document = self->session != NULL ? nord_session_get_document (self->session) : NULL;
  GListModel *shown = NULL;

  if (document != NULL && is_list_shown (self))
    shown = nord_project_list_get_filtered (self->list);
  else if (document != NULL && g_settings_get_boolean (self->settings, "show-projects"))
    shown = nord_document_get_list (document, NORD_NOUN_PROJECT);
  nord_project_layer_set_projects (self->layer, shown);
}

static void
on_activated (NordRegisterDesk *self, const char *id)
{
  nord_session_select (self->session, id);
}

/* --- Selection -----------------------------------------------------------------------------------
 */

gboolean
nord_register_desk_takes_selection (NordRegisterDesk *self)
{
  NordProject *project = get_selected (self);

  g_return_val_if_fail (NORD_IS_REGISTER_DESK (self), FALSE);
  nord_project_layer_set_selected (self->layer, project != NULL
                                                  ? nord_record_get_id (NORD_RECORD (project))
                                                  : NULL);
  nord_project_card_show (self->card, project);
  gtk_stack_set_visible_child_name (self->cards, project != NULL ? "projects" : "ideas");
  if (project != NULL)
    g_signal_emit (self, signals[OPENED], 0, TRUE);
  return project != NULL;
}

static void
show_on_map (NordRegisterDesk *self, NordProject *project, gboolean nearer)
{
  NordShape *shape =
    project != NULL ? nord_record_get_shape (NORD_RECORD (project), NORD_PROJECT_SHAPE) : NULL;
  NordBounds bounds;

  if (shape == NULL)
    return;
  bounds = nord_shape_get_bounds (shape);
  if (nearer)
    nord_map_view_show_bounds (self->map, &bounds, TRUE);
  else
    nord_map_view_reveal_bounds (self->map, &bounds, FALSE);
}

static void
on_reveal (NordRegisterDesk *self, const char *id)
{
  show_on_map (self, get_selected (self), FALSE);
}

static void
on_closed (NordRegisterDesk *self)
{
  nord_session_select (self->session, NULL);
  g_signal_emit (self, signals[OPENED], 0, FALSE);
}

static void
on_list_switched (NordRegisterDesk *self)
{
  show_layer (self);
}

static void
on_document_changed (NordRegisterDesk *self, const NordChangeSet *changes)
{
  for (guint i = 0; i < changes->changes->len; i++)
    if (((const NordChange *) changes->changes->pdata[i])->noun->kind == NORD_NOUN_PROJECT) {
      nord_project_layer_refresh (self->layer);
      return;
    }
}

/* What cannot be kept is not begun either. */
static void
allow_writing (NordRegisterDesk *self)
{
  static const char *const writing[] = {"import", "load-sample", "add",     "edit",
                                        "remove", "draw",        "take-off"};
  NordDocument *document = nord_session_get_document (self->session);
  gboolean read_only = TRUE;

  if (document != NULL)
    g_object_get (document, "read-only", &read_only, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), writing[i])),
      !read_only);
}

static void
on_document_set (NordRegisterDesk *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  gtk_stack_set_visible_child_name (self->lists, "ideas");
  gtk_stack_set_visible_child_name (self->cards, "ideas");
  if (document != NULL) {
    g_signal_connect_object (document, "notify::read-only", G_CALLBACK (allow_writing), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                             G_CONNECT_SWAPPED);
  }
  allow_writing (self);
  show_layer (self);
}

/* --- Actions -------------------------------------------------------------------------------------
 */

static void
on_import (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (NORD_REGISTER_DESK (data)->lists), "win.import-projects",
                              NULL);
}

static void
on_load_sample (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = nord_sample_load_register (&error);
  g_autoptr (NordImport) import = NULL;
  g_autoptr (NordImportPlan) plan = NULL;

  if (bytes != NULL)
    import = nord_import_new_for_bytes (bytes, "projects.geojson", NORD_FORMAT_GEOJSON, &error);
  if (import != NULL && nord_import_set_subject (import, NORD_SUBJECT_PROJECTS, &error))
    plan = nord_import_plan (import, NULL, NULL, NULL, NULL, &error);
  if (plan == NULL)
    nord_session_report (self->session, _ ("The sample cannot be read"), error);
  else
    nord_session_apply (self->session, nord_import_plan_take_changes (plan),
                        _ ("Sample register loaded"));
}

static void
on_add (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;

  gtk_window_present (
    GTK_WINDOW (nord_project_dialog_new (get_window (self), self->session, NULL)));
}

static void
on_edit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;
  NordProject *project = get_selected (self);

  if (project != NULL)
    gtk_window_present (
      GTK_WINDOW (nord_project_dialog_new (get_window (self), self->session, project)));
}

static void
on_remove (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;
  NordProject *project = get_selected (self);
  NordDocument *document = nord_session_get_document (self->session);

  if (project == NULL)
    return;
  nord_session_apply (self->session,
                      nord_project_form_remove (NORD_RECORD (project),
                                                nord_document_get_list (document,
                                                                        NORD_NOUN_PROJECT_LINK),
                                                _ ("Remove the Project")),
                      _ ("Project removed"));
}

/* @parameter: a tool that draws its place anew, or edit. */
static void
on_draw (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;
  NordProject *project = get_selected (self);
  const char *tool = g_variant_get_string (parameter, NULL);

  if (project == NULL)
    return;
  show_on_map (self, project, FALSE);
  if (g_str_equal (tool, "edit"))
    nord_drawing_take (self->drawing, tool);
  else
    nord_drawing_place (self->drawing, nord_record_get_id (NORD_RECORD (project)), tool);
}

static void
on_take_off (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;
  NordProject *project = get_selected (self);
  NordChangeSet *set;
  NordChange *change;

  if (project == NULL)
    return;
  change = nord_change_new_update (NORD_RECORD (project));
  nord_change_set_shape (change, NORD_PROJECT_SHAPE, NULL);
  set = nord_change_set_group_new (_ ("Take the Project off the Map"));
  nord_change_set_group_add (set, change);
  nord_session_apply (self->session, set, _ ("Project taken off the map"));
}

static void
on_trend (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;

  gtk_window_present (GTK_WINDOW (
    nord_trend_window_new (get_window (self), nord_project_list_get_filtered (self->list))));
}

static void
on_show (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;

  g_settings_set_boolean (self->settings, "show-projects", TRUE);
  /* A card over the map would hide what is to be seen. */
  if (adw_flap_get_folded (
        ADW_FLAP (gtk_widget_get_ancestor (GTK_WIDGET (self->cards), ADW_TYPE_FLAP))))
    g_signal_emit (self, signals[OPENED], 0, FALSE);
  show_on_map (self, get_selected (self), TRUE);
}

static void
write_register (NordRegisterDesk *self, const char *path, GError **error)
{
  NordDocument *document = nord_session_get_document (self->session);
  GListModel *shown = nord_project_list_get_filtered (self->list);
  g_autoptr (GListStore) sorted = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (GPtrArray) projects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (NordOutputFile) file = nord_output_file_new (path, error);
  g_autofree char *text = NULL;

  if (file == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++) {
    g_autoptr (NordRecord) project = g_list_model_get_item (shown, i);

    g_list_store_append (sorted, project);
  }
  g_list_store_sort (sorted, nord_register_compare, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sorted)); i++)
    g_ptr_array_add (projects, g_list_model_get_item (G_LIST_MODEL (sorted), i));
  if (g_str_has_suffix (path, ".geojson") || g_str_has_suffix (path, ".json"))
    nord_register_export_geojson (file,
                                  nord_record_get_text (nord_document_get_workshop (document),
                                                        NORD_WORKSHOP_TITLE),
                                  projects);
  else
    nord_register_export_csv (file, NORD_CSV_STYLE_GERMAN, projects);
  if (!nord_output_file_finish (file, error))
    return;
  text = g_strdup_printf (ngettext ("%u project written", "%u projects written", projects->len),
                          projects->len);
  nord_session_notify (self->session, text, FALSE);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, NordRegisterDesk *self)
{
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->chooser);
  if (path == NULL || nord_session_get_document (self->session) == NULL)
    return;
  write_register (self, path, &error);
  if (error != NULL)
    nord_session_report (self->session, _ ("The projects could not be written"), error);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;
  static const struct {
    const char *title, *suffix;
  } forms[] = {{N_ ("Table for a Spreadsheet (CSV)"), "csv"}, {N_ ("GeoJSON"), "geojson"}};

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Export Projects"), get_window (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("Projects.csv"));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

    gtk_file_filter_set_name (filter, _ (forms[i].title));
    gtk_file_filter_add_suffix (filter, forms[i].suffix);
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  }
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* From the list of ideas to that of projects, or back. */
static void
on_list (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NordRegisterDesk *self = data;
  const gboolean shown = is_list_shown (self) && gtk_widget_get_mapped (GTK_WIDGET (self->list));
  GtkWidget *flap = gtk_widget_get_ancestor (GTK_WIDGET (self->lists), ADW_TYPE_FLAP);

  gtk_stack_set_visible_child_name (self->lists, shown ? "ideas" : "projects");
  if (shown)
    return;
  adw_flap_set_reveal_flap (ADW_FLAP (flap), TRUE);
  nord_project_list_focus (self->list);
}

static const GActionEntry entries[] = {
  {"list", on_list},      {"import", on_import},     {"export", on_export},
  {"trend", on_trend},    {"show", on_show},         {"load-sample", on_load_sample},
  {"add", on_add},        {"edit", on_edit},         {"remove", on_remove},
  {"draw", on_draw, "s"}, {"take-off", on_take_off},
};

/* A list that is dropped on the register is one of projects. */
static gboolean
on_drop (NordRegisterDesk *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL || !g_action_group_get_action_enabled (G_ACTION_GROUP (self->actions), "import"))
    return FALSE;
  gtk_window_present (GTK_WINDOW (
    nord_import_dialog_new (get_window (self), self->session, path, NORD_SUBJECT_PROJECTS)));
  return TRUE;
}

static void
nord_register_desk_dispose (GObject *object)
{
  NordRegisterDesk *self = NORD_REGISTER_DESK (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (nord_register_desk_parent_class)->dispose (object);
}

static void
nord_register_desk_class_init (NordRegisterDeskClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_register_desk_dispose;
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
nord_register_desk_init (NordRegisterDesk *self)
{
  g_autoptr (GAction) shown = NULL;

  self->settings = g_settings_new (NORD_APP_ID);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  shown = g_settings_create_action (self->settings, "show-projects");
  g_action_map_add_action (G_ACTION_MAP (self->actions), shown);
  g_signal_connect_object (self->settings, "changed::show-projects", G_CALLBACK (show_layer), self,
                           G_CONNECT_SWAPPED);
}

NordRegisterDesk *
nord_register_desk_new (GtkStack *lists, GtkStack *cards, NordMapView *map, NordDrawing *drawing)
{
  NordRegisterDesk *self = g_object_new (NORD_TYPE_REGISTER_DESK, NULL);
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->lists = lists;
  self->cards = cards;
  self->map = map;
  self->drawing = drawing;
  self->list = NORD_PROJECT_LIST (gtk_stack_get_child_by_name (lists, "projects"));
  self->card = NORD_PROJECT_CARD (gtk_stack_get_child_by_name (cards, "projects"));
  self->layer = nord_project_layer_new (nord_map_view_get_viewport (map));
  nord_map_view_add_layer (map, NORD_MAP_LAYER (self->layer));
  g_signal_connect_object (self->layer, "activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->card, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (lists, "notify::visible-child", G_CALLBACK (on_list_switched), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
nord_register_desk_set_session (NordRegisterDesk *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_REGISTER_DESK (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  nord_project_list_set_session (self->list, session);
  nord_project_card_set_session (self->card, session);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "reveal", G_CALLBACK (on_reveal), self, G_CONNECT_SWAPPED);
  on_document_set (self);
}

GActionGroup *
nord_register_desk_get_actions (NordRegisterDesk *self)
{
  g_return_val_if_fail (NORD_IS_REGISTER_DESK (self), NULL);
  return G_ACTION_GROUP (self->actions);
}
