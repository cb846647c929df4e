/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Placed labels painted with cairo. */
#include "core/map/label-painter.h"

#include "core/map/canvas.h"

#include <math.h>

static void
set_color (cairo_t *cr, const NordMapColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

static void
blend (NordCanvas *canvas, const NordMapColor *color, gboolean even_odd)
{
  const double rgba[4] = {color->red, color->green, color->blue, color->alpha};

  nord_canvas_blend (canvas, rgba, even_odd);
}

static void
trace_box (cairo_t *cr, const NordLabelBox *box, double radius)
{
  double x0 = box->x0, y0 = box->y0, x1 = box->x1, y1 = box->y1;

  radius = MIN (radius, MIN (x1 - x0, y1 - y0) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x1 - radius, y0 + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x1 - radius, y1 - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x0 + radius, y1 - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x0 + radius, y0 + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
paint_box (const NordStyleLayer *layer, const NordLabelBox *box, double radius, cairo_t *cr)
{
  if (!layer->has_box)
    return;
  trace_box (cr, box, radius);
  set_color (cr, &layer->box);
  cairo_fill_preserve (cr);
  if (layer->has_box_edge) {
    set_color (cr, &layer->box_edge);
    cairo_set_line_width (cr, 1);
    cairo_stroke (cr);
  }
  cairo_new_path (cr);
}

static void
trace_pictogram (cairo_t *cr, const NordPictogram *pictogram)
{
  const double *v = pictogram->values;

  for (guint i = 0; i < pictogram->n;) {
    switch ((char) v[i]) {
    case 'M':
      cairo_move_to (cr, v[i + 1], v[i + 2]);
      i += 3;
      break;
    case 'L':
      cairo_line_to (cr, v[i + 1], v[i + 2]);
      i += 3;
      break;
    case 'C':
      cairo_curve_to (cr, v[i + 1], v[i + 2], v[i + 3], v[i + 4], v[i + 5], v[i + 6]);
      i += 7;
      break;
    case 'O':
      cairo_new_sub_path (cr);
      cairo_arc (cr, v[i + 1], v[i + 2], v[i + 3], 0, 2 * G_PI);
      cairo_close_path (cr);
      i += 4;
      break;
    case 'Z':
    default:
      cairo_close_path (cr);
      i++;
    }
  }
}

static void
paint_icon (const NordMapStyle *style, const NordStyleLayer *layer, cairo_t *cr)
{
  const NordPictogram *pictogram = g_hash_table_lookup (style->pictograms, layer->icon);
  double half = layer->icon_size / 2 + 1.5;
  /* In a box the pictogram needs air around it. */
  double side = layer->has_box ? layer->icon_size - 2 : layer->icon_size;
  double reach = half + layer->halo_width + 1;
  NordCanvas canvas;

  if (!pictogram)
    return;
  paint_box (layer, &(NordLabelBox){-half, -half, half, half}, 4, cr);
  cairo_save (cr);
  cairo_scale (cr, side / 16, side / 16);
  cairo_translate (cr, -8, -8);
  cairo_new_path (cr);
  trace_pictogram (cr, pictogram);
  cairo_restore (cr);
  nord_canvas_init (&canvas, cr, (const double[4]){-reach, -reach, reach, reach});
  if (canvas.coverage) {
    if (!layer->has_box && layer->halo_width > 0) {
      nord_canvas_path (&canvas, 2 * layer->halo_width);
      blend (&canvas, &layer->halo, FALSE);
    }
    nord_canvas_path (&canvas, 0);
    blend (&canvas, &layer->icon_color, TRUE);
    cairo_new_path (cr);
  } else {
    if (!layer->has_box && layer->halo_width > 0) {
      set_color (cr, &layer->halo);
      cairo_set_line_width (cr, 2 * layer->halo_width);
      cairo_stroke_preserve (cr);
    }
    cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
    set_color (cr, &layer->icon_color);
    cairo_fill (cr);
  }
  nord_canvas_clear (&canvas);
}

/* Adds the letters to the coverage: their inside, or a stroke of @halo_width px. */
static void
cover_letters (NordCanvas *canvas, const NordLabel *label, double halo_width)
{
  NordCoveragePen pen = {.width = halo_width * canvas->scale, .round = TRUE};
  /* A halo needs no finer steps; they would cost and not be seen. */
  double step = halo_width > 0 ? 0.8 : 0;
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (NordCoveragePoint));

  for (guint g = 0; g < label->n_glyphs; g++) {
    const NordLabelGlyphs *glyphs = &label->glyphs[g];
    const NordLabelRun *run = &label->text->runs[glyphs->run];
    double cosine = cos (glyphs->angle), sine = sin (glyphs->angle);

    for (guint r = 0, i = 0; r < run->n_rings; r++) {
      const NordCoveragePoint *points;
      NordCoveragePoint first;
      float last_x = 0, last_y = 0;

      g_array_set_size (ring, 0);
      for (; i < run->ends[r]; i++) {
        float px = run->points[2 * i], py = run->points[2 * i + 1];
        NordCoveragePoint point = nord_canvas_place (canvas, glyphs->x + px * cosine - py * sine,
                                                     glyphs->y + px * sine + py * cosine);

        if (ring->len > 0 && fabsf (px - last_x) + fabsf (py - last_y) < step)
          continue;
        last_x = px;
        last_y = py;
        g_array_append_val (ring, point);
      }
      first = g_array_index (ring, NordCoveragePoint, 0);
      g_array_append_val (ring, first);
      points = (const NordCoveragePoint *) (void *) ring->data;
      if (halo_width > 0)
        nord_coverage_stroke (canvas->coverage, points, ring->len, &pen);
      else
        for (guint p = 0; p + 1 < ring->len; p++)
          nord_coverage_edge (canvas->coverage, points[p].x, points[p].y, points[p + 1].x,
                              points[p + 1].y);
    }
  }
}

static void
trace_letters (cairo_t *cr, const NordLabel *label)
{
  cairo_new_path (cr);
  for (guint g = 0; g < label->n_glyphs; g++) {
    const NordLabelGlyphs *glyphs = &label->glyphs[g];
    const NordLabelRun *run = &label->text->runs[glyphs->run];

    cairo_save (cr);
    cairo_translate (cr, glyphs->x, glyphs->y);
    cairo_rotate (cr, glyphs->angle);
    for (guint r = 0, i = 0; r < run->n_rings; r++) {
      cairo_new_sub_path (cr);
      for (; i < run->ends[r]; i++)
        cairo_line_to (cr, run->points[2 * i], run->points[2 * i + 1]);
      cairo_close_path (cr);
    }
    cairo_restore (cr);
  }
}

static void
paint_text (const NordLabel *label, cairo_t *cr)
{
  const NordStyleLayer *layer = label->layer;
  const NordLabelBox *bounds = &label->bounds;
  gboolean halo = layer->halo_width > 0 && layer->halo.alpha > 0;
  NordCanvas canvas;

  nord_canvas_init (&canvas, cr,
                    (const double[4]){bounds->x0 - 2, bounds->y0 - 2, bounds->x1 + 2,
                                      bounds->y1 + 2});
  if (canvas.coverage) {
    if (halo) {
      cover_letters (&canvas, label, 2 * layer->halo_width);
      blend (&canvas, &layer->halo, FALSE);
    }
    cover_letters (&canvas, label, 0);
    blend (&canvas, &layer->color, FALSE);
  } else {
    trace_letters (cr, label);
    if (halo) {
      set_color (cr, &layer->halo);
      cairo_set_line_width (cr, 2 * layer->halo_width);
      cairo_stroke_preserve (cr);
    }
    cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
    set_color (cr, &layer->color);
    cairo_fill (cr);
  }
  nord_canvas_clear (&canvas);
}

/**
 * nord_label_paint:
 * @style: the style, for its pictograms
 * @label: a placed label
 * @cr: a context whose origin is the label's anchor; its state is kept
 */
void
nord_label_paint (const NordMapStyle *style, const NordLabel *label, cairo_t *cr)
{
  const NordStyleLayer *layer = label->layer;

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_tolerance (cr, 0.15);
  if (layer->icon)
    paint_icon (style, layer, cr);
  else if (layer->placement == NORD_PLACE_SHIELD)
    paint_box (layer, &label->boxes[0], 3, cr);
  if (label->text)
    paint_text (label, cr);
  cairo_restore (cr);
}

/**
 * nord_label_paint_all:
 * @placement: the labels
 * @cr: a context whose user space is the view
 *
 * Paints every label within the clip at its place, the important ones last.
 */
void
nord_label_paint_all (const NordLabelPlacement *placement, cairo_t *cr)
{
  double x0, y0, x1, y1;

  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  for (guint i = placement->labels->len; i > 0; i--) {
    const NordLabel *label = g_ptr_array_index (placement->labels, i - 1);
    const NordLabelBox *bounds = &label->bounds;
    double x, y;

    nord_map_camera_to_screen (&placement->view, label->x, label->y, &x, &y);
    if (x + bounds->x1 < x0 || x + bounds->x0 > x1 || y + bounds->y1 < y0 || y + bounds->y0 > y1)
      continue;
    cairo_save (cr);
    cairo_translate (cr, x, y);
    nord_label_paint (placement->style, label, cr);
    cairo_restore (cr);
  }
}
