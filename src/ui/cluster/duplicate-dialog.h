/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shows the ideas of the whole workshop that say nearly the same, pair by pair; people decide. */
#pragma once

#include "ui/cluster/group-steps.h"

G_BEGIN_DECLS

#define NORD_TYPE_DUPLICATE_DIALOG (nord_duplicate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordDuplicateDialog, nord_duplicate_dialog, NORD, DUPLICATE_DIALOG, AdwWindow)

/* Local setting: what people said is not the same, two ids a line, the lesser first. */
#define NORD_DUPLICATES_APART "duplicates.apart"

/* @id: unused, so that it stands among the actions of the page. */
void nord_duplicate_dialog_show (NordGroupSteps *steps, const char *id);
GListModel *nord_duplicate_dialog_get_pairs (NordDuplicateDialog *self); /* of NordTwin */
gboolean nord_duplicate_dialog_is_busy (NordDuplicateDialog *self);

G_END_DECLS
