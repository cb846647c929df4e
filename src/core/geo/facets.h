/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The faces that lines enclose: from edges to rings with their holes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NordFacets NordFacets;

NordFacets *nord_facets_new (void);
void nord_facets_free (NordFacets *self);
/* Positions are whole numbers, so that what meets is the same number. */
void nord_facets_add_edge (NordFacets *self, gint64 ax, gint64 ay, gint64 bx, gint64 by);
/* (transfer full) (element-type GPtrArray): each face an array of rings, the border first; each
 * ring a GArray of gint64 x, y, closed. */
GPtrArray *nord_facets_list (NordFacets *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordFacets, nord_facets_free)

G_END_DECLS
