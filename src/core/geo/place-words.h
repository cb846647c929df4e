/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where a position is, and how far it moved, in words that can be spoken. */
#pragma once

#include "core/geo/finder.h"
#include "core/geo/gazetteer.h"

G_BEGIN_DECLS

char *nord_place_words_describe (NordGazetteer *names, double lon, double lat); /* (nullable) */
char *nord_place_words_describe_shape (NordGazetteer *names, const NordShape *shape);
char *nord_place_words_move (double east, double north);
const char *nord_place_words_kind (NordFoundKind kind); /* "Street" */

G_END_DECLS
