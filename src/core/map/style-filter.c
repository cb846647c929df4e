/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which features of a tile's layer a layer of the style takes. A filter is an object; all of its
 * members must hold:
 *
 *   "class": "rail"               the value is this text (or number)
 *   "class": ["minor", "service"] the value is one of these
 *   "!brunnel": "tunnel"          the value is none of these, or there is none
 *   "admin_level<=": 6            the value is a number, and so it is (also <, >, >=)
 *   "has": "name"                 there is a value ("!has": there is none)
 *   "$kind": "line"               the geometry: point, line or area
 */
#include "core/map/style-filter.h"

#include "core/map/map-error.h"

#include <string.h>

typedef enum {
  IS_ONE_OF,
  IS_NONE_OF,
  HAS,
  HAS_NOT,
  AT_MOST,
  AT_LEAST,
  BELOW,
  ABOVE,
} Test;

typedef struct {
  char *key; /* (owned) */
  Test test;
  char **texts; /* (owned) numbers as text, for IS_ONE_OF and IS_NONE_OF */
  double number;
} Condition;

struct _NordStyleFilter {
  GArray *conditions; /* (owned) of Condition */
  NordMvtKind kind;   /* UNKNOWN: any */
};

typedef struct {
  gint key;
  gboolean if_absent;
  const Condition *condition; /* (borrowed from the filter, which outlives the matcher) */
  guint8 *passes;             /* (owned) one byte for each value of the layer: 0, 1, 2 not asked */
} Prepared;

struct _NordStyleMatcher {
  const NordMvtLayer *layer; /* (borrowed) */
  NordMvtKind kind;
  gboolean never;
  guint n;
  Prepared *prepared; /* (owned) */
};

static void
condition_clear (Condition *condition)
{
  g_free (condition->key);
  g_strfreev (condition->texts);
}

static char *
dup_word (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  return NULL;
}

static char **
dup_words (JsonNode *node)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  char *word;

  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++) {
      JsonNode *item = json_array_get_element (array, i);

      word = JSON_NODE_HOLDS_VALUE (item) ? dup_word (item) : NULL;
      if (!word)
        return NULL;
      g_ptr_array_add (words, word);
    }
  } else if (JSON_NODE_HOLDS_VALUE (node) && (word = dup_word (node))) {
    g_ptr_array_add (words, word);
  } else {
    return NULL;
  }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static gboolean
fail (GError **error, const char *member)
{
  g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_STYLE,
               "Map style: the condition “%s” is not understood", member);
  return FALSE;
}

static gboolean
parse_condition (NordStyleFilter *self, const char *member, JsonNode *node, GError **error)
{
  static const struct {
    const char *suffix;
    Test test;
  } comparisons[] = {{"<=", AT_MOST}, {">=", AT_LEAST}, {"<", BELOW}, {">", ABOVE}};
  Condition condition = {0};
  gboolean negated = member[0] == '!';
  const char *name = negated ? member + 1 : member;
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++) {
    if (!g_str_has_suffix (name, comparisons[i].suffix))
      continue;
    if (negated || !JSON_NODE_HOLDS_VALUE (node))
      return fail (error, member);
    condition.key = g_strndup (name, strlen (name) - strlen (comparisons[i].suffix));
    condition.test = comparisons[i].test;
    condition.number = json_node_get_double (node);
    g_array_append_val (self->conditions, condition);
    return TRUE;
  }
  words = dup_words (node);
  if (!words || !words[0])
    return fail (error, member);
  if (strcmp (name, "has") == 0) {
    for (guint i = 0; words[i]; i++) {
      Condition has = {.key = g_strdup (words[i]), .test = negated ? HAS_NOT : HAS};
      g_array_append_val (self->conditions, has);
    }
    return TRUE;
  }
  condition.key = g_strdup (name);
  condition.test = negated ? IS_NONE_OF : IS_ONE_OF;
  condition.texts = g_steal_pointer (&words);
  g_array_append_val (self->conditions, condition);
  return TRUE;
}

/**
 * nord_style_filter_parse:
 * @object: (nullable): the members explained above; %NULL takes everything
 *
 * Returns: (transfer full): the filter, or %NULL with %NORD_MAP_ERROR_STYLE
 */
NordStyleFilter *
nord_style_filter_parse (JsonObject *object, GError **error)
{
  g_autoptr (NordStyleFilter) self = g_new0 (NordStyleFilter, 1);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  self->conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_array_set_clear_func (self->conditions, (GDestroyNotify) condition_clear);
  if (!object)
    return g_steal_pointer (&self);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, &node)) {
    if (strcmp (member, "$kind") == 0) {
      const char *kind = json_node_get_string (node);

      self->kind = g_strcmp0 (kind, "point") == 0  ? NORD_MVT_POINT
                   : g_strcmp0 (kind, "line") == 0 ? NORD_MVT_LINE
                   : g_strcmp0 (kind, "area") == 0 ? NORD_MVT_AREA
                                                   : NORD_MVT_UNKNOWN;
      if (self->kind == NORD_MVT_UNKNOWN) {
        fail (error, member);
        return NULL;
      }
    } else if (!parse_condition (self, member, node, error)) {
      return NULL;
    }
  }
  return g_steal_pointer (&self);
}

void
nord_style_filter_free (NordStyleFilter *self)
{
  g_clear_pointer (&self->conditions, g_array_unref);
  g_free (self);
}

static gboolean
value_is (const NordMvtValue *value, const char *text)
{
  double number;

  if (value->type == NORD_MVT_VALUE_STRING)
    return nord_mvt_text_equal (&value->as.text, text);
  return nord_mvt_value_get_number (value, &number) && number == g_ascii_strtod (text, NULL);
}

static gboolean
value_passes (const Condition *condition, const NordMvtValue *value)
{
  double number;
  gboolean found = FALSE;

  switch (condition->test) {
  case IS_ONE_OF:
  case IS_NONE_OF:
    for (guint i = 0; condition->texts[i] && !found; i++)
      found = value_is (value, condition->texts[i]);
    return found == (condition->test == IS_ONE_OF);
  case HAS:
    return value->type != NORD_MVT_VALUE_STRING || value->as.text.length > 0;
  case HAS_NOT:
    return value->type == NORD_MVT_VALUE_STRING && value->as.text.length == 0;
  default:
    break;
  }
  if (!nord_mvt_value_get_number (value, &number)) {
    /* Some writers store numbers as text. */
    g_autofree char *text = nord_mvt_value_dup_text (value);
    char *end;

    number = g_ascii_strtod (text, &end);
    if (end == text || *end)
      return FALSE;
  }
  switch (condition->test) {
  case AT_MOST:
    return number <= condition->number;
  case AT_LEAST:
    return number >= condition->number;
  case BELOW:
    return number < condition->number;
  default:
    return number > condition->number;
  }
}

/**
 * nord_style_matcher_new:
 * @filter: the filter
 * @layer: a layer that outlives the matcher
 *
 * Returns: (transfer full): the filter, prepared for the layer
 */
NordStyleMatcher *
nord_style_matcher_new (const NordStyleFilter *filter, const NordMvtLayer *layer)
{
  NordStyleMatcher *self = g_new0 (NordStyleMatcher, 1);

  self->layer = layer;
  self->kind = filter->kind;
  self->prepared = g_new0 (Prepared, filter->conditions->len);
  for (guint i = 0; i < filter->conditions->len; i++) {
    const Condition *condition = &g_array_index (filter->conditions, Condition, i);
    Prepared prepared = {.key = nord_mvt_layer_find_key (layer, condition->key)};

    prepared.if_absent = condition->test == IS_NONE_OF || condition->test == HAS_NOT;
    if (prepared.key < 0) {
      self->never |= !prepared.if_absent;
      continue;
    }
    prepared.passes = g_new (guint8, MAX (layer->n_values, 1));
    prepared.condition = condition;
    /* Not yet asked: most values belong to other keys. */
    memset (prepared.passes, 2, layer->n_values);
    self->prepared[self->n++] = prepared;
  }
  return self;
}

static inline gboolean
value_at (const NordStyleMatcher *self, const Prepared *prepared, guint32 value)
{
  guint8 *passes = &prepared->passes[value];

  if (*passes == 2)
    *passes = value_passes (prepared->condition, &self->layer->values[value]) ? 1 : 0;
  return *passes == 1;
}

gboolean
nord_style_matcher_test (const NordStyleMatcher *self, const NordMvtFeature *feature)
{
  const guint32 *tags = self->layer->tags + 2 * (gsize) feature->first_tag;

  if (self->never || (self->kind != NORD_MVT_UNKNOWN && feature->kind != self->kind))
    return FALSE;
  for (guint i = 0; i < self->n; i++) {
    gboolean passes = self->prepared[i].if_absent;

    for (guint t = 0; t < feature->n_tags; t++) {
      if (tags[2 * t] == (guint32) self->prepared[i].key) {
        passes = value_at (self, &self->prepared[i], tags[2 * t + 1]);
        break;
      }
    }
    if (!passes)
      return FALSE;
  }
  return TRUE;
}

void
nord_style_matcher_free (NordStyleMatcher *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->prepared[i].passes);
  g_free (self->prepared);
  g_free (self);
}
