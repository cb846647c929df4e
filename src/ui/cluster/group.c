/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One group with its ideas as the page lists it. */
#include "ui/cluster/group.h"

#include "core/model/cluster.h"
#include "core/model/idea.h"

#include <glib/gi18n.h>

/* Told apart also by people who see red and green alike (Okabe and Ito 2008), darkened until a
 * line of it shows on the light map. */
static const GdkRGBA colours[] = {
  {0.00, 0.45, 0.70, 1}, {0.84, 0.37, 0.00, 1}, {0.00, 0.52, 0.39, 1}, {0.70, 0.36, 0.56, 1},
  {0.60, 0.45, 0.00, 1}, {0.20, 0.55, 0.80, 1}, {0.45, 0.30, 0.65, 1}, {0.35, 0.35, 0.35, 1},
};

struct _NordGroup {
  GObject parent_instance;

  NordRecord *cluster; /* (owned) (nullable) */
  GListStore *ideas;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (NordGroup, nord_group, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_cluster_changed (NordGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
nord_group_dispose (GObject *object)
{
  NordGroup *self = NORD_GROUP (object);

  if (self->cluster != NULL)
    g_signal_handlers_disconnect_by_data (self->cluster, self);
  g_clear_object (&self->cluster);
  g_clear_object (&self->ideas);
  G_OBJECT_CLASS (nord_group_parent_class)->dispose (object);
}

static void
nord_group_class_init (NordGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_group_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_group_init (NordGroup *self)
{
  self->ideas = g_list_store_new (NORD_TYPE_IDEA);
}

NordGroup *
nord_group_new (NordRecord *cluster)
{
  NordGroup *self = g_object_new (NORD_TYPE_GROUP, NULL);

  if (cluster != NULL) {
    self->cluster = g_object_ref (cluster);
    g_signal_connect_object (cluster, "notify::title", G_CALLBACK (on_cluster_changed), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (cluster, "notify::colour", G_CALLBACK (on_cluster_changed), self,
                             G_CONNECT_SWAPPED);
  }
  return self;
}

NordRecord *
nord_group_get_cluster (NordGroup *self)
{
  g_return_val_if_fail (NORD_IS_GROUP (self), NULL);
  return self->cluster;
}

const char *
nord_group_get_id (NordGroup *self)
{
  g_return_val_if_fail (NORD_IS_GROUP (self), NULL);
  return self->cluster != NULL ? nord_record_get_id (self->cluster) : NULL;
}

char *
nord_group_dup_title (NordGroup *self)
{
  const char *title;

  g_return_val_if_fail (NORD_IS_GROUP (self), NULL);
  if (self->cluster == NULL)
    /* Translators: heading of the ideas that are in no group. */
    return g_strdup (_ ("Single Ideas"));
  title = nord_record_get_text (self->cluster, NORD_CLUSTER_TITLE);
  return g_strdup (title != NULL && *title != 0 ? title : _ ("Group without a name"));
}

GListModel *
nord_group_get_ideas (NordGroup *self)
{
  g_return_val_if_fail (NORD_IS_GROUP (self), NULL);
  return G_LIST_MODEL (self->ideas);
}

void
nord_group_set_ideas (NordGroup *self, GPtrArray *ideas)
{
  GListModel *held;
  guint n, first = 0, last = 0;

  g_return_if_fail (NORD_IS_GROUP (self));
  held = G_LIST_MODEL (self->ideas);
  n = g_list_model_get_n_items (held);
  /* Only the stretch that differs: the others keep their rows, their place and the focus. */
  while (first < MIN (n, ideas->len)) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (held, first);

    if (idea != g_ptr_array_index (ideas, first))
      break;
    first++;
  }
  while (last < MIN (n, ideas->len) - first) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (held, n - 1 - last);

    if (idea != g_ptr_array_index (ideas, ideas->len - 1 - last))
      break;
    last++;
  }
  if (first == n && first == ideas->len)
    return;
  g_list_store_splice (self->ideas, first, n - first - last, ideas->pdata + first,
                       ideas->len - first - last);
  g_signal_emit (self, signals[CHANGED], 0);
}

const GdkRGBA *
nord_group_get_colour (NordGroup *self)
{
  gint64 number;

  g_return_val_if_fail (NORD_IS_GROUP (self), NULL);
  if (self->cluster == NULL)
    return &colours[G_N_ELEMENTS (colours) - 1];
  number = nord_record_get_integer (self->cluster, NORD_CLUSTER_COLOUR);
  return &colours[ABS (number) % (gint64) G_N_ELEMENTS (colours)];
}
