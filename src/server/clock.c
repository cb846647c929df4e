/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Clocks of laptops stand in 2009 when the battery was empty, and in 2038 when somebody slipped.
 * That is never a reason to refuse what they bring; but a wrong clock shall not decide which of two
 * people is heard. What a writer claims stays in its operation; what counts is said beside it. */
#include "server/clock.h"

/* A slow line makes a clock look wrong by what the batch took to arrive. */
#define TRUSTED_MS (5 * 60 * 1000)

/**
 * nord_clock_init:
 * @self: (out caller-allocates): a judge for one batch
 * @device: (nullable): who sends it; kept as a pointer
 * @sent_at: what its clock said as it sent, ms since 1970; 0 for not known
 * @now_ms: what ours says, ms since 1970
 */
void
nord_clock_init (NordClock *self, const char *device, gint64 sent_at, gint64 now_ms)
{
  *self = (NordClock){.device = device, .now_ms = now_ms};
  if (sent_at != 0)
    self->behind_ms = now_ms - sent_at;
}

/* How far the clock was behind when @line was written, as far as is known; 0: about right. */
static gint64
find_lag (const NordClock *self, const NordLine *line)
{
  gint64 lag;

  if (self->device == NULL || !nord_slice_is (line->dev, self->device))
    return 0;
  lag = self->behind_ms + nord_clock_moves_find (self->moves, line->n);
  return ABS (lag) > TRUSTED_MS ? lag : 0;
}

/**
 * nord_clock_judge:
 * @self: a judge
 * @line: an operation of the batch; those that know of each other come in that order
 *
 * An operation of the sender is moved by as much as the sender's clock is wrong now, and by as much
 * as it was set between writing and now in the same run of its system. Nothing may
 * come from the future, beyond ordinary drift: such a stamp becomes the moment of receipt, one
 * after the other, so that no device wins for ever.
 *
 * Returns: (transfer full) (nullable): the stamp that counts, in text form; NULL where the claimed
 *   one does
 */
char *
nord_clock_judge (NordClock *self, const NordLine *line)
{
  g_autofree char *text = g_strndup (line->hlc.at, line->hlc.length);
  g_autofree char *device = NULL;
  NordHlc hlc;
  gint64 lag;

  if (!nord_hlc_parse (text, &hlc, &device))
    return NULL;
  lag = find_lag (self, line);
  hlc.ms = MAX (hlc.ms + lag, 0);
  if (hlc.ms > self->now_ms + NORD_HLC_ALLOWANCE_MS)
    hlc = self->last = nord_hlc_tick (self->last, self->now_ms);
  else if (lag == 0)
    return NULL;
  return nord_hlc_format (hlc, device);
}
