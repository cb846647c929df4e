/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The styles that the program carries are whole, and filters take what they say. */
#include "core/map/map-error.h"
#include "core/map/style.h"
#include "tests/core/map/tile-maker.h"

#include <math.h>

static void
test_own_styles (void)
{
  static const char *const words[] = {"light", "dark", "contrast", "calm"};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    NordMapStyleKind kind;
    g_autoptr (GError) error = NULL;
    g_autoptr (NordMapStyle) style = NULL;
    guint n_labels = 0;

    g_assert_true (nord_map_style_kind_from_word (words[i], &kind));
    style = nord_map_style_new (kind, &error);
    g_assert_no_error (error);
    g_assert_cmpint (style->kind, ==, kind);
    g_assert_cmpuint (style->n_layers, >, 60);
    for (guint l = 0; l < style->n_layers; l++)
      n_labels += style->layers[l].type == NORD_STYLE_LABEL;
    g_assert_cmpuint (n_labels, >, 25);
  }
}

/* Letters must stand out from their halo and the halo from the letters: WCAG 2.1, 1.4.3. */
static double
luminance (const NordMapColor *color)
{
  const double c[3] = {color->red, color->green, color->blue};
  double l[3];

  for (guint i = 0; i < 3; i++)
    l[i] = c[i] <= 0.03928 ? c[i] / 12.92 : pow ((c[i] + 0.055) / 1.055, 2.4);
  return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2];
}

static double
contrast (const NordMapColor *a, const NordMapColor *b)
{
  double p = luminance (a), q = luminance (b);

  return (MAX (p, q) + 0.05) / (MIN (p, q) + 0.05);
}

static const NordStyleLayer *
find_layer (const NordMapStyle *style, const char *id)
{
  for (guint l = 0; l < style->n_layers; l++) {
    if (g_str_equal (style->layers[l].id, id))
      return &style->layers[l];
  }
  g_assert_not_reached ();
}

static void
test_contrast (void)
{
  static const struct {
    NordMapStyleKind kind;
    double least;
  } styles[] = {{NORD_MAP_STYLE_LIGHT, 4.5},
                {NORD_MAP_STYLE_DARK, 4.5},
                /* What a projector shows is paler still. */
                {NORD_MAP_STYLE_CALM, 4.5},
                {NORD_MAP_STYLE_CONTRAST, 7}};

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++) {
    g_autoptr (NordMapStyle) style = nord_map_style_new (styles[i].kind, NULL);

    for (guint l = 0; l < style->n_layers; l++) {
      const NordStyleLayer *layer = &style->layers[l];
      const NordMapColor *ground =
        layer->placement == NORD_PLACE_SHIELD ? &layer->box : &layer->halo;

      if (layer->type != NORD_STYLE_LABEL || !layer->text[0])
        continue;
      /* A house number stands on its house, which its narrow halo does not cover. */
      if (g_str_equal (layer->id, "label-housenumber"))
        ground = &find_layer (style, "building")->color;
      g_test_message ("%s: %.1f", layer->id, contrast (&layer->color, ground));
      g_assert_cmpfloat (contrast (&layer->color, ground), >=, styles[i].least);
    }
  }
}

static void
check_filter (const char *json, const char *taken)
{
  Maker *maker = maker_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NordMvt) mvt = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStyleFilter) filter = NULL;
  g_autoptr (NordStyleMatcher) matcher = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);
  g_autoptr (GString) result = g_string_new (NULL);

  maker_layer (maker, "x");
  MAKE (maker, NORD_MVT_LINE, "id=a;class=minor;brunnel=tunnel", 0, 0, 1, 1);
  MAKE (maker, NORD_MVT_LINE, "id=b;class=service;rank=3", 0, 0, 1, 1);
  MAKE (maker, NORD_MVT_POINT, "id=c;class=minor;name=N;rank=7", 0, 0);
  MAKE (maker, NORD_MVT_AREA, "id=d;name=", 0, 0, 5, 0, 5, 5);
  bytes = maker_finish (maker);
  mvt = nord_mvt_decode (bytes, &error);
  g_assert_no_error (error);
  filter = nord_style_filter_parse (json_node_get_object (node), &error);
  g_assert_no_error (error);
  matcher = nord_style_matcher_new (filter, &mvt->layers[0]);
  for (guint i = 0; i < mvt->layers[0].n_features; i++) {
    const NordMvtFeature *feature = &mvt->layers[0].features[i];
    g_autofree char *id =
      nord_mvt_value_dup_text (nord_mvt_layer_lookup (&mvt->layers[0], feature, "id"));

    if (nord_style_matcher_test (matcher, feature))
      g_string_append (result, id);
  }
  g_assert_cmpstr (result->str, ==, taken);
}

static void
test_filter (void)
{
  check_filter ("{}", "abcd");
  check_filter ("{\"class\": \"minor\"}", "ac");
  check_filter ("{\"class\": [\"service\", \"other\"]}", "b");
  check_filter ("{\"!class\": \"minor\"}", "bd");
  check_filter ("{\"!brunnel\": [\"tunnel\", \"bridge\"]}", "bcd");
  check_filter ("{\"rank<=\": 3}", "b");
  check_filter ("{\"rank>\": 3}", "c");
  check_filter ("{\"has\": \"name\"}", "c");
  check_filter ("{\"!has\": \"name\"}", "abd");
  check_filter ("{\"$kind\": \"line\", \"class\": [\"minor\", \"service\"]}", "ab");
  check_filter ("{\"nothing\": \"x\"}", "");
}

static void
test_stops (void)
{
  NordStops stops = {.n = 3, .zoom = {10, 12, 14}, .value = {0, 2, 8}};

  g_assert_cmpfloat (nord_stops_at (&stops, 3), ==, 0);
  g_assert_cmpfloat (nord_stops_at (&stops, 11), ==, 1);
  g_assert_cmpfloat_with_epsilon (nord_stops_at (&stops, 13), 4, 1e-9);
  g_assert_cmpfloat (nord_stops_at (&stops, 20), ==, 8);
}

static void
test_mistakes (void)
{
  static const char *const layers[] = {
    "{\"layers\": [{\"id\": \"a\", \"type\": \"fill\", \"source\": \"x\", \"color\": \"@none\"}]}",
    "{\"layers\": [{\"id\": \"a\", \"type\": \"fill\", \"source\": \"x\"}]}",
    "{\"layers\": [{\"id\": \"a\", \"type\": \"blob\", \"source\": \"x\", \"color\": "
    "\"#fff000\"}]}",
    "{\"layers\": [{\"id\": \"a\", \"type\": \"line\", \"source\": \"x\", \"color\": \"#fff000\", "
    "\"width\": [[3, 1], [2, 1]]}]}",
    "{\"layers\": [{\"id\": \"a\", \"type\": \"label\", \"source\": \"x\", \"color\": \"#fff000\", "
    "\"icon\": \"none\"}]}",
    "{\"layers\": [{\"id\": \"a\", \"type\": \"fill\", \"source\": \"x\", \"color\": \"#fff000\", "
    "\"filter\": {\"a\": {}}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (nord_map_style_parse (layers[i], -1, "{\"background\": \"#ffffff\"}", -1,
                                         NORD_MAP_STYLE_LIGHT, &error));
    g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_STYLE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/style/own", test_own_styles);
  g_test_add_func ("/map/style/contrast", test_contrast);
  g_test_add_func ("/map/style/filter", test_filter);
  g_test_add_func ("/map/style/stops", test_stops);
  g_test_add_func ("/map/style/mistakes", test_mistakes);
  return g_test_run ();
}
