/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Tables as real people write them: encodings, separators, decimal signs, broken rows. */
#include "core/exchange/csv-reader.h"
#include "core/exchange/import.h"

#include <locale.h>
#include <string.h>

static NordImport *
open_text (const char *text, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (GError) error = NULL;
  NordImport *import = nord_import_new_for_bytes (bytes, "ideen.csv", NORD_FORMAT_GUESS, &error);

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

static NordImportPlan *
plan_text (const char *text)
{
  g_autoptr (NordImport) import = open_text (text, -1);

  return plan_of (import, NULL);
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

static void
assert_point (NordImportPlan *plan, guint change, double lon, double lat)
{
  const NordValue *v = value (plan, change, NORD_IDEA_SHAPE);

  g_assert_cmpint (v->kind, ==, NORD_VALUE_SHAPE);
  g_assert_cmpint (v->shape->kind, ==, NORD_SHAPE_POINT);
  g_assert_cmpfloat (v->shape->xy[0], ==, lon);
  g_assert_cmpfloat (v->shape->xy[1], ==, lat);
}

static void
assert_rejected (NordImportPlan *plan, guint index, guint line, const char *column)
{
  g_assert_cmpuint (plan->rejected->len, >, index);
  const NordImportFault *fault = &g_array_index (plan->rejected, NordImportFault, index);

  g_assert_cmpuint (fault->line, ==, line);
  g_assert_cmpstr (fault->column, ==, column);
  g_assert_nonnull (fault->reason);
}

static NordRole
role_of (NordImport *import, const char *column)
{
  int at = nord_columns_find (import->columns, column);

  g_assert_cmpint (at, >=, 0);
  return g_array_index (import->columns, NordColumn, at).role;
}

/* The same three rows in every encoding, separator and decimal sign come out the same. */
static void
test_dialects (void)
{
  static const struct {
    const char *charset;
    NordEncoding encoding;
    const char *before;
    gsize n_before;
  } encodings[] = {
    {"UTF-8", NORD_ENCODING_UTF8, "", 0},
    {"UTF-8", NORD_ENCODING_UTF8, "\xEF\xBB\xBF", 3},
    {"UTF-16LE", NORD_ENCODING_UTF16_LE, "\xFF\xFE", 2},
    {"UTF-16BE", NORD_ENCODING_UTF16_BE, "\xFE\xFF", 2},
    {"UTF-16LE", NORD_ENCODING_UTF16_LE, "", 0},
    {"WINDOWS-1252", NORD_ENCODING_WINDOWS_1252, "", 0},
    {"ISO-8859-15", NORD_ENCODING_ISO_8859_15, "", 0},
  };
  static const char separators[] = {',', ';', '\t', '|'};
  static const char *const ends[] = {"\r\n", "\n", "\r"};

  for (guint e = 0; e < G_N_ELEMENTS (encodings); e++)
    for (guint s = 0; s < sizeof separators; s++)
      for (guint d = 0; d < 2; d++)
        for (guint n = 0; n < G_N_ELEMENTS (ends); n++) {
          const char c = separators[s], *end = ends[n];
          const char *lon = d == 0 ? "7.4653" : "\"7,4653\"";
          const char *lat = d == 0 ? "51.5136" : "\"51,5136\"";
          g_autofree char *utf8 =
            g_strdup_printf ("Nr%cTitel%cBeschreibung%cBreite%cLänge%s"
                             "1%cBänke für 50 €%c\"eine, zwei; \"\"drei\"\"\tvier|fünf\"%c%s%c%s%s"
                             "2%cÄpfel%c%c%c%s"
                             "3%cWeg%c\"oben%sunten\"%c%s%c%s%s",
                             c, c, c, c, end, c, c, c, lat, c, lon, end, c, c, c, c, end, c, c, end,
                             c, lat, c, lon, end);
          gsize length;
          g_autofree char *body =
            g_convert (utf8, -1, encodings[e].charset, "UTF-8", NULL, &length, NULL);
          g_assert_nonnull (body);
          g_autofree char *whole = g_malloc (length + 4);
          memcpy (whole, encodings[e].before, encodings[e].n_before);
          memcpy (whole + encodings[e].n_before, body, length);
          g_autoptr (NordImport) import =
            open_text (whole, (gssize) (encodings[e].n_before + length));

          g_assert_cmpint (import->dialect.encoding, ==, encodings[e].encoding);
          g_assert_cmpint (import->dialect.separator, ==, c);
          g_assert_cmpint (import->dialect.decimal, ==, d == 0 ? '.' : ',');
          g_assert_true (import->dialect.header);
          g_autoptr (NordImportPlan) plan = plan_of (import, NULL);
          g_assert_cmpuint (plan->n_rejected, ==, 0);
          g_assert_cmpuint (plan->changes->len, ==, 3);
          g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_TITLE), ==, "Bänke für 50 €");
          g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_BODY), ==,
                           "eine, zwei; \"drei\"\tvier|fünf");
          g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_SOURCE), ==, "ideen");
          g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_SOURCE_KEY), ==, "1");
          assert_point (plan, 0, 7.4653, 51.5136);
          g_assert_cmpint (value (plan, 1, NORD_IDEA_SHAPE)->kind, ==, NORD_VALUE_NULL);
          g_assert_cmpstr (text_of (plan, 2, NORD_IDEA_BODY), ==, "oben\nunten");
        }
}

static void
test_mapping (void)
{
  static const struct {
    const char *header;
    const char *column;
    NordRole role;
  } cases[] = {
    {"document_id;title;text;url;lat;lon", "document_id", NORD_ROLE_KEY},
    {"document_id;title;text;url;lat;lon", "url", NORD_ROLE_IGNORE},
    {"ID,title,text,main_category_level1,URL,created", "main_category_level1", NORD_ROLE_CATEGORY},
    {"ID,title,text,main_category_level1,URL,created", "created", NORD_ROLE_CREATED},
    {"Titel;Thema;Text", "Thema", NORD_ROLE_CATEGORY},
    {"Thema;Text", "Thema", NORD_ROLE_TITLE},
    {"Idee;Beschreibung", "Idee", NORD_ROLE_TITLE},
    {"Überschrift;Begründung", "Überschrift", NORD_ROLE_TITLE},
    {"Überschrift;Begründung", "Begründung", NORD_ROLE_BODY},
    {"name;geo länge;geo breite", "geo länge", NORD_ROLE_LON},
    /* One coordinate alone is none. */
    {"name;x;text", "x", NORD_ROLE_IGNORE},
    {"name;WKT;Sprache", "WKT", NORD_ROLE_SHAPE},
    {"name;WKT;Sprache", "Sprache", NORD_ROLE_LANGUAGE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf ("%s\na;b;c;d;e;f\n", cases[i].header);
    g_autoptr (NordImport) import = open_text (cases[i].header, -1);

    g_assert_cmpint (role_of (import, cases[i].column), ==, cases[i].role);
  }

  /* Without names of columns the longest is the text, and nothing else is guessed. */
  g_autoptr (NordImport) bare = open_text ("1;Ein langer Satz über den Park;51.5;7.4\n"
                                           "2;Noch ein langer Satz;51.6;7.5\n",
                                           -1);
  g_assert_false (bare->dialect.header);
  g_assert_cmpint (g_array_index (bare->columns, NordColumn, 1).role, ==, NORD_ROLE_BODY);
  g_autoptr (NordImportPlan) plan = plan_of (bare, NULL);
  g_assert_cmpuint (plan->changes->len, ==, 2);
  g_assert_cmpint (value (plan, 0, NORD_IDEA_SHAPE)->kind, ==, NORD_VALUE_NULL);
  nord_columns_set_role (bare->columns, 2, NORD_ROLE_LAT);
  nord_columns_set_role (bare->columns, 3, NORD_ROLE_LON);
  g_autoptr (NordImportPlan) mapped = plan_of (bare, NULL);
  assert_point (mapped, 1, 7.5, 51.6);
}

static void
test_broken_places (void)
{
  g_autoptr (NordImport) import = open_text ("titel;lat;lon\n"
                                             "gut;51,5;7,4\n"
                                             "Komma verloren;51,5;7031\n"
                                             "nur eins;51,5;\n"
                                             "kein Ort;;\n"
                                             "Punkt statt Komma;51.5;7,4\n"
                                             "Wort;Nordmarkt;7,4\n"
                                             "Meter;5708123,5;393123,5\n"
                                             "zu weit nördlich;91,5;7,4\n"
                                             "Tausender;51.513.600;7,4\n"
                                             "Unendlich;inf;nan\n"
                                             "riesig;1e308;1e999\n",
                                             -1);
  g_autoptr (NordImportPlan) plan = plan_of (import, NULL);

  g_assert_cmpuint (plan->n_read, ==, 11);
  g_assert_cmpuint (plan->changes->len, ==, 2);
  g_assert_cmpuint (plan->n_rejected, ==, 9);
  assert_rejected (plan, 0, 3, "lon");
  g_assert_nonnull (strstr (g_array_index (plan->rejected, NordImportFault, 0).reason, "7031"));
  assert_rejected (plan, 1, 4, "lon");
  assert_rejected (plan, 2, 6, "lat");
  assert_rejected (plan, 3, 7, "lat");
  assert_rejected (plan, 5, 9, "lat");

  /* Asked for, they come in without a place: never with a guessed one. */
  import->keep_unplaced = TRUE;
  g_autoptr (NordImportPlan) kept = plan_of (import, NULL);
  g_assert_cmpuint (kept->changes->len, ==, 11);
  g_assert_cmpuint (kept->n_warnings, ==, 9);
  for (guint i = 1; i < 11; i++)
    g_assert_cmpint (value (kept, i, NORD_IDEA_SHAPE)->kind, ==, NORD_VALUE_NULL);
}

static void
test_broken_rows (void)
{
  g_autoptr (NordImportPlan) plan = plan_text ("titel,text,lat,lon\n"
                                               "a,b,51.5,7.4\n"
                                               "zu,wenig\n"
                                               "zu,viel,51.5,7.4,hier\n"
                                               "leer am Ende,x,51.5,7.4,,\n"
                                               "\n"
                                               ",,,\n"
                                               "\"nie zu,x,51.5,7.4\n"
                                               "danach,x,51.5,7.4\n"
                                               "\"zu\"da,x,51.5,7.4\n"
                                               "in der \"Mitte\",x,51.5,7.4\n"
                                               "ungültig \xC3\x28 ääääääääääääää,x,51.5,7.4\n");

  /* Line 8 opens a mark that the one in line 10 would close; the rows between must not vanish. */
  g_assert_cmpuint (plan->n_rejected, ==, 4);
  g_assert_cmpuint (plan->changes->len, ==, 5);
  assert_rejected (plan, 2, 8, "titel");
  assert_rejected (plan, 0, 3, NULL);
  assert_rejected (plan, 1, 4, NULL);
  assert_rejected (plan, plan->rejected->len - 1, 12, "titel");

  /* One that really never closes costs its own line only. */
  g_autoptr (NordImportPlan) open = plan_text ("titel,text\n"
                                               "a,b\n"
                                               "c,\"nie zu\n"
                                               "e,f\n"
                                               "g,h\n");
  g_assert_cmpuint (open->changes->len, ==, 3);
  g_assert_cmpuint (open->n_rejected, ==, 1);
  assert_rejected (open, 0, 3, "text");
  g_assert_cmpstr (text_of (open, 1, NORD_IDEA_TITLE), ==, "e");
}

/* Lines are those of the file even after fields with line breaks in them. */
static void
test_lines (void)
{
  g_autoptr (NordImportPlan) plan = plan_text ("titel;text;lat;lon\r\n"
                                               "a;\"eins\r\nzwei\r\n\r\nvier\";51,5;7,4\r\n"
                                               "b;x;51,5;740\r\n");

  assert_rejected (plan, 0, 6, "lon");
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_BODY), ==, "eins\nzwei\n\nvier");

  g_autoptr (NordImportPlan) excel = plan_text ("sep=;\r\ntitel;lat;lon\r\na;51,5;740\r\n");
  assert_rejected (excel, 0, 3, "lon");
}

static void
test_hostile_text (void)
{
  static const char text[] = "titel;text\n"
                             "NUL\0drin;a\x01\x02"
                             "b\n"
                             "\xE2\x80\xAEumgedreht;\xE2\x81\xA6x\xE2\x81\xA9\n"
                             "\"%s%n<b>&amp;\";\"'; DROP TABLE idea; --\"\n"
                             "=cmd|' /C calc'!A0;+1\n"
                             "e\xCC\x81;\xEF\xBF\xBF\n";
  g_autoptr (NordImport) import = open_text (text, sizeof text - 1);
  g_autoptr (NordImportPlan) plan = plan_of (import, NULL);

  g_assert_cmpuint (plan->changes->len, ==, 5);
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_TITLE), ==, "NULdrin");
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_BODY), ==, "ab");
  g_assert_cmpstr (text_of (plan, 1, NORD_IDEA_TITLE), ==, "umgedreht");
  g_assert_cmpstr (text_of (plan, 1, NORD_IDEA_BODY), ==, "x");
  g_assert_cmpstr (text_of (plan, 2, NORD_IDEA_TITLE), ==, "%s%n<b>&amp;");
  g_assert_cmpstr (text_of (plan, 2, NORD_IDEA_BODY), ==, "'; DROP TABLE idea; --");
  g_assert_cmpstr (text_of (plan, 3, NORD_IDEA_TITLE), ==, "=cmd|' /C calc'!A0");
  /* Composed, as the model keeps all text. */
  g_assert_cmpstr (text_of (plan, 4, NORD_IDEA_TITLE), ==, "é");
}

static NordImportKnown *
know (NordImportPlan *plan)
{
  NordImportKnown *known = nord_import_known_new ();

  for (guint i = 0; i < plan->changes->len; i++) {
    NordChange *change = g_ptr_array_index (plan->changes, i);
    g_autoptr (NordRecord) record = nord_record_new (NORD_NOUN_IDEA, change->target);

    for (guint e = 0; e < change->edits->len; e++) {
      NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

      nord_record_put (record, edit->field, &edit->after);
    }
    nord_import_known_add (known, record);
  }
  return known;
}

static void
test_nothing_twice (void)
{
  static const char numbered[] = "id;titel;lat;lon\n"
                                 "1;a;51,5;7,4\n"
                                 "2;b;51,5;7,4\n"
                                 "2;b;51,5;7,4\n"
                                 "2;anders;51,5;7,4\n";
  static const char bare[] = "titel;text\nMehr Bänke;\nMehr Bänke;\nLicht;am Weg\n";
  g_autoptr (NordImport) import = open_text (numbered, -1);
  g_autoptr (NordImportPlan) first = plan_of (import, NULL);

  /* Repeated places are no repeated ideas; a repeated number with other words is a question. */
  g_assert_cmpuint (first->changes->len, ==, 2);
  g_assert_cmpuint (first->n_duplicates, ==, 1);
  assert_rejected (first, 0, 5, "id");

  g_autoptr (NordImportKnown) known = know (first);
  g_autoptr (NordImportPlan) again = plan_of (import, known);
  g_assert_cmpuint (again->changes->len, ==, 0);
  g_assert_cmpuint (again->n_duplicates, ==, 3);
  /* Under another name too. */
  nord_import_set_source (import, "ideen (1)");
  g_autoptr (NordImportPlan) renamed = plan_of (import, known);
  g_assert_cmpuint (renamed->changes->len, ==, 0);
  /* Another collection may use the same numbers for other ideas. */
  g_autoptr (NordImport) other = open_text ("id;titel\n1;x\n2;y\n", -1);
  nord_import_set_source (other, "andere");
  g_autoptr (NordImportPlan) others = plan_of (other, known);
  g_assert_cmpuint (others->changes->len, ==, 2);
  /* Under the same name they are here, and that is said. */
  nord_import_set_source (other, "ideen");
  g_autoptr (NordImportPlan) same = plan_of (other, known);
  g_assert_cmpuint (same->changes->len, ==, 0);
  g_assert_cmpuint (same->n_warnings, ==, 2);

  /* Without numbers: two people who say the same are two ideas, once. */
  g_autoptr (NordImport) words = open_text (bare, -1);
  g_autoptr (NordImportPlan) both = plan_of (words, NULL);
  g_assert_cmpuint (both->changes->len, ==, 3);
  g_autoptr (NordImportKnown) said = know (both);
  g_autoptr (NordImportPlan) repeated = plan_of (words, said);
  g_assert_cmpuint (repeated->changes->len, ==, 0);
  g_assert_cmpuint (repeated->n_duplicates, ==, 3);
}

static void
test_words (void)
{
  g_autoptr (NordImport) import = open_text ("titel;kategorie;sprache;datum;url\n"
                                             "a;Mobilität;de;18.10.2017;https://example.org/1\n"
                                             "b;mobility;tr_TR;2017-10-18T08:05:00+02:00;\n"
                                             "c;Yeşil;deutsch!;gestern;\n"
                                             "d;Sonstiges;;2017-02-30;\n"
                                             "e;Sonstiges;;2017-02-28;\n",
                                             -1);
  nord_columns_set_role (import->columns, 4, NORD_ROLE_APPEND);
  g_autoptr (NordImportPlan) plan = plan_of (import, NULL);

  g_assert_cmpuint (plan->changes->len, ==, 5);
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_CATEGORY), ==, "mobility");
  g_assert_cmpstr (text_of (plan, 1, NORD_IDEA_CATEGORY), ==, "mobility");
  g_assert_null (text_of (plan, 3, NORD_IDEA_CATEGORY));
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_CREATED), ==, "2017-10-18");
  g_assert_cmpstr (text_of (plan, 1, NORD_IDEA_CREATED), ==, "2017-10-18T06:05:00Z");
  g_assert_null (text_of (plan, 3, NORD_IDEA_CREATED));
  g_assert_cmpstr (text_of (plan, 1, NORD_IDEA_LANGUAGE), ==, "tr-TR");
  g_assert_null (text_of (plan, 2, NORD_IDEA_LANGUAGE));
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_BODY), ==, "url: https://example.org/1");
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_ORIGIN), ==, "import");
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_MODERATION), ==, "new");
  /* Two dates, one language, and one warning for each word that is no focal area. */
  g_assert_cmpuint (plan->n_warnings, ==, 5);
}

static void
test_places_together (void)
{
  g_autoptr (GString) text = g_string_new ("titel,lat,lon\n");

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "t%u,51.%02u,7.%02u\n", i, 40 + i % 10, 40 + i % 13);
  g_string_append (text, "fern,51.5,70.4\n");
  g_autoptr (NordImportPlan) plan = plan_text (text->str);
  g_assert_cmpuint (plan->changes->len, ==, 51);
  g_assert_cmpuint (plan->n_warnings, ==, 1);
  g_assert_cmpuint (g_array_index (plan->warnings, NordImportFault, 0).line, ==, 52);

  g_string_assign (text, "titel,lat,lon\n");
  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "t%u,7.%02u,51.%02u\n", i, 40 + i % 10, 40 + i % 13);
  g_autoptr (NordImportPlan) exchanged = plan_text (text->str);
  g_assert_cmpuint (exchanged->changes->len, ==, 50);
  g_assert_cmpuint (exchanged->n_warnings, ==, 1);
}

static void
test_shapes (void)
{
  g_autoptr (NordImportPlan) plan =
    plan_text ("titel;wkt\n"
               "Punkt;POINT (7.4 51.5)\n"
               "Linie;LINESTRING Z (7.4 51.5 80, 7.5 51.6 81)\n"
               "Fläche;SRID=4326;POLYGON\n"
               "Fläche;\"SRID=4326;POLYGON ((7 51, 8 51, 8 52, 7 51))\"\n"
               "JSON;\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[7.4,51.5]}\"\n"
               "offen;POLYGON ((7 51, 8 51, 8 52, 7 52))\n"
               "kurz;LINESTRING (7 51)\n"
               "leer;POINT EMPTY\n"
               "viele;MULTIPOINT ((7 51), 8 52)\n");

  g_assert_cmpuint (plan->changes->len, ==, 5);
  g_assert_cmpint (value (plan, 1, NORD_IDEA_SHAPE)->shape->kind, ==, NORD_SHAPE_LINE);
  g_assert_cmpint (value (plan, 2, NORD_IDEA_SHAPE)->shape->kind, ==, NORD_SHAPE_AREA);
  assert_point (plan, 3, 7.4, 51.5);
  g_assert_cmpint (value (plan, 4, NORD_IDEA_SHAPE)->shape->kind, ==, NORD_SHAPE_MULTI_POINT);
  g_assert_cmpuint (plan->n_rejected, ==, 4);
}

static void
test_correct_dialect (void)
{
  /* What the eye sees and no rule does: the person's choice counts. */
  g_autoptr (NordImport) import = open_text ("titel;text\nx\xA4;y\n", -1);
  NordCsvDialect dialect = import->dialect;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (dialect.encoding, ==, NORD_ENCODING_ISO_8859_15);
  dialect.encoding = NORD_ENCODING_WINDOWS_1252;
  g_assert_true (nord_import_set_dialect (import, &dialect, &error));
  g_autoptr (NordImportPlan) plan = plan_of (import, NULL);
  g_assert_cmpstr (text_of (plan, 0, NORD_IDEA_TITLE), ==, "x¤");

  nord_columns_set_role (import->columns, 1, NORD_ROLE_IGNORE);
  dialect.encoding = NORD_ENCODING_ISO_8859_15;
  g_assert_true (nord_import_set_dialect (import, &dialect, &error));
  g_assert_cmpint (role_of (import, "text"), ==, NORD_ROLE_IGNORE);
  dialect.separator = '|';
  g_assert_true (nord_import_set_dialect (import, &dialect, &error));
  g_assert_cmpuint (import->columns->len, ==, 1);
}

/* Any cut and any single changed byte of a file ends in a plan or an error: never in a crash. */
static void
test_mutations (void)
{
  static const char text[] = "id;titel;text;lat;lon\r\n"
                             "1;\"a \"\"b\"\" c\";\"d\r\ne\";51,5;7,4\r\n"
                             "2;Bänke;;51,6;7,5\r\n";
  const gsize length = sizeof text - 1;
  static const char bytes[] = {'"', ';', ',', '\n', '\r', '\0', '\xFF', '\xC3', '\'', '='};

  for (gsize i = 1; i <= length; i++) {
    g_autoptr (GBytes) cut = g_bytes_new (text, i);
    g_autoptr (NordImport) import = nord_import_new_for_bytes (cut, "a.csv", NORD_FORMAT_CSV, NULL);

    if (import != NULL) {
      g_autoptr (NordImportPlan) plan = plan_of (import, NULL);
      g_assert_cmpuint (plan->n_read, <=, 3);
    }
  }
  for (gsize i = 0; i < length; i++)
    for (guint b = 0; b < sizeof bytes; b++) {
      g_autofree char *copy = g_memdup2 (text, length);
      copy[i] = bytes[b];
      g_autoptr (GBytes) changed = g_bytes_new (copy, length);
      g_autoptr (NordImport) import =
        nord_import_new_for_bytes (changed, "a.csv", NORD_FORMAT_CSV, NULL);

      if (import != NULL) {
        g_autoptr (NordImportPlan) plan = plan_of (import, NULL);
        g_autoptr (GPtrArray) rows = nord_import_preview (import, 5);
        g_assert_cmpuint (rows->len, <=, 5);
      }
    }
}

/* Two million quotation marks, a line of ten megabytes, half a million columns: in time. */
static void
test_size (void)
{
  g_autoptr (GString) text = g_string_new ("titel;text\n");

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "a\"\"\"b;\"\"\"\"\"\n");
  g_autoptr (NordImportPlan) quotes = plan_text (text->str);
  g_assert_cmpuint (quotes->n_read, >, 0);

  g_string_assign (text, "titel;text\n");
  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, "0123456789");
  g_autoptr (NordImportPlan) line = plan_text (text->str);
  g_assert_cmpuint (line->n_rejected, ==, 1);

  g_string_assign (text, "titel;text\n");
  for (guint i = 0; i < 500000; i++)
    g_string_append_c (text, ';');
  g_string_append (text, "x\n");
  g_autoptr (NordImportPlan) columns = plan_text (text->str);
  g_assert_cmpuint (columns->n_rejected, ==, 1);
  /* Generous: the machine may be busy, and under a sanitizer all is slow. */
}

/* The real file, where it is at hand: 2,163 ideas of Bonn in cp1252, one longitude broken. */
static void
test_bonn (void)
{
  const char *shared = g_getenv ("NORD_SHARED");
  g_autofree char *path =
    g_build_filename (shared != NULL ? shared : "", "ideas", "bonn_2017_raw_cp1252.csv", NULL);
  g_autoptr (GError) error = NULL;

  if (shared == NULL || !g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_test_skip ("the collection of Bonn is not at hand");
    return;
  }
  g_autoptr (NordImport) import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error);
  g_assert_no_error (error);
  g_assert_cmpint (import->dialect.encoding, ==, NORD_ENCODING_WINDOWS_1252);
  g_assert_cmpint (import->dialect.separator, ==, ';');
  g_assert_cmpint (import->dialect.decimal, ==, ',');
  g_autoptr (NordImportPlan) plan = plan_of (import, NULL);
  g_assert_cmpuint (plan->n_read, ==, 2163);
  g_assert_cmpuint (plan->changes->len, ==, 2162);
  g_assert_cmpuint (plan->n_duplicates, ==, 0);
  assert_rejected (plan, 0, 748, "lon");
  g_assert_cmpuint (plan->n_warnings, ==, 0);
  g_autoptr (NordImportKnown) known = know (plan);
  g_autoptr (NordImportPlan) again = plan_of (import, known);
  g_assert_cmpuint (again->changes->len, ==, 0);
  g_assert_cmpuint (again->n_duplicates, ==, 2162);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/exchange/csv/dialects", test_dialects);
  g_test_add_func ("/exchange/csv/mapping", test_mapping);
  g_test_add_func ("/exchange/csv/broken-places", test_broken_places);
  g_test_add_func ("/exchange/csv/broken-rows", test_broken_rows);
  g_test_add_func ("/exchange/csv/lines", test_lines);
  g_test_add_func ("/exchange/csv/hostile-text", test_hostile_text);
  g_test_add_func ("/exchange/csv/nothing-twice", test_nothing_twice);
  g_test_add_func ("/exchange/csv/words", test_words);
  g_test_add_func ("/exchange/csv/places-together", test_places_together);
  g_test_add_func ("/exchange/csv/shapes", test_shapes);
  g_test_add_func ("/exchange/csv/correct-dialect", test_correct_dialect);
  g_test_add_func ("/exchange/csv/mutations", test_mutations);
  g_test_add_func ("/exchange/csv/size", test_size);
  g_test_add_func ("/exchange/csv/bonn", test_bonn);
  return g_test_run ();
}
