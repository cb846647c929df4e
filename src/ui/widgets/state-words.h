/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The words for what the city and the moderation say of an idea. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer none) the word for a state of the path, NULL: that of an idea that nobody has answered;
 * the code itself where it is not known. */
const char *nord_state_words_get_path (const char *path);
/* (transfer none) the same for moderation. */
const char *nord_state_words_get_moderation (const char *moderation);

/* (transfer none) the same for a project of the register; NULL: registered. */
const char *nord_state_words_get_project (const char *state);

G_END_DECLS
