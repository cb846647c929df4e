/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Vector tiles painted with cairo: areas and lines; labels are a step of their own.
 *
 * All features of one layer of the style become one path, which is filled or stroked once: that is
 * several times faster than one by one, and streets that cross do not show each other's ends. What
 * lies outside is left out before cairo sees it, so a tile of the last level can be painted many
 * levels deeper; what lies just outside is painted, so that neighbours meet without a seam.
 *
 * Upright on an image, which is what a screen needs, the path goes through a rasteriser of our own
 * (coverage.c) that is some times faster; on paper, and on a turned picture, cairo draws it. */
#include "core/map/map-painter.h"

#include "core/map/canvas.h"

#include <math.h>

typedef struct {
  NordCanvas canvas;
  GArray *line; /* (owned) of NordCoveragePoint */
} Easel;

typedef struct {
  const NordMvtLayer *layer;
  double left, top, scale;           /* px = left + units * scale */
  double x0, y0, x1, y1;             /* px: outside of this nothing can be seen */
  gint32 min_x, min_y, max_x, max_y; /* the same in units */
} Sheet;

static void
set_color (cairo_t *cr, const NordMapColor *color, double opacity)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * opacity);
}

static void
easel_blend (Easel *self, const NordMapColor *color, double opacity, gboolean even_odd)
{
  const double rgba[4] = {color->red, color->green, color->blue, color->alpha * opacity};

  nord_canvas_blend (&self->canvas, rgba, even_odd);
}

/* @reach: how far a stroke stretches beyond its line, in px */
static void
sheet_init (Sheet *sheet, const NordMvtLayer *layer, const NordPaintFrame *frame, double reach)
{
  double lowest = G_MININT32 / 2, highest = G_MAXINT32 / 2;

  sheet->layer = layer;
  sheet->left = frame->left;
  sheet->top = frame->top;
  sheet->scale = frame->size / layer->extent;
  sheet->x0 = frame->clip_x - reach;
  sheet->y0 = frame->clip_y - reach;
  sheet->x1 = frame->clip_x + frame->clip_width + reach;
  sheet->y1 = frame->clip_y + frame->clip_height + reach;
  sheet->min_x = (gint32) CLAMP ((sheet->x0 - sheet->left) / sheet->scale - 1, lowest, highest);
  sheet->min_y = (gint32) CLAMP ((sheet->y0 - sheet->top) / sheet->scale - 1, lowest, highest);
  sheet->max_x = (gint32) CLAMP ((sheet->x1 - sheet->left) / sheet->scale + 1, lowest, highest);
  sheet->max_y = (gint32) CLAMP ((sheet->y1 - sheet->top) / sheet->scale + 1, lowest, highest);
}

static gboolean
sheet_sees (const Sheet *sheet, const NordMvtFeature *feature)
{
  return feature->max_x >= sheet->min_x && feature->min_x <= sheet->max_x &&
         feature->max_y >= sheet->min_y && feature->min_y <= sheet->max_y;
}

/* The four sides of the sheet on whose far side a point lies. */
static inline guint
outside (const Sheet *sheet, const NordMvtPoint *p)
{
  return (p->x < sheet->min_x ? 1 : 0) | (p->x > sheet->max_x ? 2 : 0) |
         (p->y < sheet->min_y ? 4 : 0) | (p->y > sheet->max_y ? 8 : 0);
}

/* cairo's numbers end at 2^23 px, and a tile may lie about its coordinates. */
static inline double
bound (double px)
{
  return CLAMP (px, -4e6, 4e6);
}

static inline NordCoveragePoint
place (const Sheet *sheet, const NordMvtPoint *p)
{
  return (NordCoveragePoint){bound (sheet->left + p->x * sheet->scale),
                             bound (sheet->top + p->y * sheet->scale)};
}

static inline NordCoveragePoint
place_on (const Easel *easel, const Sheet *sheet, const NordMvtPoint *p)
{
  NordCoveragePoint point = place (sheet, p);

  return nord_canvas_place (&easel->canvas, point.x, point.y);
}

static void
end_line (Easel *easel, const NordCoveragePen *pen)
{
  if (easel->canvas.coverage && easel->line->len > 1)
    nord_coverage_stroke (easel->canvas.coverage,
                          (const NordCoveragePoint *) (void *) easel->line->data, easel->line->len,
                          pen);
  if (easel->canvas.coverage)
    g_array_set_size (easel->line, 0);
}

static inline void
line_to (Easel *easel, const Sheet *sheet, const NordMvtPoint *p, gboolean move)
{
  NordCoveragePoint point;

  if (easel->canvas.coverage) {
    point = place_on (easel, sheet, p);
    g_array_append_val (easel->line, point);
    return;
  }
  point = place (sheet, p);
  if (move)
    cairo_move_to (easel->canvas.cr, point.x, point.y);
  else
    cairo_line_to (easel->canvas.cr, point.x, point.y);
}

/* Adds a line without the pieces that lie wholly on the far side of one side of the sheet. Points
 * nearer than @step units to the one before are passed over: they cost and are not seen. */
static void
trace_line (Easel *easel,
            const Sheet *sheet,
            const NordCoveragePen *pen,
            guint32 from,
            guint32 to,
            double step,
            gboolean closed)
{
  const NordMvtPoint *points = sheet->layer->points;
  gboolean pen_down = FALSE;
  guint32 last = from;
  guint last_side = outside (sheet, &points[from]);
  guint32 n = to - from + (closed ? 1 : 0);

  for (guint32 i = 1; i < n; i++) {
    guint32 index = i == to - from ? from : from + i;
    const NordMvtPoint *p = &points[index];
    guint side = outside (sheet, p);
    double dx = (double) p->x - points[last].x, dy = (double) p->y - points[last].y;

    if (i + 1 < n && fabs (dx) + fabs (dy) < step)
      continue;
    if (side & last_side) {
      pen_down = FALSE;
    } else {
      if (!pen_down) {
        end_line (easel, pen);
        line_to (easel, sheet, &points[last], TRUE);
      }
      line_to (easel, sheet, p, FALSE);
      pen_down = TRUE;
    }
    last = index;
    last_side = side;
  }
  end_line (easel, pen);
}

static void
trace_area (Easel *easel, const Sheet *sheet, guint32 from, guint32 to, double step)
{
  const NordMvtPoint *points = sheet->layer->points;
  guint32 last = from;
  NordCoveragePoint first, before;

  if (!easel->canvas.coverage)
    line_to (easel, sheet, &points[from], TRUE);
  first = before = place_on (easel, sheet, &points[from]);
  for (guint32 i = from + 1; i < to; i++) {
    double dx = (double) points[i].x - points[last].x, dy = (double) points[i].y - points[last].y;

    if (i + 1 < to && fabs (dx) + fabs (dy) < step)
      continue;
    if (easel->canvas.coverage) {
      NordCoveragePoint next = place_on (easel, sheet, &points[i]);

      nord_coverage_edge (easel->canvas.coverage, before.x, before.y, next.x, next.y);
      before = next;
    } else {
      line_to (easel, sheet, &points[i], FALSE);
    }
    last = i;
  }
  if (easel->canvas.coverage)
    nord_coverage_edge (easel->canvas.coverage, before.x, before.y, first.x, first.y);
  else
    cairo_close_path (easel->canvas.cr);
}

static void
stroke (cairo_t *cr, const NordCoveragePen *pen, const NordMapColor *color, double opacity)
{
  cairo_set_line_width (cr, pen->width);
  /* Nobody sees how a hairline's corners are made, and round ones cost three times as much. */
  cairo_set_line_join (cr, pen->width < 2.2 ? CAIRO_LINE_JOIN_MITER : CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, pen->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, pen->dash, (int) pen->n_dash, 0);
  set_color (cr, color, opacity);
  cairo_stroke (cr);
}

static void
paint_areas (Easel *easel,
             const NordStyleLayer *layer,
             const Sheet *sheet,
             const NordStyleMatcher *matcher,
             double zoom)
{
  double opacity = nord_stops_at (&layer->opacity, zoom);
  double step = 0.35 / sheet->scale;
  gboolean pending = FALSE;
  /* Version 1 of the format did not promise that holes turn the other way, so there each feature
   * is filled for itself by the even-odd rule. */
  gboolean one_by_one = sheet->layer->version < 2;

  cairo_set_fill_rule (easel->canvas.cr,
                       one_by_one ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
  set_color (easel->canvas.cr, &layer->color, opacity);
  for (guint i = 0; i < sheet->layer->n_features; i++) {
    const NordMvtFeature *feature = &sheet->layer->features[i];

    if (feature->kind != NORD_MVT_AREA || !sheet_sees (sheet, feature) ||
        !nord_style_matcher_test (matcher, feature))
      continue;
    for (guint32 p = feature->first_path; p < feature->first_path + feature->n_paths; p++)
      trace_area (easel, sheet, nord_mvt_layer_path_start (sheet->layer, p),
                  sheet->layer->path_ends[p], step);
    pending = TRUE;
    if (one_by_one && easel->canvas.coverage)
      easel_blend (easel, &layer->color, opacity, TRUE);
    else if (one_by_one)
      cairo_fill (easel->canvas.cr);
  }
  if (!pending || one_by_one)
    return;
  if (easel->canvas.coverage)
    easel_blend (easel, &layer->color, opacity, FALSE);
  else
    cairo_fill (easel->canvas.cr);
}

static void
paint_lines (Easel *easel,
             const NordStyleLayer *layer,
             const Sheet *sheet,
             const NordStyleMatcher *matcher,
             const NordMapColor *color,
             double width,
             double zoom)
{
  double step = 0.35 / sheet->scale, opacity = nord_stops_at (&layer->opacity, zoom);
  double scale = easel->canvas.coverage ? easel->canvas.scale : 1, dash[G_N_ELEMENTS (layer->dash)];
  gboolean pending = FALSE;
  NordCoveragePen pen = {
    .width = width * scale,
    .round = layer->round && width >= 1.6,
    .dash = dash,
    .n_dash = layer->n_dash,
  };

  for (guint i = 0; i < layer->n_dash; i++)
    dash[i] = MAX (layer->dash[i] * width, 0.5) * scale;
  for (guint i = 0; i < sheet->layer->n_features; i++) {
    const NordMvtFeature *feature = &sheet->layer->features[i];

    if ((feature->kind != NORD_MVT_LINE && feature->kind != NORD_MVT_AREA) ||
        !sheet_sees (sheet, feature) || !nord_style_matcher_test (matcher, feature))
      continue;
    for (guint32 p = feature->first_path; p < feature->first_path + feature->n_paths; p++)
      trace_line (easel, sheet, &pen, nord_mvt_layer_path_start (sheet->layer, p),
                  sheet->layer->path_ends[p], step, feature->kind == NORD_MVT_AREA);
    pending = TRUE;
  }
  if (!pending)
    return;
  if (easel->canvas.coverage)
    easel_blend (easel, color, opacity, FALSE);
  else
    stroke (easel->canvas.cr, &pen, color, opacity);
}

/* Discs as polygons: at a few px nobody sees their corners. */
static void
paint_dots (Easel *easel,
            const NordStyleLayer *layer,
            const Sheet *sheet,
            const NordStyleMatcher *matcher,
            const NordMapColor *color,
            double radius,
            double zoom)
{
  enum { N_CORNERS = 20 };
  double opacity = nord_stops_at (&layer->opacity, zoom);
  gboolean pending = FALSE;

  cairo_set_fill_rule (easel->canvas.cr, CAIRO_FILL_RULE_WINDING);
  set_color (easel->canvas.cr, color, opacity);
  for (guint i = 0; i < sheet->layer->n_features; i++) {
    const NordMvtFeature *feature = &sheet->layer->features[i];

    if (feature->kind != NORD_MVT_POINT || !sheet_sees (sheet, feature) ||
        !nord_style_matcher_test (matcher, feature))
      continue;
    for (guint32 p = feature->first_path; p < feature->first_path + feature->n_paths; p++) {
      NordCoveragePoint middle =
        place (sheet, &sheet->layer->points[nord_mvt_layer_path_start (sheet->layer, p)]);
      NordCoveragePoint before = {0, 0};

      for (int k = 0; k <= N_CORNERS; k++) {
        double turn = 2 * G_PI * (k % N_CORNERS) / N_CORNERS;
        NordCoveragePoint next = {middle.x + radius * cos (turn), middle.y + radius * sin (turn)};

        if (easel->canvas.coverage) {
          next = nord_canvas_place (&easel->canvas, next.x, next.y);
          if (k > 0)
            nord_coverage_edge (easel->canvas.coverage, before.x, before.y, next.x, next.y);
        } else if (k == 0) {
          cairo_move_to (easel->canvas.cr, next.x, next.y);
        } else {
          cairo_line_to (easel->canvas.cr, next.x, next.y);
        }
        before = next;
      }
      pending = TRUE;
    }
  }
  if (!pending)
    return;
  if (easel->canvas.coverage)
    easel_blend (easel, color, opacity, FALSE);
  else
    cairo_fill (easel->canvas.cr);
}

/* What @layer draws of @source. */
static void
paint_layer (Easel *easel,
             const NordStyleLayer *layer,
             const NordMvtLayer *source,
             const NordPaintFrame *frame)
{
  double width = nord_stops_at (&layer->width, frame->zoom);
  g_autoptr (NordStyleMatcher) matcher = nord_style_matcher_new (layer->filter, source);
  Sheet sheet;

  sheet_init (&sheet, source, frame, width + 2);
  cairo_new_path (easel->canvas.cr);
  if (layer->type == NORD_STYLE_FILL) {
    paint_areas (easel, layer, &sheet, matcher, frame->zoom);
    if (layer->has_outline && width > 0)
      paint_lines (easel, layer, &sheet, matcher, &layer->outline, width, frame->zoom);
  } else if (layer->type == NORD_STYLE_DOT) {
    if (layer->has_outline)
      paint_dots (easel, layer, &sheet, matcher, &layer->outline, width / 2 + 1, frame->zoom);
    paint_dots (easel, layer, &sheet, matcher, &layer->color, width / 2, frame->zoom);
  } else if (width > 0) {
    paint_lines (easel, layer, &sheet, matcher, &layer->color, width, frame->zoom);
  }
}

void
nord_map_paint_background (const NordMapStyle *style, cairo_t *cr)
{
  set_color (cr, &style->background, 1);
  cairo_paint (cr);
}

/**
 * nord_map_frame_clip:
 * @frame: a frame
 * @cr: a context whose user space is that of the frame
 *
 * Clips to what is wanted of the frame. Each pixel belongs to one of two neighbours: were the edge
 * of a turned square softened, the background would shine through between two of them.
 */
void
nord_map_frame_clip (const NordPaintFrame *frame, cairo_t *cr)
{
  cairo_antialias_t antialias = cairo_get_antialias (cr);

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_rectangle (cr, frame->clip_x, frame->clip_y, frame->clip_width, frame->clip_height);
  cairo_clip (cr);
  cairo_set_antialias (cr, antialias);
}

/**
 * nord_map_paint_tile:
 * @style: the style; its label layers are passed over
 * @mvt: a decoded tile
 * @frame: where the tile lies and what is wanted of it
 * @cr: a context whose user space is that of the frame and whose clip is a rectangle, on an opaque
 *   picture; its state is kept
 *
 * Paints over the background, see nord_map_paint_background(). The clip of @frame should lie on
 * whole device pixels, or neighbours will show a seam. Safe to call from any thread that owns @cr.
 */
void
nord_map_paint_tile (const NordMapStyle *style,
                     const NordMvt *mvt,
                     const NordPaintFrame *frame,
                     cairo_t *cr)
{
  Easel easel = {.line = g_array_new (FALSE, FALSE, sizeof (NordCoveragePoint))};

  cairo_save (cr);
  nord_map_frame_clip (frame, cr);
  /* Half of cairo's default of 0.1 px is not seen, and curves come only from round joins. */
  cairo_set_tolerance (cr, 0.25);
  nord_canvas_init (&easel.canvas, cr, NULL);
  for (guint i = 0; i < style->n_layers; i++) {
    const NordStyleLayer *layer = &style->layers[i];
    const NordMvtLayer *source;
    guint at = 0;

    if (layer->type == NORD_STYLE_LABEL || !nord_style_layer_visible (layer, frame->zoom) ||
        !(nord_stops_at (&layer->opacity, frame->zoom) > 0))
      continue;
    while ((source = nord_map_style_next_source (style, layer, mvt, &at)) != NULL)
      paint_layer (&easel, layer, source, frame);
  }
  nord_canvas_clear (&easel.canvas);
  g_array_unref (easel.line);
  cairo_restore (cr);
}
