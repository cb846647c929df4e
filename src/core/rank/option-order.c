/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Fisher and Yates's shuffle (Durstenfeld, CACM algorithm 235) with numbers from the ballot's
 * random id. The order need not be stored: whoever wants to know whether first places drew votes
 * works it out again from the ballots. */
#include "core/rank/option-order.h"

#include "core/model/sha256.h"

#include <string.h>

/* SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
static guint64
next (guint64 *state)
{
  guint64 z = *state += 0x9e3779b97f4a7c15u;

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/* Evenly from 0 to @n - 1: numbers of the last, unfinished round of @n are thrown away. */
static guint
below (guint64 *state, guint n)
{
  const guint64 end = G_MAXUINT64 - G_MAXUINT64 % n;
  guint64 number;

  do
    number = next (state);
  while (number >= end);
  return (guint) (number % n);
}

guint *
nord_option_order_new (const char *ballot, guint n)
{
  guint *order = g_new (guint, n + 1);
  guint8 digest[NORD_SHA256_BYTES];
  guint64 state = 0;

  g_return_val_if_fail (ballot != NULL, order);
  nord_sha256 (digest, ballot, strlen (ballot));
  for (guint i = 0; i < 8; i++)
    state = state << 8 | digest[i];
  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = n; i > 1; i--) {
    const guint j = below (&state, i), held = order[i - 1];

    order[i - 1] = order[j];
    order[j] = held;
  }
  return order;
}
