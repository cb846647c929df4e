/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which points a tap adds: the one under the finger, one it clings to, or a way along streets. */
#pragma once

#include "core/draw/refusal.h"
#include "core/draw/sketch.h"
#include "core/draw/snap.h"

G_BEGIN_DECLS

typedef struct {
  NordSnap *snap;         /* (unowned) (nullable) */
  NordStreetNet *streets; /* (owned) (nullable) */
  gboolean reading;       /* streets are being read, and will be set */
  gboolean follow;        /* along streets */
  NordSnapped last;       /* what was clung to last */
} NordPlacing;

void nord_placing_clear (NordPlacing *self);
void nord_placing_set_streets (NordPlacing *self, NordStreetNet *streets);
void nord_placing_find (NordPlacing *self,
                        const NordView *view,
                        const NordContact *at,
                        double *lon,
                        double *lat);
GArray *nord_placing_lead (NordPlacing *self,
                           const NordSketch *sketch,
                           const NordView *view,
                           const NordContact *at,
                           NordToolRefusal *why);

G_END_DECLS
