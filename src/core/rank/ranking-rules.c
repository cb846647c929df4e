/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The table of rules for rankings. */
#include "core/rank/ranking-rules.h"
#include "core/rank/kemeny.h"
#include "core/rank/pairwise.h"
#include "core/rank/positional.h"
#include "core/rank/ranked-pairs.h"
#include "core/rank/runoff.h"
#include "core/rank/strongest-path.h"

static const struct {
  const char *name;
  NordRankingRule rule;
  gboolean strict_only; /* counts last places, so every ballot must rank everybody without ties */
} rules[] = {
  {"plurality", nord_rank_plurality, FALSE},
  {"anti-plurality", nord_rank_anti_plurality, TRUE},
  {"borda", nord_rank_borda, FALSE},
  {"bucklin", nord_rank_bucklin, FALSE},
  {"condorcet", nord_rank_condorcet, FALSE},
  {"copeland", nord_rank_copeland, FALSE},
  {"llull", nord_rank_llull, FALSE},
  {"minimax", nord_rank_minimax, FALSE},
  {"smith-set", nord_rank_smith_set, FALSE},
  {"schulze", nord_rank_schulze, FALSE},
  {"split-cycle", nord_rank_split_cycle, FALSE},
  {"ranked-pairs", nord_rank_ranked_pairs, FALSE},
  {"kemeny-young", nord_rank_kemeny_young, FALSE},
  {"instant-runoff", nord_rank_instant_runoff, FALSE},
  {"instant-runoff-put", nord_rank_instant_runoff_put, FALSE},
  {"coombs", nord_rank_coombs, TRUE},
  {"baldwin", nord_rank_baldwin, FALSE},
};

NordRankingRule
nord_rank_find_rule (const char *name, gboolean *strict_only)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].name, name)) {
      *strict_only = rules[i].strict_only;
      return rules[i].rule;
    }
  return NULL;
}

GArray *
nord_rank_rule_count (NordRankingRule rule, const NordProfile *profile, gboolean *all)
{
  *all = TRUE;
  return rule == nord_rank_ranked_pairs ? nord_rank_ranked_pairs_told (profile, all)
                                        : rule (profile);
}

const char *const *
nord_rank_list_rules (void)
{
  static const char *names[G_N_ELEMENTS (rules) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    names[i] = rules[i].name;
  return names;
}
