/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A map style, read from two JSON files: the layers, which are the same for all styles, and a
 * palette. `resources/map/layers.json` is a list in drawing order:
 *
 *   {"id": "water", "type": "fill", "source": "water", "filter": {…}, "color": "@water",
 *    "min": 8, "max": 24, "opacity": [[13, 0], [14, 1]], "outline": "@water-edge", "width": 1}
 *   {"id": "street", "type": "line", …, "width": [[12, 0.5], [18, 14]], "dash": [3, 2],
 *    "cap": "butt", "casing": "@street-edge", "casing-width": 1, "group": "roads"}
 *   {"id": "place", "type": "label", …, "text": ["name:de", "name"], "size": 12, …}
 *
 * The source "*" is every layer of a tile that neither another layer of the style nor the schema
 * names: what somebody has made a pack of. A layer of the type "dot" paints points.
 *
 * A word that begins with @ stands for a colour or number of the palette. Numbers are px of a
 * screen with scale factor 1, by zoom level of 512 px tiles. All casings of a group are drawn
 * before the first line of the group, so that crossings are open. */
#include "core/map/style.h"

#include "core/map/map-error.h"
#include "resources/nord-core-resources.h"

#include <math.h>
#include <pango/pango.h>
#include <string.h>

#include "config.h"

G_DEFINE_BOXED_TYPE (NordMapStyle, nord_map_style, nord_map_style_ref, nord_map_style_unref)

/* The layers of the OpenMapTiles schema 3.15: what of them is not drawn is left out on purpose. */
static const char *const schema[] = {
  "aerodrome_label",
  "aeroway",
  "boundary",
  "building",
  "housenumber",
  "landcover",
  "landuse",
  "mountain_peak",
  "park",
  "place",
  "poi",
  "transportation",
  "transportation_name",
  "water",
  "water_name",
  "waterway",
};

typedef struct {
  JsonObject *palette; /* (borrowed) */
  const char *id;      /* (borrowed) of the layer that is being read */
  GError **error;
  gboolean failed;
} Parser;

static void
fail (Parser *parser, const char *what)
{
  if (!parser->failed)
    g_set_error (parser->error, NORD_MAP_ERROR, NORD_MAP_ERROR_STYLE, "Map style, layer “%s”: %s",
                 parser->id ? parser->id : "", what);
  parser->failed = TRUE;
}

/* The member itself, or what it refers to in the palette. */
static JsonNode *
get_member (Parser *parser, JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  const char *text;

  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    text = json_node_get_string (node);
    if (text[0] == '@') {
      node = json_object_get_member (parser->palette, text + 1);
      if (!node) {
        g_autofree char *what = g_strdup_printf ("the palette has no “%s”", text + 1);
        fail (parser, what);
      }
    }
  }
  return node;
}

static double
get_number (Parser *parser, JsonObject *object, const char *member, double otherwise)
{
  JsonNode *node = get_member (parser, object, member);

  if (!node)
    return otherwise;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_STRING) {
    fail (parser, member);
    return otherwise;
  }
  return json_node_get_double (node);
}

static NordStops
get_stops (Parser *parser, JsonObject *object, const char *member, double otherwise)
{
  NordStops stops = {.n = 1, .value = {otherwise}};
  JsonNode *node = get_member (parser, object, member);
  JsonArray *array;

  if (!node)
    return stops;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    stops.value[0] = get_number (parser, object, member, otherwise);
    return stops;
  }
  array = json_node_get_array (node);
  stops.n = json_array_get_length (array);
  if (stops.n < 1 || stops.n > G_N_ELEMENTS (stops.zoom)) {
    fail (parser, member);
    stops.n = 1;
    return stops;
  }
  for (guint i = 0; i < stops.n; i++) {
    JsonNode *pair = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_ARRAY (pair) || json_array_get_length (json_node_get_array (pair)) != 2) {
      fail (parser, member);
      return stops;
    }
    stops.zoom[i] = json_array_get_double_element (json_node_get_array (pair), 0);
    stops.value[i] = json_array_get_double_element (json_node_get_array (pair), 1);
    if (i > 0 && stops.zoom[i] <= stops.zoom[i - 1])
      fail (parser, member);
  }
  return stops;
}

static gboolean
parse_color (const char *text, NordMapColor *color)
{
  guint64 value;
  gsize length = strlen (text);

  if (text[0] != '#' || (length != 7 && length != 9) ||
      !g_ascii_string_to_unsigned (text + 1, 16, 0, G_MAXUINT32, &value, NULL))
    return FALSE;
  if (length == 7)
    value = value << 8 | 0xff;
  color->red = (double) (value >> 24 & 0xff) / 255;
  color->green = (double) (value >> 16 & 0xff) / 255;
  color->blue = (double) (value >> 8 & 0xff) / 255;
  color->alpha = (double) (value & 0xff) / 255;
  return TRUE;
}

static gboolean
get_color (Parser *parser, JsonObject *object, const char *member, NordMapColor *color)
{
  JsonNode *node = get_member (parser, object, member);

  if (!node)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
      !parse_color (json_node_get_string (node), color)) {
    fail (parser, member);
    return FALSE;
  }
  return TRUE;
}

static const char *
get_text (Parser *parser, JsonObject *object, const char *member, const char *otherwise)
{
  JsonNode *node = get_member (parser, object, member);

  if (!node)
    return otherwise;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING) {
    fail (parser, member);
    return otherwise;
  }
  return json_node_get_string (node);
}

static void
read_label (Parser *parser, JsonObject *object, NordStyleLayer *layer)
{
  const char *placement = get_text (parser, object, "placement", "point");
  JsonNode *text = json_object_get_member (object, "text");
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  layer->placement = strcmp (placement, "line") == 0     ? NORD_PLACE_LINE
                     : strcmp (placement, "shield") == 0 ? NORD_PLACE_SHIELD
                                                         : NORD_PLACE_POINT;
  if (text && JSON_NODE_HOLDS_ARRAY (text)) {
    JsonArray *array = json_node_get_array (text);

    for (guint i = 0; i < json_array_get_length (array); i++)
      g_strv_builder_add (keys, json_array_get_string_element (array, i));
  } else if (text) {
    g_strv_builder_add (keys, json_node_get_string (text));
  }
  layer->text = g_strv_builder_end (keys);
  layer->icon = g_strdup (get_text (parser, object, "icon", NULL));
  if (!layer->text[0] && !layer->icon)
    fail (parser, "a label needs a text or an icon");
  get_color (parser, object, "halo", &layer->halo);
  layer->has_box = get_color (parser, object, "box", &layer->box);
  layer->has_box_edge = get_color (parser, object, "box-edge", &layer->box_edge);
  layer->icon_color = layer->color;
  get_color (parser, object, "icon-color", &layer->icon_color);
  layer->icon_size = get_number (parser, object, "icon-size", 14);
  layer->text_optional =
    json_object_get_boolean_member_with_default (object, "text-optional", FALSE);
  layer->halo_width = get_number (parser, object, "halo-width", 1.4);
  layer->size = get_stops (parser, object, "size", 12);
  layer->weight = (int) get_number (parser, object, "weight", PANGO_WEIGHT_NORMAL);
  layer->italic = json_object_get_boolean_member_with_default (object, "italic", FALSE);
  layer->uppercase = json_object_get_boolean_member_with_default (object, "uppercase", FALSE);
  layer->spacing = get_number (parser, object, "spacing", 0);
  layer->wrap = get_number (parser, object, "wrap", 9);
  layer->repeat = get_number (parser, object, "repeat", 220);
  layer->padding = get_number (parser, object, "padding", 2);
  layer->priority = get_number (parser, object, "priority", 0);
  layer->rank = g_strdup (get_text (parser, object, "rank", NULL));
}

static void
read_dash (Parser *parser, JsonObject *object, NordStyleLayer *layer)
{
  JsonNode *node = json_object_get_member (object, "dash");
  JsonArray *array;

  if (!node)
    return;
  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  layer->n_dash = array ? json_array_get_length (array) : 0;
  if (layer->n_dash < 2 || layer->n_dash > G_N_ELEMENTS (layer->dash)) {
    fail (parser, "dash");
    layer->n_dash = 0;
    return;
  }
  for (guint i = 0; i < layer->n_dash; i++) {
    layer->dash[i] = json_array_get_double_element (array, i);
    if (!(layer->dash[i] > 0.05))
      fail (parser, "dash");
  }
}

static NordStyleLayer
read_layer (Parser *parser, JsonObject *object)
{
  NordStyleLayer layer = {0};
  const char *type;
  JsonNode *filter;

  parser->id = json_object_get_string_member_with_default (object, "id", "");
  type = get_text (parser, object, "type", "");
  layer.id = g_strdup (parser->id);
  layer.source = g_strdup (get_text (parser, object, "source", ""));
  if (strcmp (type, "fill") == 0)
    layer.type = NORD_STYLE_FILL;
  else if (strcmp (type, "line") == 0)
    layer.type = NORD_STYLE_LINE;
  else if (strcmp (type, "dot") == 0)
    layer.type = NORD_STYLE_DOT;
  else if (strcmp (type, "label") == 0)
    layer.type = NORD_STYLE_LABEL;
  else
    fail (parser, "the type is none of fill, line, dot and label");
  layer.min_zoom = get_number (parser, object, "min", 0);
  layer.max_zoom = get_number (parser, object, "max", 99);
  filter = json_object_get_member (object, "filter");
  layer.filter = nord_style_filter_parse (filter && JSON_NODE_HOLDS_OBJECT (filter)
                                            ? json_node_get_object (filter)
                                            : NULL,
                                          parser->failed ? NULL : parser->error);
  parser->failed |= layer.filter == NULL;
  if (!get_color (parser, object, "color", &layer.color))
    fail (parser, "there is no color");
  layer.opacity = get_stops (parser, object, "opacity", 1);
  layer.width = get_stops (parser, object, "width", 1);
  layer.has_outline = get_color (parser, object, "outline", &layer.outline);
  layer.round = strcmp (get_text (parser, object, "cap", "round"), "round") == 0;
  read_dash (parser, object, &layer);
  if (layer.type == NORD_STYLE_LABEL)
    read_label (parser, object, &layer);
  return layer;
}

static void
layer_clear (NordStyleLayer *layer)
{
  g_free (layer->id);
  g_free (layer->source);
  g_clear_pointer (&layer->filter, nord_style_filter_free);
  g_strfreev (layer->text);
  g_free (layer->icon);
  g_free (layer->rank);
}

/* The casing of a line is a wider line with the same filter, below it. */
static NordStyleLayer
read_casing (Parser *parser, JsonObject *object)
{
  NordStyleLayer casing = read_layer (parser, object);
  double extra = get_number (parser, object, "casing-width", 1);
  g_autofree char *id = g_steal_pointer (&casing.id);

  casing.id = g_strconcat (id, "-casing", NULL);
  get_color (parser, object, "casing", &casing.color);
  casing.min_zoom = get_number (parser, object, "casing-min", MAX (casing.min_zoom, 0));
  casing.n_dash = 0;
  for (guint i = 0; i < casing.width.n; i++)
    casing.width.value[i] += 2 * extra;
  return casing;
}

static void
pictogram_free (NordPictogram *self)
{
  g_free (self->values);
  g_free (self);
}

/* M x y, L x y, C x1 y1 x2 y2 x y, Z, and O cx cy r for a circle: absolute, by blanks. */
static NordPictogram *
read_pictogram (Parser *parser, const char *path)
{
  g_auto (GStrv) words = g_strsplit (path, " ", 400);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  guint expected = 0;
  NordPictogram *self;

  for (guint i = 0; words[i]; i++) {
    double value;
    char *end;

    if (expected == 0) {
      static const char verbs[] = "MLCZO";
      static const guint n_numbers[] = {2, 2, 6, 0, 3};
      const char *verb = words[i][0] && !words[i][1] ? strchr (verbs, words[i][0]) : NULL;

      if (!verb) {
        fail (parser, "a pictogram has an unknown verb");
        break;
      }
      value = *verb;
      expected = n_numbers[verb - verbs];
    } else {
      value = g_ascii_strtod (words[i], &end);
      if (end == words[i] || *end || !isfinite (value)) {
        fail (parser, "a pictogram has a wrong number");
        break;
      }
      expected--;
    }
    g_array_append_val (values, value);
  }
  if (expected > 0)
    fail (parser, "a pictogram is cut off");
  self = g_new0 (NordPictogram, 1);
  self->n = values->len;
  self->values = (double *) (void *) g_array_free (g_steal_pointer (&values), FALSE);
  return self;
}

static void
read_pictograms (Parser *parser, JsonObject *object, NordMapStyle *self)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node)) {
    parser->id = name;
    g_hash_table_insert (self->pictograms, g_strdup (name),
                         read_pictogram (parser, json_node_get_string (node)));
  }
}

static gboolean
in_group (JsonArray *list, guint index, const char *group)
{
  JsonObject *object =
    index < json_array_get_length (list) ? json_array_get_object_element (list, index) : NULL;

  return object && group &&
         g_strcmp0 (json_object_get_string_member_with_default (object, "group", NULL), group) == 0;
}

static void
read_layers (Parser *parser, JsonArray *list, GArray *layers)
{
  guint n = json_array_get_length (list);

  for (guint i = 0; i < n;) {
    const char *group =
      json_object_get_string_member_with_default (json_array_get_object_element (list, i), "group",
                                                  NULL);
    guint end = i + 1;

    while (in_group (list, end, group))
      end++;
    for (guint pass = 0; pass < 2; pass++) {
      for (guint j = i; j < end; j++) {
        JsonObject *object = json_array_get_object_element (list, j);
        NordStyleLayer layer;

        if (pass == 0 && !json_object_has_member (object, "casing"))
          continue;
        layer = pass == 0 ? read_casing (parser, object) : read_layer (parser, object);
        g_array_append_val (layers, layer);
      }
    }
    i = end;
  }
}

static JsonObject *
load (Parser *parser, JsonParser *json, const char *text, gssize length)
{
  JsonNode *root;

  if (!json_parser_load_from_data (json, text, length, parser->failed ? NULL : parser->error)) {
    parser->failed = TRUE;
    return NULL;
  }
  root = json_parser_get_root (json);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root)) {
    fail (parser, "not an object");
    return NULL;
  }
  return json_node_get_object (root);
}

/**
 * nord_map_style_parse:
 * @layers_json: the layers
 * @layers_length: bytes, or -1
 * @palette_json: the palette
 * @palette_length: bytes, or -1
 * @kind: what the style is called
 * @error: return location for a #GError
 *
 * Both texts are part of the program, not input of a user: mistakes are reported, not survived.
 *
 * Returns: (transfer full): the style, or %NULL with %NORD_MAP_ERROR_STYLE or a #JsonParserError
 */
NordMapStyle *
nord_map_style_parse (const char *layers_json,
                      gssize layers_length,
                      const char *palette_json,
                      gssize palette_length,
                      NordMapStyleKind kind,
                      GError **error)
{
  g_autoptr (NordMapStyle) self = g_new0 (NordMapStyle, 1);
  g_autoptr (JsonParser) layers_parser = json_parser_new_immutable ();
  g_autoptr (JsonParser) palette_parser = json_parser_new_immutable ();
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (NordStyleLayer));
  Parser parser = {.error = error};
  JsonObject *root;

  g_atomic_ref_count_init (&self->refs);
  g_array_set_clear_func (layers, (GDestroyNotify) layer_clear);
  self->kind = kind;
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pictograms =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) pictogram_free);
  parser.palette = load (&parser, palette_parser, palette_json, palette_length);
  root = load (&parser, layers_parser, layers_json, layers_length);
  if (!root || !parser.palette)
    return NULL;
  if (!get_color (&parser, parser.palette, "background", &self->background))
    fail (&parser, "there is no background");
  if (!get_color (&parser, parser.palette, "unknown", &self->unknown))
    fail (&parser, "there is no colour for what is unknown");
  if (json_object_has_member (root, "pictograms"))
    read_pictograms (&parser, json_object_get_object_member (root, "pictograms"), self);
  read_layers (&parser, json_object_get_array_member (root, "layers"), layers);
  for (guint i = 0; i < layers->len; i++) {
    NordStyleLayer *layer = &g_array_index (layers, NordStyleLayer, i);

    parser.id = layer->id;
    if (layer->icon && !g_hash_table_contains (self->pictograms, layer->icon))
      fail (&parser, "there is no such pictogram");
  }
  if (parser.failed)
    return NULL;
  for (guint i = 0; i < layers->len; i++)
    g_hash_table_add (self->sources, g_strdup (g_array_index (layers, NordStyleLayer, i).source));
  for (guint i = 0; i < G_N_ELEMENTS (schema); i++)
    g_hash_table_add (self->sources, g_strdup (schema[i]));
  self->n_layers = layers->len;
  g_array_set_clear_func (layers, NULL);
  self->layers = (NordStyleLayer *) (void *) g_array_free (g_steal_pointer (&layers), FALSE);
  return g_steal_pointer (&self);
}

/**
 * nord_map_style_new:
 * @kind: which of the styles that the program carries
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the style, or %NULL with %NORD_MAP_ERROR_STYLE
 */
NordMapStyle *
nord_map_style_new (NordMapStyleKind kind, GError **error)
{
  static const char *const names[] = {"light", "dark", "contrast", "calm"};
  GResource *resource = nord_core_get_resource ();
  g_autofree char *path = NULL;
  g_autoptr (GBytes) layers = NULL;
  g_autoptr (GBytes) palette = NULL;

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);
  path = g_strconcat (NORD_APP_PATH "/core/map/", names[kind], ".json", NULL);
  layers = g_resource_lookup_data (resource, NORD_APP_PATH "/core/map/layers.json", 0, error);
  if (!layers)
    return NULL;
  palette = g_resource_lookup_data (resource, path, 0, error);
  if (!palette)
    return NULL;
  return nord_map_style_parse (g_bytes_get_data (layers, NULL), (gssize) g_bytes_get_size (layers),
                               g_bytes_get_data (palette, NULL),
                               (gssize) g_bytes_get_size (palette), kind, error);
}

/**
 * nord_map_style_kind_from_word:
 * @word: "light", "dark", "contrast" or "calm"
 * @kind: (out): the kind
 *
 * Returns: %FALSE for any other word
 */
gboolean
nord_map_style_kind_from_word (const char *word, NordMapStyleKind *kind)
{
  static const char *const words[] = {"light", "dark", "contrast", "calm"};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_strcmp0 (word, words[i]) == 0) {
      *kind = (NordMapStyleKind) i;
      return TRUE;
    }
  }
  return FALSE;
}

NordMapStyle *
nord_map_style_ref (NordMapStyle *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nord_map_style_unref (NordMapStyle *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->n_layers; i++)
    layer_clear (&self->layers[i]);
  g_free (self->layers);
  g_clear_pointer (&self->pictograms, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_free (self);
}

/**
 * nord_stops_at:
 * @zoom: a zoom level, also between two integers
 *
 * Between two stops the number grows by the same factor at each step, because the map does so too
 * (a street twice as wide at the next level stays in proportion); next to a zero it grows evenly.
 * Before the first and after the last stop it stays.
 *
 * Returns: the number at @zoom
 */
double
nord_stops_at (const NordStops *self, double zoom)
{
  guint i = 0;
  double t, a, b;

  if (zoom <= self->zoom[0])
    return self->value[0];
  while (i + 1 < self->n && self->zoom[i + 1] <= zoom)
    i++;
  if (i + 1 >= self->n)
    return self->value[self->n - 1];
  t = (zoom - self->zoom[i]) / (self->zoom[i + 1] - self->zoom[i]);
  a = self->value[i];
  b = self->value[i + 1];
  return a > 0 && b > 0 ? a * pow (b / a, t) : a + (b - a) * t;
}

gboolean
nord_style_layer_visible (const NordStyleLayer *self, double zoom)
{
  return zoom >= self->min_zoom && zoom < self->max_zoom;
}

/**
 * nord_map_style_next_source:
 * @layer: a layer of @self
 * @at: (inout): where to go on, 0 at first
 *
 * The layers of a tile that @layer draws: the one that it names, or one after the other all that
 * the style does not know.
 *
 * Returns: (transfer none) (nullable): the next with anything in it, %NULL after the last
 */
const NordMvtLayer *
nord_map_style_next_source (const NordMapStyle *self,
                            const NordStyleLayer *layer,
                            const NordMvt *mvt,
                            guint *at)
{
  const NordMvtLayer *found;

  if (strcmp (layer->source, "*") != 0) {
    found = (*at)++ == 0 ? nord_mvt_find_layer (mvt, layer->source) : NULL;
    return found && found->n_features > 0 ? found : NULL;
  }
  while (*at < mvt->n_layers) {
    g_autofree char *name = NULL;

    found = &mvt->layers[(*at)++];
    name = g_strndup (found->name.bytes, found->name.length);
    if (found->n_features > 0 && !g_hash_table_contains (self->sources, name))
      return found;
  }
  return NULL;
}
