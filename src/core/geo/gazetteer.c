/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names on the map, from the layers that the program carries and the file of streets. */
#include "core/geo/gazetteer.h"

#include "config.h"
#include "core/geo/geojson.h"
#include "core/geo/index.h"
#include "core/geo/measure.h"
#include "core/geo/relate.h"
#include "nord-core-resources.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* A street within this many metres is the street one stands in. */
#define STREET_M 40
/* A place within this many metres tells people where something is. */
#define NEAR_M 500
/* Nearer than this, one is at the place. */
#define AT_M 25

struct _NordGazetteer {
  GObject parent;

  GPtrArray *places; /* (owned) of NordPlace */
  NordIndex *index;  /* (owned) of the same */
};

G_DEFINE_FINAL_TYPE (NordGazetteer, nord_gazetteer, G_TYPE_OBJECT)

static void
place_free (NordPlace *place)
{
  g_free (place->name);
  g_free (place->class);
  g_clear_pointer (&place->shape, nord_shape_unref);
  g_free (place);
}

static void
nord_gazetteer_finalize (GObject *object)
{
  NordGazetteer *self = NORD_GAZETTEER (object);

  g_clear_pointer (&self->index, nord_index_free);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  G_OBJECT_CLASS (nord_gazetteer_parent_class)->finalize (object);
}

static void
nord_gazetteer_class_init (NordGazetteerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_gazetteer_finalize;
}

static void
nord_gazetteer_init (NordGazetteer *self)
{
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  self->index = nord_index_new ();
}

static void
add_place (NordGazetteer *self,
           const char *name,
           const char *class,
           NordPlaceKinds kind,
           NordShape *shape)
{
  NordPlace *place = g_new0 (NordPlace, 1);
  NordBounds box = nord_shape_get_bounds (shape);

  place->name = g_strdup (name);
  place->class = g_strdup (class);
  place->kind = kind;
  place->shape = shape;
  g_ptr_array_add (self->places, place);
  nord_index_add (self->index, place, &box);
}

static gboolean
read_features (NordGazetteer *self, GBytes *bytes, NordPlaceKinds kind, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  JsonNode *root;
  JsonArray *features = NULL;

  if (!json_parser_load_from_data (parser, data, (gssize) size, error))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root)) {
    JsonNode *node = json_object_get_member (json_node_get_object (root), "features");

    if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
      features = json_node_get_array (node);
  }
  for (guint i = 0; features != NULL && i < json_array_get_length (features); i++) {
    JsonNode *node = json_array_get_element (features, i), *props = NULL, *geometry = NULL;
    const char *name = NULL, *class = NULL;
    NordShape *shape;

    if (JSON_NODE_HOLDS_OBJECT (node)) {
      props = json_object_get_member (json_node_get_object (node), "properties");
      geometry = json_object_get_member (json_node_get_object (node), "geometry");
    }
    if (props != NULL && JSON_NODE_HOLDS_OBJECT (props)) {
      name =
        json_object_get_string_member_with_default (json_node_get_object (props), "name", NULL);
      class =
        json_object_get_string_member_with_default (json_node_get_object (props), "class", NULL);
    }
    if (name == NULL || geometry == NULL)
      continue;
    /* A town is no answer to "where", and its neighbours lie outside the workshop. */
    if (kind == NORD_PLACE_QUARTER && g_strcmp0 (class, "suburb") != 0 &&
        g_strcmp0 (class, "neighbourhood") != 0)
      continue;
    shape = nord_geojson_parse_node (geometry, error);
    if (shape == NULL) {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
    add_place (self, name, class, kind, shape);
  }
  return TRUE;
}

/**
 * nord_gazetteer_new_default:
 * @streets_path: (nullable): GeoJSON of named streets, see nord_base_map_streets_path(); without
 *   it no street is found
 * @error: the file of streets cannot be read: a #GFileError, a JSON error or %NORD_GEO_ERROR
 *
 * Loads the names that ship with the program. Takes some tens of milliseconds with streets, so a
 * window loads it in a thread.
 *
 * Returns: (transfer full) (nullable): the names
 */
NordGazetteer *
nord_gazetteer_new_default (const char *streets_path, GError **error)
{
  static const struct {
    const char *name;
    NordPlaceKinds kind;
  } layers[] = {{"landmarks", NORD_PLACE_LANDMARK}, {"pois", NORD_PLACE_PUBLIC},
                {"stops", NORD_PLACE_STOP},         {"places", NORD_PLACE_QUARTER},
                {"water-names", NORD_PLACE_WATER},  {"waterways", NORD_PLACE_WATER}};
  g_autoptr (NordGazetteer) self = g_object_new (NORD_TYPE_GAZETTEER, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++) {
    g_autofree char *path = g_strdup_printf (NORD_APP_PATH "/core/map/%s.geojson", layers[i].name);
    g_autoptr (GError) inner = NULL;
    g_autoptr (GBytes) bytes = g_resource_lookup_data (nord_core_get_resource (), path,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, &inner);

    /* They are part of the program, so these cannot fail. */
    g_assert_no_error (inner);
    read_features (self, bytes, layers[i].kind, &inner);
    g_assert_no_error (inner);
  }
  if (streets_path != NULL) {
    g_autoptr (GMappedFile) file = g_mapped_file_new (streets_path, FALSE, error);
    g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

    if (bytes == NULL || !read_features (self, bytes, NORD_PLACE_STREET, error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nord_gazetteer_get_n:
 *
 * Returns: how many places there are
 */
guint
nord_gazetteer_get_n (NordGazetteer *self)
{
  g_return_val_if_fail (NORD_IS_GAZETTEER (self), 0);
  return self->places->len;
}

/**
 * nord_gazetteer_get:
 * @index: below nord_gazetteer_get_n()
 *
 * Returns: (transfer none): a place; landmarks come first
 */
const NordPlace *
nord_gazetteer_get (NordGazetteer *self, guint index)
{
  g_return_val_if_fail (NORD_IS_GAZETTEER (self), NULL);
  g_return_val_if_fail (index < self->places->len, NULL);
  return g_ptr_array_index (self->places, index);
}

/* @but: (nullable) not of this name; @only: (nullable) only of this name. */
static const NordPlace *
find_near (NordGazetteer *self,
           const NordShape *shape,
           NordPlaceKinds kinds,
           double at_most,
           const char *but,
           const char *only,
           double *distance)
{
  g_autoptr (GPtrArray) around = g_ptr_array_new ();
  const NordPlace *found = NULL;
  NordBounds view;
  NordFrame frame;
  double best = at_most;

  view = nord_shape_get_bounds (shape);
  frame = nord_frame_at (view.west, (view.south + view.north) / 2);
  view.west -= at_most / frame.east;
  view.east += at_most / frame.east;
  view.south -= at_most / frame.north;
  view.north += at_most / frame.north;
  nord_index_query (self->index, &view, around);
  for (guint i = 0; i < around->len; i++) {
    const NordPlace *place = g_ptr_array_index (around, i);
    double away;

    if ((place->kind & kinds) == 0 || (but && g_str_equal (place->name, but)) ||
        (only && !g_str_equal (place->name, only)))
      continue;
    away = nord_relate_distance (place->shape, shape);
    /* Of two at the same spot the first kind counts, whatever order the index gives. */
    if (away < best || (away <= best && (found == NULL || place->kind < found->kind))) {
      best = away;
      found = place;
    }
  }
  if (found != NULL && distance != NULL)
    *distance = best;
  return found;
}

/**
 * nord_gazetteer_find_near:
 * @shape: the shape that asks, of any kind
 * @kinds: which places count
 * @at_most: metres beyond which nothing counts
 * @distance: (out) (optional): metres to the one found
 *
 * Returns: (transfer none) (nullable): the nearest place, %NULL where all are too far
 */
const NordPlace *
nord_gazetteer_find_near (NordGazetteer *self,
                          const NordShape *shape,
                          NordPlaceKinds kinds,
                          double at_most,
                          double *distance)
{
  g_return_val_if_fail (NORD_IS_GAZETTEER (self), NULL);
  g_return_val_if_fail (shape != NULL, NULL);
  return find_near (self, shape, kinds, at_most, NULL, NULL, distance);
}

/* As nord_gazetteer_find_near(), but of another name than @but. */
const NordPlace *
nord_gazetteer_find_other (NordGazetteer *self,
                           const NordShape *shape,
                           NordPlaceKinds kinds,
                           double at_most,
                           const char *but)
{
  g_return_val_if_fail (NORD_IS_GAZETTEER (self) && shape != NULL && but != NULL, NULL);
  return find_near (self, shape, kinds, at_most, but, NULL, NULL);
}

/* As nord_gazetteer_find_near(), but only of the name @name. */
const NordPlace *
nord_gazetteer_find_named (NordGazetteer *self,
                           const NordShape *shape,
                           NordPlaceKinds kinds,
                           double at_most,
                           const char *name)
{
  g_return_val_if_fail (NORD_IS_GAZETTEER (self) && shape != NULL && name != NULL, NULL);
  return find_near (self, shape, kinds, at_most, NULL, name, NULL);
}

/**
 * nord_gazetteer_add:
 * @name: plain text
 * @class: (nullable): as the map has it
 * @shape: (transfer none)
 *
 * One more place; only as long as nobody else uses the names.
 */
void
nord_gazetteer_add (NordGazetteer *self,
                    const char *name,
                    const char *class,
                    NordPlaceKinds kind,
                    NordShape *shape)
{
  g_return_if_fail (NORD_IS_GAZETTEER (self) && name != NULL && shape != NULL);
  add_place (self, name, class, kind, nord_shape_ref (shape));
}

/* The eight winds, whole sentences because languages build them differently. */
static char *
describe_offset (const NordPlace *place, double lon, double lat, double away)
{
  guint metres = (guint) (away / 10 + 0.5) * 10;
  double there_lon, there_lat;
  NordFrame frame;
  int wind;

  nord_shape_get_anchor (place->shape, &there_lon, &there_lat);
  frame = nord_frame_at (there_lon, there_lat);
  wind =
    (int) lround (atan2 ((lon - there_lon) * frame.east, (lat - there_lat) * frame.north) / G_PI_4);
  switch ((wind + 8) % 8) {
  case 0:
    return g_strdup_printf (_ ("%u m north of %s"), metres, place->name);
  case 1:
    return g_strdup_printf (_ ("%u m north-east of %s"), metres, place->name);
  case 2:
    return g_strdup_printf (_ ("%u m east of %s"), metres, place->name);
  case 3:
    return g_strdup_printf (_ ("%u m south-east of %s"), metres, place->name);
  case 4:
    return g_strdup_printf (_ ("%u m south of %s"), metres, place->name);
  case 5:
    return g_strdup_printf (_ ("%u m south-west of %s"), metres, place->name);
  case 6:
    return g_strdup_printf (_ ("%u m west of %s"), metres, place->name);
  default:
    return g_strdup_printf (_ ("%u m north-west of %s"), metres, place->name);
  }
}

/**
 * nord_gazetteer_describe:
 * @shape: a shape of any kind
 *
 * Where a shape lies, in words in the language of the program: the street it stands in and how far
 * it is from the nearest landmark, public place or stop: "Bornstraße, 120 m north of Stollenpark".
 *
 * Returns: (transfer full) (nullable): plain text, %NULL where nothing with a name is near
 */
char *
nord_gazetteer_describe (NordGazetteer *self, const NordShape *shape)
{
  const NordPlace *street, *place;
  g_autofree char *offset = NULL;
  double away = 0, lon, lat;

  g_return_val_if_fail (NORD_IS_GAZETTEER (self), NULL);
  g_return_val_if_fail (shape != NULL, NULL);
  street = nord_gazetteer_find_near (self, shape, NORD_PLACE_STREET, STREET_M, NULL);
  place = nord_gazetteer_find_near (self, shape,
                                    NORD_PLACE_LANDMARK | NORD_PLACE_PUBLIC | NORD_PLACE_STOP,
                                    NEAR_M, &away);
  if (place == NULL) {
    if (street != NULL)
      return g_strdup (street->name);
    place = nord_gazetteer_find_near (self, shape, NORD_PLACE_QUARTER, 4 * NEAR_M, &away);
    return place != NULL ? g_strdup (place->name) : NULL;
  }
  nord_shape_get_anchor (shape, &lon, &lat);
  offset = away < AT_M ? g_strdup (place->name) : describe_offset (place, lon, lat, away);
  if (street == NULL || g_str_equal (street->name, place->name))
    return g_steal_pointer (&offset);
  /* Translators: a street, then a place near by: "Bornstraße, 120 m north of Stollenpark" */
  return g_strdup_printf (C_ ("street, place", "%s, %s"), street->name, offset);
}
