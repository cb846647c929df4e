/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli pack make: a map pack of one's own shapes. */
#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

typedef struct {
  char *name, *attribution; /* (owned) (nullable) */
  char **layers;            /* (owned) (nullable) names, as many as there are inputs or fewer */
  int min_zoom, max_zoom;   /* -1: not said */
} NordPackMakeOptions;

int nord_cli_make_pack (NordCall *call, const NordPackMakeOptions *options);

G_END_DECLS
