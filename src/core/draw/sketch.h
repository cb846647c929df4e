/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A shape while it is being drawn or altered: vertices that come and go. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef struct _NordSketch NordSketch;

NordSketch *nord_sketch_new (NordShapeKind kind); /* point, line or area */
NordSketch *nord_sketch_new_from_shape (const NordShape *shape);
NordSketch *nord_sketch_copy (const NordSketch *self);
void nord_sketch_free (NordSketch *self);

NordShapeKind nord_sketch_get_kind (const NordSketch *self);
gboolean nord_sketch_is_area (const NordSketch *self);
guint nord_sketch_get_n_vertices (const NordSketch *self);
void nord_sketch_get_vertex (const NordSketch *self, guint vertex, double *lon, double *lat);
guint nord_sketch_get_n_rings (const NordSketch *self);
/* The vertices of ring @ring are from @start up to, not with, @end. */
void nord_sketch_get_ring (const NordSketch *self, guint ring, guint *start, guint *end);
/* The vertex at the other end of the segment that starts at @vertex. */
gboolean nord_sketch_get_next (const NordSketch *self, guint vertex, guint *next);

void nord_sketch_append (NordSketch *self, double lon, double lat);
void nord_sketch_insert (NordSketch *self, guint before, guint ring_of, double lon, double lat);
void nord_sketch_set_vertex (NordSketch *self, guint vertex, double lon, double lat);
gboolean nord_sketch_remove (NordSketch *self, guint vertex);
gboolean nord_sketch_is_hole (const NordSketch *self, guint vertex);
gboolean nord_sketch_remove_hole (NordSketch *self, guint vertex);
void nord_sketch_truncate (NordSketch *self, guint n_vertices);
void nord_sketch_leave_out (NordSketch *self, guint start, guint n);
void nord_sketch_translate (NordSketch *self, double dx, double dy);
void nord_sketch_simplify (NordSketch *self, guint start, double tolerance);
void nord_sketch_trim_ends (NordSketch *self, guint start);

guint nord_sketch_count_distinct (const NordSketch *self);
double nord_sketch_get_size (const NordSketch *self);
NordShape *nord_sketch_to_shape (const NordSketch *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordSketch, nord_sketch_free)

G_END_DECLS
