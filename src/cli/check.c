/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli check: whether a workshop is sound, from the pages to the log. */
#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

static int
run_check (NordCall *call, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  int status;

  if (!nord_call_parse (call, NULL, argc, argv, 1, 1, &status))
    return status;
  g_autoptr (NordStore) store =
    nord_call_open (call, call->arguments[0],
                    NORD_STORE_OPEN_READ_ONLY | NORD_STORE_OPEN_FOR_A_CHECK);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  nord_call_progress (call, _ ("Checking…"), 0, 0);
  g_autoptr (NordCheck) check = nord_store_check (store, call->cancellable, &error);
  if (check == NULL)
    return nord_call_failed (call, error);
  nord_call_end_progress (call);

  json_builder_begin_object (json);
  nord_call_add_boolean (json, "sound", check->faults->len == 0);
  nord_call_add_integer (json, "changes", check->n_changes);
  nord_call_add_integer (json, "records", check->n_records);
  json_builder_set_member_name (json, "faults");
  json_builder_begin_array (json);
  for (guint i = 0; i < check->faults->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (check->faults, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  if (check->faults->len == 0)
    /* Translators: numbers of changes in the log and of records. */
    nord_call_print (call, _ ("Sound: %d changes, %d records."), (int) check->n_changes,
                     (int) check->n_records);
  else
    nord_call_print (call, ngettext ("%u fault:", "%u faults:", check->faults->len),
                     check->faults->len);
  for (guint i = 0; i < check->faults->len; i++)
    nord_call_print (call, "  %s", (const char *) g_ptr_array_index (check->faults, i));
  nord_store_close (store);
  return check->faults->len == 0 ? NORD_EXIT_OK : NORD_EXIT_FAILED;
}

const NordCommand nord_command_check = {
  .name = "check",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Check pages, hashes, chain and replay of a workshop"),
  .run = run_check,
};
