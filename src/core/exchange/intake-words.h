/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words of other people's files that mean something to us: focal areas, dates, languages. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NordIntakeWords NordIntakeWords;

NordIntakeWords *nord_intake_words_new (void);
void nord_intake_words_free (NordIntakeWords *self);
/* (transfer none) (nullable) the id of the focal area that has this id or, in any language of the
 * programme, this title. */
const char *nord_intake_words_find_category (NordIntakeWords *self, const char *text);
/* (nullable) ISO 8601, in UTC where a time is given. */
char *nord_intake_words_read_date (const char *text);
/* (nullable) a BCP 47 tag. */
char *nord_intake_words_read_language (const char *text);

G_END_DECLS
