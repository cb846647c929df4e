/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Arrow keys, those of the number pad too. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether @key is one; @dx and @dy: one step on the screen, to the right and down. */
static inline gboolean
nord_arrow_key_read (guint key, int *dx, int *dy)
{
  *dx = (key == GDK_KEY_Right || key == GDK_KEY_KP_Right) -
        (key == GDK_KEY_Left || key == GDK_KEY_KP_Left);
  *dy =
    (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) - (key == GDK_KEY_Up || key == GDK_KEY_KP_Up);
  return *dx != 0 || *dy != 0;
}

G_END_DECLS
