/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where an idea lies, in words. The names of streets and places are read in a thread when the
 * first place is described; "changed" tells that there are more words now. */
#pragma once

#include "core/geo/shape.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define NORD_TYPE_WHEREABOUTS (nord_whereabouts_get_type ())
G_DECLARE_FINAL_TYPE (NordWhereabouts, nord_whereabouts, NORD, WHEREABOUTS, GObject)

NordWhereabouts *nord_whereabouts_new (void);
/* (transfer full) plain text: what is near, the district, and whether it is a point, a line or an
 * area. @district: (nullable) its name. */
char *
nord_whereabouts_describe (NordWhereabouts *self, const NordShape *shape, const char *district);

G_END_DECLS
