/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Who does what by when. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_MEASURE_TITLE, /* text */
  NORD_MEASURE_WHO,   /* text */
  NORD_MEASURE_UNTIL, /* text, ISO 8601 date */
  NORD_MEASURE_IDEA,  /* text: id */
  NORD_MEASURE_DONE,  /* boolean */
  NORD_MEASURE_N_FIELDS
};

#define NORD_TYPE_MEASURE (nord_measure_get_type ())
G_DECLARE_FINAL_TYPE (NordMeasure, nord_measure, NORD, MEASURE, NordRecord)

G_END_DECLS
