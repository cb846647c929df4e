/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Last writer wins, with the knowledge of what each writer had seen. */
#include "core/store/merge.h"

#include <string.h>

/* The later of two edits by the stamps of their writers, then by id: a total order. It never
 * changes, as befits what is taken out for good. */
static int
compare_claims (const NordMergeEdit *a, const NordMergeEdit *b)
{
  int order = strcmp (a->hlc, b->hlc);

  return order != 0 ? order : strcmp (a->id, b->id);
}

/* The same by the stamps that count. */
static int
compare_edits (const NordMergeEdit *a, const NordMergeEdit *b)
{
  int order = strcmp (a->eff ? a->eff : a->hlc, b->eff ? b->eff : b->hlc);

  return order != 0 ? order : strcmp (a->id, b->id);
}

/* Was the edit made in the knowledge of @word? Where an edit between them has not come in yet,
 * nobody can say so; then it was: when that one comes, it is looked at again. */
static gboolean
knows (const NordMergeEdit *edits, guint n_edits, guint edit, guint word)
{
  /* No way is longer than the list; forged ones may run in circles. */
  for (guint steps = 0; steps < n_edits; steps++) {
    const char *base = edits[edit].base;
    guint at = 0;

    if (edit == word)
      return TRUE;
    if (base == NULL)
      return FALSE;
    while (at < n_edits && strcmp (edits[at].id, base) != 0)
      at++;
    if (at == n_edits)
      return TRUE;
    edit = at;
  }
  return FALSE;
}

/**
 * nord_merge_strike:
 * @edits: (array length=n_edits): all known edits of one text of one thing, in any order
 * @n_edits: how many
 *
 * Of the edits that redact the latest counts. It strikes all that is not made in its knowledge,
 * also what was written elsewhere in the meantime: that was written over what is not to be read.
 * The result depends on the set of edits only, and a further edit never brings one back.
 */
void
nord_merge_strike (NordMergeEdit *edits, guint n_edits)
{
  guint word = n_edits;

  for (guint i = 0; i < n_edits; i++) {
    edits[i].struck = FALSE;
    if (edits[i].redacts && (word == n_edits || compare_claims (&edits[i], &edits[word]) > 0))
      word = i;
  }
  for (guint i = 0; word < n_edits && i < n_edits; i++)
    edits[i].struck = i != word && (compare_claims (&edits[i], &edits[word]) < 0 ||
                                    !knows (edits, n_edits, i, word));
}

/**
 * nord_merge:
 * @edits: (array length=n_edits): all known edits of one field of one thing, in any order
 * @n_edits: at least 1
 *
 * The edits form a tree by their bases. What somebody replaced knowingly is settled; the leaves are
 * concurrent, but those that a person decided against or that are struck. The latest leaf by hybrid
 * logical clock, as the server put it right, then by id, shows; the others are conflicts for a
 * person to look at. The result depends on the set of edits only, not on the order in which they
 * came, so all copies that know the same edits show the same.
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

  nord_merge_strike (edits, n_edits);
  for (guint i = 0; i < n_edits; i++)
    if (edits[i].base && strcmp (edits[i].base, edits[i].id) != 0)
      g_hash_table_add (replaced, (gpointer) edits[i].base);
  for (guint i = 0; i < n_edits; i++) {
    edits[i].leaf =
      !edits[i].settled && !edits[i].struck && !g_hash_table_contains (replaced, edits[i].id);
    any_leaf = any_leaf || edits[i].leaf;
  }
  for (guint i = 0; i < n_edits; i++) {
    /* Bases in a circle leave no leaf; such edits are forged, and one of them must show. */
    if (any_leaf && !edits[i].leaf)
      continue;
    if (best < 0) {
      best = i;
      continue;
    }
    if (compare_edits (&edits[i], &edits[best]) > 0)
      best = i;
  }
  return best;
}
