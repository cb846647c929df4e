/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Codes: as people write them, hashed with a salt, all different, and on paper. */
#include "core/rank/code-sheet.h"
#include "core/rank/code.h"

#include <string.h>

static void
test_written (void)
{
  static const struct {
    const char *written, *code;
  } cases[] = {
    {"7KQM-3XPD", "7KQM-3XPD"}, {"7kqm3xpd", "7KQM-3XPD"}, {" 7k qm - 3x pd\n", "7KQM-3XPD"},
    {"oOiIlL01", "0011-1101"},  {"7KQM-3XP", NULL},        {"7KQM-3XPDD", NULL},
    {"7KQM-3XPU", NULL},        {"7KQM-3XP!", NULL},       {"", NULL},
    {"７KQM3XPD", NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *code = nord_code_normalise (cases[i].written);

    g_assert_cmpstr (code, ==, cases[i].code);
  }
}

static void
test_hash (void)
{
  g_autoptr (GBytes) salt = g_bytes_new_static ("0123456789abcdef", 16);
  g_autoptr (GBytes) other = g_bytes_new_static ("0123456789abcdeg", 16);
  g_autoptr (GBytes) one = nord_code_hash ("7KQM-3XPD", salt);
  g_autoptr (GBytes) same = nord_code_hash ("7kqm3xpd", salt);
  g_autoptr (GBytes) salted = nord_code_hash ("7KQM-3XPD", other);
  g_autoptr (GBytes) next = nord_code_hash ("7KQM-3XPE", salt);
  g_autoptr (GString) hex = g_string_new (NULL);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (one, &length);

  g_assert_true (g_bytes_equal (one, same));
  g_assert_false (g_bytes_equal (one, salted));
  g_assert_false (g_bytes_equal (one, next));
  g_assert_null (nord_code_hash ("7KQM", salt));
  /* What the reference implementation says: argon2 0123456789abcdef -id -t 2 -k 19456 -p 1 -r */
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  g_assert_cmpstr (hex->str, ==,
                   "bda73a01814c33821e00161d25590b23b3b9db9d72bc99c011e9104bac0cf499");
}

static void
on_made (guint done, guint n, gpointer data)
{
  guint *last = data;

  g_assert_cmpuint (done, ==, *last + 1);
  g_assert_cmpuint (n, ==, 40);
  *last = done;
}

static void
test_make (void)
{
  g_autoptr (GBytes) salt = g_bytes_new_static ("0123456789abcdef", 16);
  g_autoptr (GPtrArray) hashes = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  guint last = 0;
  char **codes = nord_code_make (40, salt, on_made, &last, NULL, &hashes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, 40);
  g_assert_cmpuint (hashes->len, ==, 40);
  for (guint i = 0; i < 40; i++) {
    g_autoptr (GBytes) hash = nord_code_hash (codes[i], salt);

    g_assert_true (g_bytes_equal (hash, hashes->pdata[i]));
    g_assert_true (g_hash_table_add (seen, codes[i]));
  }
  g_assert_cmpuint (nord_code_sheet_count_pages (codes), ==, 2);
  pdf = nord_code_sheet_make_pdf (codes, "Fisch & Brot <b>", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
  nord_code_forget (codes);
  g_cancellable_cancel (cancellable);
  g_clear_pointer (&hashes, g_ptr_array_unref);
  g_assert_null (nord_code_make (3, salt, NULL, NULL, cancellable, &hashes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/code/written", test_written);
  g_test_add_func ("/code/hash", test_hash);
  g_test_add_func ("/code/make", test_make);
  return g_test_run ();
}
