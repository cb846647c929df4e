/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A crowd of places on a map, bundled zoom by zoom where their signs would cover each other.
 *
 * The rule is that of supercluster (Mapbox, ISC): from the innermost zoom outwards each sign that
 * is still free takes all free ones within the radius, and what comes out is the input of the next
 * zoom. So each bubble is a node of a tree, and the numbers of each zoom add up to all places.
 * Three things differ. Which sign begins is a matter of chance there too (the order of the input);
 * here it is a shuffle within squares of the map that fit into a processor's cache
 * (crowd-bundle.c). The tree can be altered: a place that comes joins the nearest sign of each
 * zoom, or stands alone where there is none in reach; one that goes takes its number along the way
 * up. And a place that stands alone has one node for all zooms at which it does, at the outermost
 * of them: so a view looks for those in its own zoom and in all further out, where it is a few
 * blocks large. */
#include "core/geo/crowd-private.h"

#include <malloc.h>
#include <math.h>
#include <string.h>

#define LARGE (64u << 20) /* bytes that go back to the system before others are asked for */

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
  for (guint c = 0; c < self->n_classes; c++)
    self->single[c * self->n_classes + c] = 1;
  return self;
}

static void
clear (NordCrowd *self)
{
  for (guint z = 0; z <= self->max_zoom + 1; z++)
    nord_crowd_level_clear (&self->levels[z]);
  g_clear_pointer (&self->slots, g_free);
  g_clear_pointer (&self->homes, g_free);
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

static void
reserve_places (NordCrowd *self, guint n)
{
  guint old = self->n_slots;

  if (n <= old)
    return;
  self->n_slots = MAX (n, old + old / 4);
  self->slots = g_renew (guint32, self->slots, self->n_slots);
  self->homes = g_renew (guint8, self->homes, self->n_slots);
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
  gboolean large;

  g_return_if_fail (n <= NORD_CROWD_MAX_PLACES);
  large = nord_crowd_get_memory (self) > LARGE;
  clear (self);
  /* It lies about in pieces into which the new one, of another order, would not fit. */
  if (large)
    malloc_trim (0);
  reserve_places (self, n);
  self->n_places = n;
  for (guint i = 0; i < n; i++) {
    self->depths[i] = from_zoom ? MIN (from_zoom[i], self->max_zoom + 1) : self->max_zoom + 1;
    self->classes[i] = classes && classes[i] < self->n_classes ? classes[i] : 0;
    n_leaves[self->depths[i]]++;
  }
  nord_crowd_bundle (self, xy, n, n_leaves);
}

static void
compare_nearest (const Level *level,
                 guint zoom,
                 double x,
                 double y,
                 double radius,
                 double *nearest,
                 guint *home,
                 guint32 *found)
{
  guint32 west = nord_crowd_level_get_row (level, x - radius);
  guint32 east = nord_crowd_level_get_row (level, x + radius);
  guint32 north = nord_crowd_level_get_row (level, y - radius);
  guint32 south = nord_crowd_level_get_row (level, y + radius);

  for (guint64 cell = 0; cell < (guint64) (south - north + 1) * (east - west + 1); cell++) {
    const Block *block =
      nord_crowd_grid_find (&level->grid, nord_crowd_morton (west + cell % (east - west + 1),
                                                             north + cell / (east - west + 1)));
    guint32 i;

    if (block == NULL)
      continue;
    i = block->n > 0 ? block->start : block->extra;
    while (i != NONE) {
      const Node *node = &level->nodes[i];
      double away = (node->x - x) * (node->x - x) + (node->y - y) * (node->y - y);

      if (away <= *nearest && node->count > 0 &&
          (node->child & LEAF ? nord_crowd_leaf_depth (node->child) > zoom : level->zoom == zoom)) {
        *nearest = away;
        *home = level->zoom;
        *found = i;
      }
      if (i < level->n_packed)
        i = i + 1 < block->start + block->n ? i + 1 : block->extra;
      else
        i = level->chain[i - level->n_filled];
    }
  }
}

/* What stands at @zoom in reach of a place: a node of the level @home. */
static gboolean
find_nearest (const NordCrowd *self, guint zoom, double x, double y, guint *home, guint32 *found)
{
  double radius = nord_crowd_get_radius (zoom), nearest = radius * radius;

  *found = NONE;
  for (guint z = 0; z <= zoom; z++)
    compare_nearest (&self->levels[z], zoom, x, y, radius, &nearest, home, found);
  return *found != NONE;
}

/* @home: where it has its node from now on. */
static void
settle (NordCrowd *self, guint place, guint home, double x, double y, guint32 parent)
{
  Level *level = &self->levels[home];
  guint32 leaf = nord_crowd_leaf (place, self->depths[place]), at;

  at = home < self->depths[place] ? nord_crowd_level_put (level, x, y, leaf)
                                  : nord_crowd_level_put_hidden (level, x, y, leaf);
  level->nodes[at].parent = parent;
  self->slots[place] = at;
  self->homes[place] = home;
}

static void
adopt (NordCrowd *self, guint zoom, guint32 node, guint32 child)
{
  Node *below = &self->levels[zoom + 1].nodes[child];

  below->parent = node;
  below->next = self->levels[zoom].nodes[node].child;
  self->levels[zoom].nodes[node].child = child;
}

/* The link that leads to @child, which has a parent. */
static guint32 *
find_link (NordCrowd *self, guint zoom, guint32 child)
{
  Node *nodes = self->levels[zoom].nodes;
  guint32 *link = &self->levels[zoom - 1].nodes[nodes[child].parent].child;

  while (*link != child)
    link = &nodes[*link].next;
  return link;
}

/* @by comes into the place of @node, of the same zoom. */
static void
replace (NordCrowd *self, guint zoom, guint32 node, guint32 by)
{
  Node *nodes = self->levels[zoom].nodes;

  nodes[by].parent = nodes[node].parent;
  if (nodes[node].parent == NONE)
    return;
  *find_link (self, zoom, node) = by;
  nodes[by].next = nodes[node].next;
}

/* What stands alone at @zoom is to be joined there by another: from there outwards to its old home
 * it is a bubble, as yet of one place. */
static guint32
begin_bubble (NordCrowd *self, guint zoom, guint home, guint32 node)
{
  Level *level = &self->levels[home];
  guint place = level->nodes[node].child & PLACE_MASK;
  double x = level->nodes[node].x, y = level->nodes[node].y;
  guint32 child, bubble = NONE;

  settle (self, place, zoom + 1, x, y, NONE);
  child = self->slots[place];
  for (guint z = zoom + 1; z > home; z--) {
    guint32 at = nord_crowd_level_put (&self->levels[z - 1], x, y, NONE);

    if (self->n_classes > 0)
      self->levels[z - 1].shares[(gsize) at * self->n_classes + self->classes[place]] = 1;
    adopt (self, z - 1, at, child);
    child = at;
    if (z == zoom + 1)
      bubble = at;
  }
  replace (self, home, node, child);
  nord_crowd_level_drop (level, node);
  return bubble;
}

/* A bubble of one place is none: the place stands alone, as far out as there is no other. */
static void
end_bubble (NordCrowd *self, guint zoom, guint32 bubble)
{
  guint32 child = self->levels[zoom].nodes[bubble].child;
  Level *inner = &self->levels[zoom + 1];
  guint place = inner->nodes[child].child & PLACE_MASK;
  double x = inner->nodes[child].x, y = inner->nodes[child].y;

  nord_crowd_level_drop (inner, child);
  while (zoom > 0 &&
         self->levels[zoom - 1].nodes[self->levels[zoom].nodes[bubble].parent].count == 1) {
    guint32 parent = self->levels[zoom].nodes[bubble].parent;

    nord_crowd_level_drop (&self->levels[zoom], bubble);
    bubble = parent;
    zoom--;
  }
  settle (self, place, zoom, x, y, NONE);
  replace (self, zoom, bubble, self->slots[place]);
  nord_crowd_level_drop (&self->levels[zoom], bubble);
}

/* One place more or less in the bubble @at and in all that hold it. */
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
  guint depth = MIN (from_zoom, self->max_zoom + 1), home;
  guint32 joined;

  g_return_val_if_fail (place < NORD_CROWD_MAX_PLACES, FALSE);
  reserve_places (self, place + 1);
  if (self->slots[place] != NONE)
    return FALSE;
  class_ = class_ < self->n_classes ? class_ : 0;
  self->depths[place] = depth;
  self->classes[place] = class_;
  self->n_places++;
  for (guint z = depth; z > 0; z--) {
    if (find_nearest (self, z - 1, x, y, &home, &joined)) {
      if (self->levels[home].nodes[joined].child & LEAF)
        joined = begin_bubble (self, z - 1, home, joined);
      settle (self, place, z, x, y, NONE);
      adopt (self, z - 1, joined, self->slots[place]);
      count_up (self, z - 1, joined, x, y, class_, 1);
      return TRUE;
    }
    self->levels[z - 1].n_live++;
  }
  settle (self, place, 0, x, y, NONE);
  return TRUE;
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
  guint home;
  Node *node;

  if (place >= self->n_slots || self->slots[place] == NONE)
    return FALSE;
  home = self->homes[place];
  at = self->slots[place];
  node = &self->levels[home].nodes[at];
  parent = node->parent;
  for (guint z = home; z < self->depths[place]; z++)
    self->levels[z].n_live--;
  if (parent != NONE) {
    *find_link (self, home, at) = node->next;
    count_up (self, home - 1, parent, node->x, node->y, self->classes[place], -1);
  }
  nord_crowd_level_drop (&self->levels[home], at);
  self->slots[place] = NONE;
  self->n_places--;
  if (parent != NONE && self->levels[home - 1].nodes[parent].count == 1)
    end_bubble (self, home - 1, parent);
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
  gsize bytes = sizeof *self + self->n_slots * (sizeof (guint32) + 3);

  for (guint z = 0; z <= self->max_zoom + 1; z++)
    bytes += nord_crowd_level_get_memory (&self->levels[z]);
  return bytes;
}

typedef struct {
  guint zoom;
  double west, north, east, south;
  GArray *bubbles;
  guint n; /* filled of them */
} Query;

/* What is in [@from, @to). */
static inline void
answer (Query *query, const Level *level, guint32 from, guint32 to)
{
  for (guint32 i = from; i < to; i++) {
    const Node *node = &level->nodes[i];
    gboolean alone = (node->child & LEAF) != 0;

    if (node->count == 0 || node->x < query->west || node->x > query->east ||
        node->y < query->north || node->y > query->south ||
        (alone ? nord_crowd_leaf_depth (node->child) <= query->zoom : level->zoom != query->zoom))
      continue;
    if (query->n == query->bubbles->len)
      g_array_set_size (query->bubbles, query->n + query->n / 2 + 64);
    g_array_index (query->bubbles, NordCrowdBubble, query->n++) = (NordCrowdBubble){
      node->x,
      node->y,
      node->count,
      alone ? node->child : i,
      alone ? node->child & PLACE_MASK : G_MAXUINT,
    };
  }
}

static void
search (Query *query, const Level *level)
{
  guint32 left = nord_crowd_level_get_row (level, query->west);
  guint32 top = nord_crowd_level_get_row (level, query->north);
  guint32 right = nord_crowd_level_get_row (level, query->east);
  guint32 bottom = nord_crowd_level_get_row (level, query->south);

  if ((guint64) (right - left + 1) * (bottom - top + 1) > level->grid.n_blocks) {
    answer (query, level, 0, level->n_packed);
    answer (query, level, level->n_filled, level->n_nodes);
    return;
  }
  for (guint32 row = top; row <= bottom; row++) {
    for (guint32 column = left; column <= right; column++) {
      const Block *block = nord_crowd_grid_find (&level->grid, nord_crowd_morton (column, row));

      if (block == NULL)
        continue;
      answer (query, level, block->start, block->start + block->n);
      for (guint32 i = block->extra; i != NONE; i = level->chain[i - level->n_filled])
        answer (query, level, i, i + 1);
    }
  }
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
  Query query = {MIN (zoom, self->max_zoom), west, north, east, south, bubbles, bubbles->len};

  if (!(west <= east && north <= south))
    return;
  for (guint z = 0; z <= query.zoom; z++)
    search (&query, &self->levels[z]);
  g_array_set_size (bubbles, query.n);
}

const guint32 *
nord_crowd_get_shares (const NordCrowd *self, guint zoom, guint node)
{
  if (self->n_classes == 0)
    return NULL;
  if (node & LEAF)
    return self->single + self->classes[node & PLACE_MASK] * self->n_classes;
  return self->levels[MIN (zoom, self->max_zoom)].shares + (gsize) node * self->n_classes;
}

/* Adds the places of a bubble to @places (element-type guint). */
void
nord_crowd_list_places (const NordCrowd *self, guint zoom, guint node, GArray *places)
{
  zoom = MIN (zoom, self->max_zoom);
  if (node & LEAF) {
    guint place = node & PLACE_MASK;

    g_array_append_val (places, place);
    return;
  }
  for (guint32 child = self->levels[zoom].nodes[node].child; child != NONE;
       child = self->levels[zoom + 1].nodes[child].next) {
    guint32 leaf = self->levels[zoom + 1].nodes[child].child;

    nord_crowd_list_places (self, zoom + 1, leaf & LEAF ? leaf : child, places);
  }
}

/* The zoom at which a bubble falls into several; one above the innermost if none parts it. */
guint
nord_crowd_find_parting_zoom (const NordCrowd *self, guint zoom, guint node)
{
  if (node & LEAF)
    return self->depths[node & PLACE_MASK];
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
  zoom = MIN (zoom, self->max_zoom);
  if (place >= self->n_slots || self->slots[place] == NONE || zoom >= self->depths[place])
    return FALSE;
  if (zoom >= self->homes[place]) {
    *node = nord_crowd_leaf (place, self->depths[place]);
    return TRUE;
  }
  *node = self->slots[place];
  for (guint z = self->homes[place]; z > zoom; z--)
    *node = self->levels[z].nodes[*node].parent;
  return TRUE;
}
