/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A group lies where most of its ideas lie, and is about what most of them are about. */
#include "core/document/result-tale.h"

#include "core/cluster/grouping.h"
#include "core/geo/districts.h"
#include "core/model/project.h"
#include "core/rank/poll-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
part_free (gpointer data)
{
  NordTalePart *self = data;

  g_free (self->title);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* Adds to @parts where anything is to be told. */
static void
add_part (GPtrArray *parts, const char *title, GPtrArray *lines)
{
  NordTalePart *part;

  if (lines->len == 0) {
    g_ptr_array_unref (lines);
    return;
  }
  part = g_new0 (NordTalePart, 1);
  part->title = g_strdup (title);
  part->lines = lines;
  g_ptr_array_add (parts, part);
}

/* What one district or topic has. */
typedef struct {
  const char *name; /* (unowned) */
  guint n_options, n_won;
  guint64 votes;
  gint64 money; /* of what is paid for */
} Share;

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const Share *x = a, *y = b;

  if (x->money != y->money)
    return x->money > y->money ? -1 : 1;
  if (x->votes != y->votes)
    return x->votes > y->votes ? -1 : 1;
  return strcmp (x->name, y->name);
}

typedef const char *(*NameIdea) (NordRecord *record, gpointer data);

static const char *
name_district (NordRecord *record, gpointer data)
{
  const guint field = NORD_IS_PROJECT (record) ? NORD_PROJECT_SHAPE : NORD_IDEA_SHAPE;
  NordShape *shape = nord_record_get_shape (record, field);
  const NordDistrict *district =
    shape != NULL && data != NULL ? nord_districts_locate (data, NORD_DISTRICT_CITY, shape) : NULL;

  if (district != NULL)
    return district->name;
  return NORD_IS_PROJECT (record) ? nord_record_get_text (record, NORD_PROJECT_DISTRICT) : NULL;
}

static const char *
name_topic (NordRecord *record, gpointer data)
{
  const char *id = nord_record_get_text (record, NORD_IS_PROJECT (record) ? NORD_PROJECT_CATEGORY
                                                                          : NORD_IDEA_CATEGORY);
  const NordCategory *category = id != NULL ? nord_programme_find_category (data, id) : NULL;

  return category != NULL ? category->title : NULL;
}

/* (nullable) the name that most of the ideas of an option have; of equally many the first. */
static const char *
name_option (NordDocument *document,
             GHashTable *groups,
             const NordPollOption *option,
             NameIdea name,
             gpointer data)
{
  NordRecord *record = nord_document_lookup (document, option->id);
  g_autoptr (GPtrArray) members = NULL;
  const char *best = NULL;
  guint n_best = 0;

  if (record == NULL)
    return NULL;
  if (!NORD_IS_CLUSTER (record))
    return name (record, data);
  members =
    nord_grouping_list_members (nord_document_get_list (document, NORD_NOUN_IDEA), groups, record);
  for (guint i = 0; i < members->len; i++) {
    const char *one = name (members->pdata[i], data);
    guint n = 0;

    for (guint j = 0; one != NULL && j < members->len; j++)
      n += g_strcmp0 (name (members->pdata[j], data), one) == 0;
    if (n > n_best) {
      best = one;
      n_best = n;
    }
  }
  return best;
}

static char *
tell_share (const NordPolling *data, const NordPollResult *result, const Share *share)
{
  if (data->method == NORD_METHOD_BUDGET) {
    g_autofree char *money = nord_poll_words_euros (share->money);

    /* Translators: a district or topic: how many of its options are paid for, and the sum */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u of %u option, %s",
                                         "%s: %u of %u options, %s", share->n_options),
                            share->name, share->n_won, share->n_options, money);
  }
  /* Translators: a district or topic: its part of all votes; its options */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %.0f %% of the votes for %u option",
                                       "%s: %.0f %% of the votes for %u options", share->n_options),
                          share->name,
                          result->votes > 0 ? 100.0 * (double) share->votes / (double) result->votes
                                            : 0.0,
                          share->n_options);
}

static GPtrArray *
tell_shares (NordDocument *document,
             GHashTable *groups,
             const NordPolling *data,
             const NordPollResult *result,
             NameIdea name,
             gpointer name_data)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) shares = g_array_new (FALSE, TRUE, sizeof (Share));

  for (guint o = 0; o < result->n_options; o++) {
    const NordPollOption *option = g_ptr_array_index (data->options, o);
    const char *named = name_option (document, groups, option, name, name_data);
    Share *share = NULL;

    if (named == NULL)
      named = C_ ("place or topic", "Without");
    for (guint i = 0; i < shares->len && share == NULL; i++)
      if (strcmp (g_array_index (shares, Share, i).name, named) == 0)
        share = &g_array_index (shares, Share, i);
    if (share == NULL) {
      const Share fresh = {named, 0, 0, 0, 0};

      g_array_append_val (shares, fresh);
      share = &g_array_index (shares, Share, shares->len - 1);
    }
    share->n_options++;
    share->n_won += result->options[o].wins;
    share->votes += result->options[o].votes;
    share->money += result->options[o].wins ? option->cost : 0;
  }
  g_array_sort (shares, compare_shares);
  /* All in one place tells nothing. */
  for (guint i = 0; shares->len > 1 && i < shares->len; i++)
    g_ptr_array_add (lines, tell_share (data, result, &g_array_index (shares, Share, i)));
  return lines;
}

static GPtrArray *
tell_changes (const NordPolling *data, GArray *changes)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const NordRoundChange *change = &g_array_index (changes, NordRoundChange, i);
    const NordPollOption *option = g_ptr_array_index (data->options, change->option);

    if (change->place[0] == 0)
      /* Translators: an option, its place, its votes */
      g_ptr_array_add (lines, g_strdup_printf (_ ("%s: new, place %u with %u"), option->label,
                                               change->place[1], (guint) change->votes[1]));
    else
      /* Translators: an option, its places before and after, its votes before and after */
      g_ptr_array_add (lines, g_strdup_printf (_ ("%s: place %u → %u, votes %u → %u"),
                                               option->label, change->place[0], change->place[1],
                                               (guint) change->votes[0], (guint) change->votes[1]));
  }
  return lines;
}

GArray *
nord_result_tale_compare (NordDocument *document,
                          NordRecord *poll,
                          const NordPolling *data,
                          const NordPollResult *result)
{
  NordRecord *earlier =
    nord_document_lookup (document, nord_record_get_text (poll, NORD_POLL_EARLIER));
  g_autoptr (NordPolling) before = NULL;
  g_autoptr (NordPollResult) counted = NULL;
  GArray *changes;

  if (earlier == NULL || !NORD_IS_POLL (earlier) || data->method == NORD_METHOD_MATRIX ||
      nord_poll_read_state (earlier) != NORD_POLL_STATE_CLOSED)
    return NULL;
  before = nord_polling_read (earlier, nord_document_get_list (document, NORD_NOUN_BALLOT));
  counted = nord_poll_result_new (before, NULL, NULL);
  if (counted == NULL || before->method != data->method)
    return NULL;
  changes = g_array_new (FALSE, TRUE, sizeof (NordRoundChange));
  for (guint i = 0; i < result->n_options; i++) {
    const guint o = result->order[i];
    const NordPollOption *option = g_ptr_array_index (data->options, o);
    NordRoundChange change = {o, {0, result->options[o].votes}, {0, result->options[o].place}};

    for (guint b = 0; b < before->options->len; b++) {
      const NordPollOption *same = g_ptr_array_index (before->options, b);

      if (strcmp (same->id, option->id) != 0)
        continue;
      change.votes[0] = counted->options[b].votes;
      change.place[0] = counted->options[b].place;
    }
    g_array_append_val (changes, change);
  }
  return changes;
}

GPtrArray *
nord_result_tale_new (NordDocument *document,
                      const NordProgramme *programme,
                      NordRecord *poll,
                      const NordPolling *data,
                      const NordPollResult *result)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  g_autoptr (NordDistricts) districts = nord_districts_new_default ();
  g_autoptr (GHashTable) groups =
    nord_grouping_resolve (nord_document_get_list (document, NORD_NOUN_CLUSTER));
  g_autoptr (GArray) changes = nord_result_tale_compare (document, poll, data, result);
  const gboolean budget = data->method == NORD_METHOD_BUDGET;

  add_part (parts, _ ("Before and After the Discussion"), tell_changes (data, changes));
  if (result->votes == 0 || data->method == NORD_METHOD_MATRIX)
    return parts;
  add_part (parts, budget ? _ ("What Each District Got") : _ ("By District"),
            tell_shares (document, groups, data, result, name_district, districts));
  add_part (parts, budget ? _ ("What Each Topic Got") : _ ("By Topic"),
            tell_shares (document, groups, data, result, name_topic, (gpointer) programme));
  return parts;
}
