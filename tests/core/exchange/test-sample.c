/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The sample that the program carries comes in whole, and goes out and in again unchanged. */
#include "core/exchange/export.h"
#include "core/exchange/import.h"
#include "core/exchange/sample.h"
#include "core/model/answer.h"
#include "core/model/programme.h"
#include "core/model/project-link.h"
#include "core/model/project.h"
#include "core/model/workshop.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static NordChangeSet *
read_sample (NordRecord *workshop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = nord_sample_load (&error);

  g_assert_no_error (error);
  NordChangeSet *changes = nord_sample_read (bytes, workshop, &error);
  g_assert_no_error (error);
  return changes;
}

static void
test_whole (void)
{
  static const char *const scope = "0193aaaa-0000-7000-8000-000000000001";
  g_autoptr (NordRecord) workshop = nord_record_new (NORD_NOUN_WORKSHOP, scope);
  g_autoptr (NordChangeSet) changes = read_sample (workshop);
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");
  g_autoptr (GHashTable) ideas = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) categories = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) languages = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) projects = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  guint counts[NORD_N_NOUNS] = {0}, kinds[NORD_SHAPE_MULTI_AREA + 1] = {0};

  for (guint i = 0; i < changes->changes->len; i++) {
    NordChange *change = g_ptr_array_index (changes->changes, i);
    const NordEdit *edit;

    counts[change->noun->kind]++;
    if (change->noun->kind == NORD_NOUN_WORKSHOP)
      /* The name at the server is the workshop's own and not the sample's. */
      g_assert_null (nord_change_find (change, NORD_WORKSHOP_SCOPE));
    if (change->noun->kind == NORD_NOUN_IDEA) {
      g_hash_table_add (ideas, change->target);
      edit = nord_change_find (change, NORD_IDEA_CATEGORY);
      g_assert_nonnull (edit);
      g_assert_nonnull (nord_programme_find_category (programme, edit->after.text));
      g_hash_table_add (categories, edit->after.text);
      edit = nord_change_find (change, NORD_IDEA_LANGUAGE);
      g_hash_table_add (languages, edit->after.text);
      edit = nord_change_find (change, NORD_IDEA_SHAPE);
      if (edit != NULL)
        kinds[edit->after.shape->kind]++;
    }
    if (change->noun->kind == NORD_NOUN_PROJECT) {
      /* Whatever becomes of it, it says that it was made up. */
      edit = nord_change_find (change, NORD_PROJECT_SAMPLE);
      g_assert_true (edit != NULL && edit->after.boolean);
      edit = nord_change_find (change, NORD_PROJECT_CATEGORY);
      g_assert_nonnull (nord_programme_find_category (programme, edit->after.text));
      g_hash_table_add (projects, change->target);
      edit = nord_change_find (change, NORD_PROJECT_NUMBER);
      g_assert_true (g_hash_table_add (numbers, edit->after.text));
    }
    if (change->noun->kind == NORD_NOUN_PROJECT_LINK) {
      edit = nord_change_find (change, NORD_PROJECT_LINK_IDEA);
      g_assert_true (g_hash_table_contains (ideas, edit->after.text));
      edit = nord_change_find (change, NORD_PROJECT_LINK_PROJECT);
      g_assert_true (g_hash_table_contains (projects, edit->after.text));
    }
    if (change->noun->kind == NORD_NOUN_ANSWER) {
      edit = nord_change_find (change, NORD_ANSWER_IDEA);
      g_assert_true (g_hash_table_contains (ideas, edit->after.text));
    }
  }
  g_assert_cmpuint (counts[NORD_NOUN_WORKSHOP], ==, 1);
  g_assert_cmpuint (counts[NORD_NOUN_IDEA], >=, 60);
  g_assert_cmpuint (counts[NORD_NOUN_IDEA], <=, 100);
  g_assert_cmpuint (counts[NORD_NOUN_STEP], >, 3);
  g_assert_cmpuint (counts[NORD_NOUN_ANSWER], >, 3);
  g_assert_cmpuint (counts[NORD_NOUN_PROJECT], ==, 120);
  g_assert_cmpuint (counts[NORD_NOUN_PROJECT_LINK], >, 3);
  g_assert_cmpuint (g_hash_table_size (categories), ==,
                    nord_programme_get_n_categories (programme));
  g_assert_cmpuint (g_hash_table_size (languages), >=, 4);
  g_assert_cmpuint (kinds[NORD_SHAPE_POINT], >, 0);
  g_assert_cmpuint (kinds[NORD_SHAPE_LINE], >, 0);
  g_assert_cmpuint (kinds[NORD_SHAPE_AREA], >, 0);
}

static void
test_round_trip (void)
{
  g_autoptr (NordRecord) workshop =
    nord_record_new (NORD_NOUN_WORKSHOP, "0193aaaa-0000-7000-8000-000000000001");
  g_autoptr (NordChangeSet) changes = read_sample (workshop);
  g_autoptr (GPtrArray) ideas = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);

  for (guint i = 0; i < changes->changes->len; i++) {
    NordChange *change = g_ptr_array_index (changes->changes, i);

    if (change->noun->kind != NORD_NOUN_IDEA)
      continue;
    NordRecord *record = nord_record_new (NORD_NOUN_IDEA, change->target);
    for (guint e = 0; e < change->edits->len; e++) {
      NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

      nord_record_put (record, edit->field, &edit->after);
    }
    g_ptr_array_add (ideas, record);
  }
  for (guint form = 0; form < 2; form++) {
    g_autofree char *path = g_build_filename (folder, form == 0 ? "a.geojson" : "a.csv", NULL);
    g_autoptr (NordOutputFile) file = nord_output_file_new (path, NULL);
    NordExport *export = form == 0 ? nord_geojson_export_new (file, "Beispiel", NULL)
                                   : nord_csv_export_new (file, NORD_CSV_STYLE_GERMAN, NULL);
    g_autoptr (GError) error = NULL;

    nord_export_add_records (export, ideas);
    g_assert_cmpuint (nord_export_end (export), ==, ideas->len);
    g_assert_true (nord_output_file_finish (file, &error));
    g_assert_no_error (error);
    g_autoptr (NordImport) import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error);
    g_assert_no_error (error);
    g_autoptr (NordImportPlan) plan = nord_import_plan (import, NULL, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (plan->n_rejected, ==, 0);
    g_assert_cmpuint (plan->changes->len, ==, ideas->len);
    for (guint i = 0; i < ideas->len; i++) {
      NordChange *back = g_ptr_array_index (plan->changes, i);
      NordRecord *idea = g_ptr_array_index (ideas, i);

      for (guint f = 0; f < NORD_IDEA_N_FIELDS; f++) {
        const NordEdit *edit = nord_change_find (back, f);
        const NordValue nothing = NORD_VALUE_INIT;

        g_assert_true (
          nord_value_equal (nord_record_peek (idea, f), edit != NULL ? &edit->after : &nothing));
      }
    }
    g_unlink (path);
  }
  g_rmdir (folder);
}

static void
test_broken (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{\"features\":[{\"properties\":null}]}",
    "{\"features\":[],\"answers\":[{\"idea\":\"B-1\"}]}",
    "{\"features\":[{\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1]}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    g_autoptr (NordRecord) workshop =
      nord_record_new (NORD_NOUN_WORKSHOP, "0193aaaa-0000-7000-8000-000000000001");
    g_autoptr (GError) error = NULL;

    g_assert_null (nord_sample_read (bytes, workshop, &error));
    g_assert_nonnull (error);
  }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/exchange/sample/whole", test_whole);
  g_test_add_func ("/exchange/sample/round-trip", test_round_trip);
  g_test_add_func ("/exchange/sample/broken", test_broken);
  return g_test_run ();
}
