/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Cumulative voting with dots: each person has some dots and may give one option a few of them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint n_options;
  guint dots; /* a person has */
  guint cap;  /* of them for one option; dots or more: no cap */
} NordDotsRules;

typedef enum {
  NORD_DOTS_SOUND,
  NORD_DOTS_NOBODY,   /* it stands for no person */
  NORD_DOTS_TOO_MANY, /* more dots than its people have */
  NORD_DOTS_OVER_CAP, /* more on one option than its people may give it */
} NordDotsFault;

NordDotsFault
nord_dots_check (const NordDotsRules *rules, guint people, const guint *marks, guint *option);

G_END_DECLS
