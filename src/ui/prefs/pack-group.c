/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Packs are copied into the data folder, so that a stick may be pulled out afterwards. A removed
 * one lies hidden there until the offer to undo it has gone. */
#include "ui/prefs/pack-group.h"

#include "core/geo/districts.h"
#include "core/map/map-pack.h"
#include "ui/shelf.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

struct _NordPackGroup {
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;               /* (owned) (element-type GtkWidget) not owned */
  GtkFileChooserNative *chooser; /* (owned) (nullable) while it is open */
  GCancellable *copying;         /* (owned) (nullable) while a pack is copied */
  GtkProgressBar *progress;      /* (unowned) (nullable) */
  NordDistricts *districts;      /* (owned) (nullable) for the small maps */
};

G_DEFINE_FINAL_TYPE (NordPackGroup, nord_pack_group, ADW_TYPE_PREFERENCES_GROUP)

static void refresh (NordPackGroup *self);

static void
toast (NordPackGroup *self, AdwToast *toast)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);

  if (window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), toast);
  else
    g_object_unref (toast);
}

/* --- Removing -----------------------------------------------------------------------------------
 */

typedef struct {
  NordPackGroup *group; /* (unowned) (nullable) weak */
  char *path;           /* (owned) where it was */
  char *hidden;         /* (owned) where it lies now */
  gboolean back;
} Removal;

static void
removal_free (gpointer data, GClosure *closure)
{
  Removal *self = data;

  if (!self->back)
    g_unlink (self->hidden);
  g_clear_weak_pointer (&self->group);
  g_free (self->path);
  g_free (self->hidden);
  g_free (self);
}

static void
on_undo (AdwToast *note, Removal *removal)
{
  removal->back = g_rename (removal->hidden, removal->path) == 0;
  if (removal->group != NULL)
    refresh (removal->group);
}

static void
on_remove (NordPackGroup *self, GtkButton *button)
{
  const char *path = g_object_get_data (G_OBJECT (button), "path");
  g_autofree char *name = g_path_get_basename (path), *folder = g_path_get_dirname (path);
  g_autofree char *hidden_name = g_strconcat (".removed-", name, NULL);
  Removal *removal = g_new0 (Removal, 1);
  AdwToast *note = nord_plain_new_toast (_ ("Map pack removed"));

  removal->path = g_strdup (path);
  removal->hidden = g_build_filename (folder, hidden_name, NULL);
  g_set_weak_pointer (&removal->group, self);
  if (g_rename (removal->path, removal->hidden) != 0)
    removal->back = TRUE;
  adw_toast_set_button_label (note, _ ("_Undo"));
  /* The file goes with the offer, so the offer stays until it is turned down or the window closes.
   */
  adw_toast_set_timeout (note, 0);
  g_signal_connect_data (note, "button-clicked", G_CALLBACK (on_undo), removal, removal_free, 0);
  refresh (self);
  toast (self, note);
}

/* --- Showing ------------------------------------------------------------------------------------
 */

static char *
describe (const char *path, const NordTileInfo *info)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) about =
    g_file_query_info (file, "standard::size,time::modified", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autofree char *size =
    g_format_size (about != NULL ? (guint64) g_file_info_get_size (about) : 0);
  g_autoptr (GDateTime) time =
    about != NULL ? g_file_info_get_modification_date_time (about) : NULL;
  g_autofree char *day =
    time != NULL ? g_date_time_format (time, C_ ("map pack", "%B %-e, %Y")) : g_strdup ("–");

  /* Translators: zooms of a map pack, its size and date; then its area in degrees; then who made
   * it. */
  return g_strdup_printf (
    _ ("Zooms %u to %u · %s · %s\n%.2f° to %.2f° east, %.2f° to %.2f° north\n%s"), info->min_zoom,
    info->max_zoom, size, day, info->west, info->east, info->south, info->north, info->attribution);
}

/* --- The small map -------------------------------------------------------------------------------
 */

#define MAP_WIDTH 84
#define MAP_HEIGHT 56

/* What a small map shows: the city, and the pack as far as it is near. */
typedef struct {
  NordDistricts *districts; /* (owned) */
  NordBounds pack;
} Area;

static void
area_free (gpointer data)
{
  g_object_unref (((Area *) data)->districts);
  g_free (data);
}

static void
trace_ring (cairo_t *cr, const NordShape *shape)
{
  for (guint ring = 0, i = 0; ring < shape->n_rings; ring++) {
    for (guint first = i; i < shape->ring_ends[ring]; i++) {
      if (i == first)
        cairo_move_to (cr, shape->xy[2 * i], shape->xy[2 * i + 1]);
      else
        cairo_line_to (cr, shape->xy[2 * i], shape->xy[2 * i + 1]);
    }
    cairo_close_path (cr);
  }
}

static void
draw_area (GtkDrawingArea *widget, cairo_t *cr, int width, int height, gpointer data)
{
  const Area *area = data;
  /* A degree of longitude is 0.62 of one of latitude here. */
  const double stretch = 0.6225, lon = 7.46, lat = 51.515, across = 0.42;
  double scale = width / across;
  cairo_matrix_t plain;
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (widget)), &ink);
  cairo_get_matrix (cr, &plain);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_scale (cr, scale, -scale / stretch);
  cairo_translate (cr, -lon, -lat);
  for (guint i = 0; i < nord_districts_get_n (area->districts, NORD_DISTRICT_CITY); i++)
    trace_ring (cr, nord_districts_get (area->districts, NORD_DISTRICT_CITY, i)->shape);
  cairo_set_matrix (cr, &plain);
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.5);
  cairo_set_line_width (cr, 0.7);
  cairo_stroke (cr);
  {
    double left = width / 2.0 + (area->pack.west - lon) * scale;
    double right = width / 2.0 + (area->pack.east - lon) * scale;
    double top = height / 2.0 - (area->pack.north - lat) * scale / stretch;
    double bottom = height / 2.0 - (area->pack.south - lat) * scale / stretch;

    left = CLAMP (left, 1, width - 1);
    right = CLAMP (right, 1, width - 1);
    top = CLAMP (top, 1, height - 1);
    bottom = CLAMP (bottom, 1, height - 1);
    cairo_rectangle (cr, left, top, right - left, bottom - top);
    cairo_set_source_rgba (cr, 0.11, 0.44, 0.85, 0.25);
    cairo_fill_preserve (cr);
    cairo_set_source_rgb (cr, 0.2, 0.52, 0.89);
    cairo_set_line_width (cr, 1.6);
    cairo_stroke (cr);
  }
}

/* The words beside it say the same in degrees. */
static GtkWidget *
make_map (NordPackGroup *self, const NordTileInfo *info)
{
  GtkWidget *map =
    g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  Area *area = g_new (Area, 1);

  area->districts = g_object_ref (self->districts);
  area->pack = (NordBounds){info->west, info->south, info->east, info->north};
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (map), MAP_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (map), MAP_HEIGHT);
  gtk_widget_set_valign (map, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (map), draw_area, area, area_free);
  return map;
}

static void
add_row (NordPackGroup *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordTileArchive) pack = nord_map_pack_open (path, &error);
  const NordTileInfo *info = pack != NULL ? nord_tile_archive_get_info (pack) : NULL;
  g_autofree char *base = g_filename_display_basename (path);
  const char *name = info != NULL && *info->name != '\0' ? info->name : base;
  g_autofree char *text = info != NULL ? describe (path, info) : g_strdup (error->message);
  /* Translators: %s is a map pack. */
  g_autofree char *what = g_strdup_printf (_ ("Remove “%s”"), name);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  nord_plain_set_row (ADW_ACTION_ROW (row), name, text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 5);
  if (info != NULL && self->districts != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_map (self, info));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
on_cancel (NordPackGroup *self)
{
  g_cancellable_cancel (self->copying);
}

static void
add_progress (NordPackGroup *self)
{
  GtkWidget *row = adw_action_row_new (), *bar = gtk_progress_bar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  nord_plain_set_row (ADW_ACTION_ROW (row), _ ("Copying the map pack…"), NULL);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  self->progress = GTK_PROGRESS_BAR (bar);
}

static void
refresh (NordPackGroup *self)
{
  g_autoptr (GPtrArray) paths = nord_shelf_list_maps ();

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  self->progress = NULL;
  for (guint i = 0; i < paths->len; i++)
    add_row (self, g_ptr_array_index (paths, i));
  if (self->copying != NULL)
    add_progress (self);
}

/* --- Adding -------------------------------------------------------------------------------------
 */

typedef struct {
  char *part, *path; /* (owned) */
} Target;

static void
target_free (gpointer data)
{
  Target *self = data;

  g_free (self->part);
  g_free (self->path);
  g_free (self);
}

static void
tell (NordPackGroup *self, const char *text)
{
  toast (self, nord_plain_new_toast (text));
}

static void
on_progress (goffset done, goffset total, gpointer data)
{
  NordPackGroup *self = data;

  if (self->progress != NULL && total > 0)
    gtk_progress_bar_set_fraction (self->progress, (double) done / (double) total);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordPackGroup) self = data;
  Target *target = g_object_get_data (G_OBJECT (self->copying), "target");
  g_autoptr (GError) error = NULL;
  const gboolean copied = g_file_copy_finish (G_FILE (source), result, &error);

  if (!copied || g_rename (target->part, target->path) != 0) {
    g_unlink (target->part);
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      tell (self, error != NULL ? error->message : g_strerror (errno));
  } else {
    tell (self, _ ("Map pack added"));
  }
  g_clear_object (&self->copying);
  refresh (self);
}

static void
add_pack (NordPackGroup *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = nord_shelf_get_maps_folder ();
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *hidden = name != NULL ? g_strconcat (".", name, ".part", NULL) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordTileArchive) pack =
    path != NULL && self->copying == NULL ? nord_map_pack_open (path, &error) : NULL;
  g_autoptr (GFile) part = NULL;
  Target *target;

  if (pack == NULL) {
    tell (self, error != NULL ? error->message : _ ("One pack at a time."));
    return;
  }
  target = g_new0 (Target, 1);
  target->path = g_build_filename (folder, name, NULL);
  target->part = g_build_filename (folder, hidden, NULL);
  if (g_file_test (target->path, G_FILE_TEST_EXISTS)) {
    tell (self, _ ("A map pack of this name is here already. Remove it first."));
    target_free (target);
    return;
  }
  self->copying = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (self->copying), "target", target, target_free);
  part = g_file_new_for_path (target->part);
  g_file_copy_async (file, part, G_FILE_COPY_OVERWRITE, G_PRIORITY_DEFAULT, self->copying,
                     on_progress, self, on_copied, g_object_ref (self));
  refresh (self);
}

static void
on_chosen (NordPackGroup *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL)
    add_pack (self, file);
}

static void
on_add (NordPackGroup *self)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Map packs (MBTiles, PMTiles)"));
  gtk_file_filter_add_suffix (filter, "mbtiles");
  gtk_file_filter_add_suffix (filter, "pmtiles");
  g_clear_object (&self->chooser);
  self->chooser =
    gtk_file_chooser_native_new (_ ("Add a Map Pack"),
                                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, NordPackGroup *self)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  add_pack (self, g_value_get_object (value));
  return TRUE;
}

static void
nord_pack_group_dispose (GObject *object)
{
  NordPackGroup *self = NORD_PACK_GROUP (object);

  if (self->copying != NULL)
    g_cancellable_cancel (self->copying);
  g_clear_object (&self->chooser);
  g_clear_object (&self->districts);
  G_OBJECT_CLASS (nord_pack_group_parent_class)->dispose (object);
}

static void
nord_pack_group_finalize (GObject *object)
{
  g_ptr_array_unref (NORD_PACK_GROUP (object)->rows);
  G_OBJECT_CLASS (nord_pack_group_parent_class)->finalize (object);
}

static void
nord_pack_group_class_init (NordPackGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_pack_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_pack_group_finalize;
}

static void
nord_pack_group_init (NordPackGroup *self)
{
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->rows = g_ptr_array_new ();
  self->districts = nord_districts_new_default ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Map Packs"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _ (
      "Detailed maps (MBTiles, PMTiles) over the built-in one, for all workshops. Drop a file here "
      "to add it."));
  gtk_widget_set_valign (add, GTK_ALIGN_START);
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_tooltip_text (add, _ ("Add a Map Pack"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a Map Pack"), -1);
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), add);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  refresh (self);
}

void
nord_pack_group_add_pack (NordPackGroup *self, GFile *file)
{
  g_return_if_fail (NORD_IS_PACK_GROUP (self) && G_IS_FILE (file));
  add_pack (self, file);
}
