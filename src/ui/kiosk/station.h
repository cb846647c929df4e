/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One resident's side of the shared screen: a language, a map, tools and a draft of its own. */
#pragma once

#include "core/document/document.h"
#include "core/kiosk/flow.h"
#include "core/kiosk/pin.h"
#include "ui/kiosk/reader.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STATION (nord_station_get_type ())
G_DECLARE_FINAL_TYPE (NordStation, nord_station, NORD, STATION, AdwBin)

/* Sleeves and bellies touch the glass so near to its edges. */
#define NORD_STATION_EDGE_MM 8

/* What the facilitator may know of a station: never what is drawn or written there. */
typedef struct {
  guint number; /* from 1 */
  NordScreen screen;
  const char *language; /* until the next report */
  gint64 since;         /* monotonic: when somebody began; 0: nobody is there */
  guint sent;           /* ideas */
  gboolean frozen;
  gboolean cut_off;   /* the touch screen has gone */
  gboolean free;      /* waits for somebody, and can take a draft over */
  gboolean has_draft; /* that can be handed over */
  gboolean has_lost;  /* of the last resident, a moment ago */
} NordStationReport;

/* @number: from 1, as it stands on the ideas. @guard belongs to the window: all stations guess at
 * the one PIN together; they share the one voice of @reader as well. Signals, all asked for by the
 * staff: "left" (): lets go of the whole screen, or takes it again; "ended" (): no more; "turned"
 * (): a quarter further; "locked" (gboolean): all stations, or no longer; "scaled" (double): pixels
 * a millimetre; "reported" (): nord_station_report () says something else now. */
NordStation *
nord_station_new (NordDocument *document, guint number, NordPinGuard *guard, NordReader *reader);
/* The staff knocks, by the hidden corner or by a key. */
void nord_station_call_staff (NordStation *self);
void nord_station_lock (NordStation *self, gboolean locked);
/* Somebody works in a window of their own meanwhile, so the team may leave the full screen; @full:
 * it has not yet. */
void nord_station_offer_window (NordStation *self, gboolean full);
/* "One moment, please" over all of it: nothing is lost and no time passes. */
void nord_station_freeze (NordStation *self, gboolean frozen);
/* The touch screen has gone, or came again: K11 lies over all of it, nothing is lost and no time
 * passes. Who has a mouse goes on with that, by a click. */
void nord_station_cut_off (NordStation *self, gboolean cut_off);
void nord_station_report (NordStation *self, NordStationReport *report);
/* For the next person; the draft can be brought back for two minutes. */
void nord_station_clear (NordStation *self);
/* Asks whoever stands there whether to go on with the last draft. */
void nord_station_offer_draft (NordStation *self);
/* The draft goes to another place, which asks for it, and this one is for the next person. FALSE:
 * there is none, or the other is not free. */
gboolean nord_station_hand_over (NordStation *self, NordStation *to);
/* A map lies behind its first screen, of that (nullable) @licence, or no longer. */
void nord_station_set_map_behind (NordStation *self, gboolean map, const char *licence);
/* How much of the screen it has; its own pixels may be smaller where its words need more. */
void nord_station_set_seat (NordStation *self, int width, int height);
void nord_station_set_scale (NordStation *self, double per_mm);

G_END_DECLS
