/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A vector map pack that is made of shapes. */
#pragma once

#include "core/map/pack-content.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  guint min_zoom, max_zoom;
  const char *name;        /* (not owned) */
  const char *attribution; /* (not owned) whom to name, and the licence */
} NordPackPlan;

typedef struct {
  guint64 n_tiles;
  guint64 n_bytes;  /* of them, packed */
  guint n_features; /* given */
  guint n_small;    /* of them too small to be drawn at the greatest zoom */
} NordPackSum;

gboolean nord_pack_make (NordPackContent *content,
                         const NordPackPlan *plan,
                         const char *path,
                         NordPackSum *sum,
                         GCancellable *cancellable,
                         GFileProgressCallback progress,
                         gpointer progress_data,
                         GError **error);

G_END_DECLS
