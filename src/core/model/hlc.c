/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The hybrid logical clock: text form and the two rules of Kulkarni et al. (2014), figure 5. */
#include "core/model/hlc.h"

#include "core/model/uuid.h"

#include <string.h>

#define MAX_MS ((G_GINT64_CONSTANT (1) << 47) - 1)
#define HEAD_LENGTH 18 /* 12 digits, dash, 4 digits, dash */

char *
nord_hlc_format (NordHlc self, const char *device)
{
  char *text = g_malloc (HEAD_LENGTH + NORD_UUID_LENGTH + 1);
  guint64 number = (guint64) self.ms << 16 | self.counter;

  g_return_val_if_fail (strlen (device) == NORD_UUID_LENGTH, (g_free (text), NULL));

  for (int i = 0; i < 16; i++)
    text[i < 12 ? i : i + 1] = "0123456789abcdef"[number >> (60 - 4 * i) & 15];
  text[12] = text[17] = '-';
  memcpy (text + HEAD_LENGTH, device, NORD_UUID_LENGTH + 1);
  return text;
}

/**
 * nord_hlc_parse:
 * @text: the text form
 * @self: (out): the stamp
 * @device: (out) (optional) (transfer full): the device
 *
 * Returns: FALSE where @text is not exactly what nord_hlc_format() writes
 */
gboolean
nord_hlc_parse (const char *text, NordHlc *self, char **device)
{
  guint64 number = 0;

  for (int i = 0; i < HEAD_LENGTH; i++) {
    if (i == 12 || i == 17) {
      if (text[i] != '-')
        return FALSE;
    } else if (g_ascii_isdigit (text[i]))
      number = number << 4 | (text[i] - '0');
    else if (text[i] >= 'a' && text[i] <= 'f')
      number = number << 4 | (text[i] - 'a' + 10);
    else
      return FALSE;
  }
  if (!nord_uuid_is_valid (text + HEAD_LENGTH) || number >> 16 > MAX_MS)
    return FALSE;
  self->ms = number >> 16;
  self->counter = number & 0xffff;
  if (device)
    *device = g_strdup (text + HEAD_LENGTH);
  return TRUE;
}

NordHlc
nord_hlc_tick (NordHlc last, gint64 wall_ms)
{
  wall_ms = CLAMP (wall_ms, 0, MAX_MS);
  if (wall_ms > last.ms)
    return (NordHlc){wall_ms, 0};
  if (last.counter == G_MAXUINT16)
    return (NordHlc){last.ms + 1, 0};
  return (NordHlc){last.ms, last.counter + 1};
}

/**
 * nord_hlc_receive:
 * @last: the clock
 * @remote: a stamp from elsewhere
 * @wall_ms: our wall clock
 *
 * A device whose clock stands in 2038 must not drag everybody there: @remote counts for at most a
 * minute beyond @wall_ms. Edits of what that device wrote are still stamped later than it, because
 * the store ticks from the stamps of what a change replaces.
 *
 * Returns: the clock after seeing @remote
 */
NordHlc
nord_hlc_receive (NordHlc last, NordHlc remote, gint64 wall_ms)
{
  gint64 limit = CLAMP (wall_ms, 0, MAX_MS) + NORD_HLC_ALLOWANCE_MS;

  if (remote.ms > limit)
    remote = (NordHlc){limit, 0};
  if (remote.ms > last.ms || (remote.ms == last.ms && remote.counter > last.counter))
    return remote;
  return last;
}
