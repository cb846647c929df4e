/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A text laid along a street: each letter turned into the direction of the street at its place, or
 * all of them alike where the street is straight enough. */
#include "core/map/label-path.h"

#include <math.h>

/* The middle of small letters lies a third of the size above the baseline. */
#define MIDDLE 0.34
/* A street that leaves the straight line by less than this part of the letters' size is straight.
 */
#define STRAIGHT 0.16
/* Letters that cannot be bent may leave the street by this part of their size. */
#define RIGID_STRAIGHT 0.45

/**
 * nord_label_path_init:
 * @xy: points in px, not rotated
 * @n: how many points
 * @rotation: radians by which the map is turned
 */
void
nord_label_path_init (NordLabelPath *self, const double *xy, guint n, double rotation)
{
  double c = cos (rotation), s = sin (rotation);

  self->n = n;
  self->xy = g_new (double, 2 * (gsize) n);
  self->length = g_new (double, n);
  for (guint i = 0; i < n; i++) {
    self->xy[2 * i] = c * xy[2 * i] - s * xy[2 * i + 1];
    self->xy[2 * i + 1] = s * xy[2 * i] + c * xy[2 * i + 1];
    self->length[i] = i == 0
                        ? 0
                        : self->length[i - 1] + hypot (self->xy[2 * i] - self->xy[2 * i - 2],
                                                       self->xy[2 * i + 1] - self->xy[2 * i - 1]);
  }
}

void
nord_label_path_clear (NordLabelPath *self)
{
  g_clear_pointer (&self->xy, g_free);
  g_clear_pointer (&self->length, g_free);
}

/* The place at the distance @at from the begin. */
void
nord_label_path_at (const NordLabelPath *self, double at, double *x, double *y)
{
  guint low = 0, high = self->n - 1;
  double span, t;

  while (high - low > 1) {
    guint middle = (low + high) / 2;

    if (self->length[middle] <= at)
      low = middle;
    else
      high = middle;
  }
  span = self->length[high] - self->length[low];
  t = span > 0 ? CLAMP ((at - self->length[low]) / span, 0, 1) : 0;
  *x = self->xy[2 * low] + t * (self->xy[2 * high] - self->xy[2 * low]);
  *y = self->xy[2 * low + 1] + t * (self->xy[2 * high + 1] - self->xy[2 * low + 1]);
}

/**
 * nord_label_path_nearest:
 * @distance: (out): px between the point and the path
 *
 * Returns: how far from the begin the path comes nearest to a point
 */
double
nord_label_path_nearest (const NordLabelPath *self, double x, double y, double *distance)
{
  double best = G_MAXDOUBLE, at = 0;

  for (guint i = 0; i + 1 < self->n; i++) {
    const double *p = self->xy + 2 * i;
    double dx = p[2] - p[0], dy = p[3] - p[1];
    double square = dx * dx + dy * dy;
    double t = square > 0 ? CLAMP (((x - p[0]) * dx + (y - p[1]) * dy) / square, 0, 1) : 0;
    double away = hypot (p[0] + t * dx - x, p[1] + t * dy - y);

    if (away < best) {
      best = away;
      at = self->length[i] + t * (self->length[i + 1] - self->length[i]);
    }
  }
  *distance = best;
  return at;
}

/* The greatest distance of the path between two places from the straight line that joins them. */
static double
deviation (const NordLabelPath *self, double from, double to)
{
  double ax, ay, bx, by, length, worst = 0;

  nord_label_path_at (self, from, &ax, &ay);
  nord_label_path_at (self, to, &bx, &by);
  length = hypot (bx - ax, by - ay);
  if (length < 0.7 * (to - from))
    return G_MAXDOUBLE;
  for (guint i = 0; i < self->n; i++) {
    const double *p = self->xy + 2 * i;

    if (self->length[i] > from && self->length[i] < to)
      worst = MAX (worst, fabs ((p[0] - ax) * (by - ay) - (p[1] - ay) * (bx - ax)) / length);
  }
  return worst;
}

/* Turns a piece of text around its own middle and shifts it so that the street runs through the
 * middle of the letters. */
static void
set_glyphs (NordLabelGlyphs *glyphs,
            guint run,
            double x,
            double y,
            double angle,
            double advance,
            double size)
{
  double c = cos (angle), s = sin (angle);

  glyphs->run = run;
  glyphs->angle = angle;
  glyphs->x = x - c * advance / 2 - s * MIDDLE * size;
  glyphs->y = y - s * advance / 2 + c * MIDDLE * size;
}

static void
lay_straight (const NordLabelPath *self,
              const NordLabelText *text,
              double from,
              double to,
              gboolean backwards,
              NordLabelGlyphs *glyphs)
{
  double ax, ay, bx, by, angle, x, y;

  nord_label_path_at (self, backwards ? to : from, &ax, &ay);
  nord_label_path_at (self, backwards ? from : to, &bx, &by);
  angle = atan2 (by - ay, bx - ax);
  /* Through the middle of both ends and the middle of the path, so that a gentle bend shows equally
   * on both sides. */
  nord_label_path_at (self, (from + to) / 2, &x, &y);
  x = (ax + bx + 2 * x) / 4;
  y = (ay + by + 2 * y) / 4;
  for (guint i = 0; i < text->n_runs; i++) {
    const NordLabelRun *run = &text->runs[i];
    double along = run->x + run->advance / 2 - text->width / 2;

    set_glyphs (&glyphs[i], i, x + cos (angle) * along, y + sin (angle) * along, angle,
                run->advance, text->size);
  }
}

/**
 * nord_label_path_lay:
 * @text: shaped for %NORD_PLACE_LINE
 * @middle: px from the path's begin to the middle of the text
 * @max_turn: radians by which two neighbouring letters may differ
 * @glyphs: (out caller-allocates): as many as the text has runs, in px from the path's origin
 *
 * The text reads from left to right, whichever way the path goes.
 *
 * Returns: %FALSE if the path is too short or too bent
 */
gboolean
nord_label_path_lay (const NordLabelPath *self,
                     const NordLabelText *text,
                     double middle,
                     double max_turn,
                     NordLabelGlyphs *glyphs)
{
  double from = middle - text->width / 2, to = middle + text->width / 2;
  double ax, ay, bx, by, away, last_angle = 0;
  gboolean backwards;

  if (from < 0 || to > self->length[self->n - 1])
    return FALSE;
  nord_label_path_at (self, from, &ax, &ay);
  nord_label_path_at (self, to, &bx, &by);
  if (hypot (bx - ax, by - ay) < 0.6 * text->width)
    return FALSE;
  /* A vertical street is read upwards, as a book's spine in German is. */
  backwards = fabs (bx - ax) < 0.02 * text->width ? by > ay : bx < ax;
  away = deviation (self, from, to);
  if (away < text->size * (text->rigid ? RIGID_STRAIGHT : STRAIGHT)) {
    lay_straight (self, text, from, to, backwards, glyphs);
    return TRUE;
  }
  if (text->rigid)
    return FALSE;
  for (guint i = 0; i < text->n_runs; i++) {
    const NordLabelRun *run = &text->runs[i];
    double along = run->x + run->advance / 2;
    double at = backwards ? to - along : from + along;
    /* The direction over a little more than the letter itself: corners become round. */
    double reach = run->advance / 2 + text->size * 0.45;
    double first = CLAMP (at - reach, 0, self->length[self->n - 1]);
    double last = CLAMP (at + reach, 0, self->length[self->n - 1]);
    double x, y, angle, turn;

    nord_label_path_at (self, backwards ? last : first, &ax, &ay);
    nord_label_path_at (self, backwards ? first : last, &bx, &by);
    nord_label_path_at (self, at, &x, &y);
    angle = atan2 (by - ay, bx - ax);
    turn = remainder (angle - last_angle, 2 * G_PI);
    if ((i > 0 && fabs (turn) > max_turn) || cos (angle) < -0.35)
      return FALSE;
    last_angle = angle;
    /* Likewise the place itself: half way to the chord. */
    set_glyphs (&glyphs[i], i, x * 0.5 + (ax + bx) * 0.25, y * 0.5 + (ay + by) * 0.25, angle,
                run->advance, text->size);
  }
  return TRUE;
}
