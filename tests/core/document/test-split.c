/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Splitting an idea loses nothing that was said or shown, in one step that one undo takes back. */
#include "core/document/split.h"

#include "core/model/answer.h"
#include "core/model/board-mark.h"
#include "core/model/idea.h"
#include "core/model/medium.h"
#include "core/model/project-link.h"

#include <sqlite3.h>
#include <string.h>

typedef struct {
  NordDocument *document; /* (owned) */
  NordRecord *idea;       /* (owned) */
  char *id;               /* (owned) */
  NordShape *line[3];     /* (owned) */
} Fixture;

static void
put (Fixture *fixture, NordChange *change)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nord_document_apply_one (fixture->document, "Etwas", change, &error));
  g_assert_no_error (error);
}

static char *
add_answer (Fixture *fixture, const char *idea, const char *body, const char *day)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_ANSWER, NULL);
  char *id = g_strdup (change->target);

  nord_change_set_text (change, NORD_ANSWER_IDEA, idea);
  nord_change_set_text (change, NORD_ANSWER_BODY, body);
  nord_change_set_text (change, NORD_ANSWER_GIVEN_ON, day);
  put (fixture, change);
  /* Ids tell the time by the millisecond. */
  g_usleep (3000);
  return id;
}

static void
add_medium (Fixture *fixture, const char *bytes, const char *type, const char *caption)
{
  g_autoptr (GBytes) blob = g_bytes_new (bytes, strlen (bytes));
  g_autofree char *sha =
    nord_store_put_blob (nord_document_get_store (fixture->document), blob, NULL);
  NordChange *change = nord_change_new_create (NORD_NOUN_MEDIUM, NULL);

  g_assert_nonnull (sha);
  nord_change_set_text (change, NORD_MEDIUM_IDEA, fixture->id);
  nord_change_set_text (change, NORD_MEDIUM_MEDIA_TYPE, type);
  nord_change_set_text (change, NORD_MEDIUM_SHA256, sha);
  nord_change_set_integer (change, NORD_MEDIUM_SIZE, (gint64) strlen (bytes));
  nord_change_set_text (change, NORD_MEDIUM_CAPTION, caption);
  nord_change_set_text (change, NORD_MEDIUM_CONSENT, "yes");
  put (fixture, change);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[][2] = {
    {"title", "Radweg"},
    {"body", "Sicher zur Schule"},
    {"category", "mobility"},
    {"language", "tr"},
    {"origin", "kiosk"},
    {"step", "0190-step"},
    {"moderation", "released"},
    {"moderation_reason", "gut"},
    {"path", "matched"},
    {"cluster", "0190-cluster"},
    {"created", "2026-09-01T10:00:00Z"},
    {"source", "children"},
    {"receipt", "0123456789abcdef0123456789abcdef"},
    {"claim", "laptop 5"},
  };
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "s.gpkg", NULL);
  const NordNoun *noun = nord_noun_get (NORD_NOUN_IDEA);
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  fixture->document = nord_document_create (path, "Teilen", &error);
  g_assert_no_error (error);
  for (int i = 0; i < 3; i++) {
    const double xy[] = {7.46 + i * 0.01, 51.52, 7.465 + i * 0.01, 51.53};

    fixture->line[i] = nord_shape_new_line (xy, 2, NULL);
  }
  fixture->id = g_strdup (change->target);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    nord_change_set_text (change, (guint) nord_noun_find_field (noun, texts[i][0]), texts[i][1]);
  nord_change_set_integer (change, NORD_IDEA_STATION, 3);
  nord_change_set_shape (change, NORD_IDEA_SHAPE, fixture->line[0]);
  put (fixture, change);
  add_medium (fixture, "ein Bild", "image/png", "Vor der Schule");
  add_medium (fixture, "ein Ton", "audio/ogg", "");
  change = nord_change_new_create (NORD_NOUN_PROJECT_LINK, NULL);
  nord_change_set_text (change, NORD_PROJECT_LINK_IDEA, fixture->id);
  nord_change_set_text (change, NORD_PROJECT_LINK_PROJECT, "0190-project");
  put (fixture, change);
  change = nord_change_new_create (NORD_NOUN_BOARD_MARK, NULL);
  nord_change_set_text (change, NORD_BOARD_MARK_KIND, "place");
  nord_change_set_text (change, NORD_BOARD_MARK_ABOUT, fixture->id);
  nord_change_set_real (change, NORD_BOARD_MARK_X, 100);
  nord_change_set_real (change, NORD_BOARD_MARK_Y, 200);
  put (fixture, change);
  fixture->idea = g_object_ref (nord_document_lookup (fixture->document, fixture->id));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->idea);
  g_clear_object (&fixture->document);
  g_clear_pointer (&fixture->id, g_free);
  for (int i = 0; i < 3; i++)
    g_clear_pointer (&fixture->line[i], nord_shape_unref);
}

static void
split (Fixture *fixture, NordRecord *idea, NordShape *kept, NordShape *one, NordShape *two)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (rest, one);
  if (two)
    g_ptr_array_add (rest, two);
  g_assert_true (
    nord_document_apply (fixture->document,
                         nord_split_idea (fixture->document, idea, kept, rest, "Geteilt"), &error));
  g_assert_no_error (error);
}

static guint
count (Fixture *fixture, NordNounKind noun)
{
  return g_list_model_get_n_items (nord_document_get_list (fixture->document, noun));
}

static guint
count_blobs (Fixture *fixture)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *query = NULL;
  guint n;

  g_assert_cmpint (sqlite3_open_v2 (nord_document_get_path (fixture->document), &db,
                                    SQLITE_OPEN_READONLY, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count(*) FROM medium_blob", -1, &query, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (query), ==, SQLITE_ROW);
  n = (guint) sqlite3_column_int (query, 0);
  sqlite3_finalize (query);
  sqlite3_close (db);
  return n;
}

/* The part that has this shape. */
static NordRecord *
find_part (Fixture *fixture, const NordShape *shape)
{
  GListModel *ideas = nord_document_get_list (fixture->document, NORD_NOUN_IDEA);

  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);

    if (nord_shape_equal (nord_record_get_shape (idea, NORD_IDEA_SHAPE), shape))
      return idea;
  }
  g_assert_not_reached ();
}

static void
assert_whole (Fixture *fixture)
{
  g_assert_cmpuint (count (fixture, NORD_NOUN_IDEA), ==, 1);
  g_assert_cmpuint (count (fixture, NORD_NOUN_MEDIUM), ==, 2);
  g_assert_cmpuint (count (fixture, NORD_NOUN_PROJECT_LINK), ==, 1);
  g_assert_cmpuint (count (fixture, NORD_NOUN_BOARD_MARK), ==, 1);
  g_assert_true (
    nord_shape_equal (nord_record_get_shape (fixture->idea, NORD_IDEA_SHAPE), fixture->line[0]));
}

static void
assert_parts (Fixture *fixture)
{
  GListModel *media = nord_document_get_list (fixture->document, NORD_NOUN_MEDIUM);

  g_assert_cmpuint (count (fixture, NORD_NOUN_IDEA), ==, 3);
  g_assert_cmpuint (count (fixture, NORD_NOUN_MEDIUM), ==, 6);
  g_assert_cmpuint (count (fixture, NORD_NOUN_PROJECT_LINK), ==, 3);
  g_assert_cmpuint (count (fixture, NORD_NOUN_BOARD_MARK), ==, 3);
  g_assert_cmpuint (count_blobs (fixture), ==, 2);
  for (int i = 1; i < 3; i++) {
    NordRecord *part = find_part (fixture, fixture->line[i]);
    g_autoptr (GPtrArray) images = nord_medium_list_images (media, nord_record_get_id (part));
    NordRecord *image;

    /* Every field but those that cannot be the same; one that is invented later counts as well. */
    for (guint field = 0; field < NORD_IDEA_N_FIELDS; field++) {
      if (field == NORD_IDEA_SHAPE || field == NORD_IDEA_SOURCE_KEY || field == NORD_IDEA_CLAIM)
        continue;
      g_assert_true (
        nord_value_equal (nord_record_peek (part, field), nord_record_peek (fixture->idea, field)));
    }
    g_assert_null (nord_record_get_text (part, NORD_IDEA_CLAIM));
    g_assert_cmpuint (images->len, ==, 1);
    image = images->pdata[0];
    g_assert_cmpstr (nord_record_get_text (image, NORD_MEDIUM_CAPTION), ==, "Vor der Schule");
    g_assert_cmpstr (nord_record_get_text (image, NORD_MEDIUM_CONSENT), ==, "yes");
  }
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  split (fixture, fixture->idea, fixture->line[0], fixture->line[1], fixture->line[2]);
  assert_parts (fixture);
  g_assert_true (nord_document_undo (fixture->document, &error));
  assert_whole (fixture);
  g_assert_true (nord_document_redo (fixture->document, &error));
  assert_parts (fixture);
}

/* Each part lies a little farther from the whole, so that no card hides another. */
static void
test_wall (Fixture *fixture, gconstpointer data)
{
  GListModel *marks = nord_document_get_list (fixture->document, NORD_NOUN_BOARD_MARK);
  double last = 0;

  split (fixture, fixture->idea, fixture->line[0], fixture->line[1], fixture->line[2]);
  for (guint i = 0; i < g_list_model_get_n_items (marks); i++) {
    g_autoptr (NordRecord) mark = g_list_model_get_item (marks, i);
    double x = nord_record_get_real (mark, NORD_BOARD_MARK_X);

    g_assert_cmpfloat (x, >, last);
    g_assert_cmpfloat (x, <, 200);
    g_assert_cmpfloat (nord_record_get_real (mark, NORD_BOARD_MARK_Y), ==, x + 100);
    last = x;
  }
}

/* Answers are the office's to write: none is written, and all that were given are found. */
static void
test_answers (Fixture *fixture, gconstpointer data)
{
  NordDocument *document = fixture->document;
  g_autofree char *early = add_answer (fixture, fixture->id, "Ja", "2026-09-02");
  g_autofree char *later = add_answer (fixture, fixture->id, "Ja, bald", "2026-09-03");
  g_autofree char *whole = NULL, *own = NULL;
  NordRecord *part, *second;

  g_assert_nonnull (early);
  split (fixture, fixture->idea, fixture->line[0], fixture->line[1], NULL);
  g_usleep (3000);
  part = find_part (fixture, fixture->line[1]);
  g_assert_cmpuint (count (fixture, NORD_NOUN_ANSWER), ==, 2);
  g_assert_cmpstr (nord_record_get_id (nord_split_find_answer (document, part)), ==, later);
  /* What is said of the whole afterwards is of the part that kept its name. */
  whole = add_answer (fixture, fixture->id, "Nur der Norden", "2026-10-01");
  g_assert_cmpstr (nord_record_get_id (nord_split_find_answer (document, part)), ==, later);
  g_assert_cmpstr (nord_record_get_id (nord_split_find_answer (document, fixture->idea)), ==,
                   whole);
  /* A part of the part, and with an answer of its own. */
  split (fixture, part, fixture->line[1], fixture->line[2], NULL);
  second = find_part (fixture, fixture->line[2]);
  g_assert_cmpstr (nord_record_get_id (nord_split_find_answer (document, second)), ==, later);
  own = add_answer (fixture, nord_record_get_id (second), "Der Süden auch", "2026-08-01");
  g_assert_cmpstr (nord_record_get_id (nord_split_find_answer (document, second)), ==, own);
}

/* A file that says of two ideas that each was split from the other. */
static void
test_round (Fixture *fixture, gconstpointer data)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  g_autofree char *other = g_strdup (change->target);
  g_autofree char *key = g_strconcat ("split:", fixture->id, NULL);
  g_autofree char *back = g_strconcat ("split:", other, NULL);

  nord_change_set_text (change, NORD_IDEA_SOURCE_KEY, key);
  put (fixture, change);
  change = nord_change_new_update (fixture->idea);
  nord_change_set_text (change, NORD_IDEA_SOURCE_KEY, back);
  put (fixture, change);
  g_assert_null (nord_split_find_answer (fixture->document, fixture->idea));
  change = nord_change_new_update (fixture->idea);
  nord_change_set_text (change, NORD_IDEA_SOURCE_KEY, "split:nobody");
  put (fixture, change);
  g_assert_null (nord_split_find_answer (fixture->document, fixture->idea));
}

static gboolean
holds (const char *path, const char *words)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &bytes, &length, NULL) &&
         memmem (bytes, length, words, strlen (words)) != NULL;
}

static void
redact (Fixture *fixture, GPtrArray *ideas, NordSplitKin *kin, const char *body)
{
  g_autoptr (GError) error = NULL;

  nord_document_redact (fixture->document,
                        &(NordRedaction){.ideas = (NordRecord *const *) ideas->pdata,
                                         .n_ideas = ideas->len,
                                         .others = (NordRecord *const *) kin->others->pdata,
                                         .n_others = kin->others->len,
                                         .gone = (const char *const *) kin->gone->pdata,
                                         .n_gone = kin->gone->len,
                                         .title = "Radweg",
                                         .body = body,
                                         .reason = "Name"},
                        &error);
  g_assert_no_error (error);
}

/* What is redacted goes out of all that was one with it and says the same, also where a part was
 * split once more; who was hidden stays so. */
static void
test_redact (Fixture *fixture, gconstpointer data)
{
  const char *path = nord_document_get_path (fixture->document);
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  g_autoptr (NordSplitKin) found = NULL, later = NULL;
  g_autoptr (GPtrArray) kin = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordShape) last = NULL;
  const double xy[] = {7.5, 51.52, 7.505, 51.53};
  NordRecord *part, *hidden;
  NordChange *change;

  split (fixture, fixture->idea, fixture->line[0], fixture->line[1], fixture->line[2]);
  last = nord_shape_new_line (xy, 2, NULL);
  split (fixture, find_part (fixture, fixture->line[1]), fixture->line[1], last, NULL);
  hidden = find_part (fixture, last);
  change = nord_change_new_update (hidden);
  nord_change_set_text (change, NORD_IDEA_MODERATION, "hidden");
  nord_change_set_text (change, NORD_IDEA_MODERATION_REASON, "grob");
  put (fixture, change);
  /* A stranger to all of them that says the same. */
  change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  nord_change_set_text (change, NORD_IDEA_TITLE, "Radweg");
  put (fixture, change);

  part = find_part (fixture, fixture->line[2]);
  found = nord_split_find_kin (fixture->document, part, &error);
  g_assert_no_error (error);
  kin = g_ptr_array_ref (found->same);
  g_assert_cmpuint (kin->len, ==, 3);
  g_assert_cmpuint (found->others->len, ==, 0);
  g_assert_cmpuint (found->gone->len, ==, 0);
  g_assert_true (g_ptr_array_find (kin, fixture->idea, NULL));
  g_assert_true (g_ptr_array_find (kin, hidden, NULL));
  g_assert_true (holds (path, "Sicher zur Schule") || holds (journal, "Sicher zur Schule"));
  g_ptr_array_insert (kin, 0, g_object_ref (part));
  redact (fixture, kin, found, "Sicher zur …");
  for (guint i = 0; i < kin->len; i++) {
    NordRecord *now = g_ptr_array_index (kin, i);
    const gboolean was_hidden = now == hidden;

    g_assert_cmpstr (nord_record_get_text (now, NORD_IDEA_BODY), ==, "Sicher zur …");
    g_assert_cmpstr (nord_record_get_text (now, NORD_IDEA_MODERATION), ==,
                     was_hidden ? "hidden" : "redacted");
    g_assert_cmpstr (nord_record_get_text (now, NORD_IDEA_MODERATION_REASON), ==,
                     was_hidden ? "grob" : "Name");
  }
  g_assert_false (holds (path, "Sicher zur Schule"));
  g_assert_false (holds (journal, "Sicher zur Schule"));

  /* One that says something else now is told of, and not touched. */
  change = nord_change_new_update (part);
  nord_change_set_text (change, NORD_IDEA_BODY, "Anderes");
  put (fixture, change);
  later = nord_split_find_kin (fixture->document, fixture->idea, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (later->same->len, ==, 2);
  g_assert_cmpuint (later->others->len, ==, 1);
  g_assert_true (later->others->pdata[0] == part);
}

/* Undone or deleted parts, and what a part said before it was edited, lose the words as well, from
 * every byte; the part stays as it is, and what is brought back says what was left. */
static void
test_redact_traces (Fixture *fixture, gconstpointer data)
{
  const char *path = nord_document_get_path (fixture->document);
  g_autofree char *journal = g_strconcat (path, "-wal", NULL), *gone = NULL, *edited = NULL;
  g_autofree char *copy = g_strconcat (path, ".copy.gpkg", NULL);
  g_autofree char *replayed = g_strconcat (path, ".replayed.gpkg", NULL);
  NordStore *store = nord_document_get_store (fixture->document);
  g_autoptr (NordSplitKin) kin = NULL;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NordCheck) check = NULL;
  g_autoptr (NordStore) other = NULL;
  g_autoptr (GPtrArray) lines = NULL, results = NULL;
  NordRecord *part;
  NordChange *change;
  gint64 last;

  /* Another copy, which hears of everything later. */
  nord_store_backup (store, copy, &error);
  g_assert_no_error (error);
  /* One is split off and undone; one is split off from a part that is deleted then; one says
   * something else since. */
  split (fixture, fixture->idea, fixture->line[0], fixture->line[1], NULL);
  g_assert_true (nord_document_undo (fixture->document, &error));
  split (fixture, fixture->idea, fixture->line[0], fixture->line[1], NULL);
  part = find_part (fixture, fixture->line[1]);
  gone = g_strdup (nord_record_get_id (part));
  split (fixture, part, fixture->line[1], fixture->line[2], NULL);
  change = nord_change_new_update (part);
  nord_change_set_text (change, NORD_IDEA_BODY, "Ruft an: Kanarienvogel");
  put (fixture, change);
  put (fixture, nord_change_new_delete (part));
  part = find_part (fixture, fixture->line[2]);
  edited = g_strdup (nord_record_get_id (part));
  change = nord_change_new_update (part);
  nord_change_set_text (change, NORD_IDEA_BODY, "Ein Brunnen");
  put (fixture, change);

  kin = nord_split_find_kin (fixture->document, fixture->idea, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kin->same->len, ==, 0);
  g_assert_cmpuint (kin->others->len, ==, 1);
  g_assert_cmpuint (kin->gone->len, ==, 2);
  g_ptr_array_add (one, fixture->idea);
  redact (fixture, one, kin, "Sicher zur …");
  for (guint i = 0; i < 2; i++) {
    g_assert_false (holds (path, ((const char *[]){"Sicher zur Schule", "Kanarienvogel"})[i]));
    g_assert_false (holds (journal, ((const char *[]){"Sicher zur Schule", "Kanarienvogel"})[i]));
  }
  g_assert_true (holds (path, "Ein Brunnen"));
  part = nord_document_lookup (fixture->document, edited);
  g_assert_cmpstr (nord_record_get_text (part, NORD_IDEA_BODY), ==, "Ein Brunnen");
  g_assert_cmpstr (nord_record_get_text (part, NORD_IDEA_MODERATION), ==, "released");
  g_assert_cmpstr (nord_record_get_text (part, NORD_IDEA_MODERATION_REASON), ==, "gut");
  g_assert_null (nord_document_lookup (fixture->document, gone));
  check = nord_store_check (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check->faults->len, ==, 0);

  /* The other copy and one made from the log alone. */
  other = nord_store_open (copy, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  lines = nord_store_read_lines (store, 0, 100000, &last, &error);
  results = nord_store_ingest (other, &(NordNews){(const char *const *) lines->pdata, lines->len},
                               NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < results->len; i++) {
    NordIngestResult result = ((NordIngested *) results->pdata[i])->result;

    g_assert_true (result == NORD_INGEST_APPLIED || result == NORD_INGEST_DUPLICATE);
  }
  g_assert_cmpint (nord_store_count (other, NORD_NOUN_IDEA, NULL), ==,
                   nord_store_count (store, NORD_NOUN_IDEA, NULL));
  nord_store_close (other);
  g_assert_false (holds (copy, "Sicher zur Schule"));
  g_assert_false (holds (copy, "Kanarienvogel"));
  nord_store_replay (store, replayed, &error);
  g_assert_no_error (error);
  g_assert_false (holds (replayed, "Sicher zur Schule"));

  /* Undo, to the delete and beyond: what comes back says what was left. */
  while (nord_store_get_undo_label (store) != NULL &&
         !nord_document_lookup (fixture->document, gone))
    g_assert_true (nord_document_undo (fixture->document, &error));
  part = nord_document_lookup (fixture->document, gone);
  g_assert_nonnull (part);
  g_assert_cmpstr (nord_record_get_text (part, NORD_IDEA_BODY), ==, "Sicher zur …");
  while (nord_store_get_undo_label (store) != NULL)
    g_assert_true (nord_document_undo (fixture->document, &error));
  while (nord_store_get_redo_label (store) != NULL)
    g_assert_true (nord_document_redo (fixture->document, &error));
  g_assert_no_error (error);
  g_assert_false (holds (path, "Sicher zur Schule"));
  g_assert_false (holds (journal, "Sicher zur Schule"));
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    {"/split/parts", test_parts},     {"/split/wall", test_wall},
    {"/split/answers", test_answers}, {"/split/round", test_round},
    {"/split/redact", test_redact},   {"/split/redact-traces", test_redact_traces},
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
