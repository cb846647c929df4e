/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finds what may be personal data in a text: it flags, and decides nothing. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_PATTERN_PHONE,
  NORD_PATTERN_EMAIL,
  NORD_PATTERN_IBAN,
  NORD_PATTERN_PLATE,   /* of a German car */
  NORD_PATTERN_ADDRESS, /* a street with the number of a house */
  NORD_N_PATTERNS
} NordPatternKind;

typedef struct {
  NordPatternKind kind;
  gsize start, length; /* bytes of the text */
} NordPattern;

GArray *nord_pattern_find (const char *text);
char *nord_pattern_black_out (const char *text, const GArray *patterns);

G_END_DECLS
