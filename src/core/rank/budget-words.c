/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Sentences for the room: who pays for what, who came near, what more money would buy. */
#include "core/rank/budget-words.h"

#include "core/rank/budget-rules.h"
#include "core/rank/poll-words.h"

#include <glib/gi18n-lib.h>

char *
nord_budget_words_begin (const NordBudgetOutcome *outcome)
{
  g_autofree char *share = nord_poll_words_cents (outcome->share);

  /* Translators: %s is a sum of money. */
  return g_strdup_printf (_ ("Each person begins with %s for what is in their basket."), share);
}

char *
nord_budget_words_round (const NordBudget *budget, const NordBudgetRound *round, guint number)
{
  g_autofree char *cost = nord_poll_words_euros (budget->costs[round->project]);
  g_autofree char *people = nord_poll_words_people (round->n_paying);
  g_autofree char *each = nord_poll_words_cents (round->each);
  const char *name = budget->names[round->project];

  if (round->by_completion && round->value == 0)
    /* Translators: number, option, its price; it was bought without a vote because it fitted in. */
    return g_strdup_printf (_ ("%u. %s, %s: from what was left; nobody chose it, it still fitted "
                               "in."),
                            number, name, cost);
  if (round->by_completion)
    /* Translators: number, option, its price */
    return g_strdup_printf (_ ("%u. %s, %s: from what was left, by votes."), number, name, cost);
  if (round->n_paying == 0)
    return g_strdup_printf (_ ("%u. %s, %s."), number, name, cost);
  /* Translators: number, option, its price, "31 people", a sum of money */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u. %s, %s: %s pays for it, %s at most.",
                                       "%u. %s, %s: %s share it, each pays %s at most.",
                                       round->n_paying),
                          number, name, cost, people, each);
}

char *
nord_budget_words_miss (const NordBudget *budget, const NordNearMiss *miss, gboolean shares)
{
  g_autofree char *people = nord_poll_words_people (miss->supporters);
  g_autofree char *held = nord_poll_words_euros ((gint64) miss->held);
  g_autofree char *missing = nord_poll_words_euros ((gint64) (miss->missing + 0.999999));
  const char *name = budget->names[miss->project];

  if (miss->missing <= 0)
    /* Translators: option, "31 people" */
    return g_strdup_printf (_ ("%s: wanted by %s; others came first."), name, people);
  if (shares)
    /* Translators: option, "31 people", two sums of money */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%s: %s who wants it has %s left, %s is missing.",
                                         "%s: %s who want it have %s left together, %s is missing.",
                                         miss->supporters),
                            name, people, held, missing);
  /* Translators: option, "31 people", a sum of money */
  return g_strdup_printf (_ ("%s: wanted by %s; %s is missing."), name, people, missing);
}

static gboolean
has (GArray *winners, guint project)
{
  for (guint i = 0; i < winners->len; i++)
    if (g_array_index (winners, guint, i) == project)
      return TRUE;
  return FALSE;
}

/* (transfer full): names of those in @some who are not in @others, with commas between them. */
static char *
list_names (const NordBudget *budget, GArray *some, GArray *others)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < some->len; i++) {
    const guint project = g_array_index (some, guint, i);

    if (!has (others, project))
      g_string_append_printf (names, names->len > 0 ? ", %s" : "%s", budget->names[project]);
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
nord_budget_words_more (NordBudget *budget, GArray *winners, const char *rule, gint64 more)
{
  const NordBudgetRule *found = nord_rank_find_budget_rule (rule);
  const gint64 before = budget->budget;
  g_autoptr (NordBudgetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *gained = NULL, *lost = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (found != NULL, NULL);
  budget->budget += more * budget->unit;
  outcome = nord_budget_rule_count (found, budget, NULL, &error);
  budget->budget = before;
  if (outcome == NULL)
    return g_strdup (error->message);
  gained = list_names (budget, outcome->winners, winners);
  lost = list_names (budget, winners, outcome->winners);
  if (*gained != 0)
    /* Translators: %s are names of options. */
    g_string_append_printf (text, _ ("This would also be paid for: %s."), gained);
  if (*lost != 0)
    /* Translators: %s are names of options. */
    g_string_append_printf (g_string_append (text, text->len > 0 ? " " : ""),
                            _ ("No longer paid for: %s."), lost);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (_ ("Nothing would change."));
}
