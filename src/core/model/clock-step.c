/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A list of short lines: from which change on, in which run of the system, how far the clock was
 * ahead of the time since its start, and by how much it was moved later in that run. Another run
 * says nothing about an earlier one. */
#include "core/model/clock-step.h"

#include <string.h>

/* Each is a start of the system or a setting of the clock; the oldest have long been sent. */
#define MOST 64
#define MOST_MS (G_GINT64_CONSTANT (1) << 47)

typedef struct {
  gint64 n;        /* the first change under it */
  char boot[40];   /* name of the run */
  gint64 ahead_ms; /* clock less time since the start */
  gint64 moved_ms; /* by how much it was set later, in the same run */
} Step;

struct _NordClockSteps {
  GArray *steps; /* (owned) (element-type Step) by n */
};

/* Names a run by what may stand in a line. */
static void
copy_name (char *to, gsize size, const char *boot)
{
  gsize n = 0;

  for (; *boot != '\0' && n + 1 < size; boot++)
    if (g_ascii_isxdigit (*boot) || *boot == '-')
      to[n++] = *boot;
  to[n] = '\0';
}

static gboolean
read_number (const char *text, gint64 least, gint64 most, gint64 *number)
{
  return text != NULL && g_ascii_string_to_signed (text, 10, least, most, number, NULL);
}

NordClockSteps *
nord_clock_steps_new (const char *text)
{
  NordClockSteps *self = g_new0 (NordClockSteps, 1);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", MOST + 1);

  self->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  for (guint i = 0; lines[i] != NULL && i < MOST; i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], " ", 5);
    Step step = {0};

    if (g_strv_length (parts) != 4 || !read_number (parts[0], 1, G_MAXINT64, &step.n) ||
        !read_number (parts[2], -MOST_MS, MOST_MS, &step.ahead_ms) ||
        !read_number (parts[3], -2 * MOST_MS, 2 * MOST_MS, &step.moved_ms))
      continue;
    copy_name (step.boot, sizeof step.boot, parts[1]);
    g_array_append_val (self->steps, step);
  }
  return self;
}

void
nord_clock_steps_free (NordClockSteps *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->steps);
  g_free (self);
}

/**
 * nord_clock_steps_note:
 * @self: what is known
 * @boot: name of this run of the system
 * @since_boot_ms: time since its start, sleep included
 * @wall_ms: what the clock says at the same moment, ms since 1970
 * @next: number of the change that this device writes next
 *
 * Returns: whether that was new
 */
gboolean
nord_clock_steps_note (NordClockSteps *self,
                       const char *boot,
                       gint64 since_boot_ms,
                       gint64 wall_ms,
                       gint64 next)
{
  Step step = {.n = next, .ahead_ms = wall_ms - since_boot_ms};
  Step *last =
    self->steps->len > 0 ? &g_array_index (self->steps, Step, self->steps->len - 1) : NULL;

  copy_name (step.boot, sizeof step.boot, boot);
  if (last != NULL && strcmp (last->boot, step.boot) == 0 &&
      ABS (step.ahead_ms - last->ahead_ms) <= NORD_CLOCK_STEP_MS)
    return FALSE;
  /* Under which nothing was written. */
  if (last != NULL && last->n >= next)
    g_array_set_size (self->steps, self->steps->len - 1);
  for (guint i = 0; i < self->steps->len; i++) {
    Step *before = &g_array_index (self->steps, Step, i);

    if (strcmp (before->boot, step.boot) == 0)
      before->moved_ms = step.ahead_ms - before->ahead_ms;
  }
  g_array_append_val (self->steps, step);
  if (self->steps->len > MOST)
    g_array_remove_index (self->steps, 0);
  return TRUE;
}

char *
nord_clock_steps_write (const NordClockSteps *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->steps->len; i++) {
    const Step *step = &g_array_index (self->steps, Step, i);

    g_string_append_printf (text,
                            "%s%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            i > 0 ? "\n" : "", step->n, step->boot, step->ahead_ms, step->moved_ms);
  }
  return g_string_free (text, FALSE);
}

char *
nord_clock_steps_name_moves (const NordClockSteps *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  /* The last holds now. */
  for (guint i = 0; i + 1 < self->steps->len; i++) {
    const Step *step = &g_array_index (self->steps, Step, i);

    if (ABS (step->moved_ms) > NORD_CLOCK_STEP_MS && step->n < step[1].n)
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
                              text->len > 0 ? "," : "", step->n, step[1].n - 1, step->moved_ms);
  }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

GArray *
nord_clock_moves_parse (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", MOST + 1);
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (NordClockMove));

  for (guint i = 0; parts[i] != NULL; i++) {
    char *dash = strchr (parts[i], '-'), *colon = dash ? strchr (dash, ':') : NULL;
    NordClockMove move;

    if (i == MOST || colon == NULL)
      return NULL;
    *dash = *colon = '\0';
    if (!read_number (parts[i], 1, G_MAXINT64, &move.first) ||
        !read_number (dash + 1, move.first, G_MAXINT64, &move.last) ||
        !read_number (colon + 1, -2 * MOST_MS, 2 * MOST_MS, &move.by_ms))
      return NULL;
    g_array_append_val (moves, move);
  }
  return moves->len > 0 ? g_steal_pointer (&moves) : NULL;
}

/* 0: not moved. */
gint64
nord_clock_moves_find (const GArray *moves, gint64 n)
{
  for (guint i = 0; moves != NULL && i < moves->len; i++) {
    const NordClockMove *move = &g_array_index (moves, NordClockMove, i);

    if (move->first <= n && n <= move->last)
      return move->by_ms;
  }
  return 0;
}
