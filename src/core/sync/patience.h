/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How long to wait after trouble, and when to leave it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint tries;    /* how often trouble is borne without any progress between */
  guint pause;    /* the longest pause of our own, in seconds */
  guint troubles; /* since the last progress */
} NordPatience;

/* FALSE: leave it. @asked: seconds the server asked to wait. @wait_ms: what to wait. */
gboolean nord_patience_bear (NordPatience *self, const GError *error, guint asked, guint *wait_ms);

G_END_DECLS
