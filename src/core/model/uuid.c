/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* RFC 9562 identifiers. GLib 2.74 makes version 4 only, one system call each. */
#include "core/model/uuid.h"

#include <sodium.h>
#include <string.h>

static const char hex_digits[] = "0123456789abcdef";

static GMutex mutex;           /* guards what follows */
static guint8 pool[4096];      /* random bytes not used yet */
static gsize pool_left = 0;    /* how many, at the end of pool */
static gint64 last_ms = 0;     /* time of the last v7 */
static guint last_counter = 0; /* its 12 bits of counter */

/* Called with the mutex held. */
static void
take_random (guint8 *to, gsize n)
{
  if (pool_left < n) {
    if (sodium_init () < 0)
      g_error ("libsodium cannot start");
    randombytes_buf (pool, sizeof pool);
    pool_left = sizeof pool;
  }
  memcpy (to, pool + sizeof pool - pool_left, n);
  memset (pool + sizeof pool - pool_left, 0, n);
  pool_left -= n;
}

static char *
format (const guint8 bytes[16])
{
  char *text = g_malloc (NORD_UUID_LENGTH + 1), *p = text;

  for (int i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      *p++ = '-';
    *p++ = hex_digits[bytes[i] >> 4];
    *p++ = hex_digits[bytes[i] & 15];
  }
  *p = 0;
  return text;
}

/**
 * nord_uuid_new_v7:
 *
 * A UUID whose first 48 bits are milliseconds since 1970. Within a process later calls give larger
 * ids, also where the wall clock steps back (RFC 9562, section 6.2, method 1: the 12 bits of rand_a
 * are a counter that starts at a random value below 2048 each millisecond).
 *
 * Returns: (transfer full): 36 characters, lower case
 */
char *
nord_uuid_new_v7 (void)
{
  guint8 bytes[16];
  gint64 ms = g_get_real_time () / 1000;

  g_mutex_lock (&mutex);
  if (ms > last_ms) {
    take_random (bytes, 2);
    last_ms = ms;
    last_counter = (bytes[0] << 8 | bytes[1]) & 0x7ff;
  } else if (++last_counter > 0xfff) {
    last_ms++;
    last_counter = 0;
  }
  ms = last_ms;
  for (int i = 0; i < 6; i++)
    bytes[i] = ms >> (40 - 8 * i);
  bytes[6] = 0x70 | last_counter >> 8;
  bytes[7] = last_counter;
  take_random (bytes + 8, 8);
  g_mutex_unlock (&mutex);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return format (bytes);
}

/**
 * nord_uuid_new_v4:
 *
 * Returns: (transfer full): a random UUID that tells nothing about when it was made
 */
char *
nord_uuid_new_v4 (void)
{
  guint8 bytes[16];

  g_mutex_lock (&mutex);
  take_random (bytes, 16);
  g_mutex_unlock (&mutex);
  bytes[6] = 0x40 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return format (bytes);
}

/**
 * nord_uuid_is_valid:
 * @text: (nullable): a text
 *
 * Returns: TRUE for 36 characters in the lower-case form that this program writes, any version
 */
gboolean
nord_uuid_is_valid (const char *text)
{
  /* Without a branch a digit: every row that is read comes by here. */
  guint wrong = 0;

  if (text == NULL || strnlen (text, NORD_UUID_LENGTH + 1) != NORD_UUID_LENGTH)
    return FALSE;
  for (int i = 0; i < NORD_UUID_LENGTH; i++) {
    const guint c = (guchar) text[i];

    if (i == 8 || i == 13 || i == 18 || i == 23)
      wrong |= c != '-';
    else
      wrong |= (c - '0' > 9) & (c - 'a' > 5);
  }
  return wrong == 0;
}
