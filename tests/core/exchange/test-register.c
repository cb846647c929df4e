/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Lists of projects come in once, are brought up to date by a later list, and say line and column
 * of what cannot come in; what goes out comes back the same. */
#include "core/exchange/import.h"
#include "core/exchange/register-export.h"
#include "core/exchange/sample.h"
#include "core/model/project.h"
#include "core/model/register.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static NordImportPlan *
plan_bytes (GBytes *bytes, const char *name, const NordImportKnown *known)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordImport) import =
    nord_import_new_for_bytes (bytes, name, NORD_FORMAT_GUESS, &error);
  NordImportPlan *plan;

  g_assert_no_error (error);
  nord_import_set_subject (import, NORD_SUBJECT_PROJECTS, &error);
  g_assert_no_error (error);
  plan = nord_import_plan (import, known, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

static NordImportPlan *
plan_text (const char *text, const NordImportKnown *known)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return plan_bytes (bytes, *text == '{' ? "liste.geojson" : "liste.csv", known);
}

static NordRecord *
make_record (const NordChange *change)
{
  NordRecord *record = nord_record_new (NORD_NOUN_PROJECT, change->target);

  for (guint e = 0; e < change->edits->len; e++) {
    const NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

    nord_record_put (record, edit->field, &edit->after);
  }
  return record;
}

static GPtrArray *
make_records (const NordImportPlan *plan)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < plan->changes->len; i++)
    g_ptr_array_add (records, make_record (plan->changes->pdata[i]));
  return records;
}

static NordImportKnown *
know (const GPtrArray *records)
{
  NordImportKnown *known = nord_import_known_new ();

  for (guint i = 0; i < records->len; i++)
    nord_import_known_add (known, records->pdata[i]);
  return known;
}

static const char *
get (GPtrArray *records, guint i, guint field)
{
  return nord_record_get_text (records->pdata[i], field);
}

static const char first_list[] =
  "Nr.;Projekt;Beschreibung;Handlungsfeld;Stadtbezirk;Status;angemeldet am;Beginn;Ende;Kosten;Link;"
  "Länge;Breite\r\n"
  "TP 1;Licht am Weg;Neue Leuchten;Mobilität;mengede;in Umsetzung;18.03.2019;2020;;1.250.000,00 "
  "€;https://example.org/1;7,38;51,57\r\n"
  "TP 2;Bänke;;Umwelt & Grün;;;03/2019;;;;;7,4656;51,5259\r\n";

static void
test_first (void)
{
  g_autoptr (NordImportPlan) plan = plan_text (first_list, NULL);
  g_autoptr (GPtrArray) records = make_records (plan);

  g_assert_cmpuint (plan->n_rejected, ==, 0);
  g_assert_cmpuint (plan->n_warnings, ==, 0);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (get (records, 0, NORD_PROJECT_NUMBER), ==, "TP 1");
  g_assert_cmpstr (get (records, 0, NORD_PROJECT_TITLE), ==, "Licht am Weg");
  g_assert_cmpstr (get (records, 0, NORD_PROJECT_CATEGORY), ==, "mobility");
  g_assert_cmpstr (get (records, 0, NORD_PROJECT_DISTRICT), ==, "Mengede");
  g_assert_cmpstr (get (records, 0, NORD_PROJECT_STATE), ==, "started");
  g_assert_cmpstr (get (records, 0, NORD_PROJECT_REGISTERED_ON), ==, "2019-03-18");
  g_assert_cmpstr (get (records, 0, NORD_PROJECT_STARTED_ON), ==, "2020");
  g_assert_cmpint (nord_record_get_integer (records->pdata[0], NORD_PROJECT_COST), ==, 1250000);
  g_assert_cmpstr (get (records, 0, NORD_PROJECT_URL), ==, "https://example.org/1");
  g_assert_cmpstr (get (records, 0, NORD_PROJECT_SOURCE), ==, "liste");
  g_assert_false (nord_record_get_boolean (records->pdata[0], NORD_PROJECT_SAMPLE));
  /* What the list leaves open follows from the rest of it. */
  g_assert_cmpstr (get (records, 1, NORD_PROJECT_STATE), ==, "registered");
  g_assert_cmpstr (get (records, 1, NORD_PROJECT_DISTRICT), ==, "Innenstadt-Nord");
}

static void
test_again (void)
{
  g_autoptr (NordImportPlan) before = plan_text (first_list, NULL);
  g_autoptr (GPtrArray) records = make_records (before);
  g_autoptr (NordImportKnown) known = know (records);
  g_autoptr (NordImportPlan) same = plan_text (first_list, known);
  g_autoptr (NordImportPlan) later = NULL;
  const NordChange *change;

  g_assert_cmpuint (same->n_changes, ==, 0);
  g_assert_cmpuint (same->n_duplicates, ==, 2);
  /* Another list, other columns: one goes on, one is new, one is as it was. */
  later = plan_text ("Nummer,Status,Fertigstellung\n"
                     "tp1,abgeschlossen,2024-05-06\n"
                     "TP 3,geplant,\n"
                     "TP 2,angemeldet,\n",
                     known);
  g_assert_cmpuint (later->n_changes, ==, 1);
  g_assert_cmpuint (later->n_updates, ==, 1);
  g_assert_cmpuint (later->n_duplicates, ==, 1);
  /* The new one has no title, and nothing is made of a number alone. */
  g_assert_cmpuint (later->n_rejected, ==, 1);
  change = later->changes->pdata[0];
  g_assert_cmpint (change->kind, ==, NORD_CHANGE_UPDATE);
  g_assert_cmpstr (change->target, ==, nord_record_get_id (records->pdata[0]));
  g_assert_cmpstr (nord_change_find (change, NORD_PROJECT_STATE)->before.text, ==, "started");
  g_assert_cmpstr (nord_change_find (change, NORD_PROJECT_STATE)->after.text, ==, "finished");
  g_assert_cmpstr (nord_change_find (change, NORD_PROJECT_ENDED_ON)->after.text, ==, "2024-05-06");
  /* What the list does not say stays. */
  g_assert_null (nord_change_find (change, NORD_PROJECT_TITLE));
  g_assert_null (nord_change_find (change, NORD_PROJECT_SOURCE));
  g_assert_null (nord_change_find (change, NORD_PROJECT_DISTRICT));
}

static void
assert_fault (const GArray *faults, guint i, guint line, const char *column)
{
  const NordImportFault *fault = &g_array_index (faults, NordImportFault, i);

  g_assert_cmpuint (i, <, faults->len);
  g_assert_cmpuint (fault->line, ==, line);
  g_assert_cmpstr (fault->column, ==, column);
  g_assert_cmpuint (strlen (fault->reason), >, 5);
}

static void
test_faults (void)
{
  g_autoptr (NordImportPlan) plan =
    plan_text ("Nr,Titel,Status,Beginn,Ende,Kosten,Lon,Lat,URL\n"
               "1,a,bald,,,,,,\n"                        /* 2: state */
               "2,b,läuft,31.02.2024,,,,,\n"             /* 3: date */
               "3,c,läuft,,,viel,,,\n"                   /* 4: money */
               "4,d,läuft,,,,7.4,95,\n"                  /* 5: place */
               ",e,läuft,,,,,,\n"                        /* 6: no number */
               "6,f,läuft,,,,,,\n"                       /* 7: comes in */
               "6,g,läuft,,,,,,\n"                       /* 8: the number again */
               "6,f,läuft,,,,,,\n"                       /* 9: the same again */
               "7,h,fertig,2024,2023,,,,javascript:x\n", /* 10: comes in, with two warnings */
               NULL);

  g_assert_cmpuint (plan->n_read, ==, 9);
  g_assert_cmpuint (plan->n_changes, ==, 2);
  g_assert_cmpuint (plan->n_duplicates, ==, 1);
  g_assert_cmpuint (plan->n_rejected, ==, 6);
  assert_fault (plan->rejected, 0, 2, "Status");
  assert_fault (plan->rejected, 1, 3, "Beginn");
  assert_fault (plan->rejected, 2, 4, "Kosten");
  assert_fault (plan->rejected, 3, 5, "Lat");
  assert_fault (plan->rejected, 4, 6, "Nr");
  assert_fault (plan->rejected, 5, 8, "Nr");
  g_assert_cmpuint (plan->n_warnings, ==, 2);
  assert_fault (plan->warnings, 0, 10, "URL");
  assert_fault (plan->warnings, 1, 10, "Ende");
}

/* Nobody's file makes the program fall over. */
static void
test_hostile (void)
{
  static const char *const texts[] = {
    "Nr\n1\n",
    "Nr,Titel\n\"1\"\"\",\"<b>&amp;\"\n",
    "Nr,Titel\n1,\xff\xfe\n",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":null,"
    "\"geometry\":null}]}",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"Nr\":1,"
    "\"Nr\":2,\"titel\":\"x\"},\"geometry\":null}]}",
    "{\"type\":\"Feature\",\"properties\":{\"number\":7,\"title\":true,\"cost\":1e300,\"sample\":"
    "[1]},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,2]]]}}",
    "Nr,Titel,Beginn\n1,x,9999-99-99\n2,y,-001-01-01\n3,z,%s%n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (NordImportPlan) plan = plan_text (texts[i], NULL);
    g_autoptr (GPtrArray) records = make_records (plan);

    g_assert_cmpuint (plan->n_read, ==, plan->n_rejected + plan->n_changes + plan->n_duplicates);
    for (guint k = 0; k < records->len; k++)
      g_assert_nonnull (get (records, k, NORD_PROJECT_NUMBER));
  }
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sample = nord_sample_load_register (&error);
  g_autoptr (NordImportPlan) plan = plan_bytes (sample, "projects.geojson", NULL);
  g_autoptr (GPtrArray) records = make_records (plan);
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);

  g_assert_cmpuint (plan->n_rejected + plan->n_warnings, ==, 0);
  g_assert_cmpuint (records->len, ==, 120);
  /* Formulas must not run in a spreadsheet, and come back as they were. */
  {
    g_auto (NordValue) value = NORD_VALUE_INIT;

    nord_value_set_text (&value, "=1+1; \"so\"\nund so");
    nord_record_put (records->pdata[0], NORD_PROJECT_BODY, &value);
  }
  for (guint form = 0; form < 3; form++) {
    g_autofree char *path = g_build_filename (folder, form == 0 ? "a.geojson" : "a.csv", NULL);
    g_autoptr (NordOutputFile) file = nord_output_file_new (path, &error);
    g_autoptr (NordImport) import = NULL;
    g_autoptr (NordImportPlan) back = NULL;

    if (form == 0)
      nord_register_export_geojson (file, "Beispiel", records);
    else
      nord_register_export_csv (file, form == 1 ? NORD_CSV_STYLE_STANDARD : NORD_CSV_STYLE_GERMAN,
                                records);
    g_assert_true (nord_output_file_finish (file, &error));
    import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error);
    g_assert_no_error (error);
    nord_import_set_subject (import, NORD_SUBJECT_PROJECTS, &error);
    g_assert_no_error (error);
    g_assert_true (import->own);
    back = nord_import_plan (import, NULL, NULL, NULL, NULL, &error);
    g_assert_cmpuint (back->n_rejected, ==, 0);
    g_assert_cmpuint (back->changes->len, ==, records->len);
    for (guint i = 0; i < records->len; i++) {
      g_autoptr (NordRecord) record = make_record (back->changes->pdata[i]);

      for (guint f = 0; f < NORD_PROJECT_N_FIELDS; f++)
        if (!nord_value_equal (nord_record_peek (records->pdata[i], f),
                               nord_record_peek (record, f)))
          g_error ("form %u, row %u: %s", form, i, nord_record_get_noun (record)->fields[f].name);
    }
    g_unlink (path);
  }
  g_rmdir (folder);
}

/* Ideas are read as before, whatever projects are called. */
static void
test_ideas_stay (void)
{
  const char *text = "id,title,status,kosten\n1,Bänke,neu,5\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (NordImport) import =
    nord_import_new_for_bytes (bytes, "a.csv", NORD_FORMAT_GUESS, NULL);
  g_autoptr (NordImportPlan) plan = nord_import_plan (import, NULL, NULL, NULL, NULL, NULL);

  g_assert_cmpuint (plan->n_changes, ==, 1);
  g_assert_cmpint (((NordChange *) plan->changes->pdata[0])->noun->kind, ==, NORD_NOUN_IDEA);
  g_assert_cmpint (nord_columns_find_role (import->columns, NORD_ROLE_STATE), ==, -1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/exchange/register/first", test_first);
  g_test_add_func ("/exchange/register/again", test_again);
  g_test_add_func ("/exchange/register/faults", test_faults);
  g_test_add_func ("/exchange/register/hostile", test_hostile);
  g_test_add_func ("/exchange/register/round-trip", test_round_trip);
  g_test_add_func ("/exchange/register/ideas-stay", test_ideas_stay);
  return g_test_run ();
}
