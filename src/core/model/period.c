/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A span of days in which something was said, as a short text. */
#include "core/model/period.h"

#include <stdio.h>
#include <string.h>

static GDateTime *
start_of_day (GDateTime *time, int days_before)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (time, -days_before);

  return g_date_time_new (g_date_time_get_timezone (time), g_date_time_get_year (day),
                          g_date_time_get_month (day), g_date_time_get_day_of_month (day), 0, 0, 0);
}

/* "2026-03-01", or ".." for an open end. @after: the day that follows. */
static gboolean
parse_end (const char *text, gsize length, GTimeZone *zone, gboolean after, gint64 *end)
{
  int year, month, day, used = 0;
  g_autofree char *piece = g_strndup (text, length);
  g_autoptr (GDateTime) time = NULL;

  if (strcmp (piece, "..") == 0) {
    *end = after ? G_MAXINT64 : G_MININT64 + 1;
    return TRUE;
  }
  if (length != 10 || sscanf (piece, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 ||
      used != 10)
    return FALSE;
  time = g_date_time_new (zone, year, month, day, 0, 0, 0);
  if (time && after) {
    g_autoptr (GDateTime) day_before = g_steal_pointer (&time);

    time = g_date_time_add_days (day_before, 1);
  }
  if (time == NULL)
    return FALSE;
  *end = g_date_time_to_unix (time);
  return TRUE;
}

/**
 * nord_period_parse:
 * @text: "today"; "days:7", today and the six days before; "year", this one; or, as in ISO 8601-2,
 *   two days with a slash between them, "2026-03-01/2026-03-05", both counted in, ".." for an open
 *   end
 * @now: gives the day and where days begin
 * @period: (out)
 *
 * Returns: FALSE if @text is none of these; the end may lie before the beginning, then nothing is
 * in the period
 */
gboolean
nord_period_parse (const char *text, GDateTime *now, NordPeriod *period)
{
  const char *slash = strchr (text, '/');
  g_autoptr (GDateTime) from = NULL;
  guint64 days;

  *period = (NordPeriod){G_MININT64 + 1, G_MAXINT64};
  if (slash)
    return parse_end (text, (gsize) (slash - text), g_date_time_get_timezone (now), FALSE,
                      &period->from) &&
           parse_end (slash + 1, strlen (slash + 1), g_date_time_get_timezone (now), TRUE,
                      &period->until);
  if (strcmp (text, "today") == 0)
    from = start_of_day (now, 0);
  else if (strcmp (text, "year") == 0)
    from =
      g_date_time_new (g_date_time_get_timezone (now), g_date_time_get_year (now), 1, 1, 0, 0, 0);
  else if (g_str_has_prefix (text, "days:") &&
           g_ascii_string_to_unsigned (text + 5, 10, 1, 36500, &days, NULL))
    from = start_of_day (now, (int) days - 1);
  if (from == NULL)
    return FALSE;
  period->from = g_date_time_to_unix (from);
  return TRUE;
}

/* (transfer full) @from, @to: (nullable) days as ISO 8601 has them; NULL: an open end. */
char *
nord_period_write (const char *from, const char *to)
{
  return g_strconcat (from ? from : "..", "/", to ? to : "..", NULL);
}

/**
 * nord_period_read_stamp:
 * @stamp: (nullable): ISO 8601, a time or only a day
 * @zone: where days without a time begin
 *
 * Returns: seconds since 1970, NORD_PERIOD_UNKNOWN if @stamp is no time
 */
gint64
nord_period_read_stamp (const char *stamp, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = NULL;
  gint64 day;

  if (stamp == NULL)
    return NORD_PERIOD_UNKNOWN;
  if (parse_end (stamp, strlen (stamp), zone, FALSE, &day) && *stamp != '.')
    return day;
  time = g_date_time_new_from_iso8601 (stamp, zone);
  return time ? g_date_time_to_unix (time) : NORD_PERIOD_UNKNOWN;
}

gboolean
nord_period_holds (const NordPeriod *self, gint64 time)
{
  return time != NORD_PERIOD_UNKNOWN && time >= self->from && time < self->until;
}
