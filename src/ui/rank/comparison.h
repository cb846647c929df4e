/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* "Higher or lower?", one axis at a time: two options, three answers, and the cards of the matrix
 * move. */
#pragma once

#include "ui/rank/matrix-view.h"

G_BEGIN_DECLS

#define NORD_TYPE_COMPARISON (nord_comparison_get_type ())
G_DECLARE_FINAL_TYPE (NordComparison, nord_comparison, NORD, COMPARISON, AdwBin)

/* @data lives as long as the widget. */
GtkWidget *nord_comparison_new (const NordPolling *data, NordMatrixView *matrix);

G_END_DECLS
