/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Conversion of coordinates from the map grids of surveyors (UTM, Gauss-Krüger and whatever else
 * PROJ knows by number) to WGS 84. */
#include "core/geo/grid.h"

#include "core/geo/shape.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <proj.h>
#include <string.h>

/* The width of a zone: offices use their grid some way beyond the area that it was made for (UTM 32
 * in the east of Bavaria), but a file that names the wrong grid lands much farther off. */
#define BEYOND_DEGREES 6
/* What a definition in words of a machine may be long. */
#define MAX_WKT 20000
/* Of 100, from which on PROJ means: the same grid, only called by another name. Of 70 there may be
 * several, as where the datum is not said. */
#define LEAST_CONFIDENCE 90

struct _NordGrid {
  PJ_CONTEXT *context; /* (owned) */
  PJ *way;             /* (owned) from the grid to WGS 84, x and y in the order of a screen */
  char *title;         /* (owned) */
  gboolean is_wgs84;
  gboolean has_area;
  NordBounds area; /* where it may be used; west > east across the date line */
};

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED, message);
  return FALSE;
}

/* (transfer full) nothing of it reaches the net or the standard error. */
static PJ_CONTEXT *
open_context (GError **error)
{
  PJ_CONTEXT *context = proj_context_create ();

  proj_log_level (context, PJ_LOG_NONE);
  proj_context_set_enable_network (context, 0);
  if (proj_context_get_database_path (context) != NULL)
    return context;
  fail (error, _ ("The list of map grids is missing on this computer (proj.db of the package "
                  "proj-data)"));
  proj_context_destroy (context);
  return NULL;
}

static PJ *
find_crs (PJ_CONTEXT *context, const char *authority, int code)
{
  char number[16];

  g_snprintf (number, sizeof number, "%d", code);
  return proj_create_from_database (context, authority, number, PJ_CATEGORY_CRS, 0, NULL);
}

/* Heights are not looked at. (transfer full) takes @crs; NULL where it has no place on a map. */
static PJ *
take_plane (PJ_CONTEXT *context, PJ *crs)
{
  PJ *plane = crs;
  PJ_TYPE kind;

  if (plane != NULL && proj_get_type (plane) == PJ_TYPE_COMPOUND_CRS) {
    plane = proj_crs_get_sub_crs (context, crs, 0);
    proj_destroy (crs);
  }
  kind = plane != NULL ? proj_get_type (plane) : PJ_TYPE_UNKNOWN;
  if (kind == PJ_TYPE_PROJECTED_CRS || kind == PJ_TYPE_GEOGRAPHIC_2D_CRS ||
      kind == PJ_TYPE_GEOGRAPHIC_3D_CRS)
    return plane;
  proj_destroy (plane);
  return NULL;
}

/* Finds the way from @crs to @wgs84. Ways that only guess ("ballpark") are none: they may be off by
 * hundreds of metres. */
static gboolean
find_way (NordGrid *self, PJ *crs, PJ *wgs84, GError **error)
{
  static const char *const options[] = {"ALLOW_BALLPARK=NO", NULL};
  PJ *way = proj_create_crs_to_crs_from_pj (self->context, crs, wgs84, NULL, options);
  NordBounds *area = &self->area;

  if (way != NULL) {
    self->way = proj_normalize_for_visualization (self->context, way);
    proj_destroy (way);
  }
  self->is_wgs84 = proj_is_equivalent_to_with_ctx (self->context, crs, wgs84,
                                                   PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
  self->has_area = proj_get_area_of_use (self->context, crs, &area->west, &area->south, &area->east,
                                         &area->north, NULL) &&
                   area->west >= -180;
  if (self->way != NULL)
    return TRUE;
  g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED,
               /* Translators: %s is the name of a map grid. */
               _ ("Nothing is known about how to convert from the map grid %s"), self->title);
  return FALSE;
}

static gboolean
set_up (NordGrid *self, const char *authority, int code, PJ *wgs84, GError **error)
{
  PJ *crs = find_crs (self->context, authority, code);
  gboolean found;

  if (wgs84 == NULL) {
    proj_destroy (crs);
    return fail (error, _ ("The list of map grids on this computer is broken"));
  }
  if (crs == NULL) {
    g_autofree char *valid = g_utf8_make_valid (authority, (gssize) strnlen (authority, 40));

    g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED,
                 _ ("There is no map grid %s:%d"), valid, code);
    return FALSE;
  }
  self->title = g_strdup_printf ("%s (%s:%d)", proj_get_name (crs), authority, code);
  crs = take_plane (self->context, crs);
  if (crs == NULL) {
    g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED, _ ("%s is no grid of a map"),
                 self->title);
    return FALSE;
  }
  found = find_way (self, crs, wgs84, error);
  proj_destroy (crs);
  return found;
}

/**
 * nord_grid_new:
 * @authority: who gave the number, mostly "EPSG"
 * @code: the number of the grid, such as 25832
 * @error: %NORD_GEO_ERROR_UNSUPPORTED where nobody knows it, where it is no grid of a map, or where
 *   PROJ has no database
 *
 * Returns: (transfer full) (nullable): the grid
 */
NordGrid *
nord_grid_new (const char *authority, int code, GError **error)
{
  g_autoptr (NordGrid) self = g_new0 (NordGrid, 1);
  g_autofree char *upper = NULL;
  PJ *wgs84;
  gboolean found;

  g_return_val_if_fail (authority != NULL, NULL);
  upper = g_ascii_strup (authority, -1);
  self->context = open_context (error);
  if (self->context == NULL)
    return NULL;
  wgs84 = find_crs (self->context, "EPSG", 4326);
  found = set_up (self, upper, code, wgs84, error);
  proj_destroy (wgs84);
  return found ? g_steal_pointer (&self) : NULL;
}

/**
 * nord_grid_new_for_wkt:
 * @wkt: a definition of a grid in well-known text (OGC 01-009 or 18-010r7), from anywhere
 * @error: as of nord_grid_new()
 *
 * The text only serves to find the number: what it says itself is never computed with, since it may
 * name files.
 *
 * Returns: (transfer full) (nullable): the grid
 */
NordGrid *
nord_grid_new_for_wkt (const char *wkt, GError **error)
{
  PJ_CONTEXT *context;
  PJ_OBJ_LIST *list = NULL;
  PJ *crs = NULL, *known = NULL;
  int *confidence = NULL, code = 0;

  g_return_val_if_fail (wkt != NULL, NULL);
  context = open_context (error);
  if (context == NULL)
    return NULL;
  if (strnlen (wkt, MAX_WKT) < MAX_WKT)
    crs = take_plane (context, proj_create_from_wkt (context, wkt, NULL, NULL, NULL));
  if (crs != NULL)
    list = proj_identify (context, crs, "EPSG", NULL, &confidence);
  if (list != NULL && proj_list_get_count (list) > 0 && confidence[0] >= LEAST_CONFIDENCE)
    known = proj_list_get (context, list, 0);
  if (known != NULL && proj_get_id_code (known, 0) != NULL)
    code = (int) g_ascii_strtoll (proj_get_id_code (known, 0), NULL, 10);
  proj_destroy (known);
  proj_int_list_destroy (confidence);
  proj_list_destroy (list);
  proj_destroy (crs);
  proj_context_destroy (context);
  if (code != 0)
    return nord_grid_new ("EPSG", code, error);
  fail (error, _ ("Its map grid is none that is known by a number"));
  return NULL;
}

void
nord_grid_free (NordGrid *self)
{
  if (self == NULL)
    return;
  proj_destroy (self->way);
  if (self->context != NULL)
    proj_context_destroy (self->context);
  g_free (self->title);
  g_free (self);
}

const char *
nord_grid_get_title (const NordGrid *self)
{
  return self->title;
}

gboolean
nord_grid_is_wgs84 (const NordGrid *self)
{
  return self->is_wgs84;
}

static gboolean
is_in_use (const NordGrid *self, double lon, double lat)
{
  const NordBounds *area = &self->area;
  const double width = area->east - area->west + (area->east < area->west ? 360 : 0);
  double from_west = fmod (lon - area->west + BEYOND_DEGREES + 720, 360);

  return !self->has_area ||
         (from_west <= width + 2 * BEYOND_DEGREES && lat >= area->south - BEYOND_DEGREES &&
          lat <= area->north + BEYOND_DEGREES);
}

/**
 * nord_grid_convert:
 * @self: a grid
 * @xy: (inout): x (easting, longitude) and y (northing, latitude) of each position, in this order
 *   whatever the grid's own is, as GeoPackage (OGC 12-128r18, 2.1.3.1.1) and GeoJSON have it; then
 *   longitude and latitude in WGS 84
 * @n_points: how many positions
 * @error: %NORD_GEO_ERROR_INVALID where a position has no place on Earth, or one far from where the
 *   grid is used; @xy is then of no use
 *
 * As exact as the best way that PROJ knows without the net: nothing is lost between ETRS89 and
 * WGS 84 (which EPSG holds for the same to a metre), Gauss-Krüger comes to 1 m with the file
 * BETA2007, which Debian brings, and to 3 m without.
 */
gboolean
nord_grid_convert (NordGrid *self, double *xy, guint n_points, GError **error)
{
  for (guint i = 0; i < n_points; i++) {
    double *at = xy + 2 * i;
    /* The year stays open: HUGE_VAL. */
    const PJ_COORD from = proj_coord (at[0], at[1], 0, HUGE_VAL);
    const PJ_COORD to = proj_trans (self->way, PJ_FWD, from);

    if (!isfinite (at[0]) || !isfinite (at[1]) || !isfinite (to.xy.x) || !isfinite (to.xy.y)) {
      g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID,
                   /* Translators: two coordinates, then the name of a map grid. */
                   _ ("%.12g / %.12g is not a position in the map grid %s"), at[0], at[1],
                   self->title);
      return FALSE;
    }
    if (!is_in_use (self, to.xy.x, to.xy.y)) {
      g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID,
                   /* Translators: two coordinates, then the name of a map grid. */
                   _ ("%.12g / %.12g lies far from where the map grid %s is used; perhaps the file "
                      "names the wrong one"),
                   at[0], at[1], self->title);
      return FALSE;
    }
    at[0] = to.xy.x;
    at[1] = to.xy.y;
  }
  return TRUE;
}
