/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Sentences beside the numbers. */
#include "core/rank/result-notes.h"

#include "core/rank/poll-words.h"

#include <glib/gi18n-lib.h>

char *
nord_result_notes_people (const NordPolling *poll, const NordPollResult *tally)
{
  g_autofree char *people = nord_poll_words_people (tally->people), *what = NULL, *sum = NULL;

  if (poll->method == NORD_METHOD_DOTS) {
    what = nord_poll_words_dots (tally->votes);
    /* Translators: "30 people gave 112 dots" */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s gave %s", "%s gave %s",
                                         tally->people),
                            people, what);
  }
  if (tally->outcome != NULL) {
    what = nord_poll_words_euros (tally->outcome->cost);
    sum = nord_poll_words_euros (poll->budget);
    /* Translators: "30 people spend €9,500 of €10,000" */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s spends %s of %s", "%s spend %s of %s",
                                         tally->people),
                            people, what, sum);
  }
  /* Translators: "30 people took part" */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s took part", "%s took part",
                                       tally->people),
                          people);
}

/* Ballots that were cast and do not count, each kind with its reason. */
static void
add_uncounted (GPtrArray *notes, const NordPolling *poll, const NordPollResult *tally)
{
  const guint n_out = tally->n_unsound + poll->n_unreadable;
  const guint n_aside = g_hash_table_size (poll->set_aside);

  if (poll->n_voided > 0)
    g_ptr_array_add (notes,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u ballot was declared void.",
                                                   "%u ballots were declared void.",
                                                   poll->n_voided),
                                      poll->n_voided));
  if (n_aside > 0)
    g_ptr_array_add (
      notes, g_strdup_printf (
               g_dngettext (
                 GETTEXT_PACKAGE,
                 "%u ballot is set aside: two laptops took the same code, and each code counts "
                 "once. Of its ballots the one with the smallest random number counts.",
                 "%u ballots are set aside: two laptops took the same code, and each code counts "
                 "once. Of its ballots the one with the smallest random number counts.",
                 n_aside),
               n_aside));
  if (n_out > 0)
    g_ptr_array_add (
      notes,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u ballot does not fit the rules and was left out.",
                                    "%u ballots do not fit the rules and were left out.", n_out),
                       n_out));
  if (poll->n_waiting > 0)
    g_ptr_array_add (
      notes,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u paper was not entered twice alike and does not count.",
                                    "%u papers were not entered twice alike and do not count.",
                                    poll->n_waiting),
                       poll->n_waiting));
}

GPtrArray *
nord_result_notes_new (const NordPolling *poll, const NordPollResult *tally)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);

  if (tally->abstained > 0) {
    g_autofree char *abstained = nord_poll_words_people (tally->abstained);

    /* Translators: %s is "3 people" */
    g_ptr_array_add (notes, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s abstained.",
                                                          "%s abstained.", tally->abstained),
                                             abstained));
  }
  if (tally->unused > 0) {
    g_autofree char *unused = nord_poll_words_dots (tally->unused);

    /* Translators: %s is "3 dots" */
    g_ptr_array_add (notes, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s was kept.",
                                                          "%s were kept.", tally->unused),
                                             unused));
  }
  for (guint i = 0; i < tally->n_options; i++)
    if (tally->options[i].tied && tally->options[i].votes > 0) {
      g_ptr_array_add (notes, g_strdup (_ ("Equal places are marked with “=”.")));
      break;
    }
  if (tally->ties_untried)
    g_ptr_array_add (notes, g_strdup (nord_poll_words_untried ()));
  if (tally->outcome != NULL)
    g_ptr_array_add (notes, g_strdup (_ ("Ties go to the option that stands first in the poll.")));
  add_uncounted (notes, poll, tally);
  return notes;
}

char *
nord_result_notes_join (const NordPolling *poll, const NordPollResult *tally)
{
  g_autoptr (GPtrArray) notes = nord_result_notes_new (poll, tally);

  g_ptr_array_add (notes, NULL);
  return g_strjoinv ("\n", (char **) notes->pdata);
}
