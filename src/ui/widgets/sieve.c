/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What of a list passes a filter, looked through in small pieces. */
#include "ui/widgets/sieve.h"

#include <string.h>

/* Microseconds of work between two looks at what else waits, and items between two looks at the
 * clock. */
#define PIECE 4000
#define PATCH 64

struct _NordSieve {
  GObject parent_instance;

  GListModel *model; /* (owned) (nullable) */
  GtkFilter *filter; /* (owned) (nullable) */
  GArray *passed;    /* (owned) (element-type guint) positions in the model, ascending */
  GArray *next;      /* (owned) (element-type guint) of the answer that is being looked for */
  guint looked;      /* positions that were looked at for it */
  guint idle;        /* id of the source that looks, 0: none */
};

static void nord_sieve_list_init (GListModelInterface *iface);

enum { PROP_LOOKING = 1, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (NordSieve,
                               nord_sieve,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, nord_sieve_list_init))

static GType
get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *list)
{
  return NORD_SIEVE (list)->passed->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  NordSieve *self = NORD_SIEVE (list);

  return position < self->passed->len
           ? g_list_model_get_item (self->model, g_array_index (self->passed, guint, position))
           : NULL;
}

static void
nord_sieve_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static guint
count (NordSieve *self)
{
  return self->model ? g_list_model_get_n_items (self->model) : 0;
}

static GtkFilterMatch
get_strictness (NordSieve *self)
{
  return self->filter ? gtk_filter_get_strictness (self->filter) : GTK_FILTER_MATCH_ALL;
}

/* Appends to @passed those of @n items from @position on that pass. */
static void
look (NordSieve *self, GArray *passed, guint position, guint n, GtkFilterMatch strictness)
{
  for (guint i = position; strictness != GTK_FILTER_MATCH_NONE && i < position + n; i++) {
    g_autoptr (GObject) item =
      strictness == GTK_FILTER_MATCH_SOME ? g_list_model_get_item (self->model, i) : NULL;

    if (item == NULL || gtk_filter_match (self->filter, item))
      g_array_append_val (passed, i);
  }
}

/* The new answer takes the place of the old; told is what differs between its ends. */
static void
take (NordSieve *self, GArray *next)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->passed);
  guint shorter = MIN (old->len, next->len), start = 0, end = 0;

  self->passed = next;
  while (start < shorter && g_array_index (old, guint, start) == g_array_index (next, guint, start))
    start++;
  while (end < shorter - start && g_array_index (old, guint, old->len - 1 - end) ==
                                    g_array_index (next, guint, next->len - 1 - end))
    end++;
  if (old->len > start + end || next->len > start + end)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                next->len - start - end);
}

/* After the answer, so that who hears that it is found finds it. */
static void
tell_looking (NordSieve *self, gboolean before)
{
  if (before != (self->idle != 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);
}

static gboolean
on_idle (gpointer data)
{
  NordSieve *self = data;
  guint n = count (self);
  gint64 end = g_get_monotonic_time () + PIECE;

  do {
    guint patch = MIN (PATCH, n - self->looked);

    look (self, self->next, self->looked, patch, GTK_FILTER_MATCH_SOME);
    self->looked += patch;
  } while (self->looked < n && g_get_monotonic_time () < end);
  if (self->looked < n)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  take (self, g_steal_pointer (&self->next));
  tell_looking (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
stop (NordSieve *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->next, g_array_unref);
}

static GArray *
new_positions (guint n)
{
  return g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
}

/* Begins anew where it was looking. */
static void
start (NordSieve *self)
{
  GtkFilterMatch strictness = get_strictness (self);
  guint n = count (self);
  gboolean before = self->idle != 0;

  stop (self);
  self->looked = 0;
  self->next = new_positions (strictness == GTK_FILTER_MATCH_ALL ? n : 0);
  if (n > NORD_SIEVE_SHORT && strictness == GTK_FILTER_MATCH_SOME) {
    self->idle = g_idle_add (on_idle, self);
    tell_looking (self, before);
    return;
  }
  look (self, self->next, 0, n, strictness);
  take (self, g_steal_pointer (&self->next));
  tell_looking (self, before);
}

/* The first of the positions that passed which is not before @position. */
static guint
find (NordSieve *self, guint position)
{
  guint low = 0, high = self->passed->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (self->passed, guint, middle) < position)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, NordSieve *self)
{
  g_autoptr (GArray) came = new_positions (0);
  guint from = find (self, position), to = find (self, position + removed);

  look (self, came, position, added, get_strictness (self));
  for (guint i = to; i < self->passed->len; i++)
    g_array_index (self->passed, guint, i) += added - removed;
  if (to > from)
    g_array_remove_range (self->passed, from, to - from);
  if (came->len > 0)
    g_array_insert_vals (self->passed, from, came->data, came->len);
  if (to > from || came->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), from, to - from, came->len);
  /* What is being looked for counts positions that are no more. */
  if (self->idle != 0)
    start (self);
}

static void
nord_sieve_dispose (GObject *object)
{
  NordSieve *self = NORD_SIEVE (object);

  stop (self);
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->filter)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  g_clear_object (&self->model);
  g_clear_object (&self->filter);
  g_array_set_size (self->passed, 0);
  G_OBJECT_CLASS (nord_sieve_parent_class)->dispose (object);
}

static void
nord_sieve_finalize (GObject *object)
{
  g_array_unref (NORD_SIEVE (object)->passed);
  G_OBJECT_CLASS (nord_sieve_parent_class)->finalize (object);
}

static void
nord_sieve_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_LOOKING:
    g_value_set_boolean (value, nord_sieve_is_looking (NORD_SIEVE (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_sieve_class_init (NordSieveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_sieve_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_sieve_finalize;
  G_OBJECT_CLASS (klass)->get_property = nord_sieve_get_property;
  properties[PROP_LOOKING] =
    g_param_spec_boolean ("looking", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
nord_sieve_init (NordSieve *self)
{
  self->passed = new_positions (0);
}

NordSieve *
nord_sieve_new (void)
{
  return g_object_new (NORD_TYPE_SIEVE, NULL);
}

void
nord_sieve_set_filter (NordSieve *self, GtkFilter *filter)
{
  g_return_if_fail (NORD_IS_SIEVE (self));
  g_return_if_fail (filter == NULL || GTK_IS_FILTER (filter));

  if (self->filter == filter)
    return;
  if (self->filter)
    g_signal_handlers_disconnect_by_data (self->filter, self);
  g_set_object (&self->filter, filter);
  if (filter)
    g_signal_connect_swapped (filter, "changed", G_CALLBACK (start), self);
  start (self);
}

void
nord_sieve_set_model (NordSieve *self, GListModel *model)
{
  gboolean was_looking;
  guint before;

  g_return_if_fail (NORD_IS_SIEVE (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;
  was_looking = self->idle != 0;
  stop (self);
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  before = self->passed->len;
  g_set_object (&self->model, model);
  g_array_set_size (self->passed, 0);
  /* Another list has no answer yet that could stand: it is looked through at once. */
  if (model) {
    g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), self);
    look (self, self->passed, 0, count (self), get_strictness (self));
  }
  if (before > 0 || self->passed->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->passed->len);
  tell_looking (self, was_looking);
}

GListModel *
nord_sieve_get_model (NordSieve *self)
{
  g_return_val_if_fail (NORD_IS_SIEVE (self), NULL);
  return self->model;
}

gboolean
nord_sieve_is_looking (NordSieve *self)
{
  g_return_val_if_fail (NORD_IS_SIEVE (self), FALSE);
  return self->idle != 0;
}
