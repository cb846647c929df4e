/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What of the ideas is bundled, as plain values that a thread may have. */
#include "ui/map/idea-bundle.h"

#include "ui/map/idea-item.h"

struct _NordIdeaBundle {
  double *xy;      /* (owned) (array length=2n) */
  guint8 *classes; /* (owned) (array length=n) */
  guint8 *from;    /* (owned) (array length=n) */
  guint n, n_classes;
};

NordIdeaBundle *
nord_idea_bundle_new (const GArray *items, guint n_classes)
{
  NordIdeaBundle *self = g_new0 (NordIdeaBundle, 1);

  self->n = items->len;
  self->n_classes = n_classes;
  self->xy = g_new (double, 2 * self->n + 1);
  self->classes = g_new (guint8, self->n + 1);
  self->from = g_new (guint8, self->n + 1);
  for (guint i = 0; i < self->n; i++) {
    const NordIdeaItem *item = &g_array_index (items, NordIdeaItem, i);

    self->xy[2 * i] = item->x;
    self->xy[2 * i + 1] = item->y;
    self->classes[i] = (guint8) item->category;
    self->from[i] = (guint8) item->from_zoom;
  }
  return self;
}

void
nord_idea_bundle_free (NordIdeaBundle *self)
{
  g_free (self->xy);
  g_free (self->classes);
  g_free (self->from);
  g_free (self);
}

NordCrowd *
nord_idea_bundle_make_crowd (const NordIdeaBundle *self)
{
  NordCrowd *crowd = nord_crowd_new (NORD_CROWD_MAX_ZOOM, self->n_classes);

  nord_crowd_fill (crowd, self->xy, self->classes, self->from, self->n);
  return crowd;
}
