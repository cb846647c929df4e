/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* An impact-effort matrix out of answers to "which is higher?": impact first, then effort. */
#pragma once

#include "core/rank/polling.h"

G_BEGIN_DECLS

typedef struct _NordPairing NordPairing;

/* @order: (nullable) (array): the options in the order in which they are asked about. */
NordPairing *nord_pairing_new (guint n_options, const guint *order);
void nord_pairing_free (NordPairing *self);
/* @axis: %NORD_MATRIX_IMPACT or …_EFFORT. FALSE: all is answered. */
gboolean nord_pairing_ask (const NordPairing *self, guint *axis, guint *option, guint *other);
/* Above 0: @option is higher; 0: equal; below 0: @other is. */
void nord_pairing_answer (NordPairing *self, int sign);
gboolean nord_pairing_can_go_back (const NordPairing *self);
void nord_pairing_go_back (NordPairing *self);
/* Puts what the answers say into the marks of a matrix; an axis without answers stays as it is. */
void nord_pairing_write_marks (const NordPairing *self, guint *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPairing, nord_pairing_free)

G_END_DECLS
