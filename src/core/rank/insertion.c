/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Binary insertion, kept as the list of answers: going back drops the last one and plays the others
 * again, so no state has to be undone. */
#include "core/rank/insertion.h"

struct _NordInsertion {
  guint n_options;
  GArray *answers; /* (owned) (element-type gint8) */
  /* Follows from the answers. */
  GPtrArray *levels; /* (owned) (element-type GArray of guint) lowest first, equal ones together */
  guint next;        /* the option that is being placed */
  guint low, high;   /* between which levels it will stand */
};

static GArray *
new_level (guint option)
{
  GArray *level = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (level, option);
  return level;
}

static void
start_next (NordInsertion *self)
{
  self->low = 0;
  self->high = self->levels->len;
}

static void
play (NordInsertion *self, int sign)
{
  const guint middle = (self->low + self->high) / 2;

  if (sign == 0) {
    g_array_append_val ((GArray *) g_ptr_array_index (self->levels, middle), self->next);
  } else {
    if (sign < 0)
      self->high = middle;
    else
      self->low = middle + 1;
    if (self->low < self->high)
      return;
    g_ptr_array_insert (self->levels, (int) self->low, new_level (self->next));
  }
  self->next++;
  start_next (self);
}

static void
play_all (NordInsertion *self)
{
  g_ptr_array_set_size (self->levels, 0);
  self->next = 0;
  if (self->n_options > 0) {
    g_ptr_array_add (self->levels, new_level (0));
    self->next = 1;
  }
  start_next (self);
  for (guint i = 0; i < self->answers->len; i++)
    play (self, g_array_index (self->answers, gint8, i));
}

/**
 * nord_insertion_new:
 * @n_options: how many are to be put in order
 *
 * Returns: (transfer full): the first one placed, about n log2 n questions open
 */
NordInsertion *
nord_insertion_new (guint n_options)
{
  NordInsertion *self = g_new0 (NordInsertion, 1);

  self->n_options = n_options;
  self->answers = g_array_new (FALSE, FALSE, sizeof (gint8));
  self->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  play_all (self);
  return self;
}

void
nord_insertion_free (NordInsertion *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->answers);
  g_ptr_array_unref (self->levels);
  g_free (self);
}

gboolean
nord_insertion_ask (const NordInsertion *self, guint *option, guint *other)
{
  const GArray *level;

  if (self->next >= self->n_options)
    return FALSE;
  level = g_ptr_array_index (self->levels, (self->low + self->high) / 2);
  *option = self->next;
  *other = g_array_index (level, guint, 0);
  return TRUE;
}

void
nord_insertion_answer (NordInsertion *self, int sign)
{
  const gint8 answer = (gint8) CLAMP (sign, -1, 1);

  g_return_if_fail (self->next < self->n_options);
  g_array_append_val (self->answers, answer);
  play (self, answer);
}

gboolean
nord_insertion_can_go_back (const NordInsertion *self)
{
  return self->answers->len > 0;
}

void
nord_insertion_go_back (NordInsertion *self)
{
  g_return_if_fail (self->answers->len > 0);
  g_array_set_size (self->answers, self->answers->len - 1);
  play_all (self);
}

void
nord_insertion_read_levels (const NordInsertion *self, guint *levels)
{
  for (guint o = 0; o < self->n_options; o++)
    levels[o] = 0;
  for (guint l = 0; l < self->levels->len; l++) {
    const GArray *level = g_ptr_array_index (self->levels, l);

    for (guint i = 0; i < level->len; i++)
      levels[g_array_index (level, guint, i)] = l + 1;
  }
}

guint
nord_insertion_get_n_levels (const NordInsertion *self)
{
  return self->levels->len;
}
