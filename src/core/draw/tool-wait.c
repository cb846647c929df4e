/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Taps along streets that were made before the streets were read: they count when these are there,
 * in the order in which they were made. */
#include "core/draw/tool-private.h"

/* The tap of which the finger was just lifted. */
void
nord_tool_wait (NordTool *self, const NordView *view, const NordContact *at)
{
  NordWaitingTap tap = {*view, *at};

  g_array_append_val (self->waiting, tap);
  step (self, NORD_TOOL_EVENT_LIFT_SHORT);
  self->tapped = FALSE;
  changed (self);
  nord_tool_carry_out (self);
}

/* Does what waits as far as it can be done now. With a finger down nothing moves under it. */
void
nord_tool_carry_out (NordTool *self)
{
  NordToolRefusal why = NORD_TOOL_REFUSED_NO_WAY;
  gboolean done = FALSE, refused = FALSE;

  if (self->over)
    self = self->over;
  while (self->waiting->len > 0 && can_step (self, NORD_TOOL_EVENT_ARRIVE)) {
    const NordWaitingTap *tap = &g_array_index (self->waiting, NordWaitingTap, 0);
    g_autoptr (GArray) points =
      nord_placing_lead (&self->placing, self->sketch, &tap->view, &tap->at, &why);

    if (points == NULL && self->placing.reading)
      break;
    done = TRUE;
    if (points &&
        nord_sketch_get_n_vertices (self->sketch) + points->len / 2 > self->limits.max_vertices) {
      g_clear_pointer (&points, g_array_unref);
      why = NORD_TOOL_REFUSED_TOO_MANY;
    }
    /* The next ones were meant to go on from it. */
    refused = points == NULL;
    g_array_remove_range (self->waiting, 0, refused ? self->waiting->len : 1);
    if (points) {
      nord_tool_add_points (self, points);
      step (self, NORD_TOOL_EVENT_ARRIVE);
    }
  }
  if (!done)
    return;
  drop_ahead (self);
  changed (self);
  if (refused)
    refuse (self, why);
}

/* Takes the last one back, or @all; whether there were any. */
gboolean
nord_tool_forget_waiting (NordTool *self, gboolean all)
{
  if (self->waiting->len == 0)
    return FALSE;
  g_array_set_size (self->waiting, all ? 0 : self->waiting->len - 1);
  changed (self);
  return TRUE;
}

guint
nord_tool_get_n_waiting (const NordTool *self)
{
  return get_hand (self)->waiting->len;
}

void
nord_tool_get_waiting (const NordTool *self, guint tap, double *lon, double *lat)
{
  const GArray *waiting = get_hand (self)->waiting;
  const NordWaitingTap *at;

  g_return_if_fail (tap < waiting->len);
  at = &g_array_index (waiting, NordWaitingTap, tap);
  nord_view_to_place (&at->view, at->at.x, at->at.y, lon, lat);
}
