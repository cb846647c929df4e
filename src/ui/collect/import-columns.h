/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which column of a file means what, one row a column. */
#pragma once

#include "core/exchange/import.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_IMPORT_COLUMNS (nord_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (NordImportColumns,
                      nord_import_columns,
                      NORD,
                      IMPORT_COLUMNS,
                      AdwPreferencesGroup)

/* Signal "changed" (): a person has given a column another role. */

/* Columns beyond these are neither shown nor asked about. */
#define NORD_IMPORT_MAX_COLUMNS 60

void nord_import_columns_show (NordImportColumns *self, NordImport *import);
/* Writes the roles that stand in the rows into the columns of @import. */
void nord_import_columns_take (NordImportColumns *self, NordImport *import);

G_END_DECLS
