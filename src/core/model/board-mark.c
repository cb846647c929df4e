/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What people leave on the board beside the groups. */
#include "core/model/board-mark.h"

struct _NordBoardMark {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordBoardMark, nord_board_mark, NORD_TYPE_RECORD)

static void
nord_board_mark_class_init (NordBoardMarkClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_BOARD_MARK,
                               NORD_BOARD_MARK_N_FIELDS);
}

static void
nord_board_mark_init (NordBoardMark *self)
{
}
