/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The quick reader of changes against the one by way of a tree: where it says yes, both must have
 * read the same; and it must say yes to what this program writes, or it is of no use. */
#include "play.h"

#include "core/store/store-private.h"

static void
assert_same (const NordOp *a, const NordOp *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->device, ==, b->device);
  g_assert_cmpstr (a->target, ==, b->target);
  g_assert_cmpstr (a->type, ==, b->type);
  g_assert_cmpstr (a->scope, ==, b->scope);
  g_assert_cmpstr (a->prev, ==, b->prev);
  g_assert_cmpstr (a->hlc_text, ==, b->hlc_text);
  g_assert_cmpint (a->n, ==, b->n);
  g_assert_cmpint (a->hlc.ms, ==, b->hlc.ms);
  g_assert_cmpint (a->hlc.counter, ==, b->hlc.counter);
  g_assert_true (a->noun == b->noun);
  g_assert_cmpuint (a->edits->len, ==, b->edits->len);
  for (guint i = 0; i < a->edits->len; i++) {
    const NordOpEdit *x = &g_array_index (a->edits, NordOpEdit, i);
    const NordOpEdit *y = &g_array_index (b->edits, NordOpEdit, i);

    g_assert_cmpstr (x->name, ==, y->name);
    g_assert_cmpint (x->field, ==, y->field);
    g_assert_true (nord_value_equal (&x->value, &y->value));
    g_assert_cmpstr (x->base, ==, y->base);
    g_assert_cmpint (x->reviving, ==, y->reviving);
    g_assert_cmpstr (x->revived, ==, y->revived);
  }
  g_assert_cmpint (a->seen != NULL, ==, b->seen != NULL);
  if (a->seen == NULL)
    return;
  g_assert_cmpuint (a->seen->len, ==, b->seen->len);
  for (guint i = 0; i < a->seen->len; i++)
    g_assert_cmpstr (a->seen->pdata[i], ==, b->seen->pdata[i]);
}

/* Returns whether the quick reader took the line; a line that lies in memory of just its size lets
 * the sanitizer see a step beyond it. */
static gboolean
try_line (const char *text, gsize length)
{
  g_autofree char *line = g_memdup2 (text, MAX (length, 1));
  g_autoptr (NordOp) quick = nord_op_new ();
  g_autoptr (NordOp) slow = nord_op_new ();
  g_autoptr (GError) error = NULL;

  if (!nord_op_scan (quick, line, length))
    return FALSE;
  if (!nord_op_read (slow, line, length, &error))
    g_error ("only the quick reader takes %.*s: %s", (int) length, line, error->message);
  assert_same (quick, slow);
  return TRUE;
}

static GPtrArray *
play_lines (GRand *rand, guint steps)
{
  g_autofree char *path = play_path ("op.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Zeilen", &error);
  g_autoptr (GPtrArray) dead = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *lines;
  gint64 last;

  g_assert_no_error (error);
  for (guint i = 0; i < steps; i++)
    play_step (store, rand, dead);
  lines = nord_store_read_lines (store, 0, 100000, &last, &error);
  g_assert_no_error (error);
  nord_store_close (store);
  return lines;
}

static void
test_own_lines (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autoptr (GPtrArray) lines = play_lines (rand, play_volume (600, 6000));

  g_assert_cmpuint (lines->len, >, 300); /* chance leaves some hundred */
  for (guint i = 0; i < lines->len; i++)
    if (!try_line (lines->pdata[i], strlen (lines->pdata[i])))
      g_error ("the quick reader does not take %s", (const char *) lines->pdata[i]);
}

static void
test_altered_lines (void)
{
  static const char *const pieces[] = {
    "\"",
    "\\",
    "\\u001f",
    "\\u0041",
    "\\n",
    "\\/",
    ",",
    "}",
    "{",
    "[",
    "]",
    "0",
    "-0",
    "1.50",
    "1e3",
    "9e9",
    "null",
    " ",
    "\t",
    "\n",
    "*",
    "Ü",
    "\xc3",
    "\xff",
    "re",
    "set",
    "\"a\":1",
    "+",
    "\\ud800",
    "true",
    "e",
    "1.5",
    "7.1e-7",
    "4503599627370497.5",
    "\"_deleted\":true,",
    "\"z\":null,",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autoptr (GPtrArray) lines = play_lines (rand, 120);
  guint taken = 0, rounds = play_volume (60000, 1000000);

  for (guint i = 0; i < rounds; i++) {
    const char *line = lines->pdata[g_rand_int_range (rand, 0, (gint32) lines->len)];
    g_autoptr (GString) text = g_string_new (line);

    if (text->len > 3000)
      continue;
    for (int n = g_rand_int_range (rand, 1, 4); n > 0 && text->len > 0; n--) {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
      gsize some = (gsize) g_rand_int_range (rand, 1, 9);

      switch (g_rand_int_range (rand, 0, 5)) {
      case 0:
        g_string_erase (text, (gssize) at, (gssize) MIN (some, text->len - at));
        break;
      case 1:
        g_string_insert (text, (gssize) at,
                         pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
        break;
      case 2:
        text->str[at] = (char) g_rand_int_range (rand, 0, 256);
        break;
      case 3:
        text->str[at] = g_rand_boolean (rand) ? '0' : 'b';
        break;
      default:
        g_string_truncate (text, at);
      }
    }
    taken += try_line (text->str, text->len);
  }
  /* Some alterations leave a sound line: a letter of a word, a digit of a place. */
  g_assert_cmpuint (taken, >, rounds / 1000);
}

static void
test_forms (void)
{
  static const char head[] =
    "{\"base\":{},\"dev\":\"0193b3d2-1111-7000-8000-00000000000d\","
    "\"doc\":\"0193b3d2-1111-7000-8000-00000000000e\","
    "\"hlc\":\"0193b3d21111-0000-0193b3d2-1111-7000-8000-00000000000d\","
    "\"id\":\"0193b3d2-1111-7000-8000-00000000000f\",\"n\":1,\"prev\":null,"
    "\"scope\":\"0193b3d2-1111-7000-8000-000000000001\",\"set\":{";
  static const struct {
    const char *set, *type;
    gboolean quick;
  } forms[] = {
    {"\"title\":\"a\"", "idea", TRUE},
    {"\"title\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\"", "idea", TRUE},
    {"\"title\":\"\\u000a\"", "idea", FALSE},
    {"\"title\":\"\\u001F\"", "idea", FALSE},
    {"\"title\":\"\\u0000\"", "idea", FALSE},
    {"\"title\":\"\\u00e4\"", "idea", FALSE},
    {"\"title\":\"\\", "idea", FALSE},
    {"\"title\":\"\\u00", "idea", FALSE},
    {"\"title\":\"a\",\"title\":\"b\"", "idea", FALSE},
    {"\"title\":\"a\",\"body\":\"b\"", "idea", FALSE},
    {"\"station\":7", "idea", TRUE},
    {"\"station\":9007199254740992", "idea", TRUE},
    {"\"station\":9007199254740993", "idea", FALSE},
    {"\"station\":-0", "idea", FALSE},
    {"\"station\":07", "idea", FALSE},
    {"\"station\":7.0", "idea", FALSE},
    {"\"station\":\"7\"", "idea", FALSE},
    {"\"position\":1.5", "cluster", TRUE},
    {"\"position\":1.50", "cluster", FALSE},
    {"\"position\":0.1", "cluster", TRUE},
    {"\"position\":1e400", "cluster", FALSE},
    {"\"options\":[{\"a\":[1,\"]\"]}]", "poll", TRUE},
    {"\"options\":[{\"b\":1,\"a\":1}]", "poll", FALSE},
    {"\"options\":[", "poll", FALSE},
    {"\"options\":[\"\\", "poll", FALSE},
    {"\"shape\":{\"coordinates\":[7.4650000,51.5],\"type\":\"Point\"}", "idea", FALSE},
    {"\"shape\":{\"coordinates\":[7.465,51.5],\"type\":\"Point\"}", "idea", TRUE},
    {"\"shape\":{\"coordinates\":[7.46500001,51.5],\"type\":\"Point\"}", "idea", FALSE},
    {"\"shape\":{\"type\":\"Point\",\"coordinates\":[7.465,51.5]}", "idea", FALSE},
    {"\"newer\":1", "idea", FALSE},
    {"\"title\":\"a\"", "newer", FALSE},
    {"", "idea", TRUE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *line =
      g_strdup_printf ("%s%s},\"type\":\"%s\",\"v\":1}", head, forms[i].set, forms[i].type);

    g_test_message ("%s", forms[i].set);
    g_assert_cmpint (try_line (line, strlen (line)), ==, forms[i].quick);
  }
  g_assert_false (try_line ("", 0));
  g_assert_false (try_line ("{}", 2));
  g_assert_false (try_line ("\",\"v\":1}", 8));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/op/own-lines", test_own_lines);
  g_test_add_func ("/store/op/altered-lines", test_altered_lines);
  g_test_add_func ("/store/op/forms", test_forms);
  return g_test_run ();
}
