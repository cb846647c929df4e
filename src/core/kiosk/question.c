/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A table. */
#include "core/kiosk/question.h"

static const NordQuestion questions[] = {
  {"play", "question_play", "social", NORD_STICKER_SWING},
  {"nice", "question_nice", NULL, NORD_STICKER_HEART},
  {"wish", "question_wish", NULL, NORD_STICKER_STAR},
  {"friends", "question_friends", "social", NORD_STICKER_HAPPY},
  {"fear", "question_fear", "safety", NORD_STICKER_SCARED},
  {"traffic", "question_traffic", "mobility", NORD_STICKER_CAR},
  {"dirty", "question_dirty", "safety", NORD_STICKER_BIN},
  {"green", "question_green", "green", NORD_STICKER_TREE},
};

const NordQuestion *
nord_question_list (guint *n)
{
  *n = G_N_ELEMENTS (questions);
  return questions;
}

const NordQuestion *
nord_question_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (g_strcmp0 (questions[i].id, id) == 0)
      return &questions[i];
  return NULL;
}
