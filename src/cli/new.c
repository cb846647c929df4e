/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli new: makes the file of a workshop. */
#include "config.h"

#include "cli/command.h"
#include "core/store/store.h"

#include <glib/gi18n.h>

static int
run_new (NordCall *call, int argc, char **argv)
{
  g_autofree char *title = NULL;
  const GOptionEntry entries[] = {
    {"title", 't', 0, G_OPTION_ARG_STRING, &title, N_ ("Title of the workshop"), N_ ("TITLE")},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 1, 1, &status))
    return status;
  if (title == NULL || *g_strstrip (title) == '\0')
    return nord_call_misused (call, _ ("Give the workshop a title with --title."));

  g_autoptr (NordStore) store = nord_store_create (call->arguments[0], title, &error);
  if (store == NULL)
    return nord_call_failed (call, error);

  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  nord_call_add_text (json, "file", call->arguments[0]);
  nord_call_add_text (json, "title", title);
  nord_call_add_text (json, "scope", nord_store_get_scope (store));
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  /* Translators: the title of a workshop, then the name of its file. */
  nord_call_say (call, _ ("Made the workshop “%s” in %s."), title, call->arguments[0]);
  nord_store_close (store);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_new = {
  .name = "new",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Make a new workshop"),
  .run = run_new,
};
