/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The event itself: title, place, time, area; one a file. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_WORKSHOP_TITLE,     /* text */
  NORD_WORKSHOP_PLACE,     /* text */
  NORD_WORKSHOP_HELD_ON,   /* text, ISO 8601 date */
  NORD_WORKSHOP_AIM,       /* text */
  NORD_WORKSHOP_STATE,     /* text: planned, running, closed, handed_over */
  NORD_WORKSHOP_PROGRAMME, /* text: id of the programme */
  NORD_WORKSHOP_AREA,      /* shape, the home view shows it */
  NORD_WORKSHOP_BASE_MAP,  /* text: name of the chosen map pack, NULL for the embedded one */
  NORD_WORKSHOP_SCOPE,     /* text: name of the workshop at the city server */
  NORD_WORKSHOP_N_FIELDS
};

#define NORD_TYPE_WORKSHOP (nord_workshop_get_type ())
G_DECLARE_FINAL_TYPE (NordWorkshop, nord_workshop, NORD, WORKSHOP, NordRecord)

G_END_DECLS
