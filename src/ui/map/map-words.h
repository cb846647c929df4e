/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The words that a map shows and tells by itself, in the language of who stands before it: gettext
 * knows one for the whole program, the shared screen has one for each place. */
#pragma once

#include "core/draw/snap.h"
#include "core/geo/place-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who tells it in another language than the program's. */
typedef struct {
  /* (nullable) @english in that language; NULL: gettext is to say it. Valid until the next call. */
  const char *(*say) (const char *english, gpointer data);
  char *(*count) (guint n, gpointer data); /* (transfer full) so many points */
  /* (transfer full) a number with so many decimals */
  char *(*number) (double value, int decimals, gpointer data);
} NordMapVoice;

/* All that lies within @map asks @voice from now on, which must be static, with @data, which must
 * outlive it. */
void nord_map_words_set (GtkWidget *map, const NordMapVoice *voice, gpointer data);
/* (nullable) what @english is for @part of a map, if it was given other words for it. */
const char *nord_map_words_find (GtkWidget *part, const char *english);
/* What @english, marked by N_ (), is for @part of a map. Valid until the next call. */
const char *nord_map_words_get (GtkWidget *part, const char *english);
/* (transfer full) a number and its unit, which is marked by N_ (). */
char *nord_map_words_measure (GtkWidget *part, double value, int decimals, const char *unit);
/* (transfer full) (nullable) how long or how large it is, NULL for a point. */
char *nord_map_words_measure_shape (GtkWidget *part, const NordShape *shape);
char *nord_map_words_count_points (GtkWidget *part, guint n); /* (transfer full) */
/* (transfer full) that point @at, the first is 1, of a shape with @n. */
char *nord_map_words_tell_vertex (GtkWidget *part, guint at, guint n);
/* (transfer full) both, with the comma of the language between them. */
char *nord_map_words_join (GtkWidget *part, const char *first, const char *then);
/* A voice for what places are told by, as @part of a map speaks, which must outlive it. */
NordPlaceVoice nord_map_words_get_voice (GtkWidget *part);
/* (transfer full) (nullable) what a point clings to as a sentence, NULL where nothing holds. */
char *nord_map_words_tell_snapped (GtkWidget *part, const NordSnapped *snapped);

G_END_DECLS
