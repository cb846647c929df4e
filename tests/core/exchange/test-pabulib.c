/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* `.pb` files as they are found, as nobody should write them, and there and back again. */
#include "core/exchange/pabulib-budget.h"
#include "core/exchange/pabulib.h"

#include <string.h>

#define HEAD "META\nkey;value\nbudget;100\nvote_type;"
#define PROJECTS "PROJECTS\nproject_id;cost;name\n1;30;A\n2;40.5;\"B; \"\"b\"\"\"\n3;50;C\n"

static NordPabulib *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  NordPabulib *file = nord_pabulib_parse (text, -1, &error);

  g_assert_no_error (error);
  return file;
}

/* Every field, also of columns that nobody here knows. */
static void
assert_same_table (const NordPabulibTable *a, const NordPabulibTable *b)
{
  g_assert_cmpuint (a->n_columns, ==, b->n_columns);
  g_assert_cmpuint (a->n_rows, ==, b->n_rows);
  for (guint c = 0; c < a->n_columns; c++)
    g_assert_cmpstr (a->columns[c], ==, b->columns[c]);
  for (gsize i = 0; i < (gsize) a->n_rows * a->n_columns; i++)
    g_assert_cmpstr (a->cells[i], ==, b->cells[i]);
}

static void
assert_same (const NordPabulib *a, const NordPabulib *b)
{
  const NordBudget *x = a->budget, *y = b->budget;
  const guint n = nord_budget_get_n_marks (x);

  g_assert_cmpint (a->vote_type, ==, b->vote_type);
  assert_same_table (&a->meta, &b->meta);
  assert_same_table (&a->projects, &b->projects);
  assert_same_table (&a->votes, &b->votes);
  g_assert_cmpint (x->budget, ==, y->budget);
  g_assert_cmpint (x->unit, ==, y->unit);
  g_assert_cmpuint (x->n_projects, ==, y->n_projects);
  g_assert_cmpuint (x->n_ballots, ==, y->n_ballots);
  for (guint p = 0; p < x->n_projects; p++) {
    g_assert_cmpstr (x->ids[p], ==, y->ids[p]);
    g_assert_cmpint (x->costs[p], ==, y->costs[p]);
  }
  g_assert_cmpuint (n, ==, nord_budget_get_n_marks (y));
  g_assert_cmpmem (x->ends, x->n_ballots * sizeof *x->ends, y->ends,
                   y->n_ballots * sizeof *y->ends);
  g_assert_cmpmem (x->marks, n * sizeof *x->marks, y->marks, n * sizeof *y->marks);
  g_assert_cmpmem (x->points, n * sizeof *x->points, y->points, n * sizeof *y->points);
}

static void
there_and_back (const NordPabulib *file)
{
  g_autofree char *text = nord_pabulib_format (file);
  g_autoptr (NordPabulib) again = parse (text);
  g_autofree char *twice = nord_pabulib_format (again);

  assert_same (file, again);
  g_assert_cmpstr (text, ==, twice);
}

/* What spreadsheets and people make of it. */
static void
test_odd (void)
{
  static const struct {
    const char *text;
    guint n_ballots, n_marks;
  } files[] = {
    {HEAD "approval\n" PROJECTS "VOTES\nvoter_id;vote\n1;1,2\n2;3\n", 2, 3},
    /* byte order mark, ends of lines of other systems, words in capitals */
    {"\xef\xbb\xbfMETA\r\nkey;value\r\nbudget;100\r\nvote_type;APPROVAL\r\nPROJECTS\r\n"
     "project_id;cost\r\n1;30\r\nVOTES\r\nvoter_id;vote\r\n1;1\r\n",
     1, 1},
    /* separators at the ends of lines, blank lines of them, all in quotes */
    {"META;;\nkey;value;\nbudget;100;\nvote_type;approval;\n;;\nPROJECTS;;\nproject_id;cost;\n1;30;"
     "\n;;\nVOTES;;\nvoter_id;vote;\n1;1;\n  \n;;\n",
     1, 1},
    {"\"META\"\n\"key\";\"value\"\n\"budget\";\"100\"\n\"vote_type\";\"approval\"\n\"PROJECTS\"\n"
     "\"project_id\";\"cost\"\n\"1\";\"30\"\n\"VOTES\"\n\"voter_id\";\"vote\"\n\"7\";\"1\"\n",
     1, 1},
    /* a description with separators, lines in a quoted field, empty votes, a comma too many */
    {HEAD "approval\ndescription;Licht; Bänke; Weg\n" PROJECTS
          "VOTES\nvoter_id;vote;note\n1;1,;\"zwei\nZeilen\"\n2;;\n3;,2\n",
     3, 2},
    /* nobody has numbers: one column only, an empty ballot in quotes */
    {HEAD "approval\n" PROJECTS "VOTES\nvote\n\"\"\n1\n", 2, 1},
    {HEAD "choose-1\n" PROJECTS "VOTES\nvoter_id;vote\n1;1\n2;2\n", 2, 2},
    {HEAD "ordinal\n" PROJECTS "VOTES\nvoter_id;vote\n1;3,1,2\n", 1, 3},
    {HEAD "cumulative\n" PROJECTS "VOTES\nvoter_id;vote;points\n1;1,3;2.5,1\n", 1, 2},
    {HEAD "scoring\n" PROJECTS "VOTES\nvoter_id;points;vote\n1; 5 , 0 ;1,3\n", 1, 2},
    /* no points: "none", an empty field, none at all */
    {HEAD "scoring\n" PROJECTS "VOTES\nvoter_id;vote;points\n1;1,3;None\n2;2;\n3;2\n4;;\n5;1;7\n",
     5, 1},
    {HEAD "approval\n"
          "PROJECTS\nproject_id;cost;category;target;latitude;longitude;selected\n"
          "a-1;30;\"Grün, Licht\";Kinder;51.52;7.46;1\nb;7;;;;;0\n"
          "VOTES\nvoter_id;age;sex;voting_method;vote\n1;34;F;internet;b,a-1\n",
     1, 2},
    /* a project twice, one that costs nothing, no ballots at all */
    {HEAD "approval\n" PROJECTS "4;0;frei\nVOTES\nvoter_id;vote\n1;1,1\n", 1, 1},
    {HEAD "approval\n" PROJECTS "VOTES\nvoter_id;vote\n", 0, 0},
    /* blanks around the names of sections */
    {"META \nkey;value\nbudget;100\nvote_type;approval\n PROJECTS\t\nproject_id;cost\n1;30\n"
     "VOTES ;\nvoter_id;vote\n1;1\n",
     1, 1},
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (NordPabulib) file = parse (files[i].text);

    g_test_message ("file %u", i);
    g_assert_cmpuint (file->budget->n_ballots, ==, files[i].n_ballots);
    g_assert_cmpuint (nord_budget_get_n_marks (file->budget), ==, files[i].n_marks);
    there_and_back (file);
  }
  {
    g_autoptr (NordPabulib) file = parse (files[4].text);

    g_assert_cmpstr (nord_pabulib_get_meta (file, "description"), ==, "Licht; Bänke; Weg");
    g_assert_cmpstr (file->budget->names[1], ==, "B; \"b\"");
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *text, *said;
  } files[] = {
    {"", "META"},
    {"hello", "META"},
    {HEAD "approval\n", "PROJECTS"},
    {HEAD "approval\n" PROJECTS, "VOTES"},
    {HEAD "lottery\n" PROJECTS "VOTES\nvoter_id;vote\n", "vote_type"},
    {HEAD "approval\nMETA\nkey;value\n" PROJECTS "VOTES\nvoter_id;vote\n", "META"},
    {HEAD "approval\n" PROJECTS "VOTES\nvoter_id;vote\n1;9\n", "Line 12"},
    {HEAD "approval\n" PROJECTS "1;3;zwei\nVOTES\nvoter_id;vote\n", "1"},
    {HEAD "approval\nPROJECTS\nproject_id;cost\n1;viel\nVOTES\nvoter_id;vote\n", "cost"},
    {HEAD "approval\nPROJECTS\nproject_id;cost\n1;-3\nVOTES\nvoter_id;vote\n", "cost"},
    {HEAD "approval\nPROJECTS\nproject_id;cost\n1;99999999999999999999\nVOTES\nvoter_id;vote\n",
     "cost"},
    {HEAD "approval\n" PROJECTS "VOTES\nvoter_id;vote\n1;\"1\n", "quoted"},
    {HEAD "cumulative\n" PROJECTS "VOTES\nvoter_id;vote;points\n1;1,2;3\n", "points"},
    {HEAD "cumulative\n" PROJECTS "VOTES\nvoter_id;vote\n1;1\n", "points"},
    {HEAD "approval\n" PROJECTS "VOTES\nvoter_id;vote\n1;1;2;3\n", "more fields"},
    {"META\nkey;value\nvote_type;approval\n" PROJECTS "VOTES\nvoter_id;vote\n", "budget"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NordPabulib) file = nord_pabulib_parse (files[i].text, -1, &error);

    g_test_message ("file %u: %s", i, error != NULL ? error->message : "read");
    g_assert_null (file);
    g_assert_nonnull (strstr (error->message, files[i].said));
  }
}

static void
append_any (GString *to, GRand *rand)
{
  static const char *const pieces[] = {"a",    "Bänke", ";",  "\"",   "\n",          ",", " ",
                                       "META", "VOTES", "\r", "\t",   "1",           ".", "-",
                                       "\"\"", "😀",     "ß",  "0.50", "\xef\xbb\xbf"};

  g_string_append (to, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

/* Quoted as the format has it. */
static void
append_quoted (GString *to, const char *text)
{
  g_string_append_c (to, '"');
  for (; *text; text++) {
    if (*text == '"')
      g_string_append_c (to, '"');
    g_string_append_c (to, *text);
  }
  g_string_append_c (to, '"');
}

static char *
make_file (GRand *rand)
{
  static const char *const types[] = {"approval", "ordinal", "cumulative", "scoring", "choose-1"};
  const guint type = (guint) g_rand_int_range (rand, 0, 5), n = 1 + g_rand_int (rand) % 8;
  GString *text = g_string_new ("META\nkey;value\n");

  g_string_append_printf (text, "vote_type;%s\nbudget;%u.%02u\n", types[type],
                          g_rand_int (rand) % 100000, g_rand_int (rand) % 100);
  g_string_append (text, "PROJECTS\nproject_id;cost;name\n");
  for (guint p = 0; p < n; p++) {
    g_autoptr (GString) name = g_string_new (NULL);

    for (guint i = g_rand_int (rand) % 6; i > 0; i--)
      append_any (name, rand);
    g_string_append_printf (text, "p%u;%u.%u;", p, g_rand_int (rand) % 5000,
                            g_rand_int (rand) % 10);
    append_quoted (text, name->str);
    g_string_append_c (text, '\n');
  }
  g_string_append (text, "VOTES\nvoter_id;vote;points\n");
  for (guint v = g_rand_int (rand) % 12; v > 0; v--) {
    g_autoptr (GString) points = g_string_new (NULL);
    guint first = g_rand_int (rand) % n, many = type == 4 ? 1 : g_rand_int (rand) % (n + 1);

    g_string_append_printf (text, "%u;", v);
    for (guint i = 0; i < many; i++) {
      g_string_append_printf (text, i > 0 ? ",p%u" : "p%u", (first + i) % n);
      g_string_append_printf (points, i > 0 ? ",%u.%u" : "%u.%u", g_rand_int (rand) % 10,
                              g_rand_int (rand) % 4);
    }
    g_string_append_printf (text, ";%s\n", points->str);
  }
  return g_string_free (text, FALSE);
}

static void
test_there_and_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 2000; i++) {
    g_autofree char *text = make_file (rand);
    g_autoptr (NordPabulib) file = parse (text);

    there_and_back (file);
  }
}

/* Torn, doubled, overwritten: it is read or refused, and what is read can be written. */
static void
test_hostile (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n_read = 0;

  for (guint i = 0; i < 4000; i++) {
    g_autofree char *whole = make_file (rand);
    g_autoptr (GString) text = g_string_new (whole);
    g_autoptr (GError) error = NULL;
    g_autoptr (NordPabulib) file = NULL;

    for (guint n = 1 + g_rand_int (rand) % 4; n > 0; n--) {
      g_autoptr (GString) piece = g_string_new (NULL);
      const gsize at = g_rand_int (rand) % (text->len + 1);

      switch (g_rand_int_range (rand, 0, 4)) {
      case 0:
        g_string_truncate (text, at);
        break;
      case 1:
        append_any (piece, rand);
        g_string_insert (text, (gssize) at, piece->str);
        break;
      case 2:
        g_string_erase (text, (gssize) at, (gssize) MIN (3, text->len - at));
        break;
      default:
        if (at < text->len)
          text->str[at] = (char) g_rand_int_range (rand, 0, 256);
      }
    }
    file = nord_pabulib_parse (text->str, (gssize) text->len, &error);
    g_assert_true ((file == NULL) == (error != NULL));
    if (file == NULL)
      continue;
    n_read++;
    there_and_back (file);
  }
  g_test_message ("%u of 4000 were read", n_read);
  g_assert_cmpuint (n_read, >, 100);
}

/* What a poll writes is read as the same budget, and ties go the same way. */
static void
test_from_poll (void)
{
  const char *ids[12], *names[12];
  gint64 costs[12];
  g_autoptr (NordBudget) budget = NULL;
  const NordPabulibHead head = {.title = "Was; \"zuerst\"?\nJa",
                                .country = "Germany",
                                .unit = "Dortmund",
                                .rule = "mes-add1",
                                .begin = "2026-11-27T18:00:00Z"};
  g_autofree char *text = NULL;
  g_autoptr (NordPabulib) file = NULL;

  for (guint p = 0; p < 12; p++) {
    ids[p] = "x";
    names[p] = p == 3 ? "Licht; \"hell\"\nhier" : "Idee";
    costs[p] = 100 + p;
  }
  budget = nord_budget_new (12, ids, names, costs, 500, 1);
  nord_budget_add_ballot (budget, (guint[]){0, 11, 1}, NULL, 3);
  nord_budget_add_ballot (budget, NULL, NULL, 0);
  text = nord_pabulib_format_budget (budget, &head);
  file = parse (text);
  g_assert_cmpuint (file->warnings->len, ==, 0);
  g_assert_cmpuint (file->budget->n_ballots, ==, 2);
  g_assert_cmpstr (file->budget->names[3], ==, "Licht; \"hell\" hier");
  g_assert_cmpstr (nord_pabulib_get_meta (file, "unit"), ==, "Dortmund");
  g_assert_cmpstr (nord_pabulib_get_meta (file, "date_begin"), ==, "27.11.2026");
  for (guint p = 1; p < 12; p++)
    g_assert_cmpint (strcmp (file->budget->ids[p - 1], file->budget->ids[p]), <, 0);
  there_and_back (file);
}

/* All instances that are shown: nothing is lost or made up on the way. */
static void
test_shown (void)
{
  const char *shared = g_getenv ("NORD_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "", "budgets", NULL);
  g_autoptr (GDir) dir = shared != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  if (dir == NULL) {
    g_test_skip ("NORD_SHARED has no budgets");
    return;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GFile) source = g_file_new_for_path (path);
    g_autoptr (GError) error = NULL;
    g_autoptr (NordPabulib) file = NULL;

    if (!g_str_has_suffix (name, ".pb"))
      continue;
    file = nord_pabulib_read (source, NULL, &error);
    g_assert_no_error (error);
    there_and_back (file);
    n++;
  }
  g_test_message ("%u files", n);
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pabulib/odd", test_odd);
  g_test_add_func ("/pabulib/refused", test_refused);
  g_test_add_func ("/pabulib/there-and-back", test_there_and_back);
  g_test_add_func ("/pabulib/shown", test_shown);
  g_test_add_func ("/pabulib/hostile", test_hostile);
  g_test_add_func ("/pabulib/from-poll", test_from_poll);
  return g_test_run ();
}
