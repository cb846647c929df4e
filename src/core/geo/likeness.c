/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How many typing faults lie between what was typed and a name, or the beginning of one. */
#include "core/geo/likeness.h"

/**
 * nord_likeness_init:
 * @typed: bytes; those beyond %NORD_LIKENESS_MOST do not count
 */
void
nord_likeness_init (NordLikeness *self, const char *typed)
{
  *self = (NordLikeness){.length = 0};
  for (; typed[self->length] != '\0' && self->length < NORD_LIKENESS_MOST; self->length++)
    self->places[(guchar) typed[self->length]] |= G_GUINT64_CONSTANT (1) << self->length;
}

/**
 * nord_likeness_measure:
 * @name: bytes
 * @beginning: (out) (optional): the fewest faults to any beginning of @name
 *
 * Counts letters that are missing, too many, wrong, or two that changed places (the optimal string
 * alignment distance), all columns of the table at once in the bits of a word: Hyyrö (2003), "A
 * bit-vector algorithm for computing Levenshtein and Damerau edit distances". A name costs as many
 * steps as it has letters.
 *
 * Returns: the faults to the whole of @name
 */
guint
nord_likeness_measure (const NordLikeness *self, const char *name, guint *beginning)
{
  guint64 positive = ~G_GUINT64_CONSTANT (0), negative = 0, zero = 0, last_places = 0;
  guint64 top = self->length > 0 ? G_GUINT64_CONSTANT (1) << (self->length - 1) : 0;
  guint score = self->length, best = self->length;

  if (self->length == 0) {
    guint n = 0;

    while (name[n] != '\0')
      n++;
    if (beginning != NULL)
      *beginning = 0;
    return n;
  }
  for (; *name != '\0'; name++) {
    guint64 places = self->places[(guchar) *name], up, down;

    zero = (((~zero) & places) << 1 & last_places) |
           ((((places & positive) + positive) ^ positive) | places | negative);
    up = negative | ~(zero | positive);
    down = zero & positive;
    if (up & top)
      score++;
    if (down & top)
      score--;
    /* The 1 shifted in: before the first typed letter, each letter of the name costs one. */
    up = (up << 1) | 1;
    down <<= 1;
    positive = down | ~(zero | up);
    negative = up & zero;
    last_places = places;
    best = MIN (best, score);
  }
  if (beginning != NULL)
    *beginning = best;
  return score;
}
