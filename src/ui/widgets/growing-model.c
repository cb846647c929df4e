/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A list that is shown a screenful first and the rest in the frames after. */
#include "ui/widgets/growing-model.h"

/* Rows of a tall screen; rows a frame after it; rows that GtkListView keeps, beyond which more cost
 * nothing. */
#define FIRST 16
#define STEP 16
#define KEPT 240
/* Frames before it grows: the first shows the window, the next what came in with it. */
#define PATIENCE 3

struct _NordGrowingModel {
  GObject parent_instance;

  GListModel *model; /* (owned) */
  GtkWidget *view;   /* (unowned) (nullable) a weak pointer */
  guint tick;        /* id of the callback, 0 when it does not grow */
  guint frames;      /* since it began to grow */
  guint limit;       /* how many it shows at most */
  guint n;           /* how many it shows */
};

static void nord_growing_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NordGrowingModel,
                               nord_growing_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      nord_growing_model_list_init))

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (NORD_GROWING_MODEL (list)->model);
}

static guint
get_n_items (GListModel *list)
{
  return NORD_GROWING_MODEL (list)->n;
}

static gpointer
get_item (GListModel *list, guint position)
{
  NordGrowingModel *self = NORD_GROWING_MODEL (list);

  return position < self->n ? g_list_model_get_item (self->model, position) : NULL;
}

static void
nord_growing_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
set_limit (NordGrowingModel *self, guint limit)
{
  guint before = self->n;

  self->limit = limit >= KEPT ? G_MAXUINT : limit;
  self->n = MIN (g_list_model_get_n_items (self->model), self->limit);
  if (self->n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n - before);
}

static gboolean
on_frame (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  NordGrowingModel *self = data;

  if (self->frames++ >= PATIENCE && self->limit != G_MAXUINT)
    set_limit (self, self->limit + STEP);
  if (self->limit != G_MAXUINT)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
start (NordGrowingModel *self)
{
  self->limit = FIRST;
  self->frames = 0;
  if (self->tick == 0 && self->view != NULL)
    self->tick = gtk_widget_add_tick_callback (self->view, on_frame, self, NULL);
}

static void
on_changed (GListModel *model, guint position, guint removed, guint added, NordGrowingModel *self)
{
  guint total = g_list_model_get_n_items (model), before = self->n;

  if (position == 0 && added == total && added > FIRST)
    start (self);
  self->n = MIN (total, self->limit);
  if (self->limit == G_MAXUINT)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  else if (position < MAX (before, self->n))
    g_list_model_items_changed (G_LIST_MODEL (self), MIN (position, before),
                                before - MIN (position, before), self->n - MIN (position, before));
}

static void
nord_growing_model_dispose (GObject *object)
{
  NordGrowingModel *self = NORD_GROWING_MODEL (object);

  if (self->view != NULL && self->tick != 0)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->view);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (nord_growing_model_parent_class)->dispose (object);
}

static void
nord_growing_model_class_init (NordGrowingModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_growing_model_dispose;
}

static void
nord_growing_model_init (NordGrowingModel *self)
{
}

NordGrowingModel *
nord_growing_model_new (GListModel *model, GtkWidget *view)
{
  NordGrowingModel *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (view), NULL);

  self = g_object_new (NORD_TYPE_GROWING_MODEL, NULL);
  self->model = g_object_ref (model);
  g_set_weak_pointer (&self->view, view);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_changed), self);
  start (self);
  self->n = MIN (g_list_model_get_n_items (model), self->limit);
  return self;
}

void
nord_growing_model_reach (NordGrowingModel *self, guint position)
{
  g_return_if_fail (NORD_IS_GROWING_MODEL (self));

  if (position >= self->n && position < g_list_model_get_n_items (self->model))
    set_limit (self, G_MAXUINT);
}
