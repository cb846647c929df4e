/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Lines and rings cut to a strip of the map. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Path p ends before position ends[p]; rings stand without their first position at the end. */
typedef struct {
  GArray *xy;   /* (owned) (element-type double) */
  GArray *ends; /* (owned) (element-type guint) positions, not numbers */
} NordPaths;

NordPaths *nord_paths_new (void);
void nord_paths_clear (NordPaths *self);
void nord_paths_free (NordPaths *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPaths, nord_paths_free)

void nord_paths_add (NordPaths *self, double x, double y);
/* Ends the path; one of fewer than @least positions is left out. */
void nord_paths_end (NordPaths *self, guint least);

/* What of @from lies at @low … @high, on x (@axis 0) or y (1), is appended to @to. A line may
 * become several. Rings stay one each and run along the border of the strip, there and back where
 * it has to be (Sutherland and Hodgman 1974); see nord_mvt_rings_new (). */
void
nord_paths_clip_lines (const NordPaths *from, guint axis, double low, double high, NordPaths *to);
void
nord_paths_clip_rings (const NordPaths *from, guint axis, double low, double high, NordPaths *to);

G_END_DECLS
