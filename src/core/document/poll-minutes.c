/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* HTML without scripts or anything from elsewhere; every word of people is escaped. */
#include "core/document/poll-minutes.h"

#include "core/document/poll-corrections.h"
#include "core/document/result-tale.h"
#include "core/rank/budget-words.h"
#include "core/rank/keep-back.h"
#include "core/rank/poll-words.h"
#include "core/rank/result-notes.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MORE_EUROS 500

static const char style[] =
  "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
  "h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}"
  "table{border-collapse:collapse}caption{text-align:start;font-weight:bold;padding:.4rem 0}"
  "th,td{border:1px solid #77767b;padding:.25rem .6rem;text-align:start}"
  "td.n,th.n{text-align:end}li{margin:.2rem 0}"
  "@media print{body{margin:0;max-width:none}tr,li{break-inside:avoid}}";

static void
add_text (GString *html, const char *tag, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, "<%s>%s</%s>\n", tag, escaped, tag);
}

static void
add_list (GString *html, const char *title, GPtrArray *lines)
{
  if (lines->len == 0)
    return;
  add_text (html, "h2", title);
  g_string_append (html, "<ul>\n");
  for (guint i = 0; i < lines->len; i++)
    add_text (html, "li", g_ptr_array_index (lines, i));
  g_string_append (html, "</ul>\n");
}

static void
add_cell (GString *html, const char *text, gboolean number)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, number ? "<td class=\"n\">%s</td>" : "<td>%s</td>", escaped);
}

static void
add_head (GString *html, const char *text, gboolean number)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html,
                          number ? "<th scope=\"col\" class=\"n\">%s</th>"
                                 : "<th scope=\"col\">%s</th>",
                          escaped);
}

static void
add_number (GString *html, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  add_cell (html, text, TRUE);
}

static void
add_level (GString *html, double level)
{
  g_autofree char *text = level > 0 ? g_strdup_printf ("%.1f", level) : g_strdup ("–");

  add_cell (html, text, TRUE);
}

/* What the columns after the option are called, in the order of add_row(). */
static void
add_heads (GString *html, const NordPolling *data)
{
  const NordPollMethod method = data->method;

  if (method != NORD_METHOD_MATRIX)
    add_head (html, C_ ("column", "Place"), TRUE);
  add_head (html, C_ ("column", "Option"), FALSE);
  if (method == NORD_METHOD_DOTS)
    add_head (html, C_ ("column", "Dots"), TRUE);
  if (method == NORD_METHOD_BUDGET) {
    add_head (html, C_ ("column", "Price"), TRUE);
    add_head (html, C_ ("column", "Paid for"), FALSE);
  }
  if (method == NORD_METHOD_RATING)
    add_head (html, C_ ("column", "In the middle"), FALSE);
  add_head (html, C_ ("column", "People"), TRUE);
  if (method == NORD_METHOD_MATRIX) {
    add_head (html, C_ ("column", "Impact"), TRUE);
    add_head (html, C_ ("column", "Effort"), TRUE);
  } else if (method == NORD_METHOD_RATING) {
    for (guint c = 0; c < NORD_RATING_N_COLUMNS; c++)
      add_head (html, nord_poll_words_level (c), TRUE);
  } else {
    for (guint c = 0; c < NORD_N_CHANNELS; c++)
      add_head (html, nord_poll_words_channel ((NordChannel) c), TRUE);
  }
}

static void
add_row (GString *html,
         const NordPolling *data,
         const NordPollOption *option,
         const NordOptionResult *result)
{
  const NordPollMethod method = data->method;

  g_string_append (html, "<tr>");
  if (method != NORD_METHOD_MATRIX) {
    g_autofree char *place =
      g_strdup_printf (result->tied ? C_ ("place", "%u=") : C_ ("place", "%u."), result->place);

    add_cell (html, place, TRUE);
  }
  add_cell (html, option->label, FALSE);
  if (method == NORD_METHOD_DOTS)
    add_number (html, result->votes);
  if (method == NORD_METHOD_BUDGET) {
    g_autofree char *price = nord_poll_words_euros (option->cost);

    add_cell (html, price, TRUE);
    add_cell (html, result->wins ? C_ ("paid for", "Yes") : C_ ("paid for", "No"), FALSE);
  }
  if (method == NORD_METHOD_RATING)
    add_cell (html, result->median < 0 ? "–" : nord_poll_words_level ((guint) result->median),
              FALSE);
  if (result->people_least == result->people_most) {
    add_number (html, result->people_most);
  } else {
    g_autofree char *people = g_strdup_printf ("%" G_GUINT64_FORMAT "–%" G_GUINT64_FORMAT,
                                               result->people_least, result->people_most);

    add_cell (html, people, TRUE);
  }
  if (method == NORD_METHOD_MATRIX) {
    add_level (html, result->impact);
    add_level (html, result->effort);
  } else if (method == NORD_METHOD_RATING) {
    for (guint c = 0; c < NORD_RATING_N_COLUMNS; c++)
      add_number (html, result->levels[c]);
  } else {
    for (guint c = 0; c < NORD_N_CHANNELS; c++)
      add_number (html, result->votes_by_channel[c]);
  }
  g_string_append (html, "</tr>\n");
}

static void
add_table (GString *html, const NordPolling *data, const NordPollResult *result)
{
  g_string_append (html, "<table>\n");
  add_text (html, "caption", _ ("Result"));
  g_string_append (html, "<thead><tr>");
  add_heads (html, data);
  g_string_append (html, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < result->n_options; i++)
    add_row (html, data, g_ptr_array_index (data->options, result->order[i]),
             &result->options[result->order[i]]);
  g_string_append (html, "</tbody>\n</table>\n");
}

static void
add_people (GString *html, const NordPollResult *result)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < NORD_N_CHANNELS; c++) {
    g_autofree char *people = nord_poll_words_people (result->people_by_channel[c]);

    if (result->people_by_channel[c] > 0)
      /* Translators: "Paper: 12 people" */
      g_ptr_array_add (lines, g_strdup_printf (_ ("%s: %s"),
                                               nord_poll_words_channel ((NordChannel) c), people));
  }
  add_list (html, C_ ("poll", "Who Took Part"), lines);
}

/* Round by round, what came near, and what more money would buy. */
static void
add_story (GString *html, const NordPolling *data, const NordPollResult *result)
{
  NordBudget *budget = result->budget;
  const NordBudgetOutcome *outcome = result->outcome;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) near = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) misses = nord_budget_find_near_misses (budget, outcome);
  g_autofree char *more = nord_poll_words_euros (MORE_EUROS), *title = NULL, *change = NULL;

  if (outcome->share > 0)
    g_ptr_array_add (lines, nord_budget_words_begin (outcome));
  for (guint r = 0; r < outcome->rounds->len; r++)
    g_ptr_array_add (lines, nord_budget_words_round (
                              budget, &g_array_index (outcome->rounds, NordBudgetRound, r), r + 1));
  add_list (html, _ ("How It Came About"), lines);
  for (guint i = 0; i < misses->len; i++)
    g_ptr_array_add (near, nord_budget_words_miss (budget, &g_array_index (misses, NordNearMiss, i),
                                                   outcome->share > 0));
  add_list (html, _ ("What Came Near"), near);
  /* Translators: %s is a sum of money */
  title = g_strdup_printf (_ ("With %s More"), more);
  change = nord_budget_words_more (budget, outcome->winners, data->rule, MORE_EUROS);
  add_text (html, "h2", title);
  add_text (html, "p", change);
}

/* The stamp of the change that last gave @field a text. */
static char *
find_stamp (NordStore *store, NordRecord *thing, guint field)
{
  g_autoptr (GPtrArray) history = nord_store_read_history (store, nord_record_get_id (thing), NULL);
  const char *stamp = NULL;

  for (guint c = 0; history != NULL && c < history->len; c++) {
    const NordChange *change = g_ptr_array_index (history, c);

    for (guint e = 0; e < change->edits->len; e++) {
      const NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

      if (edit->field == field && edit->after.kind == NORD_VALUE_TEXT)
        stamp = change->hlc;
    }
  }
  return g_strdup (stamp);
}

/* When @ballot was declared void, where that was after the poll was closed. */
static char *
tell_voided_late (NordStore *store, NordRecord *poll, NordRecord *ballot)
{
  const gboolean closed = nord_record_get_text (poll, NORD_POLL_CLOSED) != NULL;
  g_autofree char *end = closed ? find_stamp (store, poll, NORD_POLL_CLOSED) : NULL;
  g_autofree char *stamp = end != NULL ? find_stamp (store, ballot, NORD_BALLOT_VOIDED) : NULL;
  g_autofree char *device = NULL, *time = NULL;
  g_autoptr (GDateTime) local = NULL;
  NordHlc hlc;

  if (stamp == NULL || strcmp (stamp, end) <= 0 || !nord_hlc_parse (stamp, &hlc, &device))
    return NULL;
  local = g_date_time_new_from_unix_local (hlc.ms / 1000);
  time = g_date_time_format (local, "%x %R");
  /* Translators: %s is a date and a time. */
  return g_strdup_printf (_ ("after the poll was closed, on %s"), time);
}

/* Why each ballot that was declared void does not count. */
static void
add_reasons (GString *html, NordStore *store, NordRecord *poll, GListModel *ballots)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (ballots); i++) {
    g_autoptr (NordRecord) ballot = g_list_model_get_item (ballots, i);
    const char *why = nord_record_get_text (ballot, NORD_BALLOT_VOIDED);
    NordChannel channel = NORD_CHANNEL_PAPER;
    g_autofree char *late = NULL;

    if (why == NULL ||
        g_strcmp0 (nord_record_get_text (ballot, NORD_BALLOT_POLL), nord_record_get_id (poll)) != 0)
      continue;
    nord_channel_from_word (nord_record_get_text (ballot, NORD_BALLOT_CHANNEL), &channel);
    late = tell_voided_late (store, poll, ballot);
    if (late != NULL)
      g_ptr_array_add (lines,
                       /* Translators: "Paper: entered twice (after the poll was closed, on …)" */
                       g_strdup_printf (_ ("%s: %s (%s)"), nord_poll_words_channel (channel), why,
                                        late));
    else
      g_ptr_array_add (lines,
                       /* Translators: "Paper: entered twice" */
                       g_strdup_printf (_ ("%s: %s"), nord_poll_words_channel (channel), why));
  }
  add_list (html, _ ("Ballots Declared Void, and Why"), lines);
}

static char *
tell_time (NordRecord *poll)
{
  const char *text = nord_record_get_text (poll, NORD_POLL_CLOSED);
  g_autoptr (GDateTime) utc = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%x %R") : NULL;

  /* Translators: %s is a date and a time. */
  return time != NULL ? g_strdup_printf (_ ("Closed on %s"), time) : NULL;
}

char *
nord_poll_minutes_format (NordDocument *document,
                          const NordProgramme *programme,
                          NordRecord *poll,
                          GError **error)
{
  GListModel *ballots = nord_document_get_list (document, NORD_NOUN_BALLOT);
  g_autoptr (NordPolling) data = nord_polling_read (poll, ballots);
  g_autoptr (NordPollResult) result = NULL;
  g_autoptr (GPtrArray) notes = NULL, tale = NULL, corrections = NULL;
  g_autoptr (GString) html = g_string_new ("<!DOCTYPE html>\n");
  g_autofree char *people = NULL, *rules = NULL, *time = tell_time (poll), *title = NULL;

  nord_polling_keep_back (data, nord_document_get_list (document, NORD_NOUN_IDEA), NULL);
  result = nord_poll_result_new (data, NULL, error);
  if (result == NULL)
    return NULL;
  people = nord_result_notes_people (data, result);
  rules = nord_poll_words_rules (data);
  title = g_markup_escape_text (nord_record_get_text (poll, NORD_POLL_TITLE) != NULL
                                  ? nord_record_get_text (poll, NORD_POLL_TITLE)
                                  : "",
                                -1);
  g_string_append_printf (
    html,
    "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n",
    /* Translators: the code of this language, for screen readers. */
    C_ ("language code", "en"), title, style, title);
  add_text (html, "p", people);
  add_text (html, "p", rules);
  if (time != NULL)
    add_text (html, "p", time);
  add_table (html, data, result);
  add_people (html, result);
  if (result->outcome != NULL)
    add_story (html, data, result);
  tale = nord_result_tale_new (document, programme, poll, data, result);
  for (guint i = 0; i < tale->len; i++) {
    const NordTalePart *part = g_ptr_array_index (tale, i);

    add_list (html, part->title, part->lines);
  }
  notes = nord_result_notes_new (data, result);
  add_list (html, _ ("How It Was Counted"), notes);
  add_reasons (html, nord_document_get_store (document), poll, ballots);
  corrections = nord_poll_corrections_new (document, poll, data);
  add_list (html, _ ("Corrections"), corrections);
  g_string_append_printf (html, "</main>\n<footer><p>Nordwärts %s</p></footer>\n</body>\n</html>\n",
                          NORD_VERSION);
  return g_string_free (g_steal_pointer (&html), FALSE);
}
