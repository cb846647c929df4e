/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shows how a group came about. */
#pragma once

#include "core/store/store.h"

#include <adwaita.h>

G_BEGIN_DECLS

void nord_trail_window_show (GtkWindow *parent, const char *title, GPtrArray *steps);

G_END_DECLS
