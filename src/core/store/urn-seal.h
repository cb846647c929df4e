/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The hashes that damage in the urn is found by. */
#pragma once

#include "core/db/db.h"

G_BEGIN_DECLS

/* Files of earlier steps have no hashes in the urn. */
#define NORD_URN_SEALED_SINCE 11

typedef enum { NORD_URN_BALLOTS, NORD_URN_CODES, NORD_URN_USED, NORD_URN_N_SHELVES } NordUrnShelf;

/* One more fault, in words. */
typedef void (*NordUrnFault) (const char *fault, gpointer data);
/* A sound row: its columns without the seal. FALSE: stop. */
typedef gboolean (*NordUrnRow) (NordUrnShelf shelf,
                                sqlite3_stmt *row,
                                gpointer data,
                                GError **error);

gboolean nord_urn_rewrite (NordDb *db, NordUrnShelf shelf, GError **error);
gboolean nord_urn_seal_all (NordDb *db, GError **error);
gboolean
nord_urn_look (NordDb *db, NordUrnFault on_fault, NordUrnRow on_row, gpointer data, GError **error);
gboolean nord_urn_verify (NordDb *db, GError **error);
/* INSERT OR IGNORE into a shelf, all its columns but the seal. */
const char *nord_urn_get_insert (NordUrnShelf shelf);

G_END_DECLS
