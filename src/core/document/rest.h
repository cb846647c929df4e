/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The moment after which nobody edits any more, for what can wait until then. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

typedef struct {
  NordStore *store;   /* (not owned) (nullable) NULL: nothing is waited for */
  guint source;       /* the timer, or 0 */
  gint64 gathered_at; /* of the last COMMIT that a rest was waited for */
} NordRest;

void nord_rest_wait (NordRest *self, NordStore *store);
void nord_rest_clear (NordRest *self);

G_END_DECLS
