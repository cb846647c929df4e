/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A table. */
#include "core/kiosk/question.h"

static const NordQuestion questions[] = {
  {"play", "question_play", "social", NORD_STICKER_SWING, 0xffe8a3},
  {"nice", "question_nice", NULL, NORD_STICKER_HEART, 0xffd6e0},
  {"wish", "question_wish", NULL, NORD_STICKER_STAR, 0xfff3bf},
  {"friends", "question_friends", "social", NORD_STICKER_HAPPY, 0xd3f9d8},
  {"fear", "question_fear", "safety", NORD_STICKER_SCARED, 0xe5dbff},
  {"traffic", "question_traffic", "mobility", NORD_STICKER_CAR, 0xd0ebff},
  {"dirty", "question_dirty", "safety", NORD_STICKER_BIN, 0xe9fac8},
  {"green", "question_green", "green", NORD_STICKER_TREE, 0xc3fae8},
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
