/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A vector tile that is being written, layer by layer and feature by feature. */
#pragma once

#include "core/map/mvt.h"

G_BEGIN_DECLS

/* Units a tile is wide. */
#define NORD_MVT_EXTENT 4096

typedef struct _NordMvtWriter NordMvtWriter;

NordMvtWriter *nord_mvt_writer_new (void);
void nord_mvt_writer_free (NordMvtWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMvtWriter, nord_mvt_writer_free)

/* Features go to this layer from now on. A tile has one layer of a name. */
void nord_mvt_writer_begin_layer (NordMvtWriter *self, const char *name);
/* @id: 0 is none */
void nord_mvt_writer_begin_feature (NordMvtWriter *self, NordMvtKind kind, guint64 id);
void nord_mvt_writer_tag (NordMvtWriter *self, const char *key, const NordMvtValue *value);
/* All points of a feature at once, a line, or a ring: a border is followed by its holes, each
 * without its first position at the end, see nord_mvt_rings_new (). */
void nord_mvt_writer_path (NordMvtWriter *self, const NordMvtPoint *points, guint n_points);
/* Whether the feature at hand has any geometry; without it, it is left out. */
gboolean nord_mvt_writer_has_path (const NordMvtWriter *self);
void nord_mvt_writer_end_feature (NordMvtWriter *self);
gsize nord_mvt_writer_get_size (const NordMvtWriter *self); /* bytes so far, about */
guint nord_mvt_writer_get_n_features (const NordMvtWriter *self);
/* (transfer full) (nullable): NULL where there is no feature */
GBytes *nord_mvt_writer_finish (NordMvtWriter *self);

G_END_DECLS
