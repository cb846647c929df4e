/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A photo, sound, video or drawing of an idea. */
#include "core/model/medium.h"

struct _NordMedium {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordMedium, nord_medium, NORD_TYPE_RECORD)

static void
nord_medium_class_init (NordMediumClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_MEDIUM, NORD_MEDIUM_N_FIELDS);
}

static void
nord_medium_init (NordMedium *self)
{
}
