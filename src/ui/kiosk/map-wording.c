/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Two tables: of the buttons by what they do, and of the words by what they are in English. */
#include "ui/kiosk/map-wording.h"

#include "ui/map/idea-twins.h"
#include "ui/map/map-stage.h"
#include "ui/map/map-words.h"

#include <shumate/shumate.h>

static const char *const buttons[][2] = {
  {"map.home", "map_home"},   {"map.zoom-in", "map_nearer"}, {"map.zoom-out", "map_farther"},
  {"map.north", "map_north"}, {"ideas.heat", "map_heat"},
};

static const char *const words[][2] = {
  {"point of an idea", "snap_point"},
  {"line of an idea", "snap_line"},
  {"point of a plan", "snap_plan_point"},
  {"line of a plan", "snap_plan_line"},
  {"crossing", "find_crossing"},
  {"street", "find_street"},
  {"Reading the streets…", "streets_wait"},
  {"Point", "pin"},
  {"Line", "line"},
  {"Area", "area"},
  {"Untitled", "untitled"},
  {"m", "unit_m"},
  {"m²", "unit_m2"},
  {"ha", "unit_ha"},
  {"km", "unit_km"},
  {"km²", "unit_km2"},
  {"%u m north of %s", "place_north"},
  {"%u m north-east of %s", "place_north_east"},
  {"%u m east of %s", "place_east"},
  {"%u m south-east of %s", "place_south_east"},
  {"%u m south of %s", "place_south"},
  {"%u m south-west of %s", "place_south_west"},
  {"%u m west of %s", "place_west"},
  {"%u m north-west of %s", "place_north_west"},
  {"%u m to the north", "step_north"},
  {"%u m to the north-east", "step_north_east"},
  {"%u m to the east", "step_east"},
  {"%u m to the south-east", "step_south_east"},
  {"%u m to the south", "step_south"},
  {"%u m to the south-west", "step_south_west"},
  {"%u m to the west", "step_west"},
  {"%u m to the north-west", "step_north_west"},
  {"crossing %s / %s", "place_crossing"},
  {"near %s, %s", "place_near"},
  {"%s, %s", "place_at"},
  {"from %s to %s", "place_between"},
  {"Point %u of %u", "point_of"},
  {", ", "comma"},
  {"Arrow keys go from idea to idea", "ideas_keys"},
  {"%u of %u ideas in view: enlarge the map, or take the list. Arrow keys go from idea to idea",
   "ideas_of"},
};

static const char *
say (const char *english, gpointer data)
{
  static char *sentence = NULL; /* (owned) all maps are of one thread */

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], english))
      return nord_wording_get (data, words[i][1]);
  if (!g_str_equal (english, "Clings to: %s"))
    return NULL;
  g_free (sentence);
  sentence = g_strconcat (nord_wording_get (data, "snap_to"), ": %s", NULL);
  return sentence;
}

/* What they tell of each idea is told anew, with the topics in that language. */
static void
on_spoken (NordWording *wording, NordIdeaTwins *twins)
{
  g_autoptr (NordProgramme) programme =
    nord_programme_new_default (nord_words_get_language (nord_wording_get_words (wording)));

  nord_idea_twins_set_programme (twins, programme);
}

static char *
count_points (guint n, gpointer data)
{
  return nord_words_count (nord_wording_get_words (data), "points", n);
}

static char *
write_number (double value, int decimals, gpointer data)
{
  return nord_words_number (nord_wording_get_words (data), value, decimals);
}

static const NordMapVoice voice = {say, count_points, write_number};

/* What was told last was told in another language; it is told anew where the cross rests next. */
static void
on_other_words (NordWording *wording, GtkWidget *told)
{
  gtk_label_set_text (GTK_LABEL (told), "");
  gtk_widget_set_visible (told, FALSE);
}

/* The scale knows the letters of the program only: what it wrote is kept, and written anew. */
static void
write_scale (GtkWidget *label, NordWording *wording)
{
  const char *text = g_object_get_data (G_OBJECT (label), "scale-text");
  const char *space = text != NULL ? strchr (text, ' ') : NULL;
  const char *unit = space != NULL ? say (space + 1, wording) : NULL;
  g_autofree char *anew =
    unit != NULL ? g_strdup_printf ("%.*s %s", (int) (space - text), text, unit) : NULL;

  if (anew == NULL)
    return;
  g_object_set_data_full (G_OBJECT (label), "scale-said", g_strdup (anew), g_free);
  gtk_label_set_label (GTK_LABEL (label), anew);
}

static void
on_scale (GtkWidget *label, GParamSpec *pspec, NordWording *wording)
{
  const char *text = gtk_label_get_label (GTK_LABEL (label));

  if (g_strcmp0 (text, g_object_get_data (G_OBJECT (label), "scale-said")) == 0)
    return;
  g_object_set_data_full (G_OBJECT (label), "scale-text", g_strdup (text), g_free);
  write_scale (label, wording);
}

static void
on_scale_spoken (NordWording *wording, GtkWidget *label)
{
  write_scale (label, wording);
}

static void
name (NordWording *wording, GtkWidget *widget)
{
  const char *action =
    GTK_IS_BUTTON (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  gtk_widget_set_tooltip_text (widget, NULL);
  gtk_widget_set_has_tooltip (widget, FALSE);
  if (NORD_IS_MAP_STAGE (widget))
    nord_wording_say (wording, widget, "map");
  if (NORD_IS_IDEA_TWINS (widget)) {
    nord_wording_say (wording, widget, "look_title");
    g_signal_connect_object (wording, "spoken", G_CALLBACK (on_spoken), widget, 0);
    on_spoken (wording, NORD_IDEA_TWINS (widget));
  }
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "map-words"))
    g_signal_connect_object (wording, "spoken", G_CALLBACK (on_other_words), widget, 0);
  if (GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, SHUMATE_TYPE_SCALE) != NULL) {
    g_signal_connect_object (widget, "notify::label", G_CALLBACK (on_scale), wording, 0);
    g_signal_connect_object (wording, "spoken", G_CALLBACK (on_scale_spoken), widget, 0);
    on_scale (widget, NULL, wording);
  }
  for (guint i = 0; action != NULL && i < G_N_ELEMENTS (buttons); i++)
    if (g_str_equal (buttons[i][0], action))
      nord_wording_say (wording, widget, buttons[i][1]);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name (wording, child);
}

void
nord_map_wording_say (NordWording *wording, NordMapView *map)
{
  g_return_if_fail (NORD_IS_WORDING (wording) && NORD_IS_MAP_VIEW (map));
  nord_map_words_set (GTK_WIDGET (map), &voice, wording);
  name (wording, GTK_WIDGET (map));
}
