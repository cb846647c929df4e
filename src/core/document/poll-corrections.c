/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The log keeps what each entry said, also of the one that went when the paper was settled. */
#include "core/document/poll-corrections.h"

#include "core/rank/poll-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One ballot through the log. */
typedef struct {
  NordRecord *first, *last; /* (owned) as it was made, and as it is */
  gboolean gone;            /* the last word on it is that it is deleted */
  char *voided;             /* (owned) (nullable) why it was void once */
} Trace;

static void
trace_free (gpointer data)
{
  Trace *self = data;

  g_object_unref (self->first);
  g_object_unref (self->last);
  g_free (self->voided);
  g_free (self);
}

static Trace *
follow (const char *id, GPtrArray *history)
{
  Trace *self = g_new0 (Trace, 1);

  self->first = nord_record_new (NORD_NOUN_BALLOT, id);
  self->last = nord_record_new (NORD_NOUN_BALLOT, id);
  for (guint c = 0; c < history->len; c++) {
    const NordChange *change = g_ptr_array_index (history, c);

    if (change->kind == NORD_CHANGE_DELETE || change->kind == NORD_CHANGE_RESTORE)
      self->gone = change->kind == NORD_CHANGE_DELETE;
    for (guint e = 0; e < change->edits->len; e++) {
      const NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

      nord_record_put (self->last, edit->field, &edit->after);
      if (change->kind == NORD_CHANGE_CREATE)
        nord_record_put (self->first, edit->field, &edit->after);
      if (edit->field == NORD_BALLOT_VOIDED && edit->after.kind == NORD_VALUE_TEXT) {
        g_free (self->voided);
        self->voided = g_strdup (edit->after.text);
      }
    }
  }
  return self;
}

/* The paper that @entry was the second entry of, and that counts now. */
static const Trace *
find_settled (GPtrArray *traces, NordRecord *entry)
{
  const char *paper = nord_record_get_text (entry, NORD_BALLOT_PAPER);

  for (guint i = 0; paper != NULL && i < traces->len; i++) {
    const Trace *trace = g_ptr_array_index (traces, i);

    if (!trace->gone &&
        g_strcmp0 (nord_record_get_text (trace->last, NORD_BALLOT_PAPER), paper) == 0 &&
        g_strcmp0 (nord_record_get_text (trace->last, NORD_BALLOT_ENTRY), "agreed") == 0)
      return trace;
  }
  return NULL;
}

/* Both entries of a paper and what counts, option by option where they differ. */
static void
tell_settled (GPtrArray *lines, const NordPolling *data, const Trace *paper, NordRecord *second)
{
  const guint n = nord_polling_get_n_marks (data);
  g_autofree guint *marks = g_new0 (guint, 3 * n + 1);
  const char *number = nord_record_get_text (second, NORD_BALLOT_PAPER);
  const gint64 people[] = {nord_record_get_integer (paper->first, NORD_BALLOT_PEOPLE),
                           nord_record_get_integer (second, NORD_BALLOT_PEOPLE),
                           nord_record_get_integer (paper->last, NORD_BALLOT_PEOPLE)};

  if (!nord_polling_read_marks (data, paper->first, marks) ||
      !nord_polling_read_marks (data, second, marks + n) ||
      !nord_polling_read_marks (data, paper->last, marks + 2 * n))
    return;
  if (people[0] != people[1]) {
    g_autofree char *one = nord_poll_words_people ((guint64) people[0]);
    g_autofree char *other = nord_poll_words_people ((guint64) people[1]);
    g_autofree char *right = nord_poll_words_people ((guint64) people[2]);

    g_ptr_array_add (
      lines,
      /* Translators: the number of a paper; three times "12 people" */
      g_strdup_printf (_ ("Paper %s was entered once for %s and once for %s; what counts: %s."),
                       number, one, other, right));
  }
  for (guint o = 0; o < data->options->len; o++) {
    const NordPollOption *option = g_ptr_array_index (data->options, o);
    const guint at = o * data->n_columns;
    g_autofree char *one = NULL, *other = NULL, *right = NULL;

    if (memcmp (marks + at, marks + n + at, data->n_columns * sizeof *marks) == 0)
      continue;
    one = nord_poll_words_mark (data, marks, o);
    other = nord_poll_words_mark (data, marks + n, o);
    right = nord_poll_words_mark (data, marks + 2 * n, o);
    g_ptr_array_add (
      lines,
      /* Translators: the number of a paper; an option; what the first entry, the second entry and
       * the paper itself say of it: "2 dots" */
      g_strdup_printf (_ ("Paper %s, %s: first entry %s, second entry %s; what counts: %s."),
                       number, option->label, one, other, right));
  }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
nord_poll_corrections_new (NordDocument *document, NordRecord *poll, const NordPolling *data)
{
  NordStore *store = nord_document_get_store (document);
  const char *id = nord_record_get_id (poll);
  g_autoptr (GPtrArray) ids = nord_store_list_mentions (store, NORD_NOUN_BALLOT, id, NULL);
  g_autoptr (GPtrArray) traces = g_ptr_array_new_with_free_func (trace_free);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    g_autoptr (GPtrArray) history =
      nord_store_read_history (store, g_ptr_array_index (ids, i), NULL);

    if (history != NULL)
      g_ptr_array_add (traces, follow (g_ptr_array_index (ids, i), history));
  }
  for (guint i = 0; i < traces->len; i++) {
    const Trace *trace = g_ptr_array_index (traces, i);
    NordChannel channel = NORD_CHANNEL_PAPER;

    if (trace->gone) {
      const Trace *paper = find_settled (traces, trace->last);

      if (paper != NULL)
        tell_settled (lines, data, paper, trace->last);
      continue;
    }
    if (trace->voided == NULL || nord_record_get_text (trace->last, NORD_BALLOT_VOIDED) != NULL)
      continue;
    nord_channel_from_word (nord_record_get_text (trace->last, NORD_BALLOT_CHANNEL), &channel);
    g_ptr_array_add (lines,
                     /* Translators: "Paper: was declared void (entered twice) and counts again." */
                     g_strdup_printf (_ ("%s: was declared void (%s) and counts again."),
                                      nord_poll_words_channel (channel), trace->voided));
  }
  /* Not by the order of the log, which is that of casting. */
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}
