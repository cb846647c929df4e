/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What one exchange with a server brought about. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  guint64 sent;           /* changes that are at the server now and were not before */
  guint64 known;          /* changes that were there already: an earlier answer got lost */
  guint64 refused;        /* changes that were not taken, in this exchange */
  guint64 received;       /* changes that are here now and were not before */
  guint64 conflicts;      /* of those received, edits that met one of ours */
  guint64 not_understood; /* received, kept aside: written by a newer version, or altered */
  guint64 media_sent, media_received;
  guint64 media_waiting; /* named here, and nowhere to be had yet */
  guint64 media_refused; /* too large, or not taken for another reason */
  guint requests;
  gint64 bytes_sent, bytes_received;
  gint64 clock_offset; /* seconds that this computer is ahead of the server; 0 where within 5 min */
} NordSyncReport;

NordSyncReport *nord_sync_report_copy (const NordSyncReport *self);
void nord_sync_report_free (NordSyncReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordSyncReport, nord_sync_report_free)

G_END_DECLS
