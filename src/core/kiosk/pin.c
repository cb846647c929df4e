/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Argon2id by libsodium, with the cost of an interactive login. */
#include "core/kiosk/pin.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define FREE_TRIES 5
#define FIRST_WAIT 60    /* seconds */
#define MOST_DOUBLING 6  /* about an hour */
#define MOST_FAILED 1000 /* that are counted of an earlier run */

gboolean
nord_pin_is_valid (const char *pin)
{
  return pin != NULL && strlen (pin) == NORD_PIN_DIGITS &&
         strspn (pin, "0123456789") == NORD_PIN_DIGITS;
}

char *
nord_pin_hash (const char *pin)
{
  char hash[crypto_pwhash_STRBYTES];

  g_return_val_if_fail (nord_pin_is_valid (pin), NULL);
  if (sodium_init () < 0 ||
      crypto_pwhash_str_alg (hash, pin, strlen (pin), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return NULL;
  return g_strdup (hash);
}

/* --- What outlives the program ------------------------------------------------------------------
 * One line: "pin-guard 1 FAILED LOCKED WAIT", where FAILED counts wrong ones in a row, LOCKED is
 * the second of the clock at which it was locked, and WAIT the seconds from then on; 0 0: not
 * locked.
 */

static guint
get_pause (guint n_failed)
{
  return n_failed < FREE_TRIES
           ? 0
           : (guint) FIRST_WAIT << MIN (n_failed - FREE_TRIES, (guint) MOST_DOUBLING);
}

/* Whatever the disk says to it: while the program runs, the guard counts anyway. */
static void
keep (const NordPinGuard *guard, NordPinTime now)
{
  const guint wait = nord_pin_guard_get_wait (guard, now);
  g_autofree char *text = NULL, *folder = NULL;

  if (guard->path == NULL)
    return;
  if (guard->n_failed == 0) {
    g_unlink (guard->path);
    return;
  }
  folder = g_path_get_dirname (guard->path);
  g_mkdir_with_parents (folder, 0700);
  text = g_strdup_printf ("pin-guard 1 %u %" G_GINT64_FORMAT " %u\n", guard->n_failed,
                          wait > 0 ? now.wall : 0, wait);
  g_file_set_contents_full (guard->path, text, -1,
                            G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                            NULL);
}

static gboolean
read_guard (const char *text, guint *n_failed, gint64 *locked, guint *wait)
{
  return sscanf (text, "pin-guard 1 %u %" G_GINT64_FORMAT " %u", n_failed, locked, wait) == 3;
}

/**
 * nord_pin_guard_load:
 * @guard: all zeros
 * @path: a file, which need not be there
 * @now: when this is
 *
 * Goes on counting where an earlier run of the program was, and keeps there what comes.
 *
 * A clock that was set back, as by a computer without a battery, makes nobody wait longer than the
 * whole pause, and lets nobody in before it is over; a file that cannot be read counts as a door
 * that was locked just now for the first time.
 */
void
nord_pin_guard_load (NordPinGuard *guard, const char *path, NordPinTime now)
{
  g_autofree char *text = NULL;
  guint n_failed, wait;
  gint64 locked, passed;

  g_return_if_fail (guard != NULL && guard->path == NULL && path != NULL);
  guard->path = g_strdup (path);
  if (!g_file_get_contents (path, &text, NULL, NULL) && !g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  if (text == NULL || !read_guard (text, &n_failed, &locked, &wait)) {
    n_failed = FREE_TRIES;
    locked = now.wall;
    wait = FIRST_WAIT;
  }
  guard->n_failed = MIN (n_failed, MOST_FAILED);
  wait = MIN (wait, get_pause (guard->n_failed));
  passed = MAX (now.wall - MAX (locked, 0), 0);
  if (passed >= wait)
    return;
  guard->locked_until = now.monotonic + (wait - passed) * G_USEC_PER_SEC;
  /* By the clock as it goes now. */
  keep (guard, now);
}

void
nord_pin_guard_clear (NordPinGuard *guard)
{
  g_clear_pointer (&guard->path, g_free);
  *guard = (NordPinGuard){0};
}

NordPinTime
nord_pin_time_now (void)
{
  return (NordPinTime){g_get_monotonic_time (), g_get_real_time () / G_USEC_PER_SEC};
}

guint
nord_pin_guard_get_wait (const NordPinGuard *guard, NordPinTime now)
{
  return guard->locked_until > now.monotonic
           ? (guint) ((guard->locked_until - now.monotonic + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC)
           : 0;
}

/**
 * nord_pin_check:
 * @guard: what was tried before
 * @hash: (nullable): of the right one
 * @pin: what is tried
 * @now: when
 *
 * Five wrong ones lock for a minute, each further one for twice as long; while locked nothing is
 * looked at and FALSE comes back. A try is kept before it is looked at, so that whoever ends the
 * program in between has had it.
 *
 * Returns: whether it is the right one
 */
gboolean
nord_pin_check (NordPinGuard *guard, const char *hash, const char *pin, NordPinTime now)
{
  if (nord_pin_guard_get_wait (guard, now) > 0)
    return FALSE;
  guard->n_failed++;
  if (guard->n_failed >= FREE_TRIES)
    guard->locked_until = now.monotonic + (gint64) get_pause (guard->n_failed) * G_USEC_PER_SEC;
  keep (guard, now);
  if (sodium_init () < 0 || !nord_pin_is_valid (pin) || hash == NULL ||
      crypto_pwhash_str_verify (hash, pin, strlen (pin)) != 0)
    return FALSE;
  guard->n_failed = 0;
  guard->locked_until = 0;
  keep (guard, now);
  return TRUE;
}
