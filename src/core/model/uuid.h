/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Identifiers: UUIDv7 (RFC 9562) for everything, UUIDv4 for ballots, whose order must not show. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_UUID_LENGTH 36

char *nord_uuid_new_v7 (void); /* monotonic within the process */
char *nord_uuid_new_v4 (void);
gboolean nord_uuid_is_valid (const char *text);

G_END_DECLS
