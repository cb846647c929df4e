/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What went wrong, said in words that help. */
#include "ui/widgets/trouble.h"

#include "core/store/store.h"
#include "ui/widgets/naming.h"

#include <glib/gi18n.h>

static const char *
describe_store (int code)
{
  switch (code) {
  case NORD_STORE_ERROR_NOT_A_WORKSHOP:
    return _ ("The file is not a Nordwärts workshop.");
  case NORD_STORE_ERROR_DAMAGED:
    return _ ("The file is damaged. What can still be read may be saved into a new file.");
  case NORD_STORE_ERROR_TOO_NEW:
    return _ ("The file was written by a newer version of Nordwärts. Please update the program.");
  case NORD_STORE_ERROR_READ_ONLY:
    return _ ("The file can only be read, not written. Make a copy to go on working.");
  case NORD_STORE_ERROR_IN_USE:
    return _ ("The workshop is open in another window or program. Close it there first.");
  case NORD_STORE_ERROR_EXISTS:
    return _ ("There is already a file of that name. Nothing was overwritten.");
  case NORD_STORE_ERROR_FULL:
    return _ ("The disk is full. Free some space, then try again; what was saved is safe.");
  default:
    return NULL;
  }
}

static const char *
describe_io (int code)
{
  switch (code) {
  case G_IO_ERROR_NOT_FOUND:
    return _ ("The file is not there any more. It may have been moved, or its drive unplugged.");
  case G_IO_ERROR_PERMISSION_DENIED:
    return _ ("You are not allowed to use this file or folder.");
  case G_IO_ERROR_NO_SPACE:
    return _ ("The disk is full. Free some space, then try again; what was saved is safe.");
  case G_IO_ERROR_READ_ONLY:
    return _ ("The drive can only be read. Choose another place.");
  default:
    return NULL;
  }
}

char *
nord_trouble_describe (const GError *error)
{
  const char *words = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == NORD_STORE_ERROR)
    words = describe_store (error->code);
  else if (error->domain == G_IO_ERROR)
    words = describe_io (error->code);
  if (words != NULL)
    return g_strdup (words);
  return g_utf8_make_valid (error->message, -1);
}

void
nord_trouble_show (GtkWindow *parent, const char *heading, const GError *error)
{
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  g_return_if_fail (heading != NULL);
  g_return_if_fail (error != NULL);

  /* Headings and bodies of message dialogs are plain text unless told otherwise. */
  body = nord_trouble_describe (error);
  dialog = adw_message_dialog_new (parent, heading, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  nord_naming_apply (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}
