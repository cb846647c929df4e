/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli duplicates: ideas that say nearly the same, side by side. */
#include "config.h"

#include "cli/command.h"
#include "core/cluster/duplicate.h"
#include "core/model/idea.h"

#include <glib/gi18n.h>

static void
print_idea (JsonBuilder *json, const char *name, NordRecord *idea)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  nord_call_add_text (json, "id", nord_record_get_id (idea));
  nord_call_add_text (json, "title", nord_record_get_text (idea, NORD_IDEA_TITLE));
  json_builder_end_object (json);
}

static int
run_duplicates (NordCall *call, int argc, char **argv)
{
  double at_least = NORD_DUPLICATE_LIKELY;
  int status;
  const GOptionEntry entries[] = {
    {"at-least", 0, 0, G_OPTION_ARG_DOUBLE, &at_least,
     N_ ("How similar, from 0 to 1, the same (0.5)"), N_ ("SIMILARITY")},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ideas = NULL, texts = NULL;
  g_autoptr (GArray) pairs = NULL;
  g_autoptr (JsonBuilder) json = NULL;

  if (!nord_call_parse (call, entries, argc, argv, 1, 1, &status))
    return status;
  if (!(at_least > 0 && at_least <= 1))
    return nord_call_misused (call, _ ("The similarity is above 0 and at most 1."));
  g_autoptr (NordStore) store =
    nord_call_open (call, call->arguments[0], NORD_STORE_OPEN_READ_ONLY);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  if (ideas == NULL)
    return nord_call_failed (call, error);
  texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < ideas->len; i++) {
    NordRecord *idea = g_ptr_array_index (ideas, i);
    const char *title = nord_record_get_text (idea, NORD_IDEA_TITLE);

    g_ptr_array_add (texts, g_strconcat (title != NULL ? title : "", " ",
                                         nord_record_get_text (idea, NORD_IDEA_BODY), NULL));
  }
  pairs = nord_duplicates_find_pairs ((const char *const *) texts->pdata, texts->len, at_least,
                                      NULL, NULL, NULL);
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "pairs");
  json_builder_begin_array (json);
  for (guint p = 0; p < pairs->len; p++) {
    const NordDuplicatePair *pair = &g_array_index (pairs, NordDuplicatePair, p);
    NordRecord *a = g_ptr_array_index (ideas, pair->a), *b = g_ptr_array_index (ideas, pair->b);
    const char *first = nord_record_get_text (a, NORD_IDEA_TITLE);
    const char *second = nord_record_get_text (b, NORD_IDEA_TITLE);

    json_builder_begin_object (json);
    print_idea (json, "first", a);
    print_idea (json, "second", b);
    json_builder_set_member_name (json, "similarity");
    json_builder_add_double_value (json, pair->similarity);
    json_builder_end_object (json);
    nord_call_print (call, "%3.0f %%  %s | %s", pair->similarity * 100, first != NULL ? first : "",
                     second != NULL ? second : "");
  }
  json_builder_end_array (json);
  nord_call_add_integer (json, "ideas", ideas->len);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  nord_call_say (call, ngettext ("%u pair", "%u pairs", pairs->len), pairs->len);
  nord_store_close (store);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_duplicates = {
  .name = "duplicates",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Show ideas that say nearly the same"),
  .description = N_ ("Nothing is changed; people decide what belongs together."),
  .run = run_duplicates,
};
