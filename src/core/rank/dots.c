/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Cumulative voting with dots: what a ballot may hold. */
#include "core/rank/dots.h"

/**
 * nord_dots_check:
 * @rules: number of options, dots a person, cap
 * @people: people the ballot stands for
 * @marks: (array): dots on each option, as many as @rules has options
 * @option: (out) (optional): where the fault is that of one option, which
 *
 * A ballot of n people is sound where they could have given it together: at most n × dots in all,
 * and n × cap on one option. That is enough: any such sums can be dealt out to n people who keep
 * the rules each (the dots of each option go round the people, so no one gets more than a cap of
 * it).
 *
 * Returns: %NORD_DOTS_SOUND or what is wrong
 */
NordDotsFault
nord_dots_check (const NordDotsRules *rules, guint people, const guint *marks, guint *option)
{
  guint64 sum = 0;

  g_return_val_if_fail (rules != NULL && (marks != NULL || rules->n_options == 0),
                        NORD_DOTS_NOBODY);
  if (people == 0)
    return NORD_DOTS_NOBODY;
  for (guint o = 0; o < rules->n_options; o++) {
    if (marks[o] > (guint64) people * MIN (rules->cap, rules->dots)) {
      if (option != NULL)
        *option = o;
      return NORD_DOTS_OVER_CAP;
    }
    sum += marks[o];
  }
  return sum > (guint64) people * rules->dots ? NORD_DOTS_TOO_MANY : NORD_DOTS_SOUND;
}
