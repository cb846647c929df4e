/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Rankings as plain data: each ballot gives candidates places, ties and gaps allowed; and the table
 * of who is preferred to whom by how many. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who is not ranked stands below all who are, tied among themselves. */
#define NORD_UNRANKED G_MAXUINT16

typedef struct {
  guint n_candidates;
  guint n_ballots;
  gint64 n_people; /* sum of weights */
  gint64 *weights; /* (owned) n_ballots: people who voted like this */
  guint16 *places; /* (owned) n_ballots * n_candidates: 1 is best, NORD_UNRANKED is none */
  gint64 *support; /* (owned) n_candidates²: [a * n + b] people who put a before b */
} NordProfile;

NordProfile *nord_profile_new (guint n_candidates);
void nord_profile_add (NordProfile *self, const guint16 *places, gint64 weight);
void nord_profile_free (NordProfile *self);
gboolean nord_profile_is_strict (const NordProfile *self);
/* People who prefer a to b, less those who prefer b to a. */
gint64 nord_profile_get_margin (const NordProfile *self, guint a, guint b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordProfile, nord_profile_free)

G_END_DECLS
