/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Keeps or looks up one access key and says where it is: for the test of keyrings. */
#include "core/sync/token.h"

#include <string.h>

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

int
main (int argc, char *argv[])
{
  static const char *const places[] = {
    [NORD_TOKEN_NOWHERE] = "nowhere",
    [NORD_TOKEN_KEYRING] = "keyring",
    [NORD_TOKEN_FILE] = "file",
    [NORD_TOKEN_FILE_BESIDE] = "beside",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  NordTokenPlace place;

  if (argc == 4 && strcmp (argv[1], "save") == 0)
    nord_token_save_async (argv[2], argv[3], NULL, on_done, &result);
  else if (argc == 3 && strcmp (argv[1], "load") == 0)
    nord_token_load_async (argv[2], NULL, on_done, &result);
  else
    return 2;
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (argc == 4) {
    if (!nord_token_save_finish (result, &place, &error)) {
      g_printerr ("%s\n", error->message);
      return 1;
    }
    g_print ("%s\n", places[place]);
  } else {
    g_autofree char *token = nord_token_load_finish (result, &place);

    g_print ("%s%s%s\n", places[place], token != NULL ? " " : "", token != NULL ? token : "");
  }
  return 0;
}
