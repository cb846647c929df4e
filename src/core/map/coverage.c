/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How much of each pixel the shapes of one layer cover: the fast way to pixels.
 *
 * cairo turns a stroke into a polygon, sorts its edges and looks for those that cross, which is
 * most of the time that a tile takes. Here every edge adds the area to its right, with its sign, to
 * the pixels that it passes (the method of font-rs by Raph Levien, and before it of FreeType's
 * smooth rasteriser); one sum along each row then gives the exact cover of all shapes together.
 * Nothing is sorted. The sum takes crossing shapes for one where they wind alike, which holds for
 * the areas of vector tiles and is made to hold for strokes: each segment is a quad of its own,
 * with wedges between, all turning the same way. */
#include "core/map/coverage.h"

#include <math.h>
#include <string.h>

typedef struct {
  int from, to; /* columns that were written to: from <= x < to */
} Row;

struct _NordCoverage {
  int width, height;
  int stride;    /* cells of a row, a multiple of four above the width */
  float *cells;  /* (owned) all zero between two layers */
  Row *rows;     /* (owned) */
  int top, last; /* rows that were written to: top <= y < last */
};

/**
 * nord_coverage_new:
 * @width: px, at least 1
 * @height: px, at least 1
 *
 * Returns: (transfer full): an empty sheet of 4 bytes a pixel
 */
NordCoverage *
nord_coverage_new (int width, int height)
{
  NordCoverage *self = g_new0 (NordCoverage, 1);

  self->width = width;
  self->height = height;
  self->stride = (width + 2 + 3) / 4 * 4;
  self->cells = g_new0 (float, (gsize) self->stride *(gsize) height);
  self->rows = g_new (Row, height);
  for (int y = 0; y < height; y++)
    self->rows[y] = (Row){self->stride, 0};
  self->top = height;
  return self;
}

void
nord_coverage_free (NordCoverage *self)
{
  g_free (self->cells);
  g_free (self->rows);
  g_free (self);
}

/* The part of an edge in one row: from x0 to x1 while y moves by @dy of a pixel, @dy with its sign.
 * Both x lie on the sheet. */
static inline void
add_in_row (NordCoverage *self, int y, float x0, float x1, float dy)
{
  float *row = self->cells + (gsize) y * (gsize) self->stride;
  Row *used = &self->rows[y];
  float left = MIN (x0, x1), right = MAX (x0, x1);
  int first = (int) left, end = (int) right;

  if (first < used->from)
    used->from = first;
  if (end + 2 > used->to)
    used->to = end + 2;
  if (first == end) {
    float middle = 0.5f * (left + right) - (float) first;

    row[first] += dy * (1 - middle);
    row[first + 1] += dy * middle;
  } else {
    float slope = dy / (right - left); /* per column */
    float part = (float) (first + 1) - left;
    float area = 0.5f * slope * part * part; /* covered of the column, up to here */
    float before = area;

    row[first] += area;
    for (int x = first + 1; x < end; x++) {
      area = slope * ((float) x + 0.5f - left);
      row[x] += area - before;
      before = area;
    }
    part = right - (float) end;
    area = dy - 0.5f * slope * part * part;
    row[end] += area - before;
    row[end + 1] += dy - area;
  }
}

/* @x0 and @x1 lie on the sheet, y0 < y1 too. */
static void
add_inside (NordCoverage *self, double x0, double y0, double x1, double y1, float sign)
{
  int first = (int) y0, end = MIN ((int) ceil (y1), self->height);
  double slope = (x1 - x0) / (y1 - y0), x = x0;
  float limit = (float) self->width;

  self->top = MIN (self->top, first);
  self->last = MAX (self->last, end);
  for (int y = first; y < end; y++) {
    double from = MAX (y, y0), to = MIN (y + 1, y1);
    double next = to == y1 ? x1 : x0 + (to - y0) * slope;

    add_in_row (self, y, CLAMP ((float) x, 0, limit), CLAMP ((float) next, 0, limit),
                sign * (float) (to - from));
    x = next;
  }
}

/**
 * nord_coverage_edge:
 *
 * Adds one edge of a shape; the edges of a shape must close. What lies outside of the sheet is cut.
 * Coordinates are finite.
 */
void
nord_coverage_edge (NordCoverage *self, double x0, double y0, double x1, double y1)
{
  float sign = 1;
  double t[4];
  guint n = 0;

  if (y0 == y1)
    return;
  if (y0 > y1) {
    double x = x0, y = y0;

    x0 = x1;
    y0 = y1;
    x1 = x;
    y1 = y;
    sign = -1;
  }
  if (y1 <= 0 || y0 >= self->height)
    return;
  if (y0 < 0) {
    x0 += (x1 - x0) * (0 - y0) / (y1 - y0);
    y0 = 0;
  }
  if (y1 > self->height) {
    x1 = x0 + (x1 - x0) * (self->height - y0) / (y1 - y0);
    y1 = self->height;
  }
  if (!(y0 < y1) || (x0 >= self->width && x1 >= self->width))
    return;
  /* What is left of the sheet still covers all of its rows; what is right of it, nothing. */
  if (x0 >= 0 && x1 >= 0 && x0 <= self->width && x1 <= self->width) {
    add_inside (self, x0, y0, x1, y1, sign);
    return;
  }
  t[n++] = y0;
  for (guint side = 0; side < 2; side++) {
    double at = (x0 < x1) == (side == 0) ? 0 : self->width;

    if ((x0 < at) != (x1 < at)) {
      double y = y0 + (y1 - y0) * (at - x0) / (x1 - x0);

      t[n] = CLAMP (y, t[n - 1], y1);
      n++;
    }
  }
  t[n] = y1;
  for (guint i = 0; i < n; i++) {
    double a = x0 + (x1 - x0) * (t[i] - y0) / (y1 - y0);
    double b = x0 + (x1 - x0) * (t[i + 1] - y0) / (y1 - y0);

    if (t[i] < t[i + 1] && (a + b) / 2 < self->width)
      add_inside (self, CLAMP (a, 0, self->width), t[i], CLAMP (b, 0, self->width), t[i + 1], sign);
  }
}

static inline void
edge (NordCoverage *self, NordCoveragePoint a, NordCoveragePoint b)
{
  nord_coverage_edge (self, a.x, a.y, b.x, b.y);
}

static void
triangle (NordCoverage *self, NordCoveragePoint a, NordCoveragePoint b, NordCoveragePoint c)
{
  edge (self, a, b);
  edge (self, b, c);
  edge (self, c, a);
}

/* A piece of pie around @center, from the direction @from (of length 1) over @angle radians. */
static void
pie (NordCoverage *self,
     NordCoveragePoint center,
     NordCoveragePoint from,
     double angle,
     double radius)
{
  /* The chord strays less than 1/8 px from the arc. */
  double step = 2 * acos (1 - MIN (0.125 / radius, 0.5));
  guint n = (guint) ceil (fabs (angle) / step);
  double cosine, sine;
  NordCoveragePoint direction = from, a, b;

  if (n == 0)
    return;
  cosine = cos (angle / n);
  sine = sin (angle / n);
  a = (NordCoveragePoint){center.x + from.x * radius, center.y + from.y * radius};
  if (angle > 0)
    edge (self, center, a);
  else
    edge (self, a, center);
  for (guint i = 0; i < n; i++) {
    direction = (NordCoveragePoint){direction.x * cosine - direction.y * sine,
                                    direction.x * sine + direction.y * cosine};
    b = (NordCoveragePoint){center.x + direction.x * radius, center.y + direction.y * radius};
    if (angle > 0)
      edge (self, a, b);
    else
      edge (self, b, a);
    a = b;
  }
  if (angle > 0)
    edge (self, a, center);
  else
    edge (self, center, a);
}

/* Fills the wedge on the outer side of a turn from direction @d to @e. */
static void
join (NordCoverage *self,
      NordCoveragePoint at,
      NordCoveragePoint d,
      NordCoveragePoint e,
      double half,
      gboolean round)
{
  double cross = d.x * e.y - d.y * e.x, dot = d.x * e.x + d.y * e.y;
  double side = cross > 0 ? 1 : -1; /* the turn leaves the wedge on the other side */
  NordCoveragePoint from = {d.y * side, -d.x * side}, to = {e.y * side, -e.x * side};

  /* A gap of a tenth of a pixel at the rim is not seen. */
  if (fabs (cross) * half < 0.1 && dot > 0)
    return;
  /* Where one chord serves, the trigonometry is saved. */
  if (round && half * (1 - sqrt (MAX (1 + dot, 0) / 2)) > 0.125) {
    pie (self, at, from, atan2 (cross, dot), half);
  } else {
    NordCoveragePoint a = {at.x + from.x * half, at.y + from.y * half};
    NordCoveragePoint b = {at.x + to.x * half, at.y + to.y * half};

    if (cross > 0)
      triangle (self, at, a, b);
    else
      triangle (self, at, b, a);
  }
}

/* Half a disc beyond the end. It is a little narrow: where the line goes on in another feature, the
 * rims of both would else add up to a bump. */
static void
cap (NordCoverage *self, NordCoveragePoint at, NordCoveragePoint d, double half)
{
  double radius = half - 0.6;

  if (radius > 0.4)
    pie (self, at, (NordCoveragePoint){d.y, -d.x}, G_PI, radius);
}

static void
quad (NordCoverage *self,
      NordCoveragePoint a,
      NordCoveragePoint b,
      NordCoveragePoint d,
      double half)
{
  double x = d.y * half, y = -d.x * half;
  NordCoveragePoint p[4] = {{a.x + x, a.y + y},
                            {b.x + x, b.y + y},
                            {b.x - x, b.y - y},
                            {a.x - x, a.y - y}};

  edge (self, p[0], p[1]);
  edge (self, p[1], p[2]);
  edge (self, p[2], p[3]);
  edge (self, p[3], p[0]);
}

/* How much further the pattern is after @length. */
typedef struct {
  guint index;
  double left; /* px of the dash or gap at @index */
} Dash;

static void
advance (Dash *dash, const NordCoveragePen *pen, double length)
{
  double pattern = 0;

  for (guint i = 0; i < pen->n_dash; i++)
    pattern += pen->dash[i];
  length = fmod (length, pattern);
  while (length >= dash->left) {
    length -= dash->left;
    dash->index = (dash->index + 1) % pen->n_dash;
    dash->left = pen->dash[dash->index];
  }
  dash->left -= length;
}

/* Narrows the part of a segment from *from to *to px of its length to where a + d * px lies between
 * @low and @high. */
static void
narrow (double a, double d, double low, double high, double *from, double *to)
{
  if (fabs (d) < 1e-9) {
    if (a < low || a > high)
      *to = *from;
    return;
  }
  *from = MAX (*from, MIN ((low - a) / d, (high - a) / d));
  *to = MIN (*to, MAX ((low - a) / d, (high - a) / d));
}

/* Only what is seen is cut into dashes: a tile may claim a line of a million pixels. */
static void
dashes (NordCoverage *self,
        NordCoveragePoint a,
        NordCoveragePoint d,
        double length,
        const NordCoveragePen *pen,
        Dash *dash)
{
  double reach = pen->width, done = 0, end = length;

  narrow (a.x, d.x, -reach, self->width + reach, &done, &end);
  narrow (a.y, d.y, -reach, self->height + reach, &done, &end);
  if (!(done < end)) {
    advance (dash, pen, length);
    return;
  }
  advance (dash, pen, done);
  while (done < end) {
    double step = MIN (dash->left, end - done);

    if (dash->index % 2 == 0) {
      NordCoveragePoint from = {a.x + d.x * done, a.y + d.y * done};
      NordCoveragePoint to = {a.x + d.x * (done + step), a.y + d.y * (done + step)};

      quad (self, from, to, d, pen->width / 2);
    }
    done += step;
    advance (dash, pen, step);
  }
  advance (dash, pen, length - done);
}

/**
 * nord_coverage_stroke:
 * @points: (array length=n): a line; equal neighbours are passed over
 * @n: how many
 * @pen: how it is drawn; an even number of dashes, each at least 0.05 px long
 *
 * Adds the stroke of a line. A line whose ends meet is joined there.
 */
void
nord_coverage_stroke (NordCoverage *self,
                      const NordCoveragePoint *points,
                      guint n,
                      const NordCoveragePen *pen)
{
  double half = pen->width / 2, reach = half + 1;
  Dash dash = {0, pen->n_dash ? pen->dash[0] : 0};
  NordCoveragePoint last = {0}, first = {0};
  gboolean begun = FALSE;
  gboolean closed = n > 2 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;

  for (guint i = 1, from = 0; i < n; i++) {
    NordCoveragePoint a = points[from], b = points[i];
    double length = hypot (b.x - a.x, b.y - a.y);
    NordCoveragePoint d;

    if (!(length > 1e-6))
      continue;
    from = i;
    d = (NordCoveragePoint){(b.x - a.x) / length, (b.y - a.y) / length};
    /* At hairlines what is missing outside of a turn is what is too much inside of it. */
    if (begun && half > 0.7 &&
        (pen->n_dash == 0 || (dash.index % 2 == 0 && dash.left < pen->dash[dash.index])))
      join (self, a, last, d, half, pen->round);
    if (pen->n_dash > 0) {
      dashes (self, a, d, length, pen, &dash);
    } else {
      if (MAX (a.x, b.x) > -reach && MIN (a.x, b.x) < self->width + reach &&
          MAX (a.y, b.y) > -reach && MIN (a.y, b.y) < self->height + reach)
        quad (self, a, b, d, half);
    }
    if (!begun) {
      first = d;
      if (pen->round && !closed && pen->n_dash == 0)
        cap (self, a, (NordCoveragePoint){-d.x, -d.y}, half);
    }
    begun = TRUE;
    last = d;
  }
  if (!begun || pen->n_dash > 0)
    return;
  if (closed && half > 0.7)
    join (self, points[0], last, first, half, pen->round);
  else if (pen->round && !closed)
    cap (self, points[n - 1], last, half);
}

/* Two channels at a time: both products together stay below 2^16. */
static inline guint32
mix_pair (guint32 below, guint32 color, guint32 cover)
{
  guint32 sum = color * cover + below * (255 - cover) + 0x00800080u;

  return (sum + (sum >> 8 & 0x00ff00ffu)) >> 8 & 0x00ff00ffu;
}

/* @color over @below, rounded to the nearest. */
static inline guint32
mix (guint32 below, guint32 color, guint32 cover)
{
  return mix_pair (below & 0x00ff00ffu, color & 0x00ff00ffu, cover) |
         mix_pair (below >> 8 & 0x00ff00ffu, color >> 8 & 0x00ff00ffu, cover) << 8;
}

static inline guint32
cover_of (float sum, float opacity, gboolean even_odd)
{
  sum = fabsf (sum);
  if (even_odd) {
    sum = fmodf (sum, 2);
    sum = sum > 1 ? 2 - sum : sum;
  } else {
    sum = MIN (sum, 1);
  }
  return (guint32) (sum * opacity + 0.5f);
}

static inline gboolean
four_are_zero (const float *cells)
{
  guint64 words[2];

  memcpy (words, cells, sizeof words);
  return (words[0] | words[1]) == 0;
}

static inline void
blend_row (NordCoverage *self,
           float *cells,
           Row used,
           guint32 *pixels,
           guint32 color,
           float opacity,
           gboolean even_odd)
{
  float sum = 0;
  int x = used.from / 4 * 4;

  while (x < self->width) {
    guint32 cover;

    if (x % 4 == 0 && x + 4 <= self->width && (x >= used.to || four_are_zero (cells + x))) {
      int end = x;

      /* A run in which nothing changes. */
      while (end + 4 <= self->width && (end >= used.to || four_are_zero (cells + end)))
        end += 4;
      cover = cover_of (sum, opacity, even_odd);
      if (cover == 255) {
        for (; x < end; x++)
          pixels[x] = color;
      } else if (cover > 0) {
        for (; x < end; x++)
          pixels[x] = mix (pixels[x], color, cover);
      } else if (x >= used.to) {
        break;
      }
      x = end;
      continue;
    }
    sum += cells[x];
    cover = cover_of (sum, opacity, even_odd);
    if (cover == 255)
      pixels[x] = color;
    else if (cover > 0)
      pixels[x] = mix (pixels[x], color, cover);
    x++;
  }
  memset (cells + used.from, 0, (gsize) (MIN (used.to, self->stride) - used.from) * sizeof (float));
}

/**
 * nord_coverage_blend:
 * @pixels: the top left pixel of a picture in cairo's %CAIRO_FORMAT_ARGB32, at least as
 *   large as the sheet
 * @stride: bytes of a row of it
 * @rgba: (array fixed-size=4): a colour, 0 … 1, not premultiplied
 * @even_odd: whether shapes that cover each other twice are open there; else they count as one
 *
 * Puts the colour on the picture where the shapes are, and empties the sheet.
 */
void
nord_coverage_blend (NordCoverage *self,
                     guint8 *pixels,
                     gsize stride,
                     const double rgba[4],
                     gboolean even_odd)
{
  guint32 color = 0xff000000u;
  float opacity = (float) (CLAMP (rgba[3], 0, 1) * 255);

  for (guint i = 0; i < 3; i++)
    color |= (guint32) (CLAMP (rgba[i], 0, 1) * 255 + 0.5) << (16 - 8 * i);
  for (int y = self->top; y < self->last; y++) {
    Row *used = &self->rows[y];

    float *cells = self->cells + (gsize) y * (gsize) self->stride;
    guint32 *line = (guint32 *) (void *) (pixels + (gsize) y * stride);

    if (used->from < used->to && even_odd)
      blend_row (self, cells, *used, line, color, opacity, TRUE);
    else if (used->from < used->to)
      blend_row (self, cells, *used, line, color, opacity, FALSE);
    *used = (Row){self->stride, 0};
  }
  self->top = self->height;
  self->last = 0;
}
