/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A binary heap: of what was put in, the cheapest comes out first. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double cost;
  guint number; /* of whatever the caller counts */
} NordHeapEntry;

/* @heap: (element-type NordHeapEntry) empty at first; of an empty one nothing can be taken. */
void nord_heap_push (GArray *heap, NordHeapEntry entry);
NordHeapEntry nord_heap_pop (GArray *heap);

G_END_DECLS
