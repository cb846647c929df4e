/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A shape on the map: a point, line or area (or several of one kind) in WGS 84, immutable and
 * shared by reference. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The numbers are those of OGC 06-103r4 (Simple Features), so they are also the WKB codes. */
typedef enum {
  NORD_SHAPE_POINT = 1,
  NORD_SHAPE_LINE = 2,
  NORD_SHAPE_AREA = 3,
  NORD_SHAPE_MULTI_POINT = 4,
  NORD_SHAPE_MULTI_LINE = 5,
  NORD_SHAPE_MULTI_AREA = 6,
} NordShapeKind;

typedef struct {
  double west, south, east, north; /* degrees */
} NordBounds;

/* Flat arrays, so that sums over shapes need no pointers: ring r covers the positions from
 * ring_ends[r - 1] (0 for the first) up to ring_ends[r]; part p covers the rings likewise. A part
 * is a point, a line or an area; the first ring of an area is its border, the others are holes.
 * Rings of areas repeat their first position at the end. Coordinates are kept to 1e-7 degrees
 * (about 1 cm), so that text and binary forms are exactly the same value. */
typedef struct {
  NordShapeKind kind;
  guint n_points;
  guint n_rings;
  guint n_parts;
  const double *xy;       /* (owned) longitude, latitude in degrees, 2 * n_points */
  const guint *ring_ends; /* (owned) n_rings */
  const guint *part_ends; /* (owned) n_parts */
  /*< private >*/
  gatomicrefcount refs;
} NordShape;

typedef enum {
  NORD_GEO_ERROR_INVALID,     /* not a shape: too few positions, open ring, not finite */
  NORD_GEO_ERROR_UNSUPPORTED, /* a kind of geometry that an idea cannot have */
  NORD_GEO_ERROR_TOO_LARGE,   /* more positions than NORD_SHAPE_MAX_POINTS */
} NordGeoError;

#define NORD_GEO_ERROR (nord_geo_error_quark ())
GQuark nord_geo_error_quark (void);

#define NORD_SHAPE_MAX_POINTS 10000

#define NORD_TYPE_SHAPE (nord_shape_get_type ())
GType nord_shape_get_type (void);

NordShape *nord_shape_new (NordShapeKind kind,
                           const double *xy,
                           guint n_points,
                           const guint *ring_ends,
                           guint n_rings,
                           const guint *part_ends,
                           guint n_parts,
                           GError **error);
NordShape *nord_shape_new_point (double lon, double lat);
NordShape *nord_shape_new_line (const double *xy, guint n_points, GError **error);
NordShape *nord_shape_new_area (const double *xy, guint n_points, GError **error);
NordShape *nord_shape_ref (NordShape *self);
void nord_shape_unref (NordShape *self);
gboolean nord_shape_equal (const NordShape *a, const NordShape *b);
NordBounds nord_shape_get_bounds (const NordShape *self);
/* A position that stands for the shape (on it or inside it), for pins, labels and "near …". */
void nord_shape_get_anchor (const NordShape *self, double *lon, double *lat);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordShape, nord_shape_unref)

G_END_DECLS
