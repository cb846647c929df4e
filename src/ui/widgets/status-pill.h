/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How far a workshop is, in one word: planned, running, closed, handed over. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STATUS_PILL (nord_status_pill_get_type ())
G_DECLARE_FINAL_TYPE (NordStatusPill, nord_status_pill, NORD, STATUS_PILL, AdwBin)

/* @state: a word of the model's field "state", NULL for planned. */
void nord_status_pill_set_state (NordStatusPill *self, const char *state);
/* (transfer none) the translated word. */
const char *nord_status_pill_get_word (const char *state);

G_END_DECLS
