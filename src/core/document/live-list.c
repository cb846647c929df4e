/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Keeping a list of records in the order of their ids while things come and go. */
#include "core/document/live-list.h"

#include "core/model/record.h"

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

/**
 * nord_live_list_follow:
 * @list: the living records of one noun, by id
 * @records: id to record, of all that live now
 * @added: (element-type NordRecord): those of them that are new in the list
 * @n_removed: how many of the list live no more
 *
 * Brings the list up to date, with one notification where much has changed.
 */
void
nord_live_list_follow (GListStore *list, GHashTable *records, GPtrArray *added, guint n_removed)
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
