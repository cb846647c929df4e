/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map behind the first screen: it drifts only where somebody may see it, shows nothing that is
 * hidden or was never released, and leaves the words legible. */
#include "core/model/idea.h"
#include "core/model/moderation.h"
#include "ui/kiosk/attract-map.h"
#include "ui/kiosk/invitation.h"
#include "ui/kiosk/kiosk-window.h"
#include "ui/kiosk/map-screen.h"
#include "ui/kiosk/station.h"
#include "ui/kiosk/topic-screen.h"

#include "config.h"

#include <adwaita.h>
#include <math.h>

#define LEAST_CONTRAST 7.0

typedef struct {
  NordDocument *document; /* (owned) */
  GtkWindow *window;
  NordAttractMap *map;
  NordAttractPicture *picture;
  GtkWidget *stations[NORD_MAX_STATIONS];
  guint n_stations;
  guint n_changes; /* of the picture */
} Table;

static void
find_all (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_all (child, type, found);
}

static gpointer
find_one (gpointer widget, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_all (widget, type, found);
  g_assert_cmpuint (found->len, ==, 1);
  return g_ptr_array_index (found, 0);
}

static gboolean
on_late (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean late = FALSE;                                                                         \
    const guint source = g_timeout_add_seconds (60, on_late, &late);                               \
                                                                                                   \
    while (!(condition)) {                                                                         \
      if (late)                                                                                    \
        g_error ("waited in vain: %s", #condition);                                                \
      g_main_context_iteration (NULL, TRUE);                                                       \
    }                                                                                              \
    g_source_remove (source);                                                                      \
  }                                                                                                \
  G_STMT_END

static void
settle (void)
{
  for (guint i = 0; i < 200 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static void
on_changed (Table *self)
{
  self->n_changes++;
}

static Table *
table_new (NordSeating seating)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "table.gpkg", NULL);
  Table *self = g_new0 (Table, 1);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  self->document = nord_document_create (path, "Nordmarkt", &error);
  g_assert_no_error (error);
  self->window = nord_kiosk_window_new (NULL, self->document, seating, NULL);
  gtk_window_present (self->window);
  self->map = find_one (self->window, NORD_TYPE_ATTRACT_MAP);
  self->picture = nord_attract_map_get_picture (self->map);
  g_signal_connect_swapped (self->picture, "changed", G_CALLBACK (on_changed), self);
  find_all (GTK_WIDGET (self->window), NORD_TYPE_STATION, found);
  self->n_stations = found->len;
  for (guint i = 0; i < found->len; i++)
    self->stations[i] = g_ptr_array_index (found, i);
  return self;
}

static void
table_free (Table *self)
{
  nord_kiosk_window_end (NORD_KIOSK_WINDOW (self->window));
  settle ();
  g_object_unref (self->document);
  g_free (self);
}

/* How many stations have the map behind them. */
static guint
count_on_map (Table *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_stations; i++)
    n += gtk_widget_has_css_class (self->stations[i], "kiosk-on-map");
  return n;
}

static void
touch (GtkWidget *station)
{
  gtk_widget_activate_action (station, "station.touch", NULL);
}

static void
leave (GtkWidget *station)
{
  gtk_widget_activate_action (station, "station.cancel", NULL);
}

static void
apply (Table *self, NordChangeSet *set)
{
  g_autoptr (GError) error = NULL;

  nord_document_apply (self->document, set, &error);
  g_assert_no_error (error);
}

static NordRecord *
add_idea (Table *self, double lon, double lat, const char *moderation)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  NordChangeSet *set = nord_change_set_group_new (NULL);
  g_autoptr (NordShape) shape = nord_shape_new_point (lon, lat);
  g_autofree char *id = g_strdup (change->target);

  nord_change_set_text (change, NORD_IDEA_MODERATION, moderation);
  nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  nord_change_set_group_add (set, change);
  apply (self, set);
  return nord_document_lookup (self->document, id);
}

static gboolean
has_moved (Table *self, int x, int y)
{
  int now_x, now_y;

  nord_attract_map_get_offset (self->map, &now_x, &now_y);
  return now_x != x || now_y != y;
}

static void
test_moves (void)
{
  Table *table = table_new (NORD_SEATING_AROUND);
  int x, y;

  g_assert_cmpuint (count_on_map (table), ==, 0);
  WAIT_FOR (nord_attract_map_is_there (table->map) && count_on_map (table) == 4);
  g_assert_true (nord_attract_map_is_moving (table->map));
  nord_attract_map_get_offset (table->map, &x, &y);
  WAIT_FOR (has_moved (table, x, y));
  g_assert_nonnull (nord_attract_picture_get_licence (table->picture));
  {
    cairo_surface_t *surface = nord_attract_picture_get_surface (table->picture);
    const int width = cairo_image_surface_get_width (surface);
    const int height = cairo_image_surface_get_height (surface);

    g_assert_cmpint (width, >, gtk_widget_get_width (GTK_WIDGET (table->window)));
    g_assert_cmpint (height, >, gtk_widget_get_height (GTK_WIDGET (table->window)));
    g_assert_cmpint (width * height, <=, NORD_ATTRACT_PIXELS);
    /* Within it, all the way. */
    g_assert_cmpint (x, >=, 0);
    g_assert_cmpint (y, >=, 0);
    g_assert_cmpint (x + gtk_widget_get_width (GTK_WIDGET (table->window)), <=, width);
    g_assert_cmpint (y + gtk_widget_get_height (GTK_WIDGET (table->window)), <=, height);
  }
  table_free (table);
}

/* As slow as what costs a frame of the whole screen each time must be, and by one pixel at once. */
static void
test_calm (void)
{
  Table *table = table_new (NORD_SEATING_AROUND);
  const gint64 seconds = 2;
  gint64 end;
  guint n_steps = 0;
  int x, y, next_x, next_y;

  WAIT_FOR (count_on_map (table) == 4);
  nord_attract_map_get_offset (table->map, &x, &y);
  end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  while (g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    nord_attract_map_get_offset (table->map, &next_x, &next_y);
    if (next_x == x && next_y == y)
      continue;
    g_assert_cmpint (ABS (next_x - x), <=, 1);
    g_assert_cmpint (ABS (next_y - y), <=, 1);
    x = next_x;
    y = next_y;
    n_steps++;
  }
  g_assert_cmpuint (n_steps, >, 0);
  g_assert_cmpuint (n_steps, <=, 5 * seconds);
  table_free (table);
}

/* Only where somebody is waited for, and nowhere else. */
static void
test_rests (void)
{
  Table *table = table_new (NORD_SEATING_AROUND);
  NordStation *first = NORD_STATION (table->stations[0]);

  WAIT_FOR (count_on_map (table) == 4);
  for (guint i = 0; i < 4; i++) {
    g_assert_true (nord_attract_map_is_moving (table->map));
    touch (table->stations[i]);
    g_assert_cmpuint (count_on_map (table), ==, 3 - i);
    g_assert_false (gtk_widget_has_css_class (table->stations[i], "kiosk-on-map"));
  }
  g_assert_false (nord_attract_map_is_moving (table->map));
  leave (table->stations[0]);
  g_assert_cmpuint (count_on_map (table), ==, 1);
  g_assert_true (nord_attract_map_is_moving (table->map));
  nord_station_freeze (first, TRUE);
  g_assert_false (nord_attract_map_is_moving (table->map));
  nord_station_freeze (first, FALSE);
  g_assert_true (nord_attract_map_is_moving (table->map));
  nord_station_lock (first, TRUE);
  g_assert_false (nord_attract_map_is_moving (table->map));
  nord_station_lock (first, FALSE);
  g_assert_true (nord_attract_map_is_moving (table->map));
  nord_station_call_staff (first);
  g_assert_false (nord_attract_map_is_moving (table->map));
  gtk_widget_activate_action (table->stations[0], "station.back", NULL);
  g_assert_true (nord_attract_map_is_moving (table->map));
  gtk_widget_set_visible (GTK_WIDGET (table->window), FALSE);
  g_assert_false (nord_attract_map_is_moving (table->map));
  table_free (table);
}

static void
test_less_motion (void)
{
  Table *table = table_new (NORD_SEATING_ONE);
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (table->window));

  WAIT_FOR (count_on_map (table) == 1);
  g_assert_true (nord_attract_map_is_moving (table->map));
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  g_assert_false (nord_attract_map_is_moving (table->map));
  g_assert_cmpuint (count_on_map (table), ==, 1);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_true (nord_attract_map_is_moving (table->map));
  table_free (table);
}

static gboolean
has_dots (Table *self, guint n)
{
  return nord_attract_picture_get_surface (self->picture) != NULL &&
         nord_attract_picture_get_n_places (self->picture) == n;
}

/* For renderers that are not cairo's: the same pixels, none of which is seen through. */
static void
check_texture (Table *self)
{
  cairo_surface_t *surface = nord_attract_picture_get_surface (self->picture);
  GdkTexture *texture = nord_attract_picture_get_texture (self->picture);
  const int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);

  g_assert_cmpint (width, ==, cairo_image_surface_get_width (surface));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (surface));
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  for (int i = 0; i < width * height; i++)
    g_assert_cmphex (pixels[i] >> 24, ==, 0xff);
}

/* What is hidden is gone in the same moment; what nobody has released never comes. */
static void
test_hidden (void)
{
  Table *table = table_new (NORD_SEATING_OPPOSITE);
  NordRecord *idea;
  cairo_surface_t *before;

  add_idea (table, 7.46, 51.54, "released");
  WAIT_FOR (has_dots (table, 1));
  before = nord_attract_picture_get_surface (table->picture);
  check_texture (table);
  table->n_changes = 0;
  /* Neither who waits nor who is told of as one more. */
  add_idea (table, 7.47, 51.54, "new");
  add_idea (table, 7.48, 51.54, "hidden");
  g_assert_true (nord_attract_picture_get_surface (table->picture) == before);
  /* One more comes over the old picture, without a gap. */
  idea = add_idea (table, 7.45, 51.54, "released");
  WAIT_FOR (has_dots (table, 2));
  g_assert_cmpuint (table->n_changes, ==, 1);
  WAIT_FOR (count_on_map (table) == 2);
  apply (table, nord_moderation_hide (idea, "Name"));
  g_assert_null (nord_attract_picture_get_surface (table->picture));
  g_assert_null (nord_attract_picture_get_texture (table->picture));
  g_assert_false (nord_attract_map_is_there (table->map));
  g_assert_false (nord_attract_map_is_moving (table->map));
  g_assert_cmpuint (count_on_map (table), ==, 0);
  WAIT_FOR (has_dots (table, 1));
  g_assert_cmpuint (count_on_map (table), ==, 2);
  table_free (table);
}

/* Released and hidden again while it is being painted. */
static void
test_hidden_early (void)
{
  for (guint i = 0; i < 3; i++) {
    Table *table = table_new (NORD_SEATING_ONE);
    NordRecord *idea = add_idea (table, 7.45, 51.54, "released");
    const gint64 end = g_get_monotonic_time () + (gint64) (500 + 60 * i) * 1000;

    while (g_get_monotonic_time () < end)
      g_main_context_iteration (NULL, FALSE);
    apply (table, nord_moderation_hide (idea, NULL));
    g_assert_false (has_dots (table, 1));
    while (!has_dots (table, 0)) {
      g_assert_false (has_dots (table, 1));
      g_main_context_iteration (NULL, TRUE);
    }
    table_free (table);
  }
}

/* Nothing of a resident is in it: not what was given up, and not what was sent and nobody has read.
 */
static void
test_resident (void)
{
  static const char *const ends[] = {"station.cancel", "station.send"};
  Table *table = table_new (NORD_SEATING_ONE);
  GtkWidget *station = table->stations[0];
  g_autoptr (NordShape) shape = nord_shape_new_point (7.46, 51.54);
  cairo_surface_t *before;

  WAIT_FOR (count_on_map (table) == 1);
  before = nord_attract_picture_get_surface (table->picture);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    touch (station);
    gtk_widget_activate_action (station, "station.language", "s", "de");
    gtk_widget_activate_action (station, "station.way", "s", "standard");
    gtk_widget_activate_action (station, "station.next", NULL);
    g_signal_emit_by_name (find_one (station, NORD_TYPE_MAP_SCREEN), "drawn", shape);
    g_signal_emit_by_name (find_one (station, NORD_TYPE_TOPIC_SCREEN), "taken", "mobility");
    gtk_widget_activate_action (station, ends[i], NULL);
    if (i == 1)
      gtk_widget_activate_action (station, "station.next", NULL);
    g_assert_cmpuint (count_on_map (table), ==, 1);
    g_assert_true (nord_attract_picture_get_surface (table->picture) == before);
    g_assert_cmpuint (nord_attract_picture_get_n_places (table->picture), ==, 0);
  }
  g_assert_cmpuint (g_list_model_get_n_items (
                      nord_document_get_list (table->document, NORD_NOUN_IDEA)),
                    ==, 1);
  table_free (table);
}

/* --- Legible ------------------------------------------------------------------------------------
 */

/* WCAG 2.1, relative luminance. */
static double
find_luminance (const guchar *rgb)
{
  static const double weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;

  for (guint i = 0; i < 3; i++) {
    const double part = rgb[i] / 255.0;

    sum += weights[i] * (part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

/* NULL: it waits for its next frame. */
static GskRenderNode *
snapshot (Table *self, int width, int height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self->window));
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  return gtk_snapshot_free_to_node (snapshot);
}

static GdkPixbuf *
take_picture (Table *self)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self->window));
  const int height = gtk_widget_get_height (GTK_WIDGET (self->window));
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  GdkPixbuf *pixels;

  WAIT_FOR ((node = snapshot (self, width, height)) != NULL);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  pixels = gdk_pixbuf_get_from_surface (surface, 0, 0, width, height);
  cairo_surface_destroy (surface);
  return pixels;
}

/* The text alone, without the room around it; upright also where the station is turned. */
static graphene_rect_t
find_text (GtkWidget *label, GtkWidget *window)
{
  graphene_point_t from, to;
  PangoRectangle text;
  graphene_rect_t at;
  int left, top;

  gtk_label_get_layout_offsets (GTK_LABEL (label), &left, &top);
  pango_layout_get_pixel_extents (gtk_label_get_layout (GTK_LABEL (label)), NULL, &text);
  left += text.x;
  top += text.y;
  g_assert_true (gtk_widget_compute_point (label, window,
                                           &GRAPHENE_POINT_INIT ((float) left, (float) top),
                                           &from));
  g_assert_true (gtk_widget_compute_point (label, window,
                                           &GRAPHENE_POINT_INIT ((float) (left + text.width),
                                                                 (float) (top + text.height)),
                                           &to));
  graphene_rect_init (&at, MIN (from.x, to.x), MIN (from.y, to.y), fabsf (from.x - to.x),
                      fabsf (from.y - to.y));
  return at;
}

/* Below each word one colour alone, and white stands out from it. */
static void
check_label (GtkWidget *label, Table *table, GdkPixbuf *pixels)
{
  const int n = gdk_pixbuf_get_n_channels (pixels), stride = gdk_pixbuf_get_rowstride (pixels);
  graphene_rect_t at;
  double lightest = 0, darkest = 2;
  const guchar *ground = NULL;

  at = find_text (label, GTK_WIDGET (table->window));
  for (int y = (int) ceilf (at.origin.y); y < (int) (at.origin.y + at.size.height); y++)
    for (int x = (int) ceilf (at.origin.x); x < (int) (at.origin.x + at.size.width); x++) {
      const guchar *rgb = gdk_pixbuf_get_pixels (pixels) + y * stride + x * n;
      const double luminance = find_luminance (rgb);

      lightest = MAX (lightest, luminance);
      if (luminance < darkest)
        ground = rgb;
      darkest = MIN (darkest, luminance);
    }
  g_assert_nonnull (ground);
  g_assert_cmpfloat ((lightest + 0.05) / (darkest + 0.05), >=, LEAST_CONTRAST);
  /* Letters are mixed of both, so red, green and blue are as far from the ground each. */
  for (int y = (int) ceilf (at.origin.y); y < (int) (at.origin.y + at.size.height); y++)
    for (int x = (int) ceilf (at.origin.x); x < (int) (at.origin.x + at.size.width); x++) {
      const guchar *rgb = gdk_pixbuf_get_pixels (pixels) + y * stride + x * n;
      const double red = (rgb[0] - ground[0]) / (255.0 - ground[0]);
      const double blue = (rgb[2] - ground[2]) / (255.0 - ground[2]);

      if (fabs (red - blue) > 0.06)
        g_error ("“%s”: the map is seen through at %d, %d: %02x%02x%02x on %02x%02x%02x",
                 gtk_label_get_text (GTK_LABEL (label)), x, y, rgb[0], rgb[1], rgb[2], ground[0],
                 ground[1], ground[2]);
    }
}

static guint
check_labels (GtkWidget *widget, Table *table, GdkPixbuf *pixels)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0') {
    check_label (widget, table, pixels);
    n++;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_labels (child, table, pixels);
  return n;
}

/* How many colours there are where nobody says anything. */
static guint
count_colours (GdkPixbuf *pixels)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const guchar *row = gdk_pixbuf_get_pixels (pixels) + gdk_pixbuf_get_rowstride (pixels) * 8;

  for (int x = gdk_pixbuf_get_width (pixels) / 4; x < gdk_pixbuf_get_width (pixels) / 2; x++) {
    const guchar *rgb = row + x * gdk_pixbuf_get_n_channels (pixels);

    g_hash_table_add (seen, GUINT_TO_POINTER (rgb[0] << 16 | rgb[1] << 8 | rgb[2]));
  }
  return g_hash_table_size (seen);
}

static void
test_legible (void)
{
  static const NordSeating seatings[] = {NORD_SEATING_ONE, NORD_SEATING_AROUND};

  for (guint i = 0; i < G_N_ELEMENTS (seatings); i++) {
    Table *table = table_new (seatings[i]);

    /* Dots everywhere, below the words, too. */
    for (guint k = 0; k < 200; k++)
      add_idea (table, 7.40 + 0.001 * (k % 20) * 8, 51.50 + 0.001 * (k / 20) * 9, "released");
    WAIT_FOR (has_dots (table, 200) && count_on_map (table) == table->n_stations);
    for (guint k = 0; k < 3; k++) {
      int x, y;
      g_autoptr (GdkPixbuf) pixels = NULL;

      nord_attract_map_get_offset (table->map, &x, &y);
      WAIT_FOR (has_moved (table, x, y));
      settle ();
      pixels = take_picture (table);
      g_assert_cmpuint (count_colours (pixels), >, 3);
      /* The invitation, that in the other languages, the number, the licence; the corner. */
      for (guint s = 0; s < table->n_stations; s++)
        g_assert_cmpuint (check_labels (table->stations[s], table, pixels), >=, 5);
    }
    table_free (table);
  }
}

/* --- Words that fade ----------------------------------------------------------------------------
 */

/* Pixels that are drawn for @node and thrown away, once for all that fades in it, where the
 * smallest clip around it has as many as @area. */
static double
find_fading (GskRenderNode *node, double area)
{
  double most = 0;

  switch ((int) gsk_render_node_get_node_type (node)) {
  case GSK_CROSS_FADE_NODE:
    return area;
  case GSK_CONTAINER_NODE:
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      most = MAX (most, find_fading (gsk_container_node_get_child (node, i), area));
    return most;
  case GSK_CLIP_NODE: {
    const graphene_rect_t *clip = gsk_clip_node_get_clip (node);

    return find_fading (gsk_clip_node_get_child (node),
                        MIN (area, (double) clip->size.width * (double) clip->size.height));
  }
  case GSK_TRANSFORM_NODE:
    return find_fading (gsk_transform_node_get_child (node), area);
  case GSK_ROUNDED_CLIP_NODE:
    return find_fading (gsk_rounded_clip_node_get_child (node), area);
  case GSK_DEBUG_NODE:
    return find_fading (gsk_debug_node_get_child (node), area);
  case GSK_OPACITY_NODE:
    return find_fading (gsk_opacity_node_get_child (node), area);
  default:
    return 0;
  }
}

/* As much is drawn as the words need: all of the screen at each station took eight times as long as
 * everything else, whenever the language altered. */
static void
test_fading (void)
{
  Table *table = table_new (NORD_SEATING_AROUND);
  g_autoptr (GPtrArray) invitations = g_ptr_array_new ();
  double screen, fading = 0;

  WAIT_FOR (count_on_map (table) == 4);
  screen = (double) gtk_widget_get_width (GTK_WIDGET (table->window)) *
           gtk_widget_get_height (GTK_WIDGET (table->window));
  find_all (GTK_WIDGET (table->window), NORD_TYPE_INVITATION, invitations);
  g_assert_cmpuint (invitations->len, ==, 4);
  for (guint i = 0; i < 1000 && fading == 0; i++) {
    g_autoptr (GskRenderNode) node = NULL;

    for (guint k = 0; i % 20 == 0 && k < invitations->len; k++)
      nord_invitation_turn (invitations->pdata[k]);
    g_main_context_iteration (NULL, TRUE);
    node = snapshot (table, gtk_widget_get_width (GTK_WIDGET (table->window)),
                     gtk_widget_get_height (GTK_WIDGET (table->window)));
    fading = node != NULL ? find_fading (node, screen) : 0;
  }
  g_assert_cmpfloat (fading, >, 0);
  g_assert_cmpfloat (fading, <, screen / 8);
  table_free (table);
}

/* Who needs strong contrast has the plain ground. */
static void
test_high_contrast (void)
{
  if (g_test_subprocess ()) {
    Table *table = table_new (NORD_SEATING_ONE);
    const gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;

    g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
    while (g_get_monotonic_time () < end)
      g_main_context_iteration (NULL, FALSE);
    g_assert_false (nord_attract_map_is_there (table->map));
    g_assert_cmpuint (count_on_map (table), ==, 0);
    table_free (table);
    return;
  }
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_unsetenv ("ADW_DEBUG_HIGH_CONTRAST");
  g_test_trap_assert_passed ();
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, NORD_APP_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char **argv)
{
  g_autofree char *runtime = g_dir_make_tmp (NULL, NULL);

  /* Not with G_TEST_OPTION_ISOLATE_DIRS: icons are SVG, which the system's folders explain. */
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  load_style ();
  /* Letters have no coloured edges then. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, "gtk-xft-rgba", "none",
                NULL);
  g_test_add_func ("/attract-map/moves", test_moves);
  g_test_add_func ("/attract-map/calm", test_calm);
  g_test_add_func ("/attract-map/rests", test_rests);
  g_test_add_func ("/attract-map/less-motion", test_less_motion);
  g_test_add_func ("/attract-map/hidden", test_hidden);
  g_test_add_func ("/attract-map/hidden-early", test_hidden_early);
  g_test_add_func ("/attract-map/resident", test_resident);
  g_test_add_func ("/attract-map/legible", test_legible);
  g_test_add_func ("/attract-map/fading", test_fading);
  g_test_add_func ("/attract-map/high-contrast", test_high_contrast);
  return g_test_run ();
}
