/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names for groups: the words that tell a group from the whole workshop. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NordLabeller NordLabeller;

NordLabeller *nord_labeller_new (const char *const *texts, guint n_texts);
void nord_labeller_free (NordLabeller *self);
char **nord_labeller_pick_words (NordLabeller *self,
                                 const guint *members,
                                 guint n_members,
                                 guint n_words,
                                 const char *besides);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordLabeller, nord_labeller_free)

G_END_DECLS
