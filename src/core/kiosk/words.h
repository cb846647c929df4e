/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The words of the stations, a catalogue a language: each station speaks its own, which gettext
 * cannot do within one program. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NordWords NordWords;

/* The languages of the first wave in their order, NULL at the end. */
const char *const *nord_words_list_languages (void);
/* @language: one of those; NULL where there is none of that name. */
NordWords *nord_words_new (const char *language);
void nord_words_free (NordWords *self);
const char *nord_words_get (const NordWords *self, const char *key);
/* (transfer full) @value with @decimals, as the language writes numbers: its sign before the
 * decimals, and between thousands from four digits on, in some languages from five. Source: Unicode
 * CLDR 42, minimumGroupingDigits; the window's own numbers follow the same from the locale. */
char *nord_words_number (const NordWords *self, double value, int decimals);
/* (transfer full) whole euros, as nord_words_number () writes them, and the sign where the language
 * has it */
char *nord_words_money (const NordWords *self, gint64 euros);
/* (transfer full) the plural form for @n, %u filled in; rules of CLDR for whole numbers. */
char *nord_words_count (const NordWords *self, const char *key, guint n);
const char *nord_words_get_language (const NordWords *self);
gboolean nord_words_is_right_to_left (const NordWords *self);
/* Whether somebody who speaks the language has read the words. */
gboolean nord_words_is_checked (const NordWords *self);
/* Keys that every catalogue must have, NULL at the end, without those of the next two lists. */
const char *const *nord_words_list_keys (void);
/* Those with a number in it, for nord_words_count (). */
const char *const *nord_words_list_counts (void);
/* Those of sentences with %u for numbers and %s for names, never to be given to printf. */
const char *const *nord_words_list_sentences (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordWords, nord_words_free)

G_END_DECLS
