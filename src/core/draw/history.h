/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a sketch was before each step, and how much had been cut off it by then. */
#pragma once

#include "core/draw/sketch.h"

G_BEGIN_DECLS

typedef struct _NordHistory NordHistory;

NordHistory *nord_history_new (void);
void nord_history_free (NordHistory *self);
guint nord_history_get_n (const NordHistory *self);
void nord_history_clear (NordHistory *self);
/* (transfer full) @before; @rest: how many pieces had been cut off before. */
void nord_history_push (NordHistory *self, NordSketch *before, guint rest);
/* (transfer full) what it was before the last step, or before the first; later steps go. */
NordSketch *nord_history_pop (NordHistory *self, guint *rest);
NordSketch *nord_history_pop_all (NordHistory *self, guint *rest);

G_END_DECLS
