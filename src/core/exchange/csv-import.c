/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Import of tables of comma separated values (RFC 4180 and relatives). */
#include "core/exchange/csv-formula.h"
#include "core/exchange/csv-reader.h"
#include "core/exchange/import-format.h"
#include "core/exchange/import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAMPLE_ROWS 50
#define ROWS_A_LOOK 256

static void
start_reading (NordImport *self, NordCsvReader *reader)
{
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);

  nord_csv_reader_init (reader, text, length, self->dialect.separator);
  reader->at = self->dialect.skip;
  reader->next_line = self->dialect.skip > 0 ? 2 : 1;
}

/* Where no name tells the text, it is the column with the longest values. */
static void
propose_body (NordImport *self, NordCsvReader *reader)
{
  g_autofree gsize *sums = g_new0 (gsize, self->columns->len);
  guint best = 0;

  if (nord_columns_find_role (self->columns, NORD_ROLE_TITLE) >= 0 ||
      nord_columns_find_role (self->columns, NORD_ROLE_BODY) >= 0)
    return;
  for (guint rows = 0; rows < SAMPLE_ROWS && nord_csv_reader_next (reader); rows++)
    for (guint i = 0; i < self->columns->len; i++) {
      gsize length;

      nord_csv_reader_get (reader, i, &length);
      sums[i] += length;
    }
  for (guint i = 1; i < self->columns->len; i++)
    if (g_array_index (self->columns, NordColumn, best).role != NORD_ROLE_IGNORE ||
        (g_array_index (self->columns, NordColumn, i).role == NORD_ROLE_IGNORE &&
         sums[i] > sums[best]))
      best = i;
  if (g_array_index (self->columns, NordColumn, best).role == NORD_ROLE_IGNORE)
    g_array_index (self->columns, NordColumn, best).role = NORD_ROLE_BODY;
}

static gboolean
csv_open (NordImport *self, GError **error)
{
  g_auto (NordCsvReader) reader = {NULL};

  start_reading (self, &reader);
  if (!nord_csv_reader_next (&reader)) {
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_EMPTY,
                         _ ("There is no row in the file"));
    return FALSE;
  }
  if (reader.fault != NORD_CSV_OK) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID,
                 reader.fault == NORD_CSV_UNCLOSED
                   ? _ ("Line %u: a quotation mark opens and never closes")
                   : _ ("Line %u: this is no row of a table"),
                 reader.line);
    return FALSE;
  }
  for (guint i = 0; i < reader.n_fields; i++) {
    gsize length;
    const char *name = nord_csv_reader_get (&reader, i, &length);
    /* Translators: %u is the number of a column without a name. */
    g_autofree char *numbered = g_strdup_printf (_ ("Column %u"), i + 1);

    if (self->dialect.header && length > 0)
      nord_columns_add (self->columns, name, length);
    else
      nord_columns_add (self->columns, numbered, -1);
  }
  self->own = nord_columns_propose (self->columns, self->subject) && self->dialect.header;
  propose_body (self, &reader);
  return TRUE;
}

static GPtrArray *
csv_preview (NordImport *self, guint n_rows)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (NordCsvReader) reader = {NULL};
  g_autoptr (GString) value = g_string_new (NULL);

  start_reading (self, &reader);
  if (self->dialect.header)
    nord_csv_reader_next (&reader);
  while (rows->len < n_rows && nord_csv_reader_next (&reader)) {
    char **row = g_new0 (char *, self->columns->len + 1);

    for (guint i = 0; i < self->columns->len; i++) {
      gsize length;
      const char *text = nord_csv_reader_get (&reader, i, &length);

      row[i] = nord_encoding_tidy (text, length, NORD_TIDY_TRIM | NORD_TIDY_ONE_LINE, value)
                 ? g_strdup (value->str)
                 : g_utf8_make_valid (text, length);
    }
    g_ptr_array_add (rows, row);
  }
  return rows;
}

/* The row cannot be told apart into its columns. TRUE: reported. */
static gboolean
report_form (NordImport *self, NordIntake *intake, const NordCsvReader *reader)
{
  const guint n = self->columns->len;
  const char *column = reader->fault != NORD_CSV_OK && reader->fault_field < n
                         ? g_array_index (self->columns, NordColumn, reader->fault_field).name
                         : NULL;
  g_autofree char *reason = NULL;
  gboolean wrong = FALSE;

  switch (reader->fault) {
  case NORD_CSV_UNCLOSED:
    nord_intake_reject (intake, reader->line, column,
                        _ ("A quotation mark opens here and never closes"));
    return TRUE;
  case NORD_CSV_TOO_LONG:
    nord_intake_reject (intake, reader->line, column, _ ("The text is longer than 64 KiB"));
    return TRUE;
  case NORD_CSV_TOO_MANY:
    nord_intake_reject (intake, reader->line, NULL, _ ("There are too many columns"));
    return TRUE;
  case NORD_CSV_OK:
  default:
    break;
  }
  /* Fields beyond the last column, or missing ones that mean something, show that a row is not cut
   * where its writer cut it. */
  for (guint i = n; i < reader->n_fields; i++)
    wrong |= *nord_csv_reader_get (reader, i, NULL) != '\0';
  for (guint i = reader->n_fields; i < n; i++)
    wrong |= g_array_index (self->columns, NordColumn, i).role != NORD_ROLE_IGNORE;
  if (!wrong)
    return FALSE;
  reason = g_strdup_printf (_ ("The row has %u fields, the table %u columns"), reader->n_fields, n);
  nord_intake_reject (intake, reader->line, NULL, reason);
  return TRUE;
}

static gboolean
csv_read (NordImport *self,
          NordIntake *intake,
          GCancellable *cancellable,
          GFileProgressCallback progress,
          gpointer progress_data,
          GError **error)
{
  g_auto (NordCsvReader) reader = {NULL};
  guint rows = 0;

  start_reading (self, &reader);
  if (self->dialect.header)
    nord_csv_reader_next (&reader);
  while (nord_csv_reader_next (&reader)) {
    if (rows++ % ROWS_A_LOOK == 0) {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress ((goffset) reader.at, (goffset) reader.length, progress_data);
    }
    if (rows > NORD_EXCHANGE_MAX_ROWS) {
      g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The file has more than %u rows"), NORD_EXCHANGE_MAX_ROWS);
      return FALSE;
    }
    if (report_form (self, intake, &reader))
      continue;
    if (reader.stray)
      nord_intake_warn (intake, reader.line, NULL,
                        _ ("There are characters after a closing quotation mark"));
    nord_intake_begin (intake, reader.line);
    for (guint i = 0; i < self->columns->len && i < reader.n_fields; i++) {
      gsize length;
      const char *text = nord_csv_reader_get (&reader, i, &length);

      if (self->own && *text == '\'' && nord_csv_looks_like_formula (text)) {
        text++;
        length--;
      }
      nord_intake_put (intake, i, NORD_FIELD_TEXT, text, length);
    }
    nord_intake_end (intake);
  }
  if (progress != NULL)
    progress ((goffset) reader.length, (goffset) reader.length, progress_data);
  return TRUE;
}

const NordImportFormat nord_import_csv = {csv_open, csv_preview, csv_read};
