/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A hybrid logical clock (Kulkarni et al. 2014): order of changes that no wrong wall clock can
 * spoil. Its text form sorts bytewise: 12 hex digits of milliseconds, 4 of counter, device. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far a stamp may run ahead of our wall clock: ordinary drift of laptops. */
#define NORD_HLC_ALLOWANCE_MS (60 * 1000)

typedef struct {
  gint64 ms; /* milliseconds since 1970, 48 bits */
  guint16 counter;
} NordHlc;

/* `01935a7c2f10-0003-<device>`; @device is a UUID. */
char *nord_hlc_format (NordHlc self, const char *device);
gboolean nord_hlc_parse (const char *text, NordHlc *self, char **device);
/* The stamp of a local event: later than @last and, if possible, the wall clock. */
NordHlc nord_hlc_tick (NordHlc last, gint64 wall_ms);
/* The clock after seeing @remote; a remote stamp may not run ahead of @wall_ms + allowance. */
NordHlc nord_hlc_receive (NordHlc last, NordHlc remote, gint64 wall_ms);

G_END_DECLS
