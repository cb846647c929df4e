/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One zoom of a crowd: nodes in square blocks of the map, found by the block. */
#pragma once

#include "core/geo/crowd.h"

G_BEGIN_DECLS

#define NONE G_MAXUINT32
#define LEAF (1u << 31) /* in `child`: the node is a place; the rest says its depth and which */
/* The rest of 64 holds the block of the innermost level, 2 * (NORD_CROWD_MAX_ZOOM + 2). */
#define PLACE_BITS 22
#define PLACE_MASK (NORD_CROWD_MAX_PLACES - 1)
#define DEPTH_MASK 31
#define MAX_LEVELS (NORD_CROWD_MAX_ZOOM + 2)

/* A bubble of one zoom, or a place. A place has one node only, at its home: the outermost zoom at
 * which it stands alone, and it stands alone from there inwards until its depth. If it never does,
 * home and depth are the same, and nobody looks for it there: it is hidden. */
typedef struct {
  double x, y;
  guint32 count;  /* 0: dead, the slot may be used again */
  guint32 parent; /* the bubble one zoom further out; NONE while it has none */
  guint32 child;  /* the first, one zoom further in; or a place with LEAF */
  guint32 next;   /* of the same parent */
} Node;

/* What stands side by side in one block. */
typedef struct {
  guint64 key; /* Morton number */
  guint32 start, n;
  guint32 extra; /* of a level: NONE or the first node that came later */
} Block;

typedef struct {
  guint32 tag;   /* lower half of the key */
  guint32 block; /* and 1; 0: free */
} Entry;

typedef struct {
  Block *blocks; /* (owned) */
  guint n_blocks, n_reserved;
  Entry *table;  /* (owned) open addressing */
  guint n_table; /* a power of two */
} Grid;

typedef struct {
  guint zoom;
  Node *nodes;      /* (owned) */
  guint n_nodes;    /* with the dead ones */
  guint n_reserved; /* slots of `nodes` */
  guint n_packed;   /* the first ones, which stand in blocks side by side */
  guint n_filled;   /* with the hidden ones that stand behind them; later ones are chained */
  guint n_live;     /* bubbles of this zoom and places that stand alone at it */
  guint32 free;     /* NONE or the first hidden one that is dead */
  guint32 *chain;   /* (owned) (nullable) for those after n_filled the next of their block */
  guint32 *shares;  /* (owned) (nullable) n_classes a node, of bubbles */
  guint n_classes;  /* 0: no shares are kept in this zoom */
  Grid grid;        /* of nodes that are not hidden */
} Level;

struct _NordCrowd {
  guint max_zoom;
  guint n_classes;
  Level levels[MAX_LEVELS]; /* the zooms, and max_zoom + 1, where places are that never are alone */
  guint n_places;           /* in the crowd */
  guint n_slots;            /* of the arrays below, by place */
  guint32 *slots;           /* (owned) (nullable) the node at its home, NONE: not in the crowd */
  guint8 *homes;            /* (owned) (nullable) */
  guint8 *depths;           /* (owned) (nullable) the zoom from which on it is shown itself */
  guint8 *classes;          /* (owned) (nullable) */
  guint32 single[NORD_CROWD_MAX_CLASSES * NORD_CROWD_MAX_CLASSES]; /* shares of lone places */
};

static inline guint32
nord_crowd_leaf (guint place, guint depth)
{
  return LEAF | depth << PLACE_BITS | place;
}

static inline guint
nord_crowd_leaf_depth (guint32 leaf)
{
  return leaf >> PLACE_BITS & DEPTH_MASK;
}

static inline double
nord_crowd_get_radius (guint zoom)
{
  return NORD_CROWD_RADIUS / NORD_CROWD_EXTENT / (double) (1u << zoom);
}

/* Blocks are 1 / 2^(zoom + 1) of the square wide, 3.2 times the radius of the next zoom out: so
 * each is one of four in a block of the next zoom out, and Morton order in one zoom is order in
 * all. */
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
nord_crowd_morton (guint32 column, guint32 row)
{
  return nord_crowd_spread (column) | nord_crowd_spread (row) << 1;
}

/* Neighbours stay neighbours in the table (64 blocks of a square together), yet no grid of places
 * fills the same slots over and over. */
static inline guint32
nord_crowd_grid_get_slot (const Grid *self, guint64 key)
{
  guint64 far = (key >> 6) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return ((guint32) (far >> 32) << 6 | (guint32) (key & 63)) & (self->n_table - 1);
}

static inline Block *
nord_crowd_grid_find (const Grid *self, guint64 key)
{
  if (self->n_table == 0)
    return NULL;
  for (guint32 at = nord_crowd_grid_get_slot (self, key); self->table[at].block != 0;
       at = (at + 1) & (self->n_table - 1)) {
    /* Most others are told apart without a look at them. */
    if (self->table[at].tag == (guint32) key && self->blocks[self->table[at].block - 1].key == key)
      return &self->blocks[self->table[at].block - 1];
  }
  return NULL;
}

/* Fills all levels. @n_leaves: places whose depth is that level. */
void nord_crowd_bundle (NordCrowd *self, const double *xy, guint n, const guint *n_leaves);

/* A table for the blocks, as large as at least @n need. */
void nord_crowd_grid_enter (Grid *self, guint n);

void nord_crowd_level_init (Level *self, guint zoom, guint n_classes);
void nord_crowd_level_clear (Level *self);
gsize nord_crowd_level_get_memory (const Level *self);
guint32 nord_crowd_level_put (Level *self, double x, double y, guint32 child);
guint32 nord_crowd_level_put_hidden (Level *self, double x, double y, guint32 child);
void nord_crowd_level_drop (Level *self, guint32 node);
void nord_crowd_level_keep_inside (const Level *self, Node *node, double x, double y);

G_END_DECLS
