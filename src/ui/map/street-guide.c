/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The net of the streets in view, read in the background. */
#include "ui/map/street-guide.h"

#include "core/map/street-reader.h"

#define AROUND 0.35 /* of the view, on each side */

struct _NordStreetGuide {
  GObject parent_instance;

  NordBaseLayer *base;       /* (owned) */
  NordTileStack *stack;      /* (owned) (nullable) that the net is from */
  NordStreetNet *net;        /* (owned) (nullable) */
  NordBounds known;          /* what the net covers, or is being read */
  GCancellable *cancellable; /* (owned) (nullable) of the running reader */
};

G_DEFINE_FINAL_TYPE (NordStreetGuide, nord_street_guide, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct {
  NordTileStack *stack; /* (owned) */
  NordBounds part;
} Order;

static void
order_free (gpointer data)
{
  g_object_unref (((Order *) data)->stack);
  g_free (data);
}

static void
read_streets (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GError *error = NULL;
  NordStreetNet *net = nord_street_reader_load (order->stack, &order->part, cancellable, &error);

  if (net)
    g_task_return_pointer (task, net, (GDestroyNotify) nord_street_net_unref);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  NordStreetGuide *self = NORD_STREET_GUIDE (source);
  g_autoptr (GError) error = NULL;
  NordStreetNet *net = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->net, nord_street_net_unref);
  self->net = net;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
nord_street_guide_dispose (GObject *object)
{
  NordStreetGuide *self = NORD_STREET_GUIDE (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->net, nord_street_net_unref);
  g_clear_object (&self->stack);
  g_clear_object (&self->base);
  G_OBJECT_CLASS (nord_street_guide_parent_class)->dispose (object);
}

static void
nord_street_guide_class_init (NordStreetGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_street_guide_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_street_guide_init (NordStreetGuide *self)
{
}

NordStreetGuide *
nord_street_guide_new (NordBaseLayer *base)
{
  NordStreetGuide *self = g_object_new (NORD_TYPE_STREET_GUIDE, NULL);

  self->base = g_object_ref (base);
  return self;
}

void
nord_street_guide_show (NordStreetGuide *self, const NordBounds *seen)
{
  double width = seen->east - seen->west, height = seen->north - seen->south;
  NordTileStack *stack;
  Order *order;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (NORD_IS_STREET_GUIDE (self));
  stack = nord_tile_source_get_stack (nord_base_layer_get_source (self->base));
  if (stack == self->stack && seen->west >= self->known.west && seen->east <= self->known.east &&
      seen->south >= self->known.south && seen->north <= self->known.north)
    return;
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->stack, stack);
  self->known = (NordBounds){seen->west - AROUND * width, seen->south - AROUND * height,
                             seen->east + AROUND * width, seen->north + AROUND * height};
  order = g_new (Order, 1);
  order->stack = g_object_ref (stack);
  order->part = self->known;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_read, NULL);
  g_task_set_source_tag (task, nord_street_guide_show);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, read_streets);
}

NordStreetNet *
nord_street_guide_get_net (NordStreetGuide *self)
{
  g_return_val_if_fail (NORD_IS_STREET_GUIDE (self), NULL);
  return self->net;
}

gboolean
nord_street_guide_is_reading (NordStreetGuide *self)
{
  g_return_val_if_fail (NORD_IS_STREET_GUIDE (self), FALSE);
  return self->cancellable != NULL;
}
