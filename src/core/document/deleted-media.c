/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pictures that were deleted and still lie in the file, so that the step can be undone. What a
 * resident gave must not get lost by a slip of the finger; what must not be seen any more has to
 * go, so somebody looks at them and says so. */
#include "core/document/deleted-media.h"

#include "core/model/idea.h"
#include "core/model/medium.h"

#include <string.h>

/* In the log of every picture. */
#define IMAGE "image/"

static void
deleted_free (gpointer data)
{
  NordDeletedMedium *self = data;

  g_object_unref (self->medium);
  g_free (self->title);
  g_free (self);
}

/* (transfer full) (nullable) the medium as it was when it was deleted; NULL where it was not */
static NordRecord *
read_deleted (NordStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) history = nord_store_read_history (store, id, error);
  g_autoptr (NordRecord) medium = NULL;
  gboolean deleted = FALSE;

  if (history == NULL || history->len == 0)
    return NULL;
  medium = nord_record_new (NORD_NOUN_MEDIUM, id);
  for (guint i = 0; i < history->len; i++) {
    const NordChange *change = history->pdata[i];

    if (change->noun->kind != NORD_NOUN_MEDIUM)
      return NULL;
    deleted =
      change->kind == NORD_CHANGE_DELETE ||
      (deleted && change->kind != NORD_CHANGE_RESTORE && change->kind != NORD_CHANGE_CREATE);
    for (guint e = 0; e < change->edits->len; e++) {
      const NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

      nord_record_put (medium, edit->field, &edit->after);
    }
  }
  return deleted ? g_steal_pointer (&medium) : NULL;
}

/* Titles of ideas that are gone too are not told: who deleted them had a reason. */
static char *
dup_title (NordDocument *document, NordRecord *medium)
{
  NordRecord *idea =
    nord_document_lookup (document, nord_record_get_text (medium, NORD_MEDIUM_IDEA));

  return idea != NULL ? g_strdup (nord_record_get_text (idea, NORD_IDEA_TITLE)) : NULL;
}

/* (transfer full) digests that something shows, or that need not be asked for */
static GHashTable *
list_shown (NordDocument *document)
{
  GListModel *media = nord_document_get_list (document, NORD_NOUN_MEDIUM);
  GHashTable *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (media); i++) {
    g_autoptr (NordRecord) medium = g_list_model_get_item (media, i);
    const char *sha256 = nord_record_get_text (medium, NORD_MEDIUM_SHA256);

    if (sha256 != NULL)
      g_hash_table_add (shown, g_strdup (sha256));
  }
  return shown;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
nord_deleted_media_list (NordDocument *document, GError **error)
{
  NordStore *store = nord_document_get_store (document);
  g_autoptr (GPtrArray) ids = nord_store_list_mentions (store, NORD_NOUN_MEDIUM, IMAGE, error);
  g_autoptr (GHashTable) shown = list_shown (document);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (deleted_free);

  if (ids == NULL)
    return NULL;
  g_ptr_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (GError) inner = NULL;
    g_autoptr (NordRecord) medium = NULL;
    const char *sha256;
    NordDeletedMedium *deleted;

    if (nord_document_lookup (document, ids->pdata[i]) != NULL)
      continue;
    medium = read_deleted (store, ids->pdata[i], &inner);
    if (inner != NULL) {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
    sha256 = medium != NULL ? nord_record_get_text (medium, NORD_MEDIUM_SHA256) : NULL;
    if (sha256 == NULL || !nord_store_has_blob (store, sha256) ||
        !g_hash_table_add (shown, g_strdup (sha256)))
      continue;
    deleted = g_new0 (NordDeletedMedium, 1);
    deleted->title = dup_title (document, medium);
    deleted->medium = g_steal_pointer (&medium);
    g_ptr_array_add (all, deleted);
  }
  return g_steal_pointer (&all);
}

gboolean
nord_deleted_media_are_there (NordDocument *document)
{
  g_autoptr (GPtrArray) all = nord_deleted_media_list (document, NULL);

  return all != NULL && all->len > 0;
}

/**
 * nord_deleted_media_remove:
 * @document: a document
 * @deleted: one of nord_deleted_media_list()
 * @reason: why
 * @error: #NORD_STORE_ERROR
 *
 * Takes the bytes out of every file that hears of it, see nord_medium_remove(). The medium comes
 * back for that and is deleted again, in one step; the deletion of before cannot be undone then.
 *
 * Returns: (transfer full) (nullable): no step of undo
 */
NordChangeSet *
nord_deleted_media_remove (NordDocument *document,
                           const NordDeletedMedium *deleted,
                           const char *reason,
                           GError **error)
{
  static const NordValue nothing = NORD_VALUE_INIT;
  NordStore *store = nord_document_get_store (document);
  const char *sha256 = nord_record_get_text (deleted->medium, NORD_MEDIUM_SHA256);
  g_autoptr (GPtrArray) ids = nord_store_list_mentions (store, NORD_NOUN_MEDIUM, sha256, error);
  NordChangeSet *set;

  if (ids == NULL)
    return NULL;
  set = nord_change_set_group_new (NULL);
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (NordRecord) medium = NULL;
    NordChange *change;

    if (nord_document_lookup (document, ids->pdata[i]) != NULL)
      continue;
    medium = read_deleted (store, ids->pdata[i], NULL);
    if (medium == NULL ||
        g_strcmp0 (nord_record_get_text (medium, NORD_MEDIUM_SHA256), sha256) != 0)
      continue;
    nord_change_set_group_add (set, nord_change_new_restore (NORD_NOUN_MEDIUM, ids->pdata[i]));
    change = nord_change_new_update (medium);
    nord_change_set (change, NORD_MEDIUM_SHA256, &nothing);
    nord_change_set (change, NORD_MEDIUM_SIZE, &nothing);
    nord_change_set_text (change, NORD_MEDIUM_CAPTION, reason);
    nord_change_set_group_add (set, change);
    nord_change_set_group_add (set, nord_change_new_delete (medium));
  }
  return set;
}
