/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A short text while it is typed: letters come in and go at the caret. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NordTyping NordTyping;

NordTyping *nord_typing_new (guint most); /* characters */
void nord_typing_free (NordTyping *self);

const char *nord_typing_get_text (const NordTyping *self);
gsize nord_typing_get_caret (const NordTyping *self); /* byte */
/* To the nearest place between two letters. */
void nord_typing_set_caret (NordTyping *self, gsize byte);
/* FALSE: it is full. Characters that turn the direction of what follows are left out. */
gboolean nord_typing_insert (NordTyping *self, const char *text);
/* The letter before the caret with all its marks; FALSE: there is none. */
gboolean nord_typing_erase (NordTyping *self);
void nord_typing_set_text (NordTyping *self, const char *text); /* the caret at its end */
/* Nothing of it stays in memory. */
void nord_typing_wipe (NordTyping *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordTyping, nord_typing_free)

G_END_DECLS
