/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The register of projects beside the map. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PROJECT_LIST (nord_project_list_get_type ())
G_DECLARE_FINAL_TYPE (NordProjectList, nord_project_list, NORD, PROJECT_LIST, AdwBin)

void nord_project_list_set_session (NordProjectList *self, NordSession *session);
/* (transfer none) (element-type NordProject) those that pass the filter. */
GListModel *nord_project_list_get_filtered (NordProjectList *self);
void nord_project_list_focus (NordProjectList *self);

G_END_DECLS
