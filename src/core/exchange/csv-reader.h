/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reads a table of comma separated values row by row. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_CSV_OK,
  NORD_CSV_UNCLOSED, /* a quotation mark opens in `fault_field` and never closes */
  NORD_CSV_TOO_LONG, /* `fault_field` is longer than NORD_EXCHANGE_MAX_FIELD */
  NORD_CSV_TOO_MANY, /* more than NORD_EXCHANGE_MAX_COLUMNS fields */
} NordCsvFault;

/* The state of reading, on the stack of whoever reads. */
typedef struct {
  const char *text; /* (not owned) UTF-8 */
  gsize length;     /* bytes */
  gsize at;         /* where the next row begins */
  guint next_line;  /* its line, from 1 */
  char separator;
  /* The row that was read last: */
  guint line; /* the line on which it begins */
  guint n_fields;
  NordCsvFault fault;
  guint fault_field;
  gboolean stray; /* characters after a closing quotation mark were kept */
  /*< private >*/
  GArray *starts; /* (owned) (element-type gsize) offsets in `row`, one more than fields */
  GString *row;   /* (owned) the fields, each ended by a zero */
} NordCsvReader;

void nord_csv_reader_init (NordCsvReader *self, const char *text, gsize length, char separator);
void nord_csv_reader_clear (NordCsvReader *self);
/* FALSE at the end. Lines with nothing in them are passed over. */
gboolean nord_csv_reader_next (NordCsvReader *self);
/* Valid until the next row; "" and 0 beyond the last field. */
const char *nord_csv_reader_get (const NordCsvReader *self, guint field, gsize *length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NordCsvReader, nord_csv_reader_clear)

G_END_DECLS
