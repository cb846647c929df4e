/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli find QUERY: streets, crossings, stops, places and positions, without a network. */
#include "cli/command.h"
#include "core/geo/finder.h"
#include "core/geo/place-words.h"
#include "core/map/base-map.h"
#include "core/map/map-pack.h"
#include "core/map/pack-names.h"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

static void
add_number (JsonBuilder *builder, const char *name, double number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, number);
}

static void
print_json (NordCall *call, NordFinder *finder, const char *query, GPtrArray *results)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  nord_call_add_text (builder, "query", query);
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  for (guint i = 0; i < results->len; i++) {
    const NordFound *found = g_ptr_array_index (results, i);
    g_autofree char *where =
      nord_place_words_describe (nord_finder_get_names (finder), found->lon, found->lat, NULL);

    json_builder_begin_object (builder);
    nord_call_add_text (builder, "name", found->name);
    nord_call_add_text (builder, "kind", nord_found_kind_to_word (found->kind));
    nord_call_add_text (builder, "class", found->class);
    nord_call_add_text (builder, "district", found->district);
    nord_call_add_text (builder, "where", where);
    add_number (builder, "lon", found->lon);
    add_number (builder, "lat", found->lat);
    nord_call_add_text (builder, "match", nord_match_to_word (found->match));
    nord_call_add_integer (builder, "faults", found->faults);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  nord_call_print_json (call, builder);
}

static NordGazetteer *
load_names (NordCall *call, const char *pack, GError **error)
{
  g_autofree char *streets = nord_base_map_streets_path ();
  g_autoptr (NordGazetteer) names = nord_gazetteer_new_default (streets, error);
  g_autoptr (NordTileArchive) archive = NULL;

  if (names == NULL || pack == NULL)
    return g_steal_pointer (&names);
  archive = nord_map_pack_open (pack, error);
  if (archive == NULL || !nord_pack_names_read (archive, names, nord_call_on_progress, call,
                                                call->cancellable, error)) {
    g_prefix_error (error, "%s: ", pack);
    return NULL;
  }
  nord_call_end_progress (call);
  return g_steal_pointer (&names);
}

static int
run (NordCall *call, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordGazetteer) names = NULL;
  g_autoptr (NordDistricts) districts = NULL;
  g_autoptr (NordFinder) finder = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *near = NULL, *pack = NULL, *query = NULL;
  NordBounds view = {0};
  int limit = 10, status;
  const GOptionEntry entries[] = {
    {"near", 0, 0, G_OPTION_ARG_STRING, &near, N_ ("Places near this position go first, degrees"),
     "LON,LAT"},
    {"limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many places, 1 to 100 (10)"), "N"},
    {"pack", 0, 0, G_OPTION_ARG_FILENAME, &pack, N_ ("Names of this map pack as well"), "FILE"},
    {NULL},
  };

  if (!nord_call_parse (call, entries, argc, argv, 1, 16, &status))
    return status;
  if (limit < 1 || limit > 100)
    return nord_call_misused (call, _ ("--limit goes from 1 to 100"));
  if (near != NULL) {
    char *end;

    view.west = g_ascii_strtod (near, &end);
    view.south = *end == ',' ? g_ascii_strtod (end + 1, &end) : NAN;
    if (*end != '\0' || !(view.west >= -180 && view.west <= 180) ||
        !(view.south >= -85 && view.south <= 85))
      return nord_call_misused (call, _ ("--near wants two numbers: longitude,latitude"));
    view = (NordBounds){view.west - 0.01, view.south - 0.006, view.west + 0.01, view.south + 0.006};
  }
  query = g_strjoinv (" ", call->arguments);
  names = load_names (call, pack, &error);
  if (names == NULL)
    return nord_call_failed (call, error);
  districts = nord_districts_new_default ();
  finder = nord_finder_new (names, districts);
  results = nord_finder_find (finder, query, near != NULL ? &view : NULL, (guint) limit);
  if (call->json) {
    print_json (call, finder, query, results);
    return NORD_EXIT_OK;
  }
  for (guint i = 0; i < results->len; i++) {
    const NordFound *found = g_ptr_array_index (results, i);

    nord_call_print (call, "%s\t%s\t%s\t%.5f,%.5f", found->name,
                     nord_place_words_kind (found->kind), found->district ? found->district : "",
                     found->lon, found->lat);
  }
  if (results->len == 0)
    nord_call_say (call, _ ("Nothing is called “%s”."), query);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_find = {
  .name = "find",
  .arguments = N_ ("QUERY"),
  .summary = N_ ("Find streets, crossings, stops and places"),
  .description =
    N_ ("Two streets with “/” between them are a crossing; numbers are a position (degrees with "
        "point or comma, degrees with minutes and seconds, UTM). Faults of typing, short forms "
        "(“Str.”) and other alphabets are understood. A line has name, kind, district and "
        "longitude,latitude, divided by tabulators."),
  .run = run,
};
