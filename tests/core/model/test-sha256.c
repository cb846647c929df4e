/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* SHA-256: the examples of the standard, and libsodium's word on every length around the blocks. */
#include "core/model/sha256.h"

#include <sodium.h>
#include <string.h>

static void
test_examples (void)
{
  /* FIPS 180-4 and NIST's example values. */
  static const struct {
    const char *text, *hex;
  } examples[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    guint8 digest[NORD_SHA256_BYTES];
    char hex[2 * NORD_SHA256_BYTES + 1];

    nord_sha256 (digest, examples[i].text, strlen (examples[i].text));
    sodium_bin2hex (hex, sizeof hex, digest, sizeof digest);
    g_assert_cmpstr (hex, ==, examples[i].hex);
  }
}

static void
test_nothing (void)
{
  guint8 digest[NORD_SHA256_BYTES], expected[NORD_SHA256_BYTES];

  nord_sha256 (digest, NULL, 0);
  crypto_hash_sha256 (expected, (const guint8 *) "", 0);
  g_assert_cmpmem (digest, sizeof digest, expected, sizeof expected);
}

/* Also from addresses that are not aligned, because changes lie where SQLite put them. */
static void
test_lengths (void)
{
  guint8 text[1100], digest[NORD_SHA256_BYTES], expected[NORD_SHA256_BYTES];

  for (guint i = 0; i < sizeof text; i++)
    text[i] = g_test_rand_int_range (0, 256);
  for (gsize length = 0; length <= 1024; length++) {
    const guint8 *from = text + length % 17;

    nord_sha256 (digest, from, length);
    crypto_hash_sha256 (expected, from, length);
    g_assert_cmpmem (digest, sizeof digest, expected, sizeof expected);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/sha256/examples", test_examples);
  g_test_add_func ("/model/sha256/nothing", test_nothing);
  g_test_add_func ("/model/sha256/lengths", test_lengths);
  return g_test_run ();
}
