/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which signs would cover each other at one scale of the map, and so share a bubble. Nothing to do
 * with the groups that people make. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double x, y;                     /* middle, units of nord_mercator_project () */
  double west, north, east, south; /* of its members, likewise */
  guint first;                     /* member; the others by `next` */
  guint count;
} NordIdeaGroup;

typedef struct {
  GArray *groups; /* (owned) (element-type NordIdeaGroup) */
  guint *next;    /* (owned) for each member the next of its group, G_MAXUINT after the last */
} NordIdeaGroups;

/* @xy: positions, units; @wanted: indices of those that take part; @radius: units. */
NordIdeaGroups *nord_idea_groups_new (const double *xy,
                                      guint n,
                                      const guint *wanted,
                                      guint n_wanted,
                                      double radius);
void nord_idea_groups_free (NordIdeaGroups *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordIdeaGroups, nord_idea_groups_free)

G_END_DECLS
