/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli rank INPUT.pb --rule RULE: the winners of a participatory budget. */
#include "cli/command.h"
#include "core/exchange/pabulib.h"
#include "core/rank/budget-rules.h"
#include "core/rank/greedy.h"
#include "core/rank/poll-words.h"
#include "core/rank/ranking-rules.h"

#include "config.h"

#include <glib/gi18n.h>

/* Puts @ids, best first, in front of all others. FALSE and @unknown (transfer full): one does not
 * exist; without @unknown it decides nothing. */
static gboolean
set_ties (NordBudget *budget, const char *ids, char **unknown)
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
    if (p == budget->n_projects && unknown == NULL)
      continue;
    if (p == budget->n_projects) {
      *unknown = g_strdup (list[i]);
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

/* @amount: in the smallest steps of @budget */
static void
add_money (JsonBuilder *builder, const char *name, const NordBudget *budget, gint64 amount)
{
  json_builder_set_member_name (builder, name);
  if (amount % budget->unit == 0)
    json_builder_add_int_value (builder, amount / budget->unit);
  else
    json_builder_add_double_value (builder, (double) amount / (double) budget->unit);
}

static void
add_projects (JsonBuilder *builder, const char *name, const NordBudget *budget, GArray *projects)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < projects->len; i++)
    json_builder_add_string_value (builder, budget->ids[g_array_index (projects, guint, i)]);
  json_builder_end_array (builder);
}

static void
add_warnings (JsonBuilder *builder, const NordPabulib *file)
{
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < file->warnings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (file->warnings, i));
  json_builder_end_array (builder);
}

/* How equal ones were told apart, for whoever counts again. */
static void
add_ties (JsonBuilder *builder, const char *ties)
{
  json_builder_set_member_name (builder, "ties");
  json_builder_add_string_value (builder, ties != NULL ? ties : "smallest id");
}

static gboolean
has_id (const NordBudget *budget, GArray *projects, const char *id)
{
  for (guint i = 0; i < projects->len; i++)
    if (g_str_equal (budget->ids[g_array_index (projects, guint, i)], id))
      return TRUE;
  return FALSE;
}

/* The ids of @projects that are not among @others. */
static void
add_difference (JsonBuilder *builder,
                const char *name,
                const NordBudget *budget,
                GArray *projects,
                const NordBudget *other,
                GArray *others)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < projects->len; i++) {
    const char *id = budget->ids[g_array_index (projects, guint, i)];

    if (!has_id (other, others, id))
      json_builder_add_string_value (builder, id);
  }
  json_builder_end_array (builder);
}

/* What the first round gave, and what the discussion changed: winners that came, winners that went,
 * and votes gained or lost by each project of both rounds. */
static void
add_before (JsonBuilder *builder,
            const NordBudget *budget,
            GArray *winners,
            const NordBudget *before,
            GArray *winners_before)
{
  g_autofree gint64 *now = nord_rank_sum_support (budget, FALSE);
  g_autofree gint64 *then = nord_rank_sum_support (before, FALSE);

  json_builder_set_member_name (builder, "before");
  json_builder_begin_object (builder);
  add_projects (builder, "winners", before, winners_before);
  nord_call_add_integer (builder, "votes", before->n_ballots);
  json_builder_end_object (builder);
  add_difference (builder, "came", budget, winners, before, winners_before);
  add_difference (builder, "went", before, winners_before, budget, winners);
  json_builder_set_member_name (builder, "shifts");
  json_builder_begin_array (builder);
  for (guint p = 0; p < budget->n_projects; p++)
    for (guint q = 0; q < before->n_projects; q++)
      if (g_str_equal (budget->ids[p], before->ids[q])) {
        json_builder_begin_object (builder);
        nord_call_add_text (builder, "project", budget->ids[p]);
        nord_call_add_integer (builder, "before", then[q]);
        nord_call_add_integer (builder, "after", now[p]);
        json_builder_end_object (builder);
        break;
      }
  json_builder_end_array (builder);
}

typedef struct {
  char *rule, *ties, *before; /* (owned) (nullable) */
  NordPabulib *file;          /* (owned) */
  NordPabulib *first;         /* (owned) (nullable) the round before the discussion */
} Count;

static void
count_clear (Count *self)
{
  g_free (self->rule);
  g_free (self->ties);
  g_free (self->before);
  g_clear_pointer (&self->file, nord_pabulib_free);
  g_clear_pointer (&self->first, nord_pabulib_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Count, count_clear)

static void
print_json (NordCall *call,
            const Count *count,
            const NordBudgetRule *rule,
            const NordBudgetOutcome *outcome,
            const NordBudgetOutcome *before)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const NordBudget *budget = count->file->budget;
  gint64 value = 0;
  g_autofree gint64 *support =
    nord_rank_sum_support (budget, rule->kind == NORD_BUDGET_RULE_KNAPSACK && rule->how);

  for (guint i = 0; i < outcome->winners->len; i++)
    value += support[g_array_index (outcome->winners, guint, i)];
  json_builder_begin_object (builder);
  nord_call_add_text (builder, "rule", rule->name);
  add_ties (builder, count->ties);
  add_projects (builder, "winners", budget, outcome->winners);
  add_money (builder, "cost", budget, outcome->cost);
  add_money (builder, "budget", budget, budget->budget);
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
  if (before != NULL)
    add_before (builder, budget, outcome->winners, count->first->budget, before->winners);
  add_warnings (builder, count->file);
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

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const NordBudget *budget = data;

  return (int) budget->tie_order[*(const guint *) a] - (int) budget->tie_order[*(const guint *) b];
}

/* (transfer full) (nullable): all winners, in the order of ties, @all as nord_rank_rule_count() has
 * it; NULL where the rule cannot. */
static GArray *
rank_projects (NordRankingRule rule, const NordPabulib *file, gboolean *all)
{
  g_autoptr (NordProfile) profile = make_profile (file);
  GArray *winners = nord_rank_rule_count (rule, profile, all);

  if (winners != NULL)
    g_array_sort_with_data (winners, compare_places, file->budget);
  return winners;
}

/* One winner or several that tie, instead of a set of projects under a budget. */
static int
run_ranking (NordCall *call, const Count *count)
{
  gboolean strict_only;
  const char *name = count->rule;
  const NordBudget *budget = count->file->budget;
  NordRankingRule rule = nord_rank_find_rule (name, &strict_only);
  g_autoptr (NordProfile) profile = make_profile (count->file);
  g_autoptr (NordProfile) profile_before = count->first ? make_profile (count->first) : NULL;
  g_autoptr (GArray) winners = NULL, before = NULL;
  g_autoptr (GError) error = NULL;
  gboolean all = TRUE, all_before = TRUE;

  if (strict_only && (!nord_profile_is_strict (profile) ||
                      (profile_before != NULL && !nord_profile_is_strict (profile_before))))
    return nord_call_misused (call, _ ("%s needs every ballot to rank every project"), name);
  winners = rank_projects (rule, count->file, &all);
  if (winners != NULL && count->first != NULL)
    before = rank_projects (rule, count->first, &all_before);
  if (winners == NULL || (count->first != NULL && before == NULL)) {
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _ ("%s cannot be worked out for so many projects"), name);
    return nord_call_failed (call, error);
  }
  if (call->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    gint64 cost = 0;

    for (guint i = 0; i < winners->len; i++)
      cost += budget->costs[g_array_index (winners, guint, i)];
    json_builder_begin_object (builder);
    nord_call_add_text (builder, "rule", name);
    add_ties (builder, count->ties);
    add_projects (builder, "winners", budget, winners);
    if (winners->len > 0)
      nord_call_add_text (builder, "winner", budget->ids[g_array_index (winners, guint, 0)]);
    add_money (builder, "cost", budget, cost);
    json_builder_set_member_name (builder, "rounds");
    json_builder_begin_array (builder);
    json_builder_end_array (builder);
    nord_call_add_boolean (builder, "all_ties_tried", all && all_before);
    if (before != NULL)
      add_before (builder, budget, winners, count->first->budget, before);
    add_warnings (builder, count->file);
    json_builder_end_object (builder);
    nord_call_print_json (call, builder);
    return NORD_EXIT_OK;
  }
  for (guint i = 0; i < count->file->warnings->len; i++)
    nord_call_say (call, "%s", (const char *) g_ptr_array_index (count->file->warnings, i));
  for (guint i = 0; i < winners->len; i++) {
    guint p = g_array_index (winners, guint, i);

    nord_call_print (call, "%s  %s", budget->ids[p],
                     budget->names[p] != NULL ? budget->names[p] : "");
  }
  if (winners->len > 1)
    nord_call_print (call, _ ("They tie; by the stated order it is %s"),
                     budget->ids[g_array_index (winners, guint, 0)]);
  if (!all || !all_before)
    nord_call_print (call, "%s", nord_poll_words_untried ());
  return NORD_EXIT_OK;
}

static int
run_budget (NordCall *call, const Count *count, const NordBudgetRule *rule)
{
  g_autoptr (NordBudgetOutcome) outcome = NULL, before = NULL;
  g_autoptr (GError) error = NULL;

  outcome = nord_budget_rule_count (rule, count->file->budget, call->cancellable, &error);
  if (outcome != NULL && count->first != NULL)
    before = nord_budget_rule_count (rule, count->first->budget, call->cancellable, &error);
  if (outcome == NULL || (count->first != NULL && before == NULL))
    return nord_call_failed (call, error);
  if (call->json)
    print_json (call, count, rule, outcome, before);
  else
    print_words (call, count->file, outcome);
  return NORD_EXIT_OK;
}

static NordPabulib *
read_file (NordCall *call, const char *path, GError **error)
{
  g_autoptr (GFile) input = g_file_new_for_commandline_arg (path);
  NordPabulib *file = nord_pabulib_read (input, call->cancellable, error);

  if (file == NULL)
    g_prefix_error (error, "%s: ", path);
  return file;
}

static int
run (NordCall *call, int argc, char **argv)
{
  g_auto (Count) count = {0};
  const GOptionEntry entries[] = {
    {"rule", 'r', 0, G_OPTION_ARG_STRING, &count.rule, N_ ("Rule that decides"), N_ ("RULE")},
    {"ties", 0, 0, G_OPTION_ARG_STRING, &count.ties,
     N_ ("Projects that win ties, best first; then the smallest id"), N_ ("ID,ID…")},
    {"before", 0, 0, G_OPTION_ARG_FILENAME, &count.before,
     N_ ("The same vote before the discussion, to compare"), N_ ("BEFORE.pb")},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  const NordBudgetRule *rule;
  g_autofree char *unknown = NULL;
  gboolean strict_only;
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 1, 1, &status))
    return status;
  rule = nord_rank_find_budget_rule (count.rule);
  if (rule == NULL &&
      (count.rule == NULL || nord_rank_find_rule (count.rule, &strict_only) == NULL)) {
    g_autoptr (GString) known = g_string_new (NULL);
    const char *const *names = nord_rank_list_rules ();

    for (guint i = 0; nord_rank_get_budget_rule (i) != NULL; i++)
      g_string_append_printf (known, "%s, ", nord_rank_get_budget_rule (i)->name);
    for (guint i = 0; names[i] != NULL; i++)
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", names[i]);
    return nord_call_misused (call, _ ("--rule must be one of: %s"), known->str);
  }
  count.file = read_file (call, call->arguments[0], &error);
  if (count.file != NULL && count.before != NULL)
    count.first = read_file (call, count.before, &error);
  if (error != NULL)
    return nord_call_failed (call, error);
  if (count.ties != NULL && !set_ties (count.file->budget, count.ties, &unknown))
    return nord_call_misused (call, _ ("--ties names a project that does not exist: %s"), unknown);
  if (count.ties != NULL && count.first != NULL)
    set_ties (count.first->budget, count.ties, NULL);
  return rule != NULL ? run_budget (call, &count, rule) : run_ranking (call, &count);
}

const NordCommand nord_command_rank = {
  .name = "rank",
  .arguments = N_ ("INPUT.pb"),
  .summary = N_ ("Count a participatory budget"),
  .description =
    N_ ("Ties go to the smallest id, compared byte by byte, unless --ties says otherwise."),
  .run = run,
};
