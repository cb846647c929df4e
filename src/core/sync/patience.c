/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How long to wait after trouble, and when to leave it. */
#include "core/sync/patience.h"

#include "core/sync/error.h"

gboolean
nord_patience_bear (NordPatience *self, const GError *error, guint asked, guint *wait_ms)
{
  guint longest;

  if (!nord_sync_error_is_passing (error) || ++self->troubles > self->tries ||
      asked > MAX (self->pause, 1))
    return FALSE;
  /* Full jitter: laptops that lost the same network do not come back in the same second. */
  longest = MIN (self->pause, 1u << MIN (self->troubles - 1, 16));
  *wait_ms = asked * 1000;
  if (longest > 0)
    *wait_ms += (guint) g_random_int_range (0, (gint32) longest * 1000);
  return TRUE;
}
