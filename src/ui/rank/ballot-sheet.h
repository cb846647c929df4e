/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The options of a ballot with what can be marked by its method. */
#pragma once

#include "core/rank/polling.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_BALLOT_SHEET (nord_ballot_sheet_get_type ())
G_DECLARE_FINAL_TYPE (NordBallotSheet, nord_ballot_sheet, NORD, BALLOT_SHEET, AdwPreferencesGroup)

/* Emits "changed" whenever a mark was changed by hand. @data must live as long as the sheet. */
void nord_ballot_sheet_show (NordBallotSheet *self, const NordPolling *data, guint people);
void nord_ballot_sheet_set_order (NordBallotSheet *self, const guint *order);
guint *nord_ballot_sheet_dup_marks (NordBallotSheet *self); /* (transfer full) */
void nord_ballot_sheet_set_marks (NordBallotSheet *self, const guint *marks);
void nord_ballot_sheet_clear (NordBallotSheet *self); /* and the focus to the first option */

G_END_DECLS
