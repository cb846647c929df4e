/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Two insertions, one an axis. */
#include "core/rank/pairing.h"

#include "core/rank/insertion.h"

struct _NordPairing {
  guint n_options;
  guint *order;                               /* (owned) */
  NordInsertion *axes[NORD_MATRIX_N_COLUMNS]; /* (owned) */
};

NordPairing *
nord_pairing_new (guint n_options, const guint *order)
{
  NordPairing *self = g_new0 (NordPairing, 1);

  self->n_options = n_options;
  self->order = g_new (guint, n_options + 1);
  for (guint o = 0; o < n_options; o++)
    self->order[o] = order != NULL ? order[o] : o;
  for (guint axis = 0; axis < NORD_MATRIX_N_COLUMNS; axis++)
    self->axes[axis] = nord_insertion_new (n_options);
  return self;
}

void
nord_pairing_free (NordPairing *self)
{
  if (self == NULL)
    return;
  for (guint axis = 0; axis < NORD_MATRIX_N_COLUMNS; axis++)
    nord_insertion_free (self->axes[axis]);
  g_free (self->order);
  g_free (self);
}

gboolean
nord_pairing_ask (const NordPairing *self, guint *axis, guint *option, guint *other)
{
  for (*axis = 0; *axis < NORD_MATRIX_N_COLUMNS; ++*axis)
    if (nord_insertion_ask (self->axes[*axis], option, other)) {
      *option = self->order[*option];
      *other = self->order[*other];
      return TRUE;
    }
  return FALSE;
}

void
nord_pairing_answer (NordPairing *self, int sign)
{
  guint axis, option, other;

  if (nord_pairing_ask (self, &axis, &option, &other))
    nord_insertion_answer (self->axes[axis], sign);
}

gboolean
nord_pairing_can_go_back (const NordPairing *self)
{
  return nord_insertion_can_go_back (self->axes[0]);
}

void
nord_pairing_go_back (NordPairing *self)
{
  for (guint axis = NORD_MATRIX_N_COLUMNS; axis-- > 0;)
    if (nord_insertion_can_go_back (self->axes[axis])) {
      nord_insertion_go_back (self->axes[axis]);
      return;
    }
}

/* Levels are spread over the whole field, so that few answers already show a picture. */
void
nord_pairing_write_marks (const NordPairing *self, guint *marks)
{
  const guint n = self->n_options;
  g_autofree guint *levels = g_new0 (guint, n + 1);

  for (guint axis = 0; axis < NORD_MATRIX_N_COLUMNS; axis++) {
    const guint n_levels = nord_insertion_get_n_levels (self->axes[axis]);

    if (!nord_insertion_can_go_back (self->axes[axis]))
      continue;
    nord_insertion_read_levels (self->axes[axis], levels);
    for (guint i = 0; i < n; i++)
      if (levels[i] > 0)
        marks[self->order[i] * NORD_MATRIX_N_COLUMNS + axis] =
          n_levels > 1 ? 1 + (levels[i] - 1) * (n - 1) / (n_levels - 1) : (n + 1) / 2;
  }
}
