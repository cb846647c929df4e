/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a sketch was before each step, and how much had been cut off it by then. */
#include "core/draw/history.h"

#define MAX_STEPS 512

struct _NordHistory {
  GPtrArray *sketches; /* (owned) (element-type NordSketch) */
  GArray *rests;       /* (owned) (element-type guint) */
};

NordHistory *
nord_history_new (void)
{
  NordHistory *self = g_new0 (NordHistory, 1);

  self->sketches = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_sketch_free);
  self->rests = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
nord_history_free (NordHistory *self)
{
  g_ptr_array_unref (self->sketches);
  g_array_unref (self->rests);
  g_free (self);
}

guint
nord_history_get_n (const NordHistory *self)
{
  return self->sketches->len;
}

void
nord_history_clear (NordHistory *self)
{
  g_ptr_array_set_size (self->sketches, 0);
  g_array_set_size (self->rests, 0);
}

void
nord_history_push (NordHistory *self, NordSketch *before, guint rest)
{
  if (self->sketches->len >= MAX_STEPS) {
    /* The first is what Esc goes back to. */
    g_ptr_array_remove_index (self->sketches, 1);
    g_array_remove_index (self->rests, 1);
  }
  g_ptr_array_add (self->sketches, before);
  g_array_append_val (self->rests, rest);
}

static NordSketch *
pop_to (NordHistory *self, guint step, guint *rest)
{
  NordSketch *sketch = g_ptr_array_steal_index (self->sketches, step);

  *rest = g_array_index (self->rests, guint, step);
  g_ptr_array_set_size (self->sketches, step);
  g_array_set_size (self->rests, step);
  return sketch;
}

NordSketch *
nord_history_pop (NordHistory *self, guint *rest)
{
  g_return_val_if_fail (self->sketches->len > 0, NULL);
  return pop_to (self, self->sketches->len - 1, rest);
}

NordSketch *
nord_history_pop_all (NordHistory *self, guint *rest)
{
  g_return_val_if_fail (self->sketches->len > 0, NULL);
  return pop_to (self, 0, rest);
}
