/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where cards go on the free wall when nobody has laid them, or when all shall be tidied up. Pure;
 * lengths in pixels of the wall, y downwards. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_WALL_CARD 220 /* a card is this wide */
#define NORD_WALL_GAP 12   /* between cards of a group */
#define NORD_WALL_PAD 16   /* between cards and the frame of their group */
#define NORD_WALL_TITLE 44 /* room for the name of a group above its cards */
#define NORD_WALL_APART 48 /* between groups */

typedef struct {
  double x, y, width, height;
} NordWallBox;

void nord_wall_arrange (const gint32 *groups,
                        const double *heights,
                        guint n,
                        guint n_groups,
                        double *places);
void nord_wall_lay_rest (const gint32 *groups,
                         const double *heights,
                         guint n,
                         guint n_groups,
                         gboolean *laid,
                         double *places);
/* The frame of a group around its cards that are laid and not left out; FALSE: there is none. */
gboolean nord_wall_frame (const gint32 *groups,
                          const double *heights,
                          const double *places,
                          const gboolean *counts,
                          guint n,
                          gint32 group,
                          NordWallBox *frame);

G_END_DECLS
