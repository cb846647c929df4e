/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Around a table twelve threads paint for four maps, on two processors or four, each as eager as
 * the one that answers a tap. */
#include "ui/map/give-way.h"

#include <errno.h>
#include <sys/resource.h>

#define STEPS 10 /* of niceness, each a fifth less */
#define NICEST 19

static gboolean ordered; /* atomic */

void
nord_give_way_begin (void)
{
  g_atomic_int_set (&ordered, TRUE);
}

/* On Linux a thread has a niceness of its own: setpriority(2), "C library/kernel differences". */
void
nord_give_way (void)
{
  static GPrivate given;
  int before;

  if (!g_atomic_int_get (&ordered) || g_private_get (&given) != NULL)
    return;
  g_private_set (&given, &given);
  errno = 0;
  before = getpriority (PRIO_PROCESS, 0);
  if (errno == 0)
    setpriority (PRIO_PROCESS, 0, MIN (before + STEPS, NICEST));
}
