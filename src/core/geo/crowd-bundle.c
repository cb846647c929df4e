/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The places of a crowd, all at once, bundled from the innermost zoom outwards.
 *
 * What is compared thousands of times, whether two nodes are near each other, is done on whole
 * numbers that stand close together, and a node that was taken leaves the ranks of its block, so
 * that nobody compares it again. */
#include "core/geo/crowd-private.h"

#include <string.h>

/* Blocks of a square in which nodes are shuffled, as a shift of Morton numbers: 8 by 8. */
#define SQUARE 6
/* How far ahead memory is asked for: about what a look-up takes. */
#define AHEAD 16
#define STEPS 4294967296.0 /* of spots across the map */
#define COLUMNS G_GUINT64_CONSTANT (0x5555555555555555)
#define ROWS G_GUINT64_CONSTANT (0xaaaaaaaaaaaaaaaa)

/* A node that is free, for comparing: 2^32 is the width of the map, so a step is a centimetre. */
typedef struct {
  guint32 x, y;
  guint32 node, count;
} Spot;

/* What is needed while a crowd is filled, as large as its largest level. */
typedef struct {
  Spot *spots;      /* (owned) those of a block side by side, the free ones first */
  guint32 *blocks;  /* (owned) of each node of a square */
  guint8 *taken;    /* (owned) of each node */
  Node *nodes;      /* (owned) of the next level, not in order yet */
  guint32 *shares;  /* (owned) (nullable) likewise */
  guint32 *moved;   /* (owned) where each of those stands now */
  guint64 *keys[2]; /* (owned) */
  guint n;          /* nodes of the next level so far */
} Desk;

/* The zoom that is bundled. */
typedef struct {
  NordCrowd *crowd;
  Desk *desk;
  Level *fine;
  guint32 reach;  /* the radius, in the units of spots, rounded up */
  guint shift;    /* of a coordinate, for its column or row of blocks */
  float radius_2; /* squared, in the same units */
} Bundling;

static inline guint32
to_step (double at)
{
  return (guint32) CLAMP (at * STEPS, 0, STEPS - 1);
}

static inline Node *
desk_add (Desk *self, guint n_classes)
{
  if (n_classes > 0)
    memset (self->shares + (gsize) self->n * n_classes, 0, n_classes * sizeof (guint32));
  return &self->nodes[self->n++];
}

static void
add_shares (const NordCrowd *self, guint32 *to, const Level *level, guint32 node)
{
  guint32 child = level->nodes[node].child;

  if (child & (LEAF | LONE)) {
    to[self->classes[child & PLACE_MASK]]++;
    return;
  }
  for (guint c = 0; c < self->n_classes; c++)
    to[c] += level->shares[(gsize) node * self->n_classes + c];
}

/* Short before it is needed, so that it is still at hand then. */
static void
set_out (const Bundling *self, Block *block)
{
  Spot *spots = self->desk->spots;

  for (guint32 i = block->start; i < block->start + block->n; i++) {
    const Node *node = &self->fine->nodes[i];

    spots[i] = (Spot){to_step (node->x), to_step (node->y), i, node->count};
  }
  block->taken = 0;
}

/* @sums: of what is taken, relative to (@x, @y). */
static inline void
bundle_block (const Bundling *self, Block *block, guint32 x, guint32 y, gint64 sums[2])
{
  Desk *desk = self->desk;
  guint n_classes = self->crowd->n_classes;
  Node *bubble = &desk->nodes[desk->n - 1];
  Spot *spots = desk->spots + block->start;
  guint free = block->n - block->taken;

  for (guint k = 0; k < free;) {
    gint32 dx = (gint32) (spots[k].x - x), dy = (gint32) (spots[k].y - y);
    guint32 i = spots[k].node, count = spots[k].count;

    if ((float) dx * (float) dx + (float) dy * (float) dy > self->radius_2) {
      k++;
      continue;
    }
    spots[k] = spots[--free];
    desk->taken[i] = TRUE;
    self->fine->nodes[i].parent = desk->n - 1;
    self->fine->nodes[i].next = bubble->child;
    bubble->child = i;
    bubble->count += count;
    sums[0] += (gint64) dx * count;
    sums[1] += (gint64) dy * count;
    if (n_classes > 0)
      add_shares (self->crowd, desk->shares + (gsize) (desk->n - 1) * n_classes, self->fine, i);
  }
  block->taken = block->n - free;
}

static inline void
bundle_neighbour (const Bundling *self, guint64 key, guint32 x, guint32 y, gint64 sums[2])
{
  Block *block = nord_crowd_level_get_block (self->fine, key);

  if (block && block->taken == NONE)
    set_out (self, block);
  if (block && block->taken < block->n)
    bundle_block (self, block, x, y, sums);
}

/* Blocks are 3.2 times the radius wide, so there is one neighbour at most in each direction. */
static void
bundle_around (const Bundling *self, guint32 i, Block *block)
{
  Desk *desk = self->desk;
  const Node *seed = &self->fine->nodes[i];
  guint32 x = to_step (seed->x), y = to_step (seed->y);
  guint32 west = MIN (x, self->reach), east = MIN (G_MAXUINT32 - x, self->reach);
  guint32 north = MIN (y, self->reach), south = MIN (G_MAXUINT32 - y, self->reach);
  guint32 column = x >> self->shift, row = y >> self->shift;
  guint64 beside = block->key & COLUMNS, above = block->key & ROWS;
  gboolean sideways = TRUE, upright = TRUE;
  Node *bubble = desk_add (desk, self->crowd->n_classes);
  gint64 sums[2] = {0, 0};

  *bubble = (Node){seed->x, seed->y, 0, NONE, NONE, NONE};
  bundle_block (self, block, x, y, sums);
  /* One more or less in every second bit. */
  if ((x - west) >> self->shift != column)
    beside = (beside - 1) & COLUMNS;
  else if ((x + east) >> self->shift != column)
    beside = ((beside | ROWS) + 1) & COLUMNS;
  else
    sideways = FALSE;
  if ((y - north) >> self->shift != row)
    above = (above - 1) & ROWS;
  else if ((y + south) >> self->shift != row)
    above = ((above | COLUMNS) + 1) & ROWS;
  else
    upright = FALSE;
  if (sideways)
    bundle_neighbour (self, beside | (block->key & ROWS), x, y, sums);
  if (upright)
    bundle_neighbour (self, (block->key & COLUMNS) | above, x, y, sums);
  if (sideways && upright)
    bundle_neighbour (self, beside | above, x, y, sums);
  bubble->x += (double) sums[0] / STEPS / bubble->count;
  bubble->y += (double) sums[1] / STEPS / bubble->count;
  if (bubble->count == 1)
    bubble->child = (seed->child & PLACE_MASK) | LONE;
}

/* One of 2^bits numbers for each of them, in no visible order: multiplying by odd numbers and
 * folding the upper half onto the lower can both be undone. */
static inline guint32
shuffle (guint32 i, guint bits)
{
  guint32 mask = (guint32) ((G_GUINT64_CONSTANT (1) << bits) - 1);
  guint fold = (bits + 1) / 2;

  i = (i * 0x9e3779b1u) & mask;
  i ^= i >> fold;
  i = (i * 0x85ebca6bu) & mask;
  i ^= i >> fold;
  return (i * 0xc2b2ae35u) & mask;
}

static void
bundle (const Bundling *self)
{
  const Level *fine = self->fine;
  Desk *desk = self->desk;

  memset (desk->taken, FALSE, fine->n_nodes);
  for (guint b = 0; b < fine->n_blocks; b++)
    fine->blocks[b].taken = NONE;
  for (guint b = 0; b < fine->n_blocks;) {
    guint64 square = fine->blocks[b].key >> SQUARE;
    guint start = fine->blocks[b].start, n = 0, bits = 1;

    for (; b < fine->n_blocks && fine->blocks[b].key >> SQUARE == square; b++) {
      for (guint32 i = 0; i < fine->blocks[b].n; i++)
        desk->blocks[n++] = b;
      if (fine->blocks[b].taken == NONE)
        set_out (self, &fine->blocks[b]);
    }
    while (1u << bits < n)
      bits++;
    for (guint i = 0; i < 1u << bits; i++) {
      guint32 at = shuffle (i, bits);

      if (at < n && !desk->taken[start + at])
        bundle_around (self, start + at, &fine->blocks[desk->blocks[at]]);
    }
  }
}

/* Brings what lies on the desk into Morton order. */
static void
pack (Level *level, Desk *desk)
{
  guint64 *keys = desk->keys[0];
  guint n = desk->n;

  for (guint i = 0; i < n; i++)
    keys[i] =
      nord_crowd_level_get_key (level, desk->nodes[i].x, desk->nodes[i].y) << PLACE_BITS | i;
  keys = nord_crowd_sort (desk->keys[0], desk->keys[1], n);
  level->n_nodes = n;
  level->n_reserved = n + n / 16 + 64;
  level->nodes = g_new (Node, level->n_reserved);
  if (level->n_classes > 0)
    level->shares = g_new (guint32, (gsize) level->n_reserved * level->n_classes);
  for (guint i = 0; i < n; i++) {
    guint32 from = keys[i] & PLACE_MASK;

    level->nodes[i] = desk->nodes[from];
    desk->moved[from] = i;
    if (level->n_classes > 0)
      memcpy (level->shares + (gsize) i * level->n_classes,
              desk->shares + (gsize) from * level->n_classes, level->n_classes * sizeof (guint32));
  }
  nord_crowd_level_index (level, keys);
}

static void
fill_level (NordCrowd *self, Desk *desk, guint zoom, const double *xy, guint n, guint n_leaves)
{
  Level *fine = &self->levels[zoom + 1], *level = &self->levels[zoom];
  double radius = nord_crowd_get_radius (zoom) * STEPS;
  const Bundling bundling = {
    self, desk, fine, (guint32) radius + 1, 31 - fine->zoom, (float) (radius * radius)};

  desk->n = 0;
  bundle (&bundling);
  level->n_live = desk->n;
  for (guint i = 0; n_leaves > 0 && i < n; i++) {
    if (self->depths[i] == zoom) {
      *desk_add (desk, self->n_classes) = (Node){xy[2 * i], xy[2 * i + 1], 1, NONE, i | LEAF, NONE};
      n_leaves--;
    }
  }
  pack (level, desk);
  for (guint i = 0; i < fine->n_nodes; i++)
    fine->nodes[i].parent = desk->moved[fine->nodes[i].parent];
  for (guint i = 0; level->n_live < level->n_nodes && i < level->n_nodes; i++) {
    if (level->nodes[i].child & LEAF)
      self->slots[level->nodes[i].child & PLACE_MASK] = i;
  }
}

/* The innermost level: places in Morton order. */
static void
fill_places (NordCrowd *self, Desk *desk, const double *xy, guint n)
{
  Level *level = &self->levels[self->max_zoom + 1];
  guint64 *keys = desk->keys[0];
  guint n_here = 0;

  for (guint i = 0; i < n; i++) {
    if (self->depths[i] == self->max_zoom + 1)
      keys[n_here++] = nord_crowd_level_get_key (level, xy[2 * i], xy[2 * i + 1]) << PLACE_BITS | i;
  }
  keys = nord_crowd_sort (desk->keys[0], desk->keys[1], n_here);
  level->n_nodes = n_here;
  level->n_reserved = n_here + n_here / 16 + 64;
  level->nodes = g_new (Node, level->n_reserved);
  for (guint at = 0; at < n_here; at++) {
    guint32 i = keys[at] & PLACE_MASK;

    if (at + AHEAD < n_here) {
      guint32 later = keys[at + AHEAD] & PLACE_MASK;

      __builtin_prefetch (&xy[2 * later]);
      __builtin_prefetch (&self->slots[later], 1);
    }
    level->nodes[at] = (Node){xy[2 * i], xy[2 * i + 1], 1, NONE, i | LEAF, NONE};
    self->slots[i] = at;
  }
  nord_crowd_level_index (level, keys);
}

void
nord_crowd_bundle (NordCrowd *self, const double *xy, guint n, const guint *n_leaves)
{
  /* No level has more nodes than there are places. */
  gsize room = MAX (n, 1);
  g_autofree Spot *spots = g_new (Spot, room);
  g_autofree Node *nodes = g_new (Node, room);
  g_autofree guint8 *taken = g_new (guint8, room);
  g_autofree guint32 *blocks = g_new (guint32, room), *moved = g_new (guint32, room);
  g_autofree guint32 *shares = self->n_classes > 0 ? g_new (guint32, room * self->n_classes) : NULL;
  g_autofree guint64 *keys = g_new (guint64, room), *spare = g_new (guint64, room);
  Desk desk = {spots, blocks, taken, nodes, shares, moved, {keys, spare}, 0};

  fill_places (self, &desk, xy, n);
  for (guint z = self->max_zoom + 1; z > 0; z--)
    fill_level (self, &desk, z - 1, xy, n, n_leaves[z - 1]);
}
