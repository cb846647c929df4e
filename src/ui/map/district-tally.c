/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How many ideas lie in each city and statistical district, counted in the background. */
#include "ui/map/district-tally.h"

#include "core/model/idea.h"

#define REST_MS 250 /* many changes at once are counted once */

struct _NordDistrictTally {
  GObject parent_instance;

  NordDistricts *districts;  /* (owned) */
  GListModel *ideas;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of the running count */
  guint *counts;             /* (owned) */
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (NordDistrictTally, nord_district_tally, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct {
  NordDistricts *districts; /* (owned) */
  GPtrArray *shapes;        /* (owned) (element-type NordShape) */
  guint unplaced;
} Order;

static void
order_free (gpointer data)
{
  g_object_unref (((Order *) data)->districts);
  g_ptr_array_unref (((Order *) data)->shapes);
  g_free (data);
}

static guint
get_n (NordDistricts *districts)
{
  return nord_districts_get_n (districts, NORD_DISTRICT_CITY);
}

/* Of the city districts, of those in none and those without a place, of the statistical ones. */
static guint *
make_counts (NordDistricts *districts)
{
  return g_new0 (guint, get_n (districts) + 2 +
                          nord_districts_get_n (districts, NORD_DISTRICT_STATISTICAL));
}

static guint
find (NordDistricts *districts, NordDistrictRank rank, const NordDistrict *district)
{
  guint n = nord_districts_get_n (districts, rank), k = 0;

  while (k < n && nord_districts_get (districts, rank, k) != district)
    k++;
  return k;
}

static void
count (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  guint n = get_n (order->districts);
  g_autofree guint *counts = make_counts (order->districts);

  for (guint i = 0; i < order->shapes->len; i++) {
    const NordShape *shape = order->shapes->pdata[i];
    const NordDistrict *city = nord_districts_locate (order->districts, NORD_DISTRICT_CITY, shape);
    const NordDistrict *part = nord_districts_locate_part (order->districts, city, shape);

    if (i % 256 == 0 && g_task_return_error_if_cancelled (task))
      return;
    counts[find (order->districts, NORD_DISTRICT_CITY, city)]++;
    if (part != NULL)
      counts[n + 2 + find (order->districts, NORD_DISTRICT_STATISTICAL, part)]++;
  }
  counts[n + 1] = order->unplaced;
  g_task_return_pointer (task, g_steal_pointer (&counts), g_free);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  NordDistrictTally *self = NORD_DISTRICT_TALLY (source);
  guint *counts = g_task_propagate_pointer (G_TASK (result), NULL);

  if (counts == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_free (self->counts);
  self->counts = counts;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_rested (gpointer data)
{
  NordDistrictTally *self = data;
  Order *order = g_new0 (Order, 1);
  guint n = self->ideas ? g_list_model_get_n_items (self->ideas) : 0;
  g_autoptr (GTask) task = NULL;

  self->rest_id = 0;
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  order->districts = g_object_ref (self->districts);
  order->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);
  for (guint i = 0; i < n; i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (self->ideas, i);
    NordShape *shape = nord_record_get_shape (idea, NORD_IDEA_SHAPE);

    if (shape)
      g_ptr_array_add (order->shapes, nord_shape_ref (shape));
    else
      order->unplaced++;
  }
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_counted, NULL);
  g_task_set_source_tag (task, on_rested);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, count);
  return G_SOURCE_REMOVE;
}

static void
on_ideas_changed (NordDistrictTally *self)
{
  if (self->rest_id == 0)
    self->rest_id = g_timeout_add (REST_MS, on_rested, self);
}

static void
nord_district_tally_dispose (GObject *object)
{
  NordDistrictTally *self = NORD_DISTRICT_TALLY (object);

  nord_district_tally_set_ideas (self, NULL);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (nord_district_tally_parent_class)->dispose (object);
}

static void
nord_district_tally_finalize (GObject *object)
{
  NordDistrictTally *self = NORD_DISTRICT_TALLY (object);

  g_clear_object (&self->districts);
  g_free (self->counts);
  G_OBJECT_CLASS (nord_district_tally_parent_class)->finalize (object);
}

static void
nord_district_tally_class_init (NordDistrictTallyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_district_tally_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_district_tally_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_district_tally_init (NordDistrictTally *self)
{
}

NordDistrictTally *
nord_district_tally_new (NordDistricts *districts)
{
  NordDistrictTally *self = g_object_new (NORD_TYPE_DISTRICT_TALLY, NULL);

  self->districts = g_object_ref (districts);
  self->counts = make_counts (districts);
  return self;
}

void
nord_district_tally_set_ideas (NordDistrictTally *self, GListModel *ideas)
{
  g_return_if_fail (NORD_IS_DISTRICT_TALLY (self));
  if (self->ideas == ideas)
    return;
  if (self->ideas)
    g_signal_handlers_disconnect_by_data (self->ideas, self);
  g_set_object (&self->ideas, ideas);
  if (ideas) {
    g_signal_connect_object (ideas, "items-changed", G_CALLBACK (on_ideas_changed), self,
                             G_CONNECT_SWAPPED);
    on_ideas_changed (self);
  }
}

NordDistricts *
nord_district_tally_get_districts (NordDistrictTally *self)
{
  g_return_val_if_fail (NORD_IS_DISTRICT_TALLY (self), NULL);
  return self->districts;
}

guint
nord_district_tally_get (NordDistrictTally *self, guint index)
{
  g_return_val_if_fail (NORD_IS_DISTRICT_TALLY (self), 0);
  g_return_val_if_fail (index < get_n (self->districts) + 2, 0);
  return self->counts[index];
}

guint
nord_district_tally_get_part (NordDistrictTally *self, guint index)
{
  g_return_val_if_fail (NORD_IS_DISTRICT_TALLY (self), 0);
  g_return_val_if_fail (index < nord_districts_get_n (self->districts, NORD_DISTRICT_STATISTICAL),
                        0);
  return self->counts[get_n (self->districts) + 2 + index];
}
