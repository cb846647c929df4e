/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The entry of the program. */
#include "ui/application.h"
#include "ui/map/place-names.h"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>

int
main (int argc, char *argv[])
{
  const char *localedir = g_getenv ("NORD_LOCALEDIR");
  g_autoptr (NordApplication) application = NULL;
  int status;

  /* The threads that paint, read and search take turns on few processors; an arena of memory for
   * each would only keep holes. */
  mallopt (M_ARENA_MAX, 2);
  setlocale (LC_ALL, "");
  /* A program that is run from where it was built finds its words there. */
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : NORD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* The name of the program's window for the desktop, the same as that of the desktop file. */
  g_set_prgname (NORD_APP_ID);
  g_set_application_name ("Nordwärts");

  application = nord_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  nord_place_names_settle ();
  return status;
}
