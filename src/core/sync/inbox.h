/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the server sends: taking one page of it into the workshop. */
#pragma once

#include "core/sync/ledger.h"
#include "core/sync/report.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* As nord_store_ingest (), by whoever must know of the news. */
typedef GPtrArray *(*NordInboxIngest) (gpointer data, const NordNews *news, GError **error);

/* @known (nullable): gets the ids of all that came. @left: how many follow. FALSE: the page was cut
 * or the workshop could not be written; what was written stays, and the cursor stays before it. */
gboolean nord_inbox_take (NordLedger *ledger,
                          GBytes *answer,
                          NordInboxIngest ingest,
                          gpointer data,
                          GHashTable *known,
                          NordSyncReport *report,
                          gint64 *left,
                          GError **error);

/* What the end of an answer says about stamps that a wrong clock gave: (transfer full) (nullable)
 * (element-type utf8 utf8) id of a change to the stamp that counts; NULL: nothing. */
GHashTable *nord_inbox_read_hlc_eff (JsonNode *trailer);

G_END_DECLS
