/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A span of days in which something was said, as a short text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seconds since 1970 (UTC); open ends are G_MININT64 and G_MAXINT64. */
typedef struct {
  gint64 from;
  gint64 until; /* the first that is too late */
} NordPeriod;

/* What is not known; in no period. */
#define NORD_PERIOD_UNKNOWN G_MININT64

gboolean nord_period_parse (const char *text, GDateTime *now, NordPeriod *period);
char *nord_period_write (const char *from, const char *to);
gint64 nord_period_read_stamp (const char *stamp, GTimeZone *zone);
gboolean nord_period_holds (const NordPeriod *self, gint64 time);

G_END_DECLS
