/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map on paper. Everything here is in millimetres. */
#include "core/map/map-sheet.h"

#include "core/geo/mercator.h"
#include "core/map/map-error.h"
#include "core/map/sheet-text.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <math.h>

#define PT_PER_MM (72 / 25.4)
#define EDGE 8         /* what printers leave white */
#define MARK 10        /* side of a mark */
#define FOOT 22        /* strip below the map */
#define LAP 10         /* by which neighbouring pages overlap */
#define LIST_CELL 10   /* height of an entry of the list */
#define LIST_COLUMN 85 /* its width, on pages of their own */
#define MAX_SIDE 20000 /* px of a picture */
#define PIN 2.6        /* radius */
#define PLANS_SHARE 6  /* the legend of own layers has at most this part of the height */

struct _NordMapSheet {
  NordMapPlot *plot;      /* (owned) */
  NordPlanPicture *plans; /* (owned) */
  guint plan_rows;        /* of their legend */
  NordMapCamera view;
  NordPaper poster, page;
  gboolean tiled, marks;
  double map_x, map_y, map_width, map_height;
  double list_x; /* of the list beside the map, if there is one */
  guint n_beside;
  char *title, *licence; /* (owned) */
  double metres;         /* of a mm of the map, at its middle */
  double shrink;         /* of what is printed */
  GPtrArray *texts;      /* (owned) of the pins */
  GArray *places;        /* (owned) x, y in mm */
  guint columns, rows;   /* of pages */
};

/**
 * nord_paper_from_word:
 * @word: "a4" to "a0", upright
 *
 * Returns: %FALSE for any other word
 */
gboolean
nord_paper_from_word (const char *word, NordPaper *paper)
{
  static const NordPaper sizes[] = {{841, 1189}, {594, 841}, {420, 594}, {297, 420}, {210, 297}};

  if (!word || g_ascii_tolower (word[0]) != 'a' || word[1] < '0' || word[1] > '4' || word[2])
    return FALSE;
  *paper = sizes[word[1] - '0'];
  return TRUE;
}

/* What the legend of own layers has: north stands at the right. */
static double
plans_width (const NordMapSheet *self)
{
  return self->map_width - 10;
}

static void
lay_out (NordMapSheet *self, const NordMapSheetWish *wish, guint n_plans)
{
  double margin = EDGE + (self->marks ? MARK + 2 : 0), right = margin;
  double top = EDGE + MAX (self->title ? 12 : 0, self->marks ? MARK + 2 : 0);

  if (wish->n_pins > 0) {
    double column = CLAMP (self->poster.width * 0.24, 50, 95);

    right += column + 4;
    self->list_x = self->poster.width - margin - column;
  }
  self->map_x = margin;
  self->map_y = top;
  self->map_width = self->poster.width - margin - right;
  self->plan_rows = nord_plan_legend_count_rows (n_plans, plans_width (self));
  self->plan_rows =
    MIN (self->plan_rows, (guint) floor (self->poster.height / PLANS_SHARE / NORD_PLAN_LEGEND_ROW));
  self->map_height =
    self->poster.height - top - EDGE - FOOT - self->plan_rows * NORD_PLAN_LEGEND_ROW;
}

static guint
pages_for (double whole, double part)
{
  return part >= whole ? 1 : (guint) ceil ((whole - LAP) / (part - LAP) - 1e-9);
}

static void
take_pins (NordMapSheet *self, const NordMapSheetWish *wish)
{
  for (guint i = 0; i < wish->n_pins; i++) {
    double x, y, sx, sy;

    nord_mercator_project (wish->pins[i].lon, wish->pins[i].lat, &x, &y);
    nord_map_camera_to_screen (&self->view, x, y, &sx, &sy);
    if (!(sx >= 0 && sy >= 0 && sx <= self->view.width && sy <= self->view.height))
      continue;
    sx = self->map_x + sx * NORD_MAP_SHEET_PX;
    sy = self->map_y + sy * NORD_MAP_SHEET_PX;
    g_array_append_val (self->places, sx);
    g_array_append_val (self->places, sy);
    g_ptr_array_add (self->texts, g_strdup (wish->pins[i].text ? wish->pins[i].text : ""));
  }
  self->n_beside = MIN (self->texts->len, (guint) floor (self->map_height / LIST_CELL));
}

/* Middle and zoom, when it is known how large the map is. */
static void
look_at (NordMapSheet *self, const NordMapSheetWish *wish)
{
  double lon = wish->lon, lat = wish->lat, zoom = wish->zoom;
  double width = self->map_width / NORD_MAP_SHEET_PX, height = self->map_height / NORD_MAP_SHEET_PX;

  if (wish->has_area) {
    NordBounds box = {wish->area[0], wish->area[1], wish->area[2], wish->area[3]};
    double x0, y0, x1, y1;

    nord_mercator_project (box.west, box.north, &x0, &y0);
    nord_mercator_project (box.east, box.south, &x1, &y1);
    nord_mercator_unproject ((x0 + x1) / 2, (y0 + y1) / 2, &lon, &lat);
    zoom = log2 (MIN (width / MAX (x1 - x0, 1e-9), height / MAX (y1 - y0, 1e-9)) / 512);
  }
  zoom = CLAMP (zoom, 0, 20);
  self->view = nord_map_camera_at (lon, lat, zoom, width, height);
  self->metres = nord_mercator_metres_per_pixel (lat, zoom, 512) / NORD_MAP_SHEET_PX;
}

/* The legend needs room for the own layers that are seen, and what is seen follows from the room:
 * from all of them it settles at once, or nearly. Returns: %FALSE where the paper is too small. */
static gboolean
settle (NordMapSheet *self, const NordMapSheetWish *wish)
{
  guint n = wish->plans ? nord_sheet_plans_get_n (wish->plans) : 0;

  for (guint attempt = 0; attempt < 3; attempt++) {
    lay_out (self, wish, n);
    if (!(self->map_width >= 40) || !(self->map_height >= 40))
      return FALSE;
    look_at (self, wish);
    g_clear_pointer (&self->plans, nord_plan_picture_free);
    self->plans = nord_plan_picture_new (wish->plans, &self->view);
    if (nord_plan_picture_get_n (self->plans) == n)
      break;
    n = nord_plan_picture_get_n (self->plans);
  }
  return TRUE;
}

static void
turn_pages (NordMapSheet *self, const NordPaper *page)
{
  double edges = self->tiled ? 2 * EDGE : 0;

  self->page = *page;
  self->columns = pages_for (self->poster.width, page->width - edges);
  self->rows = pages_for (self->poster.height, page->height - edges);
}

/* The parts lie as they are given, or turned where that takes fewer sheets. */
static void
lay_pages (NordMapSheet *self, const NordMapSheetWish *wish)
{
  const NordPaper turned = {wish->page.height, wish->page.width};
  guint n;

  self->tiled = wish->page.width > 0;
  turn_pages (self, self->tiled ? &wish->page : &wish->poster);
  n = nord_map_sheet_get_n_pages (self);
  if (!self->tiled || n == 1)
    return;
  turn_pages (self, &turned);
  if (nord_map_sheet_get_n_pages (self) >= n)
    turn_pages (self, &wish->page);
}

/**
 * nord_map_sheet_new:
 * @stack: the packs
 * @style: the style
 * @wish: what is wanted; nothing of it is kept
 * @cancellable: (nullable): to stop
 * @error: return location for a #GError
 *
 * Who asks for pins answers for what may be seen: they are printed as they are.
 *
 * Returns: (transfer full): the sheet, ready to be drawn in any thread; %NULL with
 *   %G_IO_ERROR_INVALID_ARGUMENT, %NORD_MAP_ERROR or %G_IO_ERROR_CANCELLED
 */
NordMapSheet *
nord_map_sheet_new (NordTileStack *stack,
                    const NordMapStyle *style,
                    const NordMapSheetWish *wish,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (NordMapSheet) self = g_new0 (NordMapSheet, 1);

  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->places = g_array_new (FALSE, FALSE, sizeof (double));
  self->shrink = 1;
  self->poster = wish->poster;
  self->marks = wish->marks;
  self->title = wish->title && wish->title[0] ? g_strdup (wish->title) : NULL;
  self->licence = g_strdup (wish->licence ? wish->licence : "");
  if (!settle (self, wish)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("The paper is too small for a map"));
    return NULL;
  }
  take_pins (self, wish);
  lay_pages (self, wish);
  self->plot = nord_map_plot_new (stack, style, &self->view, cancellable, error);
  return self->plot ? g_steal_pointer (&self) : NULL;
}

void
nord_map_sheet_free (NordMapSheet *self)
{
  g_clear_pointer (&self->plot, nord_map_plot_free);
  g_clear_pointer (&self->plans, nord_plan_picture_free);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self->title);
  g_free (self->licence);
  g_free (self);
}

/* Places for the list on a page of its own. */
static guint
list_columns (const NordMapSheet *self)
{
  return MAX ((guint) floor ((self->page.width - 4 * EDGE) / LIST_COLUMN), 1);
}

static guint
list_places (const NordMapSheet *self)
{
  return list_columns (self) * MAX ((guint) floor ((self->page.height - 4 * EDGE) / LIST_CELL), 1);
}

/**
 * nord_map_sheet_get_n_pages:
 *
 * Returns: the parts of the map, row by row, and what the list needs after them
 */
guint
nord_map_sheet_get_n_pages (const NordMapSheet *self)
{
  guint rest = self->texts->len - self->n_beside, places = list_places (self);

  return self->columns * self->rows + (rest + places - 1) / places;
}

guint
nord_map_sheet_get_n_pins (const NordMapSheet *self)
{
  return self->texts->len;
}

/**
 * nord_map_sheet_get_n_plans:
 *
 * Returns: own layers of which the map shows something
 */
guint
nord_map_sheet_get_n_plans (const NordMapSheet *self)
{
  return nord_plan_picture_get_n (self->plans);
}

void
nord_map_sheet_set_shrink (NordMapSheet *self, double shrink)
{
  /* The paper of a printer is an A4 by its inches. */
  self->shrink = shrink > 0 && shrink < 0.998 ? shrink : 1;
}

double
nord_map_sheet_get_shrink (const NordMapSheet *self)
{
  return self->shrink;
}

NordPaper
nord_map_sheet_get_page_size (const NordMapSheet *self)
{
  return self->page;
}

static void
draw_badge (cairo_t *cr, double x, double y, guint number)
{
  char text[12];

  g_snprintf (text, sizeof text, "%u", number);
  /* The number before has left a point behind, which a line would lead from. */
  cairo_new_path (cr);
  cairo_arc (cr, x, y, PIN, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 0.08, 0.27, 0.52);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
  nord_sheet_text_write (cr, text, x - 4, y - (number > 99 ? 1.45 : 1.9), 8,
                         number > 99 ? 2.1 : 2.8, 700, 1, 0.5);
}

static void
draw_entry (const NordMapSheet *self, cairo_t *cr, guint i, double x, double y, double width)
{
  draw_badge (cr, x + PIN, y + PIN + 0.6, i + 1);
  nord_sheet_text_ink (cr);
  nord_sheet_text_write (cr, g_ptr_array_index (self->texts, i), x + 2 * PIN + 2, y,
                         width - 2 * PIN - 2, 2.9, 400, 2, 0);
}

/* A square in a ring, as at the corners of a QR code: 1:1:3:1:1 along every line through its
 * middle, which a photograph does not change. The one at the lower right is open, so that a reader
 * knows which way is up. */
static void
draw_mark (cairo_t *cr, double x, double y, gboolean open)
{
  double unit = MARK / 7.0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, x - 1, y - 1, MARK + 2, MARK + 2);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, x + unit / 2, y + unit / 2, MARK - unit, MARK - unit);
  cairo_set_line_width (cr, unit);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_stroke (cr);
  if (open)
    return;
  cairo_rectangle (cr, x + 2 * unit, y + 2 * unit, 3 * unit, 3 * unit);
  cairo_fill (cr);
}

static void
draw_scale (const NordMapSheet *self, cairo_t *cr, double x, double y)
{
  static const double steps[] = {1, 2, 5};
  double longest = MIN (60, self->map_width / 3), metres = 1, width;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 21; i++) {
    double next = steps[i % 3] * pow (10, i / 3);

    if (next / self->metres <= longest)
      metres = next;
  }
  width = metres / self->metres;
  nord_sheet_text_ink (cr);
  cairo_set_line_width (cr, 0.25);
  for (guint i = 0; i < 4; i++) {
    cairo_rectangle (cr, x + i * width / 4, y, width / 4, 1.6);
    if (i % 2 == 0)
      cairo_fill_preserve (cr);
    cairo_stroke (cr);
  }
  text = metres >= 1000 ? g_strdup_printf (_ ("%g km"), metres / 1000)
                        : g_strdup_printf (_ ("%g m"), metres);
  nord_sheet_text_write (cr, "0", x, y + 2, 10, 2.6, 400, 1, 0);
  nord_sheet_text_write (cr, text, x + width - 25, y + 2, 25, 2.6, 400, 1, 1);
}

static void
draw_north (cairo_t *cr, double x, double y)
{
  nord_sheet_text_ink (cr);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + 2.6, y + 8);
  cairo_line_to (cr, x, y + 6.2);
  cairo_line_to (cr, x - 2.6, y + 8);
  cairo_close_path (cr);
  cairo_fill (cr);
  /* TRANSLATORS: north, on a map. */
  nord_sheet_text_write (cr, C_ ("compass", "N"), x - 5, y + 8.2, 10, 3.4, 700, 1, 0.5);
}

/* What the colours stand for, as many as have room. */
static void
draw_legend (const NordMapSheet *self, cairo_t *cr, double x, double y, double width)
{
  static const struct {
    const char *layer, *words;
  } entries[] = {
    {"primary", N_ ("Main road")}, {"minor", N_ ("Street")},     {"rail", N_ ("Railway")},
    {"building", N_ ("Building")}, {"park", N_ ("Park, green")}, {"water", N_ ("Water")},
    {"school", N_ ("School")},     {"industrial", N_ ("Works")},
  };
  guint columns = MAX ((guint) (width / 26), 1);

  for (guint i = 0; i < G_N_ELEMENTS (entries) && i < 2 * columns; i++) {
    double at = x + i % columns * 26, down = y + i / columns * 4.4;
    const NordMapColor *color = nord_map_plot_color (self->plot, entries[i].layer);

    if (!color)
      continue;
    cairo_rectangle (cr, at, down, 5, 3);
    cairo_set_source_rgb (cr, color->red, color->green, color->blue);
    cairo_fill_preserve (cr);
    cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
    cairo_set_line_width (cr, 0.2);
    cairo_stroke (cr);
    nord_sheet_text_ink (cr);
    nord_sheet_text_write (cr, _ (entries[i].words), at + 6, down - 0.4, 19, 2.5, 400, 1, 0);
  }
}

static void
draw_foot (const NordMapSheet *self, cairo_t *cr)
{
  double y = self->map_y + self->map_height + 4, right = self->map_x + self->map_width;
  double bar = MIN (60, self->map_width / 3);
  /* Rounded as people say it. */
  double printed = self->metres / self->shrink * 1000, unit = printed >= 20000 ? 1000 : 100;
  double west, north, east, south, x0, y0, x1, y1, low;
  g_autofree char *ratio = g_strdup_printf (_ ("1 : %.0f"), rint (printed / unit) * unit);
  g_autofree char *place = NULL;

  draw_scale (self, cr, self->map_x, y);
  nord_sheet_text_write (cr, ratio, self->map_x, y + 6, bar, 2.6, 400, 1, 0);
  draw_north (cr, right - 4, y - 1);
  nord_map_camera_extent (&self->view, 0, &x0, &y0, &x1, &y1);
  nord_mercator_unproject (x0, y0, &west, &north);
  nord_mercator_unproject (x1, y1, &east, &south);
  /* Together with the marks this says where on the earth a photograph lies. */
  place = g_strdup_printf ("EPSG:3857 · %.5f %.5f – %.5f %.5f", west, south, east, north);
  nord_sheet_text_ink (cr);
  if (self->texts->len > 0) {
    draw_badge (cr, self->map_x + bar + 8, y + 1.6, 1);
    nord_sheet_text_ink (cr);
    nord_sheet_text_write (cr, _ ("Idea, see the list"), self->map_x + bar + 12, y, 22, 2.5, 400, 2,
                           0);
  }
  draw_legend (self, cr, self->map_x + bar + (self->texts->len > 0 ? 36 : 6), y,
               self->map_width - bar - 12 - (self->texts->len > 0 ? 36 : 6));
  nord_plan_picture_draw_legend (self->plans, cr, self->map_x, y + 10.6, plans_width (self),
                                 self->plan_rows);
  low = y + (self->plan_rows > 0 ? self->plan_rows * NORD_PLAN_LEGEND_ROW + 0.8 : 0);
  nord_sheet_text_ink (cr);
  nord_sheet_text_write (cr, place, self->map_x + bar + 4, low + 9.2, self->map_width - bar - 16,
                         2.1, 400, 1, 1);
  nord_sheet_text_write (cr, self->licence, self->map_x, low + 13, self->map_width, 2.4, 400, 1, 1);
}

static void
draw_poster (const NordMapSheet *self, cairo_t *cr, double scale)
{
  double right = self->map_x + self->map_width, bottom = self->map_y + self->map_height;

  if (self->title) {
    nord_sheet_text_ink (cr);
    nord_sheet_text_write (cr, self->title, self->map_x, self->map_y - 11,
                           self->poster.width - 2 * self->map_x, 6, 700, 1, 0);
  }
  cairo_save (cr);
  cairo_rectangle (cr, self->map_x, self->map_y, self->map_width, self->map_height);
  cairo_clip (cr);
  cairo_translate (cr, self->map_x, self->map_y);
  cairo_scale (cr, NORD_MAP_SHEET_PX, NORD_MAP_SHEET_PX);
  nord_map_plot_draw_ground (self->plot, cr, scale * NORD_MAP_SHEET_PX);
  /* As on the screen: plans run under the words of the map, not through them. */
  nord_plan_picture_draw (self->plans, cr);
  nord_map_plot_draw_words (self->plot, cr);
  cairo_restore (cr);
  for (guint i = self->texts->len; i > 0; i--)
    draw_badge (cr, g_array_index (self->places, double, 2 * i - 2),
                g_array_index (self->places, double, 2 * i - 1), i);
  nord_sheet_text_ink (cr);
  cairo_set_line_width (cr, 0.4);
  cairo_rectangle (cr, self->map_x, self->map_y, self->map_width, self->map_height);
  cairo_stroke (cr);
  for (guint i = 0; i < self->n_beside; i++)
    draw_entry (self, cr, i, self->list_x, self->map_y + i * LIST_CELL,
                self->poster.width - self->map_x - self->list_x);
  draw_foot (self, cr);
  if (self->marks) {
    draw_mark (cr, self->map_x - MARK - 1, self->map_y - MARK - 1, FALSE);
    draw_mark (cr, right + 1, self->map_y - MARK - 1, FALSE);
    draw_mark (cr, self->map_x - MARK - 1, bottom + 1, FALSE);
    draw_mark (cr, right + 1, bottom + 1, TRUE);
  }
}

/* One part of the poster, with a line where the next page goes on and its place in a corner. */
static void
draw_part (const NordMapSheet *self, cairo_t *cr, guint column, guint row, double scale)
{
  double width = self->page.width - 2 * EDGE, height = self->page.height - 2 * EDGE;
  static const double dash[] = {2, 2};
  g_autofree char *name = NULL;

  cairo_save (cr);
  cairo_translate (cr, EDGE, EDGE);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_translate (cr, -(column * (width - LAP)), -(row * (height - LAP)));
  draw_poster (self, cr, scale);
  cairo_restore (cr);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.45, 0.45, 0.45);
  cairo_set_line_width (cr, 0.2);
  cairo_set_dash (cr, dash, 2, 0);
  for (guint side = 0; side < 2; side++) {
    if (side == 0 ? column > 0 : column + 1 < self->columns) {
      double x = side == 0 ? EDGE + LAP : EDGE + width - LAP;

      cairo_move_to (cr, x, 1);
      cairo_line_to (cr, x, self->page.height - 1);
    }
    if (side == 0 ? row > 0 : row + 1 < self->rows) {
      double y = side == 0 ? EDGE + LAP : EDGE + height - LAP;

      cairo_move_to (cr, 1, y);
      cairo_line_to (cr, self->page.width - 1, y);
    }
  }
  cairo_stroke (cr);
  cairo_restore (cr);
  /* TRANSLATORS: of a map on several sheets; as on a chess board: row letter, column number. */
  name = g_strdup_printf (_ ("Sheet %c%u of %u × %u, cut or glue along the dashed lines"),
                          (char) ('A' + MIN (row, 25)), column + 1, self->columns, self->rows);
  nord_sheet_text_ink (cr);
  nord_sheet_text_write (cr, name, EDGE, self->page.height - EDGE + 1.5, width, 2.4, 400, 1, 0);
}

static void
draw_list (const NordMapSheet *self, cairo_t *cr, guint first)
{
  guint columns = list_columns (self), n = list_places (self), rows = n / columns;
  double width = (self->page.width - 4 * EDGE) / columns;

  for (guint i = 0; i < n && first + i < self->texts->len; i++)
    draw_entry (self, cr, first + i, 2 * EDGE + i / rows * width, 2 * EDGE + i % rows * LIST_CELL,
                width - 4);
}

/**
 * nord_map_sheet_draw_page:
 * @cr: a context whose user space are mm of the page
 * @page: below nord_map_sheet_get_n_pages()
 * @scale: device pixels per mm of an image, or 0 on paper
 */
void
nord_map_sheet_draw_page (const NordMapSheet *self, cairo_t *cr, guint page, double scale)
{
  guint parts = self->columns * self->rows;

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, self->page.width, self->page.height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (page >= parts)
    draw_list (self, cr, self->n_beside + (page - parts) * list_places (self));
  else if (self->tiled)
    draw_part (self, cr, page % self->columns, page / self->columns, scale);
  else
    draw_poster (self, cr, scale);
  cairo_restore (cr);
}

static cairo_status_t
append (gpointer bytes, const guint8 *data, guint length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (const NordMapSheet *self, NordSheetFormat format, double scale, GByteArray *bytes)
{
  double width = self->page.width, height = self->page.height;
  cairo_surface_t *surface;

  switch (format) {
  case NORD_SHEET_SVG:
    surface =
      cairo_svg_surface_create_for_stream (append, bytes, width * PT_PER_MM, height * PT_PER_MM);
    cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
    return surface;
  case NORD_SHEET_PNG:
    return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale),
                                       (int) ceil (height * scale));
  case NORD_SHEET_PDF:
  default:
    surface =
      cairo_pdf_surface_create_for_stream (append, bytes, width * PT_PER_MM, height * PT_PER_MM);
    if (self->title)
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
    return surface;
  }
}

/**
 * nord_map_sheet_write:
 * @path: the file; it is replaced when all is drawn, and untouched before
 * @format: only a PDF has more than one page
 * @dpi: of a PNG: dots per 25.4 mm
 * @cancellable: (nullable): to stop between two pages
 * @error: return location for a #GError
 *
 * Returns: %FALSE with a #GFileError, %G_IO_ERROR_INVALID_ARGUMENT, %G_IO_ERROR_FAILED or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
nord_map_sheet_write (const NordMapSheet *self,
                      const char *path,
                      NordSheetFormat format,
                      double dpi,
                      GCancellable *cancellable,
                      GError **error)
{
  double scale = format == NORD_SHEET_PNG ? dpi / 25.4 : PT_PER_MM;
  guint n = nord_map_sheet_get_n_pages (self);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (format != NORD_SHEET_PDF && n > 1) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("This needs several pages, and only a PDF has them"));
    return FALSE;
  }
  if (format == NORD_SHEET_PNG && MAX (self->page.width, self->page.height) * scale > MAX_SIDE) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("A picture has at most %d pixels a side; choose fewer dots per inch"),
                 MAX_SIDE);
    return FALSE;
  }
  surface = make_surface (self, format, scale, bytes);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  for (guint page = 0; page < n; page++) {
    if (g_cancellable_is_cancelled (cancellable))
      break;
    nord_map_sheet_draw_page (self, cr, page, format == NORD_SHEET_PNG ? scale : 0);
    if (format != NORD_SHEET_PNG)
      cairo_show_page (cr);
  }
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == NORD_SHEET_PNG)
    status = cairo_surface_write_to_png_stream (surface, (cairo_write_func_t) append, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The map could not be drawn: %s"),
                 cairo_status_to_string (status));
    return FALSE;
  }
  return g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, error);
}
