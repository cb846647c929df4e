/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The board (Pinnwand): a column of cards for each group and one for single ideas. */
#pragma once

#include "ui/cluster/group-list.h"
#include "ui/cluster/group-steps.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_BOARD (nord_board_get_type ())
G_DECLARE_FINAL_TYPE (NordBoard, nord_board, NORD, BOARD, AdwBin)

/* Everything that is held must be there for as long as the board. */
void nord_board_set_up (NordBoard *self,
                        NordSession *session,
                        NordGroupList *group_list,
                        NordGroupSteps *steps);
/* From 0, for a laptop, to 3, to be read across a hall. */
void nord_board_set_size (NordBoard *self, guint size);
/* There is no room for a map beside it. */
void nord_board_set_narrow (NordBoard *self, gboolean narrow);
/* The focus goes to the first card, or to what there is instead. */
void nord_board_start_focus (NordBoard *self);
/* For measuring: what scrolls sideways. */
GtkAdjustment *nord_board_get_hadjustment (NordBoard *self);

G_END_DECLS
