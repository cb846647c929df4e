/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Last writer wins, with the knowledge of what each writer had seen. */
#include "core/store/merge.h"

#include <string.h>

/**
 * nord_merge:
 * @edits: (array length=n_edits): all known edits of one field of one thing, in any order
 * @n_edits: at least 1
 *
 * The edits form a tree by their bases. What somebody replaced knowingly is settled; the leaves are
 * concurrent, but those that a person decided
 * against. The latest leaf by hybrid logical clock, then by id, shows; the others are conflicts
 * for a person to look at. The result depends on the set of edits only, not on the order in which
 * they came, so all copies that know the same edits show the same.
 *
 * Returns: the index of the edit that shows
 */
guint
nord_merge (NordMergeEdit *edits, guint n_edits)
{
  g_autoptr (GHashTable) replaced = g_hash_table_new (g_str_hash, g_str_equal);
  int best = -1;
  gboolean any_leaf = FALSE;

  g_return_val_if_fail (n_edits > 0, 0);

  for (guint i = 0; i < n_edits; i++)
    if (edits[i].base && strcmp (edits[i].base, edits[i].id) != 0)
      g_hash_table_add (replaced, (gpointer) edits[i].base);
  for (guint i = 0; i < n_edits; i++) {
    edits[i].leaf = !edits[i].settled && !g_hash_table_contains (replaced, edits[i].id);
    any_leaf = any_leaf || edits[i].leaf;
  }
  for (guint i = 0; i < n_edits; i++) {
    int order;

    /* Bases in a circle leave no leaf; such edits are forged, and one of them must show. */
    if (any_leaf && !edits[i].leaf)
      continue;
    if (best < 0) {
      best = i;
      continue;
    }
    order = strcmp (edits[i].hlc, edits[best].hlc);
    if (order > 0 || (order == 0 && strcmp (edits[i].id, edits[best].id) > 0))
      best = i;
  }
  return best;
}
