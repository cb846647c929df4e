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

/* The id of what an idea was split from at first; its own where it was not. */
static const char *
find_whole (NordDocument *document, NordRecord *idea)
{
  const char *whole = nord_record_get_id (idea);

  for (guint depth = 0; idea != NULL && depth < MAX_DEPTH; depth++) {
    const char *key = nord_record_get_text (idea, NORD_IDEA_SOURCE_KEY);

    if (key == NULL || !g_str_has_prefix (key, KEY))
      break;
    whole = key + strlen (KEY);
    idea = nord_document_lookup (document, whole);
    if (idea != NULL && !NORD_IS_IDEA (idea))
      break;
  }
  return whole;
}

/**
 * nord_split_list_kin:
 * @same_words: those that say the same now; otherwise those that say something else
 *
 * Returns: (transfer full) (element-type NordIdea): the other ideas of the workshop that were one
 *   with @idea before something was split
 */
GPtrArray *
nord_split_list_kin (NordDocument *document, NordRecord *idea, gboolean same_words)
{
  GListModel *ideas = nord_document_get_list (document, NORD_NOUN_IDEA);
  GPtrArray *kin = g_ptr_array_new_with_free_func (g_object_unref);
  const char *whole = find_whole (document, idea);

  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) other = g_list_model_get_item (ideas, i);
    const gboolean says_same = g_strcmp0 (nord_record_get_text (other, NORD_IDEA_TITLE),
                                          nord_record_get_text (idea, NORD_IDEA_TITLE)) == 0 &&
                               g_strcmp0 (nord_record_get_text (other, NORD_IDEA_BODY),
                                          nord_record_get_text (idea, NORD_IDEA_BODY)) == 0;

    if (says_same == same_words &&
        g_strcmp0 (nord_record_get_id (other), nord_record_get_id (idea)) != 0 &&
        g_str_equal (find_whole (document, other), whole))
      g_ptr_array_add (kin, g_steal_pointer (&other));
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
