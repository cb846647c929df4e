/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli undo and redo: the last step of this copy, back and forth. */
#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>

static int
step (NordCall *call, int argc, char **argv, gboolean back)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (NordChangeSet) changes = NULL;
  g_autofree char *label = NULL;
  int status;

  if (!nord_call_parse (call, NULL, argc, argv, 1, 1, &status))
    return status;
  g_autoptr (NordStore) store = nord_call_open (call, call->arguments[0], NORD_STORE_OPEN_DEFAULT);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  label = g_strdup (back ? nord_store_get_undo_label (store) : nord_store_get_redo_label (store));
  if (label == NULL) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_FAILED,
                         back ? _ ("There is nothing to undo") : _ ("There is nothing to redo"));
    return nord_call_failed (call, error);
  }
  changes = back ? nord_store_undo (store, &error) : nord_store_redo (store, &error);
  if (changes == NULL)
    return nord_call_failed (call, error);
  json_builder_begin_object (json);
  nord_call_add_text (json, "label", label);
  nord_call_add_integer (json, "changes", changes->changes->len);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  /* Translators: %s is the name of a step, like “Import 12 Ideas”. */
  nord_call_say (call, back ? _ ("Undone: %s") : _ ("Done again: %s"), label);
  nord_store_close (store);
  return NORD_EXIT_OK;
}

static int
run_undo (NordCall *call, int argc, char **argv)
{
  return step (call, argc, argv, TRUE);
}

static int
run_redo (NordCall *call, int argc, char **argv)
{
  return step (call, argc, argv, FALSE);
}

const NordCommand nord_command_undo = {
  .name = "undo",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Undo the last step"),
  .run = run_undo,
};

const NordCommand nord_command_redo = {
  .name = "redo",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Do again what was undone"),
  .run = run_redo,
};
