/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What people leave on the board beside the groups. */
#include "core/cluster/marking.h"

#include "core/model/idea.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean
is_kind (NordRecord *mark, const char *kind)
{
  return g_strcmp0 (nord_record_get_text (mark, NORD_BOARD_MARK_KIND), kind) == 0;
}

static NordChange *
new_mark (const char *kind, const char *about, const char *text, const char *who)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_BOARD_MARK, NULL);
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *name = g_strstrip (g_strdup (who != NULL ? who : ""));

  nord_change_set_text (change, NORD_BOARD_MARK_KIND, kind);
  nord_change_set_text (change, NORD_BOARD_MARK_ABOUT, about);
  if (*bare != 0)
    nord_change_set_text (change, NORD_BOARD_MARK_TEXT, bare);
  if (*name != 0)
    nord_change_set_text (change, NORD_BOARD_MARK_WHO, name);
  return change;
}

void
nord_marking_sign (NordChangeSet *set, const char *about, const char *who, const char *why)
{
  if ((who == NULL || *who == 0) && (why == NULL || *why == 0))
    return;
  /* A step that does nothing needs no reason. */
  if (set->changes->len > 0)
    nord_change_set_group_add (set, new_mark ("step", about, why, who));
}

void
nord_marking_sign_new (NordChangeSet *set, const char *who)
{
  /* What it made until now: each signature is one change more. */
  const guint n = set->changes->len;

  for (guint i = 0; i < n; i++) {
    const NordChange *change = g_ptr_array_index (set->changes, i);

    if (change->kind == NORD_CHANGE_CREATE && change->noun->kind == NORD_NOUN_CLUSTER)
      nord_marking_sign (set, change->target, who, NULL);
  }
}

NordChangeSet *
nord_marking_give_reason (const char *about, const char *who, const char *why)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Give a Reason"));

  nord_change_set_group_add (set, new_mark ("step", about, why, who));
  return set;
}

NordChangeSet *
nord_marking_propose_name (const char *cluster,
                           const char *name,
                           const char *who,
                           GListModel *marks)
{
  g_autoptr (GPtrArray) names = nord_marking_list_names (marks, cluster);
  g_autofree char *bare = g_strstrip (g_strdup (name));
  NordChangeSet *set;

  for (guint i = 0; i < names->len; i++)
    if (g_strcmp0 (nord_record_get_text (g_ptr_array_index (names, i), NORD_BOARD_MARK_TEXT),
                   bare) == 0)
      return NULL;
  set = nord_change_set_group_new (_ ("Propose Name"));
  nord_change_set_group_add (set, new_mark ("name", cluster, bare, who));
  return set;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (nord_record_get_id (*(NordRecord *const *) a),
                 nord_record_get_id (*(NordRecord *const *) b));
}

GPtrArray *
nord_marking_list_names (GListModel *marks, const char *cluster)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (marks); i++) {
    g_autoptr (NordRecord) mark = g_list_model_get_item (marks, i);

    if (is_kind (mark, "name") &&
        g_strcmp0 (nord_record_get_text (mark, NORD_BOARD_MARK_ABOUT), cluster) == 0 &&
        nord_record_get_text (mark, NORD_BOARD_MARK_TEXT) != NULL)
      g_ptr_array_add (names, g_steal_pointer (&mark));
  }
  g_ptr_array_sort (names, compare_ids);
  return names;
}

/* The first 48 bits of a UUIDv7 are milliseconds since 1970 (RFC 9562, 5.7). */
gint64
nord_marking_get_time (NordRecord *mark)
{
  const char *id = nord_record_get_id (mark);
  gint64 ms = 0;

  for (guint i = 0; i < 13 && id[i] != 0; i++)
    if (i != 8)
      ms = ms * 16 + g_ascii_xdigit_value (id[i]);
  return strlen (id) >= 15 && id[14] == '7' ? ms * 1000 : 0;
}

GHashTable *
nord_marking_index_places (GListModel *marks)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (marks); i++) {
    g_autoptr (NordRecord) mark = g_list_model_get_item (marks, i);
    const char *about = nord_record_get_text (mark, NORD_BOARD_MARK_ABOUT);
    NordRecord *other = about != NULL ? g_hash_table_lookup (index, about) : NULL;

    if (about == NULL || !is_kind (mark, "place") ||
        !isfinite (nord_record_get_real (mark, NORD_BOARD_MARK_X)) ||
        !isfinite (nord_record_get_real (mark, NORD_BOARD_MARK_Y)))
      continue;
    /* Two computers that laid the same card for the first time: on all, the same one counts. */
    if (other == NULL || strcmp (nord_record_get_id (mark), nord_record_get_id (other)) > 0)
      g_hash_table_insert (index, g_strdup (about), g_steal_pointer (&mark));
  }
  return index;
}

void
nord_marking_lift (NordChangeSet *set, GListModel *marks)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < set->changes->len; i++) {
    const NordChange *change = g_ptr_array_index (set->changes, i);

    if (change->noun->kind == NORD_NOUN_IDEA &&
        nord_change_find (change, NORD_IDEA_CLUSTER) != NULL)
      g_hash_table_add (moved, (gpointer) change->target);
  }
  /* All marks of an idea: the one that counts would else give way to another. */
  for (guint i = 0; i < g_list_model_get_n_items (marks) && g_hash_table_size (moved) > 0; i++) {
    g_autoptr (NordRecord) mark = g_list_model_get_item (marks, i);
    const char *about = nord_record_get_text (mark, NORD_BOARD_MARK_ABOUT);

    if (about != NULL && is_kind (mark, "place") && g_hash_table_contains (moved, about))
      nord_change_set_group_add (set, nord_change_new_delete (mark));
  }
}

NordChangeSet *
nord_marking_place (const char *const *ideas,
                    guint n,
                    const double *places,
                    GHashTable *index,
                    const char *label)
{
  NordChangeSet *set = nord_change_set_group_new (label);

  for (guint i = 0; i < n; i++) {
    NordRecord *mark = g_hash_table_lookup (index, ideas[i]);
    NordChange *change =
      mark != NULL ? nord_change_new_update (mark) : new_mark ("place", ideas[i], NULL, NULL);

    nord_change_set_real (change, NORD_BOARD_MARK_X, round (places[2 * i]));
    nord_change_set_real (change, NORD_BOARD_MARK_Y, round (places[2 * i + 1]));
    if (nord_change_is_empty (change))
      nord_change_free (change);
    else
      nord_change_set_group_add (set, change);
  }
  return set;
}
