/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One pattern for all kinds. It asks rather too often than too seldom, and decides nothing. */
#include "core/kiosk/personal.h"

/* An e-mail address; a German-style account number (ISO 13616) with or without gaps; seven or more
 * digits with the gaps that telephone numbers have; a street with a house number, by the endings
 * that streets here have and by the words other languages put before. Years, times, amounts and
 * numbers of bus lines have fewer digits. */
static const char pattern[] =
  "[\\w.+-]+\\s?@\\s?[\\w-]+(?:\\.[\\w-]+)+"
  "|\\b[A-Z]{2}[0-9]{2}(?:\\s?[0-9A-Z]{4}){3,7}(?:\\s?[0-9A-Z]{1,3})?\\b"
  "|(?<![\\w.])(?![0-9]{4}-[0-9]{2}-[0-9]{2}\\b)(?:\\+|00)?[0-9٠-٩](?:[\\s/()-]{0,3}[0-9٠-٩]){6,}"
  "|\\b[\\w-]*(?:straße|strasse|str\\.|weg|platz|allee|gasse|ring|damm)\\s+[0-9]{1,4}\\s?[a-z]?\\b";

static GRegex *
get_pattern (void)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex,
                       g_regex_new (pattern,
                                    (GRegexCompileFlags) (G_REGEX_CASELESS | G_REGEX_OPTIMIZE), 0,
                                    NULL));
  return regex;
}

char **
nord_personal_find (const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (g_regex_match (get_pattern (), text ? text : "", 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL)) {
    g_autofree char *piece = g_match_info_fetch (match, 0);

    g_strv_builder_add (found, piece);
  }
  return g_strv_builder_end (found);
}

char *
nord_personal_hide (const char *text)
{
  return g_regex_replace_literal (get_pattern (), text ? text : "", -1, 0, "…", 0, NULL);
}
