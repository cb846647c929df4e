/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* GeoJSON as it comes from everywhere, and as it must not be; and the way out and back. */
#include "core/exchange/export.h"
#include "core/exchange/import.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static NordImport *
try_bytes (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return nord_import_new_for_bytes (bytes, "ideen.geojson", NORD_FORMAT_GUESS, error);
}

static NordImport *
open_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  NordImport *import = try_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  return import;
}

static NordImportPlan *
plan_of (NordImport *import, const NordImportKnown *known)
{
  g_autoptr (GError) error = NULL;
  NordImportPlan *plan = nord_import_plan (import, known, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_read, ==, plan->changes->len + plan->n_duplicates + plan->n_rejected);
  return plan;
}

static const NordValue *
value (NordImportPlan *plan, guint change, guint field)
{
  static const NordValue nothing = NORD_VALUE_INIT;
  const NordEdit *edit = nord_change_find (g_ptr_array_index (plan->changes, change), field);

  return edit != NULL ? &edit->after : &nothing;
}

static const char *
text_of (NordImportPlan *plan, guint change, guint field)
{
  const NordValue *v = value (plan, change, field);

  return v->kind == NORD_VALUE_TEXT ? v->text : NULL;
}

static NordRecord *
record_of (NordChange *change)
{
  NordRecord *record = nord_record_new (NORD_NOUN_IDEA, change->target);

  for (guint e = 0; e < change->edits->len; e++) {
    NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

    nord_record_put (record, edit->field, &edit->after);
  }
  return record;
}

static void
test_collection (void)
{
  static const char text[] =
    "\xEF\xBB\xBF{\"type\":\"FeatureCollection\",\n"
    "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\n"
    "\"features\":[\n"
    "{\"type\":\"Feature\",\"id\":7,\"geometry\":{\"type\":\"Point\",\"coordinates\":[7.4653,51."
    "5136,80]},\"properties\":{\"title\":\"B\\u00e4nke \\ud83d\\ude00 "
    "\\\"gut\\\"\",\"text\":\"a\\nb"
    "\",\"n\":3.5,\"ok\":true,\"nix\":null,\"liste\":[1,{\"a\":2}]}},\n"
    "{\"properties\":{\"title\":\"ohne Ort\"},\"geometry\":null,\"type\":\"Feature\"},\n"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[7,51],[7,52],[8,"
    "52]"
    ",[7,51]]]},\"properties\":{\"name\":\"Fläche\"}}\n"
    "]}\n";
  g_autoptr (NordImport) import = open_text (text);
  int title = nord_columns_find (import->columns, "title");

  g_assert_cmpint (g_array_index (import->columns, NordColumn, title).role, ==, NORD_ROLE_TITLE);
  nord_columns_set_role (import->columns, nord_columns_find (import->columns, "liste"),
                         NORD_ROLE_APPEND);
  g_autoptr (NordImportPlan) plan = plan_of (import, NULL);
  g_assert_cmpuint (plan->changes->len, ==, 3);
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_TITLE), ==, "Bänke 😀 \"gut\"");
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_BODY), ==, "a\nb\n\nliste: [1,{\"a\":2}]");
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_SOURCE_KEY), ==, "7");
  g_assert_cmpfloat (value (plan, 0, NORD_IDEA_SHAPE)->shape->xy[0], ==, 7.4653);
  g_assert_cmpint (value (plan, 1, NORD_IDEA_SHAPE)->kind, ==, NORD_VALUE_NULL);
  g_assert_cmpint (value (plan, 2, NORD_IDEA_SHAPE)->shape->kind, ==, NORD_SHAPE_AREA);
  /* "name" lost to "title", so the area came without a word, and in all the same. */
  g_assert_null (text_of (plan, 2, NORD_IDEA_TITLE));

  g_autoptr (GPtrArray) rows = nord_import_preview (import, 2);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((char **) g_ptr_array_index (rows, 1))[title], ==, "ohne Ort");
}

static void
test_other_forms (void)
{
  g_autoptr (NordImport) single =
    open_text ("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"titel\":\"allein\"}}");
  g_autoptr (NordImportPlan) one = plan_of (single, NULL);
  g_assert_cmpstr (text_of (one, 0, NORD_IDEA_TITLE), ==, "allein");

  g_autoptr (NordImport) bare = open_text ("{\"type\":\"Point\",\"coordinates\":[7.4,51.5]}");
  g_autoptr (NordImportPlan) point = plan_of (bare, NULL);
  g_assert_cmpuint (point->changes->len, ==, 1);

  g_autoptr (NordImport) sequence =
    open_text ("\x1E{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"titel\":\"a\"}}\n"
               "\x1E{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"titel\":\"b\"}}\n");
  g_autoptr (NordImportPlan) two = plan_of (sequence, NULL);
  g_assert_cmpuint (two->changes->len, ==, 2);

  g_autoptr (NordImport) empty = open_text ("{\"type\":\"FeatureCollection\",\"features\":[]}");
  g_autoptr (NordImportPlan) none = plan_of (empty, NULL);
  g_assert_cmpuint (none->n_read, ==, 0);

  /* UTF-16, which RFC 7946 forbids and Windows writes. */
  gsize length;
  g_autofree char *wide = g_convert (
    "\xEF\xBB\xBF{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"titel\":\"ä\"}}", -1,
    "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autoptr (NordImport) utf16 = try_bytes (wide, length, NULL);
  g_assert_nonnull (utf16);
  g_autoptr (NordImportPlan) umlaut = plan_of (utf16, NULL);
  g_assert_cmpstr (text_of (umlaut, 0, NORD_IDEA_TITLE), ==, "ä");
}

/* Each is a feature that must not come in, with its line, while its neighbours do. */
static void
test_broken_features (void)
{
  static const char *const features[] = {
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[7,51],[8,51],[8,"
    "52],"
    "[7,52]]]},\"properties\":{\"title\":\"offen\"}}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[7,51],[7,51]]]},"
    "\"properties\":{\"title\":\"zwei Punkte\"}}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[7,51]]},"
    "\"properties\":{\"title\":\"kurz\"}}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[7.4]},\"properties\":{"
    "\"title\":\"halb\"}}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[NaN,51]},"
    "\"properties\":"
    "{\"title\":\"NaN\"}}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-Infinity,51]},"
    "\"properties\":{\"title\":\"Inf\"}}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1e308,1e999]},"
    "\"properties\":{\"title\":\"riesig\"}}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[393123,5708123]},"
    "\"properties\":{\"title\":\"Meter\"}}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[]},"
    "\"properties\":{\"title\":\"Sammlung\"}}",
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":\"7,51\"},"
    "\"properties\":"
    "{\"title\":\"Text\"}}",
    "{\"type\":\"Feature\",\"geometry\":[7,51],\"properties\":{\"title\":\"Liste\"}}",
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"title\":\"a\",\"title\":\"b\"}}",
    "{\"type\":\"Feature\",\"geometry\":null,\"geometry\":null,\"properties\":{\"title\":\"a\"}}",
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"title\":\"\xC3\x28\"}}",
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}",
    "{\"typ\":\"Unsinn\"}",
    "42",
    "null",
    "\"Feature\"",
    "[]",
  };
  g_autoptr (GString) text =
    g_string_new ("{\"type\":\"FeatureCollection\",\"name\":\"ääääääääääää\",\"features\":[");

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    g_string_append_printf (text,
                            "\n{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"title\":"
                            "\"gut %u\"}},\n%s%s",
                            i, features[i], i + 1 < G_N_ELEMENTS (features) ? "," : "");
  g_string_append (text, "]}");
  g_autoptr (NordImport) import = open_text (text->str);
  g_autoptr (NordImportPlan) plan = plan_of (import, NULL);

  for (guint i = 0; i < plan->rejected->len; i++)
    g_assert_cmpuint (g_array_index (plan->rejected, NordImportFault, i).line, ==, 3 + 2 * i);
  g_assert_cmpuint (plan->n_rejected, ==, G_N_ELEMENTS (features));
  g_assert_cmpuint (plan->changes->len, ==, G_N_ELEMENTS (features));
}

static void
test_lone_surrogate (void)
{
  g_autoptr (NordImport) import =
    open_text ("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"title\":\"a\\ud83dz\","
               "\"text\":\"\\u0000b\"}}");
  g_autoptr (NordImportPlan) plan = plan_of (import, NULL);

  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_TITLE), ==, "a\xEF\xBF\xBDz");
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_BODY), ==, "b");
  g_assert_cmpuint (plan->n_warnings, ==, 1);
}

/* Files that are no GeoJSON end with a line and a reason. */
static void
test_broken_files (void)
{
  static const struct {
    const char *text;
    const char *place;
  } cases[] = {
    {"{\"type\":\"FeatureCollection\",\n\"features\":[\n{\"type\":", "3"},
    {"{\"type\":\"FeatureCollection\",\n\"features\":{}}", "2"},
    {"[1,2,3]", "1"},
    {"{\"a\":tru}", "1"},
    {"{\"a\":01}", "1"},
    {"{\"a\":1.}", "1"},
    {"{\"a\":\"\x01\"}", "1"},
    {"{\"a\":\"\\x\"}", "1"},
    {"{\"a\":\"\\u12g4\"}", "1"},
    {"{\"a\" 1}", "1"},
    {"{a:1}", "1"},
    {"{\"a\":1,}", "1"},
    {"{\"a\":[1,]}", "1"},
    {"{\"a\":1}}", "1"},
    {"\n\n{\"features\":[],\n\"features\":[]}", "4"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *prefix = g_strdup_printf ("Line %s,", cases[i].place);
    g_autoptr (NordImport) import = try_bytes (cases[i].text, strlen (cases[i].text), &error);

    g_assert_null (import);
    g_assert_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID);
    if (!g_str_has_prefix (error->message, prefix))
      g_error ("case %u: %s", i, error->message);
  }
}

/* Depth of a hundred thousand, ten million numbers, a million names: an answer in time. */
static void
test_size (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "{\"a\":[");
  g_assert_null (try_bytes (text->str, text->len, &error));
  g_assert_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID);
  g_clear_error (&error);

  g_string_assign (text, "{\"type\":\"Feature\",\"properties\":{\"title\":\"x\"},\"geometry\":{"
                         "\"type\":\"LineString\",\"coordinates\":[[7,51]");
  for (guint i = 0; i < 5000000; i++)
    g_string_append (text, ",[7.5,51]");
  g_string_append (text, "]}}");
  g_autoptr (NordImport) numbers = try_bytes (text->str, text->len, &error);
  g_assert_no_error (error);
  g_autoptr (NordImportPlan) line = plan_of (numbers, NULL);
  g_assert_cmpuint (line->n_rejected, ==, 1);

  g_string_assign (text, "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"title\":\"x\"");
  for (guint i = 0; i < 1000000; i++)
    g_string_append_printf (text, ",\"n%u\":1", i);
  g_string_append (text, "}}");
  g_autoptr (NordImport) names = try_bytes (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (names->columns->len, <=, NORD_EXCHANGE_MAX_COLUMNS);
  g_autoptr (NordImportPlan) many = plan_of (names, NULL);
  g_assert_cmpuint (many->changes->len, ==, 1);
}

static void
test_mutations (void)
{
  static const char text[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":1,\"geometry\":{"
    "\"type\":\"Point\",\"coordinates\":[7.4,51.5]},\"properties\":{\"title\":\"\\u00e4\\n\",\"x\":"
    "[1,-2e3,null,true,{}]}}]}";
  const gsize length = sizeof text - 1;
  static const char bytes[] = {'"', '{', '}', '[', ']', ',', '\\', '\0', '\xFF', 'e', '-', '9'};
  guint sound = 0;

  for (gsize i = 1; i < length; i++)
    g_assert_null (try_bytes (text, i, NULL));
  for (gsize i = 0; i < length; i++)
    for (guint b = 0; b < sizeof bytes; b++) {
      g_autofree char *copy = g_memdup2 (text, length);
      copy[i] = bytes[b];
      g_autoptr (NordImport) import = try_bytes (copy, length, NULL);

      if (import != NULL) {
        g_autoptr (NordImportPlan) plan = plan_of (import, NULL);
        g_autoptr (GPtrArray) rows = nord_import_preview (import, 5);
        g_assert_cmpuint (rows->len, <=, 2);
        sound++;
      }
    }
  g_assert_cmpuint (sound, >, 100);
}

/* Ideas with every field, shapes of every kind and texts of every trouble. */
static GPtrArray *
make_ideas (void)
{
  static const char *const texts[] = {
    "Licht am Weg",
    "=HYPERLINK(\"http://example.org\")",
    "'=schon mit Strich",
    "-1 Bank",
    "@alle",
    "  Leerzeichen außen  ",
    "Zeile eins\nZeile zwei\n",
    "\tTabulator; Semikolon, Komma | Strich",
    "\"Anführung\" und 'Strich'",
    "עברית و عربي 😀 👩‍👩‍👧",
    "<b>&amp;</b> %s%n \\u0041",
    "NULL",
    "7,4",
  };
  static const double line[] = {7.4, 51.5, 7.41, 51.51, 7.42, 51.5};
  static const double ring[] = {7.4,  51.5, 7.5,   51.5, 7.5,   51.6, 7.4,   51.6, 7.4,
                                51.5, 7.42, 51.52, 7.42, 51.55, 7.45, 51.55, 7.42, 51.52};
  static const guint rings[] = {5, 9}, part[] = {2};
  GPtrArray *ideas = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (NordChange) change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    g_autoptr (NordShape) shape = NULL;

    nord_change_set_text (change, NORD_IDEA_TITLE, texts[i]);
    nord_change_set_text (change, NORD_IDEA_BODY, texts[(i + 5) % G_N_ELEMENTS (texts)]);
    if (i % 4 == 0)
      shape = nord_shape_new_point (-7.4653123 - i, 51.5136001);
    else if (i % 4 == 1)
      shape = nord_shape_new_line (line, 3, NULL);
    else if (i % 4 == 2)
      shape = nord_shape_new (NORD_SHAPE_AREA, ring, 9, rings, 2, part, 1, NULL);
    if (shape != NULL)
      nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
    if (i % 3 > 0) {
      nord_change_set_text (change, NORD_IDEA_CATEGORY, "mobility");
      nord_change_set_text (change, NORD_IDEA_LANGUAGE, "de-x-einfach");
      nord_change_set_integer (change, NORD_IDEA_STATION, i);
      nord_change_set_text (change, NORD_IDEA_MODERATION_REASON, "Grund; \"so\"");
      nord_change_set_text (change, NORD_IDEA_CREATED, "2026-11-23T17:41:58Z");
    }
    nord_change_set_text (change, NORD_IDEA_ORIGIN, i % 2 ? "kiosk" : "paper");
    nord_change_set_text (change, NORD_IDEA_MODERATION, i % 2 ? "hidden" : "released");
    nord_change_set_text (change, NORD_IDEA_PATH, i % 2 ? "subproject" : "idea");
    nord_change_set_text (change, NORD_IDEA_SOURCE, "Bonn, 2017");
    g_autofree char *key = g_strdup_printf ("=B%u", i);
    nord_change_set_text (change, NORD_IDEA_SOURCE_KEY, key);
    g_ptr_array_add (ideas, record_of (change));
  }
  return ideas;
}

static void
assert_same_ideas (const GPtrArray *ideas, NordImportPlan *plan)
{
  g_assert_cmpuint (plan->changes->len, ==, ideas->len);
  for (guint i = 0; i < ideas->len; i++) {
    g_autoptr (NordRecord) back = record_of (g_ptr_array_index (plan->changes, i));

    for (guint f = 0; f < NORD_IDEA_N_FIELDS; f++)
      if (!nord_value_equal (nord_record_peek (g_ptr_array_index (ideas, i), f),
                             nord_record_peek (back, f)))
        g_error ("idea %u: field %s changed: %s", i, nord_record_get_noun (back)->fields[f].name,
                 nord_record_get_noun (back)->fields[f].kind == NORD_VALUE_TEXT
                   ? nord_record_get_text (back, f)
                   : "");
  }
}

/* Out and in again: every field of every idea is the same, in every style; a second time nothing
 * comes. */
static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) ideas = make_ideas ();
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  const NordCsvStyle styles[] = {NORD_CSV_STYLE_STANDARD,
                                 NORD_CSV_STYLE_GERMAN,
                                 {',', ',', TRUE},
                                 {';', '.', FALSE}};

  for (guint s = 0; s <= G_N_ELEMENTS (styles); s++) {
    g_autofree char *path = g_build_filename (folder, s == 0 ? "ideen.geojson" : "ideen.csv", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (NordOutputFile) file = nord_output_file_new (path, &error);

    g_assert_no_error (error);
    NordExport *export = s == 0 ? nord_geojson_export_new (file, "Nordmarkt \"26\"", NULL)
                                : nord_csv_export_new (file, styles[s - 1], NULL);
    nord_export_add_records (export, ideas);
    g_assert_cmpuint (nord_export_end (export), ==, ideas->len);
    g_assert_true (nord_output_file_finish (file, &error));
    g_assert_no_error (error);
    g_autoptr (NordImport) import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error);
    g_assert_no_error (error);
    g_assert_true (import->own);
    g_autoptr (NordImportPlan) plan = plan_of (import, NULL);
    assert_same_ideas (ideas, plan);

    g_autoptr (NordImportKnown) known = nord_import_known_new ();
    for (guint i = 0; i < ideas->len; i++)
      nord_import_known_add (known, g_ptr_array_index (ideas, i));
    g_autoptr (NordImportPlan) again = plan_of (import, known);
    g_assert_cmpuint (again->changes->len, ==, 0);
    g_assert_cmpuint (again->n_duplicates, ==, ideas->len);
    g_unlink (path);
  }
  g_rmdir (folder);
}

/* No cell of the table starts a formula when a spreadsheet opens it. */
static void
test_formulas (void)
{
  g_autoptr (GPtrArray) ideas = make_ideas ();
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "ideen.csv", NULL);
  g_autoptr (NordOutputFile) file = nord_output_file_new (path, NULL);
  g_autofree char *text = NULL;

  NordExport *export = nord_csv_export_new (file, NORD_CSV_STYLE_STANDARD, NULL);
  nord_export_add_records (export, ideas);
  nord_export_end (export);
  g_assert_true (nord_output_file_finish (file, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, ",=") != NULL ? strstr (text, ",=") : NULL);
  g_assert_null (strstr (text, ",\"="));
  g_assert_null (strstr (text, "\"@"));
  g_assert_nonnull (strstr (text, "\"'=HYPERLINK"));
  g_unlink (path);
  g_rmdir (folder);
}

/* What cannot be written leaves nothing, not even a half: the old file stays as it was. */
static void
test_output (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "a.geojson", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "alt", -1, NULL));
  {
    g_autoptr (NordOutputFile) given_up = nord_output_file_new (path, NULL);

    g_string_append (given_up->buffer, "neu");
  }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "alt");
  g_autoptr (NordOutputFile) nowhere = nord_output_file_new ("/proc/nichts/a.csv", &error);
  g_assert_null (nowhere);
  g_assert_nonnull (error);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "a.geojson");
  g_assert_null (g_dir_read_name (dir));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_cancel (void)
{
  g_autoptr (NordImport) import =
    open_text ("{\"type\":\"Feature\",\"properties\":{\"title\":\"a\"}}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (nord_import_plan (import, NULL, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
on_progress (goffset done, goffset total, gpointer user_data)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_cmpint (done, <=, total);
}

static void
test_async (void)
{
  g_autoptr (NordImport) import =
    open_text ("{\"type\":\"Feature\",\"properties\":{\"title\":\"a\"}}");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  nord_import_plan_async (import, nord_import_known_new (), NULL, on_progress, NULL, on_planned,
                          &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (NordImportPlan) plan = nord_import_plan_finish (result, &error);
  g_assert_no_error (error);
  g_autoptr (NordChangeSet) changes = nord_import_plan_take_changes (plan);
  g_assert_cmpuint (changes->changes->len, ==, 1);
  g_assert_cmpuint (plan->changes->len, ==, 0);
}

static void
test_bonn (void)
{
  static const struct {
    const char *name;
    guint n_features;
  } files[] = {{"bonn_2017.geojson", 2163}, {"bonn_2017_votes_comments.geojson", 2347}};
  const char *shared = g_getenv ("NORD_SHARED");

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path =
      g_build_filename (shared != NULL ? shared : "", "ideas", files[i].name, NULL);
    g_autoptr (GError) error = NULL;

    if (shared == NULL || !g_file_test (path, G_FILE_TEST_EXISTS)) {
      g_test_skip ("the collection of Bonn is not at hand");
      return;
    }
    g_autoptr (NordImport) import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error);
    g_assert_no_error (error);
    g_autoptr (NordImportPlan) plan = plan_of (import, NULL);
    g_assert_cmpuint (plan->n_read, ==, files[i].n_features);
    g_assert_cmpuint (plan->n_rejected, ==, 0);
    g_assert_cmpuint (plan->changes->len, ==, files[i].n_features);
  }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/exchange/geojson/collection", test_collection);
  g_test_add_func ("/exchange/geojson/other-forms", test_other_forms);
  g_test_add_func ("/exchange/geojson/broken-features", test_broken_features);
  g_test_add_func ("/exchange/geojson/lone-surrogate", test_lone_surrogate);
  g_test_add_func ("/exchange/geojson/broken-files", test_broken_files);
  g_test_add_func ("/exchange/geojson/size", test_size);
  g_test_add_func ("/exchange/geojson/mutations", test_mutations);
  g_test_add_func ("/exchange/geojson/round-trip", test_round_trip);
  g_test_add_func ("/exchange/geojson/formulas", test_formulas);
  g_test_add_func ("/exchange/geojson/output", test_output);
  g_test_add_func ("/exchange/geojson/cancel", test_cancel);
  g_test_add_func ("/exchange/geojson/async", test_async);
  g_test_add_func ("/exchange/geojson/bonn", test_bonn);
  return g_test_run ();
}
