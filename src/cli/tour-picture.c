/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The picture of the tour: base map, shapes, and a mark of colour and form for each idea. */
#include "cli/tour-picture.h"

#include "core/geo/mercator.h"
#include "core/map/base-map.h"
#include "core/map/map-pack.h"
#include "core/map/map-picture.h"
#include "core/model/idea.h"
#include "core/model/programme.h"

#include <gio/gio.h>
#include <math.h>

#define WIDTH 1100
#define HEIGHT 720
#define MARK_RADIUS 7.0

static void
to_screen (const NordMapCamera *camera, double lon, double lat, double *x, double *y)
{
  double wx, wy;

  nord_mercator_project (lon, lat, &wx, &wy);
  nord_map_camera_to_screen (camera, wx, wy, x, y);
}

static void
trace_shape (cairo_t *cr, const NordMapCamera *camera, const NordShape *shape)
{
  const gboolean area = shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
  guint point = 0;

  for (guint ring = 0; ring < shape->n_rings; ring++) {
    cairo_new_sub_path (cr);
    for (; point < shape->ring_ends[ring]; point++) {
      double x, y;

      to_screen (camera, shape->xy[2 * point], shape->xy[2 * point + 1], &x, &y);
      cairo_line_to (cr, x, y);
    }
    if (area)
      cairo_close_path (cr);
  }
}

static void
draw_shape (cairo_t *cr,
            const NordMapCamera *camera,
            const NordShape *shape,
            const NordCategory *category)
{
  const gboolean area = shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
  const double red = category != NULL ? category->red : 0.4;
  const double green = category != NULL ? category->green : 0.4;
  const double blue = category != NULL ? category->blue : 0.4;

  if (shape->kind == NORD_SHAPE_POINT || shape->kind == NORD_SHAPE_MULTI_POINT)
    return;
  trace_shape (cr, camera, shape);
  if (area) {
    cairo_set_source_rgba (cr, red, green, blue, 0.25);
    cairo_fill_preserve (cr);
  }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, area ? 4 : 6);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, red, green, blue);
  cairo_set_line_width (cr, area ? 2 : 3.5);
  cairo_stroke (cr);
}

/* Corners on a circle; every second one nearer to the middle makes a star. */
static void
trace_polygon (cairo_t *cr, guint corners, double turn, double inner)
{
  for (guint i = 0; i < corners; i++) {
    const double angle = turn + 2 * G_PI * i / corners;
    const double radius = MARK_RADIUS * 1.2 * (i % 2 == 1 ? inner : 1);

    cairo_line_to (cr, radius * sin (angle), -radius * cos (angle));
  }
  cairo_close_path (cr);
}

static void
trace_mark (cairo_t *cr, NordMark mark)
{
  cairo_new_path (cr);
  switch (mark) {
  case NORD_MARK_SQUARE:
    trace_polygon (cr, 4, G_PI / 4, 1);
    break;
  case NORD_MARK_TRIANGLE:
    trace_polygon (cr, 3, 0, 1);
    break;
  case NORD_MARK_DIAMOND:
    trace_polygon (cr, 4, 0, 1);
    break;
  case NORD_MARK_HEXAGON:
    trace_polygon (cr, 6, 0, 1);
    break;
  case NORD_MARK_STAR:
    trace_polygon (cr, 10, 0, 0.5);
    break;
  case NORD_MARK_CROSS:
    trace_polygon (cr, 8, G_PI / 8, 0.45);
    break;
  case NORD_MARK_CIRCLE:
  default:
    cairo_arc (cr, 0, 0, MARK_RADIUS, 0, 2 * G_PI);
  }
}

static void
draw_mark (cairo_t *cr,
           const NordMapCamera *camera,
           const NordShape *shape,
           const NordCategory *category)
{
  double lon, lat, x, y;

  nord_shape_get_anchor (shape, &lon, &lat);
  to_screen (camera, lon, lat, &x, &y);
  if (x < -20 || y < -20 || x > WIDTH + 20 || y > HEIGHT + 20)
    return;
  cairo_save (cr);
  cairo_translate (cr, x, y);
  trace_mark (cr, category != NULL ? category->mark : NORD_MARK_CIRCLE);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  if (category != NULL)
    cairo_set_source_rgb (cr, category->red, category->green, category->blue);
  else
    cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.14, 0.12, 0.19);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

gboolean
nord_tour_picture_write (const char *path,
                         double lon,
                         double lat,
                         double zoom,
                         const GPtrArray *ideas,
                         GError **error)
{
  g_autofree char *base = nord_base_map_path ();
  g_autoptr (NordTileArchive) pack = nord_map_pack_open (base, error);
  g_autoptr (NordMapStyle) style =
    pack != NULL ? nord_map_style_new (NORD_MAP_STYLE_LIGHT, error) : NULL;
  g_autoptr (NordTileStack) stack = pack != NULL ? nord_tile_stack_new (&pack, 1) : NULL;
  g_autoptr (NordProgramme) programme = nord_programme_new_default (NULL);
  const NordMapCamera camera = nord_map_camera_at (lon, lat, zoom, WIDTH, HEIGHT);
  cairo_surface_t *surface;
  cairo_status_t status;

  if (style == NULL)
    return FALSE;
  surface = nord_map_picture_new (stack, style, &camera, 1, NULL, error);
  if (surface == NULL)
    return FALSE;
  cairo_t *cr = cairo_create (surface);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < ideas->len; i++) {
      NordRecord *idea = g_ptr_array_index (ideas, i);
      NordShape *shape = nord_record_get_shape (idea, NORD_IDEA_SHAPE);
      const char *id = nord_record_get_text (idea, NORD_IDEA_CATEGORY);
      const NordCategory *category =
        id != NULL ? nord_programme_find_category (programme, id) : NULL;

      if (shape == NULL)
        continue;
      if (pass == 0)
        draw_shape (cr, &camera, shape, category);
      else
        draw_mark (cr, &camera, shape, category);
    }
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", cairo_status_to_string (status));
    return FALSE;
  }
  return TRUE;
}
