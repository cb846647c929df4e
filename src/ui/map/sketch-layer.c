/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the tool in hand is drawing or altering, with its handles. It is drawn at each move of a
 * hand, so its piece is no larger than what is in it, and the map below is left as it is. */
#include "ui/map/sketch-layer.h"

#include "ui/map/map-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define HANDLE 7.5 /* radius in pixels; what can be hit is larger */
#define MIDDLE 5.0
#define ROOM_FOR_MIDDLE 44.0
#define REACH 16.0 /* what lines and handles need around their points */
#define MANY 120   /* handles: beyond they would cover the shape */

enum { PLATE_WAITING, PLATE_SNAPPED, PLATE_SIZE, N_PLATES };

struct _NordSketchLayer {
  NordMapLayer parent_instance;

  NordTool *tool; /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (NordSketchLayer, nord_sketch_layer, NORD_TYPE_MAP_LAYER)

static void
locate (const NordSketch *sketch, guint vertex, const NordView *view, double *x, double *y)
{
  double lon, lat;

  nord_sketch_get_vertex (sketch, vertex, &lon, &lat);
  nord_view_to_screen (view, lon, lat, x, y);
}

static void
set_ink (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0x24 / 255.0, 0x1f / 255.0, 0x31 / 255.0);
}

static void
set_accent (cairo_t *cr, double alpha)
{
  cairo_set_source_rgba (cr, 0x1c / 255.0, 0x71 / 255.0, 0xd8 / 255.0, alpha);
}

static void
draw_dot (cairo_t *cr, double x, double y, double r, gboolean strong)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, r + 2.4, 0, 2 * G_PI);
  set_ink (cr);
  cairo_fill (cr);
  cairo_arc (cr, x, y, r + 1, 0, 2 * G_PI);
  if (strong)
    set_accent (cr, 1);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  if (strong) {
    cairo_arc (cr, x, y, r * 0.4, 0, 2 * G_PI);
    cairo_set_source_rgb (cr, 1, 1, 1);
    cairo_fill (cr);
  }
}

static void
stroke_halved (cairo_t *cr, double width)
{
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, width + 4);
  cairo_stroke_preserve (cr);
  set_accent (cr, 1);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static void
trace (cairo_t *cr, const NordSketch *sketch, const NordView *view, gboolean close)
{
  for (guint ring = 0; ring < nord_sketch_get_n_rings (sketch); ring++) {
    guint start, end;
    double x, y;

    nord_sketch_get_ring (sketch, ring, &start, &end);
    for (guint i = start; i < end; i++) {
      locate (sketch, i, view, &x, &y);
      if (i == start)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
    if (close && end - start > 2)
      cairo_close_path (cr);
  }
}

/* The line that the next tap would draw, and for an area the one that would close it. */
static void
draw_rubber (NordSketchLayer *self, cairo_t *cr, const NordSketch *sketch, const NordView *view)
{
  static const double dash[] = {6, 5};
  guint n = nord_sketch_get_n_vertices (sketch);
  GArray *ahead = nord_tool_get_ahead (self->tool);
  double x, y;

  if (n == 0 || ahead == NULL)
    return;
  cairo_new_path (cr);
  locate (sketch, n - 1, view, &x, &y);
  cairo_move_to (cr, x, y);
  for (guint i = 0; i + 1 < ahead->len; i += 2) {
    nord_view_to_screen (view, g_array_index (ahead, double, i),
                         g_array_index (ahead, double, i + 1), &x, &y);
    cairo_line_to (cr, x, y);
  }
  if (nord_sketch_is_area (sketch) && n > 1) {
    locate (sketch, 0, view, &x, &y);
    cairo_line_to (cr, x, y);
  }
  cairo_save (cr);
  cairo_set_dash (cr, dash, 2, 0);
  stroke_halved (cr, 2);
  cairo_restore (cr);
}

/* Where taps wait for the streets: rings that are not filled yet, in the order of the taps. */
static void
draw_waiting (NordSketchLayer *self, cairo_t *cr, const NordView *view)
{
  static const double dash[] = {3.5, 3};
  guint n = nord_tool_get_n_waiting (self->tool);

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (guint i = 0; i < n; i++) {
    double lon, lat, x, y;

    nord_tool_get_waiting (self->tool, i, &lon, &lat);
    nord_view_to_screen (view, lon, lat, &x, &y);
    cairo_new_path (cr);
    cairo_arc (cr, x, y, HANDLE + 1, 0, 2 * G_PI);
    cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
    cairo_set_line_width (cr, 6);
    cairo_set_dash (cr, NULL, 0, 0);
    cairo_stroke_preserve (cr);
    set_ink (cr);
    cairo_set_line_width (cr, 2.4);
    cairo_set_dash (cr, dash, 2, 0);
    cairo_stroke (cr);
  }
  cairo_restore (cr);
}

/* What is edited lies under what is drawn over it, and what was cut off beside it. */
static void
draw_others (NordSketchLayer *self, cairo_t *cr, const NordView *view)
{
  static const double dash[] = {7, 5};
  const NordSketch *edited = nord_tool_get_edited (self->tool);
  GPtrArray *rest = nord_tool_get_rest (self->tool);

  for (guint i = 0; i < rest->len; i++) {
    g_autoptr (NordSketch) piece = nord_sketch_new_from_shape (rest->pdata[i]);

    cairo_new_path (cr);
    trace (cr, piece, view, nord_sketch_is_area (piece));
    if (nord_sketch_is_area (piece)) {
      cairo_set_source_rgba (cr, 0xe6 / 255.0, 0x61 / 255.0, 0, 0.22);
      cairo_fill_preserve (cr);
    }
    cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
    cairo_set_line_width (cr, 6);
    cairo_stroke_preserve (cr);
    cairo_set_source_rgb (cr, 0xc6 / 255.0, 0x46 / 255.0, 0);
    cairo_set_line_width (cr, 2.6);
    cairo_save (cr);
    cairo_set_dash (cr, dash, 2, 0);
    cairo_stroke (cr);
    cairo_restore (cr);
  }
  if (edited == NULL)
    return;
  cairo_new_path (cr);
  trace (cr, edited, view, nord_sketch_is_area (edited));
  if (nord_sketch_is_area (edited)) {
    set_accent (cr, 0.16);
    cairo_fill_preserve (cr);
  }
  stroke_halved (cr, 2);
}

static void
draw_handles (NordSketchLayer *self, cairo_t *cr, const NordSketch *sketch, const NordView *view)
{
  guint n = nord_sketch_get_n_vertices (sketch), selected = G_MAXUINT, next;
  gboolean editing = nord_tool_get_kind (self->tool) == NORD_TOOL_EDIT;
  double x, y, x2, y2;

  nord_tool_get_selected (self->tool, &selected);
  for (guint i = 0; i < n && editing && n <= MANY; i++) {
    if (!nord_sketch_get_next (sketch, i, &next))
      continue;
    locate (sketch, i, view, &x, &y);
    locate (sketch, next, view, &x2, &y2);
    if (hypot (x2 - x, y2 - y) >= ROOM_FOR_MIDDLE) {
      cairo_push_group (cr);
      draw_dot (cr, (x + x2) / 2, (y + y2) / 2, MIDDLE - 1, FALSE);
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, 0.72);
    }
  }
  for (guint i = 0; i < n; i++) {
    gboolean end = !editing && (nord_sketch_is_area (sketch) ? i == 0 : i == n - 1);

    if (n > MANY && i != selected && !end)
      continue;
    locate (sketch, i, view, &x, &y);
    /* The end that a tap finishes on looks as if one should tap it. */
    draw_dot (cr, x, y, i == selected || end ? HANDLE + 1 : HANDLE - (editing ? 0 : 2),
              i == selected || (end && nord_tool_can_finish (self->tool)));
  }
}

/* (transfer full) (nullable) how long or how large it is as it stands, with the point that the next
 * tap would add. */
static char *
describe_size (NordSketchLayer *self, const NordSketch *sketch)
{
  g_autoptr (NordSketch) next = nord_sketch_copy (sketch);
  g_autoptr (NordShape) shape = NULL;
  GArray *ahead = nord_tool_get_ahead (self->tool);

  if (nord_sketch_get_kind (sketch) == NORD_SHAPE_POINT)
    return NULL;
  for (guint i = 0; ahead && i + 1 < ahead->len; i += 2)
    nord_sketch_append (next, g_array_index (ahead, double, i),
                        g_array_index (ahead, double, i + 1));
  shape = nord_sketch_to_shape (next, NULL);
  return shape ? nord_map_words_measure_shape (GTK_WIDGET (self), shape) : NULL;
}

/* Words on the map, within the picture. */
typedef struct {
  PangoLayout *layout; /* (owned) (nullable) NULL: none */
  double x, y, width, height;
} Plate;

static Plate
place_plate (NordSketchLayer *self,
             const char *text,
             double x,
             double y,
             gboolean below,
             const NordView *view)
{
  Plate plate = {.layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text)};
  int width, height;

  pango_layout_get_pixel_size (plate.layout, &width, &height);
  plate.x = CLAMP (x + 16, 10, MAX (10, view->width - width - 28));
  plate.y = CLAMP (below ? y + 14 : y - height - 22, 4, MAX (4, view->height - height - 12));
  plate.width = width;
  plate.height = height;
  return plate;
}

static void
draw_plate (cairo_t *cr, const Plate *plate)
{
  const double r = 4 + plate->height / 2, y = plate->y + r;

  if (plate->layout == NULL)
    return;
  cairo_new_path (cr);
  cairo_arc (cr, plate->x + 8, y, r, G_PI / 2, 3 * G_PI / 2);
  cairo_arc (cr, plate->x + 8 + plate->width, y, r, -G_PI / 2, G_PI / 2);
  cairo_close_path (cr);
  set_ink (cr);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, plate->x + 8, plate->y + 4);
  pango_cairo_show_layout (cr, plate->layout);
}

/* At the last tap that waits for the streets. */
static Plate
place_waiting (NordSketchLayer *self, const NordView *view)
{
  const guint n = nord_tool_get_n_waiting (self->tool);
  double lon, lat, x, y;

  if (n == 0)
    return (Plate){NULL};
  nord_tool_get_waiting (self->tool, n - 1, &lon, &lat);
  nord_view_to_screen (view, lon, lat, &x, &y);
  return place_plate (self, nord_map_words_get (GTK_WIDGET (self), N_ ("Reading the streets…")), x,
                      y, TRUE, view);
}

/* Which it is that the point clings to. */
static Plate
place_snapped (NordSketchLayer *self, const NordView *view)
{
  const NordSnapped snapped = nord_tool_get_snapped (self->tool);
  double x, y;

  if (snapped.kind == NORD_SNAP_NONE)
    return (Plate){NULL};
  nord_view_to_screen (view, snapped.lon, snapped.lat, &x, &y);
  return place_plate (self, nord_map_words_get (GTK_WIDGET (self), nord_snapped_name (&snapped)), x,
                      y, TRUE, view);
}

/* A square for what people drew, a ring for streets. */
static void
draw_snapped (NordSketchLayer *self, cairo_t *cr, const NordView *view)
{
  NordSnapped snapped = nord_tool_get_snapped (self->tool);
  double x, y;

  if (snapped.kind == NORD_SNAP_NONE)
    return;
  nord_view_to_screen (view, snapped.lon, snapped.lat, &x, &y);
  cairo_new_path (cr);
  if (snapped.kind == NORD_SNAP_CORNER || snapped.kind == NORD_SNAP_EDGE)
    cairo_rectangle (cr, x - HANDLE, y - HANDLE, 2 * HANDLE, 2 * HANDLE);
  else
    cairo_arc (cr, x, y, HANDLE, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0xc0 / 255.0, 0x1c / 255.0, 0x28 / 255.0);
  cairo_set_line_width (cr, 2.4);
  cairo_stroke (cr);
  /* What stands at its corner or crossing is meant exactly. */
  if (snapped.kind == NORD_SNAP_CORNER || snapped.kind == NORD_SNAP_CROSSING) {
    cairo_arc (cr, x, y, 2.4, 0, 2 * G_PI);
    cairo_fill (cr);
  }
}

/* Beside the end that is being drawn; while altering, above the whole. */
static Plate
place_size (NordSketchLayer *self, const NordSketch *sketch, const NordView *view)
{
  guint n = nord_sketch_get_n_vertices (sketch);
  g_autofree char *text = n > 0 ? describe_size (self, sketch) : NULL;
  double x = 0, y = G_MAXDOUBLE, lon, lat;

  if (text == NULL)
    return (Plate){NULL};
  if (nord_tool_get_hover (self->tool, &lon, &lat)) {
    nord_view_to_screen (view, lon, lat, &x, &y);
  } else if (nord_tool_get_kind (self->tool) != NORD_TOOL_EDIT) {
    locate (sketch, n - 1, view, &x, &y);
  } else {
    for (guint i = 0; i < n; i++) {
      double vx, vy;

      locate (sketch, i, view, &vx, &vy);
      x = vy < y ? vx : x;
      y = MIN (y, vy);
    }
  }
  return place_plate (self, text, x, y, FALSE, view);
}

typedef struct {
  double x0, y0, x1, y1;
} Box;

static void
take_point (Box *box, double x, double y)
{
  *box = (Box){MIN (box->x0, x), MIN (box->y0, y), MAX (box->x1, x), MAX (box->y1, y)};
}

static void
take_place (Box *box, const NordView *view, double lon, double lat)
{
  double x, y;

  nord_view_to_screen (view, lon, lat, &x, &y);
  take_point (box, x, y);
}

static void
take_sketch (Box *box, const NordSketch *sketch, const NordView *view)
{
  for (guint i = 0; i < nord_sketch_get_n_vertices (sketch); i++) {
    double x, y;

    locate (sketch, i, view, &x, &y);
    take_point (box, x, y);
  }
}

/* Whole pixels around all that is drawn. */
static graphene_rect_t
find_ink (NordSketchLayer *self,
          const NordSketch *sketch,
          const Plate *plates,
          const NordView *view)
{
  const NordSketch *edited = nord_tool_get_edited (self->tool);
  const NordSnapped snapped = nord_tool_get_snapped (self->tool);
  GPtrArray *rest = nord_tool_get_rest (self->tool);
  GArray *ahead = nord_tool_get_ahead (self->tool);
  Box box = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};

  take_sketch (&box, sketch, view);
  if (edited != NULL)
    take_sketch (&box, edited, view);
  for (guint i = 0; i < rest->len; i++) {
    g_autoptr (NordSketch) piece = nord_sketch_new_from_shape (rest->pdata[i]);

    take_sketch (&box, piece, view);
  }
  for (guint i = 0; ahead != NULL && i + 1 < ahead->len; i += 2)
    take_place (&box, view, g_array_index (ahead, double, i), g_array_index (ahead, double, i + 1));
  for (guint i = 0; i < nord_tool_get_n_waiting (self->tool); i++) {
    double lon, lat;

    nord_tool_get_waiting (self->tool, i, &lon, &lat);
    take_place (&box, view, lon, lat);
  }
  if (snapped.kind != NORD_SNAP_NONE)
    take_place (&box, view, snapped.lon, snapped.lat);
  box = (Box){box.x0 - REACH, box.y0 - REACH, box.x1 + REACH, box.y1 + REACH};
  for (guint i = 0; i < N_PLATES; i++) {
    const Plate *plate = &plates[i];

    if (plate->layout == NULL)
      continue;
    take_point (&box, plate->x - plate->height, plate->y - 1);
    take_point (&box, plate->x + 16 + plate->width + plate->height, plate->y + 9 + plate->height);
  }
  box.x0 = floor (CLAMP (box.x0, 0, view->width));
  box.y0 = floor (CLAMP (box.y0, 0, view->height));
  box.x1 = ceil (CLAMP (box.x1, 0, view->width));
  box.y1 = ceil (CLAMP (box.y1, 0, view->height));
  return GRAPHENE_RECT_INIT ((float) box.x0, (float) box.y0, (float) MAX (box.x1 - box.x0, 0),
                             (float) MAX (box.y1 - box.y0, 0));
}

static void
draw_sketch (NordSketchLayer *self,
             cairo_t *cr,
             const NordSketch *sketch,
             const Plate *plates,
             const NordView *view)
{
  const NordToolState state = nord_tool_get_state (self->tool);

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  draw_others (self, cr, view);
  if (nord_sketch_get_n_vertices (sketch) == 0) {
    draw_waiting (self, cr, view);
    draw_snapped (self, cr, view);
    draw_plate (cr, &plates[PLATE_WAITING]);
    draw_plate (cr, &plates[PLATE_SNAPPED]);
    return;
  }
  if (nord_sketch_is_area (sketch)) {
    trace (cr, sketch, view, TRUE);
    set_accent (cr, 0.2);
    cairo_fill (cr);
  }
  draw_rubber (self, cr, sketch, view);
  cairo_new_path (cr);
  trace (cr, sketch, view,
         nord_tool_get_kind (self->tool) == NORD_TOOL_EDIT && nord_sketch_is_area (sketch));
  stroke_halved (cr, 3.2);
  if (nord_sketch_get_kind (sketch) == NORD_SHAPE_POINT) {
    double x, y;

    locate (sketch, 0, view, &x, &y);
    draw_dot (cr, x, y, HANDLE + 4, TRUE);
  } else if (state != NORD_TOOL_STROKE && state != NORD_TOOL_ADDING_STROKE) {
    draw_handles (self, cr, sketch, view);
  }
  draw_waiting (self, cr, view);
  draw_snapped (self, cr, view);
  for (guint i = 0; i < N_PLATES; i++)
    draw_plate (cr, &plates[i]);
}

static void
nord_sketch_layer_paint (NordMapLayer *layer, GtkSnapshot *snapshot, const NordView *view)
{
  NordSketchLayer *self = NORD_SKETCH_LAYER (layer);
  const NordSketch *sketch = self->tool ? nord_tool_get_sketch (self->tool) : NULL;
  Plate plates[N_PLATES];
  graphene_rect_t ink;

  if (sketch == NULL || nord_tool_get_state (self->tool) == NORD_TOOL_DONE ||
      (nord_sketch_get_n_vertices (sketch) == 0 && nord_tool_get_edited (self->tool) == NULL &&
       nord_tool_get_n_waiting (self->tool) == 0 &&
       nord_tool_get_snapped (self->tool).kind == NORD_SNAP_NONE))
    return;
  plates[PLATE_WAITING] = place_waiting (self, view);
  plates[PLATE_SNAPPED] = place_snapped (self, view);
  plates[PLATE_SIZE] = place_size (self, sketch, view);
  ink = find_ink (self, sketch, plates, view);
  if (ink.size.width > 0 && ink.size.height > 0) {
    cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &ink);

    draw_sketch (self, cr, sketch, plates, view);
    cairo_destroy (cr);
  }
  for (guint i = 0; i < N_PLATES; i++)
    g_clear_object (&plates[i].layout);
}

static void
nord_sketch_layer_class_init (NordSketchLayerClass *klass)
{
  NORD_MAP_LAYER_CLASS (klass)->paint = nord_sketch_layer_paint;
}

static void
nord_sketch_layer_init (NordSketchLayer *self)
{
  nord_map_layer_set_apart (NORD_MAP_LAYER (self));
}

NordSketchLayer *
nord_sketch_layer_new (ShumateViewport *viewport)
{
  return g_object_new (NORD_TYPE_SKETCH_LAYER, "viewport", viewport, NULL);
}

void
nord_sketch_layer_set_tool (NordSketchLayer *self, NordTool *tool)
{
  g_return_if_fail (NORD_IS_SKETCH_LAYER (self));
  self->tool = tool;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}
