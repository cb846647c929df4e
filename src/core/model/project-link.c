/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* That an idea belongs to a project of the register. */
#include "core/model/project-link.h"

struct _NordProjectLink {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordProjectLink, nord_project_link, NORD_TYPE_RECORD)

static void
nord_project_link_class_init (NordProjectLinkClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_PROJECT_LINK,
                               NORD_PROJECT_LINK_N_FIELDS);
}

static void
nord_project_link_init (NordProjectLink *self)
{
}
