/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the imports of ideas and of projects have in common on the command line: the options that
 * correct what was found out about a file, and the words about what came in. */
#pragma once

#include "cli/command.h"
#include "core/exchange/import.h"

G_BEGIN_DECLS

#define NORD_N_IMPORT_OPTIONS 10

typedef struct {
  char *format, *separator, *decimal, *encoding, *source, *layer;
  char **map;
  gboolean dry_run, no_header, keep_unplaced;
} NordImportOptions;

void nord_import_options_clear (NordImportOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NordImportOptions, nord_import_options_clear)

/* Fills NORD_N_IMPORT_OPTIONS rows of @entries, which lead to @options. */
void nord_import_options_describe (NordImportOptions *options, GOptionEntry *entries);
gboolean nord_import_options_read_format (NordCall *call,
                                          const NordImportOptions *options,
                                          int *format,
                                          int *status);
/* What the options say about the file. Returns an exit status, NORD_EXIT_OK to go on. */
int
nord_import_options_correct (NordCall *call, const NordImportOptions *options, NordImport *import);
void nord_import_print_json (NordCall *call,
                             const NordImport *import,
                             const NordImportPlan *plan,
                             guint imported,
                             gboolean dry_run);
void nord_import_print_words (NordCall *call,
                              const NordImport *import,
                              const NordImportPlan *plan,
                              guint imported,
                              gboolean dry_run);

G_END_DECLS
