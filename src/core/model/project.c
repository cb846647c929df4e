/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* An entry of the city's project register. */
#include "core/model/project.h"

struct _NordProject {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordProject, nord_project, NORD_TYPE_RECORD)

static void
nord_project_class_init (NordProjectClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_PROJECT, NORD_PROJECT_N_FIELDS);
}

static void
nord_project_init (NordProject *self)
{
}
