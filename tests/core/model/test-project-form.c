/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a person may write about a project, which field is named where it is wrong, and that what
 * was not touched stays. */
#include "core/model/project-form.h"

#include "core/model/project-link.h"
#include "core/model/project.h"

#include <locale.h>
#include <string.h>

static void
put (NordRecord *record, guint field, const char *text)
{
  NordValue value = {.kind = NORD_VALUE_TEXT, .text = (char *) text};

  nord_record_put (record, field, &value);
}

static NordRecord *
make_project (const char *id, const char *number, const char *title)
{
  NordRecord *project = nord_record_new (NORD_NOUN_PROJECT, id);

  put (project, NORD_PROJECT_NUMBER, number);
  put (project, NORD_PROJECT_TITLE, title);
  put (project, NORD_PROJECT_STATE, "started");
  put (project, NORD_PROJECT_STARTED_ON, "2019-03");
  return project;
}

static GListStore *
make_register (void)
{
  GListStore *projects = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) one = make_project ("p1", "N-1", "Kanal");
  g_autoptr (NordRecord) two = make_project ("p2", "N-2", "Park");

  g_list_store_append (projects, one);
  g_list_store_append (projects, two);
  return projects;
}

static const char *
get_after (const NordChange *change, guint field)
{
  const NordEdit *edit = nord_change_find (change, field);

  return edit != NULL && edit->after.kind == NORD_VALUE_TEXT ? edit->after.text : NULL;
}

static void
test_new (void)
{
  g_autoptr (GListStore) projects = make_register ();
  const char *texts[NORD_PROJECT_N_FIELDS] = {
    [NORD_PROJECT_NUMBER] = "  N-3 ",
    [NORD_PROJECT_TITLE] = "Steg am\nKanal",
    [NORD_PROJECT_BODY] = "Zwei\nZeilen",
    [NORD_PROJECT_CATEGORY] = "",
    [NORD_PROJECT_REGISTERED_ON] = "18.03.2024",
    [NORD_PROJECT_COST] = "1.250.000 €",
    [NORD_PROJECT_URL] = "https://example.org/",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChange) change =
    nord_project_form_read (texts, NULL, G_LIST_MODEL (projects), &error);

  g_assert_no_error (error);
  g_assert_cmpint (change->kind, ==, NORD_CHANGE_CREATE);
  g_assert_cmpstr (get_after (change, NORD_PROJECT_NUMBER), ==, "N-3");
  g_assert_cmpstr (get_after (change, NORD_PROJECT_TITLE), ==, "Steg am Kanal");
  g_assert_cmpstr (get_after (change, NORD_PROJECT_BODY), ==, "Zwei\nZeilen");
  g_assert_cmpstr (get_after (change, NORD_PROJECT_STATE), ==, "registered");
  g_assert_cmpstr (get_after (change, NORD_PROJECT_REGISTERED_ON), ==, "2024-03-18");
  g_assert_cmpint (nord_change_find (change, NORD_PROJECT_COST)->after.integer, ==, 1250000);
  g_assert_null (nord_change_find (change, NORD_PROJECT_CATEGORY));
}

static void
test_refused (void)
{
  static const struct {
    guint field;
    const char *text;
    guint wrong;
    const char *says;
  } cases[] = {
    {NORD_PROJECT_NUMBER, "", NORD_PROJECT_NUMBER, "number"},
    {NORD_PROJECT_NUMBER, "   ", NORD_PROJECT_NUMBER, "number"},
    {NORD_PROJECT_NUMBER, "n-2", NORD_PROJECT_NUMBER, "Park"},
    {NORD_PROJECT_TITLE, " ", NORD_PROJECT_TITLE, "title"},
    {NORD_PROJECT_STATE, "maybe", NORD_PROJECT_STATE, "maybe"},
    {NORD_PROJECT_REGISTERED_ON, "30.02.2019", NORD_PROJECT_REGISTERED_ON, "30.02.2019"},
    {NORD_PROJECT_STARTED_ON, "100 %s %n", NORD_PROJECT_STARTED_ON, "100 %s %n"},
    {NORD_PROJECT_ENDED_ON, "2024", NORD_PROJECT_ENDED_ON, "finished or stopped"},
    {NORD_PROJECT_COST, "-5", NORD_PROJECT_COST, "-5"},
    {NORD_PROJECT_COST, "viel", NORD_PROJECT_COST, "viel"},
    {NORD_PROJECT_URL, "javascript:alert(1)", NORD_PROJECT_URL, "https://"},
  };
  g_autoptr (GListStore) projects = make_register ();
  g_autoptr (NordRecord) one = g_list_model_get_item (G_LIST_MODEL (projects), 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *texts[NORD_PROJECT_N_FIELDS] = {NULL};
    g_autoptr (GError) error = NULL;
    g_autoptr (NordChange) change = NULL;

    texts[cases[i].field] = cases[i].text;
    change = nord_project_form_read (texts, one, G_LIST_MODEL (projects), &error);
    g_assert_null (change);
    g_assert_error (error, NORD_PROJECT_FORM_ERROR, (int) cases[i].wrong);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

/* The end and the state that allows it come together. */
static void
test_dates (void)
{
  static const struct {
    const char *state, *end;
    gboolean good;
  } cases[] = {
    {"finished", "2024", TRUE},     {"stopped", "2019", TRUE},     {"finished", "03/2019", TRUE},
    {"finished", "02/2019", FALSE}, {"finished", "2018", FALSE},   {"started", "2024", FALSE},
    {"started", "", TRUE},          {"registered", "2024", FALSE}, {"finished", "", TRUE},
  };
  g_autoptr (GListStore) projects = make_register ();
  g_autoptr (NordRecord) one = g_list_model_get_item (G_LIST_MODEL (projects), 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *texts[NORD_PROJECT_N_FIELDS] =
      {[NORD_PROJECT_STATE] = cases[i].state, [NORD_PROJECT_ENDED_ON] = cases[i].end};
    g_autoptr (GError) error = NULL;
    g_autoptr (NordChange) change =
      nord_project_form_read (texts, one, G_LIST_MODEL (projects), &error);

    g_assert_cmpint (change != NULL, ==, cases[i].good);
    if (!cases[i].good)
      g_assert_error (error, NORD_PROJECT_FORM_ERROR, NORD_PROJECT_ENDED_ON);
  }
}

/* What a list brought so may be wrong; who corrects something else is not held up by it. */
static void
test_untouched (void)
{
  g_autoptr (GListStore) projects = make_register ();
  g_autoptr (NordRecord) one = g_list_model_get_item (G_LIST_MODEL (projects), 0);
  g_autoptr (NordRecord) two = g_list_model_get_item (G_LIST_MODEL (projects), 1);
  const char *texts[NORD_PROJECT_N_FIELDS] = {[NORD_PROJECT_TITLE] = "Park & <b>Teich</b>"};
  g_autoptr (NordChange) change = NULL, nothing = NULL;
  g_autoptr (GError) error = NULL;

  put (one, NORD_PROJECT_NUMBER, "N-2");
  put (two, NORD_PROJECT_ENDED_ON, "2011");
  put (two, NORD_PROJECT_URL, "ftp://example.org");
  change = nord_project_form_read (texts, two, G_LIST_MODEL (projects), &error);
  g_assert_no_error (error);
  g_assert_cmpint (change->kind, ==, NORD_CHANGE_UPDATE);
  g_assert_cmpint (change->edits->len, ==, 1);
  g_assert_cmpstr (get_after (change, NORD_PROJECT_TITLE), ==, "Park & <b>Teich</b>");
  texts[NORD_PROJECT_TITLE] = " Park ";
  texts[NORD_PROJECT_BODY] = "";
  texts[NORD_PROJECT_COST] = "";
  nothing = nord_project_form_read (texts, two, G_LIST_MODEL (projects), &error);
  g_assert_no_error (error);
  g_assert_true (nord_change_is_empty (nothing));
}

/* What stands in the form is read as what the project has. */
static void
test_there_and_back (void)
{
  static const char *const dates[] = {"2019", "2019-03", "2019-03-18", "2024-12-01"};
  g_autoptr (GListStore) projects = make_register ();
  g_autoptr (NordRecord) one = g_list_model_get_item (G_LIST_MODEL (projects), 0);
  NordValue cost = {.kind = NORD_VALUE_INTEGER, .integer = 1250000};

  nord_record_put (one, NORD_PROJECT_COST, &cost);
  put (one, NORD_PROJECT_BODY, "Zwei\nZeilen");
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
    const char *texts[NORD_PROJECT_N_FIELDS] = {NULL};
    g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    g_autoptr (NordChange) change = NULL;

    put (one, NORD_PROJECT_REGISTERED_ON, dates[i]);
    for (guint field = 0; field < NORD_PROJECT_N_FIELDS; field++) {
      if (field == NORD_PROJECT_SHAPE || field == NORD_PROJECT_SAMPLE)
        continue;
      g_ptr_array_add (kept, nord_project_form_dup_text (one, field));
      texts[field] = g_ptr_array_index (kept, kept->len - 1);
    }
    change = nord_project_form_read (texts, one, G_LIST_MODEL (projects), &error);
    g_assert_no_error (error);
    g_assert_true (nord_change_is_empty (change));
  }
}

static void
test_remove (void)
{
  g_autoptr (GListStore) projects = make_register ();
  g_autoptr (GListStore) links = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) one = g_list_model_get_item (G_LIST_MODEL (projects), 0);
  g_autoptr (NordChangeSet) set = NULL;

  for (guint i = 0; i < 3; i++) {
    g_autofree char *id = g_strdup_printf ("l%u", i);
    g_autoptr (NordRecord) link = nord_record_new (NORD_NOUN_PROJECT_LINK, id);

    put (link, NORD_PROJECT_LINK_IDEA, "i1");
    put (link, NORD_PROJECT_LINK_PROJECT, i == 1 ? "p2" : "p1");
    g_list_store_append (links, link);
  }
  set = nord_project_form_remove (one, G_LIST_MODEL (links), "Remove");
  g_assert_cmpuint (set->changes->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    const NordChange *change = g_ptr_array_index (set->changes, i);

    g_assert_cmpint (change->kind, ==, NORD_CHANGE_DELETE);
    g_assert_cmpstr (change->target, !=, "l1");
    g_assert_cmpstr (change->target, !=, "p2");
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/project-form/new", test_new);
  g_test_add_func ("/project-form/refused", test_refused);
  g_test_add_func ("/project-form/dates", test_dates);
  g_test_add_func ("/project-form/untouched", test_untouched);
  g_test_add_func ("/project-form/there-and-back", test_there_and_back);
  g_test_add_func ("/project-form/remove", test_remove);
  return g_test_run ();
}
