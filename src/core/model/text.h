/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What people type, made safe to keep, to send and to show. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longest text of one field in bytes. A contribution is a few sentences; whoever needs more
 * attaches a medium. */
#define NORD_TEXT_MAX 65536

char *nord_text_clean (const char *text);
gboolean nord_text_is_clean (const char *text, gsize length);

G_END_DECLS
