/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Focal areas by any of their names; dates as Germans and machines write them; language tags. */
#include "core/exchange/intake-words.h"

#include "core/model/programme.h"

#include <stdio.h>
#include <string.h>

struct _NordIntakeWords {
  GHashTable *categories; /* (owned) folded title or id to id */
};

NordIntakeWords *
nord_intake_words_new (void)
{
  NordIntakeWords *self = g_new0 (NordIntakeWords, 1);
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");

  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint l = 0; l < nord_programme_get_n_languages (programme); l++) {
    g_autoptr (NordProgramme) translated =
      nord_programme_new_default (nord_programme_get_language (programme, l)->id);

    for (guint i = 0; i < nord_programme_get_n_categories (translated); i++) {
      const NordCategory *category = nord_programme_get_category (translated, i);

      g_hash_table_insert (self->categories, g_utf8_casefold (category->title, -1),
                           g_strdup (category->id));
      g_hash_table_insert (self->categories, g_utf8_casefold (category->id, -1),
                           g_strdup (category->id));
    }
  }
  return self;
}

void
nord_intake_words_free (NordIntakeWords *self)
{
  g_hash_table_unref (self->categories);
  g_free (self);
}

const char *
nord_intake_words_find_category (NordIntakeWords *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_hash_table_lookup (self->categories, folded);
}

/**
 * nord_intake_words_read_date:
 * @text: 2017-10-18, 2017-10-18T08:05:00+02:00, 18.10.2017, 18.10.2017 08:05
 *
 * A time without a zone is taken as one of the place where the program runs.
 *
 * Returns: (transfer full) (nullable): "2017-10-18" or "2017-10-18T06:05:00Z"
 */
char *
nord_intake_words_read_date (const char *text)
{
  int year, month, day, hour = -1, minute = 0, used = 0;
  double second = 0;
  g_autoptr (GTimeZone) local = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (strlen (text) > 40)
    return NULL;
  if (sscanf (text, "%2d.%2d.%4d%n", &day, &month, &year, &used) == 3 && used >= 8) {
    const char *rest = text + used;

    while (*rest == ',' || g_ascii_isspace (*rest))
      rest++;
    if (*rest != '\0' && sscanf (rest, "%2d:%2d:%lf", &hour, &minute, &second) < 2)
      return NULL;
  } else if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 && used == 10) {
    if (text[10] != '\0') {
      g_autofree char *iso = g_strdup (text);

      iso[10] = 'T';
      local = g_time_zone_new_local ();
      time = g_date_time_new_from_iso8601 (iso, local);
      if (time == NULL)
        return NULL;
    }
  } else {
    return NULL;
  }
  if (!g_date_valid_dmy (CLAMP (day, 0, 255), CLAMP (month, 0, 13), CLAMP (year, 0, 9999)))
    return NULL;
  if (time == NULL && hour >= 0) {
    local = g_time_zone_new_local ();
    time = g_date_time_new (local, year, month, day, hour, minute, second);
    if (time == NULL)
      return NULL;
  }
  if (time != NULL) {
    g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

    return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
  }
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/**
 * nord_intake_words_read_language:
 * @text: a language tag, perhaps with the underscore of POSIX
 *
 * Returns: (transfer full) (nullable): a well-formed BCP 47 tag (RFC 5646, section 2.1: letters and
 *   digits in groups of one to eight, the first of two or three letters)
 */
char *
nord_intake_words_read_language (const char *text)
{
  g_autofree char *tag = g_strdelimit (g_strdup (text), "_", '-');
  gsize group = 0, groups = 0;

  if (strlen (tag) > 35)
    return NULL;
  for (const char *p = tag;; p++) {
    if (*p == '-' || *p == '\0') {
      if (group < 1 || group > 8 || (groups == 0 && (group < 2 || group > 3)))
        return NULL;
      groups++;
      group = 0;
      if (*p == '\0')
        break;
    } else if (g_ascii_isalpha (*p) || (groups > 0 && g_ascii_isdigit (*p))) {
      group++;
    } else {
      return NULL;
    }
  }
  return g_steal_pointer (&tag);
}
