/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture of the map with ideas on it, made without a screen. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @ideas: (element-type NordRecord). Degrees; zoom of 512 px tiles; 1100 by 720 pixels. */
gboolean nord_tour_picture_write (const char *path,
                                  double lon,
                                  double lat,
                                  double zoom,
                                  const GPtrArray *ideas,
                                  GError **error);

G_END_DECLS
