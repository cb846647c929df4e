/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Strokes are whole units of the paper; those nearer than the eye tells are left out. */
#include "core/kiosk/painting.h"

#include <math.h>
#include <sodium.h>

#define MOST_STROKES 400
#define MOST_POINTS 40000 /* of all strokes */
#define NEAR 3            /* units */
#define BRUSH 16.0        /* units across */
#define RUBBER 48.0

typedef struct {
  guint paint;
  GArray *points; /* (owned) (element-type gint16) x, y, x, y, … */
  guint room;     /* elements that it can have before it moves */
} Stroke;

struct _NordPainting {
  GArray *strokes; /* (owned) (element-type Stroke) */
  guint n_points;
};

/* Told apart by their lightness as well. */
static const struct {
  const char *word;
  guint colour;
} paints[] = {
  {"paint_black", 0x241f31}, {"paint_red", 0xe01b24},    {"paint_yellow", 0xf8d32f},
  {"paint_green", 0x26a269}, {"paint_blue", 0x1c71d8},   {"paint_brown", 0x865e3c},
  {"paint_pink", 0xf590c0},  {"paint_rubber", 0xffffff},
};

guint
nord_paint_count (void)
{
  return G_N_ELEMENTS (paints);
}

const char *
nord_paint_get_word (guint paint)
{
  g_return_val_if_fail (paint < G_N_ELEMENTS (paints), NULL);
  return paints[paint].word;
}

guint
nord_paint_get_colour (guint paint)
{
  g_return_val_if_fail (paint < G_N_ELEMENTS (paints), 0);
  return paints[paint].colour;
}

static void
wipe_points (GArray *points)
{
  if (points->len > 0)
    sodium_memzero (points->data, points->len * sizeof (gint16));
  g_array_unref (points);
}

static void
clear_stroke (gpointer data)
{
  wipe_points (((Stroke *) data)->points);
}

NordPainting *
nord_painting_new (void)
{
  NordPainting *self = g_new0 (NordPainting, 1);

  self->strokes = g_array_new (FALSE, FALSE, sizeof (Stroke));
  g_array_set_clear_func (self->strokes, clear_stroke);
  return self;
}

void
nord_painting_free (NordPainting *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->strokes);
  g_free (self);
}

gboolean
nord_painting_is_empty (const NordPainting *self)
{
  /* What was only rubbed is no picture. */
  for (guint i = 0; self != NULL && i < self->strokes->len; i++)
    if (g_array_index (self->strokes, Stroke, i).paint + 1 < G_N_ELEMENTS (paints))
      return FALSE;
  return TRUE;
}

static void
append (NordPainting *self, Stroke *stroke, double x, double y)
{
  const gint16 point[] = {(gint16) CLAMP (lrint (x), 0, NORD_PAINTING_WIDTH),
                          (gint16) CLAMP (lrint (y), 0, NORD_PAINTING_HEIGHT)};

  /* What the memory moves away from is not left there. */
  if (stroke->points->len + 2 > stroke->room) {
    GArray *smaller = stroke->points;

    stroke->room *= 2;
    stroke->points = g_array_sized_new (FALSE, FALSE, sizeof (gint16), stroke->room);
    g_array_append_vals (stroke->points, smaller->data, smaller->len);
    wipe_points (smaller);
  }
  g_array_append_vals (stroke->points, point, 2);
  self->n_points++;
}

int
nord_painting_begin (NordPainting *self, guint paint, double x, double y)
{
  Stroke stroke = {paint, NULL, 128};

  g_return_val_if_fail (self != NULL && paint < G_N_ELEMENTS (paints), -1);
  if (self->strokes->len >= MOST_STROKES || self->n_points >= MOST_POINTS || !isfinite (x) ||
      !isfinite (y))
    return -1;
  stroke.points = g_array_sized_new (FALSE, FALSE, sizeof (gint16), stroke.room);
  append (self, &stroke, x, y);
  g_array_append_val (self->strokes, stroke);
  return (int) self->strokes->len - 1;
}

gboolean
nord_painting_add (NordPainting *self, int stroke, double x, double y)
{
  Stroke *at;
  const gint16 *last;

  g_return_val_if_fail (self != NULL, FALSE);
  /* Undone meanwhile by the other hand. */
  if (stroke < 0 || stroke >= (int) self->strokes->len || self->n_points >= MOST_POINTS ||
      !isfinite (x) || !isfinite (y))
    return FALSE;
  at = &g_array_index (self->strokes, Stroke, stroke);
  last = &g_array_index (at->points, gint16, at->points->len - 2);
  if (hypot (x - last[0], y - last[1]) < NEAR)
    return FALSE;
  append (self, at, x, y);
  return TRUE;
}

gboolean
nord_painting_undo (NordPainting *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (self->strokes->len == 0)
    return FALSE;
  self->n_points -= g_array_index (self->strokes, Stroke, self->strokes->len - 1).points->len / 2;
  g_array_set_size (self->strokes, self->strokes->len - 1);
  return TRUE;
}

static void
paint_stroke (cairo_t *cr, const Stroke *stroke)
{
  const guint colour = paints[stroke->paint].colour;
  const gint16 *points = (const gint16 *) (gpointer) stroke->points->data;

  cairo_set_source_rgb (cr, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0,
                        (colour & 255) / 255.0);
  cairo_set_line_width (cr, stroke->paint + 1 == G_N_ELEMENTS (paints) ? RUBBER : BRUSH);
  cairo_move_to (cr, points[0], points[1]);
  /* A tap is a dot: cairo draws the round ends of a line without length. */
  if (stroke->points->len == 2)
    cairo_close_path (cr);
  /* Through the middles between the points: no corners. */
  for (guint i = 2; i + 3 < stroke->points->len; i += 2) {
    double x, y;
    const double to_x = (points[i] + points[i + 2]) / 2.0;
    const double to_y = (points[i + 1] + points[i + 3]) / 2.0;

    cairo_get_current_point (cr, &x, &y);
    cairo_curve_to (cr, x + (points[i] - x) * 2 / 3, y + (points[i + 1] - y) * 2 / 3,
                    to_x + (points[i] - to_x) * 2 / 3, to_y + (points[i + 1] - to_y) * 2 / 3, to_x,
                    to_y);
  }
  if (stroke->points->len > 2)
    cairo_line_to (cr, points[stroke->points->len - 2], points[stroke->points->len - 1]);
  cairo_stroke (cr);
}

void
nord_painting_paint (const NordPainting *self, cairo_t *cr, double width, double height)
{
  g_return_if_fail (self != NULL && cr != NULL);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width / NORD_PAINTING_WIDTH, height / NORD_PAINTING_HEIGHT);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->strokes->len; i++)
    paint_stroke (cr, &g_array_index (self->strokes, Stroke, i));
  cairo_restore (cr);
}

static cairo_status_t
on_written (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
wipe_png (gpointer data)
{
  GByteArray *png = data;

  if (png->len > 0)
    sodium_memzero (png->data, png->len);
  g_byte_array_unref (png);
}

GBytes *
nord_painting_write_png (const NordPainting *self)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, NORD_PAINTING_WIDTH, NORD_PAINTING_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const gsize size =
    (gsize) cairo_image_surface_get_stride (surface) * (gsize) NORD_PAINTING_HEIGHT;
  /* With room for the worst case, so that it stays in one place, which can be wiped. */
  GByteArray *png = g_byte_array_sized_new ((guint) size + 65536);
  cairo_status_t status;

  nord_painting_paint (self, cr, NORD_PAINTING_WIDTH, NORD_PAINTING_HEIGHT);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png_stream (surface, on_written, png);
  cairo_surface_flush (surface);
  if (cairo_image_surface_get_data (surface) != NULL)
    sodium_memzero (cairo_image_surface_get_data (surface), size);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_bytes_new_with_free_func (png->data, png->len, wipe_png, png);
  wipe_png (png);
  return NULL;
}

JsonArray *
nord_painting_write (const NordPainting *self)
{
  JsonArray *strokes = json_array_new ();

  for (guint i = 0; i < self->strokes->len; i++) {
    const Stroke *stroke = &g_array_index (self->strokes, Stroke, i);
    JsonArray *one = json_array_new ();

    json_array_add_int_element (one, stroke->paint);
    for (guint p = 0; p < stroke->points->len; p++)
      json_array_add_int_element (one, g_array_index (stroke->points, gint16, p));
    json_array_add_array_element (strokes, one);
  }
  return strokes;
}

static gboolean
read_stroke (NordPainting *self, JsonNode *node)
{
  JsonArray *one = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  const guint n = one != NULL ? json_array_get_length (one) : 0;
  int stroke = -1;

  if (n < 3 || n % 2 == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (one, i)))
      return FALSE;
  if (json_array_get_int_element (one, 0) < 0 ||
      json_array_get_int_element (one, 0) >= (gint64) G_N_ELEMENTS (paints))
    return FALSE;
  for (guint i = 1; i + 1 < n; i += 2) {
    const double x = json_array_get_double_element (one, i);
    const double y = json_array_get_double_element (one, i + 1);

    if (stroke < 0)
      stroke = nord_painting_begin (self, (guint) json_array_get_int_element (one, 0), x, y);
    else
      nord_painting_add (self, stroke, x, y);
    if (stroke < 0)
      return FALSE;
  }
  return TRUE;
}

NordPainting *
nord_painting_read (JsonArray *strokes)
{
  g_autoptr (NordPainting) self = nord_painting_new ();

  g_return_val_if_fail (strokes != NULL, NULL);
  for (guint i = 0; i < json_array_get_length (strokes); i++)
    if (!read_stroke (self, json_array_get_element (strokes, i)))
      return NULL;
  return g_steal_pointer (&self);
}
