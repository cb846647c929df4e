/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Sums over short rows of numbers, four at a time: compilers do not dare that on their own at the
 * optimisation of a package. Rows are padded to whole lanes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_LANES 4
#define NORD_LANES_ROUND_UP(n) (((n) + NORD_LANES - 1) / NORD_LANES * NORD_LANES)

typedef float NordLanes __attribute__ ((vector_size (16), aligned (4), may_alias));

/* @to += @by × @from; @n is a multiple of %NORD_LANES. */
static inline void
nord_lanes_add (float *to, const float *from, float by, guint n)
{
  for (guint j = 0; j < n; j += NORD_LANES)
    *(NordLanes *) (to + j) += by * *(const NordLanes *) (from + j);
}

/* @n is a multiple of %NORD_LANES. */
static inline float
nord_lanes_dot (const float *a, const float *b, guint n)
{
  NordLanes sum = {0};

  for (guint j = 0; j < n; j += NORD_LANES)
    sum += *(const NordLanes *) (a + j) * *(const NordLanes *) (b + j);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

G_END_DECLS
