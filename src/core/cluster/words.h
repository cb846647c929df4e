/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words of a text in any language of a workshop. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*NordWordFunc) (const char *form, const char *folded, gpointer data);

char *nord_words_fold (const char *text);
void nord_words_for_each (const char *text, NordWordFunc func, gpointer data);
const char *nord_words_guess_language (const char *text, const char *otherwise);

typedef struct _NordStemmer NordStemmer;

NordStemmer *nord_stemmer_new (void);
void nord_stemmer_free (NordStemmer *self);
void nord_stemmer_set_language (NordStemmer *self, const char *language);
const char *nord_stemmer_stem (NordStemmer *self, const char *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordStemmer, nord_stemmer_free)

G_END_DECLS
