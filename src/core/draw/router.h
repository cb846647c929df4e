/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Tells the fingers of a screen apart: each belongs to a station, and there either to the tool in
 * its hand or to moving the map. */
#pragma once

#include "core/draw/tool.h"

G_BEGIN_DECLS

typedef struct _NordRouter NordRouter;

/* Each may be NULL. */
typedef struct {
  /* The map of @station shall show @view now; may be corrected by nord_router_set_view (). */
  void (*viewed) (guint station, const NordView *view, gpointer data);
  /* A short touch that no tool wanted. */
  void (*tapped) (guint station, const NordContact *at, gpointer data);
  /* The last finger left while the map was moving: pixels a millisecond. */
  void (*flung) (guint station, double dx, double dy, gpointer data);
} NordRouterListener;

/* What the fingers of a station are doing together. */
typedef enum {
  NORD_ROUTER_QUIET,    /* none is down */
  NORD_ROUTER_TOOL,     /* one, and the tool has it */
  NORD_ROUTER_PAN,      /* one, and it moves the map or taps */
  NORD_ROUTER_NAVIGATE, /* there were two: the map moves until all are up */
  NORD_ROUTER_N_MODES
} NordRouterMode;

NordRouter *nord_router_new (const NordRouterListener *listener, gpointer data);
void nord_router_free (NordRouter *self);

/* A part of the screen with a map of its own; @x and @y are its place on the screen. */
guint nord_router_add_station (NordRouter *self, double x, double y, const NordView *view);
void nord_router_move_station (NordRouter *self, guint station, double x, double y);
void nord_router_set_view (NordRouter *self, guint station, const NordView *view);
const NordView *nord_router_get_view (NordRouter *self, guint station);
/* The whole glass in pixels of the screen, and how wide the guard along its edges is; 0, as at
 * first: no guard. A touch that begins in the guard is a sleeve or a belly until it comes out of
 * it: then it counts from where it began. */
void nord_router_set_glass (NordRouter *self,
                            double x,
                            double y,
                            double width,
                            double height,
                            double guard);
/* (transfer none) (nullable) @tool must live until another is set. */
void nord_router_set_tool (NordRouter *self, guint station, NordTool *tool);
NordRouterMode nord_router_get_mode (NordRouter *self, guint station);

/* @sequence tells fingers apart; @at is in pixels of the screen. @navigate: this press moves the
 * map whatever the tool (middle button, or with the space bar). FALSE: the press is on no station,
 * or it makes a palm of the fingers that are there, and they are taken off. */
gboolean nord_router_press (NordRouter *self,
                            gconstpointer sequence,
                            const NordContact *at,
                            gboolean navigate);
void nord_router_move (NordRouter *self, gconstpointer sequence, const NordContact *at);
void nord_router_lift (NordRouter *self, gconstpointer sequence, const NordContact *at);
/* The system took the touch away: drafts stay. */
void nord_router_lose (NordRouter *self, gconstpointer sequence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordRouter, nord_router_free)

G_END_DECLS
