/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The numbered steps that make and bring up to date the tables of a workshop file. */
#pragma once

#include "core/db/db.h"
#include "core/model/noun.h"

G_BEGIN_DECLS

#define NORD_SCHEMA_NEWEST 12

gboolean nord_schema_run (NordDb *db, guint from, guint to, GError **error);
gboolean nord_schema_lacks (NordDb *db, NordNounKind noun);
gboolean nord_schema_stand_in (NordDb *db, GError **error);
int nord_schema_read_number (NordDb *db);
gboolean nord_schema_compare (NordDb *db, GPtrArray *faults, GError **error);

G_END_DECLS
