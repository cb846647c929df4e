/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reads a programme from its JSON file and answers questions about it. */
#include "core/model/programme.h"

#include "config.h"

#include "nord-core-resources.h"

#include <json-glib/json-glib.h>

struct _NordProgramme {
  GObject parent_instance;

  char *id;             /* (owned) */
  char *title;          /* (owned) */
  char *city, *country; /* (owned) (nullable) */
  GArray *categories;   /* (owned) (element-type NordCategory) */
  GArray *languages;    /* (owned) (element-type NordLanguage) */
  GPtrArray *districts; /* (owned) (element-type utf8), NULL-terminated */
  NordBounds home;
};

G_DEFINE_FINAL_TYPE (NordProgramme, nord_programme, G_TYPE_OBJECT)

G_DEFINE_QUARK (nord_programme_error, nord_programme_error)

/* The order of NordMark. */
static const char *const mark_names[] = {
  "circle", "square", "triangle", "diamond", "hexagon", "star", "cross",
};

static gboolean
refuse (GError **error, const char *where, const char *what)
{
  g_set_error (error, NORD_PROGRAMME_ERROR, NORD_PROGRAMME_ERROR_INVALID, "%s: %s", where, what);
  return FALSE;
}

static const char *
member_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/* The text for @language, else for its first subtag, else German, else any. */
static const char *
pick_title (JsonObject *object, const char *language)
{
  JsonNode *node = json_object_get_member (object, "title");
  JsonObject *titles;
  g_autofree char *base = NULL;
  const char *found;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return member_text (object, "title");
  titles = json_node_get_object (node);
  found = member_text (titles, language);
  if (found == NULL) {
    base = g_strndup (language, strcspn (language, "-_"));
    found = member_text (titles, base);
  }
  return found != NULL ? found : member_text (titles, "de");
}

static int
hex_pair (const char *text)
{
  int high = g_ascii_xdigit_value (text[0]);
  int low = high < 0 ? -1 : g_ascii_xdigit_value (text[1]);

  return low < 0 ? -1 : high * 16 + low;
}

static gboolean
read_category (JsonNode *node, const char *language, NordCategory *category, GError **error)
{
  JsonObject *object;
  const char *id, *title, *shape, *colour;
  int rgb[3];
  guint mark;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "categories", "each must be an object");
  object = json_node_get_object (node);
  id = member_text (object, "id");
  title = pick_title (object, language);
  shape = member_text (object, "shape");
  colour = member_text (object, "colour");
  if (id == NULL || *id == '\0' || title == NULL || shape == NULL || colour == NULL)
    return refuse (error, "categories", "id, title, shape and colour are needed");
  for (mark = 0; mark < G_N_ELEMENTS (mark_names); mark++)
    if (g_str_equal (mark_names[mark], shape))
      break;
  if (mark == G_N_ELEMENTS (mark_names))
    return refuse (error, id, "the shape is not known");
  if (strlen (colour) != 7 || colour[0] != '#')
    return refuse (error, id, "the colour must look like #0072b2");
  for (guint i = 0; i < 3; i++)
    if ((rgb[i] = hex_pair (colour + 1 + 2 * i)) < 0)
      return refuse (error, id, "the colour must look like #0072b2");

  category->id = g_strdup (id);
  category->title = g_strdup (title);
  category->icon = g_strdup_printf ("nord-%s-symbolic", shape);
  category->mark = mark;
  category->red = rgb[0] / 255.0;
  category->green = rgb[1] / 255.0;
  category->blue = rgb[2] / 255.0;
  return TRUE;
}

static JsonArray *
member_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
read_home (JsonObject *root, NordBounds *home, GError **error)
{
  static const char *const sides[] = {"west", "south", "east", "north"};
  double values[4];
  JsonNode *node = json_object_get_member (root, "home");

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "home", "west, south, east and north are needed");
  for (guint i = 0; i < 4; i++) {
    JsonNode *side = json_object_get_member (json_node_get_object (node), sides[i]);

    if (side == NULL || !JSON_NODE_HOLDS_VALUE (side) ||
        (json_node_get_value_type (side) != G_TYPE_DOUBLE &&
         json_node_get_value_type (side) != G_TYPE_INT64))
      return refuse (error, "home", "west, south, east and north are needed");
    values[i] = json_node_get_double (side);
  }
  if (!(values[0] < values[2] && values[1] < values[3] && values[0] >= -180 && values[2] <= 180 &&
        values[1] >= -85 && values[3] <= 85))
    return refuse (error, "home", "the sides are not in order or out of range");
  *home = (NordBounds){values[0], values[1], values[2], values[3]};
  return TRUE;
}

static gboolean
read_root (NordProgramme *self, JsonObject *root, const char *language, GError **error)
{
  JsonArray *array;

  self->id = g_strdup (member_text (root, "id"));
  self->title = g_strdup (pick_title (root, language));
  self->city = g_strdup (member_text (root, "city"));
  self->country = g_strdup (member_text (root, "country"));
  if (self->id == NULL || self->title == NULL)
    return refuse (error, "id, title", "both are needed");
  if (!read_home (root, &self->home, error))
    return FALSE;

  array = member_array (root, "categories");
  if (array == NULL || json_array_get_length (array) == 0 || json_array_get_length (array) > 7)
    return refuse (error, "categories", "one to seven are needed");
  for (guint i = 0; i < json_array_get_length (array); i++) {
    NordCategory category = {0};

    if (!read_category (json_array_get_element (array, i), language, &category, error))
      return FALSE;
    g_array_append_val (self->categories, category);
  }

  array = member_array (root, "languages");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    NordLanguage entry = {0};
    const char *id, *name;

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return refuse (error, "languages", "each must be an object");
    id = member_text (json_node_get_object (node), "id");
    name = member_text (json_node_get_object (node), "name");
    if (id == NULL || name == NULL)
      return refuse (error, "languages", "id and name are needed");
    entry.id = g_strdup (id);
    entry.name = g_strdup (name);
    g_array_append_val (self->languages, entry);
  }

  array = member_array (root, "districts");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
      return refuse (error, "districts", "each must be a name");
    g_ptr_array_add (self->districts, g_strdup (json_node_get_string (node)));
  }
  g_ptr_array_add (self->districts, NULL);
  return TRUE;
}

static void
category_clear (gpointer data)
{
  NordCategory *category = data;

  g_free (category->id);
  g_free (category->title);
  g_free (category->icon);
}

static void
language_clear (gpointer data)
{
  NordLanguage *entry = data;

  g_free (entry->id);
  g_free (entry->name);
}

static void
nord_programme_finalize (GObject *object)
{
  NordProgramme *self = NORD_PROGRAMME (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->city);
  g_free (self->country);
  g_array_unref (self->categories);
  g_array_unref (self->languages);
  g_ptr_array_unref (self->districts);

  G_OBJECT_CLASS (nord_programme_parent_class)->finalize (object);
}

static void
nord_programme_class_init (NordProgrammeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_programme_finalize;
}

static void
nord_programme_init (NordProgramme *self)
{
  self->categories = g_array_new (FALSE, TRUE, sizeof (NordCategory));
  g_array_set_clear_func (self->categories, category_clear);
  self->languages = g_array_new (FALSE, TRUE, sizeof (NordLanguage));
  g_array_set_clear_func (self->languages, language_clear);
  self->districts = g_ptr_array_new_with_free_func (g_free);
}

/**
 * nord_programme_new_default:
 * @language: (nullable): BCP 47 tag of the titles; %NULL takes the first of the locale
 *
 * Loads the programme that ships with the program. It is part of the program, so it cannot fail.
 *
 * Returns: (transfer full): the programme
 */
NordProgramme *
nord_programme_new_default (const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  NordProgramme *self;

  bytes = g_resource_lookup_data (nord_core_get_resource (),
                                  NORD_APP_PATH "/core/programme/nordwaerts.json",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  self = nord_programme_new_from_bytes (bytes, language, &error);
  g_assert_no_error (error);
  return self;
}

/**
 * nord_programme_new_from_bytes:
 * @bytes: a programme as JSON, UTF-8
 * @language: (nullable): BCP 47 tag of the titles; %NULL takes the first of the locale
 * @error: where and what is wrong, %NORD_PROGRAMME_ERROR or a JSON error
 *
 * Returns: (transfer full) (nullable): the programme
 */
NordProgramme *
nord_programme_new_from_bytes (GBytes *bytes, const char *language, GError **error)
{
  g_autoptr (NordProgramme) self = g_object_new (NORD_TYPE_PROGRAMME, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  JsonNode *root;

  if (size > 1024 * 1024) {
    refuse (error, "programme", "the file is larger than 1 MiB");
    return NULL;
  }
  if (!json_parser_load_from_data (parser, data, size, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    refuse (error, "programme", "the file must hold one object");
    return NULL;
  }
  if (language == NULL)
    language = g_get_language_names ()[0];
  if (!read_root (self, json_node_get_object (root), language, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
nord_programme_get_id (NordProgramme *self)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), NULL);
  return self->id;
}

const char *
nord_programme_get_title (NordProgramme *self)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), NULL);
  return self->title;
}

const char *
nord_programme_get_city (NordProgramme *self)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), NULL);

  return self->city;
}

const char *
nord_programme_get_country (NordProgramme *self)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), NULL);

  return self->country;
}

guint
nord_programme_get_n_categories (NordProgramme *self)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), 0);
  return self->categories->len;
}

const NordCategory *
nord_programme_get_category (NordProgramme *self, guint index)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), NULL);
  g_return_val_if_fail (index < self->categories->len, NULL);
  return &g_array_index (self->categories, NordCategory, index);
}

const NordCategory *
nord_programme_find_category (NordProgramme *self, const char *id)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), NULL);
  for (guint i = 0; id != NULL && i < self->categories->len; i++) {
    const NordCategory *category = &g_array_index (self->categories, NordCategory, i);

    if (g_str_equal (category->id, id))
      return category;
  }
  return NULL;
}

guint
nord_programme_get_n_languages (NordProgramme *self)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), 0);
  return self->languages->len;
}

const NordLanguage *
nord_programme_get_language (NordProgramme *self, guint index)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), NULL);
  g_return_val_if_fail (index < self->languages->len, NULL);
  return &g_array_index (self->languages, NordLanguage, index);
}

const NordLanguage *
nord_programme_find_language (NordProgramme *self, const char *id)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), NULL);
  for (guint i = 0; id != NULL && i < self->languages->len; i++) {
    const NordLanguage *entry = &g_array_index (self->languages, NordLanguage, i);

    if (g_str_equal (entry->id, id))
      return entry;
  }
  return NULL;
}

const char *const *
nord_programme_get_districts (NordProgramme *self)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), NULL);
  return (const char *const *) self->districts->pdata;
}

NordBounds
nord_programme_get_home (NordProgramme *self)
{
  g_return_val_if_fail (NORD_IS_PROGRAMME (self), (NordBounds){0});
  return self->home;
}
