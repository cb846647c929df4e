/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ideas that lie at one place, spread out round it on legs, so that each can be taken. */
#pragma once

#include "core/draw/grip.h"

#include <cairo.h>

G_BEGIN_DECLS

#define NORD_IDEA_FAN_MAX 60

typedef struct _NordIdeaFan NordIdeaFan;

/* (x, y): units of nord_mercator_project (); @slots (element-type guint). */
NordIdeaFan *nord_idea_fan_new (double x, double y, double zoom, const GArray *slots);
void nord_idea_fan_free (NordIdeaFan *self);
/* A fan belongs to the zoom that it was opened at. */
gboolean nord_idea_fan_fits (const NordIdeaFan *self, const NordView *view);
guint nord_idea_fan_get_size (const NordIdeaFan *self);
/* Returns: the slot of the idea whose sign stands at (@x, @y), pixels. */
guint
nord_idea_fan_get (const NordIdeaFan *self, guint i, const NordView *view, double *x, double *y);
/* G_MAXUINT: none is hit. */
guint nord_idea_fan_find (const NordIdeaFan *self, const NordView *view, const NordContact *at);
void nord_idea_fan_draw_legs (const NordIdeaFan *self, cairo_t *cr, const NordView *view);

G_END_DECLS
