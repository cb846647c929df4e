/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Every screen of a station in every language, with standard and with large type, on one, two and
 * four stations: nothing is cut, nothing lies over another, and words stand out from their ground.
 * With NORD_SHOTS set to a folder, pictures of them are left there. */
#include "core/kiosk/words.h"
#include "core/model/idea.h"
#include "core/model/poll.h"
#include "core/model/project.h"
#include "ui/kiosk/children-offer.h"
#include "ui/kiosk/find-screen.h"
#include "ui/kiosk/kiosk-window.h"
#include "ui/kiosk/map-screen.h"
#include "ui/kiosk/pin-pad.h"
#include "ui/kiosk/paint-screen.h"
#include "ui/kiosk/question-screen.h"
#include "ui/kiosk/read-aloud.h"
#include "ui/kiosk/similar-panel.h"
#include "ui/kiosk/station.h"
#include "ui/kiosk/text-screen.h"
#include "ui/kiosk/topic-screen.h"
#include "ui/map/map-view.h"

#include "config.h"
#include "fake-speech.h"
#include "legible.h"
#include "seek.h"

#include <adwaita.h>
#include <math.h>

/* The least that a station may be made smaller so that large type fits into it. */
#define SHRINK_LEAST 0.55
#define SHRINK_USUAL 0.94
/* Parts of a station. */
#define MAP_LEAST 0.22
#define PAPER_LEAST 0.21

static double worst = 1;
static guint pins = 2; /* the first one is typed twice */

/* All that is wrong is told, not only the first. */
#define COMPLAIN(...)                                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_test_message (__VA_ARGS__);                                                                  \
    g_test_fail ();                                                                                \
  }                                                                                                \
  G_STMT_END

/* The map's own labels move with it and are none of the station's. */
static void
check_labels (GtkWidget *widget, GtkWidget *station, const char *where)
{
  if (!gtk_widget_get_mapped (widget) || g_str_equal (G_OBJECT_TYPE_NAME (widget), "NordMapView"))
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0') {
    PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));
    PangoRectangle ink;
    graphene_rect_t bounds;
    int width, height;

    /* A line's room may be larger than what is drawn in it, or smaller, as the font has it. */
    pango_layout_get_pixel_size (layout, &width, &height);
    pango_layout_get_pixel_extents (layout, &ink, NULL);
    height = MIN (height, ink.height);
    if (legible_hangs (GTK_LABEL (widget)))
      COMPLAIN ("%s: a line of “%s” ends with a sign", where, pango_layout_get_text (layout));
    if (legible_touches_rim (widget, station))
      COMPLAIN ("%s: “%s” touches the rim of its button", where,
                gtk_label_get_text (GTK_LABEL (widget)));
    g_assert_true (gtk_widget_compute_bounds (widget, station, &bounds));
    if (pango_layout_is_ellipsized (layout) || width > gtk_widget_get_width (widget) + 1 ||
        height > gtk_widget_get_height (widget) + 1 || bounds.origin.x < -1 ||
        bounds.origin.y < -1 ||
        bounds.origin.x + bounds.size.width > gtk_widget_get_width (station) + 1 ||
        bounds.origin.y + bounds.size.height > gtk_widget_get_height (station) + 1)
      COMPLAIN ("%s: “%s” is cut: %d × %d in %d × %d at %g, %g of %d × %d", where,
                gtk_label_get_text (GTK_LABEL (widget)), width, height,
                gtk_widget_get_width (widget), gtk_widget_get_height (widget), bounds.origin.x,
                bounds.origin.y, gtk_widget_get_width (station), gtk_widget_get_height (station));
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_labels (child, station, where);
}

/* What a resident sees as one thing, and what it is called. */
typedef struct {
  graphene_rect_t bounds;
  const char *name; /* (unowned) */
} Thing;

static const char *
name_thing (GtkWidget *widget)
{
  GtkWidget *label = seek_type (widget, GTK_TYPE_LABEL);

  return label != NULL && *gtk_label_get_text (GTK_LABEL (label)) != '\0'
           ? gtk_label_get_text (GTK_LABEL (label))
           : G_OBJECT_TYPE_NAME (widget);
}

/* Buttons, fields and the map with all that is in them, texts as far as they are written, pictures.
 */
static void
find_things (GtkWidget *widget, GtkWidget *station, GArray *things)
{
  Thing thing = {.name = name_thing (widget)};
  const gboolean whole =
    (GTK_IS_BUTTON (widget) && !gtk_widget_has_css_class (widget, "kiosk-attract")) ||
    NORD_IS_MAP_VIEW (widget) || g_str_equal (gtk_widget_get_css_name (widget), "textfield");

  /* What is drawn away from its place for a moment comes over others on purpose. */
  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_opacity (widget) == 0 ||
      gtk_widget_has_css_class (widget, "kiosk-note"))
    return;
  if (!whole && GTK_IS_LABEL (widget)) {
    thing.bounds = legible_find_text (widget, station);
  } else if (whole || gtk_widget_get_first_child (widget) == NULL) {
    if (ADW_IS_BIN (widget) || GTK_IS_BOX (widget) ||
        !gtk_widget_compute_bounds (widget, station, &thing.bounds))
      return;
  } else {
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      find_things (child, station, things);
    return;
  }
  if (thing.bounds.size.width > 0 && thing.bounds.size.height > 0)
    g_array_append_val (things, thing);
}

/* The same of what floats above the map, which has to stay within it. */
static void
find_floating (GtkWidget *widget, GtkWidget *station, GArray *things)
{
  const char *kind = gtk_widget_get_css_name (widget);
  Thing thing = {.name = name_thing (widget)};

  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_has_css_class (widget, "map-control") ||
      gtk_widget_has_css_class (widget, "map-licence") || g_str_equal (kind, "map-scale")) {
    g_assert_true (gtk_widget_compute_bounds (widget, station, &thing.bounds));
    g_array_append_val (things, thing);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_floating (child, station, things);
}

static void
check_apart (const GArray *things, const char *where)
{
  for (guint i = 0; i < things->len; i++)
    for (guint j = 0; j < i; j++) {
      const Thing *one = &g_array_index (things, Thing, i);
      const Thing *other = &g_array_index (things, Thing, j);
      graphene_rect_t both;

      if (graphene_rect_intersection (&one->bounds, &other->bounds, &both) && both.size.width > 1 &&
          both.size.height > 1)
        COMPLAIN ("%s: “%s” lies over “%s” by %g × %g at %g, %g", where, one->name, other->name,
                  both.size.width, both.size.height, both.origin.x, both.origin.y);
    }
}

/* EN 301 549, on a wall: what is pressed lies in the lower three fifths; large type needs more. */
static void
check_reach (GtkWidget *widget, GtkWidget *station, const char *where)
{
  const double top = strstr (where, "-large-") != NULL ? 0.25 : 0.4;
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || gtk_widget_has_css_class (widget, "kiosk-attract") ||
      NORD_IS_MAP_VIEW (widget))
    return;
  if (GTK_IS_BUTTON (widget) && gtk_widget_compute_bounds (widget, station, &bounds) &&
      bounds.origin.y < top * gtk_widget_get_height (station) - 1)
    COMPLAIN ("%s: “%s” is too high up, at %.2f", where, name_thing (widget),
              bounds.origin.y / gtk_widget_get_height (station));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_reach (child, station, where);
}

static void
check_things (GtkWidget *station, const char *where)
{
  g_autoptr (GArray) things = g_array_new (FALSE, FALSE, sizeof (Thing));
  g_autoptr (GArray) floating = g_array_new (FALSE, FALSE, sizeof (Thing));
  GtkWidget *map = seek_type (station, NORD_TYPE_MAP_VIEW);
  graphene_rect_t room;

  if (g_str_has_prefix (where, "one") || g_str_has_prefix (where, "side"))
    check_reach (station, station, where);
  find_things (station, station, things);
  check_apart (things, where);
  if (!gtk_widget_get_mapped (map))
    return;
  find_floating (map, station, floating);
  g_assert_cmpuint (floating->len, >=, 5);
  check_apart (floating, where);
  g_assert_true (gtk_widget_compute_bounds (map, station, &room));
  graphene_rect_inset (&room, -1, -1);
  for (guint i = 0; i < floating->len; i++) {
    const Thing *one = &g_array_index (floating, Thing, i);

    if (!graphene_rect_contains_rect (&room, &one->bounds))
      COMPLAIN ("%s: “%s” does not lie within the map", where, one->name);
  }
}

/* What something is drawn on has as much of the station as this, where letters are as usual. */
static void
check_room (GtkWidget *station, GtkWidget *within, GType type, double least, const char *where)
{
  GtkWidget *room = seek_type (within, type);
  const double whole = (double) gtk_widget_get_width (station) * gtk_widget_get_height (station);
  const double part = (double) gtk_widget_get_width (room) * gtk_widget_get_height (room) / whole;

  if (gtk_widget_get_mapped (room) && strstr (where, "-large-") == NULL && part < least)
    COMPLAIN ("%s: what is drawn on has only %.2f of the station", where, part);
}

static void
on_faint (GtkWidget *label, double contrast, gpointer where)
{
  COMPLAIN ("%s: “%s” has a contrast of only %.1f", (const char *) where,
            gtk_label_get_text (GTK_LABEL (label)), contrast);
}

static void
look (GtkWindow *window, GtkWidget *station, const char *where)
{
  const char *folder = g_getenv ("NORD_SHOTS");
  graphene_matrix_t matrix;
  double scale = 1;

  seek_settle ();
  check_labels (station, station, where);
  check_things (station, where);
  check_room (station, station, NORD_TYPE_MAP_VIEW, MAP_LEAST, where);
  check_room (station, seek_type (station, NORD_TYPE_PAINT_SCREEN), GTK_TYPE_DRAWING_AREA,
              PAPER_LEAST, where);
  if (gtk_widget_compute_transform (station, GTK_WIDGET (window), &matrix))
    scale =
      hypot (graphene_matrix_get_value (&matrix, 0, 0), graphene_matrix_get_value (&matrix, 0, 1));
  worst = MIN (worst, scale);
  if (scale < SHRINK_USUAL && strstr (where, "-large-") == NULL)
    COMPLAIN ("%s: standard type is made smaller, to %.2f", where, scale);
  /* Colours are the same in all languages; letters that are made much smaller never reach theirs.
   */
  if (strstr (where, "-de-") != NULL && scale > 0.75)
    legible_check (window, station, on_faint, (gpointer) where);
  if (folder != NULL) {
    g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
    g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
    g_autoptr (GskRenderNode) node = NULL;
    g_autoptr (GdkTexture) texture = NULL;
    g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, where);

    const int width = gtk_widget_get_width (GTK_WIDGET (window));
    const int height = gtk_widget_get_height (GTK_WIDGET (window));

    gdk_paintable_snapshot (paintable, snapshot, width, height);
    node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
    /* Nothing was drawn yet while the system is busy. */
    if (node == NULL)
      return;
    texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                           &GRAPHENE_RECT_INIT (0, 0, width, height));
    gdk_texture_save_to_png (texture, path);
  }
}

/* Types a name and waits until a place is there to tap. */
static void
find_places (GtkWidget *station, const char *name)
{
  GtkWidget *screen = seek_type (station, NORD_TYPE_FIND_SCREEN);

  nord_find_screen_type (NORD_FIND_SCREEN (screen), name);
  while (!gtk_widget_get_mapped (gtk_widget_get_parent (seek_type (screen, GTK_TYPE_BUTTON))) ||
         !gtk_widget_get_visible (seek_type (screen, GTK_TYPE_BUTTON)))
    g_main_context_iteration (NULL, TRUE);
}

/* As a resident would, but by the actions behind the buttons. */
static void
walk (GtkWindow *window, const char *seating, const char *language, const char *way)
{
  GtkWidget *station = seek_type (GTK_WIDGET (window), NORD_TYPE_STATION);
  g_autoptr (NordShape) shape = nord_shape_new_point (7.46, 51.52);
  g_autoptr (NordWords) words = nord_words_new (language);
  guint n = 0;

#define GO(name, action, ...)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *where =                                                                       \
      g_strdup_printf ("%s-%s-%s-%02u-%s", seating, language, way, n++, name);                     \
    gtk_widget_activate_action (station, action, __VA_ARGS__);                                     \
    look (window, station, where);                                                                 \
  }                                                                                                \
  G_STMT_END
  GO ("language", "station.touch", NULL);
  GO ("way", "station.language", "s", language);
  GO ("notice", "station.way", "s", way);
  GO ("look", "station.look", NULL);
  g_assert_true (seek_written (station, nord_words_get (words, "look_hint")));
  GO ("notice", "station.back", NULL);
  GO ("draw", "station.next", NULL);
  GO ("find", "station.find", NULL);
  find_places (station, "Mallinckrodtstr");
  GO ("find", "station.nothing", NULL);
  GO ("draw", "station.back", NULL);
  g_signal_emit_by_name (seek_type (station, NORD_TYPE_MAP_SCREEN), "drawn", shape);
  GO ("about", "station.nothing", NULL);
  g_signal_emit_by_name (seek_type (station, NORD_TYPE_TOPIC_SCREEN), "taken", "mobility");
  /* What is there already is read in a thread. */
  while (!gtk_widget_get_mapped (seek_type (station, NORD_TYPE_SIMILAR_PANEL)))
    g_main_context_iteration (NULL, TRUE);
  GO ("check", "station.nothing", NULL);
  GO ("text", "station.write", NULL);
  nord_text_screen_set (NORD_TEXT_SCREEN (seek_type (station, NORD_TYPE_TEXT_SCREEN)),
                        "0231 5012345", "Licht");
  g_signal_emit_by_name (seek_type (station, NORD_TYPE_TEXT_SCREEN), "changed");
  GO ("check", "station.next", NULL);
  GO ("switch", "station.switch", NULL);
  GO ("check", "station.back", NULL);
  nord_station_call_staff (NORD_STATION (station));
  GO ("staff", "station.nothing", NULL);
  nord_station_offer_window (NORD_STATION (station), TRUE);
  for (; pins > 0; pins--)
    g_signal_emit_by_name (seek_type (station, NORD_TYPE_PIN_PAD), "entered", "271828");
  pins = 1;
  GO ("staff-menu", "station.nothing", NULL);
  GO ("check", "station.back", NULL);
  nord_station_lock (NORD_STATION (station), TRUE);
  GO ("locked", "station.nothing", NULL);
  nord_station_lock (NORD_STATION (station), FALSE);
  GO ("thanks", "station.send", NULL);
  GO ("attract", "station.next", NULL);
#undef GO
}

/* Two ideas that everybody may see and a project, right where the resident draws, with titles as
 * long as they are shown. */
static void
add_similar (NordDocument *document)
{
  static const char *const titles[] = {"Sicher über die Bornstraße: eine Ampel auf Höhe der Schule",
                                       "Fahrradstraße vom Nordmarkt bis zum Hafen, und zwar bald"};
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++) {
    g_autoptr (NordShape) shape = nord_shape_new_point (7.46 + 0.0002 * i, 51.5203);
    NordChange *change = nord_change_new_create (i < 2 ? NORD_NOUN_IDEA : NORD_NOUN_PROJECT, NULL);
    NordChangeSet *set = nord_change_set_group_new (NULL);

    if (i < 2) {
      nord_change_set_text (change, NORD_IDEA_TITLE, titles[i]);
      nord_change_set_text (change, NORD_IDEA_CATEGORY, "mobility");
      nord_change_set_text (change, NORD_IDEA_MODERATION, "released");
      nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
    } else {
      nord_change_set_text (change, NORD_PROJECT_TITLE, "Radwege rund um den Borsigplatz");
      nord_change_set_text (change, NORD_PROJECT_CATEGORY, "mobility");
      nord_change_set_shape (change, NORD_PROJECT_SHAPE, shape);
    }
    nord_change_set_group_add (set, change);
    nord_document_apply (document, set, &error);
    g_assert_no_error (error);
  }
}

/* Likewise in the way for children, which has one size of type and no keyboard. */
static void
walk_child (GtkWindow *window, const char *seating, const char *language)
{
  GtkWidget *station = seek_type (GTK_WIDGET (window), NORD_TYPE_STATION);
  const char *way = "children";
  NordCollage *collage;
  guint n = 0;

#define GO(name, action, ...)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *where =                                                                       \
      g_strdup_printf ("%s-%s-%s-%02u-%s", seating, language, way, n++, name);                     \
    gtk_widget_activate_action (station, action, __VA_ARGS__);                                     \
    look (window, station, where);                                                                 \
  }                                                                                                \
  G_STMT_END
  gtk_widget_activate_action (station, "station.touch", NULL);
  GO ("way", "station.language", "s", language);
  GO ("notice", "station.way", "s", "children");
  GO ("question", "station.next", NULL);
  g_signal_emit_by_name (seek_type (station, NORD_TYPE_QUESTION_SCREEN), "picked", "play");
  GO ("stick", "station.nothing", NULL);
  collage =
    nord_map_screen_get_collage (NORD_MAP_SCREEN (seek_type (station, NORD_TYPE_MAP_SCREEN)));
  g_assert_nonnull (collage);
  nord_collage_stick (collage, NORD_STICKER_SWING, 7.46, 51.52);
  nord_collage_stick (collage, NORD_STICKER_TREE, 7.47, 51.524);
  GO ("stuck", "station.nothing", NULL);
  /* One more than there is room for takes no other away, and is told of. */
  for (guint i = 3; i <= NORD_COLLAGE_MOST + 1; i++) {
    g_autoptr (NordShape) shape = nord_shape_new_point (7.5 + 0.1 * i, 51.53);

    g_signal_emit_by_name (seek_type (station, NORD_TYPE_MAP_VIEW), "tool-finished", shape);
  }
  g_assert_cmpuint (collage->stuck->len, ==, NORD_COLLAGE_MOST);
  g_assert_cmpfloat_with_epsilon (
    g_array_index (collage->stuck, NordStuck, NORD_COLLAGE_MOST - 1).lon,
    7.5 + 0.1 * NORD_COLLAGE_MOST, 1e-9);
  GO ("full", "station.nothing", NULL);
  {
    g_autoptr (NordWords) words = nord_words_new (language);

    g_assert_true (seek_written (station, nord_words_get (words, "stick_full")));
  }
  nord_painting_add (collage->painting, nord_painting_begin (collage->painting, 4, 200, 200), 700,
                     400);
  GO ("paint", "station.paint", NULL);
  GO ("thanks", "station.collage", NULL);
  gtk_widget_activate_action (station, "station.next", NULL);
#undef GO
}

/* Four options, one as long as titles get in a workshop. */
static char *
open_poll (NordDocument *document, const char *title, const char *method)
{
  static const char *const names[] = {"Trinkbrunnen im Park", "Bänke für alle am Nordmarkt",
                                      "Licht am Kanal",
                                      "Sicher über die Bornstraße: eine Ampel an der Schule"};
  NordChange *change = nord_change_new_create (NORD_NOUN_POLL, NULL);
  NordChangeSet *set = nord_change_set_group_new (NULL);
  g_autoptr (GString) options = g_string_new ("[");
  g_autoptr (GError) error = NULL;
  char *id = g_strdup (change->target);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (
      options,
      "%s{\"id\":\"0193aaaa-0000-7000-8000-00000000000%u\",\"noun\":\"project\",\"label\":\"%s\"}",
      i > 0 ? "," : "", i, names[i]);
  g_string_append_c (options, ']');
  nord_change_set_text (change, NORD_POLL_TITLE, title);
  nord_change_set_text (change, NORD_POLL_METHOD, method);
  nord_change_set_json (change, NORD_POLL_OPTIONS, options->str);
  nord_change_set_integer (change, NORD_POLL_DOTS, 3);
  nord_change_set_integer (change, NORD_POLL_CAP, 2);
  nord_change_set_text (change, NORD_POLL_STATE, "open");
  nord_change_set_group_add (set, change);
  nord_document_apply (document, set, &error);
  g_assert_no_error (error);
  return id;
}

/* Taps the button of a poll, which stands in the order of the list. */
static gboolean
tap_poll (GtkWidget *widget, const char *poll)
{
  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (g_object_get_data (G_OBJECT (widget), "poll"), poll) == 0) {
    g_signal_emit_by_name (widget, "clicked");
    return TRUE;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (tap_poll (child, poll))
      return TRUE;
  return FALSE;
}

/* All pages of the options are seen, by arrows of twenty millimetres in each direction. */
static void
turn_pages (GtkWindow *window, GtkWidget *station, const char *where)
{
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);
  const double set = g_settings_get_double (settings, "kiosk-dots-per-mm");
  const double per_mm = set > 0 ? set : 96 / 25.4;
  GtkWidget *arrows[2];
  graphene_rect_t bounds;

  for (guint i = 0; i < 2; i++) {
    guint skip = i;

    arrows[i] = seek_class (station, "kiosk-turn", &skip);
    g_assert_nonnull (arrows[i]);
  }
  if (!gtk_widget_get_mapped (arrows[1]))
    return;
  g_assert_false (gtk_widget_get_sensitive (arrows[0]));
  for (guint i = 0; i < 2; i++) {
    g_assert_true (gtk_widget_compute_bounds (arrows[i], GTK_WIDGET (window), &bounds));
    if (MIN (bounds.size.width, bounds.size.height) < 20 * per_mm)
      COMPLAIN ("%s: an arrow is only %g × %g", where, bounds.size.width, bounds.size.height);
  }
  for (guint n = 2; gtk_widget_get_sensitive (arrows[1]); n++) {
    g_autofree char *page = g_strdup_printf ("%s-%u", where, n);

    g_assert_cmpuint (n, <=, 4);
    g_signal_emit_by_name (arrows[1], "clicked");
    look (window, station, page);
  }
  g_assert_true (gtk_widget_get_sensitive (arrows[0]));
}

static void
walk_booth (GtkWindow *window,
            const char *seating,
            const char *language,
            const char *way,
            const char *method,
            const char *poll)
{
  GtkWidget *station = seek_type (GTK_WIDGET (window), NORD_TYPE_STATION);
  g_autofree char *where = g_strdup_printf ("%s-%s-%s-vote", seating, language, way);
  g_autofree char *marking = g_strdup_printf ("%s-%s", where, method);

  gtk_widget_activate_action (station, "station.touch", NULL);
  gtk_widget_activate_action (station, "station.language", "s", language);
  gtk_widget_activate_action (station, "station.way", "s", way);
  look (window, station, where);
  g_assert_true (tap_poll (station, poll));
  look (window, station, marking);
  turn_pages (window, station, marking);
  gtk_widget_activate_action (station, "station.cancel", NULL);
}

static void
test_fit (gconstpointer name)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "fit.gpkg", NULL);
  /* With the buttons that read aloud, in every language. */
  g_autoptr (FakeSpeech) speech = fake_speech_new (nord_words_list_languages ());
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDocument) document = nord_document_create (path, "Nordmarkt", &error);
  NordSeating seating = NORD_SEATING_ONE;
  GtkWindow *window;

  g_assert_no_error (error);
  g_assert_true (nord_seating_find (name, &seating));
  add_similar (document);
  nord_children_offer_set (document, TRUE);
  window = nord_kiosk_window_new (NULL, document, seating, NULL);
  gtk_window_present (window);
  while (!gtk_widget_get_visible (seek_type (GTK_WIDGET (window), NORD_TYPE_READ_ALOUD)))
    g_main_context_iteration (NULL, TRUE);
  seek_settle ();
  for (const char *const *language = nord_words_list_languages (); *language; language++) {
    walk (window, name, *language, "standard");
    walk (window, name, *language, "large");
    walk_child (window, name, *language);
  }
  g_test_message ("the smallest station was %.2f of its size", worst);
  g_assert_cmpfloat (worst, >=, SHRINK_LEAST);
  nord_kiosk_window_end (NORD_KIOSK_WINDOW (window));
  seek_settle ();
}

static void
test_booth (gconstpointer name)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "booth.gpkg", NULL);
  g_autoptr (FakeSpeech) speech = fake_speech_new (nord_words_list_languages ());
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDocument) document = nord_document_create (path, "Nordmarkt", &error);
  NordSeating seating = NORD_SEATING_ONE;
  g_autofree char *dots = NULL, *rating = NULL, *matrix = NULL;
  GtkWindow *window;

  g_assert_no_error (error);
  g_assert_true (nord_seating_find (name, &seating));
  dots = open_poll (document, "Was zuerst?", "dots");
  rating = open_poll (document, "Was findest du gut?", "rating");
  matrix = open_poll (document, "Was ist wichtig?", "matrix");
  window = nord_kiosk_window_new (NULL, document, seating, NULL);
  gtk_window_present (window);
  while (!gtk_widget_get_visible (seek_type (GTK_WIDGET (window), NORD_TYPE_READ_ALOUD)))
    g_main_context_iteration (NULL, TRUE);
  seek_settle ();
  for (const char *const *language = nord_words_list_languages (); *language; language++)
    /* Standard type has room in one language as in the other. */
    for (guint large = language == nord_words_list_languages () ? 0 : 1; large < 2; large++) {
      const char *way = large ? "large" : "standard";

      walk_booth (window, name, *language, way, "dots", dots);
      walk_booth (window, name, *language, way, "rating", rating);
      if (g_str_equal (*language, "de"))
        walk_booth (window, name, *language, way, "matrix", matrix);
    }
  g_test_message ("the smallest station was %.2f of its size", worst);
  g_assert_cmpfloat (worst, >=, SHRINK_LEAST);
  nord_kiosk_window_end (NORD_KIOSK_WINDOW (window));
  seek_settle ();
}

/* What the application would load by its name. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/nordwaerts/Nordwaerts/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/nordwaerts/Nordwaerts/icons");
}

static gboolean
is_upright (void)
{
  g_autoptr (GdkMonitor) monitor =
    g_list_model_get_item (gdk_display_get_monitors (gdk_display_get_default ()), 0);
  GdkRectangle geometry;

  gdk_monitor_get_geometry (monitor, &geometry);
  return geometry.height > geometry.width;
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
  /* Colours that fade in are those that they will be. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  if (is_upright ()) {
    g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);

    /* A table of 430 mm by 770 mm: four places as narrow as they get. */
    g_settings_set_double (settings, "kiosk-dots-per-mm", 2.5);
    g_test_add_data_func ("/kiosk/fit/upright/around", "around", test_fit);
    g_test_add_data_func ("/kiosk/booth/upright/around", "around", test_booth);
    return g_test_run ();
  }
  g_test_add_data_func ("/kiosk/fit/one", "one", test_fit);
  g_test_add_data_func ("/kiosk/fit/side-by-side", "side-by-side", test_fit);
  g_test_add_data_func ("/kiosk/fit/opposite", "opposite", test_fit);
  g_test_add_data_func ("/kiosk/fit/around", "around", test_fit);
  g_test_add_data_func ("/kiosk/booth/one", "one", test_booth);
  g_test_add_data_func ("/kiosk/booth/side-by-side", "side-by-side", test_booth);
  g_test_add_data_func ("/kiosk/booth/opposite", "opposite", test_booth);
  g_test_add_data_func ("/kiosk/booth/around", "around", test_booth);
  return g_test_run ();
}
