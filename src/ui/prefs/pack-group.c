/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map packs of this computer in a list, each with its area on a small map. A removed one lies
 * hidden until the offer to undo it has gone. */
#include "ui/prefs/pack-group.h"

#include "core/geo/districts.h"
#include "core/map/map-pack.h"
#include "ui/prefs/pack-intake.h"
#include "ui/shelf.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>

struct _NordPackGroup {
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;               /* (owned) (element-type GtkWidget) not owned */
  GtkFileChooserNative *chooser; /* (owned) (nullable) while it is open */
  NordPackIntake *intake;        /* (owned) */
  GtkProgressBar *progress;      /* (unowned) (nullable) while a pack is copied */
  GtkLabel *trouble;             /* (unowned) */
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

/* Where the window is low or the text large, it begins below what is in sight. */
static gboolean
scroll_to_trouble (gpointer data)
{
  NordPackGroup *self = data;
  GtkWidget *label = GTK_WIDGET (self->trouble);
  GtkWidget *port = gtk_widget_get_ancestor (label, GTK_TYPE_VIEWPORT);
  graphene_rect_t box;

  if (port != NULL && gtk_widget_compute_bounds (label, port, &box)) {
    GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (port));
    const double top = gtk_adjustment_get_value (down) + box.origin.y;

    gtk_adjustment_clamp_page (down, top, top + box.size.height);
  }
  return G_SOURCE_REMOVE;
}

/* A toast has one line, which cuts off what a fault is. Several files may have one each. */
static void
tell_fault (NordPackGroup *self, const char *text)
{
  const char *before = gtk_label_get_text (self->trouble);
  g_autofree char *whole =
    *before != '\0' ? g_strconcat (before, "\n", text, NULL) : g_strdup (text);

  gtk_label_set_text (self->trouble, whole);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  /* Once it has its place. */
  g_idle_add_full (G_PRIORITY_LOW, scroll_to_trouble, g_object_ref (self), g_object_unref);
}

static void
forget_faults (NordPackGroup *self)
{
  gtk_label_set_text (self->trouble, "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
}

static void
on_undo (AdwToast *note, Removal *removal)
{
  g_autoptr (GError) error = NULL;

  removal->back = nord_shelf_restore (removal->hidden, removal->path, &error);
  if (removal->group == NULL)
    return;
  forget_faults (removal->group);
  if (!removal->back)
    tell_fault (removal->group, error->message);
  refresh (removal->group);
}

static void
on_remove (NordPackGroup *self, GtkButton *button)
{
  const char *path = g_object_get_data (G_OBJECT (button), "path");
  g_autoptr (GError) error = NULL;
  g_autofree char *hidden = nord_shelf_hide_map (path, &error);
  Removal *removal;
  AdwToast *note;

  forget_faults (self);
  if (hidden == NULL) {
    tell_fault (self, error->message);
    refresh (self);
    return;
  }
  removal = g_new0 (Removal, 1);
  removal->path = g_strdup (path);
  removal->hidden = g_steal_pointer (&hidden);
  g_set_weak_pointer (&removal->group, self);
  note = nord_plain_new_toast (_ ("Map pack removed"));
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
say_degrees (double value, const char *below, const char *above)
{
  return g_strdup_printf ("%.2f° %s", fabs (value), value < 0 ? below : above);
}

static char *
say_area (const NordTileInfo *info)
{
  /* Translators: the four points of the compass, behind degrees. */
  const char *w = C_ ("compass", "W"), *e = C_ ("compass", "E");
  const char *s = C_ ("compass", "S"), *n = C_ ("compass", "N");
  g_autofree char *west = say_degrees (info->west, w, e), *east = say_degrees (info->east, w, e);
  g_autofree char *south = say_degrees (info->south, s, n),
                  *north = say_degrees (info->north, s, n);

  /* Translators: degrees of longitude, then of latitude. */
  return g_strdup_printf (_ ("%s to %s, %s to %s"), west, east, south, north);
}

/* What the list tells of a pack, a line each: its file where it is called otherwise, zooms, size
 * and date, the area, and who made it. */
static char *
describe (const char *path, const char *name, const NordTileInfo *info, gboolean near)
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
  g_autofree char *base = g_filename_display_basename (path), *area = say_area (info);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!g_str_equal (base, name))
    g_string_append_printf (text, "%s\n", base);
  /* Translators: zooms of a map pack, its size and date. */
  g_string_append_printf (text, _ ("Zooms %u to %u · %s · %s"), info->min_zoom, info->max_zoom,
                          size, day);
  g_string_append_printf (text, "\n%s", area);
  if (!near)
    g_string_append_printf (text, "\n%s", _ ("Shows nothing of the city"));
  if (*info->attribution != '\0')
    g_string_append_printf (text, "\n%s", info->attribution);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- The small map -------------------------------------------------------------------------------
 */

#define MAP_WIDTH 84
#define MAP_HEIGHT 56

/* The city and what is around it. */
static const NordBounds city = {7.28, 51.40, 7.66, 51.615};

/* What a small map shows: the city and the pack, as far as it is near; a far one as well. */
typedef struct {
  NordDistricts *districts; /* (owned) */
  NordBounds pack;
  NordBounds view;
} Area;

static gboolean
is_near (const NordTileInfo *info)
{
  return info->west < city.east && info->east > city.west && info->south < city.north &&
         info->north > city.south;
}

static NordBounds
find_view (const NordTileInfo *info)
{
  if (is_near (info))
    return city;
  return (NordBounds){MIN (city.west, info->west), MIN (city.south, info->south),
                      MAX (city.east, info->east), MAX (city.north, info->north)};
}

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
draw_pack (cairo_t *cr, const Area *area, double lon, double lat, double across, double up)
{
  const double margin = 1, least = 3;
  double left = (area->pack.west - lon) * across, right = (area->pack.east - lon) * across;
  double top = (lat - area->pack.north) * up, bottom = (lat - area->pack.south) * up;
  const double x = MAP_WIDTH / 2.0 - margin, y = MAP_HEIGHT / 2.0 - margin;

  left = CLAMP (left, -x, x - least);
  top = CLAMP (top, -y, y - least);
  right = CLAMP (right, left + least, x);
  bottom = CLAMP (bottom, top + least, y);
  cairo_rectangle (cr, left, top, right - left, bottom - top);
  cairo_set_source_rgba (cr, 0.11, 0.44, 0.85, 0.25);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.2, 0.52, 0.89);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

static void
draw_area (GtkDrawingArea *widget, cairo_t *cr, int width, int height, gpointer data)
{
  const Area *area = data;
  const NordBounds *view = &area->view;
  /* A degree of longitude is 0.62 of one of latitude here. */
  const double stretch = 0.6225;
  const double lon = (view->west + view->east) / 2, lat = (view->south + view->north) / 2;
  const double across =
    MIN (MAP_WIDTH / (view->east - view->west), MAP_HEIGHT * stretch / (view->north - view->south));
  cairo_matrix_t plain;
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (widget)), &ink);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_get_matrix (cr, &plain);
  cairo_scale (cr, across, -across / stretch);
  cairo_translate (cr, -lon, -lat);
  for (guint i = 0; i < nord_districts_get_n (area->districts, NORD_DISTRICT_CITY); i++)
    trace_ring (cr, nord_districts_get (area->districts, NORD_DISTRICT_CITY, i)->shape);
  cairo_set_matrix (cr, &plain);
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.5);
  cairo_set_line_width (cr, 0.7);
  cairo_stroke (cr);
  draw_pack (cr, area, lon, lat, across, across / stretch);
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
  area->view = find_view (info);
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
  g_autofree char *name = nord_map_pack_get_title (pack, path);
  g_autofree char *text =
    info != NULL ? describe (path, name, info, is_near (info)) : g_strdup (error->message);
  /* Translators: %s is a map pack. */
  g_autofree char *what = g_strdup_printf (_ ("Remove “%s”"), name);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  nord_plain_set_row (ADW_ACTION_ROW (row), name, text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 12);
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
  nord_pack_intake_cancel (self->intake);
}

static void
add_progress (NordPackGroup *self, const char *name)
{
  /* Translators: a map pack is being copied into the program. */
  g_autofree char *title = g_strdup_printf (_ ("Copying “%s”…"), name);
  GtkWidget *row = adw_action_row_new (), *bar = gtk_progress_bar_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("process-stop-symbolic");

  nord_plain_set_row (ADW_ACTION_ROW (row), title, NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (bar, 80, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Cancel"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cancel"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  self->progress = GTK_PROGRESS_BAR (bar);
  gtk_progress_bar_set_fraction (self->progress, nord_pack_intake_get_fraction (self->intake));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
refresh (NordPackGroup *self)
{
  g_autoptr (GPtrArray) paths = nord_shelf_list_maps ();
  const char *copied = nord_pack_intake_get_name (self->intake);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  self->progress = NULL;
  if (copied != NULL)
    add_progress (self, copied);
  for (guint i = 0; i < paths->len; i++)
    add_row (self, g_ptr_array_index (paths, i));
}

/* --- Adding -------------------------------------------------------------------------------------
 */

static void
on_told (NordPackGroup *self, const char *text, gboolean fault)
{
  if (fault)
    tell_fault (self, text);
  else
    toast (self, nord_plain_new_toast (text));
}

static void
on_progress (NordPackGroup *self)
{
  if (self->progress != NULL)
    gtk_progress_bar_set_fraction (self->progress, nord_pack_intake_get_fraction (self->intake));
}

static void
add_files (NordPackGroup *self, GListModel *files)
{
  forget_faults (self);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    nord_pack_intake_add (self->intake, file);
  }
}

static void
on_chosen (NordPackGroup *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);

  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

    add_files (self, files);
  }
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
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, NordPackGroup *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  add_files (self, G_LIST_MODEL (files));
  return TRUE;
}

static void
nord_pack_group_dispose (GObject *object)
{
  NordPackGroup *self = NORD_PACK_GROUP (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->districts);
  g_clear_object (&self->intake);
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

/* Above the list, where it is in sight whatever is below. */
static void
add_trouble (NordPackGroup *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                   "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                                   "visible", FALSE, "margin-bottom", 8, NULL);

  gtk_widget_add_css_class (label, "error");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), label);
  gtk_box_reorder_child_after (GTK_BOX (gtk_widget_get_parent (label)), label, NULL);
  self->trouble = GTK_LABEL (label);
}

static void
nord_pack_group_init (NordPackGroup *self)
{
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->rows = g_ptr_array_new ();
  self->intake = g_object_ref (nord_pack_intake_get_default ());
  g_signal_connect_object (self->intake, "told", G_CALLBACK (on_told), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "notify::name", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "notify::fraction", G_CALLBACK (on_progress), self,
                           G_CONNECT_SWAPPED);
  add_trouble (self);
  self->districts = nord_districts_new_default ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Map Packs"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _ ("Detailed maps (MBTiles, PMTiles) over the built-in one, for all workshops. Drop a file "
       "here to add it. Which of them a workshop shows is chosen on its map, under Layers."));
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
nord_pack_group_add_packs (NordPackGroup *self, GListModel *files)
{
  g_return_if_fail (NORD_IS_PACK_GROUP (self) && G_IS_LIST_MODEL (files));
  add_files (self, files);
}
