/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A crowd of places on a map, bundled zoom by zoom where their signs would cover each other.
 *
 * The rule is that of supercluster (Mapbox, ISC): from the innermost zoom outwards each node that
 * is still free takes all free nodes within the radius, and what comes out is the input of the next
 * zoom. So each bubble is a node of a tree, and the numbers of each zoom add up to all places. Two
 * things differ. Which node begins is a matter of chance there too (the order of the input); here
 * it is a shuffle within squares of the map that fit into a processor's cache (crowd-bundle.c). And
 * the tree can be altered: a place that comes joins the nearest bubble of each zoom, or stands
 * alone where there is none in reach; one that goes takes its number along the way up. */
#include "core/geo/crowd-private.h"

#include <math.h>
#include <string.h>

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
  nord_crowd_bundle (self, xy, n, n_leaves);
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

/* @child is all that @node has, and one place. */
static void
adopt_alone (NordCrowd *self, guint zoom, guint32 node, guint32 child, guint place)
{
  self->levels[zoom + 1].nodes[child].parent = node;
  self->levels[zoom].nodes[node].child = place | LONE;
}

static void
adopt (NordCrowd *self, guint zoom, guint32 node, guint32 child)
{
  Node *below = &self->levels[zoom + 1].nodes[child];

  below->parent = node;
  below->next = self->levels[zoom].nodes[node].child;
  self->levels[zoom].nodes[node].child = child;
}

/* What stands alone there is to be joined by another: its way down goes through all zooms again. */
static void
part (NordCrowd *self, guint zoom, guint32 node)
{
  guint place = self->levels[zoom].nodes[node].child & PLACE_MASK;
  guint32 at = self->slots[place];

  for (guint z = self->depths[place]; z > zoom + 1; z--)
    at = self->levels[z].nodes[at].parent;
  self->levels[zoom].nodes[node].child = at;
}

/* One place more or less in @node and in all that hold it. */
static void
count_up (NordCrowd *self, guint zoom, guint32 at, double x, double y, guint class_, int by)
{
  guint32 child = NONE;

  for (guint z = zoom + 1; z > 0; z--) {
    Level *level = &self->levels[z - 1];
    Node *node = &level->nodes[at];
    double was = node->count;

    if (by > 0 && child != NONE && node->child & LONE)
      node->child = child;
    node->count += by;
    if (self->n_classes > 0)
      level->shares[(gsize) at * self->n_classes + class_] += by;
    if (node->count > 0)
      nord_crowd_level_keep_inside (level, node, (node->x * was + by * x) / node->count,
                                    (node->y * was + by * y) / node->count);
    child = at;
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
    guint32 joined = find_nearest (level, x, y, nord_crowd_get_radius (z - 1));

    if (joined != NONE) {
      if (level->nodes[joined].child & LONE)
        part (self, z - 1, joined);
      adopt (self, z - 1, joined, node);
      count_up (self, z - 1, joined, x, y, class_, 1);
      return TRUE;
    }
    joined = nord_crowd_level_put (level, x, y, NONE);
    level->n_live++;
    if (self->n_classes > 0)
      level->shares[(gsize) joined * self->n_classes + class_] = 1;
    adopt_alone (self, z - 1, joined, node, place);
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

/* From @node outwards: who holds one place only knows it. */
static void
mark_alone (NordCrowd *self, guint zoom, guint32 node)
{
  const Level *fine = &self->levels[zoom + 1];
  guint32 place = fine->nodes[self->levels[zoom].nodes[node].child].child & PLACE_MASK;

  for (guint z = zoom + 1; z > 0 && self->levels[z - 1].nodes[node].count == 1; z--) {
    self->levels[z - 1].nodes[node].child = place | LONE;
    node = self->levels[z - 1].nodes[node].parent;
  }
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
    if (self->levels[z - 1].nodes[parent].count > 0) {
      disown (self, z - 1, parent, at);
      if (self->levels[z - 1].nodes[parent].count == 1)
        mark_alone (self, z - 1, parent);
      break;
    }
    at = parent;
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

typedef struct {
  const Level *level;
  double west, north, east, south;
  GArray *bubbles;
} Query;

static inline void
answer (const Query *query, guint32 at)
{
  const Node *node = &query->level->nodes[at];
  NordCrowdBubble *bubble;

  if (node->count == 0 || node->child & LEAF || node->x < query->west || node->x > query->east ||
      node->y < query->north || node->y > query->south)
    return;
  g_array_set_size (query->bubbles, query->bubbles->len + 1);
  bubble = &g_array_index (query->bubbles, NordCrowdBubble, query->bubbles->len - 1);
  *bubble = (NordCrowdBubble){node->x, node->y, node->count, at,
                              node->child & LONE ? node->child & PLACE_MASK : G_MAXUINT};
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
  const Query query = {level, west, north, east, south, bubbles};

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
  if (child & LONE && child != NONE) {
    guint place = child & PLACE_MASK;

    g_array_append_val (places, place);
    return;
  }
  while (child != NONE) {
    const Node *below = &self->levels[zoom + 1].nodes[child];

    if (below->child & LEAF) {
      guint place = below->child & PLACE_MASK;

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
    const Node *below;

    if (child & LONE)
      return self->depths[child & PLACE_MASK];
    below = &self->levels[zoom + 1].nodes[child];
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
