/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What `nordwaerts-cli poll FILE result` prints. */
#include "config.h"

#include "cli/poll-result.h"
#include "core/rank/budget-insight.h"
#include "core/rank/poll-words.h"

#include <glib/gi18n.h>

static void
add_counts (JsonBuilder *json, const char *name, const guint64 *counts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (guint c = 0; c < NORD_N_CHANNELS; c++)
    nord_call_add_integer (json, nord_channel_to_word (c), (gint64) counts[c]);
  json_builder_end_object (json);
}

static void
add_amount (JsonBuilder *json, const char *name, double amount)
{
  json_builder_set_member_name (json, name);
  json_builder_add_double_value (json, amount);
}

static void
add_option (JsonBuilder *json,
            const NordPolling *data,
            const NordPollOption *option,
            const NordOptionResult *result)
{
  json_builder_begin_object (json);
  nord_call_add_integer (json, "place", result->place);
  nord_call_add_text (json, "id", option->id);
  nord_call_add_text (json, "noun", option->noun);
  nord_call_add_text (json, "label", option->label);
  nord_call_add_integer (json, "votes", (gint64) result->votes);
  nord_call_add_integer (json, "people_least", (gint64) result->people_least);
  nord_call_add_integer (json, "people_most", (gint64) result->people_most);
  nord_call_add_boolean (json, "tied", result->tied);
  if (data->method == NORD_METHOD_BUDGET) {
    nord_call_add_integer (json, "cost", option->cost);
    nord_call_add_boolean (json, "wins", result->wins);
  }
  if (data->method == NORD_METHOD_RATING) {
    /* From 5, agrees, to 1; then who is confused. */
    json_builder_set_member_name (json, "levels");
    json_builder_begin_array (json);
    for (guint c = 0; c < NORD_RATING_N_COLUMNS; c++)
      json_builder_add_int_value (json, (gint64) result->levels[c]);
    json_builder_end_array (json);
    if (result->median >= 0)
      nord_call_add_integer (json, "median", NORD_RATING_N_LEVELS - result->median);
  }
  if (data->method == NORD_METHOD_MATRIX && result->votes > 0) {
    add_amount (json, "impact", result->impact);
    add_amount (json, "effort", result->effort);
  }
  add_counts (json, "by_channel", result->votes_by_channel);
  json_builder_end_object (json);
}

static void
add_rounds (JsonBuilder *json, const NordPollResult *result)
{
  const NordBudget *budget = result->budget;
  g_autoptr (GArray) misses = nord_budget_find_near_misses (budget, result->outcome);

  nord_call_add_integer (json, "budget", budget->budget);
  nord_call_add_integer (json, "cost", result->outcome->cost);
  if (result->outcome->share > 0)
    add_amount (json, "share", result->outcome->share);
  json_builder_set_member_name (json, "rounds");
  json_builder_begin_array (json);
  for (guint r = 0; r < result->outcome->rounds->len; r++) {
    const NordBudgetRound *round = &g_array_index (result->outcome->rounds, NordBudgetRound, r);

    json_builder_begin_object (json);
    nord_call_add_text (json, "option", budget->ids[round->project]);
    nord_call_add_integer (json, "cost", budget->costs[round->project]);
    if (round->n_paying > 0) {
      nord_call_add_integer (json, "people", round->n_paying);
      add_amount (json, "each", round->each);
    }
    nord_call_add_boolean (json, "completion", round->by_completion);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "near_misses");
  json_builder_begin_array (json);
  for (guint i = 0; i < misses->len; i++) {
    const NordNearMiss *miss = &g_array_index (misses, NordNearMiss, i);

    json_builder_begin_object (json);
    nord_call_add_text (json, "option", budget->ids[miss->project]);
    nord_call_add_integer (json, "supporters", miss->supporters);
    add_amount (json, "held", miss->held);
    add_amount (json, "missing", miss->missing);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
}

static void
print_option (NordCall *call,
              const NordPolling *data,
              const NordPollOption *option,
              const NordOptionResult *result)
{
  switch (data->method) {
  case NORD_METHOD_RATING:
    nord_call_print (call,
                     "%4u. %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT
                     "/%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT " ?%" G_GUINT64_FORMAT "  %s",
                     result->place, result->levels[0], result->levels[1], result->levels[2],
                     result->levels[3], result->levels[4], result->levels[NORD_RATING_CONFUSED],
                     option->label);
    break;
  case NORD_METHOD_MATRIX:
    nord_call_print (call, "%5.1f %5.1f  %s", result->impact, result->effort, option->label);
    break;
  case NORD_METHOD_BUDGET:
    nord_call_print (call, "%s %8" G_GINT64_FORMAT " €  %4" G_GUINT64_FORMAT "  %s",
                     result->wins ? "+" : "-", option->cost, result->votes, option->label);
    break;
  case NORD_METHOD_DOTS:
  case NORD_METHOD_APPROVAL:
  case NORD_METHOD_RANKING:
  case NORD_N_METHODS:
  default:
    nord_call_print (call, "%4u. %6" G_GUINT64_FORMAT "  %s", result->place, result->votes,
                     option->label);
    break;
  }
}

void
nord_poll_result_print (NordCall *call,
                        NordRecord *poll,
                        const NordPolling *data,
                        const NordPollResult *result)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  nord_call_add_text (json, "poll", nord_record_get_id (poll));
  nord_call_add_text (json, "title", nord_record_get_text (poll, NORD_POLL_TITLE));
  nord_call_add_text (json, "method", nord_poll_method_to_word (data->method));
  if (*data->rule != '\0')
    nord_call_add_text (json, "rule", data->rule);
  nord_call_add_integer (json, "ballots", result->n_ballots);
  nord_call_add_integer (json, "people", (gint64) result->people);
  nord_call_add_integer (json, "votes", (gint64) result->votes);
  nord_call_add_integer (json, "unused", (gint64) result->unused);
  nord_call_add_integer (json, "abstained", (gint64) result->abstained);
  nord_call_add_integer (json, "voided", data->n_voided);
  nord_call_add_integer (json, "waiting", data->n_waiting);
  nord_call_add_integer (json, "set_aside", g_hash_table_size (data->set_aside));
  nord_call_add_integer (json, "left_out", result->n_unsound + data->n_unreadable);
  add_counts (json, "people_by_channel", result->people_by_channel);
  if (data->method == NORD_METHOD_RANKING)
    nord_call_add_boolean (json, "all_ties_tried", !result->ties_untried);
  if (result->outcome != NULL)
    add_rounds (json, result);
  json_builder_set_member_name (json, "options");
  json_builder_begin_array (json);
  nord_call_print (call, "%s", nord_record_get_text (poll, NORD_POLL_TITLE));
  for (guint i = 0; i < result->n_options; i++) {
    const NordOptionResult *option = &result->options[result->order[i]];

    add_option (json, data, g_ptr_array_index (data->options, result->order[i]), option);
    print_option (call, data, g_ptr_array_index (data->options, result->order[i]), option);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  if (result->outcome != NULL) {
    g_autofree char *cost = g_strdup_printf ("%" G_GINT64_FORMAT, result->outcome->cost);
    g_autofree char *sum = g_strdup_printf ("%" G_GINT64_FORMAT, data->budget);

    /* Translators: sums in euros. */
    nord_call_print (call, _ ("%s € of %s € spent"), cost, sum);
  }
  if (result->ties_untried)
    nord_call_print (call, "%s", nord_poll_words_untried ());
  if (g_hash_table_size (data->set_aside) > 0)
    nord_call_print (
      call,
      g_dngettext (GETTEXT_PACKAGE,
                   "%u ballot is set aside: two copies of the workshop took the same code",
                   "%u ballots are set aside: two copies of the workshop took the same code",
                   g_hash_table_size (data->set_aside)),
      g_hash_table_size (data->set_aside));
  /* Translators: numbers of ballots, people and votes (dots). */
  nord_call_print (call, _ ("Ballots: %u, people: %u, votes: %u"), result->n_ballots,
                   (guint) result->people, (guint) result->votes);
}
