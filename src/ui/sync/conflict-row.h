/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One field that two people changed without knowing of each other: both values, and a choice. */
#pragma once

#include "core/document/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_CONFLICT_ROW (nord_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (NordConflictRow, nord_conflict_row, NORD, CONFLICT_ROW, AdwPreferencesRow)

/* Signals: "kept" (): what shows is to stay; "taken" (): the other value is to be put in. */

/* (nullable) where the log no longer tells what the two said. */
NordConflictRow *nord_conflict_row_new (NordDocument *document, const NordConflict *conflict);
/* (transfer full) The decision, which closes the conflict here and everywhere. */
NordChange *nord_conflict_row_keep (NordConflictRow *self);
NordChange *nord_conflict_row_take (NordConflictRow *self);

G_END_DECLS
