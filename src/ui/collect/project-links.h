/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What belongs together, shown on the card of an idea and on that of a project alike: the others,
 * each with a way there and a way off, and a button to link one more. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PROJECT_LINKS (nord_project_links_get_type ())
G_DECLARE_FINAL_TYPE (NordProjectLinks,
                      nord_project_links,
                      NORD,
                      PROJECT_LINKS,
                      AdwPreferencesGroup)

/* @record: (nullable) an idea or a project. */
void nord_project_links_show (NordProjectLinks *self, NordSession *session, NordRecord *record);

G_END_DECLS
