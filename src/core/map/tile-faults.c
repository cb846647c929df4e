/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which tiles of packs could not be read, for whoever has to tell it. */
#include "core/map/tile-faults.h"

/* More than these are not remembered: whoever reads the list knows that the pack is bad. */
#define MAX_FAULTS 100

struct _NordTileFaults {
  GMutex lock;     /* for what follows */
  GPtrArray *list; /* (owned) of NordTileFault, in the order in which they were met */
};

static void
fault_free (NordTileFault *fault)
{
  g_free (fault->message);
  g_free (fault);
}

static NordTileFault *
fault_new (const NordTileFault *other)
{
  NordTileFault *fault = g_new (NordTileFault, 1);

  *fault = *other;
  fault->message = g_strdup (other->message);
  return fault;
}

NordTileFaults *
nord_tile_faults_new (void)
{
  NordTileFaults *self = g_new0 (NordTileFaults, 1);

  g_mutex_init (&self->lock);
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);
  return self;
}

void
nord_tile_faults_free (NordTileFaults *self)
{
  g_ptr_array_unref (self->list);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * nord_tile_faults_add:
 * @fault: (transfer none): is copied
 *
 * A tile is asked for again and again, and counts once; after the hundredth none is added.
 */
void
nord_tile_faults_add (NordTileFaults *self, const NordTileFault *fault)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->list->len >= MAX_FAULTS)
    return;
  for (guint i = 0; i < self->list->len; i++) {
    const NordTileFault *known = self->list->pdata[i];

    if (known->archive == fault->archive && known->zoom == fault->zoom && known->x == fault->x &&
        known->y == fault->y)
      return;
  }
  g_ptr_array_add (self->list, fault_new (fault));
}

guint
nord_tile_faults_get_n (NordTileFaults *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->list->len;
}

/**
 * nord_tile_faults_list:
 *
 * Returns: (transfer full) (element-type NordTileFault): a copy, each tile once, in the order in
 *   which they were met
 */
GPtrArray *
nord_tile_faults_list (NordTileFaults *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_free);

  for (guint i = 0; i < self->list->len; i++)
    g_ptr_array_add (list, fault_new (self->list->pdata[i]));
  return list;
}
