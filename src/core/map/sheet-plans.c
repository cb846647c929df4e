/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Own layers on the map on paper: plans under discussion, with what their colours stand for. They
 * look as on the screen (ui/map/shape-layer), in its px. */
#include "core/map/sheet-plans.h"

#include "core/geo/mercator.h"
#include "core/map/mvt-clip.h"
#include "core/map/sheet-text.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define REACH 12  /* px beyond the view: more than half of a line, so that no cut edge shows */
#define LEAST 0.2 /* px between two positions that are both drawn */
#define RING 6    /* px: radius of a place */
#define CELL 56   /* mm: the least that an entry of the legend has */
#define SWATCH 7  /* mm */
/* px of a mm, as letters and lines of the map have them */
#define PX_PER_MM 4

typedef struct {
  char *id, *title; /* (owned) */
  double position, opacity;
  guint32 rgb;
  GPtrArray *shapes; /* (owned) (element-type NordShape) */
} Plan;

struct _NordSheetPlans {
  GPtrArray *plans;  /* (owned) (element-type Plan) */
  GHashTable *by_id; /* (owned) id (of the plan) to Plan (unowned) */
};

typedef struct {
  NordShapeKind kind; /* a line or an area, or NORD_SHAPE_POINT for places */
  NordPaths *paths;   /* (owned) in px of the view */
} Piece;

typedef struct {
  char *title; /* (owned) */
  double red, green, blue, opacity;
  GArray *pieces; /* (owned) (element-type Piece) */
} Seen;

struct _NordPlanPicture {
  GPtrArray *seen; /* (owned) (element-type Seen) the lowest first */
};

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->id);
  g_free (plan->title);
  g_ptr_array_unref (plan->shapes);
  g_free (plan);
}

NordSheetPlans *
nord_sheet_plans_new (void)
{
  NordSheetPlans *self = g_new0 (NordSheetPlans, 1);

  self->plans = g_ptr_array_new_with_free_func (plan_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
nord_sheet_plans_free (NordSheetPlans *self)
{
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->plans);
  g_free (self);
}

/**
 * nord_sheet_plans_add_layer:
 * @layer: a #NordLayer; one that is not shown, or cannot be seen through, is passed over
 *
 * All layers come before the first feature.
 */
void
nord_sheet_plans_add_layer (NordSheetPlans *self, NordRecord *layer)
{
  const char *title = nord_record_get_text (layer, NORD_LAYER_TITLE);
  double opacity = CLAMP (nord_record_get_real (layer, NORD_LAYER_OPACITY), 0, 1);
  Plan *plan;

  if (!nord_record_get_boolean (layer, NORD_LAYER_SHOWN) || !(opacity > 0))
    return;
  plan = g_new0 (Plan, 1);
  plan->id = g_strdup (nord_record_get_id (layer));
  plan->title = g_strdup (title ? title : "");
  plan->position = nord_record_get_real (layer, NORD_LAYER_POSITION);
  plan->opacity = opacity;
  plan->rgb = nord_layer_get_rgb (nord_record_get_integer (layer, NORD_LAYER_COLOUR));
  plan->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);
  g_ptr_array_add (self->plans, plan);
  g_hash_table_insert (self->by_id, plan->id, plan);
}

/**
 * nord_sheet_plans_add_feature:
 * @feature: a #NordLayerFeature; one of a layer that was not taken is passed over
 */
void
nord_sheet_plans_add_feature (NordSheetPlans *self, NordRecord *feature)
{
  const char *id = nord_record_get_text (feature, NORD_LAYER_FEATURE_LAYER);
  NordShape *shape = nord_record_get_shape (feature, NORD_LAYER_FEATURE_SHAPE);
  Plan *plan = id ? g_hash_table_lookup (self->by_id, id) : NULL;

  if (plan && shape)
    g_ptr_array_add (plan->shapes, nord_shape_ref (shape));
}

/**
 * nord_sheet_plans_get_n:
 *
 * Returns: layers that are shown
 */
guint
nord_sheet_plans_get_n (const NordSheetPlans *self)
{
  return self->plans->len;
}

static void
piece_clear (gpointer data)
{
  nord_paths_free (((Piece *) data)->paths);
}

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_free (seen->title);
  g_array_unref (seen->pieces);
  g_free (seen);
}

/* The shape in px, with what would be drawn over itself left out. */
static NordPaths *
project (const NordShape *shape, NordShapeKind kind, const NordMapCamera *view)
{
  NordPaths *paths = nord_paths_new ();

  for (guint ring = 0, i = 0; ring < shape->n_rings; ring++) {
    /* The last position of a ring of an area is its first. */
    const guint end = shape->ring_ends[ring] - (kind == NORD_SHAPE_AREA);
    const guint start = i;
    double last_x = 0, last_y = 0;

    for (; i < end; i++) {
      double x, y;

      nord_mercator_project (shape->xy[2 * i], shape->xy[2 * i + 1], &x, &y);
      nord_map_camera_to_screen (view, x, y, &x, &y);
      if (kind != NORD_SHAPE_POINT && i > start && i + 1 < end &&
          hypot (x - last_x, y - last_y) < LEAST)
        continue;
      nord_paths_add (paths, x, y);
      last_x = x;
      last_y = y;
    }
    i = shape->ring_ends[ring];
    nord_paths_end (paths, 1);
  }
  return paths;
}

/* Only what is near the view: cairo counts in whole numbers of 24 bits, and a country at the scale
 * of a house has more. */
static NordPaths *
cut (NordPaths *whole, NordShapeKind kind, const NordMapCamera *view)
{
  g_autoptr (NordPaths) strip = nord_paths_new ();
  NordPaths *rest = nord_paths_new ();

  if (kind == NORD_SHAPE_POINT) {
    for (guint i = 0; i < whole->xy->len; i += 2) {
      double x = g_array_index (whole->xy, double, i), y = g_array_index (whole->xy, double, i + 1);

      if (x >= -RING && y >= -RING && x <= view->width + RING && y <= view->height + RING)
        nord_paths_add (rest, x, y);
    }
    nord_paths_end (rest, 1);
  } else if (kind == NORD_SHAPE_AREA) {
    nord_paths_clip_rings (whole, 0, -REACH, view->width + REACH, strip);
    nord_paths_clip_rings (strip, 1, -REACH, view->height + REACH, rest);
  } else {
    nord_paths_clip_lines (whole, 0, -REACH, view->width + REACH, strip);
    nord_paths_clip_lines (strip, 1, -REACH, view->height + REACH, rest);
  }
  return rest;
}

static NordShapeKind
get_kind (const NordShape *shape)
{
  switch (shape->kind) {
  case NORD_SHAPE_POINT:
  case NORD_SHAPE_MULTI_POINT:
    return NORD_SHAPE_POINT;
  case NORD_SHAPE_LINE:
  case NORD_SHAPE_MULTI_LINE:
    return NORD_SHAPE_LINE;
  case NORD_SHAPE_AREA:
  case NORD_SHAPE_MULTI_AREA:
  default:
    return NORD_SHAPE_AREA;
  }
}

static int
compare_plans (gconstpointer a, gconstpointer b)
{
  const Plan *one = *(const Plan *const *) a, *two = *(const Plan *const *) b;

  return one->position != two->position ? (one->position > two->position ? 1 : -1)
                                        : g_strcmp0 (one->id, two->id);
}

/**
 * nord_plan_picture_new:
 * @plans: (nullable): own layers
 * @view: what is seen, not turned
 *
 * Returns: (transfer full): those of which something is seen; nothing of @plans is kept
 */
NordPlanPicture *
nord_plan_picture_new (const NordSheetPlans *plans, const NordMapCamera *view)
{
  NordPlanPicture *self = g_new0 (NordPlanPicture, 1);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  self->seen = g_ptr_array_new_with_free_func (seen_free);
  for (guint i = 0; plans && i < plans->plans->len; i++)
    g_ptr_array_add (sorted, plans->plans->pdata[i]);
  g_ptr_array_sort (sorted, compare_plans);
  for (guint i = 0; i < sorted->len; i++) {
    const Plan *plan = sorted->pdata[i];
    Seen *seen = g_new0 (Seen, 1);

    seen->title = g_strdup (plan->title);
    seen->red = (plan->rgb >> 16 & 255) / 255.0;
    seen->green = (plan->rgb >> 8 & 255) / 255.0;
    seen->blue = (plan->rgb & 255) / 255.0;
    seen->opacity = plan->opacity;
    seen->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    g_array_set_clear_func (seen->pieces, piece_clear);
    for (guint k = 0; k < plan->shapes->len; k++) {
      const NordShape *shape = plan->shapes->pdata[k];
      NordShapeKind kind = get_kind (shape);
      g_autoptr (NordPaths) whole = project (shape, kind, view);
      Piece piece = {kind, cut (whole, kind, view)};

      if (piece.paths->ends->len > 0)
        g_array_append_val (seen->pieces, piece);
      else
        piece_clear (&piece);
    }
    if (seen->pieces->len > 0)
      g_ptr_array_add (self->seen, seen);
    else
      seen_free (seen);
  }
  return self;
}

void
nord_plan_picture_free (NordPlanPicture *self)
{
  g_ptr_array_unref (self->seen);
  g_free (self);
}

/**
 * nord_plan_picture_get_n:
 *
 * Returns: layers of which something is seen
 */
guint
nord_plan_picture_get_n (const NordPlanPicture *self)
{
  return self->seen->len;
}

static void
trace (cairo_t *cr, const Piece *piece)
{
  guint i = 0;

  cairo_new_path (cr);
  for (guint p = 0; p < piece->paths->ends->len; p++) {
    guint start = i, end = g_array_index (piece->paths->ends, guint, p);

    for (; i < end; i++) {
      const double *xy = &g_array_index (piece->paths->xy, double, 2 * i);

      if (i == start)
        cairo_move_to (cr, xy[0], xy[1]);
      else
        cairo_line_to (cr, xy[0], xy[1]);
    }
    if (piece->kind == NORD_SHAPE_AREA)
      cairo_close_path (cr);
  }
}

static void
draw_ring (cairo_t *cr, const Seen *seen, double x, double y)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, RING, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 1, 1, 1, seen->opacity);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, seen->red, seen->green, seen->blue, seen->opacity);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
}

/* The path of a line or an area: its colour on a white edge, so that it stands out from any map. */
static void
draw_path (cairo_t *cr, const Seen *seen, gboolean area)
{
  if (area) {
    cairo_set_source_rgba (cr, seen->red, seen->green, seen->blue, seen->opacity * 0.4);
    cairo_fill_preserve (cr);
  }
  cairo_set_source_rgba (cr, 1, 1, 1, seen->opacity * 0.8);
  cairo_set_line_width (cr, area ? 4.5 : 6.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, seen->red, seen->green, seen->blue, seen->opacity);
  cairo_set_line_width (cr, area ? 2 : 3.5);
  cairo_stroke (cr);
}

static void
set_pen (cairo_t *cr)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
}

/**
 * nord_plan_picture_draw:
 * @cr: a context whose user space is the view, clipped to it; its state is kept
 */
void
nord_plan_picture_draw (const NordPlanPicture *self, cairo_t *cr)
{
  cairo_save (cr);
  set_pen (cr);
  for (guint i = 0; i < self->seen->len; i++) {
    const Seen *seen = self->seen->pdata[i];

    for (guint k = 0; k < seen->pieces->len; k++) {
      const Piece *piece = &g_array_index (seen->pieces, Piece, k);

      if (piece->kind == NORD_SHAPE_POINT) {
        for (guint n = 0; n < piece->paths->xy->len; n += 2)
          draw_ring (cr, seen, g_array_index (piece->paths->xy, double, n),
                     g_array_index (piece->paths->xy, double, n + 1));
      } else {
        trace (cr, piece);
        draw_path (cr, seen, piece->kind == NORD_SHAPE_AREA);
      }
    }
  }
  cairo_restore (cr);
}

static guint
count_columns (guint n, double width)
{
  return CLAMP ((guint) MAX (width / CELL, 1), 1, MAX (n, 1));
}

/**
 * nord_plan_legend_count_rows:
 * @n: layers
 * @width: mm that a row has
 *
 * Returns: rows that they need
 */
guint
nord_plan_legend_count_rows (guint n, double width)
{
  guint columns = count_columns (n, width);

  return (n + columns - 1) / columns;
}

/* As what there is most of: a plan of areas may have a few places in it. */
static NordShapeKind
get_main_kind (const Seen *seen)
{
  guint n[NORD_SHAPE_AREA + 1] = {0};

  for (guint k = 0; k < seen->pieces->len; k++)
    n[g_array_index (seen->pieces, Piece, k).kind]++;
  if (n[NORD_SHAPE_AREA] >= MAX (n[NORD_SHAPE_LINE], n[NORD_SHAPE_POINT]))
    return NORD_SHAPE_AREA;
  return n[NORD_SHAPE_LINE] >= n[NORD_SHAPE_POINT] ? NORD_SHAPE_LINE : NORD_SHAPE_POINT;
}

static void
draw_swatch (cairo_t *cr, const Seen *seen, double x, double y)
{
  const NordShapeKind kind = get_main_kind (seen);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, 1.0 / PX_PER_MM, 1.0 / PX_PER_MM);
  set_pen (cr);
  cairo_new_path (cr);
  if (kind == NORD_SHAPE_POINT) {
    draw_ring (cr, seen, SWATCH * PX_PER_MM / 2.0, 6.5);
  } else if (kind == NORD_SHAPE_LINE) {
    cairo_move_to (cr, 2, 6.5);
    cairo_line_to (cr, (SWATCH - 1) * PX_PER_MM, 6.5);
    draw_path (cr, seen, FALSE);
  } else {
    cairo_rectangle (cr, 1, 1, (SWATCH - 1) * PX_PER_MM, 11);
    draw_path (cr, seen, TRUE);
  }
  cairo_restore (cr);
}

/**
 * nord_plan_picture_draw_legend:
 * @cr: a context whose user space are mm
 * @x: where its left edge is
 * @y: where its top is
 * @width: as for nord_plan_legend_count_rows()
 * @rows: that there is room for
 *
 * The layer on top comes first. Those without room are told as a number.
 */
void
nord_plan_picture_draw_legend (const NordPlanPicture *self,
                               cairo_t *cr,
                               double x,
                               double y,
                               double width,
                               guint rows)
{
  const guint n = self->seen->len, columns = count_columns (n, width), places = rows * columns;
  const double cell = width / columns;

  for (guint i = 0; i < MIN (n, places); i++) {
    const Seen *seen = self->seen->pdata[n - 1 - i];
    double at = x + i % columns * cell, down = y + i / columns * NORD_PLAN_LEGEND_ROW;

    if (i + 1 == places && n > places) {
      const guint rest = n - i;
      g_autofree char *text = g_strdup_printf (
        /* Translators: own layers of the map for which its legend has no room. */
        g_dngettext (GETTEXT_PACKAGE, "and %u layer more", "and %u layers more", rest), rest);

      nord_sheet_text_ink (cr);
      nord_sheet_text_write (cr, text, at, down - 0.3, cell - 2, 2.5, 400, 1, 0);
      return;
    }
    draw_swatch (cr, seen, at, down);
    nord_sheet_text_ink (cr);
    nord_sheet_text_write (cr, seen->title, at + SWATCH + 1, down - 0.3, cell - SWATCH - 3, 2.5,
                           400, 1, 0);
  }
}
