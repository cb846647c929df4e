/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the pages of a window are chosen: in its header or, where that is too narrow, at its lower
 * edge. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _NordSwitcher NordSwitcher;

/* (transfer none) all three; @none is the child of @header that stands for no room. */
NordSwitcher *nord_switcher_new (AdwSqueezer *header, GtkWidget *none, AdwViewSwitcherBar *bottom);
void nord_switcher_free (NordSwitcher *self);
/* The @width in pixels that the window will have, so that nothing jumps when it comes up. */
void nord_switcher_start_with (NordSwitcher *self, int width);
/* For size_allocate: takes effect after it. */
void nord_switcher_set_width (NordSwitcher *self, int width);

G_END_DECLS
