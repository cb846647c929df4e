/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Making changes of the sample file. */
#include "core/exchange/sample.h"

#include "core/exchange/exchange-error.h"
#include "core/geo/geojson.h"
#include "core/model/answer.h"
#include "core/model/idea.h"
#include "core/model/project.h"
#include "core/model/register.h"
#include "core/model/workshop.h"

#include "config.h"
#include "nord-core-resources.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define SAMPLE_PATH NORD_APP_PATH "/core/sample/nordforum.geojson"
#define REGISTER_PATH NORD_APP_PATH "/core/sample/projects.geojson"

GBytes *
nord_sample_load (GError **error)
{
  return g_resource_lookup_data (nord_core_get_resource (), SAMPLE_PATH,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

GBytes *
nord_sample_load_register (GError **error)
{
  return g_resource_lookup_data (nord_core_get_resource (), REGISTER_PATH,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static JsonObject *
parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (!json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;
  /* An empty text has no root at all. */
  JsonNode *root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID,
                         _ ("The sample cannot be read"));
    return NULL;
  }
  return json_object_ref (json_node_get_object (root));
}

/* (nullable) the member, where it is an object. */
static JsonObject *
member_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

char *
nord_sample_read_title (GBytes *bytes, GError **error)
{
  g_autoptr (JsonObject) root = parse (bytes, error);

  if (root == NULL)
    return NULL;
  JsonObject *workshop = member_object (root, "workshop");
  const char *title =
    workshop != NULL ? json_object_get_string_member_with_default (workshop, "title", NULL) : NULL;
  if (title == NULL)
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID,
                         _ ("The sample cannot be read"));
  return g_strdup (title);
}

/* One member into one field, by the kind of the field. */
static gboolean
set_field (NordChange *change, guint field, JsonNode *node, GError **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  switch (change->noun->fields[field].kind) {
  case NORD_VALUE_TEXT:
    nord_change_set_text (change, field, json_node_get_string (node));
    return TRUE;
  case NORD_VALUE_INTEGER:
    nord_change_set_integer (change, field, json_node_get_int (node));
    return TRUE;
  case NORD_VALUE_REAL:
    nord_change_set_real (change, field, json_node_get_double (node));
    return TRUE;
  case NORD_VALUE_BOOLEAN:
    nord_change_set_boolean (change, field, json_node_get_boolean (node));
    return TRUE;
  case NORD_VALUE_JSON: {
    g_autofree char *json = json_to_string (node, FALSE);

    nord_change_set_json (change, field, json);
    return TRUE;
  }
  case NORD_VALUE_SHAPE: {
    g_autoptr (NordShape) shape = nord_geojson_parse_node (node, error);

    if (shape == NULL)
      return FALSE;
    nord_change_set_shape (change, field, shape);
    return TRUE;
  }
  case NORD_VALUE_NULL:
  default:
    return TRUE;
  }
}

/* All members that are fields of the noun; others are left to those who know them. */
static gboolean
set_fields (NordChange *change, JsonObject *object, GError **error)
{
  for (guint f = 0; f < change->noun->n_fields; f++) {
    JsonNode *node = json_object_get_member (object, change->noun->fields[f].name);

    if (node != NULL && !set_field (change, f, node, error)) {
      g_prefix_error (error, "%s.%s: ", change->noun->name, change->noun->fields[f].name);
      return FALSE;
    }
  }
  return TRUE;
}

static JsonArray *
member_array (JsonObject *root, const char *name)
{
  JsonNode *node = json_object_get_member (root, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
add_things (NordChangeSet *to,
            JsonObject *root,
            const char *member,
            NordNounKind noun,
            GError **error)
{
  JsonArray *array = member_array (root, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    NordChange *change = nord_change_new_create (noun, NULL);

    nord_change_set_group_add (to, change);
    if (!set_fields (change, json_array_get_object_element (array, i), error))
      return FALSE;
  }
  return TRUE;
}

/* The register, which is a file of its own, and in @numbers the ids by their numbers. */
static gboolean
add_projects (NordChangeSet *to, GHashTable *numbers, GError **error)
{
  g_autoptr (GBytes) bytes = nord_sample_load_register (error);
  g_autoptr (JsonObject) root = bytes != NULL ? parse (bytes, error) : NULL;
  JsonArray *features = root != NULL ? member_array (root, "features") : NULL;

  for (guint i = 0; features != NULL && i < json_array_get_length (features); i++) {
    JsonObject *feature = json_array_get_object_element (features, i);
    JsonObject *properties = member_object (feature, "properties");
    NordChange *change = nord_change_new_create (NORD_NOUN_PROJECT, NULL);

    nord_change_set_group_add (to, change);
    if (!set_fields (change, properties, error) ||
        !set_field (change, NORD_PROJECT_SHAPE, json_object_get_member (feature, "geometry"),
                    error))
      return FALSE;
    g_hash_table_insert (numbers, g_strdup (json_object_get_string_member (properties, "number")),
                         change->target);
  }
  return features != NULL;
}

/* Ideas, and in @ids their ids by their keys. */
static gboolean
add_ideas (NordChangeSet *to, JsonObject *root, GHashTable *ids, GError **error)
{
  JsonArray *features = member_array (root, "features");

  for (guint i = 0; features != NULL && i < json_array_get_length (features); i++) {
    JsonObject *feature = json_array_get_object_element (features, i);
    JsonObject *properties = member_object (feature, "properties");
    JsonNode *geometry = json_object_get_member (feature, "geometry");
    NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    const char *key;

    nord_change_set_group_add (to, change);
    if (properties == NULL) {
      g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID,
                           _ ("The sample cannot be read"));
      return FALSE;
    }
    if (!set_fields (change, properties, error) ||
        (geometry != NULL && !set_field (change, NORD_IDEA_SHAPE, geometry, error)))
      return FALSE;
    key = json_object_get_string_member_with_default (properties, "source_key", NULL);
    if (key != NULL)
      g_hash_table_insert (ids, g_strdup (key), g_strdup (change->target));
  }
  return TRUE;
}

/* Answers name their idea by its key in the file. */
static gboolean
add_answers (NordChangeSet *to,
             JsonObject *root,
             GHashTable *ids,
             GHashTable *numbers,
             GError **error)
{
  JsonArray *answers = member_array (root, "answers");

  for (guint i = 0; answers != NULL && i < json_array_get_length (answers); i++) {
    JsonObject *answer = json_array_get_object_element (answers, i);
    const char *key = json_object_get_string_member_with_default (answer, "idea", "");
    const char *id = g_hash_table_lookup (ids, key);
    NordChange *change;

    if (id == NULL) {
      g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID,
                   _ ("There is no idea “%s”"), key);
      return FALSE;
    }
    change = nord_change_new_create (NORD_NOUN_ANSWER, NULL);
    nord_change_set_group_add (to, change);
    if (!set_fields (change, answer, error))
      return FALSE;
    nord_change_set_text (change, NORD_ANSWER_IDEA, id);
    /* What the city said became a project belongs to it. */
    const char *number =
      json_object_get_string_member_with_default (answer, "project_number", NULL);
    const char *project = number != NULL ? g_hash_table_lookup (numbers, number) : NULL;
    if (project != NULL)
      nord_register_link (to, id, project);
  }
  return TRUE;
}

/**
 * nord_sample_read:
 * @bytes: what nord_sample_load() gave
 * @workshop: the record of a workshop that was just made
 * @error: return location
 *
 * The scope of the workshop stays its own: two samples on two laptops are two workshops.
 *
 * Errors: NORD_EXCHANGE_ERROR, JSON_PARSER_ERROR, NORD_GEO_ERROR.
 *
 * Returns: (transfer full): everything as one step
 */
NordChangeSet *
nord_sample_read (GBytes *bytes, NordRecord *workshop, GError **error)
{
  g_autoptr (JsonObject) root = parse (bytes, error);
  g_autoptr (NordChangeSet) changes = nord_change_set_group_new (_ ("Fill with the Sample"));
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NordChange) details = NULL;

  if (root == NULL)
    return NULL;
  JsonObject *object = member_object (root, "workshop");
  if (object != NULL) {
    details = nord_change_new_update (workshop);
    for (guint f = 0; f < NORD_WORKSHOP_N_FIELDS; f++) {
      JsonNode *node = json_object_get_member (object, details->noun->fields[f].name);

      if (f != NORD_WORKSHOP_SCOPE && node != NULL && !set_field (details, f, node, error))
        return NULL;
    }
    if (!nord_change_is_empty (details))
      nord_change_set_group_add (changes, g_steal_pointer (&details));
  }
  if (!add_things (changes, root, "steps", NORD_NOUN_STEP, error) ||
      !add_projects (changes, numbers, error) || !add_ideas (changes, root, ids, error) ||
      !add_answers (changes, root, ids, numbers, error))
    return NULL;
  return g_steal_pointer (&changes);
}
