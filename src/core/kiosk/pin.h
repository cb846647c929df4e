/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The PIN of the staff: kept as an Argon2id hash, and guessed at slowly, whatever becomes of the
 * program meanwhile. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_PIN_DIGITS 6

/* One moment by both clocks. */
typedef struct {
  gint64 monotonic; /* microseconds */
  gint64 wall;      /* seconds since 1970, UTC */
} NordPinTime;

/* All zeros: nobody has tried, and nothing outlives the program. */
typedef struct {
  guint n_failed;      /* in a row */
  gint64 locked_until; /* monotonic microseconds; 0: not locked */
  char *path;          /* (owned) (nullable) where it outlives the program */
} NordPinGuard;

NordPinTime nord_pin_time_now (void);
/* (transfer full) (nullable) the hash to keep; NULL where there is no memory for it. */
char *nord_pin_hash (const char *pin);
gboolean nord_pin_is_valid (const char *pin); /* six digits */
void nord_pin_guard_load (NordPinGuard *guard, const char *path, NordPinTime now);
void nord_pin_guard_clear (NordPinGuard *guard);
gboolean nord_pin_check (NordPinGuard *guard, const char *hash, const char *pin, NordPinTime now);
guint nord_pin_guard_get_wait (const NordPinGuard *guard, NordPinTime now); /* seconds, 0: none */

G_END_DECLS
