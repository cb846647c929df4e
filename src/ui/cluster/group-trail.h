/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a group came about: who did what, when and why, read from the log of changes. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

typedef struct {
  char *what;  /* (owned) in words */
  char *about; /* (owned) when, where, why */
} NordTrailStep;

void nord_trail_step_free (NordTrailStep *self);
/* (transfer full) (element-type NordTrailStep) (nullable) the newest first. */
GPtrArray *nord_group_trail_read (NordStore *store, const char *group, GError **error);

G_END_DECLS
