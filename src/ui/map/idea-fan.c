/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ideas that lie at one place, spread out round it on legs. */
#include "ui/map/idea-fan.h"

#include "core/geo/mercator.h"

#include <math.h>

#define APART 36.0 /* pixels between two signs: a fingertip */
#define NEAREST 46.0
#define MAX_RING 10

struct _NordIdeaFan {
  double lon, lat, zoom;
  guint n;
  guint slots[NORD_IDEA_FAN_MAX];
};

NordIdeaFan *
nord_idea_fan_new (double x, double y, double zoom, const GArray *slots)
{
  NordIdeaFan *self = g_new0 (NordIdeaFan, 1);

  nord_mercator_unproject (x, y, &self->lon, &self->lat);
  self->zoom = zoom;
  self->n = MIN (slots->len, NORD_IDEA_FAN_MAX);
  for (guint i = 0; i < self->n; i++)
    self->slots[i] = g_array_index (slots, guint, i);
  return self;
}

void
nord_idea_fan_free (NordIdeaFan *self)
{
  g_free (self);
}

gboolean
nord_idea_fan_fits (const NordIdeaFan *self, const NordView *view)
{
  return fabs (view->zoom - self->zoom) < 0.3;
}

guint
nord_idea_fan_get_size (const NordIdeaFan *self)
{
  return self->n;
}

guint
nord_idea_fan_get (const NordIdeaFan *self, guint i, const NordView *view, double *x, double *y)
{
  double angle, away;

  if (self->n <= MAX_RING) {
    angle = 2 * G_PI * i / self->n - G_PI / 2;
    away = MAX (NEAREST, self->n * APART / (2 * G_PI));
  } else {
    /* A spiral whose turns and whose signs along it are APART from each other. */
    double turns = NEAREST / APART + 1;

    angle = sqrt (turns * turns * 4 * G_PI * G_PI + 4 * G_PI * (i + 1));
    away = APART * (angle / (2 * G_PI)) - APART * 0.5;
  }
  nord_view_to_screen (view, self->lon, self->lat, x, y);
  *x += cos (angle) * away;
  *y += sin (angle) * away;
  return self->slots[i];
}

guint
nord_idea_fan_find (const NordIdeaFan *self, const NordView *view, const NordContact *at)
{
  double nearest = APART / 2;
  guint found = G_MAXUINT;

  for (guint i = 0; i < self->n; i++) {
    double x, y;
    guint slot = nord_idea_fan_get (self, i, view, &x, &y);

    if (hypot (x - at->x, y - at->y) <= nearest) {
      nearest = hypot (x - at->x, y - at->y);
      found = slot;
    }
  }
  return found;
}

void
nord_idea_fan_draw_legs (const NordIdeaFan *self, cairo_t *cr, const NordView *view)
{
  double x, y, middle_x, middle_y;

  nord_view_to_screen (view, self->lon, self->lat, &middle_x, &middle_y);
  for (guint i = 0; i < self->n; i++) {
    nord_idea_fan_get (self, i, view, &x, &y);
    cairo_move_to (cr, middle_x, middle_y);
    cairo_line_to (cr, x, y);
  }
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, 3.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.14, 0.12, 0.19);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}
