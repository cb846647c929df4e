/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How what was typed fits a name: at its beginning, at one of its words, inside, or with faults. */
#include "core/geo/name-match.h"

#include <string.h>

char *
nord_wish_tighten (const char *key)
{
  char *tight = g_strdup (key), *to = tight;

  for (const char *at = key; *at != '\0'; at++) {
    if (*at != ' ')
      *to++ = *at;
  }
  *to = '\0';
  return tight;
}

void
nord_name_init (NordName *self, const char *key)
{
  gsize at = 0;

  *self = (NordName){.key = nord_wish_tighten (key)};
  for (gsize i = 0; key[i] != '\0'; i++) {
    if (key[i] == ' ')
      continue;
    if ((i == 0 || key[i - 1] == ' ') && self->n_starts < NORD_NAME_MOST_WORDS && at <= G_MAXUINT8)
      self->starts[self->n_starts++] = (guint8) at;
    at++;
  }
}

void
nord_wish_init (NordWish *wish, const char *key)
{
  wish->key = key;
  wish->tight = nord_wish_tighten (key);
  wish->words = g_strsplit (key, " ", -1);
  nord_likeness_init (&wish->whole, wish->tight);
  for (wish->n_parts = 0;
       wish->words[wish->n_parts] != NULL && wish->n_parts < NORD_NAME_MOST_WORDS; wish->n_parts++)
    nord_likeness_init (&wish->parts[wish->n_parts], wish->words[wish->n_parts]);
}

void
nord_wish_clear (NordWish *wish)
{
  g_free (wish->tight);
  g_strfreev (wish->words);
}

/* A short word with a fault is another word. */
guint
nord_wish_get_patience (gsize length)
{
  return length < 4 ? 0 : length < 6 ? 1 : length < 12 ? 2 : 3;
}

gboolean
nord_wish_match_plain (const NordWish *wish, const NordName *name, NordMatch *match)
{
  gsize length = strlen (wish->tight);
  const char *inside;

  if (g_str_has_prefix (name->key, wish->tight)) {
    *match = name->key[length] == '\0' ? NORD_MATCH_EXACT : NORD_MATCH_PREFIX;
    return TRUE;
  }
  if (length < 2)
    return FALSE;
  inside = strstr (name->key, wish->tight);
  if (inside == NULL)
    return FALSE;
  for (guint i = 1; i < name->n_starts; i++) {
    if (g_str_has_prefix (name->key + name->starts[i], wish->tight)) {
      *match = NORD_MATCH_WORDS;
      return TRUE;
    }
  }
  *match = NORD_MATCH_INSIDE;
  return length >= 3;
}

gboolean
nord_wish_match_faulty (const NordWish *wish, const NordName *name, guint *faults)
{
  guint patience = nord_wish_get_patience (wish->whole.length), beginning;
  guint best = nord_likeness_measure (&wish->whole, name->key, &beginning);

  if (patience == 0)
    return FALSE;
  best = MIN (best, beginning);
  for (guint i = 1; i < name->n_starts && best > 0; i++) {
    nord_likeness_measure (&wish->whole, name->key + name->starts[i], &beginning);
    best = MIN (best, beginning);
  }
  *faults = best;
  return best <= patience;
}

/* One word typed against the words of a name. */
gboolean
nord_wish_match_word (const NordWish *wish, const NordName *name, guint part, guint *faults)
{
  const NordLikeness *likeness = &wish->parts[part];
  guint patience = nord_wish_get_patience (likeness->length), best = G_MAXUINT, beginning;

  if (likeness->length >= 4 && strstr (name->key, wish->words[part]) != NULL) {
    *faults = 0;
    return TRUE;
  }
  for (guint i = 0; i < name->n_starts; i++) {
    nord_likeness_measure (likeness, name->key + name->starts[i], &beginning);
    best = MIN (best, beginning);
  }
  *faults = best;
  return best <= patience;
}
