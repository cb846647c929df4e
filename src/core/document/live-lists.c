/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Keeping lists of records in the order of their ids while things come and go. */
#include "core/document/live-lists.h"

#include <string.h>

/* From so many comings and goings on, a list is told once instead of each time. */
#define MANY 64

/* Where @id stands in a list, or where it would have to stand. */
static gboolean
find_position (GListModel *list, const char *id, guint *position)
{
  guint low = 0, high = g_list_model_get_n_items (list);
  gboolean first = TRUE;

  while (low < high) {
    /* New things come last, as their ids grow with time. */
    guint middle = first ? high - 1 : low + (high - low) / 2;
    g_autoptr (NordRecord) record = g_list_model_get_item (list, middle);
    int order = strcmp (nord_record_get_id (record), id);

    if (order == 0) {
      *position = middle;
      return TRUE;
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
    first = FALSE;
  }
  *position = low;
  return FALSE;
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  return strcmp (nord_record_get_id (*(NordRecord *const *) a),
                 nord_record_get_id (*(NordRecord *const *) b));
}

static void
add_one (GListStore *list, NordRecord *record)
{
  guint position;

  find_position (G_LIST_MODEL (list), nord_record_get_id (record), &position);
  g_list_store_insert (list, position, record);
}

/* Takes into the list what is known and not in it, and out of it what is no more known. */
static void
rebuild (GListStore *list, GHashTable *records, GPtrArray *added)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++) {
    NordRecord *record = g_list_model_get_item (G_LIST_MODEL (list), i);

    if (g_hash_table_lookup (records, nord_record_get_id (record)) == record)
      g_ptr_array_add (all, record);
    else
      g_object_unref (record);
  }
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_add (all, g_object_ref (added->pdata[i]));
  g_ptr_array_sort (all, compare_records);
  g_list_store_splice (list, 0, n, all->pdata, all->len);
}

/* Brings the list up to date, with one notification where much has changed: @added of the living
 * @records are new in it, @n_removed of it live no more. */
static void
follow_one (GListStore *list, GHashTable *records, GPtrArray *added, guint n_removed)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint position = 0;

  if (added->len == 0 && n_removed == 0)
    return;
  if (n_removed > MANY) {
    rebuild (list, records, added);
    return;
  }
  if (n_removed > 0)
    for (guint i = n; i-- > 0 && n_removed > 0;) {
      g_autoptr (NordRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_hash_table_lookup (records, nord_record_get_id (record)) == record)
        continue;
      g_list_store_remove (list, i);
      n_removed--;
    }
  if (added->len <= MANY) {
    for (guint i = 0; i < added->len; i++)
      add_one (list, added->pdata[i]);
    return;
  }
  g_ptr_array_sort (added, compare_records);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  find_position (G_LIST_MODEL (list), nord_record_get_id (added->pdata[0]), &position);
  if (position == n)
    g_list_store_splice (list, n, 0, added->pdata, added->len);
  else
    rebuild (list, records, added);
}

/* Comings and goings of one noun that a step brings. */
typedef struct {
  GPtrArray *added; /* (owned) (element-type NordRecord) */
  guint n_removed;
} News;

static void
put_edits (NordRecord *record, const NordChange *change)
{
  g_object_freeze_notify (G_OBJECT (record));
  for (guint i = 0; i < change->edits->len; i++) {
    const NordEdit *edit = &g_array_index (change->edits, NordEdit, i);

    nord_record_put (record, edit->field, &edit->after);
  }
  g_object_thaw_notify (G_OBJECT (record));
}

static void
follow_change (NordLiveLists *self, NordStore *store, const NordChange *change, News *news)
{
  NordRecord *record = g_hash_table_lookup (self->records, change->target);
  NordRecord *fresh = NULL;

  if (change->kind == NORD_CHANGE_DELETE) {
    if (record == NULL)
      return;
    /* The table's key is the record's own id, so the table lets go first. */
    g_hash_table_remove (self->records, change->target);
    if (!g_ptr_array_remove (news->added, record))
      news->n_removed++;
    return;
  }
  if (record) {
    put_edits (record, change);
    return;
  }
  if (change->kind == NORD_CHANGE_CREATE) {
    fresh = nord_record_new (change->noun->kind, change->target);
    put_edits (fresh, change);
  } else
    fresh = nord_store_read_one (store, change->noun->kind, change->target, NULL);
  if (fresh == NULL)
    return;
  g_hash_table_insert (self->records, (gpointer) nord_record_get_id (fresh), fresh);
  g_ptr_array_add (news->added, fresh);
}

void
nord_live_lists_init (NordLiveLists *self)
{
  for (guint i = 0; i < NORD_N_NOUNS; i++)
    self->of_noun[i] = g_list_store_new (nord_noun_get (i)->get_type ());
  self->records = g_hash_table_new (g_str_hash, g_str_equal);
}

void
nord_live_lists_clear (NordLiveLists *self)
{
  for (guint i = 0; i < NORD_N_NOUNS; i++)
    g_clear_object (&self->of_noun[i]);
  g_clear_pointer (&self->records, g_hash_table_unref);
}

/**
 * nord_live_lists_load:
 * @self: empty lists
 * @store: what is read
 * @error: #NORD_STORE_ERROR
 */
gboolean
nord_live_lists_load (NordLiveLists *self, NordStore *store, GError **error)
{
  for (guint i = 0; i < NORD_N_NOUNS; i++) {
    g_autoptr (GPtrArray) records = nord_store_read_all (store, i, error);

    if (records == NULL)
      return FALSE;
    for (guint j = 0; j < records->len; j++)
      g_hash_table_insert (self->records, (gpointer) nord_record_get_id (records->pdata[j]),
                           records->pdata[j]);
    g_list_store_splice (self->of_noun[i], 0, 0, records->pdata, records->len);
  }
  nord_store_release_memory (store);
  return TRUE;
}

/**
 * nord_live_lists_follow:
 * @self: the lists as they were before
 * @store: where @changes are stored
 * @changes: one step
 *
 * Makes the lists follow a step that is stored; each list tells of it once where much has changed.
 */
void
nord_live_lists_follow (NordLiveLists *self, NordStore *store, NordChangeSet *changes)
{
  News news[NORD_N_NOUNS];

  for (guint i = 0; i < NORD_N_NOUNS; i++)
    news[i] = (News){g_ptr_array_new_with_free_func (g_object_unref), 0};
  for (guint i = 0; i < changes->changes->len; i++) {
    const NordChange *change = changes->changes->pdata[i];

    follow_change (self, store, change, &news[change->noun->kind]);
  }
  for (guint i = 0; i < NORD_N_NOUNS; i++) {
    follow_one (self->of_noun[i], self->records, news[i].added, news[i].n_removed);
    g_ptr_array_unref (news[i].added);
  }
}
