/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What must be wrong with no request, whoever sends it. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct {
  guint status;       /* 0: nothing found */
  const char *detail; /* (nullable) */
} NordFault;

/* Looks at the first bytes of a connection before HTTP is spoken on it. */
NordFault nord_guard_check_start (const char *bytes, gsize length);
/* Looks at the head of a request before its body is read. */
NordFault nord_guard_check_head (SoupServerMessage *message, goffset max_body);

G_END_DECLS
