/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What shapes are drawn on: pixels directly where that is possible, else cairo. */
#include "core/map/canvas.h"

#include <math.h>

/* Larger pictures are left to cairo, for the sake of memory: 4 bytes a pixel. */
#define MAX_PIXELS (16 * 1024 * 1024)

/**
 * nord_canvas_init:
 * @self: uninitialised; end with nord_canvas_clear()
 * @cr: the context; while the canvas is in use nothing else draws on its surface, except between
 *   nord_canvas_clear() and the next
 * @box: (array fixed-size=4) (nullable): left, top, right, bottom in user space of all that will be
 *   drawn; %NULL stands for the clip. A clip is taken for the rectangle around it
 *
 * Upright on an image, `coverage` is set, and shapes go there. On paper, and on a turned picture,
 * it is %NULL.
 */
void
nord_canvas_init (NordCanvas *self, cairo_t *cr, const double *box)
{
  cairo_surface_t *surface = cairo_get_group_target (cr);
  cairo_matrix_t matrix;
  double x0, y0, x1, y1, offset_x, offset_y;
  int left, top, right, bottom;

  *self = (NordCanvas){.cr = cr};
  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE ||
      cairo_image_surface_get_format (surface) != CAIRO_FORMAT_ARGB32)
    return;
  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_offset (surface, &offset_x, &offset_y);
  if (offset_x != 0 || offset_y != 0 || matrix.xy != 0 || matrix.yx != 0 || !(matrix.xx > 0) ||
      !(fabs (matrix.yy / matrix.xx - 1) < 1e-9))
    return;
  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  left = MAX ((int) rint (x0 * matrix.xx + matrix.x0), 0);
  top = MAX ((int) rint (y0 * matrix.yy + matrix.y0), 0);
  right = MIN ((int) rint (x1 * matrix.xx + matrix.x0), cairo_image_surface_get_width (surface));
  bottom = MIN ((int) rint (y1 * matrix.yy + matrix.y0), cairo_image_surface_get_height (surface));
  if (box) {
    left = (int) MAX (left, floor (box[0] * matrix.xx + matrix.x0));
    top = (int) MAX (top, floor (box[1] * matrix.yy + matrix.y0));
    right = (int) MIN (right, ceil (box[2] * matrix.xx + matrix.x0));
    bottom = (int) MIN (bottom, ceil (box[3] * matrix.yy + matrix.y0));
  }
  /* Of what is out of sight one pixel is made, so that the caller need not ask. */
  left = CLAMP (left, 0, MAX (cairo_image_surface_get_width (surface) - 1, 0));
  top = CLAMP (top, 0, MAX (cairo_image_surface_get_height (surface) - 1, 0));
  right = MAX (right, left + 1);
  bottom = MAX (bottom, top + 1);
  if (cairo_image_surface_get_width (surface) < 1 || cairo_image_surface_get_height (surface) < 1 ||
      (gint64) (right - left) * (bottom - top) > MAX_PIXELS)
    return;
  cairo_surface_flush (surface);
  self->coverage = nord_coverage_new (right - left, bottom - top);
  self->stride = (gsize) cairo_image_surface_get_stride (surface);
  self->pixels =
    cairo_image_surface_get_data (surface) + (gsize) top * self->stride + 4 * (gsize) left;
  self->scale = matrix.xx;
  self->x = matrix.x0 - left;
  self->y = matrix.y0 - top;
}

void
nord_canvas_clear (NordCanvas *self)
{
  if (self->coverage)
    cairo_surface_mark_dirty (cairo_get_group_target (self->cr));
  g_clear_pointer (&self->coverage, nord_coverage_free);
}

void
nord_canvas_blend (NordCanvas *self, const double rgba[4], gboolean even_odd)
{
  nord_coverage_blend (self->coverage, self->pixels, self->stride, rgba, even_odd);
}

static void
end_contour (NordCanvas *self, GArray *line, double halo_width)
{
  const NordCoveragePoint *points = (const NordCoveragePoint *) (void *) line->data;
  NordCoveragePen pen = {.width = halo_width * self->scale, .round = TRUE};

  if (line->len > 1 && halo_width > 0)
    nord_coverage_stroke (self->coverage, points, line->len, &pen);
  for (guint i = 0; halo_width <= 0 && line->len > 1 && i < line->len; i++) {
    const NordCoveragePoint *next = &points[(i + 1) % line->len];

    nord_coverage_edge (self->coverage, points[i].x, points[i].y, next->x, next->y);
  }
  g_array_set_size (line, 0);
}

/**
 * nord_canvas_path:
 * @halo_width: user space units, or 0
 *
 * Adds the current path of the context to the coverage, which must be there: its stroke if
 * @halo_width is above 0, else its inside.
 */
void
nord_canvas_path (NordCanvas *self, double halo_width)
{
  cairo_path_t *path = cairo_copy_path_flat (self->cr);
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (NordCoveragePoint));

  for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
    const cairo_path_data_t *data = &path->data[i];
    NordCoveragePoint point;

    if (data->header.type == CAIRO_PATH_MOVE_TO)
      end_contour (self, line, halo_width);
    if (data->header.type == CAIRO_PATH_CLOSE_PATH) {
      if (line->len > 0) {
        point = g_array_index (line, NordCoveragePoint, 0);
        g_array_append_val (line, point);
      }
      end_contour (self, line, halo_width);
    } else {
      point = nord_canvas_place (self, data[1].point.x, data[1].point.y);
      g_array_append_val (line, point);
    }
  }
  end_contour (self, line, halo_width);
  cairo_path_destroy (path);
}
