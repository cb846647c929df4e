/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the list shows beyond topic and district: when, how far on its path, and what a poll said. A
 * button with its popover. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_IDEA_FILTER (nord_idea_filter_get_type ())
G_DECLARE_FINAL_TYPE (NordIdeaFilter, nord_idea_filter, NORD, IDEA_FILTER, AdwBin)

void nord_idea_filter_set_session (NordIdeaFilter *self, NordSession *session);

G_END_DECLS
