/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One zoom of a crowd: nodes in square blocks of the map, found by the block. */
#include "core/geo/crowd-private.h"

#include <math.h>
#include <string.h>

/* Where a freed slot is looked for; a block with thousands of places at one spot is not searched.
 */
#define MAX_LOOK 32

void
nord_crowd_level_init (Level *self, guint zoom, guint n_classes)
{
  memset (self, 0, sizeof *self);
  self->zoom = zoom;
  self->n_classes = n_classes;
  self->free = NONE;
}

void
nord_crowd_level_clear (Level *self)
{
  g_clear_pointer (&self->nodes, g_free);
  g_clear_pointer (&self->chain, g_free);
  g_clear_pointer (&self->shares, g_free);
  g_clear_pointer (&self->grid.blocks, g_free);
  g_clear_pointer (&self->grid.table, g_free);
  nord_crowd_level_init (self, self->zoom, self->n_classes);
}

gsize
nord_crowd_level_get_memory (const Level *self)
{
  return self->n_reserved * (sizeof (Node) + self->n_classes * sizeof (guint32)) +
         (self->n_reserved - self->n_filled) * sizeof (guint32) +
         self->grid.n_reserved * sizeof (Block) + self->grid.n_table * sizeof (Entry);
}

static void
enter_block (Grid *self, guint block)
{
  guint32 at = nord_crowd_grid_get_slot (self, self->blocks[block].key);

  while (self->table[at].block != 0)
    at = (at + 1) & (self->n_table - 1);
  self->table[at] = (Entry){(guint32) self->blocks[block].key, block + 1};
}

void
nord_crowd_grid_enter (Grid *self, guint n)
{
  guint n_table = 64;

  while (n_table < 2 * n)
    n_table *= 2;
  if (n_table > self->n_table) {
    g_free (self->table);
    self->table = g_new0 (Entry, n_table);
  } else {
    memset (self->table, 0, n_table * sizeof (Entry));
  }
  self->n_table = n_table;
  for (guint i = 0; i < self->n_blocks; i++)
    enter_block (self, i);
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
       i = self->chain[i - self->n_filled], looked++) {
    if (self->nodes[i].count == 0)
      return i;
  }
  return NONE;
}

static guint32
append (Level *self)
{
  guint32 at = self->n_nodes++;

  if (at == self->n_reserved || self->chain == NULL) {
    if (at == self->n_reserved)
      self->n_reserved += self->n_reserved / 4 + 64;
    self->nodes = g_renew (Node, self->nodes, self->n_reserved);
    self->chain = g_renew (guint32, self->chain, self->n_reserved - self->n_filled);
    if (self->n_classes > 0)
      self->shares = g_renew (guint32, self->shares, (gsize) self->n_reserved * self->n_classes);
  }
  return at;
}

static void
set_new (Level *self, guint32 at, double x, double y, guint32 child)
{
  self->nodes[at] = (Node){x, y, 1, NONE, child, NONE};
  if (self->n_classes > 0)
    memset (self->shares + (gsize) at * self->n_classes, 0, self->n_classes * sizeof (guint32));
}

/* One more node of one place, with no parent, no siblings and empty shares. */
guint32
nord_crowd_level_put (Level *self, double x, double y, guint32 child)
{
  guint64 key =
    nord_crowd_morton (nord_crowd_level_get_row (self, x), nord_crowd_level_get_row (self, y));
  Grid *grid = &self->grid;
  Block *block = nord_crowd_grid_find (grid, key);
  guint32 at = NONE;

  if (block == NULL) {
    if (grid->n_blocks == grid->n_reserved) {
      grid->n_reserved += grid->n_reserved / 4 + 16;
      grid->blocks = g_renew (Block, grid->blocks, grid->n_reserved);
    }
    block = &grid->blocks[grid->n_blocks++];
    *block = (Block){key, 0, 0, NONE};
    if (2 * grid->n_blocks > grid->n_table)
      nord_crowd_grid_enter (grid, grid->n_blocks);
    else
      enter_block (grid, grid->n_blocks - 1);
  } else {
    at = take_dead (self, block);
  }
  if (at == NONE) {
    at = append (self);
    self->chain[at - self->n_filled] = block->extra;
    block->extra = at;
  }
  set_new (self, at, x, y, child);
  return at;
}

/* The same, for a place that nobody looks for in this zoom. */
guint32
nord_crowd_level_put_hidden (Level *self, double x, double y, guint32 child)
{
  guint32 at = self->free;

  if (at != NONE)
    self->free = self->nodes[at].next;
  else
    at = append (self);
  set_new (self, at, x, y, child);
  return at;
}

/* The slot may be used again from now on. */
void
nord_crowd_level_drop (Level *self, guint32 at)
{
  Node *node = &self->nodes[at];

  node->count = 0;
  if (node->child & LEAF && nord_crowd_leaf_depth (node->child) == self->zoom) {
    node->next = self->free;
    self->free = at;
  }
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
