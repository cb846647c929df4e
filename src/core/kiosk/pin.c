/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Argon2id by libsodium, with the cost of an interactive login. */
#include "core/kiosk/pin.h"

#include <sodium.h>
#include <string.h>

#define FREE_TRIES 5
#define FIRST_WAIT 60   /* seconds */
#define MOST_DOUBLING 6 /* about an hour */

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

guint
nord_pin_guard_get_wait (const NordPinGuard *guard, gint64 now)
{
  return guard->locked_until > now
           ? (guint) ((guard->locked_until - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC)
           : 0;
}

gboolean
nord_pin_check (NordPinGuard *guard, const char *hash, const char *pin, gint64 now)
{
  if (nord_pin_guard_get_wait (guard, now) > 0)
    return FALSE;
  if (sodium_init () >= 0 && nord_pin_is_valid (pin) && hash != NULL &&
      crypto_pwhash_str_verify (hash, pin, strlen (pin)) == 0) {
    *guard = (NordPinGuard){0, 0};
    return TRUE;
  }
  guard->n_failed++;
  if (guard->n_failed >= FREE_TRIES) {
    const guint doubling = MIN (guard->n_failed - FREE_TRIES, MOST_DOUBLING);

    guard->locked_until = now + ((gint64) FIRST_WAIT << doubling) * G_USEC_PER_SEC;
  }
  return FALSE;
}
