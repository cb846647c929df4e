/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Impact upwards, effort to the right: options as cards that are moved by arrow keys, by dragging,
 * or by answering which of two is higher. Also shows what ballots came to. */
#pragma once

#include "core/rank/poll-result.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_MATRIX_VIEW (nord_matrix_view_get_type ())
G_DECLARE_FINAL_TYPE (NordMatrixView, nord_matrix_view, NORD, MATRIX_VIEW, GtkWidget)

/* Emits "changed" after each move. */
NordMatrixView *nord_matrix_view_new (void);
/* To be filled: all cards wait at the left edge until they are placed. */
void nord_matrix_view_fill (NordMatrixView *self, const NordPolling *data);
guint *nord_matrix_view_dup_marks (NordMatrixView *self); /* (transfer full) */
void nord_matrix_view_set_marks (NordMatrixView *self, const guint *marks);
/* To be read: nothing can be moved. */
void
nord_matrix_view_show (NordMatrixView *self, const NordPolling *data, const NordPollResult *result);
/* The same with numbers on the cards, those of the options from 1: for large letters, whose words
 * stand beside it. */
void nord_matrix_view_show_numbers (NordMatrixView *self,
                                    const NordPolling *data,
                                    const NordPollResult *result);

G_END_DECLS
