/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The table of pages. */
#include "core/kiosk/vote.h"

#include <sodium.h>
#include <string.h>

/* Crockford's base 32, as in core/rank/code.c. */
const char nord_vote_letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static const struct {
  NordVotePage from;
  NordVoteEvent event;
  NordVotePage to;
} rows[] = {
  {NORD_VOTE_CHOOSE, NORD_VOTE_EVENT_POLL, NORD_VOTE_MARK},
  {NORD_VOTE_CHOOSE, NORD_VOTE_EVENT_CODED_POLL, NORD_VOTE_CODE},
  {NORD_VOTE_CODE, NORD_VOTE_EVENT_ADMIT, NORD_VOTE_MARK},
  {NORD_VOTE_CODE, NORD_VOTE_EVENT_BACK, NORD_VOTE_CHOOSE},
  {NORD_VOTE_MARK, NORD_VOTE_EVENT_CAST, NORD_VOTE_THANKS},
  {NORD_VOTE_MARK, NORD_VOTE_EVENT_BACK, NORD_VOTE_CHOOSE},
};

void
nord_vote_clear (NordVote *self)
{
  sodium_memzero (self, sizeof *self);
}

static void
forget_code (NordVote *self)
{
  sodium_memzero (self->typed, sizeof self->typed);
  self->n_typed = 0;
}

gboolean
nord_vote_go (NordVote *self, NordVoteEvent event)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].from == self->page && rows[i].event == event) {
      self->page = rows[i].to;
      forget_code (self);
      return TRUE;
    }
  return FALSE;
}

gboolean
nord_vote_type (NordVote *self, char letter)
{
  letter = g_ascii_toupper (letter);
  if (letter == 'O')
    letter = '0';
  else if (letter == 'I' || letter == 'L')
    letter = '1';
  if (self->page != NORD_VOTE_CODE || self->n_typed == NORD_VOTE_CODE_LENGTH || letter == '\0' ||
      strchr (nord_vote_letters, letter) == NULL)
    return FALSE;
  self->typed[self->n_typed++] = letter;
  return TRUE;
}

gboolean
nord_vote_erase (NordVote *self)
{
  if (self->n_typed == 0)
    return FALSE;
  self->typed[--self->n_typed] = '\0';
  return TRUE;
}

gboolean
nord_vote_is_typed (const NordVote *self)
{
  return self->n_typed == NORD_VOTE_CODE_LENGTH;
}

char *
nord_vote_show_code (const NordVote *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < NORD_VOTE_CODE_LENGTH; i++) {
    if (i == NORD_VOTE_CODE_LENGTH / 2)
      g_string_append (text, " – ");
    if (i < self->n_typed)
      g_string_append_c (text, self->typed[i]);
    else
      g_string_append (text, "·");
  }
  return g_string_free (text, FALSE);
}

const char *
nord_vote_page_get_name (NordVotePage page)
{
  static const char *const names[NORD_N_VOTE_PAGES] = {"choose", "code", "mark", "thanks"};

  g_return_val_if_fail (page < NORD_N_VOTE_PAGES, NULL);
  return names[page];
}
