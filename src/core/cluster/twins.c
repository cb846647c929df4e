/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The pairs of texts, with their ideas and a reason in words. */
#include "core/cluster/twins.h"

#include "core/cluster/duplicate.h"
#include "core/cluster/label.h"
#include "core/geo/relate.h"

#include <glib/gi18n.h>

#define N_WORDS 3

struct _NordTwin {
  GObject parent_instance;

  char *first, *second; /* (owned) */
  double similarity;
  char *reason; /* (owned) */
};

G_DEFINE_FINAL_TYPE (NordTwin, nord_twin, G_TYPE_OBJECT)

static void
nord_twin_finalize (GObject *object)
{
  NordTwin *self = NORD_TWIN (object);

  g_free (self->first);
  g_free (self->second);
  g_free (self->reason);
  G_OBJECT_CLASS (nord_twin_parent_class)->finalize (object);
}

static void
nord_twin_class_init (NordTwinClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_twin_finalize;
}

static void
nord_twin_init (NordTwin *self)
{
}

static char *
give_reason (GPtrArray *cards, const NordDuplicatePair *pair, NordLabeller *labeller)
{
  const guint members[] = {pair->a, pair->b};
  const NordShape *from = ((NordCard *) g_ptr_array_index (cards, pair->a))->shape;
  const NordShape *to = ((NordCard *) g_ptr_array_index (cards, pair->b))->shape;
  g_auto (GStrv) words = nord_labeller_pick_words (labeller, members, 2, N_WORDS, NULL);
  g_autofree char *list = g_strjoinv (", ", words);
  GString *reason = g_string_new (NULL);

  /* Translators: how alike two ideas are in their words. */
  g_string_append_printf (reason, _ ("%.0f %% alike"), pair->similarity * 100);
  if (*list != 0) {
    g_string_append (reason, " · ");
    g_string_append_printf (reason, _ ("same words: %s"), list);
  }
  if (from != NULL && to != NULL) {
    const double metres = nord_relate_distance (from, to);

    g_string_append (reason, " · ");
    if (metres < 1)
      g_string_append (reason, _ ("at the same spot"));
    else
      g_string_append_printf (reason, _ ("%.0f m apart"), metres);
  }
  return g_string_free (reason, FALSE);
}

GPtrArray *
nord_twins_find (GPtrArray *cards,
                 double at_least,
                 gint *done,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree const char **texts = g_new0 (const char *, cards->len + 1);
  g_autoptr (NordLabeller) labeller = NULL;
  g_autoptr (GArray) pairs = NULL;
  g_autoptr (GPtrArray) twins = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < cards->len; i++)
    texts[i] = ((NordCard *) g_ptr_array_index (cards, i))->text;
  pairs = nord_duplicates_find_pairs (texts, cards->len, at_least, done, cancellable, error);
  if (pairs == NULL)
    return NULL;
  labeller = nord_labeller_new (texts, cards->len);
  for (guint p = 0; p < pairs->len; p++) {
    const NordDuplicatePair *pair = &g_array_index (pairs, NordDuplicatePair, p);
    NordTwin *twin;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    twin = g_object_new (NORD_TYPE_TWIN, NULL);
    twin->first = g_strdup (((NordCard *) g_ptr_array_index (cards, pair->a))->id);
    twin->second = g_strdup (((NordCard *) g_ptr_array_index (cards, pair->b))->id);
    twin->similarity = pair->similarity;
    twin->reason = give_reason (cards, pair, labeller);
    g_ptr_array_add (twins, twin);
  }
  return g_steal_pointer (&twins);
}

const char *
nord_twin_get_first (NordTwin *self)
{
  g_return_val_if_fail (NORD_IS_TWIN (self), NULL);
  return self->first;
}

const char *
nord_twin_get_second (NordTwin *self)
{
  g_return_val_if_fail (NORD_IS_TWIN (self), NULL);
  return self->second;
}

double
nord_twin_get_similarity (NordTwin *self)
{
  g_return_val_if_fail (NORD_IS_TWIN (self), 0);
  return self->similarity;
}

const char *
nord_twin_get_reason (NordTwin *self)
{
  g_return_val_if_fail (NORD_IS_TWIN (self), NULL);
  return self->reason;
}
