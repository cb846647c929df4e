/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A draft of one resident. */
#include "core/kiosk/entry.h"

#include "core/geo/geojson.h"
#include "core/model/idea.h"
#include "core/model/pattern.h"

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
  g_clear_pointer (&self->adds_to, g_free);
  g_clear_pointer (&self->collage, nord_collage_free);
}

gboolean
nord_entry_is_empty (const NordEntry *self)
{
  return self->shape == NULL && self->category == NULL && self->title == NULL &&
         self->body == NULL && self->collage == NULL;
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

void
nord_entry_set_adds_to (NordEntry *self, const char *id)
{
  char *kept = g_strdup (id);

  g_free (self->adds_to);
  self->adds_to = kept;
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

/* A number is one in whichever digits it is written. */
static char *
fold_digits (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *at = text ? text : ""; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar sign = g_utf8_get_char (at);
    const int digit = g_unichar_digit_value (sign);

    if (digit >= 0)
      g_string_append_c (folded, (char) ('0' + digit));
    else
      g_string_append_unichar (folded, sign);
  }
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

char **
nord_entry_find_personal (const NordEntry *self)
{
  const char *const texts[] = {self->title, self->body};
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = fold_digits (texts[i]);
    g_autoptr (GArray) patterns = nord_pattern_find (text);

    for (guint p = 0; p < patterns->len; p++) {
      const NordPattern *pattern = &g_array_index (patterns, NordPattern, p);
      g_autofree char *piece = g_strndup (text + pattern->start, pattern->length);

      g_strv_builder_add (found, piece);
    }
  }
  return g_strv_builder_end (found);
}

/* What has nothing personal in it stays as it was written. */
static char *
hide (const char *written)
{
  g_autofree char *text = fold_digits (written);
  g_autoptr (GArray) patterns = nord_pattern_find (text);

  return patterns->len > 0 ? nord_pattern_black_out (text, patterns) : g_strdup (written);
}

void
nord_entry_hide_personal (NordEntry *self)
{
  g_autofree char *title = hide (self->title);
  g_autofree char *body = hide (self->body);

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
  if (self->category != NULL)
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

GPtrArray *
nord_entry_make_ideas (const NordEntry *self,
                       const NordWords *words,
                       guint station,
                       const char *receipt)
{
  GPtrArray *ideas = g_ptr_array_new ();
  const NordCollage *collage = self->collage;

  g_return_val_if_fail (words != NULL, ideas);
  for (guint i = 0; collage != NULL && i < collage->stuck->len; i++) {
    const NordStuck *stuck = &g_array_index (collage->stuck, NordStuck, i);
    NordEntry entry = {0};
    NordChange *idea;

    entry.shape = nord_shape_new_point (stuck->lon, stuck->lat);
    entry.category = g_strdup (collage->question->category);
    entry.title = g_strdup_printf ("%s %s", nord_words_get (words, collage->question->word),
                                   nord_words_get (words, nord_sticker_get_word (stuck->sticker)));
    idea = nord_entry_make_idea (&entry, nord_words_get_language (words), station, receipt);
    nord_change_set_text (idea, NORD_IDEA_SOURCE, NORD_IDEA_SOURCE_CHILDREN);
    g_ptr_array_add (ideas, idea);
    nord_entry_clear (&entry);
  }
  return ideas;
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
  add_text (object, "adds_to", self->adds_to);
  if (self->collage != NULL)
    json_object_set_object_member (object, "collage", nord_collage_write (self->collage));
  return json_to_string (root, FALSE);
}

gboolean
nord_entry_read (NordEntry *self, const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;
  JsonNode *collage;
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
  nord_entry_set_adds_to (self,
                          json_object_get_string_member_with_default (object, "adds_to", NULL));
  collage = json_object_get_member (object, "collage");
  if (collage != NULL && JSON_NODE_HOLDS_OBJECT (collage))
    self->collage = nord_collage_read (json_node_get_object (collage));
  return TRUE;
}
