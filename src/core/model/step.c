/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One row of the agenda. */
#include "core/model/step.h"

struct _NordStep {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordStep, nord_step, NORD_TYPE_RECORD)

static void
nord_step_class_init (NordStepClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_STEP, NORD_STEP_N_FIELDS);
}

static void
nord_step_init (NordStep *self)
{
}
