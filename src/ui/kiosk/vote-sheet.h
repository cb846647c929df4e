/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ballot under fingers: a large button an option. */
#pragma once

#include "core/rank/polling.h"
#include "ui/kiosk/wording.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_VOTE_SHEET (nord_vote_sheet_get_type ())
/* What a station has for the options of a ballot. */
typedef struct {
  gboolean low;   /* two stand beside each other */
  gboolean wide;  /* so, too, where large type leaves a low station room for few of them */
  gboolean broad; /* so, too, in a station that is not low, where there are many */
  double height;  /* of them, in millimetres, within reach; counts where it is not low */
} NordVoteRoom;

G_DECLARE_FINAL_TYPE (NordVoteSheet, nord_vote_sheet, NORD, VOTE_SHEET, GtkWidget)

/* Signals: "paged" (): other options are shown; "changed" (): something was marked or taken back.
 */
GtkWidget *nord_vote_sheet_new (NordWording *wording);
/* Options that have no room come in pages with arrows, none of them cut. */
void nord_vote_sheet_set_room (NordVoteSheet *self, const NordVoteRoom *room);
void nord_vote_sheet_set_large (NordVoteSheet *self, gboolean large);
/* @data lives until nord_vote_sheet_clear (). @ballot: id of the ballot, for the order. */
void nord_vote_sheet_fill (NordVoteSheet *self, const NordPolling *data, const char *ballot);
const guint *nord_vote_sheet_get_marks (NordVoteSheet *self);
void nord_vote_sheet_clear (NordVoteSheet *self);

G_END_DECLS
