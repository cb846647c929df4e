/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How many typing faults lie between what was typed and a name, or the beginning of one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_LIKENESS_MOST 64 /* bytes of what was typed that count */

typedef struct {
  guint64 places[256]; /* bit i: byte i of what was typed is this one */
  guint length;
} NordLikeness;

void nord_likeness_init (NordLikeness *self, const char *typed);
guint nord_likeness_measure (const NordLikeness *self, const char *name, guint *beginning);

G_END_DECLS
