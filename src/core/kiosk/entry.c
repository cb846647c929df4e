/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A draft of one resident. */
#include "core/kiosk/entry.h"

#include "core/geo/geojson.h"
#include "core/kiosk/personal.h"
#include "core/model/idea.h"

#include <sodium.h>
#include <string.h>

static void
wipe (char **text)
{
  if (*text != NULL)
    sodium_memzero (*text, strlen (*text));
  g_clear_pointer (text, g_free);
}

void
nord_entry_clear (NordEntry *self)
{
  g_clear_pointer (&self->shape, nord_shape_unref);
  g_clear_pointer (&self->category, g_free);
  wipe (&self->title);
  wipe (&self->body);
}

gboolean
nord_entry_is_empty (const NordEntry *self)
{
  return self->shape == NULL && self->category == NULL && self->title == NULL && self->body == NULL;
}

void
nord_entry_set_shape (NordEntry *self, NordShape *shape)
{
  NordShape *kept = nord_shape_ref (shape);

  g_clear_pointer (&self->shape, nord_shape_unref);
  self->shape = kept;
}

void
nord_entry_set_category (NordEntry *self, const char *category)
{
  g_free (self->category);
  self->category = g_strdup (category);
}

static char *
trim (const char *text)
{
  char *trimmed = text ? g_strstrip (g_strdup (text)) : NULL;

  if (trimmed != NULL && *trimmed == '\0')
    g_clear_pointer (&trimmed, g_free);
  return trimmed;
}

void
nord_entry_set_words (NordEntry *self, const char *title, const char *body)
{
  char *new_title = trim (title), *new_body = trim (body);

  wipe (&self->title);
  wipe (&self->body);
  self->title = new_title;
  self->body = new_body;
}

void
nord_entry_hide_personal (NordEntry *self)
{
  g_autofree char *title = nord_personal_hide (self->title);
  g_autofree char *body = nord_personal_hide (self->body);

  nord_entry_set_words (self, title, body);
}

NordChange *
nord_entry_make_idea (const NordEntry *self,
                      const char *language,
                      guint station,
                      const char *receipt)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);

  if (self->title != NULL)
    nord_change_set_text (change, NORD_IDEA_TITLE, self->title);
  if (self->body != NULL)
    nord_change_set_text (change, NORD_IDEA_BODY, self->body);
  nord_change_set_text (change, NORD_IDEA_CATEGORY, self->category);
  nord_change_set_text (change, NORD_IDEA_LANGUAGE, language);
  if (self->shape != NULL)
    nord_change_set_shape (change, NORD_IDEA_SHAPE, self->shape);
  nord_change_set_text (change, NORD_IDEA_ORIGIN, "kiosk");
  nord_change_set_integer (change, NORD_IDEA_STATION, station);
  nord_change_set_text (change, NORD_IDEA_MODERATION, "new");
  nord_change_set_text (change, NORD_IDEA_PATH, "idea");
  nord_change_set_text (change, NORD_IDEA_CREATED, created);
  if (receipt != NULL)
    nord_change_set_text (change, NORD_IDEA_RECEIPT, receipt);
  return change;
}

static void
add_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

char *
nord_entry_write (const NordEntry *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (root, object);
  if (self->shape != NULL) {
    g_autoptr (GString) shape = g_string_new (NULL);

    nord_geojson_append (shape, self->shape);
    add_text (object, "shape", shape->str);
  }
  add_text (object, "category", self->category);
  add_text (object, "title", self->title);
  add_text (object, "body", self->body);
  return json_to_string (root, FALSE);
}

gboolean
nord_entry_read (NordEntry *self, const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;
  const char *shape;

  nord_entry_clear (self);
  if (!json_parser_load_from_data (parser, text, -1, NULL) ||
      json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  object = json_node_get_object (json_parser_get_root (parser));
  shape = json_object_get_string_member_with_default (object, "shape", NULL);
  if (shape != NULL)
    self->shape = nord_geojson_parse (shape, -1, NULL);
  nord_entry_set_category (self,
                           json_object_get_string_member_with_default (object, "category", NULL));
  nord_entry_set_words (self, json_object_get_string_member_with_default (object, "title", NULL),
                        json_object_get_string_member_with_default (object, "body", NULL));
  return TRUE;
}
