/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How what was typed fits a name: at its beginning, at one of its words, inside, or with faults. */
#pragma once

#include "core/geo/likeness.h"

G_BEGIN_DECLS

#define NORD_NAME_MOST_WORDS 12

/* How well a name fits, the best first. */
typedef enum {
  NORD_MATCH_EXACT,
  NORD_MATCH_PREFIX, /* the name begins so */
  NORD_MATCH_WORDS,  /* a word of it begins so, or each word typed begins one */
  NORD_MATCH_FUZZY,  /* with typing faults */
  NORD_MATCH_INSIDE, /* somewhere in the middle */
} NordMatch;

typedef struct {
  char *key;                           /* (owned) its search key without spaces */
  guint8 starts[NORD_NAME_MOST_WORDS]; /* where its words begin in the key */
  guint8 n_starts;
} NordName;

/* What was typed. */
typedef struct {
  const char *key;                                 /* with spaces */
  char *tight;                                     /* (owned) without */
  char **words;                                    /* (owned) */
  NordLikeness whole, parts[NORD_NAME_MOST_WORDS]; /* */
  guint n_parts;
} NordWish;

void nord_wish_init (NordWish *self, const char *key);
void nord_wish_clear (NordWish *self);
guint nord_wish_get_patience (gsize length);
gboolean nord_wish_match_plain (const NordWish *self, const NordName *name, NordMatch *match);
gboolean nord_wish_match_faulty (const NordWish *self, const NordName *name, guint *faults);
gboolean
nord_wish_match_word (const NordWish *self, const NordName *name, guint part, guint *faults);
void nord_name_init (NordName *self, const char *key);
char *nord_wish_tighten (const char *key);

G_END_DECLS
