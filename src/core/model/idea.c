/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A contribution of a resident. */
#include "core/model/idea.h"

struct _NordIdea {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordIdea, nord_idea, NORD_TYPE_RECORD)

static void
nord_idea_class_init (NordIdeaClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_IDEA, NORD_IDEA_N_FIELDS);
}

static void
nord_idea_init (NordIdea *self)
{
}
