/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the projector and the shared screen say of a poll: options that are ideas which nobody has
 * let through are there, with their numbers, but do not say what they say. */
#pragma once

#include "core/rank/polling.h"

G_BEGIN_DECLS

/* @ideas: (element-type NordIdea) all of the workshop.
 * @words: (nullable) "Not released yet" in another language than the program's.
 * Returns how many were kept back. */
guint nord_polling_keep_back (NordPolling *self, GListModel *ideas, const char *words);

G_END_DECLS
