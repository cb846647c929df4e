/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where a position is, and how far it moved, in words that can be spoken. */
#pragma once

#include "core/geo/finder.h"
#include "core/geo/gazetteer.h"

G_BEGIN_DECLS

/* Who tells it in another language than the program's. */
typedef struct {
  /* (nullable) what @english is in it, with its %u for metres and its %s for names; NULL: gettext
   * is to say it. Valid until the next call. */
  const char *(*say) (const char *english, gpointer data);
  gpointer data;
} NordPlaceVoice;

/* @voice is nullable everywhere: then the program tells it in its own language. */

/* (nullable) */
char *nord_place_words_describe (NordGazetteer *names,
                                 double lon,
                                 double lat,
                                 const NordPlaceVoice *voice);
char *nord_place_words_describe_shape (NordGazetteer *names,
                                       const NordShape *shape,
                                       const NordPlaceVoice *voice);
char *nord_place_words_move (double east, double north, const NordPlaceVoice *voice);
/* All sentences that a voice is asked for, NULL at the end. */
const char *const *nord_place_words_list (void);
const char *nord_place_words_kind (NordFoundKind kind); /* "Street" */

G_END_DECLS
