/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Separator, decimal sign and header, told from the first rows. */
#include "core/exchange/csv-dialect.h"

#include "core/exchange/column.h"
#include "core/exchange/csv-reader.h"
#include "core/exchange/exchange-error.h"

#include <string.h>

#define SAMPLE_ROWS 200
#define SAMPLE_BYTES ((gsize) 256 << 10)

static const char separators[] = {';', ',', '\t', '|'};

typedef enum {
  NOT_A_NUMBER,
  WHOLE,
  WITH_POINT,
  WITH_COMMA,
} NumberForm;

/* [+-] digits [ . or , digits ] [ e [+-] digits ], blanks around it. */
static NumberForm
scan_number (const char *text, gsize length, double *value, char decimal)
{
  const char *end = text + length;
  guint64 mantissa = 0;
  gint64 exponent = 0;
  guint digits = 0, places = 0;
  NumberForm form = WHOLE;
  gboolean negative = FALSE;
  static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

  while (text < end && g_ascii_isspace (*text))
    text++;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  const char *from = text;
  if (text < end && (*text == '-' || *text == '+'))
    negative = *text++ == '-';
  for (; text < end && g_ascii_isdigit (*text); text++, digits++)
    if (mantissa < G_MAXUINT64 / 100)
      mantissa = mantissa * 10 + (guint64) (*text - '0');
    else
      exponent++;
  if (digits == 0)
    return NOT_A_NUMBER;
  if (text < end && (*text == '.' || *text == ',')) {
    form = *text == '.' ? WITH_POINT : WITH_COMMA;
    for (text++; text < end && g_ascii_isdigit (*text); text++, places++)
      if (mantissa < G_MAXUINT64 / 100) {
        mantissa = mantissa * 10 + (guint64) (*text - '0');
        exponent--;
      }
    if (places == 0)
      return NOT_A_NUMBER;
  }
  if (text < end && (*text == 'e' || *text == 'E')) {
    gint64 power = 0;
    gboolean down = FALSE;

    text++;
    if (text < end && (*text == '-' || *text == '+'))
      down = *text++ == '-';
    const char *first = text;
    for (; text < end && g_ascii_isdigit (*text); text++)
      power = MIN (power * 10 + (*text - '0'), 9999);
    if (text == first)
      return NOT_A_NUMBER;
    exponent += down ? -power : power;
  }
  if (text != end)
    return NOT_A_NUMBER;
  if (value != NULL) {
    /* Both factors are exact doubles, so one rounding gives the nearest (Clinger 1990). */
    if (mantissa < (G_GUINT64_CONSTANT (1) << 53) && exponent >= -22 && exponent <= 22) {
      *value =
        exponent < 0 ? (double) mantissa / powers[-exponent] : (double) mantissa * powers[exponent];
      *value = negative ? -*value : *value;
    } else {
      g_autofree char *copy = g_strndup (from, end - from);

      if (form == WITH_COMMA)
        *strchr (copy, ',') = '.';
      *value = g_ascii_strtod (copy, NULL);
    }
  }
  if (decimal != 0 && form != WHOLE && form != (decimal == '.' ? WITH_POINT : WITH_COMMA))
    return NOT_A_NUMBER;
  return form;
}

gboolean
nord_csv_dialect_parse (const NordCsvDialect *self, const char *text, gsize length, double *value)
{
  return scan_number (text, length, value, self->decimal) != NOT_A_NUMBER;
}

/* How well a separator explains the first rows: rows that agree on a number of fields above one. */
static double
rate_separator (const char *text, gsize length, char separator)
{
  g_auto (NordCsvReader) reader = {NULL};
  guint counts[NORD_EXCHANGE_MAX_COLUMNS + 2] = {0};
  guint rows = 0, best = 0, known = 0;

  nord_csv_reader_init (&reader, text, length, separator);
  while (rows < SAMPLE_ROWS && nord_csv_reader_next (&reader)) {
    if (rows == 0)
      for (guint i = 0; i < reader.n_fields; i++)
        known += nord_columns_know (nord_csv_reader_get (&reader, i, NULL));
    counts[MIN (reader.n_fields, NORD_EXCHANGE_MAX_COLUMNS + 1)]++;
    rows++;
  }
  for (guint i = 2; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  if (rows == 0 || best < 2)
    return 0;
  /* Names that we know speak loudest; then agreement; then the number of columns. */
  return known * 2.0 + (double) counts[best] / rows * 10.0 + MIN (best, 20) / 100.0;
}

static void
detect_numbers (NordCsvDialect *self, const char *text, gsize length)
{
  g_auto (NordCsvReader) reader = {NULL};
  guint with_point = 0, with_comma = 0, rows = 0, known = 0, numbers_in_first = 0, numbers = 0;

  nord_csv_reader_init (&reader, text, length, self->separator);
  while (rows < SAMPLE_ROWS && nord_csv_reader_next (&reader)) {
    for (guint i = 0; i < reader.n_fields; i++) {
      gsize size;
      const char *field = nord_csv_reader_get (&reader, i, &size);
      NumberForm form = scan_number (field, size, NULL, 0);

      if (rows == 0) {
        known += nord_columns_know (field);
        numbers_in_first += form != NOT_A_NUMBER;
      } else {
        numbers += form != NOT_A_NUMBER;
      }
      with_point += form == WITH_POINT;
      with_comma += form == WITH_COMMA;
    }
    rows++;
  }
  self->decimal = with_comma > with_point ? ',' : '.';
  /* Names of columns are words; a first row like the others is a row like the others. */
  self->header = numbers_in_first == 0 && (known > 0 || numbers > 0 || rows > 1);
}

void
nord_csv_dialect_detect_rest (NordCsvDialect *self, const char *text, gsize length)
{
  length = MIN (length, self->skip + SAMPLE_BYTES);
  detect_numbers (self, text + self->skip, length - self->skip);
}

/**
 * nord_csv_dialect_detect:
 * @self: the dialect; its encoding stays
 * @text: UTF-8
 * @length: bytes
 *
 * Finds separator, decimal sign and whether the first row names the columns. The first line
 * "sep=X", by which Excel is told the separator, decides and is no row.
 */
void
nord_csv_dialect_detect (NordCsvDialect *self, const char *text, gsize length)
{
  double best = 0;

  self->skip = 0;
  self->separator = ',';
  if (length >= 5 && g_ascii_strncasecmp (text, "sep=", 4) == 0 &&
      (length == 5 || text[5] == '\r' || text[5] == '\n') &&
      memchr (separators, text[4], sizeof separators) != NULL) {
    self->separator = text[4];
    self->skip = 5;
    while (self->skip < length && self->skip < 7 &&
           (text[self->skip] == '\r' || text[self->skip] == '\n'))
      self->skip++;
  } else {
    for (guint i = 0; i < sizeof separators; i++) {
      double rate = rate_separator (text, MIN (length, SAMPLE_BYTES), separators[i]);

      if (rate > best) {
        best = rate;
        self->separator = separators[i];
      }
    }
  }
  nord_csv_dialect_detect_rest (self, text, length);
}
