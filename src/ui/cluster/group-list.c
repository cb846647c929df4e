/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The groups of a document: worked out anew after each change, kept where they are the same. */
#include "ui/cluster/group-list.h"

#include "core/cluster/grouping.h"

#include <string.h>

struct _NordGroupList {
  GObject parent_instance;

  NordDocument *document; /* (owned) (nullable) */
  GListStore *groups;     /* (owned) */
  GHashTable *map;        /* (owned) ids of clusters to the records that stand for them */
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (NordGroupList, nord_group_list, G_TYPE_OBJECT)

enum { UPDATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  NordRecord *x = nord_group_get_cluster (*(NordGroup *const *) a);
  NordRecord *y = nord_group_get_cluster (*(NordGroup *const *) b);
  double p, q;

  if (x == NULL || y == NULL)
    return (x == NULL) - (y == NULL);
  p = nord_record_get_real (x, NORD_CLUSTER_POSITION);
  q = nord_record_get_real (y, NORD_CLUSTER_POSITION);
  if (p != q)
    return p < q ? -1 : 1;
  return strcmp (nord_record_get_id (x), nord_record_get_id (y));
}

static void
fill_members (NordGroupList *self, GPtrArray *groups)
{
  GListModel *ideas = nord_document_get_list (self->document, NORD_NOUN_IDEA);
  g_autoptr (GHashTable) members =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < groups->len; i++)
    g_hash_table_insert (members, nord_group_get_cluster (g_ptr_array_index (groups, i)),
                         g_ptr_array_new_with_free_func (g_object_unref));
  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    NordRecord *idea = g_list_model_get_item (ideas, i);

    g_ptr_array_add (g_hash_table_lookup (members, nord_grouping_of_idea (self->map, idea)), idea);
  }
  for (guint i = 0; i < groups->len; i++) {
    NordGroup *group = g_ptr_array_index (groups, i);

    nord_group_set_ideas (group, g_hash_table_lookup (members, nord_group_get_cluster (group)));
  }
}

static void
refresh (NordGroupList *self)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *held = G_LIST_MODEL (self->groups), *clusters;
  gboolean same;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->map, g_hash_table_unref);
  if (self->document == NULL) {
    self->map = g_hash_table_new (NULL, NULL);
    g_list_store_remove_all (self->groups);
    g_signal_emit (self, signals[UPDATED], 0);
    return;
  }
  clusters = nord_document_get_list (self->document, NORD_NOUN_CLUSTER);
  self->map = nord_grouping_resolve (clusters);
  for (guint i = 0; i < g_list_model_get_n_items (clusters); i++) {
    g_autoptr (NordRecord) cluster = g_list_model_get_item (clusters, i);
    NordGroup *group = nord_group_list_find (self, nord_record_get_id (cluster));

    if (g_hash_table_lookup (self->map, nord_record_get_id (cluster)) == cluster)
      g_ptr_array_add (groups, group != NULL && nord_group_get_cluster (group) == cluster
                                 ? g_object_ref (group)
                                 : nord_group_new (cluster));
  }
  {
    NordGroup *alone = nord_group_list_find (self, NULL);

    g_ptr_array_add (groups, alone != NULL ? g_object_ref (alone) : nord_group_new (NULL));
  }
  g_ptr_array_sort (groups, compare_groups);
  fill_members (self, groups);
  same = g_list_model_get_n_items (held) == groups->len;
  for (guint i = 0; same && i < groups->len; i++) {
    g_autoptr (NordGroup) group = g_list_model_get_item (held, i);

    same = group == g_ptr_array_index (groups, i);
  }
  if (!same) {
    guint n = g_list_model_get_n_items (held), first = 0, last = 0;

    /* Only the stretch that differs, so that open groups stay open. */
    while (first < MIN (n, groups->len)) {
      g_autoptr (NordGroup) group = g_list_model_get_item (held, first);

      if (group != g_ptr_array_index (groups, first))
        break;
      first++;
    }
    while (last < MIN (n, groups->len) - first) {
      g_autoptr (NordGroup) group = g_list_model_get_item (held, n - 1 - last);

      if (group != g_ptr_array_index (groups, groups->len - 1 - last))
        break;
      last++;
    }
    g_list_store_splice (self->groups, first, n - first - last, groups->pdata + first,
                         groups->len - first - last);
  }
  g_signal_emit (self, signals[UPDATED], 0);
}

static gboolean
on_idle (gpointer data)
{
  NordGroupList *self = data;

  self->idle_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* An import comes in many changes. Before drawing, or a gliding map would hold this up. */
static void
on_document_changed (NordGroupList *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
}

static void
nord_group_list_dispose (GObject *object)
{
  NordGroupList *self = NORD_GROUP_LIST (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->groups);
  g_clear_pointer (&self->map, g_hash_table_unref);
  G_OBJECT_CLASS (nord_group_list_parent_class)->dispose (object);
}

static void
nord_group_list_class_init (NordGroupListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_group_list_dispose;
  signals[UPDATED] = g_signal_new ("updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_group_list_init (NordGroupList *self)
{
  self->groups = g_list_store_new (NORD_TYPE_GROUP);
  self->map = g_hash_table_new (NULL, NULL);
}

NordGroupList *
nord_group_list_new (void)
{
  return g_object_new (NORD_TYPE_GROUP_LIST, NULL);
}

void
nord_group_list_set_document (NordGroupList *self, NordDocument *document)
{
  g_return_if_fail (NORD_IS_GROUP_LIST (self));
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                             G_CONNECT_SWAPPED);
  refresh (self);
}

GListModel *
nord_group_list_get_groups (NordGroupList *self)
{
  g_return_val_if_fail (NORD_IS_GROUP_LIST (self), NULL);
  return G_LIST_MODEL (self->groups);
}

guint
nord_group_list_get_n_groups (NordGroupList *self)
{
  guint n;

  g_return_val_if_fail (NORD_IS_GROUP_LIST (self), 0);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));
  return n > 0 ? n - 1 : 0;
}

NordGroup *
nord_group_list_find (NordGroupList *self, const char *id)
{
  g_return_val_if_fail (NORD_IS_GROUP_LIST (self), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i++) {
    g_autoptr (NordGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

    if (g_strcmp0 (nord_group_get_id (group), id) == 0)
      return group;
  }
  return NULL;
}

GHashTable *
nord_group_list_get_map (NordGroupList *self)
{
  g_return_val_if_fail (NORD_IS_GROUP_LIST (self), NULL);
  return self->map;
}
