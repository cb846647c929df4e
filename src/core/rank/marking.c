/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One rule of tapping a method. */
#include "core/rank/marking.h"

static guint
sum_marks (const NordPolling *data, const guint *marks)
{
  guint sum = 0;

  for (guint m = 0; m < nord_polling_get_n_marks (data); m++)
    sum += marks[m];
  return sum;
}

/* Places have no gaps: who is taken out lets the others move up. */
static void
leave_place (const NordPolling *data, guint *marks, guint option)
{
  const guint place = marks[option];

  marks[option] = 0;
  for (guint o = 0; o < data->options->len; o++)
    if (marks[o] > place)
      marks[o]--;
}

/* The same order in places one after the other; equal ones stay equal. */
static void
close_gaps (const NordPolling *data, guint *marks)
{
  for (guint place = 1;; place++) {
    guint next = G_MAXUINT;

    for (guint o = 0; o < data->options->len; o++)
      if (marks[o] >= place)
        next = MIN (next, marks[o]);
    if (next == G_MAXUINT)
      return;
    for (guint o = 0; o < data->options->len; o++)
      if (marks[o] == next)
        marks[o] = place;
  }
}

gboolean
nord_marking_tap (const NordPolling *data, guint *marks, guint option, guint column)
{
  guint *mark, last = 0;

  g_return_val_if_fail (option < data->options->len && column < data->n_columns, FALSE);
  mark = marks + option * data->n_columns;
  switch (data->method) {
  case NORD_METHOD_APPROVAL:
    *mark = *mark > 0 ? 0 : 1;
    return TRUE;
  case NORD_METHOD_RATING: {
    const gboolean again = mark[column] > 0;

    for (guint c = 0; c < data->n_columns; c++)
      mark[c] = 0;
    mark[column] = again ? 0 : 1;
    return TRUE;
  }
  case NORD_METHOD_RANKING:
    if (*mark > 0) {
      leave_place (data, marks, option);
      return TRUE;
    }
    for (guint o = 0; o < data->options->len; o++)
      last = MAX (last, marks[o]);
    /* Typed places may have gaps. Without them there is one left for whoever has none. */
    if (last >= data->options->len) {
      close_gaps (data, marks);
      last = 0;
      for (guint o = 0; o < data->options->len; o++)
        last = MAX (last, marks[o]);
    }
    *mark = last + 1;
    return TRUE;
  case NORD_METHOD_BUDGET:
    *mark = *mark > 0 ? 0 : 1;
    if (*mark == 0 || nord_polling_sum_costs (data, marks) <= data->budget)
      return TRUE;
    *mark = 0;
    return FALSE;
  case NORD_METHOD_DOTS:
    if (*mark >= data->rules.cap || sum_marks (data, marks) >= data->rules.dots)
      return FALSE;
    ++*mark;
    return TRUE;
  case NORD_METHOD_MATRIX: /* two cards at a time, in the room */
  case NORD_N_METHODS:
  default:
    return FALSE;
  }
}

gboolean
nord_marking_take_back (const NordPolling *data, guint *marks, guint option)
{
  guint *mark;
  gboolean any = FALSE;

  g_return_val_if_fail (option < data->options->len, FALSE);
  mark = marks + option * data->n_columns;
  if (data->method == NORD_METHOD_RANKING) {
    if (*mark == 0)
      return FALSE;
    leave_place (data, marks, option);
    return TRUE;
  }
  for (guint c = 0; c < data->n_columns; c++) {
    any |= mark[c] > 0;
    mark[c] = data->method == NORD_METHOD_DOTS && mark[c] > 0 ? mark[c] - 1 : 0;
  }
  return any;
}

gint64
nord_marking_get_rest (const NordPolling *data, const guint *marks)
{
  if (data->method == NORD_METHOD_DOTS)
    return (gint64) data->rules.dots - sum_marks (data, marks);
  if (data->method == NORD_METHOD_BUDGET)
    return data->budget - nord_polling_sum_costs (data, marks);
  return 0;
}

gboolean
nord_marking_is_empty (const NordPolling *data, const guint *marks)
{
  return sum_marks (data, marks) == 0;
}
