/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How one particular CSV file is written: what a reader must know, and a person may correct. */
#pragma once

#include "core/exchange/encoding.h"

G_BEGIN_DECLS

typedef struct {
  NordEncoding encoding;
  char separator;  /* , ; | or a tab */
  char decimal;    /* . or , */
  gboolean header; /* the first row names the columns */
  guint skip;      /* bytes before the first row: the "sep=;" line of Excel */
} NordCsvDialect;

/* Fills all but the encoding from a text that is UTF-8 by now. */
void nord_csv_dialect_detect (NordCsvDialect *self, const char *text, gsize length);
/* After the separator was changed by hand. */
void nord_csv_dialect_detect_rest (NordCsvDialect *self, const char *text, gsize length);
/* A number in degrees as the dialect writes it; FALSE where it is none. */
gboolean
nord_csv_dialect_parse (const NordCsvDialect *self, const char *text, gsize length, double *value);

G_END_DECLS
