/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A contribution of a resident. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_IDEA_TITLE,             /* text */
  NORD_IDEA_BODY,              /* text, what was said */
  NORD_IDEA_CATEGORY,          /* text: id of a focal area of the programme */
  NORD_IDEA_SHAPE,             /* shape, may be absent */
  NORD_IDEA_LANGUAGE,          /* text: BCP 47 */
  NORD_IDEA_ORIGIN,            /* text: laptop, kiosk, paper, import */
  NORD_IDEA_STATION,           /* integer */
  NORD_IDEA_STEP,              /* text: id of a step */
  NORD_IDEA_MODERATION,        /* text: new, released, hidden, redacted */
  NORD_IDEA_MODERATION_REASON, /* text */
  NORD_IDEA_PATH,       /* text: idea, matched, proposal, profile, committees, council, subproject,
                           bundled, department, store */
  NORD_IDEA_CLUSTER,    /* text: id of a cluster */
  NORD_IDEA_CREATED,    /* text, ISO 8601 UTC, for display only */
  NORD_IDEA_SOURCE,     /* text: name of the imported collection, or what follows */
  NORD_IDEA_SOURCE_KEY, /* text: identity inside it, so nothing comes in twice */
  NORD_IDEA_RECEIPT,    /* text: keyed hash of the code that the resident got, see core/kiosk */
  NORD_IDEA_CLAIM,      /* text: who is moderating it, see core/model/moderation.h */
  NORD_IDEA_N_FIELDS
};

/* The source of what children made at the shared screen; there is no key to it. */
#define NORD_IDEA_SOURCE_CHILDREN "children"

#define NORD_TYPE_IDEA (nord_idea_get_type ())
G_DECLARE_FINAL_TYPE (NordIdea, nord_idea, NORD, IDEA, NordRecord)

G_END_DECLS
