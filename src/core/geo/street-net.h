/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Streets as a net: the way along them from here to there, and the place on one that is nearest.
 * Immutable once tied, so threads may share it. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _NordStreetNet NordStreetNet;

typedef struct {
  double lon, lat; /* degrees */
  double away;     /* metres */
} NordStreetSpot;

NordStreetNet *nord_street_net_new (double lon, double lat);
NordStreetNet *nord_street_net_ref (NordStreetNet *self);
void nord_street_net_unref (NordStreetNet *self);
void nord_street_net_add (NordStreetNet *self,
                          const double *xy,
                          guint n_points,
                          const char *name,
                          double weight,
                          gboolean level);
void nord_street_net_tie (NordStreetNet *self);

guint nord_street_net_get_n_edges (const NordStreetNet *self);
gboolean nord_street_net_find (const NordStreetNet *self,
                               double lon,
                               double lat,
                               double within,
                               gboolean corners,
                               NordStreetSpot *spot);
GArray *nord_street_net_route (const NordStreetNet *self,
                               double from_lon,
                               double from_lat,
                               double to_lon,
                               double to_lat,
                               double within);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordStreetNet, nord_street_net_unref)

G_END_DECLS
