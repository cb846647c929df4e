/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What people leave on the board beside the groups: the place of a card on the free wall, a name
 * proposed for a group, who did a step and why. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_BOARD_MARK_KIND,  /* text: "place", "name", "step" */
  NORD_BOARD_MARK_ABOUT, /* text: id of the idea (place) or the cluster (name, step) */
  NORD_BOARD_MARK_TEXT,  /* text: the name, or the reason */
  NORD_BOARD_MARK_WHO,   /* text: name or role, as people want to be told */
  NORD_BOARD_MARK_X,     /* real: pixels of the wall */
  NORD_BOARD_MARK_Y,     /* real */
  NORD_BOARD_MARK_N_FIELDS
};

#define NORD_TYPE_BOARD_MARK (nord_board_mark_get_type ())
G_DECLARE_FINAL_TYPE (NordBoardMark, nord_board_mark, NORD, BOARD_MARK, NordRecord)

G_END_DECLS
