/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* 40 random bits in Crockford's base 32, which has no I, L, O and U, kept as an Argon2id hash. */
#include "core/rank/code.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define N_LETTERS 8
#define HASH_BYTES 32

/* 19 MiB and two passes: the least that OWASP's Password Storage Cheat Sheet gives for Argon2id.
 * The salt is one for the workshop, so a code is found by one hash and not by one a code; trying
 * out all 2^40 codes would take about 700 years of one processor. */
#define PASSES 2
#define MEMORY (19 * 1024 * 1024)

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char *
nord_code_normalise (const char *text)
{
  char code[N_LETTERS + 2];
  guint n = 0;

  g_return_val_if_fail (text != NULL, NULL);
  for (const char *c = text; *c != '\0'; c++) {
    char letter = g_ascii_toupper (*c);

    if (g_ascii_isspace (letter) || letter == '-')
      continue;
    /* As people read them: Crockford, "Base 32 Encoding". */
    if (letter == 'O')
      letter = '0';
    else if (letter == 'I' || letter == 'L')
      letter = '1';
    if (strchr (letters, letter) == NULL || n == N_LETTERS)
      return NULL;
    code[n + (n >= N_LETTERS / 2)] = letter;
    n++;
  }
  if (n != N_LETTERS)
    return NULL;
  code[N_LETTERS / 2] = '-';
  code[N_LETTERS + 1] = '\0';
  return g_strdup (code);
}

GBytes *
nord_code_hash (const char *code, GBytes *salt)
{
  g_autofree char *normal = nord_code_normalise (code);
  guint8 hash[HASH_BYTES];
  GBytes *kept = NULL;

  g_return_val_if_fail (g_bytes_get_size (salt) == crypto_pwhash_SALTBYTES, NULL);
  if (normal == NULL || sodium_init () < 0)
    return NULL;
  if (crypto_pwhash (hash, sizeof hash, normal, strlen (normal), g_bytes_get_data (salt, NULL),
                     PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0)
    kept = g_bytes_new (hash, sizeof hash);
  sodium_memzero (normal, strlen (normal));
  return kept;
}

GBytes *
nord_code_prove (const char *code, GBytes *salt)
{
  static const char about[] = "nordwaerts ballot token";
  guint8 other[crypto_pwhash_SALTBYTES];
  g_autoptr (GBytes) salt_of_token = NULL, hash = NULL, token = NULL;
  GByteArray *both;

  g_return_val_if_fail (g_bytes_get_size (salt) == crypto_pwhash_SALTBYTES, NULL);
  hash = nord_code_hash (code, salt);
  if (hash == NULL)
    return NULL;
  /* Another salt: from what the file keeps of the code, this cannot be worked out. */
  crypto_generichash (other, sizeof other, (const guint8 *) about, sizeof about,
                      g_bytes_get_data (salt, NULL), g_bytes_get_size (salt));
  salt_of_token = g_bytes_new (other, sizeof other);
  token = nord_code_hash (code, salt_of_token);
  if (token == NULL)
    return NULL;
  both = g_byte_array_new ();
  g_byte_array_append (both, g_bytes_get_data (hash, NULL), HASH_BYTES);
  g_byte_array_append (both, g_bytes_get_data (token, NULL), HASH_BYTES);
  return g_byte_array_free_to_bytes (both);
}

static char *
new_code (void)
{
  char code[N_LETTERS + 1] = "";

  for (guint i = 0; i < N_LETTERS; i++)
    code[i] = letters[randombytes_uniform (sizeof letters - 1)];
  return nord_code_normalise (code);
}

/**
 * nord_code_make:
 * @n: how many, at most %NORD_CODE_MOST
 * @salt: of the workshop, see nord_store_read_code_salt()
 * @progress: (nullable): told after each, a hash takes some 20 ms
 * @data: for @progress
 * @cancellable: (nullable): stops it
 * @hashes: (out): what is kept of them
 * @error: why there are none
 *
 * Returns: (transfer full) (nullable): the codes, to be printed and then given to
 *   nord_code_forget()
 */
char **
nord_code_make (guint n,
                GBytes *salt,
                NordCodeProgress progress,
                gpointer data,
                GCancellable *cancellable,
                GPtrArray **hashes,
                GError **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  char **codes;

  g_return_val_if_fail (n > 0 && n <= NORD_CODE_MOST, NULL);
  if (sodium_init () < 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("There are no random numbers"));
    return NULL;
  }
  codes = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++) {
    GBytes *hash;

    do {
      g_free (codes[i]);
      codes[i] = new_code ();
    } while (!g_hash_table_add (seen, codes[i]));
    hash = nord_code_hash (codes[i], salt);
    if (hash == NULL)
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("There is not enough memory to make codes"));
    else
      g_ptr_array_add (kept, hash);
    if (hash == NULL || g_cancellable_set_error_if_cancelled (cancellable, error)) {
      nord_code_forget (codes);
      return NULL;
    }
    if (progress != NULL)
      progress (i + 1, n, data);
  }
  *hashes = g_steal_pointer (&kept);
  return codes;
}

void
nord_code_forget (char **codes)
{
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    sodium_memzero (codes[i], strlen (codes[i]));
  g_strfreev (codes);
}
