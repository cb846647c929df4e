/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the projector says of a poll about ideas that nobody has let through.
 */
#include "core/rank/keep-back.h"

#include "core/model/idea.h"

#include <locale.h>
#include <string.h>

static NordRecord *
new_idea (const char *id, const char *moderation)
{
  NordRecord *idea = nord_record_new (NORD_NOUN_IDEA, id);
  g_auto (NordValue) value = NORD_VALUE_INIT;

  if (moderation != NULL) {
    nord_value_set_text (&value, moderation);
    nord_record_put (idea, NORD_IDEA_MODERATION, &value);
  }
  return idea;
}

static void
test_words (void)
{
  static const char *const states[] = {"new", "released", "hidden", "redacted", NULL};
  g_autoptr (GListStore) ideas = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (GListStore) none = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (GString) options = g_string_new ("[");
  g_autoptr (NordRecord) poll =
    nord_record_new (NORD_NOUN_POLL, "0193aaaa-0000-7000-8000-0000000000ff");
  g_autoptr (NordPolling) data = NULL;
  g_auto (NordValue) value = NORD_VALUE_INIT;

  for (guint i = 0; i < 7; i++) {
    g_autofree char *id = g_strdup_printf ("0193aaaa-0000-7000-8000-00000000000%u", i);

    /* The last but one was deleted, the last is a group. */
    if (i < 5) {
      g_autoptr (NordRecord) idea = new_idea (id, states[i]);

      g_list_store_append (ideas, idea);
    }
    g_string_append_printf (options, "%s{\"id\":\"%s\",\"label\":\"Zaunkönig %u\",\"noun\":\"%s\"}",
                            i > 0 ? "," : "", id, i, i < 6 ? "idea" : "cluster");
  }
  g_string_append (options, "]");
  nord_value_set_json (&value, options->str);
  nord_record_put (poll, NORD_POLL_OPTIONS, &value);
  data = nord_polling_read (poll, G_LIST_MODEL (none));
  g_assert_cmpuint (data->options->len, ==, 7);
  g_assert_cmpuint (nord_polling_keep_back (data, G_LIST_MODEL (ideas), NULL), ==, 4);
  for (guint i = 0; i < 7; i++) {
    const NordPollOption *option = g_ptr_array_index (data->options, i);
    const gboolean shown = i == 1 || i == 3 || i == 6;

    g_assert_cmpint (strstr (option->label, "Zaunkönig") != NULL, ==, shown);
    g_assert_cmpuint (strlen (option->label), >, 3);
  }
  /* In the language of a station, and then of another. */
  g_assert_cmpuint (nord_polling_keep_back (data, G_LIST_MODEL (ideas), "Not yet"), ==, 4);
  g_assert_cmpuint (nord_polling_keep_back (data, G_LIST_MODEL (ideas), "Daha değil"), ==, 4);
  g_assert_cmpstr (((NordPollOption *) data->options->pdata[2])->label, ==, "3 · Daha değil");
  g_assert_cmpstr (((NordPollOption *) data->options->pdata[3])->label, ==, "Zaunkönig 3");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/rank/keep-back/words", test_words);
  return g_test_run ();
}
