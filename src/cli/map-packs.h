/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the commands that draw maps share. */
#pragma once

#include "cli/command.h"
#include "core/map/tile-stack.h"

G_BEGIN_DECLS

/* The packs at @paths, the preferred first; none: the map that comes with the program. */
NordTileStack *nord_map_packs_open (char **paths, guint n_paths, GError **error);
/* Says on standard error which tiles of the packs at @paths could not be read. NORD_EXIT_OK: all
 * could, else NORD_EXIT_PARTLY. */
int nord_map_packs_tell (NordCall *call, NordTileStack *stack, char **paths, guint n_paths);
/* The same in JSON, as "damaged". */
void nord_map_packs_add_damaged (JsonBuilder *builder,
                                 NordTileStack *stack,
                                 char **paths,
                                 guint n_paths);
/* Numbers with @separator between them and nothing around; FALSE unless there are @n. */
gboolean nord_numbers_parse (const char *text, char separator, double *numbers, guint n);

G_END_DECLS
