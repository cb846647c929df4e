/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Templates of polls: kept, read back, and spoilt ones left out. */
#include "core/rank/poll-template.h"

#include "core/rank/polling.h"

static void
test_templates (void)
{
  g_autoptr (NordRecord) poll = nord_record_new (NORD_NOUN_POLL, NULL);
  g_autoptr (NordPollTemplate) kept = NULL;
  g_autofree char *once = NULL, *twice = NULL;
  g_autoptr (GPtrArray) list = nord_poll_template_list (NULL), own = NULL, bad = NULL;
  const guint n_ours = list->len;
  const NordPollTemplate *last;
  static const char *const broken[] = {"",
                                       "[",
                                       "{}",
                                       "[1,null,{}]",
                                       "[{\"name\":1,\"method\":\"dots\"}]",
                                       "[{\"name\":\"x\",\"method\":\"laut\"}]"};

  g_assert_cmpuint (n_ours, >=, 3);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_clear_pointer (&bad, g_ptr_array_unref);
    bad = nord_poll_template_list (broken[i]);
    g_assert_cmpuint (bad->len, ==, n_ours);
  }
  nord_record_put (poll, NORD_POLL_METHOD,
                   &(NordValue){.kind = NORD_VALUE_TEXT, .text = (char *) "budget"});
  nord_record_put (poll, NORD_POLL_RULE,
                   &(NordValue){.kind = NORD_VALUE_TEXT, .text = (char *) "phragmen"});
  nord_record_put (poll, NORD_POLL_BUDGET,
                   &(NordValue){.kind = NORD_VALUE_INTEGER, .integer = 12000});
  kept = nord_poll_template_from_poll (poll, "Unser „Topf“ \"2026\"");
  once = nord_poll_template_keep (NULL, kept);
  twice = nord_poll_template_keep (once, kept);
  g_assert_cmpstr (once, ==, twice);
  own = nord_poll_template_list (twice);
  g_assert_cmpuint (own->len, ==, n_ours + 1);
  last = own->pdata[n_ours];
  g_assert_cmpstr (last->name, ==, "Unser „Topf“ \"2026\"");
  g_assert_cmpint (last->method, ==, NORD_METHOD_BUDGET);
  g_assert_cmpint (last->budget, ==, 12000);
  g_assert_cmpstr (last->rule, ==, "phragmen");
  {
    static const NordPollOption options[] = {{(char *) "a", (char *) "idea", (char *) "A", 5}};
    const NordPollDraft draft = {.title = "Was?",
                                 .method = NORD_METHOD_DOTS,
                                 .options = options,
                                 .n_options = 1,
                                 .dots = 5,
                                 .cap = 2};
    g_autoptr (NordChangeSet) set = nord_polling_create (&draft);
    const NordChange *first, *second;

    nord_poll_template_add_second (set);
    g_assert_cmpuint (set->changes->len, ==, 2);
    first = set->changes->pdata[0];
    second = set->changes->pdata[1];
    g_assert_cmpuint (second->edits->len, ==, first->edits->len + 1);
    g_assert_cmpstr (g_array_index (second->edits, NordEdit, second->edits->len - 1).after.text, ==,
                     first->target);
  }
}

/* Changed and taken away by name; no two have the same one, and no more are kept than are read. */
static void
test_shelf (void)
{
  NordPollTemplate one = {.name = (char *) "A", .method = NORD_METHOD_DOTS, .dots = 3, .cap = 1};
  g_autofree char *a = nord_poll_template_keep (NULL, &one), *both = NULL, *changed = NULL,
                  *less = NULL, *full = NULL;
  g_autoptr (GPtrArray) list = NULL, many = NULL;

  one.name = (char *) "B";
  both = nord_poll_template_keep (a, &one);
  g_assert_null (nord_poll_template_drop (both, "C"));
  g_assert_null (nord_poll_template_drop (NULL, "A"));
  /* The name of another one. */
  g_assert_null (nord_poll_template_replace (both, "A", &one));
  one.name = (char *) "C";
  one.dots = 7;
  g_assert_null (nord_poll_template_replace (both, "X", &one));
  changed = nord_poll_template_replace (both, "A", &one);
  list = nord_poll_template_list_own (changed);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((NordPollTemplate *) list->pdata[0])->name, ==, "C");
  g_assert_cmpuint (((NordPollTemplate *) list->pdata[0])->dots, ==, 7);
  g_assert_cmpstr (((NordPollTemplate *) list->pdata[1])->name, ==, "B");
  less = nord_poll_template_drop (both, "B");
  g_assert_cmpstr (less, ==, a);
  for (guint i = 0; i < 60; i++) {
    g_autofree char *name = g_strdup_printf ("N%u", i), *before = g_steal_pointer (&full);

    one.name = name;
    full = nord_poll_template_keep (before, &one);
  }
  many = nord_poll_template_list_own (full);
  g_assert_cmpuint (many->len, ==, 50);
  g_assert_cmpstr (((NordPollTemplate *) many->pdata[49])->name, ==, "N59");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/poll-template/kept", test_templates);
  g_test_add_func ("/poll-template/shelf", test_shelf);
  return g_test_run ();
}
