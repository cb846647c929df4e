/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What happened to one idea or project, unfolded by who wants to see it. */
#pragma once

#include "core/document/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_HISTORY_ROW (nord_history_row_get_type ())
G_DECLARE_FINAL_TYPE (NordHistoryRow, nord_history_row, NORD, HISTORY_ROW, AdwExpanderRow)

/* (nullable) both. Folds itself when another is shown; reads the file only while unfolded. */
void nord_history_row_show (NordHistoryRow *self, NordDocument *document, NordRecord *record);

G_END_DECLS
