/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The names of places that ship with the program. */
#include "core/cluster/place-names.h"
#include "core/geo/districts.h"
#include "core/geo/geojson.h"
#include "nord-core-resources.h"
#include "config.h"

#define LANDMARKS "/core/map/landmarks.geojson"

static void
add_landmark (GPtrArray *names, JsonObject *feature)
{
  JsonNode *geometry = json_object_get_member (feature, "geometry");
  JsonNode *properties = json_object_get_member (feature, "properties");
  JsonNode *name;
  g_autoptr (NordShape) shape = NULL;

  if (geometry == NULL || properties == NULL || !JSON_NODE_HOLDS_OBJECT (properties))
    return;
  name = json_object_get_member (json_node_get_object (properties), "name");
  shape = nord_geojson_parse_node (geometry, NULL);
  if (shape != NULL && name != NULL && json_node_get_value_type (name) == G_TYPE_STRING)
    g_ptr_array_add (names, nord_place_name_new (json_node_get_string (name), shape));
}

/**
 * nord_place_names_new_default:
 *
 * The statistical districts as areas (people say "Nordmarkt" or "Hafen", not the number), the
 * landmarks as points.
 *
 * Returns: (transfer full) (element-type NordPlaceName): names for
 *   nord_proposal_find_by_place(); immutable, so threads may share them
 */
GPtrArray *
nord_place_names_new_default (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_place_name_free);
  g_autoptr (NordDistricts) districts = nord_districts_new_default ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonArray *features;

  for (guint i = 0; i < nord_districts_get_n (districts, NORD_DISTRICT_STATISTICAL); i++) {
    const NordDistrict *district = nord_districts_get (districts, NORD_DISTRICT_STATISTICAL, i);

    g_ptr_array_add (names, nord_place_name_new (district->name, district->shape));
  }
  bytes = g_resource_lookup_data (nord_core_get_resource (), NORD_APP_PATH LANDMARKS, 0, NULL);
  if (bytes == NULL || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                                    (gssize) g_bytes_get_size (bytes), NULL))
    return names;
  root = json_parser_get_root (parser);
  features = JSON_NODE_HOLDS_OBJECT (root)
               ? json_object_get_array_member (json_node_get_object (root), "features")
               : NULL;
  for (guint i = 0; features != NULL && i < json_array_get_length (features); i++)
    add_landmark (names, json_array_get_object_element (features, i));
  return names;
}
