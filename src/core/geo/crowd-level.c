/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One zoom of a crowd: nodes in square blocks of the map, found by the block. */
#include "core/geo/crowd-private.h"

#include <math.h>
#include <string.h>

#define DIGIT 11
/* Where a freed slot is looked for; a block with thousands of places at one spot is not searched.
 */
#define MAX_LOOK 32

void
nord_crowd_level_init (Level *self, guint zoom, guint n_classes)
{
  memset (self, 0, sizeof *self);
  self->zoom = zoom;
  self->n_classes = n_classes;
}

void
nord_crowd_level_clear (Level *self)
{
  g_clear_pointer (&self->nodes, g_free);
  g_clear_pointer (&self->chain, g_free);
  g_clear_pointer (&self->shares, g_free);
  g_clear_pointer (&self->blocks, g_free);
  g_clear_pointer (&self->table, g_free);
  nord_crowd_level_init (self, self->zoom, self->n_classes);
}

gsize
nord_crowd_level_get_memory (const Level *self)
{
  return self->n_reserved * (sizeof (Node) + self->n_classes * sizeof (guint32)) +
         (self->n_reserved - self->n_packed) * sizeof (guint32) +
         self->n_reserved_blocks * sizeof (Block) + self->n_table * sizeof (Entry);
}

static void
enter_block (Level *self, guint block)
{
  guint32 at = nord_crowd_level_get_slot (self, self->blocks[block].key);

  while (self->table[at].block != 0)
    at = (at + 1) & (self->n_table - 1);
  self->table[at] = (Entry){(guint32) self->blocks[block].key, block + 1};
}

static void
make_table (Level *self)
{
  self->n_table = 64;
  while (self->n_table < 2 * self->n_blocks)
    self->n_table *= 2;
  g_free (self->table);
  self->table = g_new0 (Entry, self->n_table);
  for (guint i = 0; i < self->n_blocks; i++)
    enter_block (self, i);
}

void
nord_crowd_level_index (Level *self, const guint64 *keys)
{
  guint64 last = G_MAXUINT64;

  self->n_packed = self->n_nodes;
  self->n_reserved_blocks = self->n_nodes / 4 + 16;
  self->blocks = g_new (Block, self->n_reserved_blocks);
  for (guint i = 0; i < self->n_nodes; i++) {
    guint64 key = keys[i] >> PLACE_BITS;

    if (key != last) {
      if (self->n_blocks == self->n_reserved_blocks) {
        self->n_reserved_blocks *= 2;
        self->blocks = g_renew (Block, self->blocks, self->n_reserved_blocks);
      }
      self->blocks[self->n_blocks++] = (Block){key, i, 0, NONE, 0};
      last = key;
    }
    self->blocks[self->n_blocks - 1].n++;
  }
  make_table (self);
}

guint64 *
nord_crowd_sort (guint64 *keys, guint64 *spare, guint n)
{
  guint64 varying = 0;

  for (guint i = 1; i < n; i++)
    varying |= keys[i] ^ keys[0];
  for (guint shift = PLACE_BITS; shift < 64; shift += DIGIT) {
    guint32 starts[1 << DIGIT] = {0}, sum = 0;
    guint64 *swap = spare;

    if ((varying >> shift & ((1u << DIGIT) - 1)) == 0)
      continue;
    for (guint i = 0; i < n; i++)
      starts[keys[i] >> shift & ((1u << DIGIT) - 1)]++;
    for (guint d = 0; d < 1 << DIGIT; d++) {
      guint32 count = starts[d];

      starts[d] = sum;
      sum += count;
    }
    for (guint i = 0; i < n; i++)
      spare[starts[keys[i] >> shift & ((1u << DIGIT) - 1)]++] = keys[i];
    spare = keys;
    keys = swap;
  }
  return keys;
}

static guint32
take_dead (const Level *self, const Block *block)
{
  guint looked = 0;

  for (guint32 i = block->start; i < block->start + block->n && looked < MAX_LOOK; i++, looked++) {
    if (self->nodes[i].count == 0)
      return i;
  }
  for (guint32 i = block->extra; i != NONE && looked < MAX_LOOK;
       i = self->chain[i - self->n_packed], looked++) {
    if (self->nodes[i].count == 0)
      return i;
  }
  return NONE;
}

static guint32
append (Level *self, Block *block)
{
  guint32 at = self->n_nodes++;

  if (at == self->n_reserved || self->chain == NULL) {
    if (at == self->n_reserved)
      self->n_reserved += self->n_reserved / 4 + 64;
    self->nodes = g_renew (Node, self->nodes, self->n_reserved);
    self->chain = g_renew (guint32, self->chain, self->n_reserved - self->n_packed);
    if (self->n_classes > 0)
      self->shares = g_renew (guint32, self->shares, (gsize) self->n_reserved * self->n_classes);
  }
  self->chain[at - self->n_packed] = block->extra;
  block->extra = at;
  return at;
}

/* One more node of one place, with no parent, no siblings and empty shares. */
guint32
nord_crowd_level_put (Level *self, double x, double y, guint32 child)
{
  guint64 key = nord_crowd_level_get_key (self, x, y);
  Block *block = nord_crowd_level_get_block (self, key);
  guint32 at = NONE;

  if (block == NULL) {
    if (self->n_blocks == self->n_reserved_blocks) {
      self->n_reserved_blocks += self->n_reserved_blocks / 4 + 16;
      self->blocks = g_renew (Block, self->blocks, self->n_reserved_blocks);
    }
    block = &self->blocks[self->n_blocks++];
    *block = (Block){key, 0, 0, NONE, 0};
    if (2 * self->n_blocks > self->n_table)
      make_table (self);
    else
      enter_block (self, self->n_blocks - 1);
  } else {
    at = take_dead (self, block);
  }
  if (at == NONE)
    at = append (self, block);
  self->nodes[at] = (Node){x, y, 1, NONE, child, NONE};
  if (self->n_classes > 0)
    memset (self->shares + (gsize) at * self->n_classes, 0, self->n_classes * sizeof (guint32));
  return at;
}

/* Moves @node, but not out of the block in which it is looked for. */
void
nord_crowd_level_keep_inside (const Level *self, Node *node, double x, double y)
{
  double n = (double) (1u << (self->zoom + 1));
  double column = nord_crowd_level_get_row (self, node->x);
  double row = nord_crowd_level_get_row (self, node->y);

  node->x = CLAMP (x, column / n, nextafter ((column + 1) / n, 0));
  node->y = CLAMP (y, row / n, nextafter ((row + 1) / n, 0));
}
