/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A speech-dispatcher that says nothing aloud and writes down what it was asked to say (SSIP over a
 * local socket, served by the main loop). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _FakeSpeech FakeSpeech;

/* @voices: languages of which it has one, NULL at the end. Sets SPEECHD_ADDRESS. */
FakeSpeech *fake_speech_new (const char *const *voices);
void fake_speech_free (FakeSpeech *self); /* as if it had been killed */
/* One line a command, texts as “SPEAK de 0 …” with language and volume; “CANCEL”. */
const char *fake_speech_get_log (FakeSpeech *self);
void fake_speech_forget (FakeSpeech *self);
/* What was said last has come to its end. */
void fake_speech_end (FakeSpeech *self);
/* From now on it takes commands and answers none. */
void fake_speech_hang (FakeSpeech *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeSpeech, fake_speech_free)

G_END_DECLS
