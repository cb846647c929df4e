/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Beside the map: what it shows besides ideas. Districts with their numbers, and own layers. */
#include "ui/map/layers-window.h"

#include "core/exchange/layer-import.h"
#include "core/map/map-pack.h"
#include "core/model/workshop.h"
#include "ui/map/district-tally.h"
#include "ui/map/layer-row.h"
#include "ui/shelf.h"
#include "config.h"

#include <glib/gi18n.h>

#define KEY "nord-layers-window" /* at the map: its window, while that is open */

struct _NordLayersWindow {
  AdwWindow parent_instance;

  GtkListBox *layers;
  GtkListBox *districts;
  GtkWidget *empty;
  GtkLabel *trouble;
  GtkLabel *converted; /* from which map grid the last file was */
  GtkWidget *busy;
  GtkWidget *add;
  AdwComboRow *pack;

  NordSession *session;        /* (owned) (nullable) */
  NordDocument *document;      /* (owned) (nullable) whose changes are followed */
  NordDistrictTally *tally;    /* (owned) (nullable) */
  GSimpleActionGroup *actions; /* (owned) */
  GSettings *settings;         /* (owned) */
  GStrv packs;           /* (owned) (nullable) names of files behind the choices but the first */
  GFileMonitor *monitor; /* (owned) (nullable) of the folder of packs */
  GtkFileChooserNative *chooser; /* (owned) (nullable) while it is open */
  NordImport *import;            /* (owned) (nullable) while a file is read */
  GCancellable *cancellable;     /* (owned) (nullable) likewise */
};

G_DEFINE_FINAL_TYPE (NordLayersWindow, nord_layers_window, ADW_TYPE_WINDOW)

/* --- Districts -----------------------------------------------------------------------------------
 */

/* @part: a statistical district, beneath its city district. */
static void
add_count (NordLayersWindow *self, const char *id, const char *name, guint n, gboolean part)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (name), *number;
  g_autofree char *text = g_strdup_printf ("%u", n), *both = g_strdup_printf ("%s: %u", name, n);

  number = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, n == 0 ? "dim-label" : part ? "body" : "heading");
  if (part)
    gtk_widget_add_css_class (title, n == 0 ? "dim-label" : "body");
  else if (id != NULL)
    gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_start (box, part ? 28 : 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, part ? 4 : 8);
  gtk_widget_set_margin_bottom (box, part ? 4 : 8);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), id != NULL);
  g_object_set_data_full (G_OBJECT (row), "district", g_strdup (id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  gtk_list_box_append (self->districts, row);
}

static void
add_parts (NordLayersWindow *self, const NordDistrict *city)
{
  NordDistricts *districts = nord_district_tally_get_districts (self->tally);

  for (guint i = 0; i < nord_districts_get_n (districts, NORD_DISTRICT_STATISTICAL); i++) {
    const NordDistrict *part = nord_districts_get (districts, NORD_DISTRICT_STATISTICAL, i);
    guint n = nord_district_tally_get_part (self->tally, i);
    g_autofree char *name = nord_district_write (part);

    if (g_strcmp0 (part->city, city->id) == 0 && (part->north || n > 0))
      add_count (self, part->id, name, n, TRUE);
  }
}

static void
fill_districts (NordLayersWindow *self)
{
  NordDistricts *districts = nord_district_tally_get_districts (self->tally);
  guint n = nord_districts_get_n (districts, NORD_DISTRICT_CITY);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->districts))) != NULL)
    gtk_list_box_remove (self->districts, row);
  for (guint i = 0; i < n; i++) {
    const NordDistrict *district = nord_districts_get (districts, NORD_DISTRICT_CITY, i);

    /* The others only where something lies in them after all. */
    if (!district->north && nord_district_tally_get (self->tally, i) == 0)
      continue;
    add_count (self, district->name, district->name, nord_district_tally_get (self->tally, i),
               FALSE);
    add_parts (self, district);
  }
  add_count (self, NULL, _ ("In no district"), nord_district_tally_get (self->tally, n), FALSE);
  add_count (self, NULL, _ ("Without a place"), nord_district_tally_get (self->tally, n + 1),
             FALSE);
}

/* The list and the map show what is in it. */
static void
on_district (NordLayersWindow *self, GtkListBoxRow *row)
{
  nord_session_set_district (self->session, g_object_get_data (G_OBJECT (row), "district"));
}

/* --- Base map ------------------------------------------------------------------------------------
 */

/* (transfer full) as in the list of packs; the second of one title by its file. */
static char *
say_pack (GtkStringList *words, const char *path)
{
  g_autoptr (NordTileArchive) pack = nord_map_pack_open (path, NULL);
  g_autofree char *title = nord_map_pack_get_title (pack, path);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (words)); i++)
    if (g_str_equal (gtk_string_list_get_string (words, i), title)) {
      g_autofree char *base = g_filename_display_basename (path);

      return g_strdup_printf ("%s (%s)", title, base);
    }
  return g_steal_pointer (&title);
}

/* All packs together, or one of them; one that the workshop wants and this computer lacks is told.
 */
static void
fill_packs (NordLayersWindow *self)
{
  NordRecord *workshop = nord_document_get_workshop (self->document);
  const char *chosen = nord_record_get_text (workshop, NORD_WORKSHOP_BASE_MAP);
  g_autoptr (GPtrArray) paths = nord_shelf_list_maps ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint selected = 0;

  gtk_string_list_append (words, _ ("All packs"));
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *name = g_path_get_basename (paths->pdata[i]);
    g_autofree char *shown = say_pack (words, paths->pdata[i]);

    gtk_string_list_append (words, shown);
    g_strv_builder_add (names, name);
    if (g_strcmp0 (name, chosen) == 0)
      selected = i + 1;
  }
  if (chosen && selected == 0) {
    g_autofree char *shown = g_strdup_printf (_ ("%s (not on this computer)"), chosen);

    gtk_string_list_append (words, shown);
    g_strv_builder_add (names, chosen);
    selected = paths->len + 1;
  }
  g_clear_pointer (&self->packs, g_strfreev);
  adw_combo_row_set_model (self->pack, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->pack, selected);
  self->packs = g_strv_builder_end (names);
}

static void
on_packs_changed (GFileMonitor *monitor,
                  GFile *file,
                  GFile *other,
                  GFileMonitorEvent event,
                  NordLayersWindow *self)
{
  if (nord_shelf_maps_event (event) && self->document)
    fill_packs (self);
}

static void
on_pack (NordLayersWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->pack);
  NordChangeSet *set;
  NordChange *change;

  /* While it is filled nobody has chosen. */
  if (self->packs == NULL || self->document == NULL || selected > g_strv_length (self->packs))
    return;
  change = nord_change_new_update (nord_document_get_workshop (self->document));
  nord_change_set_text (change, NORD_WORKSHOP_BASE_MAP,
                        selected > 0 ? self->packs[selected - 1] : NULL);
  if (nord_change_is_empty (change)) {
    nord_change_free (change);
    return;
  }
  set = nord_change_set_group_new (_ ("Choose the Base Map"));
  nord_change_set_group_add (set, change);
  nord_session_apply (self->session, set, NULL);
}

/* --- Layers --------------------------------------------------------------------------------------
 */

static int
compare_position (gconstpointer a, gconstpointer b)
{
  double one = nord_record_get_real (*(NordRecord *const *) a, NORD_LAYER_POSITION);
  double two = nord_record_get_real (*(NordRecord *const *) b, NORD_LAYER_POSITION);

  return (one < two) - (one > two);
}

/* (transfer full) (element-type NordRecord) the top one first. */
static GPtrArray *
list_layers (NordLayersWindow *self)
{
  GPtrArray *layers = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *list =
    self->document ? nord_document_get_list (self->document, NORD_NOUN_LAYER) : NULL;
  guint n = list ? g_list_model_get_n_items (list) : 0;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (layers, g_list_model_get_item (list, i));
  g_ptr_array_sort (layers, compare_position);
  return layers;
}

static void
fill_layers (NordLayersWindow *self)
{
  g_autoptr (GPtrArray) layers = list_layers (self);
  g_autoptr (GHashTable) rows =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GtkWidget *row, *focus = gtk_root_get_focus (GTK_ROOT (self));

  /* Rows stay the same ones, so that who presses "down" twice need not look for it again. */
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->layers))) != NULL) {
    g_hash_table_insert (rows, g_strdup (g_object_get_data (G_OBJECT (row), "layer")),
                         g_object_ref (row));
    gtk_list_box_remove (self->layers, row);
  }
  for (guint i = 0; i < layers->len; i++) {
    const char *id = nord_record_get_id (layers->pdata[i]);

    row = g_hash_table_lookup (rows, id);
    if (row == NULL) {
      row = GTK_WIDGET (nord_layer_row_new (self->session, layers->pdata[i]));
      g_object_set_data_full (G_OBJECT (row), "layer", g_strdup (id), g_free);
    }
    nord_layer_row_update (NORD_LAYER_ROW (row));
    nord_layer_row_set_neighbours (NORD_LAYER_ROW (row), i > 0 ? layers->pdata[i - 1] : NULL,
                                   i + 1 < layers->len ? layers->pdata[i + 1] : NULL);
    gtk_list_box_append (self->layers, row);
  }
  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->layers)))
    gtk_widget_grab_focus (focus);
  gtk_widget_set_visible (GTK_WIDGET (self->layers), layers->len > 0);
  gtk_widget_set_visible (self->empty, layers->len == 0);
}

static void
on_document_changed (NordLayersWindow *self, const NordChangeSet *changes)
{
  for (guint i = 0; i < changes->changes->len; i++) {
    if (((const NordChange *) changes->changes->pdata[i])->noun->kind == NORD_NOUN_LAYER) {
      fill_layers (self);
      return;
    }
  }
}

static void
tell (NordLayersWindow *self, const char *text)
{
  gtk_label_set_text (self->trouble, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

/* Not in the toast, which has one line: the name of a grid is long. */
static void
tell_converted (NordLayersWindow *self, const char *text)
{
  gtk_label_set_text (self->converted, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->converted), text != NULL);
}

static void
set_busy (NordLayersWindow *self, gboolean busy)
{
  gtk_widget_set_visible (self->busy, busy);
  gtk_widget_set_sensitive (self->add, !busy);
}

static void
take_plan (NordLayersWindow *self, NordImportPlan *plan)
{
  g_autoptr (GPtrArray) layers = list_layers (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *conversion = nord_import_plan_dup_conversion (plan);
  double position =
    layers->len > 0 ? nord_record_get_real (layers->pdata[0], NORD_LAYER_POSITION) + 1 : 1;
  NordChangeSet *set = nord_layer_import_take (plan, self->import->source, self->import->source,
                                               position, layers->len, &error);

  if (set == NULL) {
    g_autofree char *text = g_strdup_printf ("%s: %s", self->import->source, error->message);

    tell (self, text);
    return;
  }
  if (plan->n_rejected > 0) {
    const NordImportFault *fault = &g_array_index (plan->rejected, NordImportFault, 0);
    g_autofree char *text = g_strdup_printf (
      /* Translators: a number, the name of a file, the number of a line in it, what is wrong there
       */
      g_dngettext (GETTEXT_PACKAGE, "%u feature of %s was left out. Line %u: %s",
                   "%u features of %s were left out, the first in line %u: %s", plan->n_rejected),
      plan->n_rejected, self->import->source, fault->line, fault->reason);

    tell (self, text);
  }
  tell_converted (self, conversion);
  nord_session_apply (self->session, set, _ ("Layer added"));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordLayersWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordImportPlan) plan = nord_import_plan_finish (result, &error);

  set_busy (self, FALSE);
  g_clear_object (&self->cancellable);
  if (plan && self->document)
    take_plan (self, plan);
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_autofree char *text = g_strdup_printf ("%s: %s", self->import->source, error->message);

    tell (self, text);
  }
  g_clear_pointer (&self->import, nord_import_free);
}

static void
read_file (NordLayersWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;

  if (self->import || path == NULL)
    return;
  tell (self, NULL);
  tell_converted (self, NULL);
  self->import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error);
  if (self->import == NULL) {
    g_autofree char *name = g_filename_display_basename (path);
    g_autofree char *text = g_strdup_printf ("%s: %s", name, error->message);

    tell (self, text);
    return;
  }
  set_busy (self, TRUE);
  self->cancellable = g_cancellable_new ();
  nord_import_plan_async (self->import, NULL, self->cancellable, NULL, NULL, on_read,
                          g_object_ref (self));
}

static void
on_chosen (GtkNativeDialog *chooser, int response, NordLayersWindow *self)
{
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  g_clear_object (&self->chooser);
  if (file)
    read_file (self, file);
}

static void
on_add (NordLayersWindow *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Add a Layer"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Places (GeoJSON, GeoPackage, Table)"));
  gtk_file_filter_add_suffix (filter, "geojson");
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_filter_add_suffix (filter, "gpkg");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_stop (NordLayersWindow *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, NordLayersWindow *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files)
    read_file (self, files->data);
  return files != NULL;
}

static void
on_document_set (NordLayersWindow *self)
{
  NordDocument *document = nord_session_get_document (self->session);

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document == NULL) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                           G_CONNECT_SWAPPED);
  if (self->tally)
    nord_district_tally_set_ideas (self->tally, nord_document_get_list (document, NORD_NOUN_IDEA));
  fill_layers (self);
  fill_packs (self);
}

static void
nord_layers_window_dispose (GObject *object)
{
  NordLayersWindow *self = NORD_LAYERS_WINDOW (object);

  on_stop (self);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->packs, g_strfreev);
  g_clear_object (&self->tally);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->chooser);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (nord_layers_window_parent_class)->dispose (object);
}

static void
nord_layers_window_class_init (NordLayersWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_layers_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/map/layers-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NordLayersWindow, layers);
  gtk_widget_class_bind_template_child (widget_class, NordLayersWindow, districts);
  gtk_widget_class_bind_template_child (widget_class, NordLayersWindow, empty);
  gtk_widget_class_bind_template_child (widget_class, NordLayersWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, NordLayersWindow, converted);
  gtk_widget_class_bind_template_child (widget_class, NordLayersWindow, busy);
  gtk_widget_class_bind_template_child (widget_class, NordLayersWindow, add);
  gtk_widget_class_bind_template_child (widget_class, NordLayersWindow, pack);
  gtk_widget_class_bind_template_callback (widget_class, on_pack);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_district);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
nord_layers_window_init (NordLayersWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  static const char *const keys[] = {"show-districts", "show-district-counts", "show-projects"};

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (NORD_APP_ID);
  self->actions = g_simple_action_group_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (GAction) action = g_settings_create_action (self->settings, keys[i]);

    g_action_map_add_action (G_ACTION_MAP (self->actions), action);
  }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "layers", G_ACTION_GROUP (self->actions));
  self->monitor = nord_shelf_watch_maps ();
  if (self->monitor)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_packs_changed), self, 0);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

static void
on_gone (GtkWidget *widget)
{
  g_object_set_data (G_OBJECT (widget), KEY, NULL);
}

void
nord_layers_window_present (GtkWidget *widget, NordSession *session)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (NordDistricts) districts = NULL;
  NordLayersWindow *self;

  if (!GTK_IS_WINDOW (root) || nord_session_get_document (session) == NULL)
    return;
  self = g_object_get_data (G_OBJECT (widget), KEY);
  if (self) {
    gtk_window_present (GTK_WINDOW (self));
    return;
  }
  self = g_object_new (NORD_TYPE_LAYERS_WINDOW, "transient-for", root, NULL);
  g_object_set_data (G_OBJECT (widget), KEY, self);
  g_signal_connect_object (self, "destroy", G_CALLBACK (on_gone), widget, G_CONNECT_SWAPPED);
  self->session = g_object_ref (session);
  districts = nord_districts_new_default ();
  if (districts) {
    self->tally = nord_district_tally_new (districts);
    g_signal_connect_object (self->tally, "changed", G_CALLBACK (fill_districts), self,
                             G_CONNECT_SWAPPED);
    fill_districts (self);
  }
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
  gtk_window_present (GTK_WINDOW (self));
}
