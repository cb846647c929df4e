/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* An entry of the city's project register. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_PROJECT_NUMBER,   /* text */
  NORD_PROJECT_TITLE,    /* text */
  NORD_PROJECT_BODY,     /* text */
  NORD_PROJECT_CATEGORY, /* text */
  NORD_PROJECT_DISTRICT, /* text */
  NORD_PROJECT_STATE,    /* text: registered, started, finished */
  NORD_PROJECT_SHAPE,    /* shape */
  NORD_PROJECT_N_FIELDS
};

#define NORD_TYPE_PROJECT (nord_project_get_type ())
G_DECLARE_FINAL_TYPE (NordProject, nord_project, NORD, PROJECT, NordRecord)

G_END_DECLS
