/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The city's official word on an idea. */
#include "core/model/answer.h"

struct _NordAnswer {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordAnswer, nord_answer, NORD_TYPE_RECORD)

static void
nord_answer_class_init (NordAnswerClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_ANSWER, NORD_ANSWER_N_FIELDS);
}

static void
nord_answer_init (NordAnswer *self)
{
}
