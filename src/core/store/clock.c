/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the clock of this computer was set while this copy was written: kept beside the changes,
 * said to the server with them (its `hlc_eff`), never a part of them. */
#include "core/store/store-private.h"

#include <string.h>
#include <time.h>

/* Names this run of the system; empty where the kernel tells no name. */
static const char *
get_boot (void)
{
  static char *boot = NULL;

  if (g_once_init_enter (&boot)) {
    char *text = NULL;

    if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &text, NULL, NULL))
      text = g_strdup ("");
    g_once_init_leave (&boot, g_strstrip (text));
  }
  return boot;
}

/**
 * nord_store_note_clock:
 * @self: a store
 * @error: #NORD_STORE_ERROR
 *
 * Notes what the clock says against the time since the start of the system, where that is new.
 */
gboolean
nord_store_note_clock (NordStore *self, GError **error)
{
  struct timespec since;
  g_autofree char *text = NULL;

  if (*get_boot () == '\0' || clock_gettime (CLOCK_BOOTTIME, &since) != 0)
    return TRUE;
  if (self->clock_steps == NULL) {
    text = nord_store_get_setting (self, NORD_STORE_CLOCK_STEPS);
    self->clock_steps = nord_clock_steps_new (text);
    g_clear_pointer (&text, g_free);
  }
  if (!nord_clock_steps_note (self->clock_steps, get_boot (),
                              (gint64) since.tv_sec * 1000 + since.tv_nsec / 1000000,
                              g_get_real_time () / 1000, self->standing.n + 1))
    return TRUE;
  text = nord_clock_steps_write (self->clock_steps);
  if (nord_store_set_setting (self, NORD_STORE_CLOCK_STEPS, text, error))
    return TRUE;
  g_clear_pointer (&self->clock_steps, nord_clock_steps_free);
  return FALSE;
}

/**
 * nord_store_name_clock_moves:
 * @self: a store
 *
 * Returns: (transfer full) (nullable): which changes of this copy's writer were stamped by a clock
 *   that was set since, and by how much, as nord_clock_moves_parse() reads it; NULL for none, and
 *   where it cannot be told
 */
char *
nord_store_name_clock_moves (NordStore *self)
{
  g_return_val_if_fail (NORD_IS_STORE (self), NULL);
  if (self->db == NULL || self->in_step || !nord_store_note_clock (self, NULL) ||
      self->clock_steps == NULL)
    return NULL;
  return nord_clock_steps_name_moves (self->clock_steps);
}
