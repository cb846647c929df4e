/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Writes a budget with approval ballots as a `.pb` file. */
#include "core/exchange/pabulib-budget.h"

#include <string.h>

/* In quotes where the text would end the field, and on one line: the format has a row a line. */
static void
append_cell (GString *to, const char *text)
{
  const gboolean quoted = strpbrk (text, ";\"\n\r") != NULL;

  if (quoted)
    g_string_append_c (to, '"');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c (to, '"');
    g_string_append_c (to, *p == '\n' || *p == '\r' ? ' ' : *p);
  }
  if (quoted)
    g_string_append_c (to, '"');
}

static void
append_meta (GString *to, const char *key, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (to, "%s;", key);
  append_cell (to, value);
  g_string_append_c (to, '\n');
}

/* The format has days as 31.12.2026. */
static void
append_day (GString *to, const char *key, const char *stamp)
{
  g_autoptr (GDateTime) time = stamp != NULL ? g_date_time_new_from_iso8601 (stamp, NULL) : NULL;
  g_autofree char *day = time != NULL ? g_date_time_format (time, "%d.%m.%Y") : NULL;

  if (day != NULL)
    append_meta (to, key, day);
}

static void
append_money (GString *to, const NordBudget *budget, gint64 amount)
{
  guint digits = 0;

  for (gint64 unit = budget->unit; unit > 1; unit /= 10)
    digits++;
  g_string_append_printf (to, "%" G_GINT64_FORMAT, amount / budget->unit);
  if (amount % budget->unit != 0)
    g_string_append_printf (to, ".%0*" G_GINT64_FORMAT, (int) digits, amount % budget->unit);
}

/**
 * nord_pabulib_format_budget:
 * @budget: projects and approval ballots
 * @head: what else the file says
 *
 * Projects are called by their number from 1, so that no id of a workshop leaves it, with zeros
 * before it, so that they sort as in the poll and ties go the same way; voters by theirs, which is
 * the order of random ids and not that of voting.
 *
 * Source: Faliszewski et al.: Participatory Budgeting: Data, Tools and Analysis (IJCAI 2023).
 *
 * Returns: (transfer full): the text of the file, UTF-8
 */
char *
nord_pabulib_format_budget (const NordBudget *budget, const NordPabulibHead *head)
{
  GString *to = g_string_new ("META\nkey;value\n");
  g_autofree guint *votes = g_new0 (guint, budget->n_projects + 1);
  int digits = 1;

  for (guint n = budget->n_projects; n >= 10; n /= 10)
    digits++;
  append_meta (to, "description", head->title);
  append_meta (to, "country", head->country);
  append_meta (to, "unit", head->unit);
  g_string_append_printf (to, "num_projects;%u\nnum_votes;%u\nbudget;", budget->n_projects,
                          budget->n_ballots);
  append_money (to, budget, budget->budget);
  g_string_append (to, "\nvote_type;approval\n");
  append_meta (to, "rule", head->rule);
  append_day (to, "date_begin", head->begin);
  append_day (to, "date_end", head->end);
  for (guint i = 0; i < nord_budget_get_n_marks (budget); i++)
    votes[budget->marks[i]]++;
  g_string_append (to, "PROJECTS\nproject_id;cost;votes;name\n");
  for (guint p = 0; p < budget->n_projects; p++) {
    g_string_append_printf (to, "%0*u;", digits, p + 1);
    append_money (to, budget, budget->costs[p]);
    g_string_append_printf (to, ";%u;", votes[p]);
    append_cell (to, budget->names[p] != NULL ? budget->names[p] : "");
    g_string_append_c (to, '\n');
  }
  g_string_append (to, "VOTES\nvoter_id;vote\n");
  for (guint b = 0; b < budget->n_ballots; b++) {
    g_string_append_printf (to, "%u;", b + 1);
    for (guint i = b > 0 ? budget->ends[b - 1] : 0; i < budget->ends[b]; i++)
      g_string_append_printf (to, i > (b > 0 ? budget->ends[b - 1] : 0) ? ",%0*u" : "%0*u", digits,
                              budget->marks[i] + 1);
    g_string_append_c (to, '\n');
  }
  return g_string_free (to, FALSE);
}
