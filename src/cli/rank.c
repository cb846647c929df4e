/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli rank INPUT.pb --rule RULE: the winners of a participatory budget. */
#include "cli/command.h"
#include "core/exchange/pabulib.h"
#include "core/rank/budget-rules.h"
#include "core/rank/greedy.h"
#include "core/rank/ranking-rules.h"

#include "config.h"

#include <glib/gi18n.h>

/* Puts @ids, best first, in front of all others. FALSE: one does not exist. */
static gboolean
set_ties (NordBudget *budget, const char *ids, const char **unknown)
{
  g_auto (GStrv) list = g_strsplit (ids, ",", -1);
  g_autofree guint *places = g_new (guint, budget->n_projects + 1);
  guint n = g_strv_length (list), place = 0;

  for (guint p = 0; p < budget->n_projects; p++)
    places[p] = G_MAXUINT;
  for (guint i = 0; i < n; i++) {
    guint p = 0;

    g_strstrip (list[i]);
    while (p < budget->n_projects && !g_str_equal (budget->ids[p], list[i]))
      p++;
    if (p == budget->n_projects) {
      *unknown = ids;
      return FALSE;
    }
    if (places[p] == G_MAXUINT)
      places[p] = place++;
  }
  for (guint p = 0; p < budget->n_projects; p++)
    budget->tie_order[p] = places[p] != G_MAXUINT ? places[p] : budget->tie_order[p] + place;
  return TRUE;
}

/* Whole amounts as whole numbers, others with as many digits as the file has. */
static char *
format_money (const NordBudget *budget, gint64 amount)
{
  GString *text = g_string_new (NULL);
  guint digits = 0;

  for (gint64 unit = budget->unit; unit > 1; unit /= 10)
    digits++;
  g_string_append_printf (text, "%" G_GINT64_FORMAT, amount / budget->unit);
  if (digits > 0 && amount % budget->unit != 0)
    g_string_append_printf (text, ".%0*" G_GINT64_FORMAT, (int) digits, amount % budget->unit);
  return g_string_free (text, FALSE);
}

static void
print_json (NordCall *call,
            const NordBudgetRule *rule,
            const NordPabulib *file,
            const NordBudgetOutcome *outcome)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const NordBudget *budget = file->budget;
  gint64 value = 0;
  g_autofree gint64 *support =
    nord_rank_sum_support (budget, rule->kind == NORD_BUDGET_RULE_KNAPSACK && rule->how);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "rule");
  json_builder_add_string_value (builder, rule->name);
  json_builder_set_member_name (builder, "winners");
  json_builder_begin_array (builder);
  for (guint i = 0; i < outcome->winners->len; i++) {
    guint p = g_array_index (outcome->winners, guint, i);

    json_builder_add_string_value (builder, budget->ids[p]);
    value += support[p];
  }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "cost");
  if (outcome->cost % budget->unit == 0)
    json_builder_add_int_value (builder, outcome->cost / budget->unit);
  else
    json_builder_add_double_value (builder, (double) outcome->cost / (double) budget->unit);
  json_builder_set_member_name (builder, "value");
  json_builder_add_int_value (builder, value);
  json_builder_set_member_name (builder, "rounds");
  json_builder_begin_array (builder);
  for (guint i = 0; i < outcome->rounds->len; i++) {
    const NordBudgetRound *round = &g_array_index (outcome->rounds, NordBudgetRound, i);

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "project");
    json_builder_add_string_value (builder, budget->ids[round->project]);
    json_builder_set_member_name (builder, "cost");
    json_builder_add_double_value (builder, round->spent);
    if (round->n_paying > 0) {
      json_builder_set_member_name (builder, "people");
      json_builder_add_int_value (builder, round->n_paying);
      json_builder_set_member_name (builder, "each");
      json_builder_add_double_value (builder, round->each);
    }
    if (round->by_completion) {
      json_builder_set_member_name (builder, "completion");
      json_builder_add_boolean_value (builder, TRUE);
    }
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < file->warnings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (file->warnings, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  nord_call_print_json (call, builder);
}

static void
print_words (NordCall *call, const NordPabulib *file, const NordBudgetOutcome *outcome)
{
  const NordBudget *budget = file->budget;
  g_autofree char *cost = format_money (budget, outcome->cost);
  g_autofree char *sum = format_money (budget, budget->budget);

  for (guint i = 0; i < file->warnings->len; i++)
    nord_call_say (call, "%s", (const char *) g_ptr_array_index (file->warnings, i));
  for (guint i = 0; i < outcome->rounds->len; i++) {
    const NordBudgetRound *round = &g_array_index (outcome->rounds, NordBudgetRound, i);
    g_autofree char *price = format_money (budget, budget->costs[round->project]);
    const char *name = budget->names[round->project];

    nord_call_print (call, "%u. %s  %s  %s", i + 1, budget->ids[round->project], price,
                     name != NULL ? name : "");
  }
  nord_call_print (call, _ ("%u of %u projects, %s of %s spent"), outcome->winners->len,
                   budget->n_projects, cost, sum);
}

/* The marks of each ballot as a ranking: in ordinal votes in their order, else by points. */
static NordProfile *
make_profile (const NordPabulib *file)
{
  const NordBudget *budget = file->budget;
  NordProfile *profile = nord_profile_new (budget->n_projects);
  g_autofree guint16 *places = g_new (guint16, budget->n_projects + 1);

  for (guint b = 0; b < budget->n_ballots; b++) {
    guint start = b > 0 ? budget->ends[b - 1] : 0;

    for (guint p = 0; p < budget->n_projects; p++)
      places[p] = NORD_UNRANKED;
    for (guint i = start; i < budget->ends[b]; i++) {
      guint16 place = 1;

      for (guint j = start; j < budget->ends[b]; j++)
        place += budget->points[j] > budget->points[i];
      places[budget->marks[i]] = place;
    }
    nord_profile_add (profile, places, 1);
  }
  return profile;
}

/* One winner or several that tie, instead of a set of projects under a budget. */
static int
run_ranking (NordCall *call, const char *name, const NordPabulib *file)
{
  gboolean strict_only;
  NordRankingRule rule = nord_rank_find_rule (name, &strict_only);
  g_autoptr (NordProfile) profile = make_profile (file);
  g_autoptr (GArray) winners = NULL;
  g_autoptr (GError) error = NULL;

  if (strict_only && !nord_profile_is_strict (profile))
    return nord_call_misused (call, _ ("%s needs every ballot to rank every project"), name);
  winners = rule (profile);
  if (winners == NULL) {
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _ ("%s cannot be worked out for so many projects"), name);
    return nord_call_failed (call, error);
  }
  if (call->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "rule");
    json_builder_add_string_value (builder, name);
    json_builder_set_member_name (builder, "winners");
    json_builder_begin_array (builder);
    for (guint i = 0; i < winners->len; i++)
      json_builder_add_string_value (builder, file->budget->ids[g_array_index (winners, guint, i)]);
    json_builder_end_array (builder);
    json_builder_end_object (builder);
    nord_call_print_json (call, builder);
  }
  for (guint i = 0; i < winners->len; i++) {
    guint p = g_array_index (winners, guint, i);

    nord_call_print (call, "%s  %s", file->budget->ids[p],
                     file->budget->names[p] != NULL ? file->budget->names[p] : "");
  }
  return NORD_EXIT_OK;
}

static int
run (NordCall *call, int argc, char **argv)
{
  g_autofree char *rule_name = NULL, *ties = NULL;
  const GOptionEntry entries[] = {
    {"rule", 'r', 0, G_OPTION_ARG_STRING, &rule_name, N_ ("Rule that decides"), N_ ("RULE")},
    {"ties", 0, 0, G_OPTION_ARG_STRING, &ties,
     N_ ("Projects that win ties, best first; then the smallest id"), N_ ("ID,ID…")},
    {NULL},
  };
  g_autoptr (NordPabulib) file = NULL;
  g_autoptr (NordBudgetOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) input = NULL;
  const NordBudgetRule *rule;
  const char *unknown = NULL;
  gboolean strict_only;
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 1, 1, &status))
    return status;
  rule = nord_rank_find_budget_rule (rule_name);
  if (rule == NULL &&
      (rule_name == NULL || nord_rank_find_rule (rule_name, &strict_only) == NULL)) {
    g_autoptr (GString) known = g_string_new (NULL);
    const char *const *names = nord_rank_list_rules ();

    for (guint i = 0; nord_rank_get_budget_rule (i) != NULL; i++)
      g_string_append_printf (known, "%s, ", nord_rank_get_budget_rule (i)->name);
    for (guint i = 0; names[i] != NULL; i++)
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", names[i]);
    return nord_call_misused (call, _ ("--rule must be one of: %s"), known->str);
  }
  input = g_file_new_for_commandline_arg (call->arguments[0]);
  file = nord_pabulib_read (input, call->cancellable, &error);
  if (file == NULL) {
    g_prefix_error (&error, "%s: ", call->arguments[0]);
    return nord_call_failed (call, error);
  }
  if (rule == NULL)
    return run_ranking (call, rule_name, file);
  if (ties != NULL && !set_ties (file->budget, ties, &unknown))
    return nord_call_misused (call, _ ("--ties names a project that does not exist: %s"), unknown);
  outcome = nord_budget_rule_count (rule, file->budget, call->cancellable, &error);
  if (outcome == NULL)
    return nord_call_failed (call, error);
  if (call->json)
    print_json (call, rule, file, outcome);
  else
    print_words (call, file, outcome);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_rank = {
  .name = "rank",
  .arguments = N_ ("INPUT.pb"),
  .summary = N_ ("Count a participatory budget"),
  .description =
    N_ ("Ties go to the smallest id, compared byte by byte, unless --ties says otherwise."),
  .run = run,
};
