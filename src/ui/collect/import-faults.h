/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Rows of a file that something is wrong with: line, column, reason. */
#pragma once

#include "core/exchange/import.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_IMPORT_FAULTS (nord_import_faults_get_type ())
G_DECLARE_FINAL_TYPE (NordImportFaults, nord_import_faults, NORD, IMPORT_FAULTS, AdwExpanderRow)

/* @faults: (element-type NordImportFault), the first of @total; hides itself where there is none.
 */
void nord_import_faults_show (NordImportFaults *self,
                              const char *title,
                              const GArray *faults,
                              guint total);

G_END_DECLS
