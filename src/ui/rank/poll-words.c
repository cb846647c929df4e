/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words for states, channels, rules and counts of polls. */
#include "ui/rank/poll-words.h"

#include <glib/gi18n.h>

const char *
nord_poll_words_state (NordPollState state)
{
  switch (state) {
  case NORD_POLL_STATE_OPEN:
    return C_ ("poll", "Open");
  case NORD_POLL_STATE_PAUSED:
    return C_ ("poll", "Paused");
  case NORD_POLL_STATE_CLOSED:
    return C_ ("poll", "Closed");
  case NORD_POLL_STATE_DRAFT:
  default:
    return C_ ("poll", "Draft");
  }
}

const char *
nord_poll_words_channel (NordChannel channel)
{
  switch (channel) {
  case NORD_CHANNEL_TOUCH:
    return C_ ("channel", "Touch");
  case NORD_CHANNEL_HANDS:
    return C_ ("channel", "Raised hands");
  case NORD_CHANNEL_STICKERS:
    return C_ ("channel", "Stickers");
  case NORD_CHANNEL_PAPER:
  case NORD_N_CHANNELS:
  default:
    return C_ ("channel", "Paper");
  }
}

char *
nord_poll_words_dots (guint64 n)
{
  return g_strdup_printf (ngettext ("%u dot", "%u dots", n), (guint) n);
}

char *
nord_poll_words_people (guint64 n)
{
  return g_strdup_printf (ngettext ("%u person", "%u people", n), (guint) n);
}

char *
nord_poll_words_rules (const NordDotsRules *rules)
{
  g_autofree char *dots = nord_poll_words_dots (rules->dots);

  if (rules->cap >= rules->dots)
    /* Translators: %s is "5 dots" */
    return g_strdup_printf (_ ("%s a person"), dots);
  /* Translators: "5 dots a person, at most 2 on one option" */
  return g_strdup_printf (_ ("%s a person, at most %u on one option"), dots, rules->cap);
}

char *
nord_poll_words_backers (const NordDotsResult *result)
{
  if (result->people_least == result->people_most)
    return nord_poll_words_people (result->people_most);
  /* Translators: people who gave an option at least one dot; known only within two numbers. */
  return g_strdup_printf (_ ("%u to %u people"), (guint) result->people_least,
                          (guint) result->people_most);
}

char *
nord_poll_words_fault (const NordDotsPoll *poll, guint people, const guint *marks)
{
  guint option = 0;

  switch (nord_dots_check (&poll->rules, people, marks, &option)) {
  case NORD_DOTS_NOBODY:
    return g_strdup (_ ("The ballot stands for nobody."));
  case NORD_DOTS_TOO_MANY: {
    guint64 sum = 0;
    g_autofree char *dots = NULL;

    for (guint o = 0; o < poll->rules.n_options; o++)
      sum += marks[o];
    dots = nord_poll_words_dots (sum - (guint64) people * poll->rules.dots);
    /* Translators: %s is "2 dots" */
    return g_strdup_printf (_ ("%s too many."), dots);
  }
  case NORD_DOTS_OVER_CAP: {
    const NordPollOption *at = g_ptr_array_index (poll->options, option);

    /* Translators: %s is the name of an option, %u a number of dots. */
    return g_strdup_printf (_ ("“%s” may have %u at most."), at->label,
                            people * MIN (poll->rules.cap, poll->rules.dots));
  }
  case NORD_DOTS_SOUND:
  default:
    return NULL;
  }
}
