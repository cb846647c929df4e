/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A crowd of places on a map, bundled zoom by zoom where their signs would cover each other. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far apart two signs must be to stay two: pixels of a map whose tiles are 512 pixels wide. */
#define NORD_CROWD_RADIUS 40.0
#define NORD_CROWD_EXTENT 512.0
#define NORD_CROWD_MAX_ZOOM 18
#define NORD_CROWD_MAX_CLASSES 16
#define NORD_CROWD_MAX_PLACES (1u << 22)

typedef struct _NordCrowd NordCrowd;

/* A bubble, or a place that stands alone. */
typedef struct {
  double x, y; /* the middle of its places, units of nord_mercator_project () */
  guint count; /* of places */
  guint node;  /* names it in its zoom, until the crowd is changed */
  guint place; /* of one that stands alone; otherwise G_MAXUINT */
} NordCrowdBubble;

NordCrowd *nord_crowd_new (guint max_zoom, guint n_classes);
void nord_crowd_free (NordCrowd *self);
void nord_crowd_fill (NordCrowd *self,
                      const double *xy,
                      const guint8 *classes,
                      const guint8 *from_zoom,
                      guint n);
gboolean
nord_crowd_add (NordCrowd *self, guint place, double x, double y, guint class_, guint from_zoom);
gboolean nord_crowd_remove (NordCrowd *self, guint place);

guint nord_crowd_get_size (const NordCrowd *self);
guint nord_crowd_get_max_zoom (const NordCrowd *self);
guint nord_crowd_count (const NordCrowd *self, guint zoom);
gsize nord_crowd_get_memory (const NordCrowd *self);
void nord_crowd_query (const NordCrowd *self,
                       guint zoom,
                       double west,
                       double north,
                       double east,
                       double south,
                       GArray *bubbles);
/* (nullable) how many places of each class are in a bubble; until the crowd is changed. */
const guint32 *nord_crowd_get_shares (const NordCrowd *self, guint zoom, guint node);
void nord_crowd_list_places (const NordCrowd *self, guint zoom, guint node, GArray *places);
guint nord_crowd_find_parting_zoom (const NordCrowd *self, guint zoom, guint node);
gboolean nord_crowd_find_bubble (const NordCrowd *self, guint place, guint zoom, guint *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordCrowd, nord_crowd_free)

G_END_DECLS
