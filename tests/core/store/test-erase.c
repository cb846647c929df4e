/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is redacted is in no byte of the file or of what lies beside it, and cannot come back; the
 * log stays whole, here and wherever it is sent, replayed or salvaged. */
#include "play.h"

#include "core/model/board-mark.h"
#include "core/model/cluster.h"
#include "core/model/idea.h"
#include "core/model/measure.h"
#include "core/model/medium.h"
#include "core/model/poll.h"
#include "core/store/store-private.h"
#include "core/store/store.h"

#include <glib/gstdio.h>

#define CANARY "Erika Mustermann-0231-5550199-Kanarienvogel"
#define OLDER "Heimliche-Adresse-Musterweg-17-Kanarienvogel"

static char *
add_idea (NordStore *store, const char *title, const char *body)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("Idee");
  g_autoptr (GError) error = NULL;
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  char *id = g_strdup (change->target);

  nord_change_set_text (change, NORD_IDEA_TITLE, title);
  nord_change_set_text (change, NORD_IDEA_BODY, body);
  nord_change_set_group_add (set, change);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
  return id;
}

static NordRecord *
read_idea (NordStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  NordRecord *record = nord_store_read_one (store, NORD_NOUN_IDEA, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static void
set_body (NordStore *store, const char *id, const char *body)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("Text");
  g_autoptr (NordRecord) record = read_idea (store, id);
  g_autoptr (GError) error = NULL;
  NordChange *change = nord_change_new_update (record);

  nord_change_set_text (change, NORD_IDEA_BODY, body);
  nord_change_set_group_add (set, change);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
}

static gboolean
holds (const char *path, const char *suffix, const char *needle)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL), *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (name, &bytes, &length, NULL) &&
         memmem (bytes, length, needle, strlen (needle)) != NULL;
}

static void
assert_gone (const char *path)
{
  static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_assert_false (holds (path, suffixes[i], CANARY));
    g_assert_false (holds (path, suffixes[i], OLDER));
  }
}

static void
assert_sound (NordStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordCheck) check = nord_store_check (store, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < check->faults->len; i++)
    g_test_message ("%s", (char *) check->faults->pdata[i]);
  g_assert_cmpuint (check->faults->len, ==, 0);
}

static GPtrArray *
read_lines (NordStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 last;
  GPtrArray *lines = nord_store_read_lines (store, 0, 100000, &last, &error);

  g_assert_no_error (error);
  return lines;
}

static NordStore *
take_copy (NordStore *store, const char *name)
{
  g_autofree char *path = play_path (name);
  g_autoptr (GError) error = NULL;
  NordStore *copy;

  g_unlink (path);
  nord_store_backup (store, path, &error);
  g_assert_no_error (error);
  copy = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  return copy;
}

static guint
send (NordStore *from, NordStore *to)
{
  g_autoptr (GPtrArray) lines = read_lines (from), results = NULL;
  g_autoptr (GError) error = NULL;
  guint rejected = 0;

  results =
    nord_store_ingest (to, &(NordNews){(const char *const *) lines->pdata, lines->len, NULL}, NULL,
                       &error);
  g_assert_no_error (error);
  for (guint i = 0; i < results->len; i++)
    if (((NordIngested *) results->pdata[i])->result == NORD_INGEST_REJECTED) {
      g_test_message ("%s", ((NordIngested *) results->pdata[i])->reason);
      rejected++;
    }
  return rejected;
}

static void
redact (NordStore *store, const char *id)
{
  g_autoptr (NordRecord) record = read_idea (store, id);
  g_autoptr (GError) error = NULL;

  nord_store_redact (store,
                     &(NordRedaction){.ideas = &record,
                                      .n_ideas = 1,
                                      .title = "Bank am Platz",
                                      .body = "Bitte melden bei █████.",
                                      .reason = "Personendaten"},
                     NULL, &error);
  g_assert_no_error (error);
}

static void
test_gone (void)
{
  g_autofree char *path = play_path ("redact.gpkg"), *id = NULL, *other = NULL, *long_text = NULL;
  g_autofree char *replayed = play_path ("replayed.gpkg"), *saved = play_path ("saved.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Werkstatt", &error), copy = NULL;
  g_autoptr (NordRecord) record = NULL, again = NULL;
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GPtrArray) history = NULL;

  g_assert_no_error (error);
  /* Long enough for pages of its own. */
  for (guint i = 0; i < 400; i++)
    g_string_append (many, CANARY " und noch mehr. ");
  id = add_idea (store, "Bank am Platz", OLDER);
  other = add_idea (store, "Anderes", "Bleibt stehen");
  set_body (store, id, many->str);
  set_body (store, id, "Ruft an: " CANARY);
  g_assert_true (holds (path, "-wal", CANARY) || holds (path, "", CANARY));
  redact (store, id);
  assert_gone (path);
  assert_sound (store);
  record = read_idea (store, id);
  g_assert_cmpstr (nord_record_get_text (record, NORD_IDEA_TITLE), ==, "Bank am Platz");
  g_assert_cmpstr (nord_record_get_text (record, NORD_IDEA_BODY), ==, "Bitte melden bei █████.");
  g_assert_cmpstr (nord_record_get_text (record, NORD_IDEA_MODERATION), ==, "redacted");

  /* What happened is still told, without what was said. */
  history = nord_store_read_history (store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 4);

  /* Undo does not bring it back, nor stumble over it. */
  while (nord_store_get_undo_label (store) != NULL) {
    g_autoptr (NordChangeSet) undone = nord_store_undo (store, &error);

    g_assert_no_error (error);
  }
  assert_gone (path);
  assert_sound (store);
  while (nord_store_get_redo_label (store) != NULL) {
    g_autoptr (NordChangeSet) redone = nord_store_redo (store, &error);

    g_assert_no_error (error);
  }
  assert_gone (path);
  assert_sound (store);

  /* Opened again, replayed, salvaged: the same without it. */
  nord_store_close (store);
  g_clear_object (&store);
  assert_gone (path);
  store = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  assert_sound (store);
  nord_store_replay (store, replayed, &error);
  g_assert_no_error (error);
  copy = nord_store_open (replayed, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  assert_sound (copy);
  assert_gone (replayed);
  again = read_idea (copy, other);
  g_assert_cmpstr (nord_record_get_text (again, NORD_IDEA_BODY), ==, "Bleibt stehen");
  nord_store_close (store);
  {
    g_autoptr (NordCheck) told = nord_store_salvage (path, saved, &error);

    g_assert_no_error (error);
    for (guint i = 0; i < told->faults->len; i++)
      g_test_message ("%s", (char *) told->faults->pdata[i]);
    g_assert_cmpuint (told->faults->len, ==, 0);
  }
  assert_gone (saved);
}

/* The other copy loses the texts when it hears of it; one that hears of all only later never gets
 * them; and what somebody wrote meanwhile does not stay either. */
/* Written elsewhere before the word and after it, and in the same moment: none of them knew it. */
static void
travel (gboolean later)
{
  g_autofree char *path = play_path ("here.gpkg"), *id = NULL;
  g_autofree char *there = play_path ("there.gpkg"), *late = play_path ("late.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Werkstatt", &error), first = NULL,
                        second = NULL;

  g_assert_no_error (error);
  first = take_copy (store, "there.gpkg");
  second = take_copy (store, "late.gpkg");
  id = add_idea (store, "Bank am Platz", OLDER);
  g_assert_cmpuint (send (store, first), ==, 0);
  if (!later)
    set_body (first, id, "Von anderswo: " CANARY);
  redact (store, id);
  if (later) {
    g_usleep (3000);
    set_body (first, id, "Von anderswo: " CANARY);
    set_body (first, id, "Noch einmal: " CANARY);
  }
  set_body (store, id, "Bitte im Büro melden.");
  g_assert_cmpuint (send (store, first), ==, 0);
  assert_gone (there);
  assert_sound (first);
  g_assert_cmpuint (send (first, store), ==, 0);
  assert_gone (path);
  assert_sound (store);
  g_assert_cmpuint (send (store, second), ==, 0);
  assert_gone (late);
  assert_sound (second);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (NordRecord) idea = read_idea ((NordStore *[]){store, first, second}[i], id);

    g_assert_cmpstr (nord_record_get_text (idea, NORD_IDEA_BODY), ==, "Bitte im Büro melden.");
  }
}

static void
test_travels (void)
{
  travel (FALSE);
}

static void
test_meanwhile (void)
{
  travel (TRUE);
}

/* (transfer full) id of a thing whose one text says so */
static char *
add_thing (NordStore *store, NordNounKind noun, guint field, const char *text)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("Neu");
  g_autoptr (GError) error = NULL;
  NordChange *change = nord_change_new_create (noun, NULL);
  char *id = g_strdup (change->target);

  if (noun == NORD_NOUN_POLL && field == NORD_POLL_OPTIONS)
    nord_change_set_json (change, field, text);
  else
    nord_change_set_text (change, field, text);
  nord_change_set_group_add (set, change);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
  return id;
}

static void
set_thing (NordStore *store, NordNounKind noun, const char *id, guint field, const char *text)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("Anders");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) record = nord_store_read_one (store, noun, id, &error);
  NordChange *change;

  g_assert_no_error (error);
  change = text != NULL ? nord_change_new_update (record) : nord_change_new_delete (record);
  if (text != NULL)
    nord_change_set_text (change, field, text);
  nord_change_set_group_add (set, change);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
}

static void
assert_says (NordStore *store, NordNounKind noun, const char *id, guint field, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) record = nord_store_read_one (store, noun, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (nord_record_get_text (record, field), ==, text);
}

/* Where the words were copied to they go as well: names of groups now, before and of those that are
 * gone, what polls ask, reasons and measures, here and in a copy that was there before. */
static void
test_copies (void)
{
  g_autofree char *path = play_path ("kopien.gpkg"), *there = play_path ("kopien-dort.gpkg");
  g_autofree char *replayed = play_path ("kopien-neu.gpkg"), *id = NULL, *name = NULL, *gone = NULL;
  g_autofree char *renamed = NULL, *poll = NULL, *mark = NULL, *measure = NULL, *other = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Werkstatt", &error), copy = NULL;

  g_assert_no_error (error);
  id = add_idea (store, "Bank bei " CANARY, "Ruft an: " OLDER);
  name = add_thing (store, NORD_NOUN_CLUSTER, NORD_CLUSTER_TITLE, "Bank bei " CANARY);
  other = add_thing (store, NORD_NOUN_CLUSTER, NORD_CLUSTER_TITLE, "Bänke am Platz");
  renamed = add_thing (store, NORD_NOUN_CLUSTER, NORD_CLUSTER_TITLE, "Wunsch von " CANARY);
  set_thing (store, NORD_NOUN_CLUSTER, renamed, NORD_CLUSTER_TITLE, "Wünsche");
  gone = add_thing (store, NORD_NOUN_CLUSTER, NORD_CLUSTER_TITLE, CANARY);
  set_thing (store, NORD_NOUN_CLUSTER, gone, NORD_CLUSTER_TITLE, NULL);
  poll =
    add_thing (store, NORD_NOUN_POLL, NORD_POLL_OPTIONS,
               "[{\"id\":\"0193aaaa-0000-7000-8000-000000000001\",\"label\":\"Bank bei " CANARY
               "\",\"noun\":\"idea\"},{\"id\":\"0193aaaa-0000-7000-8000-000000000002\",\"label\":"
               "\"Licht\",\"noun\":\"idea\"}]");
  mark = add_thing (store, NORD_NOUN_BOARD_MARK, NORD_BOARD_MARK_TEXT, "wie " OLDER);
  measure = add_thing (store, NORD_NOUN_MEASURE, NORD_MEASURE_TITLE, "Mit " CANARY " reden");
  nord_store_gather (store);
  copy = take_copy (store, "kopien-dort.gpkg");
  /* Not in the knowledge of the word. */
  set_thing (copy, NORD_NOUN_CLUSTER, renamed, NORD_CLUSTER_TITLE, "Für " CANARY);
  g_assert_true (holds (path, "", CANARY) && holds (there, "", CANARY));
  redact (store, id);
  assert_gone (path);
  assert_sound (store);
  assert_says (store, NORD_NOUN_CLUSTER, name, NORD_CLUSTER_TITLE, "Bank am Platz");
  assert_says (store, NORD_NOUN_CLUSTER, other, NORD_CLUSTER_TITLE, "Bänke am Platz");
  assert_says (store, NORD_NOUN_CLUSTER, renamed, NORD_CLUSTER_TITLE, "Wünsche");
  assert_says (
    store, NORD_NOUN_POLL, poll, NORD_POLL_OPTIONS,
    "[{\"id\":\"0193aaaa-0000-7000-8000-000000000001\",\"label\":\"Bank am Platz\","
    "\"noun\":\"idea\"},{\"id\":\"0193aaaa-0000-7000-8000-000000000002\",\"label\":\"Licht\","
    "\"noun\":\"idea\"}]");
  assert_says (store, NORD_NOUN_BOARD_MARK, mark, NORD_BOARD_MARK_TEXT, "wie █████");
  assert_says (store, NORD_NOUN_MEASURE, measure, NORD_MEASURE_TITLE, "Mit █████ reden");
  g_assert_null (nord_store_read_one (store, NORD_NOUN_CLUSTER, gone, NULL));

  g_assert_cmpuint (send (store, copy), ==, 0);
  g_assert_cmpuint (send (copy, store), ==, 0);
  assert_gone (there);
  assert_sound (copy);
  assert_says (copy, NORD_NOUN_CLUSTER, renamed, NORD_CLUSTER_TITLE, "Wünsche");
  assert_gone (path);
  while (nord_store_get_undo_label (store) != NULL)
    nord_change_set_group_free (nord_store_undo (store, &error));
  while (nord_store_get_redo_label (store) != NULL)
    nord_change_set_group_free (nord_store_redo (store, &error));
  g_assert_no_error (error);
  assert_gone (path);
  assert_sound (store);
  nord_store_replay (store, replayed, &error);
  g_assert_no_error (error);
  assert_gone (replayed);
}

/* A row that only claims to be erased is spoilt. */
static void
test_claimed (void)
{
  g_autofree char *path = play_path ("claim.gpkg"), *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Werkstatt", &error);
  g_autoptr (NordCheck) check = NULL;
  sqlite3 *db;

  g_assert_no_error (error);
  id = add_idea (store, "Bank am Platz", OLDER);
  redact (store, id);
  nord_store_close (store);
  g_clear_object (&store);
  sqlite3_open (path, &db);
  g_assert_cmpint (sqlite3_exec (db,
                                 "UPDATE change SET body=replace(body, '\"n\":2', '\"n\":3') "
                                 "WHERE seq IN (SELECT seq FROM change_erased)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  sqlite3_close (db);
  store = nord_store_open (path, NORD_STORE_OPEN_READ_ONLY | NORD_STORE_OPEN_DAMAGED, &error);
  g_assert_no_error (error);
  check = nord_store_check (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check->faults->len, >, 0);
}

static void
keep_aside (NordStore *store, const char *format, const char *id)
{
  g_autofree char *line = g_strdup_printf (format, id);
  sqlite3_stmt *add = NULL;

  sqlite3_prepare_v2 (store->db->handle,
                      "INSERT INTO local_rejected (wall, reason, line) VALUES (1, 'x', ?)", -1,
                      &add, NULL);
  sqlite3_bind_text (add, 1, line, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (add), ==, SQLITE_DONE);
  sqlite3_finalize (add);
}

/* Of the lines that were refused only those about the idea go: not such as name it, and not the
 * last trace of what others lost. */
static void
test_refused (void)
{
  /* Each names the idea; in the order of keys that a foreign program writes, too. */
  static const char *const about[] = {
    "{\"doc\":\"%s\",\"set\":{\"body\":\"" CANARY " 1\"},\"v\":9}",
    "{\"set\":{\"body\":\"" CANARY " 2\"}, \"doc\" : \"%s\"}",
    "{\"doc\":\"%s\",\"set\":{\"body\":\"" CANARY " 3",
  };
  static const char *const others[] = {
    "{\"doc\":\"0193aaaa-0000-7000-8000-000000000001\",\"type\":\"project_link\",\"set\":{\"idea\":"
    "\"%s\"}}",
    "{\"doc\":\"0193aaaa-0000-7000-8000-000000000002\",\"set\":{\"body\":\"wie %s\"}}",
    "{\"doc\":\"0193aaaa-0000-7000-8000-000000000003\",\"set\":{\"body\":\"{\\\"doc\\\":\\\"%s\\\"}"
    "\"}}",
    "{\"doc\":\"0193aaaa-0000-7000-8000-000000000004\",\"set\":{\"options\":{\"doc\":\"%s\"}}}",
    "{\"doc\":\"0193aaaa-0000-7000-8000-000000000005\",\"was\":\"%s\"",
    "kein JSON: %s",
  };
  g_autofree char *path = play_path ("refused.gpkg"), *id = NULL, *left = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Werkstatt", &error);
  g_autoptr (GString) wanted = g_string_new (NULL);

  g_assert_no_error (error);
  id = add_idea (store, "Bank am Platz", OLDER);
  for (guint i = 0; i < G_N_ELEMENTS (about); i++)
    keep_aside (store, about[i], id);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    keep_aside (store, others[i], id);
  g_assert_true (holds (path, "-wal", CANARY) || holds (path, "", CANARY));
  redact (store, id);
  assert_gone (path);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_string_append_printf (wanted, others[i], id);
  nord_store_close (store);
  left = play_dump (path, "SELECT group_concat(line, '') FROM (SELECT line FROM local_rejected "
                          "ORDER BY number)");
  g_assert_nonnull (strstr (left, wanted->str));
}

static NordRecord *
add_picture (NordStore *store, const char *idea, GBytes *bytes)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("Foto");
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = nord_store_put_blob (store, bytes, &error);
  NordChange *change = nord_change_new_create (NORD_NOUN_MEDIUM, NULL);
  NordRecord *medium;

  g_assert_no_error (error);
  nord_change_set_text (change, NORD_MEDIUM_IDEA, idea);
  nord_change_set_text (change, NORD_MEDIUM_MEDIA_TYPE, "image/jpeg");
  nord_change_set_text (change, NORD_MEDIUM_SHA256, sha256);
  nord_change_set_integer (change, NORD_MEDIUM_SIZE, (gint64) g_bytes_get_size (bytes));
  nord_change_set_group_add (set, change);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
  medium = nord_store_read_one (store, NORD_NOUN_MEDIUM, change->target, &error);
  g_assert_no_error (error);
  return medium;
}

/* A picture leaves the file with all that names it; what is left says that there was one and why it
 * is gone. It does not come back: by undo, from another copy, from the log or from somebody who
 * adds it once more. */
static void
test_picture (void)
{
  g_autofree char *path = play_path ("bild.gpkg"), *there = play_path ("bild-dort.gpkg");
  g_autofree char *replayed = play_path ("bild-neu.gpkg"), *saved = play_path ("bild-heil.gpkg");
  g_autofree char *id = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Werkstatt", &error), other = NULL;
  g_autoptr (GListStore) media = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) one = NULL, two = NULL, kept = NULL, left = NULL, late = NULL;
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL, harmless = g_bytes_new_static ("ein Baum", 8);
  g_autoptr (NordChangeSet) set = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (many, CANARY " %u ", i);
  bytes = g_bytes_new (many->str, many->len);
  id = add_idea (store, "Bank am Platz", "Mit Foto");
  one = add_picture (store, id, bytes);
  two = add_picture (store, id, bytes);
  kept = add_picture (store, id, harmless);
  nord_store_gather (store);
  other = take_copy (store, "bild-dort.gpkg");
  /* Names the same there, before anybody heard of it. */
  late = add_picture (other, id, bytes);
  g_assert_true (holds (path, "", CANARY) && holds (there, "", CANARY));
  g_list_store_append (media, one);
  g_list_store_append (media, two);
  g_list_store_append (media, kept);
  set = nord_medium_remove (G_LIST_MODEL (media), one, "Gesicht");
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
  assert_gone (path);
  assert_sound (store);
  for (guint i = 0; i < 2; i++) {
    g_clear_object (&left);
    left = nord_store_read_one (store, NORD_NOUN_MEDIUM, nord_record_get_id (i == 0 ? one : two),
                                &error);
    g_assert_null (nord_record_get_text (left, NORD_MEDIUM_SHA256));
    g_assert_cmpstr (nord_record_get_text (left, NORD_MEDIUM_CAPTION), ==, "Gesicht");
  }
  {
    g_autoptr (GBytes) tree =
      nord_store_get_blob (store, nord_record_get_text (kept, NORD_MEDIUM_SHA256), &error);

    g_assert_true (tree != NULL && g_bytes_equal (tree, harmless));
  }

  g_assert_cmpuint (send (store, other), ==, 0);
  assert_gone (there);
  assert_sound (other);
  g_assert_cmpuint (send (other, store), ==, 0);
  g_assert_true (nord_store_is_removed (store, nord_record_get_text (late, NORD_MEDIUM_SHA256)));
  {
    g_autoptr (GPtrArray) missing = nord_store_list_missing_blobs (store);

    g_assert_cmpuint (missing->len, ==, 0);
  }
  again = nord_store_put_blob (store, bytes, &error);
  g_assert_null (again);
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID);
  g_clear_error (&error);
  while (nord_store_get_undo_label (store) != NULL)
    nord_change_set_group_free (nord_store_undo (store, &error));
  while (nord_store_get_redo_label (store) != NULL)
    nord_change_set_group_free (nord_store_redo (store, &error));
  g_assert_no_error (error);
  g_clear_object (&left);
  left = nord_store_read_one (store, NORD_NOUN_MEDIUM, nord_record_get_id (one), &error);
  g_assert_null (nord_record_get_text (left, NORD_MEDIUM_SHA256));
  assert_gone (path);
  assert_sound (store);
  nord_store_replay (store, replayed, &error);
  g_assert_no_error (error);
  assert_gone (replayed);
  nord_store_close (store);
  {
    g_autoptr (NordCheck) told = nord_store_salvage (path, saved, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (told->faults->len, ==, 0);
  }
  assert_gone (saved);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/erase/gone", test_gone);
  g_test_add_func ("/erase/travels", test_travels);
  g_test_add_func ("/erase/meanwhile", test_meanwhile);
  g_test_add_func ("/erase/copies", test_copies);
  g_test_add_func ("/erase/claimed", test_claimed);
  g_test_add_func ("/erase/refused", test_refused);
  g_test_add_func ("/erase/picture", test_picture);
  return g_test_run ();
}
