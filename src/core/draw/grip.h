/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a finger or mouse would take hold of on a shape that is being edited. */
#pragma once

#include "core/draw/view.h"
#include "core/draw/sketch.h"

G_BEGIN_DECLS

typedef struct {
  double x, y;    /* pixels in the view */
  guint32 time;   /* milliseconds, may wrap round */
  gboolean touch; /* a finger: needs more room than a mouse */
  gboolean loose; /* clings to nothing */
} NordContact;

/* What a press would take hold of. */
typedef enum {
  NORD_GRIP_NONE,
  NORD_GRIP_VERTEX,
  NORD_GRIP_MIDDLE, /* of the segment that starts at the vertex */
  NORD_GRIP_SHAPE,
} NordGripKind;

typedef struct {
  NordGripKind kind;
  guint vertex;
} NordGrip;

/* Pixels within which a handle is hit: a fingertip covers more than a mouse pointer. */
double nord_contact_get_reach (const NordContact *self);
double nord_contact_get_distance (const NordContact *self, const NordContact *other);
NordGrip nord_grip_find (const NordSketch *sketch, const NordView *view, const NordContact *at);

G_END_DECLS
