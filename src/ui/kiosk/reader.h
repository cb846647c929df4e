/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The one voice of the shared screen, by speech-dispatcher: one station is read to at a time. What
 * is handed in must be nothing of a resident's own: it is heard by all, and the speech-dispatcher
 * may write it into its log. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define NORD_TYPE_READER (nord_reader_get_type ())
G_DECLARE_FINAL_TYPE (NordReader, nord_reader, NORD, READER, GObject)

/* How loud; each resident begins in the middle. */
typedef enum {
  NORD_LOUDNESS_LOW,
  NORD_LOUDNESS_MIDDLE,
  NORD_LOUDNESS_HIGH,
  NORD_N_LOUDNESSES
} NordLoudness;

typedef struct {
  char *language; /* (owned) one of core/kiosk/words */
  char *text;     /* (owned) */
} NordUtterance;

void nord_utterance_free (NordUtterance *saying);
GPtrArray *nord_utterances_new (void); /* (element-type NordUtterance) */
void nord_utterances_add (GPtrArray *sayings, const char *language, const char *text);

/* Looks for a speech-dispatcher without waiting for it. Signals: "voices" (): other languages can
 * be read; "ended" (gpointer owner, gboolean interrupted): all was said to @owner, or another began
 * to be read to. */
NordReader *nord_reader_new (void);
/* @language: one of core/kiosk/words. FALSE: nothing here speaks it, or not yet. */
gboolean nord_reader_speaks (NordReader *self, const char *language);
/* Whatever is being said ends. @owner is only compared. @sayings: (element-type NordUtterance)
 * (transfer none); those in languages without a voice are left out. */
void
nord_reader_say (NordReader *self, gconstpointer owner, GPtrArray *sayings, NordLoudness loudness);
/* Silence, where it is @owner who is read to; without a signal. */
void nord_reader_stop (NordReader *self, gconstpointer owner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordUtterance, nord_utterance_free)

G_END_DECLS
