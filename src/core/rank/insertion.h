/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* "Higher or lower?": puts options in order by asking for two at a time, with as few questions as
 * sorting by insertion needs, ties allowed. One axis of an impact-effort matrix. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NordInsertion NordInsertion;

NordInsertion *nord_insertion_new (guint n_options);
void nord_insertion_free (NordInsertion *self);
/* The next question: how does @option stand to @other? FALSE: all is answered. */
gboolean nord_insertion_ask (const NordInsertion *self, guint *option, guint *other);
/* Below 0: lower than the other; 0: equal; above 0: higher. */
void nord_insertion_answer (NordInsertion *self, int sign);
gboolean nord_insertion_can_go_back (const NordInsertion *self);
void nord_insertion_go_back (NordInsertion *self); /* takes the last answer back */
/* Levels from 1, the lowest, equal ones sharing one; 0 is not placed yet. */
void nord_insertion_read_levels (const NordInsertion *self, guint *levels);
guint nord_insertion_get_n_levels (const NordInsertion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordInsertion, nord_insertion_free)

G_END_DECLS
