/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reads the catalogues from the resources. */
#include "core/kiosk/words.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#define FOLDER "/io/github/nordwaerts/Nordwaerts/core/kiosk/"

struct _NordWords {
  char *language;     /* (owned) */
  JsonObject *object; /* (owned) */
};

static const char *const languages[] = {"de", "de-x-einfach", "tr", "ar", "bg", "ro",
                                        "pl", "en",           "uk", "ru", NULL};

static const char *const keys[] = {
  "vote_what",
  "vote_on",
  "vote_idea",
  "vote_code",
  "vote_code_unknown",
  "vote_code_used",
  "vote_erase",
  "vote_cast",
  "vote_secret",
  "vote_none",
  "vote_kept",
  "vote_thanks",
  "vote_closed",
  "vote_dots",
  "vote_approval",
  "vote_rating",
  "vote_ranking",
  "vote_budget",
  "vote_matrix",
  "vote_impact",
  "vote_effort",
  "vote_equal",
  "vote_take_back",
  "vote_compared",
  "vote_money_left",
  "vote_level_1",
  "vote_level_2",
  "vote_level_3",
  "vote_level_4",
  "vote_level_5",
  "vote_level_6",
  "touch",
  "choose_language",
  "notice_title",
  "notice_store",
  "notice_not",
  "notice_who",
  "notice_delete",
  "notice_free",
  "join",
  "back",
  "cancel",
  "draw_title",
  "draw_hint",
  "find",
  "find_field",
  "find_hint",
  "find_none",
  "find_street",
  "find_crossing",
  "find_stop",
  "find_place",
  "find_district",
  "pin",
  "line",
  "area",
  "undo",
  "finish",
  "about_title",
  "about_hint",
  "send",
  "similar_title",
  "similar_add",
  "similar_added",
  "similar_other",
  "similar_project",
  "thanks_title",
  "thanks_text",
  "again",
  "done",
  "still_title",
  "frozen_title",
  "still_yes",
  "staff_title",
  "staff_menu_title",
  "staff_scale_title",
  "staff_wrong",
  "leave",
  "fullscreen",
  "staff_quit",
  "staff_quit_title",
  "staff_quit_text",
  "sorry",
  "aloud_stop",
  "aloud_volume",
  "aloud_other",
  "way_aloud",
  "repeat",
  "way_children",
  "question_title",
  "children_what",
  "children_keep",
  "children_not",
  "children_who",
  "children_free",
  "question_play",
  "question_nice",
  "question_wish",
  "question_friends",
  "question_fear",
  "question_traffic",
  "question_dirty",
  "question_green",
  "stick_hint",
  "stick_move",
  "paint",
  "paint_title",
  "paint_black",
  "paint_red",
  "paint_yellow",
  "paint_green",
  "paint_blue",
  "paint_brown",
  "paint_pink",
  "paint_rubber",
  "sticker_happy",
  "sticker_scared",
  "sticker_sad",
  "sticker_heart",
  "sticker_star",
  "sticker_alert",
  "sticker_swing",
  "sticker_ball",
  "sticker_tree",
  "sticker_water",
  "sticker_dog",
  "sticker_bicycle",
  "sticker_car",
  "sticker_lamp",
  "sticker_bench",
  "sticker_bin",
  "staff_children",
  "staff_choose",
  "staff_once_more",
  "map",
  "map_home",
  "map_nearer",
  "map_farther",
  "map_north",
  "map_heat",
  "snap_to",
  "snap_point",
  "snap_line",
  "snap_plan_point",
  "snap_plan_line",
  "streets_wait",
  "unit_m",
  "unit_m2",
  "unit_ha",
  "unit_km",
  "unit_km2",
  "number_point",
  "number_group",
  "number_group_from",
  "comma",
  NULL,
};

static const char *const sentences[] = {
  "place_north",
  "place_north_east",
  "place_east",
  "place_south_east",
  "place_south",
  "place_south_west",
  "place_west",
  "place_north_west",
  "step_north",
  "step_north_east",
  "step_east",
  "step_south_east",
  "step_south",
  "step_south_west",
  "step_west",
  "step_north_west",
  "place_crossing",
  "place_near",
  "place_at",
  "place_between",
  "point_of",
  "ideas_keys",
  "ideas_of",
  "money",
  NULL,
};

static const char *const counts[] = {"ideas",  "vote_dots_left", "staff_wait", "similar_metres",
                                     "points", "station_number", NULL};

const char *const *
nord_words_list_languages (void)
{
  return languages;
}

const char *const *
nord_words_list_keys (void)
{
  return keys;
}

const char *const *
nord_words_list_counts (void)
{
  return counts;
}

const char *const *
nord_words_list_sentences (void)
{
  return sentences;
}

NordWords *
nord_words_new (const char *language)
{
  g_autofree char *path = g_strdup_printf (FOLDER "%s.json", language);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  NordWords *self;
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;
  self = g_new0 (NordWords, 1);
  self->language = g_strdup (language);
  self->object = json_object_ref (json_node_get_object (json_parser_get_root (parser)));
  return self;
}

void
nord_words_free (NordWords *self)
{
  if (self == NULL)
    return;
  g_free (self->language);
  json_object_unref (self->object);
  g_free (self);
}

/* The key itself where a word is missing: wrong, but nobody is left without a button. */
const char *
nord_words_get (const NordWords *self, const char *key)
{
  return json_object_get_string_member_with_default (self->object, key, key);
}

/* Source: Unicode CLDR 42, plural rules, for integers. */
static const char *
plural_category (const char *language, guint n)
{
  const guint last = n % 10, two = n % 100;

  if (g_str_equal (language, "ar")) {
    if (n <= 2)
      return n == 0 ? "zero" : n == 1 ? "one" : "two";
    return two >= 3 && two <= 10 ? "few" : two >= 11 ? "many" : "other";
  }
  if (g_str_equal (language, "ro"))
    return n == 1 ? "one" : n == 0 || (two >= 2 && two <= 19) ? "few" : "other";
  if (g_str_equal (language, "pl")) {
    if (n == 1)
      return "one";
    return last >= 2 && last <= 4 && (two < 12 || two > 14) ? "few" : "many";
  }
  if (g_str_equal (language, "ru") || g_str_equal (language, "uk")) {
    if (last == 1 && two != 11)
      return "one";
    return last >= 2 && last <= 4 && (two < 12 || two > 14) ? "few" : "many";
  }
  return n == 1 ? "one" : "other";
}

char *
nord_words_number (const NordWords *self, double value, int decimals)
{
  char format[8], plain[G_ASCII_DTOSTR_BUF_SIZE + 320];
  const char *digits = plain, *point;
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_whole, from;

  g_return_val_if_fail (decimals >= 0 && decimals <= 9, NULL);
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (plain, sizeof plain, format, value);
  point = strchr (plain, '.');
  if (*digits == '-')
    g_string_append_c (text, *digits++);
  from = (gsize) g_ascii_strtoull (nord_words_get (self, "number_group_from"), NULL, 10);
  n_whole = point != NULL ? (gsize) (point - digits) : strlen (digits);
  for (gsize i = 0; i < n_whole; i++) {
    if (i > 0 && n_whole >= from && (n_whole - i) % 3 == 0)
      g_string_append (text, nord_words_get (self, "number_group"));
    g_string_append_c (text, digits[i]);
  }
  if (point != NULL)
    g_string_append_printf (text, "%s%s", nord_words_get (self, "number_point"), point + 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
nord_words_money (const NordWords *self, gint64 euros)
{
  g_autofree char *number = nord_words_number (self, (double) euros, 0);
  g_auto (GStrv) parts = g_strsplit (nord_words_get (self, "money"), "%s", 2);

  return g_strjoinv (number, parts);
}

char *
nord_words_count (const NordWords *self, const char *key, guint n)
{
  JsonObject *forms = json_object_get_object_member (self->object, key);
  const char *form;
  g_auto (GStrv) parts = NULL;
  g_autofree char *number = nord_words_number (self, n, 0);

  if (forms == NULL)
    return g_strdup (number);
  form = json_object_get_string_member_with_default (
    forms, plural_category (self->language, n),
    json_object_get_string_member_with_default (forms, "other", "%u"));
  /* Not printf: a catalogue must never decide what is read from the stack. */
  parts = g_strsplit (form, "%u", 2);
  return g_strjoinv (number, parts);
}

const char *
nord_words_get_language (const NordWords *self)
{
  return self->language;
}

gboolean
nord_words_is_right_to_left (const NordWords *self)
{
  return g_str_equal (self->language, "ar");
}

gboolean
nord_words_is_checked (const NordWords *self)
{
  return g_strcmp0 (json_object_get_string_member_with_default (self->object, "status", ""),
                    "unchecked") != 0;
}
