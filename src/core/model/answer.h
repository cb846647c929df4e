/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The city's official word on an idea. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_ANSWER_IDEA,           /* text: id */
  NORD_ANSWER_PATH,           /* text, as idea */
  NORD_ANSWER_BODY,           /* text */
  NORD_ANSWER_PROJECT_NUMBER, /* text */
  NORD_ANSWER_GIVEN_ON,       /* text, ISO 8601 date */
  NORD_ANSWER_OFFICE,         /* text: who answers */
  NORD_ANSWER_N_FIELDS
};

#define NORD_TYPE_ANSWER (nord_answer_get_type ())
G_DECLARE_FINAL_TYPE (NordAnswer, nord_answer, NORD, ANSWER, NordRecord)

G_END_DECLS
