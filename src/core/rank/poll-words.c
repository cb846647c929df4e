/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words for states, channels, rules and counts of polls. */
#include "core/rank/poll-words.h"

#include <glib/gi18n-lib.h>

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

const char *
nord_poll_words_method (NordPollMethod method)
{
  switch (method) {
  case NORD_METHOD_APPROVAL:
    return C_ ("poll method", "Approval");
  case NORD_METHOD_RATING:
    return C_ ("poll method", "Rating sheets");
  case NORD_METHOD_RANKING:
    return C_ ("poll method", "Ranking");
  case NORD_METHOD_BUDGET:
    return C_ ("poll method", "Budget basket");
  case NORD_METHOD_MATRIX:
    return C_ ("poll method", "Impact and effort");
  case NORD_METHOD_DOTS:
  case NORD_N_METHODS:
  default:
    return C_ ("poll method", "Dots");
  }
}

const char *
nord_poll_words_level (guint column)
{
  static const char *const levels[NORD_RATING_N_COLUMNS] = {
    NC_ ("rating", "Strong agreement"),
    NC_ ("rating", "Agreement"),
    NC_ ("rating", "Neutral"),
    NC_ ("rating", "Disagreement"),
    NC_ ("rating", "Strong disagreement"),
    NC_ ("rating", "Not understood"),
  };

  g_return_val_if_fail (column < NORD_RATING_N_COLUMNS, "");
  return g_dpgettext2 (NULL, "rating", levels[column]);
}

const char *
nord_poll_words_rule (const char *rule)
{
  static const struct {
    const char *rule, *words;
  } rules[] = {
    {"schulze", NC_ ("rule", "Schulze: wins every comparison of two")},
    {"borda", NC_ ("rule", "Borda: points by place")},
    {"ranked-pairs", NC_ ("rule", "Ranked pairs: clearest comparisons first")},
    {"instant-runoff", NC_ ("rule", "Instant runoff: the last one drops out")},
    {"mes-add1", NC_ ("rule", "Equal shares, topped up until the sum is spent")},
    {"mes-cost", NC_ ("rule", "Equal shares only")},
    {"greedy-votes", NC_ ("rule", "Most votes first")},
    {"greedy-votes-per-cost", NC_ ("rule", "Most votes for the money first")},
    {"phragmen", NC_ ("rule", "Phragmén: shares the load of the costs")},
    {"knapsack", NC_ ("rule", "As many votes as the sum can buy")},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_strcmp0 (rules[i].rule, rule) == 0)
      return g_dpgettext2 (NULL, "rule", rules[i].words);
  return rule != NULL ? rule : "";
}

char *
nord_poll_words_dots (guint64 n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u dot", "%u dots", n), (guint) n);
}

char *
nord_poll_words_people (guint64 n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n), (guint) n);
}

char *
nord_poll_words_options (guint64 n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u option", "%u options", n), (guint) n);
}

char *
nord_poll_words_euros (gint64 euros)
{
  /* Translators: a sum of money in whole euros, grouped as the language does. */
  return g_strdup_printf (_ ("€%'ld"), (long) euros);
}

char *
nord_poll_words_cents (double euros)
{
  /* Translators: a sum of money with cents. */
  return g_strdup_printf (_ ("€%'.2f"), euros);
}

static char *
words_dots_rules (const NordDotsRules *rules)
{
  g_autofree char *dots = nord_poll_words_dots (rules->dots);

  if (rules->cap >= rules->dots)
    /* Translators: %s is "5 dots" */
    return g_strdup_printf (_ ("%s a person"), dots);
  /* Translators: "5 dots a person, at most 2 on one option" */
  return g_strdup_printf (_ ("%s a person, at most %u on one option"), dots, rules->cap);
}

char *
nord_poll_words_rules (const NordPolling *data)
{
  g_autofree char *sum = NULL;

  switch (data->method) {
  case NORD_METHOD_APPROVAL:
    return g_strdup (_ ("Yes to as many options as one likes"));
  case NORD_METHOD_RATING:
    return g_strdup (_ ("A sheet an option, from strong agreement to strong disagreement"));
  case NORD_METHOD_MATRIX:
    return g_strdup (_ ("Impact and effort of each option, compared with the others"));
  case NORD_METHOD_RANKING:
    /* Translators: %s is how it is counted. */
    return g_strdup_printf (_ ("Places, equal ones allowed · %s"),
                            nord_poll_words_rule (data->rule));
  case NORD_METHOD_BUDGET:
    sum = nord_poll_words_euros (data->budget);
    /* Translators: a basket up to a sum · how it is counted */
    return g_strdup_printf (_ ("A basket up to %s · %s"), sum, nord_poll_words_rule (data->rule));
  case NORD_METHOD_DOTS:
  case NORD_N_METHODS:
  default:
    return words_dots_rules (&data->rules);
  }
}

char *
nord_poll_words_backers (const NordOptionResult *result)
{
  if (result->people_least == result->people_most)
    return nord_poll_words_people (result->people_most);
  /* Translators: people who gave an option at least one dot; known only within two numbers. */
  return g_strdup_printf (_ ("%u to %u people"), (guint) result->people_least,
                          (guint) result->people_most);
}

static guint64
sum_marks (const NordPolling *data, const guint *marks)
{
  guint64 sum = 0;

  for (guint i = 0; i < nord_polling_get_n_marks (data); i++)
    sum += marks[i];
  return sum;
}

static guint
count_marked (const NordPolling *data, const guint *marks)
{
  guint n = 0;

  for (guint o = 0; o < data->options->len; o++) {
    gboolean marked = FALSE;

    for (guint c = 0; c < data->n_columns; c++)
      marked |= marks[o * data->n_columns + c] > 0;
    n += marked;
  }
  return n;
}

char *
nord_poll_words_marks (const NordPolling *data, guint people, const guint *marks)
{
  g_autofree char *options = nord_poll_words_options (count_marked (data, marks)), *sum = NULL;

  if (data->method == NORD_METHOD_DOTS)
    return nord_poll_words_dots (sum_marks (data, marks));
  if (data->method == NORD_METHOD_APPROVAL && people > 1)
    /* Translators: "12 times yes" */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u time yes", "%u times yes",
                                         sum_marks (data, marks)),
                            (guint) sum_marks (data, marks));
  if (data->method != NORD_METHOD_BUDGET)
    return g_steal_pointer (&options);
  sum = nord_poll_words_euros (nord_polling_sum_costs (data, marks));
  /* Translators: "3 options, €900" */
  return g_strdup_printf (_ ("%s, %s"), options, sum);
}

char *
nord_poll_words_mark (const NordPolling *data, const guint *marks, guint option)
{
  const guint *mark = marks + option * data->n_columns;
  g_autoptr (GString) levels = g_string_new (NULL);

  switch (data->method) {
  case NORD_METHOD_RATING:
    for (guint c = 0; c < data->n_columns; c++)
      if (mark[c] > 0)
        g_string_append_printf (levels, levels->len > 0 ? ", %u × %s" : "%u × %s", mark[c],
                                nord_poll_words_level (c));
    return levels->len > 0 ? g_string_free (g_steal_pointer (&levels), FALSE)
                           : g_strdup (C_ ("rating", "No judgment"));
  case NORD_METHOD_RANKING:
    return mark[0] > 0 ? g_strdup_printf (_ ("place %u"), mark[0])
                       : g_strdup (C_ ("ranking", "no place"));
  case NORD_METHOD_MATRIX:
    return g_strdup_printf (_ ("impact %u, effort %u"), mark[NORD_MATRIX_IMPACT],
                            mark[NORD_MATRIX_EFFORT]);
  case NORD_METHOD_APPROVAL:
    if (mark[0] > 1)
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u time yes", "%u times yes", mark[0]),
                              mark[0]);
    return g_strdup (mark[0] > 0 ? C_ ("approval", "yes") : C_ ("approval", "not marked"));
  case NORD_METHOD_BUDGET:
    return g_strdup (mark[0] > 0 ? C_ ("basket", "in the basket") : C_ ("basket", "not in it"));
  case NORD_METHOD_DOTS:
  case NORD_N_METHODS:
  default:
    return nord_poll_words_dots (mark[0]);
  }
}

char *
nord_poll_words_left (const NordPolling *data, guint people, const guint *marks)
{
  g_autofree char *left = NULL;
  const guint marked = count_marked (data, marks);

  if (marked == 0)
    return g_strdup (data->method == NORD_METHOD_DOTS ? _ ("No dots given: an abstention")
                                                      : _ ("Nothing marked: an abstention"));
  switch (data->method) {
  case NORD_METHOD_DOTS:
    left = nord_poll_words_dots ((guint64) people * data->rules.dots - sum_marks (data, marks));
    break;
  case NORD_METHOD_BUDGET:
    left = nord_poll_words_euros (data->budget - nord_polling_sum_costs (data, marks));
    break;
  case NORD_METHOD_RATING:
  case NORD_METHOD_RANKING:
  case NORD_METHOD_MATRIX:
    if (marked >= data->options->len)
      return g_strdup (_ ("No option is left"));
    left = nord_poll_words_options (data->options->len - marked);
    break;
  case NORD_METHOD_APPROVAL:
  case NORD_N_METHODS:
  default:
    return nord_poll_words_marks (data, people, marks);
  }
  /* Translators: %s is "3 dots", "€300" or "2 options" */
  return g_strdup_printf (_ ("%s left"), left);
}

static char *
words_over_cap (const NordPolling *data, guint people, const NordPollOption *at)
{
  guint most = people * MIN (data->rules.cap, data->rules.dots);

  if (data->method == NORD_METHOD_RANKING || data->method == NORD_METHOD_MATRIX)
    most = data->options->len;
  else if (data->method == NORD_METHOD_BUDGET)
    most = 1;
  /* Translators: %s is the name of an option, %u a number. */
  return g_strdup_printf (_ ("“%s” may have %u at most."), at->label, most);
}

char *
nord_poll_words_fault (const NordPolling *data, guint people, const guint *marks)
{
  guint option = 0;
  g_autofree char *over = NULL;

  switch (nord_polling_check (data, people, marks, &option)) {
  case NORD_POLLING_NOBODY:
    return g_strdup (_ ("The ballot stands for nobody."));
  case NORD_POLLING_TOO_MANY:
    over = nord_poll_words_dots (sum_marks (data, marks) - (guint64) people * data->rules.dots);
    /* Translators: %s is "2 dots" */
    return g_strdup_printf (_ ("%s too many."), over);
  case NORD_POLLING_OVER_CAP:
    return words_over_cap (data, people, g_ptr_array_index (data->options, option));
  case NORD_POLLING_OVER_PEOPLE:
    /* Translators: %s is the name of an option. */
    return g_strdup_printf (
      _ ("“%s” has more judgments than people."),
      ((const NordPollOption *) g_ptr_array_index (data->options, option))->label);
  case NORD_POLLING_OVER_BUDGET:
    over = nord_poll_words_euros (nord_polling_sum_costs (data, marks) - data->budget);
    /* Translators: %s is a sum of money. */
    return g_strdup_printf (_ ("%s over the sum."), over);
  case NORD_POLLING_SOUND:
  default:
    return NULL;
  }
}

const char *
nord_poll_words_untried (void)
{
  return _ ("So many comparisons of two are equally strong that not all orders of them could be "
            "tried. In another order others might come first, too.");
}
