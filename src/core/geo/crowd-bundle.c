/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The places of a crowd, all at once, bundled from the innermost zoom outwards.
 *
 * Signs are what stands at a zoom: bubbles and lone places, in Morton order, as whole numbers that
 * stand close together. A sign that was taken leaves the ranks of its block, so that nobody
 * compares it again. Where there are few on a wide map, most have nobody near: the order itself
 * tells that (stands_apart), nobody looks around for them, and a place that stays alone stays where
 * it is until a bubble takes it. So the time follows what happens, not the number of zooms. */
#include "core/geo/crowd-private.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Blocks of a square in which signs are shuffled: 8 by 8, as a shift of Morton numbers. */
#define SQUARE 6
#define SIDE 8
#define CELLS ((SIDE + 2) * (SIDE + 2)) /* with the blocks around it */
#define UNKNOWN (NONE - 1)
/* How far ahead memory is asked for: about what a look-up takes. */
#define AHEAD 16
#define DIGIT 11
#define MAX_WIDER 4
#define N_SAMPLES 64
#define SAMPLE 64
#define WORTHWHILE (1 << 17) /* signs whose memory is given back at once */
#define STEPS 4294967296.0   /* of signs across the map: a step is a centimetre */

typedef struct {
  guint32 x, y;
  guint32 node; /* a place with LEAF, or the number of a bubble of this zoom */
  guint32 count;
} Sign;

/* What stands at a zoom, in order. Within a block there is none. */
typedef struct {
  Sign *signs;
  guint64 *keys; /* of their blocks */
  guint n;
  guint n_touched; /* for which there is memory behind the addresses */
} Row;

/* Bubbles of a zoom, by their number, which is in no order. */
typedef struct {
  guint32 *children; /* the first, in the zoom further in */
  guint32 *shares;   /* of classes */
} Bubbles;

/* What is needed while a crowd is filled: one room of memory, but for the grid. */
typedef struct {
  NordCrowd *crowd;
  const double *xy;
  guint n;
  Row row, next;        /* of the zoom further in; of the one that is bundled */
  guint32 *owners;      /* of each sign of `row` the bubble that took it; NONE: it is alone */
  Grid grid;            /* blocks of those which have somebody near; in `extra` how many are free */
  guint32 cells[CELLS]; /* of a square, the blocks by where they lie */
  Sign *made;           /* the bubbles of the zoom that is bundled */
  guint n_made;
  Bubbles bubbles, before; /* their parts; those of the zoom further in */
  guint32 *moved;          /* where the bubbles of the zoom further in stand in their level */
  guint32 *leaves;         /* places by depth, of those that are not in the innermost */
} Desk;

/* The zoom that is bundled. */
typedef struct {
  Desk *desk;
  Sign *signs; /* of the row, those of a block in an order that alters: the free ones first */
  guint32 *owners;
  guint32 reach;  /* the radius, in steps, rounded up */
  guint wider;    /* blocks than those of the level, as a shift */
  guint shift;    /* of a coordinate, for its column or row of blocks */
  float radius_2; /* squared */
} Bundling;

static inline guint32
to_step (double at)
{
  return (guint32) CLAMP (at * STEPS, 0, STEPS - 1);
}

/* Sorts numbers by what stands above their lowest PLACE_BITS bits; the result is in one of the two.
 */
static guint64 *
sort (guint64 *keys, guint64 *spare, guint n)
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

/* Whether nobody can be in reach of a sign: it is alone in a square of the map, as large as can be
 * told from its neighbours in Morton order, and not near its border. */
static inline gboolean
stands_apart (const Bundling *self, guint i)
{
  const Row *row = &self->desk->row;
  guint64 before = i > 0 ? row->keys[i] ^ row->keys[i - 1] : G_MAXUINT64;
  guint64 after = i + 1 < row->n ? row->keys[i] ^ row->keys[i + 1] : G_MAXUINT64;
  guint64 differs = MIN (before, after);
  guint32 inside, x, y, reach = self->reach;
  guint wide;

  if (differs == 0)
    return FALSE;
  wide = self->shift - self->wider + (guint) (63 - __builtin_clzll (differs)) / 2;
  inside = wide >= 32 ? G_MAXUINT32 : (1u << wide) - 1;
  x = row->signs[i].x & inside;
  y = row->signs[i].y & inside;
  return x > reach && y > reach && inside - x > reach && inside - y > reach;
}

static inline guint
get_cell (guint column, guint row)
{
  return (row + 1) * (SIDE + 2) + column + 1;
}

static void
make_bubble (Desk *self, guint32 x, guint32 y, guint32 count)
{
  self->made[self->n_made] = (Sign){x, y, self->n_made, count};
  self->n_made++;
}

/* How many times as wide as they must be blocks are, as a shift: where few signs stand in each,
 * wider ones are looked up less often; where many do, each seed would compare itself with too many.
 * The weights are nanoseconds, roughly: a look-up takes as long as some comparisons. Samples from
 * all over the map tell it. */
static guint
choose_width (const Row *row)
{
  guint64 cost[MAX_WIDER] = {0};
  guint best = 0;

  for (guint from = 0; from < row->n; from += MAX (SAMPLE, row->n / N_SAMPLES)) {
    guint to = MIN (from + SAMPLE, row->n), start[MAX_WIDER] = {from, from, from, from};

    for (guint i = from + 1; i <= to; i++) {
      guint64 differs = i < to ? row->keys[i] ^ row->keys[i - 1] : G_MAXUINT64;

      for (guint w = 0; w < MAX_WIDER && differs >> (2 * w); w++) {
        guint n = i - start[w];

        start[w] = i;
        /* Lone ones stand apart more often than not. */
        cost[w] += n == 1 ? 8u >> w : n * (guint64) ((16 >> w) + 2 * MIN (n, 6u << (2 * w)));
      }
    }
  }
  for (guint w = 1; w < MAX_WIDER; w++) {
    if (cost[w] < cost[best])
      best = w;
  }
  return best;
}

/* Blocks of those which may have somebody near; the others are settled here. */
static void
line_up (const Bundling *self)
{
  Desk *desk = self->desk;
  const Row *row = &desk->row;
  Grid *grid = &desk->grid;
  guint n;

  grid->n_blocks = 0;
  for (guint i = 0; i < row->n; i += n) {
    guint64 key = row->keys[i] >> (2 * self->wider);

    for (n = 1; i + n < row->n && row->keys[i + n] >> (2 * self->wider) == key;)
      n++;
    if (n == 1 && stands_apart (self, i)) {
      const Sign *sign = &row->signs[i];

      desk->owners[i] = NONE;
      if (!(sign->node & LEAF)) {
        desk->owners[i] = desk->n_made;
        make_bubble (desk, sign->x, sign->y, sign->count);
      }
      continue;
    }
    if (grid->n_blocks == grid->n_reserved) {
      grid->n_reserved = 2 * grid->n_reserved + 64;
      grid->blocks = g_renew (Block, grid->blocks, grid->n_reserved);
    }
    grid->blocks[grid->n_blocks++] = (Block){key, i, n, n};
  }
  nord_crowd_grid_enter (grid, grid->n_blocks);
}

typedef struct {
  guint32 x, y;
  guint32 count; /* of what is taken, like the sums, which are relative to (x, y) */
  gint64 sum_x, sum_y;
} Taking;

static inline void
take_block (const Bundling *self, Block *block, Taking *taking)
{
  Sign *signs = self->signs + block->start;
  guint32 *owners = self->owners + block->start;
  Taking sum = *taking;
  guint32 free = block->extra, bubble = self->desk->n_made;
  float radius_2 = self->radius_2;

  /* Whether one is in reach is about as likely as not, so a processor would guess wrong all the
   * time: there is no branch. */
  for (guint32 k = free; k-- > 0;) {
    const Sign sign = signs[k], last = signs[free - 1];
    gint32 dx = (gint32) (sign.x - sum.x), dy = (gint32) (sign.y - sum.y);
    gboolean near = (float) dx * (float) dx + (float) dy * (float) dy <= radius_2;
    guint32 mask = -(guint32) near, count = sign.count & mask;
    guint32 x = (sign.x ^ last.x) & mask, y = (sign.y ^ last.y) & mask;
    guint32 node = (sign.node ^ last.node) & mask, change = (sign.count ^ last.count) & mask;

    signs[k] = (Sign){sign.x ^ x, sign.y ^ y, sign.node ^ node, sign.count ^ change};
    signs[free - 1] = (Sign){last.x ^ x, last.y ^ y, last.node ^ node, last.count ^ change};
    owners[free - 1] = bubble;
    sum.count += count;
    sum.sum_x += (gint64) dx * count;
    sum.sum_y += (gint64) dy * count;
    free -= near;
  }
  block->extra = free;
  *taking = sum;
}

static inline void
take_neighbour (const Bundling *self, guint32 column, guint32 row, guint cell, Taking *taking)
{
  guint32 *block = &self->desk->cells[cell];

  if (*block == UNKNOWN) {
    const Block *found = nord_crowd_grid_find (&self->desk->grid, nord_crowd_morton (column, row));

    *block = found ? (guint32) (found - self->desk->grid.blocks) : NONE;
  }
  if (*block != NONE && self->desk->grid.blocks[*block].extra > 0)
    take_block (self, &self->desk->grid.blocks[*block], taking);
}

/* Blocks are 3.2 times the radius wide or wider, so there is one neighbour at most in each
 * direction. */
static void
bundle_around (const Bundling *self, Block *block, guint32 seed)
{
  Desk *desk = self->desk;
  const Sign *sign = &self->signs[block->start + seed];
  guint32 x = sign->x, y = sign->y;
  guint32 west = MIN (x, self->reach), east = MIN (G_MAXUINT32 - x, self->reach);
  guint32 north = MIN (y, self->reach), south = MIN (G_MAXUINT32 - y, self->reach);
  guint32 column = x >> self->shift, row = y >> self->shift;
  /* -1, 0 or 1 */
  int right = (int) (((x + east) >> self->shift) + ((x - west) >> self->shift) - 2 * column);
  int down = (int) (((y + south) >> self->shift) + ((y - north) >> self->shift) - 2 * row);
  guint cell = get_cell (column % SIDE, row % SIDE);
  gboolean place = (sign->node & LEAF) != 0;
  Taking taking = {x, y, 0, 0, 0};

  take_block (self, block, &taking);
  if (right != 0)
    take_neighbour (self, column + right, row, cell + right, &taking);
  if (down != 0)
    take_neighbour (self, column, row + down, cell + down * (SIDE + 2), &taking);
  if (right != 0 && down != 0)
    take_neighbour (self, column + right, row + down, cell + down * (SIDE + 2) + right, &taking);
  if (place && taking.count == 1)
    /* It took itself only, and stands behind those which are free. */
    self->owners[block->start + block->extra] = NONE;
  else
    make_bubble (desk, (guint32) (x + taking.sum_x / (gint64) taking.count),
                 (guint32) (y + taking.sum_y / (gint64) taking.count), taking.count);
}

/* The blocks of a square are at hand by where they lie, those around it are looked up when needed.
 */
static void
forget_cells (Desk *self)
{
  for (guint i = 0; i < CELLS; i++)
    self->cells[i] = UNKNOWN;
  for (guint row = 0; row < SIDE; row++) {
    for (guint column = 0; column < SIDE; column++)
      self->cells[get_cell (column, row)] = NONE;
  }
}

/* The signs of wider blocks would lose their order: they are mixed where the next ones will stand,
 * and known by where they stand themselves. */
static void
lay_out (const Bundling *self)
{
  const Grid *grid = &self->desk->grid;
  const Sign *signs = self->desk->row.signs;

  for (guint b = 0; b < grid->n_blocks; b++) {
    for (guint32 i = grid->blocks[b].start; i < grid->blocks[b].start + grid->blocks[b].n; i++)
      self->signs[i] = (Sign){signs[i].x, signs[i].y, (signs[i].node & LEAF) | i, signs[i].count};
  }
}

static void
hand_back (const Bundling *self)
{
  const Grid *grid = &self->desk->grid;

  for (guint b = 0; b < grid->n_blocks; b++) {
    for (guint32 i = grid->blocks[b].start; i < grid->blocks[b].start + grid->blocks[b].n; i++)
      self->desk->owners[self->signs[i].node & ~LEAF] = self->owners[i];
  }
}

/* Fills `made` and `owners`. */
static void
bundle (const Bundling *self)
{
  Desk *desk = self->desk;
  Grid *grid = &desk->grid;
  guint64 chance = 0;
  guint32 turns[SIDE * SIDE];

  desk->n_made = 0;
  line_up (self);
  if (self->wider > 0)
    lay_out (self);
  for (guint b = 0; b < grid->n_blocks;) {
    guint64 square = grid->blocks[b].key >> SQUARE;
    guint n = 0;

    forget_cells (desk);
    for (; b < grid->n_blocks && grid->blocks[b].key >> SQUARE == square; b++) {
      const Sign *sign = &self->signs[grid->blocks[b].start];

      desk->cells[get_cell ((sign->x >> self->shift) % SIDE, (sign->y >> self->shift) % SIDE)] = b;
      turns[n++] = b;
    }
    /* A block has its turn until nobody in it is free. */
    while (n > 0) {
      Block *block;
      guint at;

      chance = chance * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407;
      at = (guint) ((chance >> 32) * n >> 32);
      block = &grid->blocks[turns[at]];
      if (block->extra > 0)
        bundle_around (self, block, (guint32) ((chance >> 16 & G_MAXUINT32) * block->extra >> 32));
      if (block->extra == 0)
        turns[at] = turns[--n];
    }
  }
  if (self->wider > 0)
    hand_back (self);
  if (grid->n_reserved > WORTHWHILE) {
    g_free (grid->blocks);
    g_free (grid->table);
    *grid = (Grid){0};
  }
}

static void
add_shares (Desk *self, guint32 *to, const Sign *sign)
{
  guint n_classes = self->crowd->n_classes;

  if (sign->node & LEAF) {
    to[self->crowd->classes[sign->node & PLACE_MASK]]++;
    return;
  }
  for (guint c = 0; c < n_classes; c++)
    to[c] += self->before.shares[(gsize) sign->node * n_classes + c];
}

static void
give_back (gpointer piece, gsize from, gsize to)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize start = ((gsize) piece + from + page - 1) / page * page;
  gsize end = ((gsize) piece + to) / page * page;

  if (start < end)
    madvise ((gpointer) start, end - start, MADV_DONTNEED);
}

/* The memory of what stood behind the first @n. Further out there are fewer signs and more nodes:
 * without this there would be many of both in the middle. */
static void
shorten (Row *self, guint n)
{
  if (n + WORTHWHILE > self->n_touched)
    return;
  give_back (self->signs, n * sizeof (Sign), self->n_touched * sizeof (Sign));
  give_back (self->keys, n * sizeof (guint64), self->n_touched * sizeof (guint64));
  self->n_touched = n;
}

static void
make_room (Level *level, Desk *desk, gboolean all)
{
  const Row *row = &desk->row;
  guint64 last = G_MAXUINT64;
  guint n = 0;

  /* Without a branch, for what settles is a matter of chance. */
  for (guint i = 0; i < row->n; i++) {
    guint32 node = row->signs[i].node;
    gboolean settles = all | (desk->owners[i] != NONE);
    gboolean shown = settles & !((node & LEAF) && nord_crowd_leaf_depth (node) == level->zoom);

    n += settles;
    level->n_packed += shown;
    level->grid.n_reserved += shown & (row->keys[i] != last);
    last = shown ? row->keys[i] : last;
  }
  shorten (&desk->next, row->n - n + desk->n_made);
  level->n_nodes = level->n_filled = n;
  level->n_reserved = n + n / 16 + 16;
  level->nodes = g_new (Node, level->n_reserved);
  if (level->n_classes > 0)
    level->shares = g_new (guint32, (gsize) level->n_reserved * level->n_classes);
  if (level->n_packed > 0)
    level->grid.blocks = g_new (Block, level->grid.n_reserved);
}

/* What is not alone at the zoom that was bundled has its home here. @all: there is no such zoom. */
static void
settle (Desk *self, Level *level, gboolean all)
{
  NordCrowd *crowd = self->crowd;
  const Row *row = &self->row;
  Grid *grid = &level->grid;
  guint32 shown = 0, hidden;
  guint64 last = G_MAXUINT64;

  make_room (level, self, all);
  hidden = level->n_packed;
  for (guint i = 0; i < row->n; i++) {
    const Sign *sign = &row->signs[i];
    guint32 owner = all ? NONE : self->owners[i], at;
    Node *node;

    if (i + AHEAD < row->n && row->signs[i + AHEAD].node & LEAF) {
      guint32 later = row->signs[i + AHEAD].node & PLACE_MASK;

      __builtin_prefetch (&self->xy[2 * later]);
      __builtin_prefetch (&crowd->slots[later], 1);
      __builtin_prefetch (&crowd->homes[later], 1);
    }
    if (!all && owner == NONE)
      continue;
    if (sign->node & LEAF && nord_crowd_leaf_depth (sign->node) == level->zoom) {
      at = hidden++;
    } else {
      at = shown++;
      if (row->keys[i] != last)
        grid->blocks[grid->n_blocks++] = (Block){row->keys[i], at, 0, NONE};
      grid->blocks[grid->n_blocks - 1].n++;
      last = row->keys[i];
    }
    node = &level->nodes[at];
    if (sign->node & LEAF) {
      guint32 place = sign->node & PLACE_MASK;

      *node = (Node){self->xy[2 * place], self->xy[2 * place + 1], 1, owner, sign->node, NONE};
      crowd->slots[place] = at;
      crowd->homes[place] = level->zoom;
    } else {
      *node = (Node){(sign->x + 0.5) / STEPS,
                     (sign->y + 0.5) / STEPS,
                     sign->count,
                     owner,
                     self->before.children[sign->node],
                     NONE};
      self->moved[sign->node] = at;
      if (level->n_classes > 0)
        memcpy (level->shares + (gsize) at * level->n_classes,
                self->before.shares + (gsize) sign->node * level->n_classes,
                level->n_classes * sizeof (guint32));
    }
    if (owner == NONE)
      continue;
    node->next = self->bubbles.children[owner];
    self->bubbles.children[owner] = at;
    if (crowd->n_classes > 0)
      add_shares (self, self->bubbles.shares + (gsize) owner * crowd->n_classes, sign);
  }
  if (grid->n_blocks > 0)
    nord_crowd_grid_enter (grid, grid->n_blocks);
}

/* What stands at the zoom that was bundled: who stayed alone, the bubbles, and the places that come
 * in here because further in they are shown themselves. */
static void
line_up_next (Desk *self, guint zoom, const guint32 *leaves, guint n_leaves)
{
  guint n_new = self->n_made + n_leaves, taken = 0, shift = 31 - zoom;
  g_autofree guint64 *made = g_new (guint64, n_new + 1), *spare = g_new (guint64, n_new + 1);
  const Row *row = &self->row;
  Row *next = &self->next;
  const guint64 *keys;

  for (guint i = 0; i < self->n_made; i++)
    made[i] =
      nord_crowd_morton (self->made[i].x >> shift, self->made[i].y >> shift) << PLACE_BITS | i;
  for (guint i = 0; i < n_leaves; i++)
    made[self->n_made + i] = nord_crowd_morton (to_step (self->xy[2 * leaves[i]]) >> shift,
                                                to_step (self->xy[2 * leaves[i] + 1]) >> shift)
                               << PLACE_BITS |
                             (self->n_made + i);
  keys = sort (made, spare, n_new);
  next->n = 0;
  for (guint i = 0; i <= row->n; i++) {
    guint64 key = i < row->n ? row->keys[i] >> 2 : G_MAXUINT64;

    if (i < row->n && self->owners[i] != NONE)
      continue;
    for (; taken < n_new && keys[taken] >> PLACE_BITS <= key; taken++, next->n++) {
      guint32 which = keys[taken] & PLACE_MASK;

      next->keys[next->n] = keys[taken] >> PLACE_BITS;
      if (which < self->n_made) {
        next->signs[next->n] = self->made[which];
      } else {
        guint32 place = leaves[which - self->n_made];

        next->signs[next->n] =
          (Sign){to_step (self->xy[2 * place]), to_step (self->xy[2 * place + 1]),
                 nord_crowd_leaf (place, zoom), 1};
      }
    }
    if (i < row->n) {
      next->keys[next->n] = key;
      next->signs[next->n++] = row->signs[i];
    }
  }
}

/* The innermost places in order, and the others by their depth. */
static void
line_up_places (Desk *self, const guint *n_leaves)
{
  guint depth = self->crowd->max_zoom + 1, shift = 31 - depth, starts[MAX_LEVELS] = {0};
  guint64 *keys = self->row.keys;
  Row *row = &self->row;

  for (guint z = 1; z < depth; z++)
    starts[z] = starts[z - 1] + n_leaves[z - 1];
  for (guint i = 0; i < self->n; i++) {
    if (self->crowd->depths[i] < depth)
      self->leaves[starts[self->crowd->depths[i]]++] = i;
    else
      keys[row->n++] = nord_crowd_morton (to_step (self->xy[2 * i]) >> shift,
                                          to_step (self->xy[2 * i + 1]) >> shift)
                         << PLACE_BITS |
                       i;
  }
  keys = sort (self->row.keys, self->next.keys, row->n);
  self->next.keys = keys == self->row.keys ? self->next.keys : self->row.keys;
  self->row.keys = keys;
  for (guint i = 0; i < row->n; i++) {
    guint32 place = keys[i] & PLACE_MASK;

    if (i + AHEAD < row->n)
      __builtin_prefetch (&self->xy[2 * (keys[i + AHEAD] & PLACE_MASK)]);
    row->signs[i] = (Sign){to_step (self->xy[2 * place]), to_step (self->xy[2 * place + 1]),
                           nord_crowd_leaf (place, depth), 1};
    keys[i] >>= PLACE_BITS;
  }
}

static void
fill_level (Desk *self, guint zoom, const guint32 *leaves, guint n_leaves)
{
  NordCrowd *crowd = self->crowd;
  Level *fine = &crowd->levels[zoom + 1];
  double radius = nord_crowd_get_radius (zoom) * STEPS;
  guint wider = MIN (choose_width (&self->row), fine->zoom);
  const Bundling bundling = {
    self,
    wider > 0 ? self->next.signs : self->row.signs,
    wider > 0 ? (guint32 *) self->next.keys : self->owners,
    (guint32) radius + 1,
    wider,
    31 - fine->zoom + wider,
    (float) (radius * radius),
  };
  const Bubbles bubbles = self->before;
  const Row row = self->row;

  bundle (&bundling);
  memset (self->bubbles.children, 0xff, self->n_made * sizeof (guint32));
  if (crowd->n_classes > 0)
    memset (self->bubbles.shares, 0, (gsize) self->n_made * crowd->n_classes * sizeof (guint32));
  settle (self, fine, FALSE);
  /* Bubbles further in know their parents by number so far. */
  if (zoom + 1 <= crowd->max_zoom) {
    Level *finer = &crowd->levels[zoom + 2];

    for (guint i = 0; i < finer->n_nodes; i++)
      finer->nodes[i].parent = self->moved[finer->nodes[i].parent];
  }
  line_up_next (self, zoom, leaves, n_leaves);
  self->next.n_touched = MAX (self->next.n_touched, self->next.n);
  crowd->levels[zoom].n_live = self->next.n - n_leaves;
  self->row = self->next;
  self->next = row;
  self->before = self->bubbles;
  self->bubbles = bubbles;
  shorten (&self->next, self->row.n);
}

static gpointer
carve (guint8 *room, gsize *used, gsize size)
{
  gpointer piece = room ? room + *used : NULL;

  *used += (size + 15) / 16 * 16;
  return piece;
}

/* Lays the desk out in @room; with NULL tells how large that must be.
 * What is not needed of it is never touched, and it goes back to the system as a whole. */
static gsize
desk_init (Desk *self, NordCrowd *crowd, const double *xy, guint n, guint8 *room)
{
  /* No zoom has more signs than there are places, and a bubble has two at least. */
  gsize half = n / 2 + 1, shares = half * crowd->n_classes * sizeof (guint32);
  gsize used = 0;

  *self = (Desk){.crowd = crowd, .xy = xy, .n = n};
  self->row.signs = carve (room, &used, n * sizeof (Sign));
  self->row.keys = carve (room, &used, n * sizeof (guint64));
  self->next.signs = carve (room, &used, n * sizeof (Sign));
  self->next.keys = carve (room, &used, n * sizeof (guint64));
  self->owners = carve (room, &used, n * sizeof (guint32));
  self->made = carve (room, &used, half * sizeof (Sign));
  self->moved = carve (room, &used, half * sizeof (guint32));
  self->bubbles.children = carve (room, &used, half * sizeof (guint32));
  self->before.children = carve (room, &used, half * sizeof (guint32));
  self->bubbles.shares = carve (room, &used, shares);
  self->before.shares = carve (room, &used, shares);
  self->row.n_touched = self->next.n_touched = n;
  self->leaves = carve (room, &used, n * sizeof (guint32));
  return used;
}

void
nord_crowd_bundle (NordCrowd *self, const double *xy, guint n, const guint *n_leaves)
{
  Desk desk;
  g_autofree guint8 *room = g_malloc (desk_init (&desk, self, xy, n, NULL));
  guint done = 0;

  desk_init (&desk, self, xy, n, room);
  line_up_places (&desk, n_leaves);
  for (guint z = 0; z <= self->max_zoom; z++)
    done += n_leaves[z];
  for (guint z = self->max_zoom + 1; z > 0; z--) {
    done -= n_leaves[z - 1];
    fill_level (&desk, z - 1, desk.leaves + done, n_leaves[z - 1]);
  }
  settle (&desk, &self->levels[0], TRUE);
  for (guint i = 0; i < self->levels[1].n_nodes; i++)
    self->levels[1].nodes[i].parent = desk.moved[self->levels[1].nodes[i].parent];
  g_free (desk.grid.blocks);
  g_free (desk.grid.table);
}
