/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A spatial index: a packed R-tree over most boxes, a short list of those added since. */
#include "core/geo/index.h"

/* Boxes a node; 16 of 32 bytes are eight cache lines, read from front to back. */
#define FANOUT 16

typedef struct {
  NordBounds box;
  gpointer key; /* (nullable) NULL: removed */
} Entry;

struct _NordIndex {
  GArray *entries;   /* (owned) (element-type Entry) in the order they were added */
  GHashTable *slots; /* (owned) key to index in entries, plus one */
  guint n_packed;    /* entries[0 … n_packed) are in the tree, the rest is searched one by one */
  guint *order;      /* (owned) (nullable) the packed entries along a curve through the plane */
  NordBounds *nodes; /* (owned) (nullable) all levels above the entries, lowest first */
  guint levels[10];  /* where each level of nodes begins; 16^9 entries are enough */
  guint n_levels;
  guint n_removed;
};

typedef struct {
  guint32 place; /* along the curve */
  guint entry;
} Placed;

static void
grow (NordBounds *box, const NordBounds *by)
{
  box->west = MIN (box->west, by->west);
  box->south = MIN (box->south, by->south);
  box->east = MAX (box->east, by->east);
  box->north = MAX (box->north, by->north);
}

static gboolean
meets (const NordBounds *a, const NordBounds *b)
{
  return a->west <= b->east && b->west <= a->east && a->south <= b->north && b->south <= a->north;
}

/* Bits of a 16-bit number with gaps between them, for the Z-order curve. */
static guint32
spread (guint32 n)
{
  n = (n | n << 8) & 0x00ff00ff;
  n = (n | n << 4) & 0x0f0f0f0f;
  n = (n | n << 2) & 0x33333333;
  return (n | n << 1) & 0x55555555;
}

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *x = a, *y = b;

  return x->place != y->place ? (x->place > y->place) - (x->place < y->place)
                              : (x->entry > y->entry) - (x->entry < y->entry);
}

static int
compare_guints (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

static void
drop_removed (NordIndex *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++) {
    Entry entry = g_array_index (self->entries, Entry, i);

    if (entry.key == NULL)
      continue;
    g_array_index (self->entries, Entry, n) = entry;
    g_hash_table_insert (self->slots, entry.key, GUINT_TO_POINTER (++n));
  }
  g_array_set_size (self->entries, n);
  self->n_removed = 0;
}

static void
pack (NordIndex *self)
{
  g_autofree Placed *placed = NULL;
  NordBounds all, *below;
  double width, height;
  guint n, total = 0, at;

  if (self->n_removed > 0)
    drop_removed (self);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->nodes, g_free);
  self->n_packed = n = self->entries->len;
  self->n_levels = 0;
  if (n == 0)
    return;
  nord_index_get_bounds (self, &all);
  width = MAX (all.east - all.west, 1e-9);
  height = MAX (all.north - all.south, 1e-9);
  placed = g_new (Placed, n);
  for (guint i = 0; i < n; i++) {
    const NordBounds *box = &g_array_index (self->entries, Entry, i).box;
    double x = ((box->west + box->east) / 2 - all.west) / width;
    double y = ((box->south + box->north) / 2 - all.south) / height;

    placed[i].place = spread ((guint32) (x * 65535)) | spread ((guint32) (y * 65535)) << 1;
    placed[i].entry = i;
  }
  qsort (placed, n, sizeof *placed, compare_placed);
  self->order = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    self->order[i] = placed[i].entry;
  for (guint count = n; count > 1 || self->n_levels == 0;) {
    count = (count + FANOUT - 1) / FANOUT;
    self->levels[self->n_levels++] = total;
    total += count;
  }
  self->levels[self->n_levels] = total;
  self->nodes = g_new (NordBounds, total);
  for (guint i = 0; i < n; i++) {
    const NordBounds *box = &g_array_index (self->entries, Entry, self->order[i]).box;

    if (i % FANOUT == 0)
      self->nodes[i / FANOUT] = *box;
    else
      grow (&self->nodes[i / FANOUT], box);
  }
  for (guint level = 1; level < self->n_levels; level++) {
    below = self->nodes + self->levels[level - 1];
    at = self->levels[level];
    for (guint i = 0; i < self->levels[level] - self->levels[level - 1]; i++)
      if (i % FANOUT == 0)
        self->nodes[at + i / FANOUT] = below[i];
      else
        grow (&self->nodes[at + i / FANOUT], &below[i]);
  }
}

static void
search (const NordIndex *self, guint level, guint node, const NordBounds *view, GArray *found)
{
  guint first = node * FANOUT, end;

  if (!meets (&self->nodes[self->levels[level] + node], view))
    return;
  if (level == 0) {
    end = MIN (first + FANOUT, self->n_packed);
    for (guint i = first; i < end; i++) {
      const Entry *entry = &g_array_index (self->entries, Entry, self->order[i]);

      if (entry->key != NULL && meets (&entry->box, view))
        g_array_append_val (found, self->order[i]);
    }
    return;
  }
  end = MIN (first + FANOUT, self->levels[level] - self->levels[level - 1]);
  for (guint i = first; i < end; i++)
    search (self, level - 1, i, view, found);
}

/**
 * nord_index_new:
 *
 * Returns: (transfer full): an index without entries
 */
NordIndex *
nord_index_new (void)
{
  NordIndex *self = g_new0 (NordIndex, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->slots = g_hash_table_new (NULL, NULL);
  return self;
}

void
nord_index_free (NordIndex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_hash_table_unref (self->slots);
  g_free (self->order);
  g_free (self->nodes);
  g_free (self);
}

/**
 * nord_index_add:
 * @self: the index
 * @key: what the box stands for; kept, not owned, never read
 * @box: its place; a point is a box without extent
 *
 * Adding a key that is there moves it. Constant time; the tree is packed again by the next query
 * once an eighth of all boxes is new.
 */
void
nord_index_add (NordIndex *self, gpointer key, const NordBounds *box)
{
  Entry entry = {.key = key};

  g_return_if_fail (self != NULL && key != NULL && box != NULL);
  entry.box = *box;
  nord_index_remove (self, key);
  g_array_append_val (self->entries, entry);
  g_hash_table_insert (self->slots, key, GUINT_TO_POINTER (self->entries->len));
}

/**
 * nord_index_remove:
 * @self: the index
 * @key: a key
 *
 * Returns: whether it was there
 */
gboolean
nord_index_remove (NordIndex *self, gpointer key)
{
  guint slot;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);
  slot = GPOINTER_TO_UINT (g_hash_table_lookup (self->slots, key));
  if (slot == 0)
    return FALSE;
  g_array_index (self->entries, Entry, slot - 1).key = NULL;
  g_hash_table_remove (self->slots, key);
  self->n_removed++;
  return TRUE;
}

void
nord_index_clear (NordIndex *self)
{
  g_return_if_fail (self != NULL);
  g_array_set_size (self->entries, 0);
  g_hash_table_remove_all (self->slots);
  self->n_removed = 0;
  pack (self);
}

guint
nord_index_get_size (const NordIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return g_hash_table_size (self->slots);
}

/**
 * nord_index_query:
 * @self: the index
 * @view: a box
 * @keys: (element-type gpointer): gets the keys of all boxes that meet @view, touching included, in
 *   the order they were added; emptied first
 */
void
nord_index_query (NordIndex *self, const NordBounds *view, GPtrArray *keys)
{
  g_autoptr (GArray) found = NULL;

  g_return_if_fail (self != NULL && view != NULL && keys != NULL);
  g_ptr_array_set_size (keys, 0);
  if (self->entries->len - self->n_packed + self->n_removed > 64 + self->n_packed / 8)
    pack (self);
  found = g_array_new (FALSE, FALSE, sizeof (guint));
  if (self->n_levels > 0)
    search (self, self->n_levels - 1, 0, view, found);
  g_array_sort (found, compare_guints);
  for (guint i = self->n_packed; i < self->entries->len; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);

    if (entry->key != NULL && meets (&entry->box, view))
      g_array_append_val (found, i);
  }
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (keys,
                     g_array_index (self->entries, Entry, g_array_index (found, guint, i)).key);
}

/**
 * nord_index_get_bounds:
 * @self: the index
 * @box: (out): the box around all boxes
 *
 * Returns: FALSE where the index is empty
 */
gboolean
nord_index_get_bounds (const NordIndex *self, NordBounds *box)
{
  gboolean any = FALSE;

  g_return_val_if_fail (self != NULL && box != NULL, FALSE);
  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);

    if (entry->key == NULL)
      continue;
    if (any)
      grow (box, &entry->box);
    else
      *box = entry->box;
    any = TRUE;
  }
  return any;
}
