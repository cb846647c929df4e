/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A crowd of places on a map, bundled zoom by zoom where their signs would cover each other.
 *
 * The rule is that of supercluster (Mapbox, ISC): from the innermost zoom outwards each node that
 * is still free takes all free nodes within the radius, and what comes out is the input of the next
 * zoom. So each bubble is a node of a tree, and the numbers of each zoom add up to all places. Two
 * things differ. Which node begins is a matter of chance there too (the order of the input); here
 * it is a shuffle within squares of the map that fit into a processor's cache. And the tree can be
 * altered: a place that comes joins the nearest bubble of each zoom, or stands alone where there
 * is none in reach; one that goes takes its number along the way up. */
#include "core/geo/crowd-private.h"

#include <math.h>
#include <string.h>

/* Blocks of a square in which nodes are shuffled, as a shift of Morton numbers: 32 by 32. */
#define SQUARE 10

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

/**
 * nord_crowd_new:
 * @max_zoom: the innermost zoom that bundles, up to NORD_CROWD_MAX_ZOOM, counted for tiles of 512
 *   pixels
 * @n_classes: kinds of places that bubbles count apart, up to NORD_CROWD_MAX_CLASSES; 0 for none
 *
 * Returns: (transfer full): an empty crowd
 */
NordCrowd *
nord_crowd_new (guint max_zoom, guint n_classes)
{
  NordCrowd *self = g_new0 (NordCrowd, 1);

  self->max_zoom = MIN (max_zoom, NORD_CROWD_MAX_ZOOM);
  self->n_classes = MIN (n_classes, NORD_CROWD_MAX_CLASSES);
  for (guint z = 0; z <= self->max_zoom + 1; z++)
    nord_crowd_level_init (&self->levels[z], z, z <= self->max_zoom ? self->n_classes : 0);
  return self;
}

static void
clear (NordCrowd *self)
{
  for (guint z = 0; z <= self->max_zoom + 1; z++)
    nord_crowd_level_clear (&self->levels[z]);
  g_clear_pointer (&self->slots, g_free);
  g_clear_pointer (&self->depths, g_free);
  g_clear_pointer (&self->classes, g_free);
  self->n_places = self->n_slots = 0;
}

void
nord_crowd_free (NordCrowd *self)
{
  clear (self);
  g_free (self);
}

static double
get_radius (guint zoom)
{
  return NORD_CROWD_RADIUS / NORD_CROWD_EXTENT / (double) (1u << zoom);
}

/* Nodes of one zoom that are not in order yet. */
typedef struct {
  Node *nodes;     /* (owned) */
  guint32 *shares; /* (owned) (nullable) */
  guint n, n_reserved, n_classes;
} Heap;

static Node *
heap_add (Heap *self)
{
  if (self->n == self->n_reserved) {
    self->n_reserved = self->n_reserved * 2 + 256;
    self->nodes = g_renew (Node, self->nodes, self->n_reserved);
    if (self->n_classes > 0)
      self->shares = g_renew (guint32, self->shares, (gsize) self->n_reserved * self->n_classes);
  }
  if (self->n_classes > 0)
    memset (self->shares + (gsize) self->n * self->n_classes, 0,
            self->n_classes * sizeof (guint32));
  return &self->nodes[self->n++];
}

static void
add_shares (NordCrowd *self, guint32 *to, const Level *level, guint32 node)
{
  guint32 child = level->nodes[node].child;

  if (child & LEAF) {
    to[self->classes[child & ~LEAF]]++;
    return;
  }
  for (guint c = 0; c < self->n_classes; c++)
    to[c] += level->shares[(gsize) node * self->n_classes + c];
}

static void
bundle_block (NordCrowd *self,
              Level *fine,
              Block *block,
              const Node *seed,
              double radius,
              double sums[2],
              Heap *heap)
{
  Node *bubble = &heap->nodes[heap->n - 1];
  guint32 *shares =
    self->n_classes > 0 ? heap->shares + (gsize) (heap->n - 1) * self->n_classes : NULL;

  for (guint32 i = block->start; i < block->start + block->n; i++) {
    Node *node = &fine->nodes[i];
    double dx = node->x - seed->x, dy = node->y - seed->y;

    if (dx * dx + dy * dy > radius * radius || node->parent != NONE)
      continue;
    block->taken++;
    node->parent = heap->n - 1;
    node->next = bubble->child;
    bubble->child = i;
    bubble->count += node->count;
    sums[0] += dx * node->count;
    sums[1] += dy * node->count;
    if (shares)
      add_shares (self, shares, fine, i);
  }
}

static void
bundle_around (NordCrowd *self, Level *fine, const Node *seed, double radius, Heap *heap)
{
  guint32 west = nord_crowd_level_get_row (fine, seed->x - radius);
  guint32 east = nord_crowd_level_get_row (fine, seed->x + radius);
  guint32 north = nord_crowd_level_get_row (fine, seed->y - radius);
  guint32 south = nord_crowd_level_get_row (fine, seed->y + radius);
  Node *bubble = heap_add (heap);
  double sums[2] = {0, 0};

  *bubble = (Node){seed->x, seed->y, 0, NONE, NONE, NONE};
  for (guint32 row = north; row <= south; row++) {
    for (guint32 column = west; column <= east; column++) {
      Block *block = nord_crowd_level_get_block (fine, nord_crowd_spread (column) |
                                                         nord_crowd_spread (row) << 1);

      if (block && block->taken < block->n)
        bundle_block (self, fine, block, seed, radius, sums, heap);
    }
  }
  bubble->x += sums[0] / bubble->count;
  bubble->y += sums[1] / bubble->count;
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
bundle (NordCrowd *self, Level *fine, double radius, Heap *heap)
{
  for (guint b = 0; b < fine->n_blocks;) {
    guint64 square = fine->blocks[b].key >> SQUARE;
    guint start = fine->blocks[b].start, n = 0, bits = 1;

    for (; b < fine->n_blocks && fine->blocks[b].key >> SQUARE == square; b++)
      n += fine->blocks[b].n;
    while (1u << bits < n)
      bits++;
    for (guint i = 0; i < 1u << bits; i++) {
      guint32 at = shuffle (i, bits);

      if (at < n && fine->nodes[start + at].parent == NONE)
        bundle_around (self, fine, &fine->nodes[start + at], radius, heap);
    }
  }
}

static void
fill_level (NordCrowd *self, guint zoom, const double *xy, guint n, guint n_leaves)
{
  Level *fine = &self->levels[zoom + 1], *level = &self->levels[zoom];
  Heap heap = {.n_classes = self->n_classes};
  g_autofree guint32 *moved = NULL;

  bundle (self, fine, get_radius (zoom), &heap);
  level->n_live = heap.n;
  for (guint i = 0; n_leaves > 0 && i < n; i++) {
    if (self->depths[i] == zoom) {
      *heap_add (&heap) = (Node){xy[2 * i], xy[2 * i + 1], 1, NONE, i | LEAF, NONE};
      n_leaves--;
    }
  }
  moved = nord_crowd_level_pack (level, heap.nodes, heap.shares, heap.n);
  g_free (heap.nodes);
  g_free (heap.shares);
  for (guint i = 0; i < fine->n_nodes; i++)
    fine->nodes[i].parent = moved[fine->nodes[i].parent];
  for (guint i = 0; level->n_live < level->n_nodes && i < level->n_nodes; i++) {
    if (level->nodes[i].child & LEAF)
      self->slots[level->nodes[i].child & ~LEAF] = i;
  }
}

/* The innermost level: places in Morton order. */
static void
fill_places (NordCrowd *self, const double *xy, guint n)
{
  Level *level = &self->levels[self->max_zoom + 1];
  g_autofree guint64 *keys = g_new (guint64, MAX (n, 1)), *spare = g_new (guint64, MAX (n, 1));
  const guint64 *sorted;
  guint n_here = 0;

  for (guint i = 0; i < n; i++) {
    if (self->depths[i] == self->max_zoom + 1)
      keys[n_here++] = nord_crowd_level_get_key (level, xy[2 * i], xy[2 * i + 1]) << PLACE_BITS | i;
  }
  sorted = nord_crowd_sort (keys, spare, n_here);
  level->n_nodes = n_here;
  level->n_reserved = n_here + n_here / 16 + 64;
  level->nodes = g_new (Node, level->n_reserved);
  for (guint at = 0; at < n_here; at++) {
    guint32 i = sorted[at] & (NORD_CROWD_MAX_PLACES - 1);

    level->nodes[at] = (Node){xy[2 * i], xy[2 * i + 1], 1, NONE, i | LEAF, NONE};
    self->slots[i] = at;
  }
  nord_crowd_level_index (level);
}

static void
reserve_places (NordCrowd *self, guint n)
{
  guint old = self->n_slots;

  if (n <= old)
    return;
  self->n_slots = MAX (n, old + old / 4);
  self->slots = g_renew (guint32, self->slots, self->n_slots);
  self->depths = g_renew (guint8, self->depths, self->n_slots);
  self->classes = g_renew (guint8, self->classes, self->n_slots);
  memset (self->slots + old, 0xff, (self->n_slots - old) * sizeof (guint32));
}

/**
 * nord_crowd_fill:
 * @xy: 2 * @n, units of nord_mercator_project (), finite; what lies outside the square is bundled
 *   as if it lay on its edge
 * @classes: (nullable): n, each below the number of classes
 * @from_zoom: (nullable): n; from this zoom on inwards a place is not in any bubble (a line or
 *   area that is large enough to be shown itself); 255 for never. NULL: always bundled
 * @n: up to NORD_CROWD_MAX_PLACES
 *
 * Forgets what was there. The places are called 0 to @n - 1. Takes time in proportion to @n.
 */
void
nord_crowd_fill (NordCrowd *self,
                 const double *xy,
                 const guint8 *classes,
                 const guint8 *from_zoom,
                 guint n)
{
  guint n_leaves[MAX_LEVELS] = {0};

  g_return_if_fail (n <= NORD_CROWD_MAX_PLACES);
  clear (self);
  reserve_places (self, n);
  self->n_places = n;
  for (guint i = 0; i < n; i++) {
    self->depths[i] = from_zoom ? MIN (from_zoom[i], self->max_zoom + 1) : self->max_zoom + 1;
    self->classes[i] = classes && classes[i] < self->n_classes ? classes[i] : 0;
    n_leaves[self->depths[i]]++;
  }
  fill_places (self, xy, n);
  for (guint z = self->max_zoom + 1; z > 0; z--)
    fill_level (self, z - 1, xy, n, n_leaves[z - 1]);
}

static guint32
find_nearest (const Level *level, double x, double y, double radius)
{
  guint32 west = nord_crowd_level_get_row (level, x - radius), found = NONE;
  guint32 east = nord_crowd_level_get_row (level, x + radius);
  guint32 north = nord_crowd_level_get_row (level, y - radius);
  guint32 south = nord_crowd_level_get_row (level, y + radius);
  double nearest = radius * radius;

  for (guint64 cell = 0; cell < (guint64) (south - north + 1) * (east - west + 1); cell++) {
    const Block *block = nord_crowd_level_find (level, west + cell % (east - west + 1),
                                                north + cell / (east - west + 1));
    guint32 i;

    if (block == NULL)
      continue;
    i = block->n > 0 ? block->start : block->extra;
    while (i != NONE) {
      const Node *node = &level->nodes[i];
      double away = (node->x - x) * (node->x - x) + (node->y - y) * (node->y - y);

      if (away <= nearest && node->count > 0 && !(node->child & LEAF)) {
        nearest = away;
        found = i;
      }
      if (i < level->n_packed)
        i = i + 1 < block->start + block->n ? i + 1 : block->extra;
      else
        i = level->chain[i - level->n_packed];
    }
  }
  return found;
}

static void
adopt (NordCrowd *self, guint zoom, guint32 node, guint32 child)
{
  Node *below = &self->levels[zoom + 1].nodes[child];

  below->parent = node;
  below->next = self->levels[zoom].nodes[node].child;
  self->levels[zoom].nodes[node].child = child;
}

/* One place more or less in @node and in all that hold it. */
static void
count_up (NordCrowd *self, guint zoom, guint32 at, double x, double y, guint class_, int by)
{
  for (guint z = zoom + 1; z > 0; z--) {
    Level *level = &self->levels[z - 1];
    Node *node = &level->nodes[at];
    double was = node->count;

    node->count += by;
    if (self->n_classes > 0)
      level->shares[(gsize) at * self->n_classes + class_] += by;
    if (node->count > 0)
      nord_crowd_level_keep_inside (level, node, (node->x * was + by * x) / node->count,
                                    (node->y * was + by * y) / node->count);
    at = node->parent;
  }
}

/**
 * nord_crowd_add:
 * @place: a number that is not in the crowd; numbers should not be far above the number of places
 * @from_zoom: as for [method@Crowd.fill]; 255 for a point
 *
 * Takes the time of a few look-ups in each zoom.
 *
 * Returns: FALSE if @place was there already
 */
gboolean
nord_crowd_add (NordCrowd *self, guint place, double x, double y, guint class_, guint from_zoom)
{
  guint depth = MIN (from_zoom, self->max_zoom + 1);
  guint32 node;

  g_return_val_if_fail (place < NORD_CROWD_MAX_PLACES, FALSE);
  reserve_places (self, place + 1);
  if (self->slots[place] != NONE)
    return FALSE;
  class_ = class_ < self->n_classes ? class_ : 0;
  self->depths[place] = depth;
  self->classes[place] = class_;
  self->n_places++;
  node = self->slots[place] = nord_crowd_level_put (&self->levels[depth], x, y, place | LEAF);
  for (guint z = depth; z > 0; z--) {
    Level *level = &self->levels[z - 1];
    guint32 joined = find_nearest (level, x, y, get_radius (z - 1));

    if (joined != NONE) {
      adopt (self, z - 1, joined, node);
      count_up (self, z - 1, joined, x, y, class_, 1);
      return TRUE;
    }
    joined = nord_crowd_level_put (level, x, y, NONE);
    level->n_live++;
    if (self->n_classes > 0)
      level->shares[(gsize) joined * self->n_classes + class_] = 1;
    adopt (self, z - 1, joined, node);
    node = joined;
  }
  return TRUE;
}

static void
disown (NordCrowd *self, guint zoom, guint32 parent, guint32 child)
{
  guint32 *link = &self->levels[zoom].nodes[parent].child;

  while (*link != child)
    link = &self->levels[zoom + 1].nodes[*link].next;
  *link = self->levels[zoom + 1].nodes[child].next;
}

/**
 * nord_crowd_remove:
 *
 * Returns: FALSE if @place was not in the crowd
 */
gboolean
nord_crowd_remove (NordCrowd *self, guint place)
{
  guint32 at, parent;
  Node *leaf;

  if (place >= self->n_slots || self->slots[place] == NONE)
    return FALSE;
  at = self->slots[place];
  leaf = &self->levels[self->depths[place]].nodes[at];
  if (self->depths[place] > 0)
    count_up (self, self->depths[place] - 1, leaf->parent, leaf->x, leaf->y, self->classes[place],
              -1);
  leaf->count = 0;
  for (guint z = self->depths[place]; z > 0; z--) {
    parent = self->levels[z].nodes[at].parent;
    disown (self, z - 1, parent, at);
    at = parent;
    if (self->levels[z - 1].nodes[at].count > 0)
      break;
    self->levels[z - 1].n_live--;
  }
  self->slots[place] = NONE;
  self->n_places--;
  return TRUE;
}

guint
nord_crowd_get_size (const NordCrowd *self)
{
  return self->n_places;
}

guint
nord_crowd_get_max_zoom (const NordCrowd *self)
{
  return self->max_zoom;
}

/* How many bubbles and lone places there are at @zoom. */
guint
nord_crowd_count (const NordCrowd *self, guint zoom)
{
  return self->levels[MIN (zoom, self->max_zoom)].n_live;
}

/* Bytes. */
gsize
nord_crowd_get_memory (const NordCrowd *self)
{
  gsize bytes = sizeof *self + self->n_slots * (sizeof (guint32) + 2);

  for (guint z = 0; z <= self->max_zoom + 1; z++)
    bytes += nord_crowd_level_get_memory (&self->levels[z]);
  return bytes;
}

static guint
find_lone (const NordCrowd *self, guint zoom, guint32 node)
{
  guint32 child = self->levels[zoom].nodes[node].child;

  while (!(child & LEAF))
    child = self->levels[++zoom].nodes[child].child;
  return child & ~LEAF;
}

typedef struct {
  const NordCrowd *self;
  guint zoom;
  double west, north, east, south;
  GArray *bubbles;
} Query;

static void
answer (const Query *query, guint32 at)
{
  const Node *node = &query->self->levels[query->zoom].nodes[at];
  NordCrowdBubble bubble = {node->x, node->y, node->count, at, G_MAXUINT};

  if (node->count == 0 || node->child & LEAF || node->x < query->west || node->x > query->east ||
      node->y < query->north || node->y > query->south)
    return;
  if (node->count == 1)
    bubble.place = find_lone (query->self, query->zoom, at);
  g_array_append_val (query->bubbles, bubble);
}

/**
 * nord_crowd_query:
 * @zoom: counted for tiles of 512 pixels; above the innermost zoom that bundles, that one is meant
 * @west: units, like the others; borders belong to the view
 * @bubbles: (element-type NordCrowdBubble): what is in the view is added here, in no order
 */
void
nord_crowd_query (const NordCrowd *self,
                  guint zoom,
                  double west,
                  double north,
                  double east,
                  double south,
                  GArray *bubbles)
{
  const Level *level = &self->levels[MIN (zoom, self->max_zoom)];
  guint32 left = nord_crowd_level_get_row (level, west),
          top = nord_crowd_level_get_row (level, north);
  guint32 right = nord_crowd_level_get_row (level, east);
  guint32 bottom = nord_crowd_level_get_row (level, south);
  Query query = {self, level->zoom, west, north, east, south, bubbles};

  if (!(west <= east && north <= south))
    return;
  if ((guint64) (right - left + 1) * (bottom - top + 1) > level->n_blocks) {
    for (guint32 i = 0; i < level->n_nodes; i++)
      answer (&query, i);
    return;
  }
  for (guint32 row = top; row <= bottom; row++) {
    for (guint32 column = left; column <= right; column++) {
      const Block *block = nord_crowd_level_find (level, column, row);

      if (block == NULL)
        continue;
      for (guint32 i = block->start; i < block->start + block->n; i++)
        answer (&query, i);
      for (guint32 i = block->extra; i != NONE; i = level->chain[i - level->n_packed])
        answer (&query, i);
    }
  }
}

const guint32 *
nord_crowd_get_shares (const NordCrowd *self, guint zoom, guint node)
{
  const Level *level = &self->levels[MIN (zoom, self->max_zoom)];

  return self->n_classes > 0 ? level->shares + (gsize) node * self->n_classes : NULL;
}

/* Adds the places of a bubble to @places (element-type guint). */
void
nord_crowd_list_places (const NordCrowd *self, guint zoom, guint node, GArray *places)
{
  guint32 child;

  zoom = MIN (zoom, self->max_zoom);
  child = self->levels[zoom].nodes[node].child;
  while (child != NONE) {
    const Node *below = &self->levels[zoom + 1].nodes[child];

    if (below->child & LEAF) {
      guint place = below->child & ~LEAF;

      g_array_append_val (places, place);
    } else {
      nord_crowd_list_places (self, zoom + 1, child, places);
    }
    child = below->next;
  }
}

/* The zoom at which a bubble falls into several; one above the innermost if none parts it. */
guint
nord_crowd_find_parting_zoom (const NordCrowd *self, guint zoom, guint node)
{
  for (zoom = MIN (zoom, self->max_zoom); zoom <= self->max_zoom; zoom++) {
    guint32 child = self->levels[zoom].nodes[node].child;
    const Node *below = &self->levels[zoom + 1].nodes[child];

    if (below->next != NONE || below->child & LEAF)
      return zoom + 1;
    node = child;
  }
  return zoom;
}

/* Which bubble holds @place. FALSE: none, at @zoom it is shown by itself. */
gboolean
nord_crowd_find_bubble (const NordCrowd *self, guint place, guint zoom, guint *node)
{
  guint32 at;

  zoom = MIN (zoom, self->max_zoom);
  if (place >= self->n_slots || self->slots[place] == NONE || zoom >= self->depths[place])
    return FALSE;
  at = self->slots[place];
  for (guint z = self->depths[place]; z > zoom; z--)
    at = self->levels[z].nodes[at].parent;
  *node = at;
  return TRUE;
}
