/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a resident puts in at a station, until it becomes an idea. */
#pragma once

#include "core/model/change.h"

G_BEGIN_DECLS

typedef struct {
  NordShape *shape; /* (owned) (nullable) */
  char *category;   /* (owned) (nullable) id */
} NordEntry;

void nord_entry_clear (NordEntry *self); /* nothing is left of it */
/* Any shape replaces the one before. */
void nord_entry_set_shape (NordEntry *self, NordShape *shape);
void nord_entry_set_category (NordEntry *self, const char *category);
/* (transfer full) the change that makes a new, unread idea of it. */
NordChange *nord_entry_make_idea (const NordEntry *self, const char *language, guint station);

G_END_DECLS
