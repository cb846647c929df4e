/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ideas that belong together; an idea names its cluster, originals always stay. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_CLUSTER_TITLE,       /* text */
  NORD_CLUSTER_NOTE,        /* text */
  NORD_CLUSTER_POSITION,    /* real, order */
  NORD_CLUSTER_COLOUR,      /* integer */
  NORD_CLUSTER_REASON,      /* text: why it was proposed */
  NORD_CLUSTER_MERGED_INTO, /* text: id of the cluster it went into */
  NORD_CLUSTER_N_FIELDS
};

#define NORD_TYPE_CLUSTER (nord_cluster_get_type ())
G_DECLARE_FINAL_TYPE (NordCluster, nord_cluster, NORD, CLUSTER, NordRecord)

G_END_DECLS
