/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What people do with groups, as changes. An idea names its group, so each of these is a few edits
 * of one field; two machines that move different ideas never disagree. */
#include "core/cluster/grouping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_COLOURS 8

static double
last_position (GListModel *clusters)
{
  double last = 0;

  for (guint i = 0; i < g_list_model_get_n_items (clusters); i++) {
    g_autoptr (NordRecord) cluster = g_list_model_get_item (clusters, i);

    last = MAX (last, nord_record_get_real (cluster, NORD_CLUSTER_POSITION));
  }
  return last;
}

/* (transfer full) (element-type NordRecord) keyed by their own ids. */
static GHashTable *
index_by_id (GListModel *ideas)
{
  GHashTable *by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    NordRecord *idea = g_list_model_get_item (ideas, i);

    g_hash_table_insert (by_id, (gpointer) nord_record_get_id (idea), idea);
  }
  return by_id;
}

static void
add_move (NordChangeSet *set, NordRecord *idea, const char *cluster)
{
  NordChange *change = nord_change_new_update (idea);

  nord_change_set_text (change, NORD_IDEA_CLUSTER, cluster);
  if (nord_change_is_empty (change))
    nord_change_free (change);
  else
    nord_change_set_group_add (set, change);
}

static void
add_group (NordChangeSet *set,
           const char *title,
           const char *reason,
           double position,
           const char *const *members,
           GHashTable *by_id)
{
  NordChange *created = nord_change_new_create (NORD_NOUN_CLUSTER, NULL);
  /* The set owns the change from here on, its target stays readable. */
  const char *id = created->target;

  nord_change_set_text (created, NORD_CLUSTER_TITLE, title);
  nord_change_set_real (created, NORD_CLUSTER_POSITION, position);
  nord_change_set_integer (created, NORD_CLUSTER_COLOUR, ((gint64) position - 1) % N_COLOURS);
  if (reason != NULL)
    nord_change_set_text (created, NORD_CLUSTER_REASON, reason);
  nord_change_set_group_add (set, created);
  for (guint i = 0; members[i] != NULL; i++) {
    NordRecord *idea = g_hash_table_lookup (by_id, members[i]);

    /* Deleted since the proposal was made: the others still belong together. */
    if (idea != NULL)
      add_move (set, idea, id);
  }
}

/**
 * nord_grouping_accept:
 * @proposals: (array length=n_proposals): proposals that people agreed to
 * @n_proposals: how many
 * @ideas: list of #NordIdea
 * @clusters: list of #NordCluster, for the order of the new ones
 *
 * Returns: (transfer full): a group for each proposal, with its reason
 */
NordChangeSet *
nord_grouping_accept (NordProposal *const *proposals,
                      guint n_proposals,
                      GListModel *ideas,
                      GListModel *clusters)
{
  g_autoptr (GHashTable) by_id = index_by_id (ideas);
  double position = last_position (clusters);
  NordChangeSet *set;

  set = nord_change_set_group_new (n_proposals == 1 ? _ ("Accept Group") : _ ("Accept All Groups"));
  for (guint i = 0; i < n_proposals; i++)
    add_group (set, nord_proposal_get_name (proposals[i]), nord_proposal_get_reason (proposals[i]),
               position + 1 + i, nord_proposal_get_members (proposals[i]), by_id);
  return set;
}

/**
 * nord_grouping_form:
 * @title: name of the new group
 * @members: (array zero-terminated=1): ids of ideas; they leave the groups they are in, so this
 *   is also how a group is split
 * @ideas: list of #NordIdea
 * @clusters: list of #NordCluster
 *
 * Returns: (transfer full): a new group with these ideas
 */
NordChangeSet *
nord_grouping_form (const char *title,
                    const char *const *members,
                    GListModel *ideas,
                    GListModel *clusters)
{
  g_autoptr (GHashTable) by_id = index_by_id (ideas);
  NordChangeSet *set = nord_change_set_group_new (_ ("Form Group"));

  add_group (set, title, NULL, last_position (clusters) + 1, members, by_id);
  return set;
}

/**
 * nord_grouping_rename:
 * @cluster: a group
 * @title: its new name
 *
 * Returns: (transfer full): the change; empty where the name is the same
 */
NordChangeSet *
nord_grouping_rename (NordRecord *cluster, const char *title)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Rename Group"));
  NordChange *change = nord_change_new_update (cluster);

  nord_change_set_text (change, NORD_CLUSTER_TITLE, title);
  if (nord_change_is_empty (change))
    nord_change_free (change);
  else
    nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_grouping_recolour:
 * @cluster: a group
 * @colour: number in the palette, below 8
 *
 * Returns: (transfer full): the change; empty where the colour is the same
 */
NordChangeSet *
nord_grouping_recolour (NordRecord *cluster, guint colour)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Change Colour of Group"));
  NordChange *change = nord_change_new_update (cluster);

  nord_change_set_integer (change, NORD_CLUSTER_COLOUR, colour % N_COLOURS);
  if (nord_change_is_empty (change))
    nord_change_free (change);
  else
    nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_grouping_move:
 * @members: (array zero-terminated=1): ids of ideas
 * @to: (nullable): the group they go to; NULL takes them out of theirs
 * @ideas: list of #NordIdea
 *
 * Returns: (transfer full): the changes; empty where all are there already
 */
NordChangeSet *
nord_grouping_move (const char *const *members, NordRecord *to, GListModel *ideas)
{
  g_autoptr (GHashTable) by_id = index_by_id (ideas);
  NordChangeSet *set =
    nord_change_set_group_new (to != NULL ? _ ("Move to Group") : _ ("Take Out of Group"));

  for (guint i = 0; members[i] != NULL; i++) {
    NordRecord *idea = g_hash_table_lookup (by_id, members[i]);

    if (idea != NULL)
      add_move (set, idea, to != NULL ? nord_record_get_id (to) : NULL);
  }
  return set;
}

/**
 * nord_grouping_merge:
 * @into: the group that takes in the other
 * @from: the other; it stays, marked with where it went, so that polls and minutes can name it
 * @ideas: list of #NordIdea
 * @groups: what nord_grouping_resolve() tells
 *
 * Returns: (transfer full): the changes
 */
NordChangeSet *
nord_grouping_merge (NordRecord *into, NordRecord *from, GListModel *ideas, GHashTable *groups)
{
  g_autoptr (GPtrArray) members = NULL;
  NordChangeSet *set = nord_change_set_group_new (_ ("Merge Groups"));
  NordChange *change;

  g_return_val_if_fail (into != from, set);
  members = nord_grouping_list_members (ideas, groups, from);
  for (guint i = 0; i < members->len; i++)
    add_move (set, g_ptr_array_index (members, i), nord_record_get_id (into));
  change = nord_change_new_update (from);
  nord_change_set_text (change, NORD_CLUSTER_MERGED_INTO, nord_record_get_id (into));
  nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_grouping_dissolve:
 * @cluster: a group
 * @ideas: list of #NordIdea
 * @groups: what nord_grouping_resolve() tells
 *
 * Returns: (transfer full): the changes: its ideas stand alone again, the group goes
 */
NordChangeSet *
nord_grouping_dissolve (NordRecord *cluster, GListModel *ideas, GHashTable *groups)
{
  g_autoptr (GPtrArray) members = nord_grouping_list_members (ideas, groups, cluster);
  NordChangeSet *set = nord_change_set_group_new (_ ("Dissolve Group"));

  for (guint i = 0; i < members->len; i++)
    add_move (set, g_ptr_array_index (members, i), NULL);
  nord_change_set_group_add (set, nord_change_new_delete (cluster));
  return set;
}

/**
 * nord_grouping_resolve:
 * @clusters: list of #NordCluster
 *
 * Which group stands for which: itself, or the one it went into, or the one that went into in turn.
 * Two machines may merge two groups into each other before they meet; then the older one stands for
 * both, so that no idea gets lost between them. Groups that went into a deleted one are not in it:
 * their ideas stand alone.
 *
 * Returns: (transfer full): ids of groups to the #NordRecord that stands; keeps the records alive
 */
GHashTable *
nord_grouping_resolve (GListModel *clusters)
{
  g_autoptr (GHashTable) by_id = index_by_id (clusters);
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GHashTableIter iter;
  gpointer id, record;

  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, &id, &record)) {
    NordRecord *at = record;
    guint steps = 0;

    /* More steps than groups: it goes in a circle. Once round it to the smallest id, the oldest. */
    while (at != NULL && nord_record_get_text (at, NORD_CLUSTER_MERGED_INTO) != NULL &&
           steps++ <= g_hash_table_size (by_id))
      at = g_hash_table_lookup (by_id, nord_record_get_text (at, NORD_CLUSTER_MERGED_INTO));
    if (at != NULL && nord_record_get_text (at, NORD_CLUSTER_MERGED_INTO) != NULL) {
      NordRecord *start = at, *next = at;

      do {
        next = g_hash_table_lookup (by_id, nord_record_get_text (next, NORD_CLUSTER_MERGED_INTO));
        if (strcmp (nord_record_get_id (next), nord_record_get_id (at)) < 0)
          at = next;
      } while (next != start);
    }
    if (at != NULL)
      g_hash_table_insert (groups, g_strdup (id), g_object_ref (at));
  }
  return groups;
}

/**
 * nord_grouping_list_members:
 * @ideas: list of #NordIdea
 * @groups: what nord_grouping_resolve() tells
 * @cluster: (nullable): a group that stands; NULL for the ideas that stand alone
 *
 * Returns: (transfer full) (element-type NordRecord): its ideas in the order of the list
 */
GPtrArray *
nord_grouping_list_members (GListModel *ideas, GHashTable *groups, NordRecord *cluster)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);

    if (nord_grouping_of_idea (groups, idea) == cluster)
      g_ptr_array_add (members, g_steal_pointer (&idea));
  }
  return members;
}

NordRecord *
nord_grouping_of_idea (GHashTable *groups, NordRecord *idea)
{
  const char *id = nord_record_get_text (idea, NORD_IDEA_CLUSTER);

  return id != NULL ? g_hash_table_lookup (groups, id) : NULL;
}
