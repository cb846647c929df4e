/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The register of projects as plain data. */
#include "core/model/register.h"

#include "core/model/project-link.h"
#include "core/model/project.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const states[NORD_N_PROJECT_STATES] = {"registered", "started", "finished",
                                                          "stopped"};

/* Folded: small, without spaces, dots and dashes. */
static const struct {
  const char *word;
  NordProjectState state;
} words[] = {
  {"registered", NORD_PROJECT_REGISTERED},  {"angemeldet", NORD_PROJECT_REGISTERED},
  {"gemeldet", NORD_PROJECT_REGISTERED},    {"registriert", NORD_PROJECT_REGISTERED},
  {"aufgenommen", NORD_PROJECT_REGISTERED}, {"eingereicht", NORD_PROJECT_REGISTERED},
  {"geplant", NORD_PROJECT_REGISTERED},     {"inplanung", NORD_PROJECT_REGISTERED},
  {"planung", NORD_PROJECT_REGISTERED},     {"beschlossen", NORD_PROJECT_REGISTERED},
  {"planned", NORD_PROJECT_REGISTERED},     {"proposed", NORD_PROJECT_REGISTERED},
  {"started", NORD_PROJECT_STARTED},        {"begonnen", NORD_PROJECT_STARTED},
  {"gestartet", NORD_PROJECT_STARTED},      {"laufend", NORD_PROJECT_STARTED},
  {"läuft", NORD_PROJECT_STARTED},          {"inumsetzung", NORD_PROJECT_STARTED},
  {"umsetzung", NORD_PROJECT_STARTED},      {"inarbeit", NORD_PROJECT_STARTED},
  {"inbearbeitung", NORD_PROJECT_STARTED},  {"imbau", NORD_PROJECT_STARTED},
  {"inprogress", NORD_PROJECT_STARTED},     {"running", NORD_PROJECT_STARTED},
  {"ongoing", NORD_PROJECT_STARTED},        {"finished", NORD_PROJECT_FINISHED},
  {"abgeschlossen", NORD_PROJECT_FINISHED}, {"beendet", NORD_PROJECT_FINISHED},
  {"fertig", NORD_PROJECT_FINISHED},        {"fertiggestellt", NORD_PROJECT_FINISHED},
  {"umgesetzt", NORD_PROJECT_FINISHED},     {"realisiert", NORD_PROJECT_FINISHED},
  {"completed", NORD_PROJECT_FINISHED},     {"done", NORD_PROJECT_FINISHED},
  {"stopped", NORD_PROJECT_STOPPED},        {"eingestellt", NORD_PROJECT_STOPPED},
  {"gestoppt", NORD_PROJECT_STOPPED},       {"abgebrochen", NORD_PROJECT_STOPPED},
  {"zurückgestellt", NORD_PROJECT_STOPPED}, {"zurückgezogen", NORD_PROJECT_STOPPED},
  {"nichtumgesetzt", NORD_PROJECT_STOPPED}, {"verworfen", NORD_PROJECT_STOPPED},
  {"ruht", NORD_PROJECT_STOPPED},           {"cancelled", NORD_PROJECT_STOPPED},
  {"canceled", NORD_PROJECT_STOPPED},
};

const char *
nord_project_state_get_id (NordProjectState state)
{
  g_return_val_if_fail (state < NORD_N_PROJECT_STATES, NULL);
  return states[state];
}

gboolean
nord_project_state_find (const char *id, NordProjectState *state)
{
  for (guint i = 0; id != NULL && i < NORD_N_PROJECT_STATES; i++)
    if (strcmp (states[i], id) == 0) {
      *state = i;
      return TRUE;
    }
  return FALSE;
}

NordProjectState
nord_project_get_state (NordRecord *project)
{
  NordProjectState state = NORD_PROJECT_REGISTERED;

  nord_project_state_find (nord_record_get_text (project, NORD_PROJECT_STATE), &state);
  return state;
}

gboolean
nord_project_state_read (const char *text, NordProjectState *state)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *composed = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = composed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_utf8_get_char (p));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, folded->str) == 0) {
      *state = words[i].state;
      return TRUE;
    }
  return FALSE;
}

/**
 * nord_register_fold_number:
 * @number: as somebody wrote it
 *
 * Returns: (transfer full): without case and blanks, for comparing
 */
char *
nord_register_fold_number (const char *number)
{
  g_autofree char *folded = g_utf8_casefold (number, -1);
  GString *to = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (to, g_utf8_get_char (p));
  return g_string_free (to, FALSE);
}

NordRecord *
nord_register_find (GListModel *projects, const char *number)
{
  g_autofree char *wanted = nord_register_fold_number (number);

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++) {
    g_autoptr (NordRecord) project = g_list_model_get_item (projects, i);
    const char *own = nord_record_get_text (project, NORD_PROJECT_NUMBER);
    g_autofree char *folded = own != NULL ? nord_register_fold_number (own) : NULL;

    if (g_strcmp0 (folded, wanted) == 0)
      return project;
  }
  return NULL;
}

/* Runs of digits by what they count, all else letter by letter without case. */
static int
compare_natural (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0') {
    if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b)) {
      gsize n, m;

      while (*a == '0' && g_ascii_isdigit (a[1]))
        a++;
      while (*b == '0' && g_ascii_isdigit (b[1]))
        b++;
      n = strspn (a, "0123456789");
      m = strspn (b, "0123456789");
      const int order = n != m ? (n > m) - (n < m) : strncmp (a, b, n);
      if (order != 0)
        return order;
      a += n;
      b += m;
    } else {
      const gunichar x = g_unichar_tolower (g_utf8_get_char (a));
      const gunichar y = g_unichar_tolower (g_utf8_get_char (b));

      if (x != y)
        return x < y ? -1 : 1;
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  }
  return (*a != '\0') - (*b != '\0');
}

int
nord_register_compare (gconstpointer a, gconstpointer b, gpointer unused)
{
  NordRecord *one = (NordRecord *) a, *two = (NordRecord *) b;
  const char *x = nord_record_get_text (one, NORD_PROJECT_NUMBER);
  const char *y = nord_record_get_text (two, NORD_PROJECT_NUMBER);
  const int order = compare_natural (x != NULL ? x : "", y != NULL ? y : "");

  return order != 0 ? order : strcmp (nord_record_get_id (one), nord_record_get_id (two));
}

/* --- Dates and money -----------------------------------------------------------------------------
 */

/* A year of two digits could be of two centuries. */
static gboolean
is_day (int day, int month, int year)
{
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= 1000 && year <= 9999 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * nord_register_read_date:
 * @text: 2019-03-18, 18.03.2019, 2019-03, 03/2019, 03.2019, 2019; a time behind a day is left out
 *
 * Returns: (transfer full) (nullable): ISO 8601, no more exact than @text is
 */
char *
nord_register_read_date (const char *text)
{
  int year = 0, month = 0, day = 0, used = 0;
  const gsize length = strlen (text);

  if (length > 40)
    return NULL;
  if ((sscanf (text, "%2d.%2d.%4d%n", &day, &month, &year, &used) == 3 && used >= 8) ||
      (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 && used == 10))
    return is_day (day, month, year) && (text[used] == '\0' || strchr (" ,T", text[used]) != NULL)
             ? g_strdup_printf ("%04d-%02d-%02d", year, month, day)
             : NULL;
  used = 0;
  if ((sscanf (text, "%4d-%2d%n", &year, &month, &used) == 2 && used == 7 && length == 7) ||
      (sscanf (text, "%2d/%4d%n", &month, &year, &used) == 2 && (gsize) used == length) ||
      (sscanf (text, "%2d.%4d%n", &month, &year, &used) == 2 && (gsize) used == length))
    return month >= 1 && month <= 12 && year >= 1000 ? g_strdup_printf ("%04d-%02d", year, month)
                                                     : NULL;
  if (length == 4 && strspn (text, "0123456789") == 4 && text[0] != '0')
    return g_strdup (text);
  return NULL;
}

/**
 * nord_register_read_money:
 * @text: "1.250.000 €", "1,250,000", "EUR 90000", "12.500,50"
 * @euros: (out): rounded to whole euros
 *
 * Returns: FALSE where it is no sum, is below zero, or could be read in two ways that differ
 */
gboolean
nord_register_read_money (const char *text, gint64 *euros)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *last = NULL;
  guint n_points = 0, n_commas = 0, after = 0;
  double sum;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    const gunichar c = g_utf8_get_char (p);

    /* U+0027 and U+2019 part thousands in Switzerland. */
    if (g_unichar_isspace (c) || c == 0x20AC || c == '\'' || c == 0x2019 || c == 0x202F)
      continue;
    if (g_ascii_strncasecmp (p, "eur", 3) == 0) {
      p += g_ascii_strncasecmp (p, "euro", 4) == 0 ? 3 : 2;
      continue;
    }
    if (c != '.' && c != ',' && !(c < 0x80 && g_ascii_isdigit ((char) c)))
      return FALSE;
    g_string_append_c (digits, (char) c);
  }
  for (const char *p = digits->str; *p != '\0'; p++) {
    n_points += *p == '.';
    n_commas += *p == ',';
    if (*p == '.' || *p == ',')
      last = p;
  }
  after = last != NULL ? (guint) strlen (last + 1) : 0;
  /* The sign that stands once and last is the decimal one, unless three digits follow: those are
   * thousands, as nobody counts a tenth of a cent. */
  const char decimal = last == NULL                                             ? '\0'
                       : n_points > 0 && n_commas > 0                           ? *last
                       : (*last == '.' ? n_points : n_commas) > 1 || after == 3 ? '\0'
                                                                                : *last;
  if (decimal != '\0' && ((decimal == '.' ? n_points : n_commas) > 1 || after > 2))
    return FALSE;
  g_autoptr (GString) number = g_string_new (NULL);
  guint group = 0;
  gboolean grouped = FALSE, fraction = FALSE;
  for (const char *p = digits->str; *p != '\0'; p++) {
    if (g_ascii_isdigit (*p)) {
      g_string_append_c (number, *p);
      group++;
      continue;
    }
    if (fraction || (grouped ? group != 3 : *p != decimal && (group < 1 || group > 3)))
      return FALSE;
    if (*p == decimal) {
      fraction = TRUE;
      g_string_append_c (number, '.');
    } else {
      grouped = TRUE;
    }
    group = 0;
  }
  if (number->len == 0 || number->len > 15 || (grouped && !fraction && group != 3))
    return FALSE;
  sum = g_ascii_strtod (number->str, NULL);
  *euros = (gint64) floor (sum + 0.5);
  return TRUE;
}

/* --- How many when -------------------------------------------------------------------------------
 */

/* FALSE: not known. Quarter 0: only the year is. */
static gboolean
read_span (const char *date, int *year, int *quarter)
{
  int month = 0;

  if (date == NULL || sscanf (date, "%4d-%2d", year, &month) < 1 || *year < 1)
    return FALSE;
  *quarter = month >= 1 && month <= 12 ? (month + 2) / 3 : 0;
  return TRUE;
}

static NordRegisterSpan *
find_span (GArray *spans, const char *date, gboolean by_quarter)
{
  int year, quarter;
  guint at = 0;

  if (!read_span (date, &year, &quarter))
    return NULL;
  if (!by_quarter)
    quarter = 0;
  for (; at < spans->len; at++) {
    const NordRegisterSpan *span = &g_array_index (spans, NordRegisterSpan, at);

    if (span->year == year && span->quarter == quarter)
      return &g_array_index (spans, NordRegisterSpan, at);
    if (span->year > year || (span->year == year && span->quarter > quarter))
      break;
  }
  const NordRegisterSpan span = {.year = year, .quarter = quarter};
  g_array_insert_val (spans, at, span);
  return &g_array_index (spans, NordRegisterSpan, at);
}

/* The years and quarters between in which nothing came are part of the picture. */
static void
fill_gaps (GArray *spans, gboolean by_quarter)
{
  int year, last;

  if (spans->len == 0)
    return;
  year = g_array_index (spans, NordRegisterSpan, 0).year;
  last = g_array_index (spans, NordRegisterSpan, spans->len - 1).year;
  /* A slip of the pen shall not make thousands of rows. */
  if (last - year > 100)
    return;
  for (int quarter = by_quarter ? g_array_index (spans, NordRegisterSpan, 0).quarter : 0;
       year <= last; year++) {
    for (quarter = MAX (quarter, by_quarter); quarter <= (by_quarter ? 4 : 0); quarter++) {
      g_autofree char *date = g_strdup_printf ("%04d-%02d", year, MAX (quarter, 1) * 3);
      const NordRegisterSpan *end = &g_array_index (spans, NordRegisterSpan, spans->len - 1);

      if (year == last && end->quarter > 0 && quarter > end->quarter)
        return;
      find_span (spans, date, by_quarter);
    }
    quarter = 0;
  }
}

/**
 * nord_register_count:
 * @projects: (element-type NordProject): the register, or a part of it
 * @by_quarter: by quarter of a year, otherwise by year
 *
 * Counts each project where its dates say; one without a date is not counted there. Spans between
 * the first and the last in which nothing happened are there with noughts.
 *
 * Returns: (transfer full) (element-type NordRegisterSpan): in order of time
 */
GArray *
nord_register_count (GListModel *projects, gboolean by_quarter)
{
  GArray *spans = g_array_new (FALSE, TRUE, sizeof (NordRegisterSpan));

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++) {
    g_autoptr (NordRecord) project = g_list_model_get_item (projects, i);
    NordRegisterSpan *span;

    span =
      find_span (spans, nord_record_get_text (project, NORD_PROJECT_REGISTERED_ON), by_quarter);
    if (span != NULL)
      span->registered++;
    span = find_span (spans, nord_record_get_text (project, NORD_PROJECT_STARTED_ON), by_quarter);
    if (span != NULL)
      span->started++;
    span = find_span (spans, nord_record_get_text (project, NORD_PROJECT_ENDED_ON), by_quarter);
    if (span != NULL && nord_project_get_state (project) == NORD_PROJECT_STOPPED)
      span->stopped++;
    else if (span != NULL)
      span->finished++;
  }
  fill_gaps (spans, by_quarter);
  return spans;
}

char *
nord_register_span_dup_name (const NordRegisterSpan *span)
{
  return span->quarter > 0
           /* Translators: a quarter of a year: number of the year, of the quarter. */
           ? g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "quarter", "%d Q%d"), span->year,
                              span->quarter)
           : g_strdup_printf ("%d", span->year);
}

/* --- Links ---------------------------------------------------------------------------------------
 */

static GPtrArray *
list_ends (GListModel *links, GListModel *things, const char *id, guint from, guint to)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (links); i++) {
    g_autoptr (NordRecord) link = g_list_model_get_item (links, i);
    const char *other = nord_record_get_text (link, to);

    if (other != NULL && g_strcmp0 (nord_record_get_text (link, from), id) == 0)
      g_hash_table_add (wanted, g_strdup (other));
  }
  for (guint i = 0; g_hash_table_size (wanted) > 0 && i < g_list_model_get_n_items (things); i++) {
    g_autoptr (NordRecord) thing = g_list_model_get_item (things, i);

    if (g_hash_table_contains (wanted, nord_record_get_id (thing)))
      g_ptr_array_add (found, g_object_ref (thing));
  }
  return found;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return nord_register_compare (*(gconstpointer *) a, *(gconstpointer *) b, NULL);
}

GPtrArray *
nord_register_list_projects (GListModel *links, GListModel *projects, const char *idea)
{
  GPtrArray *found =
    list_ends (links, projects, idea, NORD_PROJECT_LINK_IDEA, NORD_PROJECT_LINK_PROJECT);

  g_ptr_array_sort (found, compare_numbers);
  return found;
}

GPtrArray *
nord_register_list_ideas (GListModel *links, GListModel *ideas, const char *project)
{
  return list_ends (links, ideas, project, NORD_PROJECT_LINK_PROJECT, NORD_PROJECT_LINK_IDEA);
}

static gboolean
joins (NordRecord *link, const char *idea, const char *project)
{
  return g_strcmp0 (nord_record_get_text (link, NORD_PROJECT_LINK_IDEA), idea) == 0 &&
         g_strcmp0 (nord_record_get_text (link, NORD_PROJECT_LINK_PROJECT), project) == 0;
}

gboolean
nord_register_is_linked (GListModel *links, const char *idea, const char *project)
{
  for (guint i = 0; i < g_list_model_get_n_items (links); i++) {
    g_autoptr (NordRecord) link = g_list_model_get_item (links, i);

    if (joins (link, idea, project))
      return TRUE;
  }
  return FALSE;
}

void
nord_register_link (NordChangeSet *set, const char *idea, const char *project)
{
  NordChange *link = nord_change_new_create (NORD_NOUN_PROJECT_LINK, NULL);

  nord_change_set_text (link, NORD_PROJECT_LINK_IDEA, idea);
  nord_change_set_text (link, NORD_PROJECT_LINK_PROJECT, project);
  nord_change_set_group_add (set, link);
}

void
nord_register_unlink (NordChangeSet *set, GListModel *links, const char *idea, const char *project)
{
  for (guint i = 0; i < g_list_model_get_n_items (links); i++) {
    g_autoptr (NordRecord) link = g_list_model_get_item (links, i);

    if (joins (link, idea, project))
      nord_change_set_group_add (set, nord_change_new_delete (link));
  }
}
