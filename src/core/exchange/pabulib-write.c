/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Writes `.pb` files: all that was read, in the order in which it stood. */
#include "core/exchange/pabulib.h"

#include <string.h>

static const char *const sections[] = {"META", "PROJECTS", "VOTES"};

/* @alone: it may be all of its row, which must not be blank. */
static void
format_cell (GString *text, const char *value, gboolean alone)
{
  if (strpbrk (value, ";\"\n\r") == NULL && *value != ' ' && !(alone && *value == '\0')) {
    g_string_append (text, value);
    return;
  }
  g_string_append_c (text, '"');
  for (; *value != '\0'; value++) {
    if (*value == '"')
      g_string_append_c (text, '"');
    g_string_append_c (text, *value);
  }
  g_string_append_c (text, '"');
}

/**
 * nord_pabulib_format:
 * @self: a file
 *
 * Returns: (transfer full): its text, with every column and row that was read
 */
char *
nord_pabulib_format (const NordPabulib *self)
{
  const NordPabulibTable *tables[] = {&self->meta, &self->projects, &self->votes};
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_string_append_printf (text, "%s\n", sections[i]);
    for (guint c = 0; c < tables[i]->n_columns; c++) {
      if (c > 0)
        g_string_append_c (text, ';');
      format_cell (text, tables[i]->columns[c], FALSE);
    }
    g_string_append_c (text, '\n');
    for (guint row = 0; row < tables[i]->n_rows; row++) {
      for (guint c = 0; c < tables[i]->n_columns; c++) {
        if (c > 0)
          g_string_append_c (text, ';');
        format_cell (text, tables[i]->cells[(gsize) row * tables[i]->n_columns + c], c == 0);
      }
      g_string_append_c (text, '\n');
    }
  }
  return g_string_free (text, FALSE);
}

/**
 * nord_pabulib_write:
 * @self: a file
 * @file: where to; replaced only when everything is on the disk
 * @cancellable: (nullable): stops writing
 * @error: of the file system
 *
 * Returns: whether it was written
 */
gboolean
nord_pabulib_write (const NordPabulib *self, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = nord_pabulib_format (self);

  return g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  cancellable, error);
}
