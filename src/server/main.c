/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The entry of the program. */
#include "config.h"

#include <glib.h>

int
main (int argc, char *argv[])
{
  g_print ("nordwaerts-server %s\n", NORD_VERSION);
  return 0;
}
