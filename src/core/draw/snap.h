/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a point that is drawn clings to: corners and borders of what is there, and streets. */
#pragma once

#include "core/draw/grip.h"
#include "core/geo/street-net.h"

G_BEGIN_DECLS

typedef enum {
  NORD_SNAP_NONE,
  NORD_SNAP_CORNER,
  NORD_SNAP_EDGE,
  NORD_SNAP_CROSSING, /* where streets meet or end */
  NORD_SNAP_STREET,
} NordSnapKind;

typedef struct {
  NordSnapKind kind;
  double lon, lat; /* degrees */
  gboolean plan;   /* a corner or border of an own layer, not of an idea */
} NordSnapped;

typedef struct _NordSnap NordSnap;

NordSnap *nord_snap_new (void);
void nord_snap_free (NordSnap *self);
void nord_snap_clear (NordSnap *self);
/* @plan: it belongs to an own layer, to a plan under discussion. */
void nord_snap_add (NordSnap *self, NordShape *shape, gboolean plan);
/* (nullable) */
void nord_snap_set_streets (NordSnap *self, NordStreetNet *net);
NordSnapped nord_snap_find (NordSnap *self, const NordView *view, const NordContact *at);
/* (nullable) what it is, in English words that are yet to be translated, as after a colon; NULL
 * where nothing holds. */
const char *nord_snapped_name (const NordSnapped *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordSnap, nord_snap_free)

G_END_DECLS
