/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* RFC 4180, and what real files do beyond it: other separators, single \n or \r as line breaks,
 * empty lines, quotation marks inside unquoted fields. A quotation mark that never closes costs the
 * line it stands on and no other. */
#include "core/exchange/csv-reader.h"

#include "core/exchange/exchange-error.h"

#include <string.h>

/* A quoted field of more lines than this is a forgotten quotation mark. */
#define MAX_QUOTED_LINES 1000

void
nord_csv_reader_init (NordCsvReader *self, const char *text, gsize length, char separator)
{
  *self = (NordCsvReader){
    .text = text,
    .length = length,
    .next_line = 1,
    .separator = separator,
    .starts = g_array_new (FALSE, FALSE, sizeof (gsize)),
    .row = g_string_sized_new (1024),
  };
}

void
nord_csv_reader_clear (NordCsvReader *self)
{
  g_clear_pointer (&self->starts, g_array_unref);
  if (self->row != NULL)
    g_string_free (g_steal_pointer (&self->row), TRUE);
}

static gboolean
at_line_break (const NordCsvReader *self, gsize at)
{
  return self->text[at] == '\n' || self->text[at] == '\r';
}

static gsize
skip_line_break (const NordCsvReader *self, gsize at)
{
  if (at < self->length && self->text[at] == '\r') {
    at++;
    return at < self->length && self->text[at] == '\n' ? at + 1 : at;
  }
  return at < self->length && self->text[at] == '\n' ? at + 1 : at;
}

/* From the quotation mark at @at to behind the closing one; 0: there is none. */
static gsize
read_quoted (NordCsvReader *self, gsize at, guint *lines)
{
  const gsize first = self->row->len;

  *lines = 0;
  at++;
  while (at < self->length) {
    const gsize from = at;

    while (at < self->length && self->text[at] != '"' && !at_line_break (self, at))
      at++;
    g_string_append_len (self->row, self->text + from, at - from);
    if (at >= self->length || self->row->len - first > 4 * NORD_EXCHANGE_MAX_FIELD)
      return 0;
    if (self->text[at] != '"') {
      gsize next = skip_line_break (self, at);

      if (++(*lines) > MAX_QUOTED_LINES)
        return 0;
      g_string_append_c (self->row, '\n');
      at = next;
    } else if (at + 1 < self->length && self->text[at + 1] == '"') {
      g_string_append_c (self->row, '"');
      at += 2;
    } else if (*lines > 0 && at + 1 < self->length && self->text[at + 1] != self->separator &&
               !at_line_break (self, at + 1)) {
      /* Lines were swallowed, and then the mark does not even end the field: the opening one was a
       * slip, and the lines are rows of their own. */
      return 0;
    } else {
      return at + 1;
    }
  }
  return 0;
}

static void
set_fault (NordCsvReader *self, NordCsvFault fault)
{
  if (self->fault != NORD_CSV_OK)
    return;
  self->fault = fault;
  self->fault_field = self->starts->len - 1;
}

static void
read_row (NordCsvReader *self)
{
  const gsize begin = self->at;
  gsize at = begin;
  guint lines = 0;

  self->line = self->next_line;
  self->fault = NORD_CSV_OK;
  self->stray = FALSE;
  g_array_set_size (self->starts, 0);
  g_string_truncate (self->row, 0);
  for (;;) {
    gsize start = self->row->len;
    gsize from;

    if (self->starts->len <= NORD_EXCHANGE_MAX_COLUMNS)
      g_array_append_val (self->starts, start);
    else
      set_fault (self, NORD_CSV_TOO_MANY);
    if (at < self->length && self->text[at] == '"') {
      guint in_field;
      gsize behind = read_quoted (self, at, &in_field);

      if (behind == 0) {
        /* Take up again at the next line, so that one forgotten mark does not swallow the rest. */
        set_fault (self, NORD_CSV_UNCLOSED);
        g_string_truncate (self->row, start);
        at = begin;
        while (at < self->length && !at_line_break (self, at))
          at++;
        lines = 0;
        break;
      }
      at = behind;
      lines += in_field;
    }
    from = at;
    while (at < self->length && self->text[at] != self->separator && !at_line_break (self, at))
      at++;
    if (at > from) {
      self->stray |= from > begin && self->text[from - 1] == '"' && self->row->len > start;
      g_string_append_len (self->row, self->text + from, at - from);
    }
    if (self->row->len - start > NORD_EXCHANGE_MAX_FIELD)
      set_fault (self, NORD_CSV_TOO_LONG);
    g_string_append_c (self->row, '\0');
    if (at >= self->length || self->text[at] != self->separator)
      break;
    at++;
  }
  self->n_fields = self->starts->len;
  gsize end = self->row->len;
  g_array_append_val (self->starts, end);
  self->at = skip_line_break (self, at);
  self->next_line += lines + 1;
}

gboolean
nord_csv_reader_next (NordCsvReader *self)
{
  while (self->at < self->length) {
    read_row (self);
    if (self->fault != NORD_CSV_OK)
      return TRUE;
    /* A line of separators only is as empty as one of nothing. */
    for (guint i = 0; i < self->n_fields; i++) {
      const char *field = nord_csv_reader_get (self, i, NULL);

      while (g_ascii_isspace (*field))
        field++;
      if (*field != '\0')
        return TRUE;
    }
  }
  return FALSE;
}

const char *
nord_csv_reader_get (const NordCsvReader *self, guint field, gsize *length)
{
  if (field >= self->n_fields || self->fault == NORD_CSV_UNCLOSED) {
    if (length != NULL)
      *length = 0;
    return "";
  }
  gsize start = g_array_index (self->starts, gsize, field);
  if (length != NULL)
    *length = g_array_index (self->starts, gsize, field + 1) - start - 1;
  return self->row->str + start;
}
