/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A binary heap: of what was put in, the cheapest comes out first. */
#include "core/geo/heap.h"

void
nord_heap_push (GArray *heap, NordHeapEntry entry)
{
  guint i = heap->len;
  NordHeapEntry *at;

  g_array_append_val (heap, entry);
  at = (NordHeapEntry *) (void *) heap->data;
  while (i > 0 && at[(i - 1) / 2].cost > entry.cost) {
    at[i] = at[(i - 1) / 2];
    i = (i - 1) / 2;
  }
  at[i] = entry;
}

NordHeapEntry
nord_heap_pop (GArray *heap)
{
  NordHeapEntry *at = (NordHeapEntry *) (void *) heap->data, top = at[0], last = at[heap->len - 1];
  guint n = heap->len - 1, i = 0;

  g_array_set_size (heap, n);
  while (2 * i + 1 < n) {
    guint child = 2 * i + 1;

    if (child + 1 < n && at[child + 1].cost < at[child].cost)
      child++;
    if (at[child].cost >= last.cost)
      break;
    at[i] = at[child];
    i = child;
  }
  if (n > 0)
    at[i] = last;
  return top;
}
