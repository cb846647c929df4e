/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Answers questions about shapes, one JSON object a line, for a witness who knows another library:
 * {"do": "cut", "a": geometry, "b": geometry} -> an array of geometries, or a number, or null. */
#include "core/draw/untangle.h"
#include "core/geo/cut.h"
#include "core/geo/districts.h"
#include "core/geo/geojson.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

static NordShape *
take (JsonObject *ask, const char *name)
{
  return json_object_has_member (ask, name)
           ? nord_geojson_parse_node (json_object_get_member (ask, name), NULL)
           : NULL;
}

static void
say (GPtrArray *shapes)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; shapes && i < shapes->len; i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    nord_geojson_append (text, shapes->pdata[i]);
  }
  g_string_append_c (text, ']');
  puts (text->str);
}

static void
say_one (NordShape *shape)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);

  if (shape)
    g_ptr_array_add (one, shape);
  say (one);
}

int
main (void)
{
  g_autoptr (NordDistricts) districts = nord_districts_new_default ();
  char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0) {
    g_autoptr (JsonParser) parser = json_parser_new ();
    g_autoptr (NordShape) a = NULL, b = NULL;
    g_autoptr (GPtrArray) shapes = NULL;
    JsonObject *ask;
    const char *what;

    if (!json_parser_load_from_data (parser, line, -1, NULL))
      return 1;
    ask = json_node_get_object (json_parser_get_root (parser));
    what = json_object_get_string_member (ask, "do");
    a = take (ask, "a");
    b = take (ask, "b");
    if (a == NULL) {
      puts ("null");
    } else if (g_str_equal (what, "cut")) {
      if (a->kind == NORD_SHAPE_LINE)
        shapes = nord_cut_line (a, b->xy[0], b->xy[1], NULL);
      else
        shapes = nord_cut_area (a, b, NULL);
      say (shapes);
    } else if (g_str_equal (what, "reshape")) {
      say_one (nord_cut_reshape (a, b, 0.01, NULL));
    } else if (g_str_equal (what, "hole")) {
      say_one (nord_cut_add_hole (a, b, NULL));
    } else if (g_str_equal (what, "untangle")) {
      say_one (nord_untangle_area (a));
    } else if (g_str_equal (what, "simple")) {
      puts (nord_untangle_is_simple (a) ? "true" : "false");
    } else if (g_str_equal (what, "district")) {
      const NordDistrict *city = nord_districts_locate (districts, NORD_DISTRICT_CITY, a);
      const NordDistrict *small = nord_districts_locate (districts, NORD_DISTRICT_STATISTICAL, a);

      printf ("[\"%s\", \"%s\"]\n", city ? city->id : "", small ? small->id : "");
    } else {
      return 2;
    }
    fflush (stdout);
  }
  free (line);
  return 0;
}
