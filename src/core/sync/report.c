/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What one exchange with a server brought about. */
#include "core/sync/report.h"

NordSyncReport *
nord_sync_report_copy (const NordSyncReport *self)
{
  return g_memdup2 (self, sizeof *self);
}

void
nord_sync_report_free (NordSyncReport *self)
{
  g_free (self);
}
