/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the clock of a computer was set while it ran. A laptop whose battery was empty starts in
 * 2009, and the network puts it right hours later: the time since the start of the system, which
 * nobody sets, tells by how much what was written before is to be moved. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is no more than this is drift, and the work of a time service. */
#define NORD_CLOCK_STEP_MS (60 * 1000)

typedef struct _NordClockSteps NordClockSteps;

/* @text: (nullable): what nord_clock_steps_write() gave; of what is not understood, nothing. */
NordClockSteps *nord_clock_steps_new (const char *text);
void nord_clock_steps_free (NordClockSteps *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordClockSteps, nord_clock_steps_free)

gboolean nord_clock_steps_note (NordClockSteps *self,
                                const char *boot,
                                gint64 since_boot_ms,
                                gint64 wall_ms,
                                gint64 next);
char *nord_clock_steps_write (const NordClockSteps *self);
/* `FIRST-LAST:MS,…` (nullable): nothing is to be moved. */
char *nord_clock_steps_name_moves (const NordClockSteps *self);

/* By how much the clock of the changes @first to @last (numbers of their writer) was behind what
 * the same clock says now, ms; negative: ahead. */
typedef struct {
  gint64 first, last, by_ms;
} NordClockMove;

/* (element-type NordClockMove) (nullable): not understood. */
GArray *nord_clock_moves_parse (const char *text);
gint64 nord_clock_moves_find (const GArray *moves, gint64 n);

G_END_DECLS
