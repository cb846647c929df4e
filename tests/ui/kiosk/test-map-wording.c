/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* All that a map tells by itself comes from the catalogue of its station, and follows its language.
 */
#include "core/kiosk/words.h"
#include "core/model/idea.h"
#include "ui/kiosk/map-wording.h"
#include "ui/map/idea-twins.h"
#include "ui/map/map-stage.h"
#include "ui/map/map-words.h"
#include "ui/map/place-names.h"

#include <shumate/shumate.h>

static void
find_tooltips (GtkWidget *widget)
{
  g_assert_null (gtk_widget_get_tooltip_text (widget));
  g_assert_false (gtk_widget_get_has_tooltip (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_tooltips (child);
}

static guint
count (const char *text, const char *what)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strv_length (parts) - 1;
}

/* Every sentence that tells a place is there in @language, with all that is filled in. */
static void
check_places (GtkWidget *part, const char *language)
{
  static const char *const filled[] = {"%u", "%s", "%"};
  const NordPlaceVoice voice = nord_map_words_get_voice (part);
  g_autofree char *vertex = nord_map_words_tell_vertex (part, 3, 7), *step = NULL, *joined = NULL;

  for (const char *const *english = nord_place_words_list (); *english; english++) {
    const char *said = voice.say (*english, voice.data);

    g_assert_nonnull (said);
    for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
      g_assert_cmpuint (count (said, filled[i]), ==, count (*english, filled[i]));
    if (!g_str_equal (language, "en") && !g_str_equal (*english, "%s, %s"))
      g_assert_cmpstr (said, !=, *english);
  }
  step = nord_place_words_move (0, 20, &voice);
  g_assert_true (g_str_has_prefix (step, "20 "));
  joined = nord_map_words_join (part, "20", "Nordstraße");
  g_assert_cmpstr (joined, ==, g_str_equal (language, "ar") ? "20، Nordstraße" : "20, Nordstraße");
  g_assert_nonnull (strstr (vertex, "3"));
  g_assert_nonnull (strstr (vertex, "7"));
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static GtkWidget *
find_class (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  if (gtk_widget_has_css_class (widget, name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_class (child, name);
  return found;
}

/* The bar that tells how large the map is, in the letters of the language. */
static void
check_scale (NordWording *wording, GtkWidget *map)
{
  GtkWidget *label = find_type (find_type (map, SHUMATE_TYPE_SCALE), GTK_TYPE_LABEL);

  nord_wording_speak (wording, "tr");
  gtk_label_set_label (GTK_LABEL (label), "200 m");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "200 m");
  nord_wording_speak (wording, "ru");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "200 м");
  gtk_label_set_label (GTK_LABEL (label), "1 km");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "1 км");
  nord_wording_speak (wording, "de");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "1 km");
}

static void
test_map (void)
{
  static const struct {
    NordSnapKind kind;
    gboolean plan;
    const char *key;
  } cases[] = {{NORD_SNAP_CORNER, FALSE, "snap_point"},
               {NORD_SNAP_EDGE, FALSE, "snap_line"},
               {NORD_SNAP_CORNER, TRUE, "snap_plan_point"},
               {NORD_SNAP_EDGE, TRUE, "snap_plan_line"},
               {NORD_SNAP_CROSSING, FALSE, "find_crossing"},
               {NORD_SNAP_STREET, FALSE, "find_street"}};
  static const char *const units[][2] = {{"m", "unit_m"},
                                         {"m²", "unit_m2"},
                                         {"ha", "unit_ha"},
                                         {"km", "unit_km"},
                                         {"km²", "unit_km2"}};
  NordWording *wording = nord_wording_new ();
  GtkWidget *map = g_object_ref_sink (GTK_WIDGET (nord_map_view_new ())), *part;
  const NordSnapped nothing = {.kind = NORD_SNAP_NONE};

  nord_map_wording_say (wording, NORD_MAP_VIEW (map));
  find_tooltips (map);
  part = gtk_widget_get_first_child (map);
  for (const char *const *language = nord_words_list_languages (); *language; language++) {
    nord_wording_speak (wording, *language);
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
      const NordSnapped snapped = {.kind = cases[i].kind, .plan = cases[i].plan};
      g_autofree char *told = nord_map_words_tell_snapped (part, &snapped);
      g_autofree char *wanted = g_strdup_printf ("%s: %s", nord_wording_get (wording, "snap_to"),
                                                 nord_wording_get (wording, cases[i].key));

      g_assert_cmpstr (nord_map_words_get (part, nord_snapped_name (&snapped)), ==,
                       nord_wording_get (wording, cases[i].key));
      g_assert_cmpstr (told, ==, wanted);
    }
    g_assert_cmpstr (nord_map_words_get (part, "Reading the streets…"), ==,
                     nord_wording_get (wording, "streets_wait"));
    for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
      g_autofree char *size = nord_map_words_measure (part, 12.34, 1, units[i][0]);
      g_autofree char *wanted =
        g_strdup_printf ("12%s3 %s", nord_wording_get (wording, "number_point"),
                         nord_wording_get (wording, units[i][1]));

      g_assert_cmpstr (size, ==, wanted);
    }
    check_places (part, *language);
    for (guint n = 0; n < 12; n++) {
      g_autofree char *points = nord_map_words_count_points (part, n);
      g_autofree char *wanted = nord_words_count (nord_wording_get_words (wording), "points", n);

      g_assert_cmpstr (points, ==, wanted);
    }
  }
  g_assert_null (nord_map_words_tell_snapped (part, &nothing));
  check_scale (wording, map);
  g_object_unref (map);
  g_object_unref (wording);
}

static NordIdea *
make_idea (void)
{
  NordIdea *idea = NORD_IDEA (nord_record_new (NORD_NOUN_IDEA, "idea"));
  g_autoptr (NordShape) shape = nord_shape_new_point (7.46, 51.53);
  g_auto (NordValue) value = {0}, category = {0};

  nord_value_set_shape (&value, shape);
  nord_record_put (NORD_RECORD (idea), NORD_IDEA_SHAPE, &value);
  nord_value_set_text (&category, "mobility");
  nord_record_put (NORD_RECORD (idea), NORD_IDEA_CATEGORY, &category);
  return idea;
}

/* What those hear who do not see the map follows the language as well, topic included. */
static void
test_ideas (void)
{
  NordWording *wording = nord_wording_new ();
  GtkWidget *window = gtk_window_new (), *map = GTK_WIDGET (nord_map_view_new ()), *twins;
  g_autoptr (GListStore) ideas = g_list_store_new (NORD_TYPE_IDEA);
  g_autoptr (NordIdea) idea = make_idea ();

  g_list_store_append (ideas, idea);
  gtk_window_set_child (GTK_WINDOW (window), map);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 500);
  nord_map_wording_say (wording, NORD_MAP_VIEW (map));
  gtk_window_present (GTK_WINDOW (window));
  twins = find_type (map, NORD_TYPE_IDEA_TWINS);
  nord_map_view_set_ideas (NORD_MAP_VIEW (map), G_LIST_MODEL (ideas));
  nord_map_view_show_bounds (NORD_MAP_VIEW (map), &(NordBounds){7.45, 51.52, 7.47, 51.54}, FALSE);
  while (gtk_widget_get_first_child (twins) == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (const char *const *language = nord_words_list_languages (); *language; language++) {
    g_autoptr (NordProgramme) programme = nord_programme_new_default (*language);
    g_autofree char *wanted = NULL, *said = NULL;

    nord_wording_speak (wording, *language);
    wanted = g_strjoin (nord_wording_get (wording, "comma"), nord_wording_get (wording, "untitled"),
                        nord_wording_get (wording, "pin"),
                        nord_programme_find_category (programme, "mobility")->title, NULL);
    /* It is told when nothing else is to be done; 30 s are for ever. The place follows. */
    for (guint i = 0; i < 3000 && (said == NULL || !g_str_has_prefix (said, wanted)); i++) {
      g_free (said);
      said =
        gtk_test_accessible_check_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (twins)),
                                            GTK_ACCESSIBLE_PROPERTY_LABEL, "what is told");
      g_usleep (10000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
    if (!g_str_has_prefix (said, wanted))
      g_error ("%s: “%s” instead of “%s”", *language, said, wanted);
  }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (wording);
}

static void
press_keys (GtkWidget *stage, const guint *keys, guint n)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (stage);

  for (guint key = 0; key < n; key++) {
    gboolean stop = FALSE;

    for (guint i = 0; i < g_list_model_get_n_items (controllers) && !stop; i++) {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one))
        g_signal_emit_by_name (one, "key-pressed", keys[key], 0, 0, &stop);
    }
    g_assert_true (stop);
  }
}

/* Whoever draws by keys is told how long the line is, also when a point of it was taken back. */
static void
test_back (void)
{
  static const guint two[] = {GDK_KEY_Return, GDK_KEY_Return, GDK_KEY_Right, GDK_KEY_Right,
                              GDK_KEY_Return};
  static const guint third[] = {GDK_KEY_Down, GDK_KEY_Return}, back[] = {GDK_KEY_BackSpace};
  NordWording *wording = nord_wording_new ();
  GtkWidget *window = gtk_window_new (), *map = GTK_WIDGET (nord_map_view_new ()), *stage;
  GtkLabel *told;

  gtk_window_set_child (GTK_WINDOW (window), map);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 500);
  nord_map_wording_say (wording, NORD_MAP_VIEW (map));
  gtk_window_present (GTK_WINDOW (window));
  stage = find_type (map, NORD_TYPE_MAP_STAGE);
  told = GTK_LABEL (find_class (map, "map-words"));
  while (gtk_widget_get_width (stage) < 100)
    g_main_context_iteration (NULL, TRUE);
  nord_map_view_show_bounds (NORD_MAP_VIEW (map), &(NordBounds){7.45, 51.52, 7.47, 51.54}, FALSE);
  for (const char *const *language = nord_words_list_languages (); *language; language++) {
    g_autofree char *points = NULL, *before = NULL, *none = NULL;

    nord_wording_speak (wording, *language);
    points = nord_words_count (nord_wording_get_words (wording), "points", 2);
    none = nord_words_count (nord_wording_get_words (wording), "points", 0);
    nord_map_view_take_tool (NORD_MAP_VIEW (map), NORD_TOOL_LINE);
    nord_map_view_mark_place (NORD_MAP_VIEW (map), NULL);
    press_keys (stage, two, G_N_ELEMENTS (two));
    before = g_strdup (gtk_label_get_text (told));
    g_assert_true (g_str_has_prefix (before, points));
    g_assert_nonnull (strstr (before, nord_wording_get (wording, "comma")));
    press_keys (stage, third, G_N_ELEMENTS (third));
    g_assert_cmpstr (gtk_label_get_text (told), !=, before);
    press_keys (stage, back, 1);
    g_assert_cmpstr (gtk_label_get_text (told), ==, before);
    press_keys (stage, back, 1);
    press_keys (stage, back, 1);
    g_assert_cmpstr (gtk_label_get_text (told), ==, none);
  }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (wording);
}

/* A map that was given no words says what gettext does. */
static void
test_program (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  const NordSnapped snapped = {.kind = NORD_SNAP_STREET};
  g_autofree char *told = nord_map_words_tell_snapped (label, &snapped);
  g_autofree char *size = nord_map_words_measure (label, 1500, 0, "m²");
  g_autofree char *points = nord_map_words_count_points (label, 3);

  g_assert_cmpstr (told, ==, "Clings to: street");
  g_assert_cmpstr (size, ==, "1500 m²");
  g_assert_cmpstr (points, ==, "3 points");
  g_object_unref (label);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* What is told to assistive technology is kept, though none is there. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  adw_init ();
  g_test_add_func ("/map-wording/back", test_back);
  g_test_add_func ("/map-wording/ideas", test_ideas);
  g_test_add_func ("/map-wording/map", test_map);
  g_test_add_func ("/map-wording/program", test_program);
  status = g_test_run ();
  nord_place_names_settle ();
  return status;
}
