/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Crockford's base 32 (https://www.crockford.com/base32.html) without its check sign, and BLAKE2b
 * (RFC 7693) by libsodium. */
#include "core/kiosk/receipt.h"

#include <sodium.h>
#include <string.h>

#define N_SIGNS 12
#define GROUP 4
#define HASH_BYTES 16

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char *
nord_receipt_new (void)
{
  g_autoptr (GString) code = g_string_new (NULL);
  guint8 bytes[N_SIGNS];

  g_return_val_if_fail (sodium_init () >= 0, NULL);
  randombytes_buf (bytes, sizeof bytes);
  for (guint i = 0; i < N_SIGNS; i++) {
    if (i > 0 && i % GROUP == 0)
      g_string_append_c (code, '-');
    g_string_append_c (code, signs[bytes[i] % 32]);
  }
  sodium_memzero (bytes, sizeof bytes);
  return g_string_free (g_steal_pointer (&code), FALSE);
}

char *
nord_receipt_read (const char *text)
{
  g_autoptr (GString) code = g_string_new (NULL);
  guint n = 0;

  for (const char *at = text ? text : ""; *at != '\0'; at++) {
    char sign = g_ascii_toupper (*at);

    if (sign == '-' || sign == ' ')
      continue;
    sign = sign == 'O' ? '0' : sign == 'I' || sign == 'L' ? '1' : sign;
    if (strchr (signs, sign) == NULL || n == N_SIGNS)
      return NULL;
    if (n > 0 && n % GROUP == 0)
      g_string_append_c (code, '-');
    g_string_append_c (code, sign);
    n++;
  }
  return n == N_SIGNS ? g_string_free (g_steal_pointer (&code), FALSE) : NULL;
}

char *
nord_receipt_hash (const char *text, const char *workshop)
{
  g_autofree char *code = nord_receipt_read (text);
  guint8 hash[HASH_BYTES];
  guint8 key[crypto_generichash_KEYBYTES_MAX];
  char hex[HASH_BYTES * 2 + 1];

  g_return_val_if_fail (workshop != NULL, NULL);
  if (code == NULL || sodium_init () < 0)
    return NULL;
  /* A key of any length becomes one of the length that BLAKE2b takes. */
  crypto_generichash (key, sizeof key, (const guint8 *) workshop, strlen (workshop), NULL, 0);
  crypto_generichash (hash, sizeof hash, (const guint8 *) code, strlen (code), key, sizeof key);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, hash, sizeof hash));
}
