/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One zoom of a crowd: nodes in square blocks of the map, found by the block. */
#pragma once

#include "core/geo/crowd.h"

G_BEGIN_DECLS

#define NONE G_MAXUINT32
#define LEAF (1u << 31) /* in `child`: the node is a place, the rest says which */
/* In `child`: a bubble of one place, which the rest says, so that nobody has to go down to it. */
#define LONE (1u << 30)
/* The rest of 64 holds the block of the innermost level, 2 * (NORD_CROWD_MAX_ZOOM + 2). */
#define PLACE_BITS 22
#define PLACE_MASK (NORD_CROWD_MAX_PLACES - 1)
#define MAX_LEVELS (NORD_CROWD_MAX_ZOOM + 2)

typedef struct {
  double x, y;
  guint32 count;  /* 0: dead, the slot may be used again */
  guint32 parent; /* one zoom further out; NONE while it has none */
  guint32 child;  /* the first, one zoom further in; or a place with LEAF or LONE */
  guint32 next;   /* of the same parent */
} Node;

/* The nodes of a block stand side by side when the crowd was filled; later ones are chained. */
typedef struct {
  guint64 key; /* Morton number */
  guint32 start, n;
  guint32 extra; /* NONE or the first later one */
  guint32 taken; /* of n, while they are bundled */
} Block;

typedef struct {
  guint32 tag;   /* lower half of the key */
  guint32 block; /* and 1; 0: free */
} Entry;

typedef struct {
  guint zoom;
  Node *nodes;      /* (owned) */
  guint n_nodes;    /* with the dead ones */
  guint n_reserved; /* slots of `nodes` */
  guint n_packed;   /* the first ones, which stand in blocks side by side */
  guint n_live;     /* bubbles and lone places, no leaves */
  guint32 *chain;   /* (owned) (nullable) for those after n_packed the next of their block */
  guint32 *shares;  /* (owned) (nullable) n_classes a node */
  guint n_classes;  /* 0: no shares are kept in this zoom */
  Block *blocks;    /* (owned) */
  guint n_blocks, n_reserved_blocks;
  Entry *table;  /* (owned) open addressing */
  guint n_table; /* a power of two */
} Level;

struct _NordCrowd {
  guint max_zoom;
  guint n_classes;
  Level levels[MAX_LEVELS]; /* the zooms, and at max_zoom + 1 the places themselves */
  guint n_places;           /* in the crowd */
  guint n_slots;            /* of the arrays below, by place */
  guint32 *slots;           /* (owned) (nullable) the leaf, NONE: not in the crowd */
  guint8 *depths;           /* (owned) (nullable) the level of the leaf */
  guint8 *classes;          /* (owned) (nullable) */
};

static inline double
nord_crowd_get_radius (guint zoom)
{
  return NORD_CROWD_RADIUS / NORD_CROWD_EXTENT / (double) (1u << zoom);
}

/* Fills all levels. @n_leaves: places whose depth is that level. */
void nord_crowd_bundle (NordCrowd *self, const double *xy, guint n, const guint *n_leaves);
void nord_crowd_level_init (Level *self, guint zoom, guint n_classes);
void nord_crowd_level_clear (Level *self);
gsize nord_crowd_level_get_memory (const Level *self);

/* Blocks are 1 / 2^(zoom + 1) of the square wide, 3.2 times the radius of their zoom: so each is
 * one of four in a block of the next zoom out, and Morton order in one zoom is order in all. */
static inline guint32
nord_crowd_level_get_row (const Level *self, double at)
{
  double n = (double) (1u << (self->zoom + 1));

  return (guint32) CLAMP (at * n, 0, n - 1);
}

static inline guint64
nord_crowd_spread (guint32 value)
{
  guint64 n = value;

  n = (n | n << 16) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  n = (n | n << 8) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  n = (n | n << 4) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  n = (n | n << 2) & G_GUINT64_CONSTANT (0x3333333333333333);
  return (n | n << 1) & G_GUINT64_CONSTANT (0x5555555555555555);
}

static inline guint64
nord_crowd_level_get_key (const Level *self, double x, double y)
{
  return nord_crowd_spread (nord_crowd_level_get_row (self, x)) |
         nord_crowd_spread (nord_crowd_level_get_row (self, y)) << 1;
}

/* Neighbours stay neighbours in the table (64 blocks of a square together), yet no grid of places
 * fills the same slots over and over. */
static inline guint32
nord_crowd_level_get_slot (const Level *self, guint64 key)
{
  guint64 far = (key >> 6) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return ((guint32) (far >> 32) << 6 | (guint32) (key & 63)) & (self->n_table - 1);
}

static inline Block *
nord_crowd_level_get_block (const Level *self, guint64 key)
{
  if (self->n_table == 0)
    return NULL;
  for (guint32 at = nord_crowd_level_get_slot (self, key); self->table[at].block != 0;
       at = (at + 1) & (self->n_table - 1)) {
    /* Most others are told apart without a look at them. */
    if (self->table[at].tag == (guint32) key && self->blocks[self->table[at].block - 1].key == key)
      return &self->blocks[self->table[at].block - 1];
  }
  return NULL;
}

static inline const Block *
nord_crowd_level_find (const Level *self, guint32 column, guint32 row)
{
  return nord_crowd_level_get_block (self, nord_crowd_spread (column) | nord_crowd_spread (row)
                                                                          << 1);
}

/* @keys: of the nodes, which stand in Morton order, above PLACE_BITS bits of anything. */
void nord_crowd_level_index (Level *self, const guint64 *keys);
guint32 nord_crowd_level_put (Level *self, double x, double y, guint32 child);
void nord_crowd_level_keep_inside (const Level *self, Node *node, double x, double y);
/* Sorts numbers by what stands above their lowest PLACE_BITS bits; the result is in one of the two.
 */
guint64 *nord_crowd_sort (guint64 *keys, guint64 *spare, guint n);

G_END_DECLS
