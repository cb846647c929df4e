/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ideas that belong together. */
#include "core/model/cluster.h"

struct _NordCluster {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordCluster, nord_cluster, NORD_TYPE_RECORD)

static void
nord_cluster_class_init (NordClusterClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_CLUSTER, NORD_CLUSTER_N_FIELDS);
}

static void
nord_cluster_init (NordCluster *self)
{
}
