/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Who does what by when. */
#include "core/model/measure.h"

struct _NordMeasure {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordMeasure, nord_measure, NORD_TYPE_RECORD)

static void
nord_measure_class_init (NordMeasureClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_MEASURE, NORD_MEASURE_N_FIELDS);
}

static void
nord_measure_init (NordMeasure *self)
{
}
