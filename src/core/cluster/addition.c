/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Nothing is written into the idea that was there: what is added has been read by nobody yet. */
#include "core/cluster/addition.h"

#include "core/cluster/grouping.h"

/**
 * nord_addition_group:
 * @set: gets the changes that are needed beside @created; both stay one step
 * @created: makes the new idea; it will name the group
 * @to: the idea that was there
 * @title: name of the group, where @to is in none yet
 * @ideas: list of #NordIdea
 * @clusters: list of #NordCluster
 *
 * Returns: (transfer none): id of the group, as long as @created lives
 */
const char *
nord_addition_group (NordChangeSet *set,
                     NordChange *created,
                     NordRecord *to,
                     const char *title,
                     GListModel *ideas,
                     GListModel *clusters)
{
  const char *const members[] = {nord_record_get_id (to), NULL};
  g_autoptr (GHashTable) groups = nord_grouping_resolve (clusters);
  NordRecord *group = nord_grouping_of_idea (groups, to);

  if (group != NULL) {
    nord_change_set_text (created, NORD_IDEA_CLUSTER, nord_record_get_id (group));
  } else {
    g_autoptr (NordChangeSet) formed = nord_grouping_form (title, members, ideas, clusters);
    const NordChange *first = g_ptr_array_index (formed->changes, 0);

    nord_change_set_text (created, NORD_IDEA_CLUSTER, first->target);
    while (formed->changes->len > 0)
      nord_change_set_group_add (set, g_ptr_array_steal_index (formed->changes, 0));
  }
  return nord_change_find (created, NORD_IDEA_CLUSTER)->after.text;
}
