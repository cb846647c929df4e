/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Plain lists. */
#include "core/kiosk/collage.h"

#include <math.h>
#include <sodium.h>

NordCollage *
nord_collage_new (const NordQuestion *question)
{
  NordCollage *self = g_new0 (NordCollage, 1);

  g_return_val_if_fail (question != NULL, NULL);
  self->question = question;
  /* All at once: an array that grows leaves behind what it was. */
  self->stuck = g_array_sized_new (FALSE, FALSE, sizeof (NordStuck), NORD_COLLAGE_MOST);
  self->painting = nord_painting_new ();
  return self;
}

void
nord_collage_free (NordCollage *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self->stuck->data, NORD_COLLAGE_MOST * sizeof (NordStuck));
  g_array_unref (self->stuck);
  nord_painting_free (self->painting);
  g_free (self);
}

void
nord_collage_stick (NordCollage *self, NordSticker sticker, double lon, double lat)
{
  const NordStuck stuck = {sticker, lon, lat};

  g_return_if_fail (self != NULL && sticker < NORD_N_STICKERS);
  if (self->stuck->len == NORD_COLLAGE_MOST)
    g_array_index (self->stuck, NordStuck, NORD_COLLAGE_MOST - 1) = stuck;
  else
    g_array_append_val (self->stuck, stuck);
}

void
nord_collage_move (NordCollage *self, guint index, double lon, double lat)
{
  NordStuck *stuck;

  g_return_if_fail (self != NULL);
  if (index >= self->stuck->len)
    return;
  stuck = &g_array_index (self->stuck, NordStuck, index);
  stuck->lon = lon;
  stuck->lat = lat;
}

gboolean
nord_collage_take_off (NordCollage *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (self->stuck->len == 0)
    return FALSE;
  sodium_memzero (&g_array_index (self->stuck, NordStuck, self->stuck->len - 1),
                  sizeof (NordStuck));
  g_array_set_size (self->stuck, self->stuck->len - 1);
  return TRUE;
}

JsonObject *
nord_collage_write (const NordCollage *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *stickers = json_array_new ();

  json_object_set_string_member (object, "question", self->question->id);
  for (guint i = 0; i < self->stuck->len; i++) {
    const NordStuck *stuck = &g_array_index (self->stuck, NordStuck, i);
    JsonArray *one = json_array_new ();

    json_array_add_string_element (one, nord_sticker_get_id (stuck->sticker));
    json_array_add_double_element (one, stuck->lon);
    json_array_add_double_element (one, stuck->lat);
    json_array_add_array_element (stickers, one);
  }
  json_object_set_array_member (object, "stickers", stickers);
  json_object_set_array_member (object, "strokes", nord_painting_write (self->painting));
  return object;
}

static gboolean
read_sticker (NordCollage *self, JsonNode *node)
{
  JsonArray *one = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  NordSticker sticker;
  double lon, lat;

  if (one == NULL || json_array_get_length (one) != 3 || self->stuck->len == NORD_COLLAGE_MOST)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (one, i)))
      return FALSE;
  if (!nord_sticker_find (json_array_get_string_element (one, 0), &sticker))
    return FALSE;
  lon = json_array_get_double_element (one, 1);
  lat = json_array_get_double_element (one, 2);
  if (!isfinite (lon) || !isfinite (lat) || fabs (lon) > 180 || fabs (lat) > 90)
    return FALSE;
  nord_collage_stick (self, sticker, lon, lat);
  return TRUE;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

NordCollage *
nord_collage_read (JsonObject *object)
{
  const NordQuestion *question =
    nord_question_find (json_object_get_string_member_with_default (object, "question", NULL));
  JsonArray *stickers = get_array (object, "stickers"), *strokes = get_array (object, "strokes");
  g_autoptr (NordCollage) self = question != NULL ? nord_collage_new (question) : NULL;
  NordPainting *painting;

  if (self == NULL || stickers == NULL || strokes == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (stickers); i++)
    if (!read_sticker (self, json_array_get_element (stickers, i)))
      return NULL;
  painting = nord_painting_read (strokes);
  if (painting == NULL)
    return NULL;
  nord_painting_free (self->painting);
  self->painting = painting;
  return g_steal_pointer (&self);
}
