/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The questions that children answer with stickers: a card each, with a picture and few words
 * (after #stadtsache, whose tasks are questions). */
#pragma once

#include "core/kiosk/sticker.h"

G_BEGIN_DECLS

typedef struct {
  const char *id;       /* as drafts have it */
  const char *word;     /* of the catalogues */
  const char *category; /* (nullable) id of a focal area of the programme */
  NordSticker sticker;  /* its picture, and what lies in the hand first */
} NordQuestion;

const NordQuestion *nord_question_list (guint *n);
const NordQuestion *nord_question_find (const char *id); /* (nullable) */

G_END_DECLS
