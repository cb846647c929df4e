/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The PIN of the staff: kept as an Argon2id hash, and guessed at slowly. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_PIN_DIGITS 6

typedef struct {
  guint n_failed;      /* in a row */
  gint64 locked_until; /* monotonic microseconds; 0: not locked */
} NordPinGuard;

/* (transfer full) (nullable) the hash to keep; NULL where there is no memory for it. */
char *nord_pin_hash (const char *pin);
gboolean nord_pin_is_valid (const char *pin); /* six digits */
/* Looks at @pin at the time @now. Five wrong ones lock for a minute, each further one for twice as
 * long; while locked nothing is looked at and FALSE comes back. */
gboolean nord_pin_check (NordPinGuard *guard, const char *hash, const char *pin, gint64 now);
guint nord_pin_guard_get_wait (const NordPinGuard *guard, gint64 now); /* seconds, 0: none */

G_END_DECLS
