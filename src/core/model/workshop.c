/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The event itself. */
#include "core/model/workshop.h"

struct _NordWorkshop {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordWorkshop, nord_workshop, NORD_TYPE_RECORD)

static void
nord_workshop_class_init (NordWorkshopClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_WORKSHOP,
                               NORD_WORKSHOP_N_FIELDS);
}

static void
nord_workshop_init (NordWorkshop *self)
{
}
