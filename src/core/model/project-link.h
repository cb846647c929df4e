/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* That an idea belongs to a project of the register. An idea may belong to several. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_PROJECT_LINK_IDEA,    /* text: id */
  NORD_PROJECT_LINK_PROJECT, /* text: id */
  NORD_PROJECT_LINK_N_FIELDS
};

#define NORD_TYPE_PROJECT_LINK (nord_project_link_get_type ())
G_DECLARE_FINAL_TYPE (NordProjectLink, nord_project_link, NORD, PROJECT_LINK, NordRecord)

G_END_DECLS
