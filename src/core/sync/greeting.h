/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a server introduces itself. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *nord_greeting_read (GBytes *body, GError **error);

G_END_DECLS
