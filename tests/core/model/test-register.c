/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the words, dates and sums of a register mean, how many came when, and links both ways. */
#include "core/model/register.h"

#include "core/model/idea.h"
#include "core/model/project-link.h"
#include "core/model/project.h"

#include <locale.h>
#include <string.h>

static void
test_states (void)
{
  static const struct {
    const char *word;
    int state; /* -1: none */
  } words[] = {
    {"registered", NORD_PROJECT_REGISTERED},
    {"Angemeldet", NORD_PROJECT_REGISTERED},
    {"in Planung", NORD_PROJECT_REGISTERED},
    {"in Umsetzung", NORD_PROJECT_STARTED},
    {"LÄUFT", NORD_PROJECT_STARTED},
    {"la\xCC\x88uft", NORD_PROJECT_STARTED},
    {"abgeschlossen.", NORD_PROJECT_FINISHED},
    {" Fertig ", NORD_PROJECT_FINISHED},
    {"zurückgestellt", NORD_PROJECT_STOPPED},
    {"Eingestellt", NORD_PROJECT_STOPPED},
    {"vielleicht", -1},
    {"", -1},
    {"fast fertig", -1},
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    NordProjectState state = 0;
    const gboolean known = nord_project_state_read (words[i].word, &state);

    g_assert_cmpint (known ? (int) state : -1, ==, words[i].state);
  }
}

static void
test_dates (void)
{
  static const struct {
    const char *text, *date;
  } dates[] = {
    {"2019-03-18", "2019-03-18"},
    {"18.03.2019", "2019-03-18"},
    {"8.3.2019", "2019-03-08"},
    {"2019-03-18T10:00:00Z", "2019-03-18"},
    {"18.03.2019 10:00", "2019-03-18"},
    {"2019-03", "2019-03"},
    {"03/2019", "2019-03"},
    {"3.2019", "2019-03"},
    {"2019", "2019"},
    {"30.02.2019", NULL},
    {"2019-13", NULL},
    {"2019-02-30", NULL},
    {"18.03.19", NULL},
    {"März 2019", NULL},
    {"0219", NULL},
    {"20190318", NULL},
    {"18.03.2019x", NULL},
    {"", NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
    g_autofree char *date = nord_register_read_date (dates[i].text);

    g_assert_cmpstr (date, ==, dates[i].date);
  }
}

static void
test_money (void)
{
  static const struct {
    const char *text;
    gint64 euros; /* -1: none */
  } sums[] = {
    {"0", 0},
    {"1250000", 1250000},
    {"1.250.000", 1250000},
    {"1.250.000,00 €", 1250000},
    {"1,250,000.49", 1250000},
    {"EUR 90 000", 90000},
    {"90000 Euro", 90000},
    {"12.500", 12500},
    {"12,500", 12500},
    {"12,5", 13},
    {"12.50", 13},
    {"1'250'000", 1250000},
    {"999999999999999", 999999999999999},
    {"", -1},
    {"€", -1},
    {"-5", -1},
    {"1.25.000", -1},
    {"1.2500.000", -1},
    {"1,2,3", -1},
    {"1250.000,00", -1},
    {"1.250,0000", -1},
    {"rund 5000", -1},
    {"5 Mio.", -1},
    {"9999999999999999", -1},
    {"1e9", -1},
  };

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++) {
    gint64 euros = 0;
    const gboolean known = nord_register_read_money (sums[i].text, &euros);

    if ((known ? euros : -1) != sums[i].euros)
      g_error ("“%s”: %" G_GINT64_FORMAT, sums[i].text, known ? euros : -1);
  }
}

static void
put (NordRecord *record, guint field, const char *text)
{
  g_auto (NordValue) value = NORD_VALUE_INIT;

  if (text != NULL)
    nord_value_set_text (&value, text);
  nord_record_put (record, field, &value);
}

static void
add (GListStore *to,
     const char *number,
     const char *state,
     const char *registered,
     const char *started,
     const char *ended)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_PROJECT, NULL);
  g_autoptr (NordRecord) project = nord_record_new (NORD_NOUN_PROJECT, change->target);

  put (project, NORD_PROJECT_NUMBER, number);
  put (project, NORD_PROJECT_STATE, state);
  put (project, NORD_PROJECT_REGISTERED_ON, registered);
  put (project, NORD_PROJECT_STARTED_ON, started);
  put (project, NORD_PROJECT_ENDED_ON, ended);
  g_list_store_append (to, project);
  nord_change_free (change);
}

static char *
say (GListModel *projects, gboolean by_quarter)
{
  g_autoptr (GArray) spans = nord_register_count (projects, by_quarter);
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++) {
    const NordRegisterSpan *span = &g_array_index (spans, NordRegisterSpan, i);
    g_autofree char *name = nord_register_span_dup_name (span);

    g_string_append_printf (said, "%s:%u/%u/%u/%u ", name, span->registered, span->started,
                            span->finished, span->stopped);
  }
  return g_string_free (said, FALSE);
}

static void
test_count (void)
{
  g_autoptr (GListStore) projects = g_list_store_new (NORD_TYPE_RECORD);
  g_autofree char *none = say (G_LIST_MODEL (projects), FALSE);
  g_autofree char *years = NULL, *quarters = NULL;

  g_assert_cmpstr (none, ==, "");
  add (projects, "1", "finished", "2019-03-31", "2019-04-01", "2021-12-31");
  add (projects, "2", "stopped", "2019-01", NULL, "2021");
  add (projects, "3", NULL, NULL, NULL, NULL);
  add (projects, "4", "registered", "vielleicht", NULL, NULL);
  years = say (G_LIST_MODEL (projects), FALSE);
  g_assert_cmpstr (years, ==, "2019:2/1/0/0 2020:0/0/0/0 2021:0/0/1/1 ");
  quarters = say (G_LIST_MODEL (projects), TRUE);
  /* What is known of the year only stands before its quarters. */
  g_assert_cmpstr (quarters, ==,
                   "2019 Q1:2/0/0/0 2019 Q2:0/1/0/0 2019 Q3:0/0/0/0 2019 Q4:0/0/0/0 "
                   "2020 Q1:0/0/0/0 2020 Q2:0/0/0/0 2020 Q3:0/0/0/0 2020 Q4:0/0/0/0 "
                   "2021:0/0/0/1 2021 Q1:0/0/0/0 2021 Q2:0/0/0/0 2021 Q3:0/0/0/0 "
                   "2021 Q4:0/0/1/0 ");
  /* A slip of the pen makes no thousands of rows. */
  add (projects, "5", "registered", "9019", NULL, NULL);
  g_free (g_steal_pointer (&years));
  years = say (G_LIST_MODEL (projects), FALSE);
  g_assert_cmpuint (strlen (years), <, 200);
}

static void
test_numbers (void)
{
  g_autoptr (GListStore) projects = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) first = NULL;

  add (projects, "N-10", NULL, NULL, NULL, NULL);
  add (projects, "N-9", NULL, NULL, NULL, NULL);
  add (projects, NULL, NULL, NULL, NULL, NULL);
  g_list_store_sort (projects, nord_register_compare, NULL);
  first = g_list_model_get_item (G_LIST_MODEL (projects), 1);
  g_assert_cmpstr (nord_record_get_text (first, NORD_PROJECT_NUMBER), ==, "N-9");
  g_assert_true (nord_register_find (G_LIST_MODEL (projects), " n - 9 ") == first);
  g_assert_null (nord_register_find (G_LIST_MODEL (projects), "N-1"));
}

static void
apply (GListStore *links, NordChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++) {
    const NordChange *change = set->changes->pdata[i];

    if (change->kind == NORD_CHANGE_CREATE) {
      g_autoptr (NordRecord) link = nord_record_new (NORD_NOUN_PROJECT_LINK, change->target);

      for (guint e = 0; e < change->edits->len; e++) {
        const NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

        nord_record_put (link, edit->field, &edit->after);
      }
      g_list_store_append (links, link);
      continue;
    }
    for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (links)); k++) {
      g_autoptr (NordRecord) link = g_list_model_get_item (G_LIST_MODEL (links), k);

      if (strcmp (nord_record_get_id (link), change->target) == 0)
        g_list_store_remove (links, k--);
    }
  }
}

static void
test_links (void)
{
  static const char *const idea = "0193aaaa-0000-7000-8000-000000000001";
  g_autoptr (GListStore) projects = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (GListStore) ideas = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (GListStore) links = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) record = nord_record_new (NORD_NOUN_IDEA, idea);
  g_autoptr (NordRecord) ten = NULL, nine = NULL;
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("a");
  g_autoptr (NordChangeSet) away = nord_change_set_group_new ("b");
  GListModel *all = G_LIST_MODEL (links);

  add (projects, "N-10", NULL, NULL, NULL, NULL);
  add (projects, "N-9", NULL, NULL, NULL, NULL);
  g_list_store_append (ideas, record);
  ten = g_list_model_get_item (G_LIST_MODEL (projects), 0);
  nine = g_list_model_get_item (G_LIST_MODEL (projects), 1);
  nord_register_link (set, idea, nord_record_get_id (ten));
  nord_register_link (set, idea, nord_record_get_id (nine));
  /* Two copies of the workshop said the same before they met. */
  nord_register_link (set, idea, nord_record_get_id (ten));
  /* One whose project is gone. */
  nord_register_link (set, idea, "0193aaaa-0000-7000-8000-00000000dead");
  apply (links, set);
  {
    g_autoptr (GPtrArray) of_idea =
      nord_register_list_projects (all, G_LIST_MODEL (projects), idea);
    g_autoptr (GPtrArray) of_project =
      nord_register_list_ideas (all, G_LIST_MODEL (ideas), nord_record_get_id (ten));

    g_assert_cmpuint (of_idea->len, ==, 2);
    g_assert_true (of_idea->pdata[0] == nine && of_idea->pdata[1] == ten);
    g_assert_cmpuint (of_project->len, ==, 1);
    g_assert_true (of_project->pdata[0] == record);
  }
  g_assert_true (nord_register_is_linked (all, idea, nord_record_get_id (ten)));
  nord_register_unlink (away, all, idea, nord_record_get_id (ten));
  g_assert_cmpuint (away->changes->len, ==, 2);
  apply (links, away);
  g_assert_false (nord_register_is_linked (all, idea, nord_record_get_id (ten)));
  g_assert_true (nord_register_is_linked (all, idea, nord_record_get_id (nine)));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/model/register/states", test_states);
  g_test_add_func ("/model/register/dates", test_dates);
  g_test_add_func ("/model/register/money", test_money);
  g_test_add_func ("/model/register/count", test_count);
  g_test_add_func ("/model/register/numbers", test_numbers);
  g_test_add_func ("/model/register/links", test_links);
  return g_test_run ();
}
