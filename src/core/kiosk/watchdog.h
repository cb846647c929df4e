/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A program that hangs looks like one that works; whoever watches over it starts it anew. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint nord_watchdog_begin (void);
void nord_watchdog_leave (void);

G_END_DECLS
