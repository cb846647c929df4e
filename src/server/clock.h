/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Whether the stamp of an operation is to be believed. */
#pragma once

#include "server/line.h"

#include "core/model/clock-step.h"
#include "core/model/hlc.h"

G_BEGIN_DECLS

typedef struct {
  const char *device;  /* (unowned) (nullable) the writer whose clock is known */
  gint64 behind_ms;    /* how far it is behind ours now; negative: ahead; 0: not known */
  const GArray *moves; /* (unowned) (nullable) (element-type NordClockMove) where it was set */
  gint64 now_ms;       /* ours, since 1970 */
  NordHlc last;        /* the last stamp given in place of one from the future */
} NordClock;

void nord_clock_init (NordClock *self, const char *device, gint64 sent_at, gint64 now_ms);
char *nord_clock_judge (NordClock *self, const NordLine *line);

G_END_DECLS
