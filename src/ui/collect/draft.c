/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ideas that are being written and are not stored yet. */
#include "ui/collect/draft.h"

#include "core/geo/geojson.h"
#include "core/model/idea.h"
#include "core/model/uuid.h"
#include "config.h"

#include <glib/gi18n.h>

#define SETTING "drafts"
/* A file from elsewhere must not make the program busy for long. */
#define MAX_DRAFTS 200
#define MAX_LENGTH (8 * 1024 * 1024)

NordDraft *
nord_draft_new (NordShape *shape, const char *language)
{
  NordDraft *self = g_new0 (NordDraft, 1);

  self->id = nord_uuid_new_v7 ();
  self->title = g_strdup ("");
  self->body = g_strdup ("");
  self->language = g_strdup (language);
  self->shape = shape ? nord_shape_ref (shape) : NULL;
  return self;
}

void
nord_draft_free (NordDraft *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->body);
  g_free (self->category);
  g_free (self->language);
  g_clear_pointer (&self->shape, nord_shape_unref);
  g_free (self);
}

gboolean
nord_draft_is_empty (const NordDraft *self)
{
  return *self->title == '\0' && *self->body == '\0' && self->shape == NULL;
}

NordChange *
nord_draft_make_idea (const NordDraft *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, self->id);

  nord_change_set_text (change, NORD_IDEA_TITLE, *self->title ? self->title : NULL);
  nord_change_set_text (change, NORD_IDEA_BODY, *self->body ? self->body : NULL);
  nord_change_set_text (change, NORD_IDEA_CATEGORY, self->category);
  nord_change_set_text (change, NORD_IDEA_LANGUAGE, self->language);
  if (self->shape)
    nord_change_set_shape (change, NORD_IDEA_SHAPE, self->shape);
  nord_change_set_text (change, NORD_IDEA_ORIGIN, "laptop");
  nord_change_set_text (change, NORD_IDEA_MODERATION, "new");
  nord_change_set_text (change, NORD_IDEA_PATH, "idea");
  nord_change_set_text (change, NORD_IDEA_CREATED, created);
  return change;
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static char *
read_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_dup_string (node)
           : NULL;
}

static NordDraft *
read_draft (JsonNode *node)
{
  g_autoptr (NordDraft) draft = NULL;
  g_autofree char *place = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  draft = g_new0 (NordDraft, 1);
  draft->id = read_text (object, "id");
  draft->title = read_text (object, "title");
  draft->body = read_text (object, "body");
  draft->category = read_text (object, "category");
  draft->language = read_text (object, "language");
  place = read_text (object, "shape");
  if (place)
    draft->shape = nord_geojson_parse (place, -1, NULL);
  if (draft->id == NULL || !nord_uuid_is_valid (draft->id) || draft->title == NULL ||
      draft->body == NULL)
    return NULL;
  return g_steal_pointer (&draft);
}

GPtrArray *
nord_drafts_load (NordStore *store)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_draft_free);
  g_autofree char *text = nord_store_get_setting (store, SETTING);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *array;

  /* Shallow on purpose: a list of flat objects, so deep nesting is not ours. */
  if (text == NULL || strlen (text) > MAX_LENGTH || strstr (text, "[[[[[[[["))
    return drafts;
  root = json_from_string (text, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return drafts;
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array) && i < MAX_DRAFTS; i++) {
    NordDraft *draft = read_draft (json_array_get_element (array, i));

    if (draft)
      g_ptr_array_add (drafts, draft);
  }
  return drafts;
}

gboolean
nord_drafts_save (NordStore *store, GPtrArray *drafts, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < drafts->len; i++) {
    const NordDraft *draft = g_ptr_array_index (drafts, i);
    g_autoptr (GString) place = g_string_new (NULL);

    if (draft->shape)
      nord_geojson_append (place, draft->shape);
    json_builder_begin_object (builder);
    add_text (builder, "id", draft->id);
    add_text (builder, "title", draft->title);
    add_text (builder, "body", draft->body);
    add_text (builder, "category", draft->category);
    add_text (builder, "language", draft->language);
    /* As a text: the geometry is read by the reader of core/geo with its limits. */
    add_text (builder, "shape", draft->shape ? place->str : NULL);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return nord_store_set_setting (store, SETTING, drafts->len > 0 ? text : NULL, error);
}

/**
 * nord_draft_make_addition:
 * @self: what was written
 * @idea: one that says the same
 *
 * Returns: (transfer full): that @idea says this too, as one step
 */
NordChangeSet *
nord_draft_make_addition (const NordDraft *self, NordRecord *idea)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Add to an Idea"));
  NordChange *change = nord_change_new_update (idea);
  const char *body = nord_record_get_text (idea, NORD_IDEA_BODY);
  g_autofree char *more =
    g_strjoin ("\n", body != NULL ? body : "", self->title != NULL ? self->title : "",
               self->body != NULL ? self->body : "", NULL);

  g_strstrip (more);
  nord_change_set_text (change, NORD_IDEA_BODY, more);
  nord_change_set_group_add (set, change);
  return set;
}
