/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* K13: one person votes at a station, with a code or supervised. */
#pragma once

#include "ui/kiosk/vote-sheet.h"
#include "ui/kiosk/wording.h"
#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_VOTE_BOOTH (nord_vote_booth_get_type ())
G_DECLARE_FINAL_TYPE (NordVoteBooth, nord_vote_booth, NORD, VOTE_BOOTH, GtkWidget)

/* Signals: "paged" (): another page is shown, or other options; "voted" (): the ballot is in the
 * urn, which the last page says. Its buttons activate station.next, where the person would rather
 * put an idea on the map, and when the thanks are read.
 */
GtkWidget *nord_vote_booth_new (NordWording *wording, NordSession *session);
/* See vote-sheet.h. */
void nord_vote_booth_set_room (NordVoteBooth *self, const NordVoteRoom *room);
void nord_vote_booth_set_large (NordVoteBooth *self, gboolean large);
gboolean nord_vote_booth_begin (NordVoteBooth *self);   /* FALSE: there is nothing to vote on */
gboolean nord_vote_booth_go_back (NordVoteBooth *self); /* FALSE: from here the station goes back */
void nord_vote_booth_clear (NordVoteBooth *self);       /* nothing is left of the person */

G_END_DECLS
