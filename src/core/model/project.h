/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* An entry of the city's project register. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_PROJECT_NUMBER,        /* text */
  NORD_PROJECT_TITLE,         /* text */
  NORD_PROJECT_BODY,          /* text */
  NORD_PROJECT_CATEGORY,      /* text */
  NORD_PROJECT_DISTRICT,      /* text */
  NORD_PROJECT_STATE,         /* text: registered, started, finished, stopped */
  NORD_PROJECT_SHAPE,         /* shape */
  NORD_PROJECT_REGISTERED_ON, /* text, ISO 8601 date; of a month or a year only (2019-03, 2019) */
  NORD_PROJECT_STARTED_ON,    /* likewise */
  NORD_PROJECT_ENDED_ON,      /* likewise: finished or stopped, as the state says */
  NORD_PROJECT_COST,          /* integer: whole euros; null: not known */
  NORD_PROJECT_URL,           /* text: address of a page about it */
  NORD_PROJECT_SOURCE,        /* text: the list it came from */
  NORD_PROJECT_SAMPLE,        /* boolean: made up, to try things out */
  NORD_PROJECT_N_FIELDS
};

#define NORD_TYPE_PROJECT (nord_project_get_type ())
G_DECLARE_FINAL_TYPE (NordProject, nord_project, NORD, PROJECT, NordRecord)

G_END_DECLS
