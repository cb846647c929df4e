/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A workshop is copied to a stick while it is open, and then only its one file: so what stands in
 * the journal beside it is brought in soon. */
#include "core/document/rest.h"

#define REST_MS 2000

static gboolean
on_rest (gpointer data)
{
  NordRest *self = data;

  self->source = 0;
  nord_store_gather (self->store);
  return G_SOURCE_REMOVE;
}

/**
 * nord_rest_wait:
 * @self: stays where it is until nord_rest_clear()
 * @store: a store in which something may have been saved; must outlive the wait
 *
 * Two seconds after the last COMMIT the store gathers what it saved.
 */
void
nord_rest_wait (NordRest *self, NordStore *store)
{
  gint64 saved_at = nord_store_get_saved_at (store);

  if (saved_at == self->gathered_at || nord_store_is_read_only (store))
    return;
  nord_rest_clear (self);
  self->store = store;
  self->gathered_at = saved_at;
  self->source = g_timeout_add (REST_MS, on_rest, self);
}

void
nord_rest_clear (NordRest *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
}
