/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* All that a map tells by itself comes from the catalogue of its station, and follows its language.
 */
#include "core/kiosk/words.h"
#include "ui/kiosk/map-wording.h"
#include "ui/map/map-words.h"

static void
find_tooltips (GtkWidget *widget)
{
  g_assert_null (gtk_widget_get_tooltip_text (widget));
  g_assert_false (gtk_widget_get_has_tooltip (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_tooltips (child);
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
  }
  g_assert_null (nord_map_words_tell_snapped (part, &nothing));
  g_object_unref (map);
  g_object_unref (wording);
}

/* A map that was given no words says what gettext does. */
static void
test_program (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  const NordSnapped snapped = {.kind = NORD_SNAP_STREET};
  g_autofree char *told = nord_map_words_tell_snapped (label, &snapped);

  g_assert_cmpstr (told, ==, "Clings to: street");
  g_object_unref (label);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/map-wording/map", test_map);
  g_test_add_func ("/map-wording/program", test_program);
  return g_test_run ();
}
