/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The districts of the city, read from GeoJSON. */
#include "core/geo/districts.h"

#include "config.h"
#include "core/geo/geojson.h"
#include "core/geo/relate.h"
#include "nord-core-resources.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _NordDistricts {
  GObject parent;

  GPtrArray *list[NORD_DISTRICT_N_RANKS];   /* (owned) of NordDistrict */
  GPtrArray *shapes[NORD_DISTRICT_N_RANKS]; /* (owned) of NordShape, the same order */
};

G_DEFINE_QUARK (nord_districts_error, nord_districts_error)
G_DEFINE_FINAL_TYPE (NordDistricts, nord_districts, G_TYPE_OBJECT)

static const char *const rank_words[NORD_DISTRICT_N_RANKS] = {"project", "city", "statistical"};

static void
district_free (NordDistrict *district)
{
  g_free (district->id);
  g_free (district->name);
  g_free (district->city);
  g_clear_pointer (&district->shape, nord_shape_unref);
  g_free (district);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordDistrict, district_free)

static void
nord_districts_finalize (GObject *object)
{
  NordDistricts *self = NORD_DISTRICTS (object);

  for (guint i = 0; i < NORD_DISTRICT_N_RANKS; i++) {
    g_clear_pointer (&self->list[i], g_ptr_array_unref);
    g_clear_pointer (&self->shapes[i], g_ptr_array_unref);
  }
  G_OBJECT_CLASS (nord_districts_parent_class)->finalize (object);
}

static void
nord_districts_class_init (NordDistrictsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_districts_finalize;
}

static void
nord_districts_init (NordDistricts *self)
{
  for (guint i = 0; i < NORD_DISTRICT_N_RANKS; i++) {
    self->list[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) district_free);
    self->shapes[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);
  }
}

static const char *
text_of (JsonObject *from, const char *key)
{
  JsonNode *node = json_object_get_member (from, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static double
number_of (JsonObject *from, const char *key)
{
  JsonNode *node = json_object_get_member (from, key);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_DOUBLE || type == G_TYPE_INT64 ? json_node_get_double (node) : 0;
}

static gboolean
truth_of (JsonObject *from, const char *key)
{
  JsonNode *node = json_object_get_member (from, key);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

static JsonObject *
object_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
read_feature (NordDistricts *self, JsonObject *feature, GError **error)
{
  g_autoptr (NordDistrict) district = g_new0 (NordDistrict, 1);
  JsonObject *props = NULL;
  const char *rank;

  if (feature != NULL)
    props = object_of (json_object_get_member (feature, "properties"));
  rank = props != NULL ? text_of (props, "rank") : NULL;
  for (district->rank = 0; district->rank < NORD_DISTRICT_N_RANKS; district->rank++)
    if (g_strcmp0 (rank, rank_words[district->rank]) == 0)
      break;
  if (district->rank == NORD_DISTRICT_N_RANKS || text_of (props, "id") == NULL ||
      text_of (props, "name") == NULL || !json_object_has_member (feature, "geometry")) {
    g_set_error_literal (error, NORD_DISTRICTS_ERROR, NORD_DISTRICTS_ERROR_INVALID,
                         _ ("A district needs a rank, a name and an area"));
    return FALSE;
  }
  district->id = g_strdup (text_of (props, "id"));
  district->name = g_strdup (text_of (props, "name"));
  district->city = g_strdup (text_of (props, "city"));
  district->north = truth_of (props, "north");
  district->shape = nord_geojson_parse_node (json_object_get_member (feature, "geometry"), error);
  if (district->shape == NULL) {
    g_prefix_error (error, "%s: ", district->name);
    return FALSE;
  }
  if (district->shape->kind != NORD_SHAPE_AREA && district->shape->kind != NORD_SHAPE_MULTI_AREA) {
    g_set_error_literal (error, NORD_DISTRICTS_ERROR, NORD_DISTRICTS_ERROR_INVALID,
                         _ ("A district needs a rank, a name and an area"));
    return FALSE;
  }
  if (json_object_has_member (props, "label_lon") && json_object_has_member (props, "label_lat")) {
    district->lon = number_of (props, "label_lon");
    district->lat = number_of (props, "label_lat");
  } else {
    nord_shape_get_anchor (district->shape, &district->lon, &district->lat);
  }
  g_ptr_array_add (self->shapes[district->rank], nord_shape_ref (district->shape));
  g_ptr_array_add (self->list[district->rank], district);
  g_steal_pointer (&district);
  return TRUE;
}

/**
 * nord_districts_new_default:
 *
 * The districts that ship with the program. They are part of it, so it cannot fail. They are read
 * once and shared by all who hold them, in any thread: at the start of the program several ask.
 *
 * Returns: (transfer full): the districts
 */
NordDistricts *
nord_districts_new_default (void)
{
  static GMutex mutex;
  static GWeakRef shared;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  NordDistricts *self = g_weak_ref_get (&shared);

  if (self != NULL)
    return self;
  bytes =
    g_resource_lookup_data (nord_core_get_resource (), NORD_APP_PATH "/core/map/districts.geojson",
                            G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  self = nord_districts_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  g_weak_ref_set (&shared, self);
  return self;
}

/**
 * nord_districts_new_from_bytes:
 * @bytes: GeoJSON (RFC 7946), a feature collection of areas with the properties `id`, `name`,
 *   `rank` (project, city or statistical), `north`, `city`, `label_lon`, `label_lat`
 * @error: %NORD_DISTRICTS_ERROR, %NORD_GEO_ERROR or a JSON error
 *
 * The file comes from a city's administration and is small; it is not a stranger's upload.
 *
 * Returns: (transfer full) (nullable): the districts
 */
NordDistricts *
nord_districts_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (NordDistricts) self = g_object_new (NORD_TYPE_DISTRICTS, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *root;
  JsonNode *features;
  gsize size;
  const char *data;

  g_return_val_if_fail (bytes != NULL, NULL);
  data = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, data, (gssize) size, error))
    return NULL;
  root = object_of (json_parser_get_root (parser));
  features = root != NULL ? json_object_get_member (root, "features") : NULL;
  if (features == NULL || !JSON_NODE_HOLDS_ARRAY (features)) {
    g_set_error_literal (error, NORD_DISTRICTS_ERROR, NORD_DISTRICTS_ERROR_INVALID,
                         _ ("This is not a list of districts"));
    return NULL;
  }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (features)); i++) {
    JsonNode *node = json_array_get_element (json_node_get_array (features), i);

    if (!read_feature (self, object_of (node), error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nord_districts_get_n:
 *
 * Returns: how many districts of @rank there are
 */
guint
nord_districts_get_n (NordDistricts *self, NordDistrictRank rank)
{
  g_return_val_if_fail (NORD_IS_DISTRICTS (self), 0);
  g_return_val_if_fail (rank < NORD_DISTRICT_N_RANKS, 0);
  return self->list[rank]->len;
}

/**
 * nord_districts_get:
 * @index: below nord_districts_get_n()
 *
 * Returns: (transfer none): a district, in the order of the file (by name, by number)
 */
const NordDistrict *
nord_districts_get (NordDistricts *self, NordDistrictRank rank, guint index)
{
  g_return_val_if_fail (NORD_IS_DISTRICTS (self), NULL);
  g_return_val_if_fail (rank < NORD_DISTRICT_N_RANKS, NULL);
  g_return_val_if_fail (index < self->list[rank]->len, NULL);
  return g_ptr_array_index (self->list[rank], index);
}

/**
 * nord_districts_find:
 * @name: name or id, as it is written in the file
 *
 * Returns: (transfer none) (nullable): the district of that name
 */
const NordDistrict *
nord_districts_find (NordDistricts *self, NordDistrictRank rank, const char *name)
{
  g_return_val_if_fail (NORD_IS_DISTRICTS (self), NULL);
  g_return_val_if_fail (rank < NORD_DISTRICT_N_RANKS, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  for (guint i = 0; i < self->list[rank]->len; i++) {
    const NordDistrict *district = g_ptr_array_index (self->list[rank], i);

    if (strcmp (district->name, name) == 0 || strcmp (district->id, name) == 0)
      return district;
  }
  return NULL;
}

/**
 * nord_districts_locate:
 * @shape: a shape of any kind
 *
 * The district of @rank that @shape belongs to, see nord_relate_find_district().
 *
 * Returns: (transfer none) (nullable): the district, %NULL for a shape outside all of them
 */
const NordDistrict *
nord_districts_locate (NordDistricts *self, NordDistrictRank rank, const NordShape *shape)
{
  int found;

  g_return_val_if_fail (NORD_IS_DISTRICTS (self), NULL);
  g_return_val_if_fail (rank < NORD_DISTRICT_N_RANKS, NULL);
  g_return_val_if_fail (shape != NULL, NULL);
  found = nord_relate_find_district ((const NordShape *const *) self->shapes[rank]->pdata,
                                     self->shapes[rank]->len, shape);
  return found >= 0 ? g_ptr_array_index (self->list[rank], found) : NULL;
}

/**
 * nord_districts_locate_part:
 * @city: (nullable): the city district in which @shape lies
 * @shape: a shape of any kind
 *
 * The statistical district of @shape among those that make up @city, so that the numbers of the
 * parts sum up to that of the whole: the longest part of a line may lie in another city district
 * than the largest of the small ones that it runs through.
 *
 * Returns: (transfer none) (nullable): the district, %NULL where @city is or has none
 */
const NordDistrict *
nord_districts_locate_part (NordDistricts *self, const NordDistrict *city, const NordShape *shape)
{
  const NordDistrict *found = NULL;
  double most = 0;

  g_return_val_if_fail (NORD_IS_DISTRICTS (self), NULL);
  g_return_val_if_fail (shape != NULL, NULL);
  for (guint i = 0; city != NULL && i < self->list[NORD_DISTRICT_STATISTICAL]->len; i++) {
    const NordDistrict *part = g_ptr_array_index (self->list[NORD_DISTRICT_STATISTICAL], i);
    double share;

    if (g_strcmp0 (part->city, city->id) != 0)
      continue;
    share = nord_relate_share (shape, part->shape);
    if (share > most) {
      most = share;
      found = part;
    }
  }
  return found;
}

/**
 * nord_districts_search:
 * @text: a name or id as a person writes it, in whatever case
 *
 * A city district goes before a statistical one of the same name: that one has a number.
 *
 * Returns: (transfer none) (nullable): the city or statistical district that is meant
 */
const NordDistrict *
nord_districts_search (NordDistricts *self, const char *text)
{
  static const NordDistrictRank ranks[] = {NORD_DISTRICT_CITY, NORD_DISTRICT_STATISTICAL};
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (NORD_IS_DISTRICTS (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);
  wanted = g_utf8_casefold (text, -1);
  g_strstrip (wanted);
  for (guint r = 0; r < G_N_ELEMENTS (ranks); r++) {
    for (guint i = 0; i < self->list[ranks[r]]->len; i++) {
      const NordDistrict *district = g_ptr_array_index (self->list[ranks[r]], i);
      g_autofree char *name = g_utf8_casefold (district->name, -1);

      if (strcmp (name, wanted) == 0 || strcmp (district->id, wanted) == 0)
        return district;
    }
  }
  return NULL;
}

/**
 * nord_district_write:
 *
 * Several statistical districts are called like the city district around them, so their number
 * stands beside the name.
 *
 * Returns: (transfer full): “Eving”, or of a statistical district “Eving (120)”
 */
char *
nord_district_write (const NordDistrict *district)
{
  g_return_val_if_fail (district != NULL, NULL);
  return district->rank == NORD_DISTRICT_STATISTICAL
           ? g_strdup_printf ("%s (%s)", district->name, district->id)
           : g_strdup (district->name);
}
