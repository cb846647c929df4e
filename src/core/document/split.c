/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* An idea whose line or area is split: each part is an idea that says and shows what the whole did.
 *
 * What people gave goes to every part: words, photos, links to projects, the code on the receipt.
 * What the office gave is not ours to write twice: a part remembers what it was split from, and the
 * answers given by then count for it. Votes, and what somebody undertook to do, stay with the one
 * part that keeps the id. */
#include "core/document/split.h"

#include "core/model/answer.h"
#include "core/model/board-mark.h"
#include "core/model/idea.h"
#include "core/model/medium.h"
#include "core/model/project-link.h"

#include <string.h>

/* The key of a part in what it came from; no imported list has such keys. */
#define KEY "split:"
/* Parts of parts, and not round and round in a file that says so. */
#define MAX_DEPTH 32
/* Pixels of the wall: so far below the whole a part of it lies there. */
#define BESIDE 32

/* All but the shape, which differs, the key, which is how imports know the whole again, and who
 * looks at it at the moment. */
static const guint same[] = {
  NORD_IDEA_TITLE,
  NORD_IDEA_BODY,
  NORD_IDEA_CATEGORY,
  NORD_IDEA_LANGUAGE,
  NORD_IDEA_ORIGIN,
  NORD_IDEA_STATION,
  NORD_IDEA_STEP,
  NORD_IDEA_CREATED,
  NORD_IDEA_PATH,
  NORD_IDEA_MODERATION,
  NORD_IDEA_MODERATION_REASON,
  NORD_IDEA_CLUSTER,
  NORD_IDEA_SOURCE,
  NORD_IDEA_RECEIPT,
};

static void
copy_field (NordChange *change, NordRecord *from, guint field)
{
  const NordValue *value = nord_record_peek (from, field);

  if (value->kind != NORD_VALUE_NULL)
    nord_change_set (change, field, value);
}

/* What of @noun belongs to the idea by its field @belongs, once more for the part. */
static void
copy_things (NordChangeSet *set,
             NordDocument *document,
             NordNounKind noun,
             guint belongs,
             const char *idea,
             const char *part)
{
  GListModel *things = nord_document_get_list (document, noun);

  for (guint i = 0; i < g_list_model_get_n_items (things); i++) {
    g_autoptr (NordRecord) thing = g_list_model_get_item (things, i);
    NordChange *change;

    if (g_strcmp0 (nord_record_get_text (thing, belongs), idea) != 0)
      continue;
    change = nord_change_new_create (noun, NULL);
    for (guint field = 0; field < nord_noun_get (noun)->n_fields; field++) {
      if (field != belongs)
        copy_field (change, thing, field);
    }
    nord_change_set_text (change, belongs, part);
    nord_change_set_group_add (set, change);
  }
}

/* On the free wall a part lies beside what it was part of, so that nobody has to look for it. */
static void
place_part (NordChangeSet *set,
            NordDocument *document,
            const char *idea,
            const char *part,
            guint number)
{
  GListModel *marks = nord_document_get_list (document, NORD_NOUN_BOARD_MARK);
  g_autoptr (NordRecord) place = NULL;
  NordChange *change;

  for (guint i = 0; i < g_list_model_get_n_items (marks); i++) {
    g_autoptr (NordRecord) mark = g_list_model_get_item (marks, i);

    /* Of several the one that was made last counts, as on the wall. */
    if (g_strcmp0 (nord_record_get_text (mark, NORD_BOARD_MARK_ABOUT), idea) == 0 &&
        g_strcmp0 (nord_record_get_text (mark, NORD_BOARD_MARK_KIND), "place") == 0)
      g_set_object (&place, mark);
  }
  if (place == NULL)
    return;
  change = nord_change_new_create (NORD_NOUN_BOARD_MARK, NULL);
  nord_change_set_text (change, NORD_BOARD_MARK_KIND, "place");
  nord_change_set_text (change, NORD_BOARD_MARK_ABOUT, part);
  nord_change_set_real (change, NORD_BOARD_MARK_X,
                        nord_record_get_real (place, NORD_BOARD_MARK_X) + BESIDE * number);
  nord_change_set_real (change, NORD_BOARD_MARK_Y,
                        nord_record_get_real (place, NORD_BOARD_MARK_Y) + BESIDE * number);
  nord_change_set_group_add (set, change);
}

/**
 * nord_split_idea:
 * @idea: a #NordIdea of @document
 * @kept: the shape that it keeps
 * @rest: (element-type NordShape): what was cut off; each becomes an idea
 * @label: what was done, translated
 *
 * The bytes of photos are not copied: media are known by their SHA-256, and parts name the same.
 *
 * Returns: (transfer full): all of it as one set of changes, one step of undo
 */
NordChangeSet *
nord_split_idea (NordDocument *document,
                 NordRecord *idea,
                 NordShape *kept,
                 GPtrArray *rest,
                 const char *label)
{
  NordChangeSet *set = nord_change_set_group_new (label);
  NordChange *change = nord_change_new_update (idea);
  const char *id = nord_record_get_id (idea);
  g_autofree char *key = g_strconcat (KEY, id, NULL);

  nord_change_set_shape (change, NORD_IDEA_SHAPE, kept);
  nord_change_set_group_add (set, change);
  for (guint i = 0; i < rest->len; i++) {
    const char *part;

    change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    for (gsize k = 0; k < G_N_ELEMENTS (same); k++)
      copy_field (change, idea, same[k]);
    nord_change_set_text (change, NORD_IDEA_SOURCE_KEY, key);
    nord_change_set_shape (change, NORD_IDEA_SHAPE, rest->pdata[i]);
    nord_change_set_group_add (set, change);
    part = change->target;
    copy_things (set, document, NORD_NOUN_MEDIUM, NORD_MEDIUM_IDEA, id, part);
    copy_things (set, document, NORD_NOUN_PROJECT_LINK, NORD_PROJECT_LINK_IDEA, id, part);
    place_part (set, document, id, part, i + 1);
  }
  return set;
}

/* The key of an idea that is there or was deleted; NULL where it has none. */
static gboolean
read_key (NordDocument *document, const char *id, char **key, GError **error)
{
  NordRecord *idea = nord_document_lookup (document, id);
  g_autoptr (GPtrArray) history = NULL;

  *key = NULL;
  if (idea != NULL) {
    if (NORD_IS_IDEA (idea))
      *key = g_strdup (nord_record_get_text (idea, NORD_IDEA_SOURCE_KEY));
    return TRUE;
  }
  history = nord_store_read_history (nord_document_get_store (document), id, error);
  for (guint i = 0; history != NULL && i < history->len; i++) {
    const NordChange *change = history->pdata[i];

    for (guint e = 0; change->noun->kind == NORD_NOUN_IDEA && e < change->edits->len; e++) {
      const NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

      if (edit->field == NORD_IDEA_SOURCE_KEY && edit->after.kind == NORD_VALUE_TEXT) {
        g_free (*key);
        *key = g_strdup (edit->after.text);
      }
    }
  }
  return history != NULL;
}

static void
add_once (GPtrArray *family, const char *id)
{
  if (!g_ptr_array_find_with_equal_func (family, id, g_str_equal, NULL))
    g_ptr_array_add (family, g_strdup (id));
}

/* Ids of all that was split from one another, @idea among them, deleted or not. */
static GPtrArray *
list_family (NordDocument *document, NordRecord *idea, GError **error)
{
  NordStore *store = nord_document_get_store (document);
  g_autoptr (GPtrArray) family = g_ptr_array_new_with_free_func (g_free);

  add_once (family, nord_record_get_id (idea));
  for (guint i = 0; i < family->len; i++) {
    const char *id = family->pdata[i];
    g_autofree char *key = NULL, *parts = g_strconcat (KEY, id, NULL);
    g_autoptr (GPtrArray) mentions = nord_store_list_mentions (store, NORD_NOUN_IDEA, parts, error);

    if (mentions == NULL || !read_key (document, id, &key, error))
      return NULL;
    if (key != NULL && g_str_has_prefix (key, KEY))
      add_once (family, key + strlen (KEY));
    for (guint m = 0; m < mentions->len; m++) {
      g_autofree char *from = NULL;

      if (!read_key (document, mentions->pdata[m], &from, error))
        return NULL;
      /* Somebody may only have written such words. */
      if (g_strcmp0 (from, parts) == 0)
        add_once (family, mentions->pdata[m]);
    }
  }
  return g_steal_pointer (&family);
}

/* Has the file ever had an idea of that id? */
static gboolean
was_idea (NordDocument *document, const char *id)
{
  g_autoptr (GPtrArray) history =
    nord_store_read_history (nord_document_get_store (document), id, NULL);

  return history != NULL && history->len > 0 &&
         ((const NordChange *) history->pdata[0])->noun->kind == NORD_NOUN_IDEA;
}

void
nord_split_kin_free (NordSplitKin *self)
{
  g_ptr_array_unref (self->same);
  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->gone);
  g_free (self);
}

/**
 * nord_split_find_kin:
 * @idea: a #NordIdea of @document
 * @error: #NORD_STORE_ERROR
 *
 * Reads the log, once for each of them.
 *
 * Returns: (transfer full) (nullable): the ideas that were one with @idea
 */
NordSplitKin *
nord_split_find_kin (NordDocument *document, NordRecord *idea, GError **error)
{
  g_autoptr (GPtrArray) family = list_family (document, idea, error);
  NordSplitKin *kin;

  if (family == NULL)
    return NULL;
  kin = g_new0 (NordSplitKin, 1);
  kin->same = g_ptr_array_new_with_free_func (g_object_unref);
  kin->others = g_ptr_array_new_with_free_func (g_object_unref);
  kin->gone = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 1; i < family->len; i++) {
    NordRecord *other = nord_document_lookup (document, family->pdata[i]);
    gboolean says_same;

    if (other == NULL && was_idea (document, family->pdata[i]))
      g_ptr_array_add (kin->gone, g_strdup (family->pdata[i]));
    if (other == NULL || !NORD_IS_IDEA (other))
      continue;
    says_same = g_strcmp0 (nord_record_get_text (other, NORD_IDEA_TITLE),
                           nord_record_get_text (idea, NORD_IDEA_TITLE)) == 0 &&
                g_strcmp0 (nord_record_get_text (other, NORD_IDEA_BODY),
                           nord_record_get_text (idea, NORD_IDEA_BODY)) == 0;
    g_ptr_array_add (says_same ? kin->same : kin->others, g_object_ref (other));
  }
  return kin;
}

/* The latest answer to @idea; with @before only those older than that id, which tells its time. */
static NordRecord *
find_answer (NordDocument *document, const char *idea, const char *before)
{
  GListModel *answers = nord_document_get_list (document, NORD_NOUN_ANSWER);
  NordRecord *latest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++) {
    g_autoptr (NordRecord) answer = g_list_model_get_item (answers, i);

    if (g_strcmp0 (nord_record_get_text (answer, NORD_ANSWER_IDEA), idea) != 0 ||
        (before != NULL && strcmp (nord_record_get_id (answer), before) > 0))
      continue;
    if (latest == NULL || g_strcmp0 (nord_record_get_text (answer, NORD_ANSWER_GIVEN_ON),
                                     nord_record_get_text (latest, NORD_ANSWER_GIVEN_ON)) >= 0)
      latest = answer;
  }
  return latest;
}

/**
 * nord_split_find_answer:
 *
 * Returns: (transfer none) (nullable): the city's latest answer to @idea, or if there is none of
 * its own, the latest that was given to what it was split from before it was split
 */
NordRecord *
nord_split_find_answer (NordDocument *document, NordRecord *idea)
{
  NordRecord *answer = find_answer (document, nord_record_get_id (idea), NULL);

  for (guint depth = 0; answer == NULL && idea != NULL && depth < MAX_DEPTH; depth++) {
    const char *key = nord_record_get_text (idea, NORD_IDEA_SOURCE_KEY);
    NordRecord *whole;

    if (key == NULL || !g_str_has_prefix (key, KEY))
      return NULL;
    answer = find_answer (document, key + strlen (KEY), nord_record_get_id (idea));
    whole = nord_document_lookup (document, key + strlen (KEY));
    idea = whole && NORD_IS_IDEA (whole) ? whole : NULL;
  }
  return answer;
}
