/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One row of the agenda. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_STEP_POSITION,   /* real, order */
  NORD_STEP_METHOD,     /* text: one of the step types */
  NORD_STEP_TITLE,      /* text */
  NORD_STEP_PLANNED_S,  /* integer, seconds */
  NORD_STEP_PROMPT,     /* JSON object, language to text */
  NORD_STEP_VISIBILITY, /* text */
  NORD_STEP_KIOSK_MODE, /* text */
  NORD_STEP_N_FIELDS
};

#define NORD_TYPE_STEP (nord_step_get_type ())
G_DECLARE_FINAL_TYPE (NordStep, nord_step, NORD, STEP, NordRecord)

G_END_DECLS
