/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The frame of a group on the free wall, with its name and menu. */
#pragma once

#include "ui/cluster/group.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_WALL_FRAME (nord_wall_frame_get_type ())
G_DECLARE_FINAL_TYPE (NordWallFrame, nord_wall_frame, NORD, WALL_FRAME, GtkWidget)

GtkWidget *nord_wall_frame_new (NordGroup *group);
NordGroup *nord_wall_frame_get_group (NordWallFrame *self); /* (transfer none) */
void nord_wall_frame_set_target (NordWallFrame *self, gboolean target);

G_END_DECLS
