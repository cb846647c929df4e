/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How the bytes of a text file stand for characters, guessed and undone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_ENCODING_UTF8,
  NORD_ENCODING_UTF16_LE,
  NORD_ENCODING_UTF16_BE,
  NORD_ENCODING_WINDOWS_1252,
  NORD_ENCODING_ISO_8859_1,
  NORD_ENCODING_ISO_8859_15,
  NORD_N_ENCODINGS
} NordEncoding;

const char *nord_encoding_get_name (NordEncoding encoding); /* IANA name, "windows-1252" */
gboolean nord_encoding_find (const char *name, NordEncoding *encoding);
NordEncoding nord_encoding_detect (const guint8 *data, gsize length);
GBytes *nord_encoding_decode (GBytes *bytes, NordEncoding encoding);

typedef enum {
  NORD_TIDY_NOTHING = 0,
  NORD_TIDY_TRIM = 1 << 0,     /* blanks at both ends go */
  NORD_TIDY_ONE_LINE = 1 << 1, /* line breaks and tabs become spaces */
} NordTidy;

/* Plain text as the model wants it, in @to; FALSE where the bytes are not UTF-8. */
gboolean nord_encoding_tidy (const char *text, gsize length, NordTidy tidy, GString *to);

G_END_DECLS
