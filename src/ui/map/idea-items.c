/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ideas that have a place, as a layer of the map needs them. One idea more, less or altered
 * costs the time of one; only when a large part changes is everything made anew. Where that would
 * be long, it is done beside what is shown: read in small pieces between the frames, bundled in a
 * thread, and then exchanged. */
#include "ui/map/idea-items.h"

#include "core/geo/index.h"
#include "ui/map/idea-bundle.h"

#include <math.h>

#define MAX_ALTERED 40
/* A list that is read anew at once is no longer than this. */
#define SHORT_LIST 4000
/* Microseconds of reading between two looks at what else waits. */
#define PIECE 4000

struct _NordIdeaItems {
  void (*changed) (gpointer data);
  gpointer data;            /* (unowned) */
  NordProgramme *programme; /* (owned) (nullable) */
  GListModel *ideas;        /* (owned) (nullable) */

  GArray *items;           /* (owned) (element-type NordIdeaItem) by slot */
  GArray *order;           /* (owned) (element-type guint) slot by position in the list */
  GArray *fresh;           /* (owned) (element-type guint) slots of shapes that came one by one */
  GArray *altered;         /* (owned) (element-type NordBounds) where lines or areas came or went */
  GArray *free;            /* (owned) (element-type guint) slots */
  GHashTable *slots;       /* (owned) id (of the idea) -> slot + 1 */
  guint n_placed;          /* items with a place */
  NordCrowd *crowd;        /* (owned) (nullable) */
  NordIndex *shapes;       /* (owned) slot + 1 of lines and areas */
  guint n_edits;           /* since the crowd was filled */
  gboolean stale;          /* all has to be read anew */
  gboolean shapes_changed; /* too many lines or areas to be counted in `altered` */
  char *hidden;            /* (owned) (nullable) id */
  NordIdeaItems *next;     /* (owned) (nullable) what is being made to take the place of this */
  guint reading;           /* id of the source that reads for it, 0: none, or it is being bundled */
  GCancellable *bundling;  /* (owned) (nullable) */
};

static NordIdeaItem *
get_item (NordIdeaItems *self, guint slot)
{
  return &g_array_index (self->items, NordIdeaItem, slot);
}

static gboolean
is_hidden (NordIdeaItems *self, const NordIdeaItem *item)
{
  return self->hidden && strcmp (self->hidden, nord_record_get_id (NORD_RECORD (item->idea))) == 0;
}

static void
read_item (NordIdeaItems *self, NordIdeaItem *item, NordIdea *idea, NordShape *shape)
{
  nord_idea_item_read (item, idea, shape,
                       nord_idea_items_find_category (self,
                                                      nord_record_get_text (NORD_RECORD (idea),
                                                                            NORD_IDEA_CATEGORY)));
}

static void
note_altered (NordIdeaItems *self, const NordBounds *bounds)
{
  if (self->altered->len < MAX_ALTERED)
    g_array_append_val (self->altered, *bounds);
  else
    self->shapes_changed = TRUE;
}

/* Puts @slot into the indices, unless they are made anew anyway. */
static void
enter (NordIdeaItems *self, guint slot)
{
  NordIdeaItem *item = get_item (self, slot);

  if (is_hidden (self, item))
    return;
  if (nord_idea_item_is_drawn (item)) {
    NordBounds bounds = nord_shape_get_bounds (item->shape);

    nord_index_add (self->shapes, GUINT_TO_POINTER (slot + 1), &bounds);
    note_altered (self, &bounds);
    if (self->fresh->len < MAX_ALTERED)
      g_array_append_val (self->fresh, slot);
  }
  if (self->crowd)
    nord_crowd_add (self->crowd, slot, item->x, item->y, item->category, item->from_zoom);
  self->n_edits++;
}

static void
leave (NordIdeaItems *self, guint slot)
{
  if (nord_idea_item_is_drawn (get_item (self, slot))) {
    NordBounds bounds = nord_shape_get_bounds (get_item (self, slot)->shape);

    nord_index_remove (self->shapes, GUINT_TO_POINTER (slot + 1));
    note_altered (self, &bounds);
    for (guint i = self->fresh->len; i > 0; i--) {
      if (g_array_index (self->fresh, guint, i - 1) == slot)
        g_array_remove_index_fast (self->fresh, i - 1);
    }
  }
  if (self->crowd)
    nord_crowd_remove (self->crowd, slot);
  self->n_edits++;
}

/* Returns: the slot of @idea, G_MAXUINT if it has no place. */
static guint
place (NordIdeaItems *self, NordIdea *idea)
{
  NordShape *shape = nord_record_get_shape (NORD_RECORD (idea), NORD_IDEA_SHAPE);
  NordIdeaItem item = {0};
  guint slot;

  if (shape == NULL)
    return G_MAXUINT;
  read_item (self, &item, idea, shape);
  if (self->free->len > 0) {
    slot = g_array_index (self->free, guint, self->free->len - 1);
    g_array_set_size (self->free, self->free->len - 1);
    *get_item (self, slot) = item;
  } else {
    slot = self->items->len;
    g_array_append_val (self->items, item);
  }
  g_hash_table_replace (self->slots, (gpointer) nord_record_get_id (NORD_RECORD (idea)),
                        GUINT_TO_POINTER (slot + 1));
  self->n_placed++;
  enter (self, slot);
  return slot;
}

static void
displace (NordIdeaItems *self, guint slot)
{
  NordIdeaItem *item = get_item (self, slot);

  leave (self, slot);
  g_hash_table_remove (self->slots, nord_record_get_id (NORD_RECORD (item->idea)));
  nord_idea_item_clear (item);
  g_array_append_val (self->free, slot);
  self->n_placed--;
}

static void
read_all (NordIdeaItems *self)
{
  guint n = self->ideas ? g_list_model_get_n_items (self->ideas) : 0;

  self->stale = FALSE;
  g_hash_table_remove_all (self->slots);
  g_array_set_size (self->items, 0);
  g_array_set_size (self->free, 0);
  g_array_set_size (self->order, 0);
  nord_index_clear (self->shapes);
  g_clear_pointer (&self->crowd, nord_crowd_free);
  self->n_placed = 0;
  for (guint i = 0; i < n; i++) {
    g_autoptr (NordIdea) idea = g_list_model_get_item (self->ideas, i);
    guint slot = place (self, idea);

    g_array_append_val (self->order, slot);
  }
  g_array_set_size (self->fresh, 0);
  g_array_set_size (self->altered, 0);
  self->shapes_changed = FALSE;
}

static void
ensure (NordIdeaItems *self)
{
  if (self->stale && self->next == NULL)
    read_all (self);
}

static NordIdeaBundle *
new_bundle (NordIdeaItems *self)
{
  return nord_idea_bundle_new (self->items, nord_idea_items_count_categories (self) + 1);
}

/* @crowd: (transfer full) of all items. */
static void
take_crowd (NordIdeaItems *self, NordCrowd *crowd)
{
  guint n = self->items->len;

  g_clear_pointer (&self->crowd, nord_crowd_free);
  self->crowd = crowd;
  for (guint i = 0; i < n; i++) {
    if (get_item (self, i)->idea == NULL || is_hidden (self, get_item (self, i)))
      nord_crowd_remove (self->crowd, i);
  }
  self->n_edits = 0;
}

static void
fill_crowd (NordIdeaItems *self)
{
  NordIdeaBundle *bundle = new_bundle (self);

  take_crowd (self, nord_idea_bundle_make_crowd (bundle));
  nord_idea_bundle_free (bundle);
}

static void
stop_reading (NordIdeaItems *self)
{
  g_clear_handle_id (&self->reading, g_source_remove);
  if (self->bundling)
    g_cancellable_cancel (self->bundling);
  g_clear_object (&self->bundling);
  g_clear_pointer (&self->next, nord_idea_items_free);
}

#define EXCHANGE(field)                                                                            \
  do {                                                                                             \
    gpointer other = next->field;                                                                  \
    next->field = self->field;                                                                     \
    self->field = other;                                                                           \
  } while (0)

static void
bundle_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, nord_idea_bundle_make_crowd (data),
                         (GDestroyNotify) nord_crowd_free);
}

static void
on_bundled (GObject *source, GAsyncResult *result, gpointer data)
{
  NordIdeaItems *self = data, *next;
  NordCrowd *crowd = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Where it was stopped, nothing is left that could take it. */
  if (crowd == NULL)
    return;
  next = self->next;
  EXCHANGE (items);
  EXCHANGE (order);
  EXCHANGE (free);
  EXCHANGE (slots);
  EXCHANGE (shapes);
  self->n_placed = next->n_placed;
  self->stale = FALSE;
  self->shapes_changed = TRUE;
  g_array_set_size (self->fresh, 0);
  g_array_set_size (self->altered, 0);
  take_crowd (self, crowd);
  stop_reading (self);
  self->changed (self->data);
}

static gboolean
on_read (gpointer data)
{
  NordIdeaItems *self = data, *next = self->next;
  guint n = g_list_model_get_n_items (self->ideas);
  gint64 end = g_get_monotonic_time () + PIECE;
  g_autoptr (GTask) task = NULL;

  while (next->order->len < n) {
    g_autoptr (NordIdea) idea = g_list_model_get_item (self->ideas, next->order->len);
    guint slot = place (next, idea);

    g_array_append_val (next->order, slot);
    if (next->order->len % 64 == 0 && g_get_monotonic_time () > end)
      return G_SOURCE_CONTINUE;
  }
  self->reading = 0;
  self->bundling = g_cancellable_new ();
  task = g_task_new (NULL, self->bundling, on_bundled, self);
  g_task_set_task_data (task, new_bundle (next), (GDestroyNotify) nord_idea_bundle_free);
  g_task_run_in_thread (task, bundle_in_thread);
  return G_SOURCE_REMOVE;
}

/* All has to be read anew: now, when it is asked for, or beside what is shown. */
static void
spoil (NordIdeaItems *self)
{
  self->stale = TRUE;
  stop_reading (self);
  if (self->n_placed == 0 || self->ideas == NULL ||
      g_list_model_get_n_items (self->ideas) <= SHORT_LIST)
    return;
  self->next = nord_idea_items_new (self->changed, self->data);
  self->next->stale = FALSE;
  g_set_object (&self->next->programme, self->programme);
  self->next->hidden = g_strdup (self->hidden);
  self->reading = g_idle_add (on_read, self);
}

static void
on_items_changed (GListModel *model,
                  guint position,
                  guint removed,
                  guint added,
                  NordIdeaItems *self)
{
  g_autofree guint *slots = NULL;

  if (self->next != NULL || (!self->stale && removed + added > 64 + self->order->len / 8))
    spoil (self);
  if (!self->stale) {
    for (guint i = position; i < position + removed; i++) {
      guint slot = g_array_index (self->order, guint, i);

      if (slot != G_MAXUINT)
        displace (self, slot);
    }
    if (removed > 0)
      g_array_remove_range (self->order, position, removed);
    slots = g_new (guint, added + 1);
    for (guint i = 0; i < added; i++) {
      g_autoptr (NordIdea) idea = g_list_model_get_item (model, position + i);

      slots[i] = place (self, idea);
    }
    if (added > 0)
      g_array_insert_vals (self->order, position, slots, added);
  }
  if (self->next == NULL)
    self->changed (self->data);
}

guint
nord_idea_items_get_zoom (const NordView *view)
{
  return (guint) CLAMP (floor (view->zoom - 1), 0, NORD_CROWD_MAX_ZOOM);
}

NordIdeaItems *
nord_idea_items_new (void (*changed) (gpointer data), gpointer data)
{
  NordIdeaItems *self = g_new0 (NordIdeaItems, 1);

  self->changed = changed;
  self->data = data;
  self->items = g_array_new (FALSE, FALSE, sizeof (NordIdeaItem));
  g_array_set_clear_func (self->items, (GDestroyNotify) nord_idea_item_clear);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->fresh = g_array_new (FALSE, FALSE, sizeof (guint));
  self->altered = g_array_new (FALSE, FALSE, sizeof (NordBounds));
  self->free = g_array_new (FALSE, FALSE, sizeof (guint));
  self->slots = g_hash_table_new (g_str_hash, g_str_equal);
  self->shapes = nord_index_new ();
  self->stale = TRUE;
  return self;
}

void
nord_idea_items_free (NordIdeaItems *self)
{
  stop_reading (self);
  if (self->ideas)
    g_signal_handlers_disconnect_by_data (self->ideas, self);
  g_clear_object (&self->ideas);
  g_clear_object (&self->programme);
  g_hash_table_unref (self->slots);
  g_array_unref (self->items);
  g_array_unref (self->order);
  g_array_unref (self->free);
  g_array_unref (self->fresh);
  g_array_unref (self->altered);
  g_clear_pointer (&self->crowd, nord_crowd_free);
  nord_index_free (self->shapes);
  g_free (self->hidden);
  g_free (self);
}

void
nord_idea_items_set_programme (NordIdeaItems *self, NordProgramme *programme)
{
  if (!g_set_object (&self->programme, programme))
    return;
  stop_reading (self);
  self->stale = TRUE;
  self->changed (self->data);
}

void
nord_idea_items_set_ideas (NordIdeaItems *self, GListModel *ideas)
{
  if (self->ideas == ideas)
    return;
  if (self->ideas)
    g_signal_handlers_disconnect_by_data (self->ideas, self);
  g_set_object (&self->ideas, ideas);
  if (ideas)
    g_signal_connect (ideas, "items-changed", G_CALLBACK (on_items_changed), self);
  /* What another list had must not be shown for a moment. */
  stop_reading (self);
  self->stale = TRUE;
  self->changed (self->data);
}

/* An idea of the list has other values. Whether it has a place at all may change, and then its
 * position in the list is looked for. */
static void
refresh_one (NordIdeaItems *self, const char *id)
{
  guint slot = GPOINTER_TO_UINT (g_hash_table_lookup (self->slots, id));
  g_autoptr (NordIdea) idea = NULL;
  NordShape *shape;

  if (slot-- == 0) {
    for (guint i = 0; i < self->order->len; i++) {
      g_autoptr (NordRecord) record = NULL;

      if (g_array_index (self->order, guint, i) != G_MAXUINT)
        continue;
      record = g_list_model_get_item (self->ideas, i);
      if (strcmp (nord_record_get_id (record), id) == 0) {
        g_array_index (self->order, guint, i) = place (self, NORD_IDEA (record));
        return;
      }
    }
    return;
  }
  idea = g_object_ref (get_item (self, slot)->idea);
  shape = nord_record_get_shape (NORD_RECORD (idea), NORD_IDEA_SHAPE);
  if (shape == NULL) {
    self->stale = TRUE;
    return;
  }
  leave (self, slot);
  read_item (self, get_item (self, slot), idea, shape);
  enter (self, slot);
}

void
nord_idea_items_refresh (NordIdeaItems *self, const NordChangeSet *changes)
{
  if (self->next != NULL || changes == NULL || changes->changes->len > 200)
    spoil (self);
  for (guint i = 0; !self->stale && i < changes->changes->len; i++) {
    const NordChange *change = changes->changes->pdata[i];

    if (change->noun->kind == NORD_NOUN_IDEA)
      refresh_one (self, change->target);
  }
  if (self->next == NULL)
    self->changed (self->data);
}

void
nord_idea_items_set_hidden (NordIdeaItems *self, const char *id)
{
  guint shown, hides;

  if (g_strcmp0 (self->hidden, id) == 0)
    return;
  ensure (self);
  shown = self->hidden ? GPOINTER_TO_UINT (g_hash_table_lookup (self->slots, self->hidden)) : 0;
  hides = id ? GPOINTER_TO_UINT (g_hash_table_lookup (self->slots, id)) : 0;
  if (hides > 0)
    leave (self, hides - 1);
  g_free (self->hidden);
  self->hidden = g_strdup (id);
  if (shown > 0)
    enter (self, shown - 1);
  if (self->next != NULL)
    spoil (self);
  self->changed (self->data);
}

gboolean
nord_idea_items_is_behind (NordIdeaItems *self)
{
  return self->next != NULL;
}

/* (transfer none) (element-type guint) slots of lines and areas that came one by one; who has drawn
 * one takes it out. */
GArray *
nord_idea_items_get_fresh (NordIdeaItems *self)
{
  return self->fresh;
}

/* Adds to @altered (element-type NordBounds) where lines or areas have come, gone or altered since
 * this was asked last. Returns: FALSE: nearly everywhere. */
gboolean
nord_idea_items_take_altered (NordIdeaItems *self, GArray *altered)
{
  gboolean few = !self->shapes_changed && (!self->stale || self->next != NULL);

  self->shapes_changed = FALSE;
  g_array_append_vals (altered, self->altered->data, self->altered->len);
  g_array_set_size (self->altered, 0);
  return few;
}

guint
nord_idea_items_count (NordIdeaItems *self)
{
  ensure (self);
  return self->n_placed;
}

const NordIdeaItem *
nord_idea_items_get (NordIdeaItems *self, guint slot)
{
  ensure (self);
  return get_item (self, slot);
}

const char *
nord_idea_items_get_id (NordIdeaItems *self, guint slot)
{
  return nord_record_get_id (NORD_RECORD (nord_idea_items_get (self, slot)->idea));
}

guint
nord_idea_items_find (NordIdeaItems *self, const char *id)
{
  guint slot;

  ensure (self);
  slot = GPOINTER_TO_UINT (g_hash_table_lookup (self->slots, id));
  return slot == 0 || is_hidden (self, get_item (self, slot - 1)) ? G_MAXUINT : slot - 1;
}

guint
nord_idea_items_count_categories (NordIdeaItems *self)
{
  guint n = self->programme ? nord_programme_get_n_categories (self->programme) : 0;

  return MIN (n, NORD_IDEA_ITEMS_CATEGORIES);
}

guint
nord_idea_items_find_category (NordIdeaItems *self, const char *id)
{
  guint n = nord_idea_items_count_categories (self);

  for (guint i = 0; id && i < n; i++) {
    if (strcmp (nord_programme_get_category (self->programme, i)->id, id) == 0)
      return i;
  }
  return n;
}

const NordCategory *
nord_idea_items_get_category (NordIdeaItems *self, guint category)
{
  return category < nord_idea_items_count_categories (self)
           ? nord_programme_get_category (self->programme, category)
           : NULL;
}

NordCrowd *
nord_idea_items_get_crowd (NordIdeaItems *self)
{
  ensure (self);
  if (self->crowd == NULL || self->n_edits > 1000 + self->n_placed / 4)
    fill_crowd (self);
  return self->crowd;
}

void
nord_idea_items_query_shapes (NordIdeaItems *self,
                              const NordBounds *bounds,
                              guint zoom,
                              GArray *slots)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  ensure (self);
  nord_index_query (self->shapes, bounds, keys);
  for (guint i = 0; i < keys->len; i++) {
    guint slot = GPOINTER_TO_UINT (keys->pdata[i]) - 1;

    if (get_item (self, slot)->from_zoom <= zoom)
      g_array_append_val (slots, slot);
  }
}
