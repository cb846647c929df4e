/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The lists always show what is stored, in the order of ids, whoever changed it. */
#include "core/document/document.h"

#include "core/model/idea.h"
#include "core/model/workshop.h"
#include "core/store/store-private.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  NordDocument *document; /* (owned) */
  guint changed, failed;  /* emissions */
  guint items_changed;    /* of the list of ideas */
} Fixture;

static void
on_changed (Fixture *fixture, NordChangeSet *changes)
{
  g_assert_nonnull (changes);
  fixture->changed++;
}

static void
on_failed (Fixture *fixture, const GError *error)
{
  g_assert_nonnull (error->message);
  fixture->failed++;
}

static void
on_items_changed (Fixture *fixture)
{
  fixture->items_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "d.gpkg", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  fixture->document = nord_document_create (path, "Dokument", &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (fixture->document, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->document, "failed", G_CALLBACK (on_failed), fixture);
  g_signal_connect_swapped (nord_document_get_list (fixture->document, NORD_NOUN_IDEA),
                            "items-changed", G_CALLBACK (on_items_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->document);
}

/* What the list shows must be what a second look into the file shows. */
static void
assert_follows (NordDocument *document)
{
  g_autoptr (GError) error = NULL;

  for (guint noun = 0; noun < NORD_N_NOUNS; noun++) {
    g_autoptr (GPtrArray) stored =
      nord_store_read_all (nord_document_get_store (document), noun, &error);
    GListModel *list = nord_document_get_list (document, noun);

    g_assert_cmpuint (g_list_model_get_n_items (list), ==, stored->len);
    for (guint i = 0; i < stored->len; i++) {
      g_autoptr (NordRecord) shown = g_list_model_get_item (list, i);

      g_assert_cmpstr (nord_record_get_id (shown), ==, nord_record_get_id (stored->pdata[i]));
      g_assert_true (nord_document_lookup (document, nord_record_get_id (shown)) == shown);
      for (guint field = 0; field < nord_noun_get (noun)->n_fields; field++)
        g_assert_true (nord_value_equal (nord_record_peek (shown, field),
                                         nord_record_peek (stored->pdata[i], field)));
    }
  }
}

static NordChangeSet *
new_ideas (guint n)
{
  NordChangeSet *set = nord_change_set_group_new ("Ideen");

  for (guint i = 0; i < n; i++) {
    NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    g_autofree char *title = g_strdup_printf ("Idee %u", i);

    nord_change_set_text (change, NORD_IDEA_TITLE, title);
    nord_change_set_group_add (set, change);
  }
  return set;
}

static void
test_edits (Fixture *fixture, gconstpointer data)
{
  NordDocument *document = fixture->document;
  GListModel *ideas = nord_document_get_list (document, NORD_NOUN_IDEA);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) second = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GDateTime) saved_at = NULL;
  gboolean can_undo, can_redo;
  NordChange *change;

  g_assert_true (nord_document_apply (document, new_ideas (5), &error));
  g_assert_cmpuint (fixture->changed, ==, 1);
  assert_follows (document);
  second = g_list_model_get_item (ideas, 1);
  change = nord_change_new_update (second);
  nord_change_set_text (change, NORD_IDEA_TITLE, "Fisch & Brot");
  fixture->items_changed = 0;
  g_assert_true (nord_document_apply_one (document, "Titel", change, &error));
  /* The same object goes on, so what is bound to it goes on too. */
  g_assert_cmpuint (fixture->items_changed, ==, 0);
  g_assert_cmpstr (nord_record_get_text (second, NORD_IDEA_TITLE), ==, "Fisch & Brot");
  g_assert_true (
    nord_document_apply_one (document, "Löschen", nord_change_new_delete (second), &error));
  g_assert_cmpuint (g_list_model_get_n_items (ideas), ==, 4);
  g_assert_null (nord_document_lookup (document, nord_record_get_id (second)));
  assert_follows (document);
  g_object_get (document, "can-undo", &can_undo, "can-redo", &can_redo, "undo-label", &label,
                "saved-at", &saved_at, NULL);
  g_assert_true (can_undo);
  g_assert_false (can_redo);
  g_assert_cmpstr (label, ==, "Löschen");
  g_assert_nonnull (saved_at);
  for (guint i = 0; i < 3; i++) {
    g_assert_true (nord_document_undo (document, &error));
    assert_follows (document);
  }
  g_assert_cmpuint (g_list_model_get_n_items (ideas), ==, 0);
  g_assert_false (nord_document_undo (document, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID);
  g_assert_cmpuint (fixture->failed, ==, 1);
  g_clear_error (&error);
  for (guint i = 0; i < 3; i++) {
    g_assert_true (nord_document_redo (document, &error));
    assert_follows (document);
  }
  g_assert_cmpuint (g_list_model_get_n_items (ideas), ==, 4);
}

static void
test_workshop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;
  NordChange *change = nord_change_new_update (nord_document_get_workshop (fixture->document));
  guint notified = 0;

  g_signal_connect_swapped (fixture->document, "notify::title", G_CALLBACK (on_items_changed),
                            fixture);
  fixture->items_changed = notified;
  nord_change_set_text (change, NORD_WORKSHOP_TITLE, "Neuer Name");
  g_assert_true (nord_document_apply_one (fixture->document, "Name", change, &error));
  g_assert_cmpuint (fixture->items_changed, ==, 1);
  g_object_get (fixture->document, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "Neuer Name");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  NordChangeSet *set = new_ideas (3);
  g_autoptr (GError) error = NULL;

  nord_change_set_text (set->changes->pdata[2], NORD_IDEA_ORIGIN, "nirgends");
  g_assert_false (nord_document_apply (fixture->document, set, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID);
  g_assert_cmpuint (fixture->failed, ==, 1);
  g_assert_cmpuint (fixture->changed, ==, 0);
  assert_follows (fixture->document);
}

typedef struct {
  GMainLoop *loop;
  GCancellable *cancellable;
  guint progress;
  GError *error;
  goffset cancel_at; /* so many changes */
} Long;

static void
on_progress (goffset now, goffset total, gpointer data)
{
  Long *state = data;

  state->progress++;
  if (state->cancellable && now >= state->cancel_at)
    g_cancellable_cancel (state->cancellable);
}

static void
on_long (GObject *source, GAsyncResult *result, gpointer data)
{
  Long *state = data;

  nord_document_apply_finish (NORD_DOCUMENT (source), result, &state->error);
  g_main_loop_quit (state->loop);
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  Long state = {.loop = loop};
  GListModel *ideas = nord_document_get_list (fixture->document, NORD_NOUN_IDEA);
  gboolean busy, can_undo;

  nord_document_apply_async (fixture->document, new_ideas (9000), NULL, on_progress, &state,
                             on_long, &state);
  g_object_get (fixture->document, "busy", &busy, NULL);
  g_assert_true (busy);
  /* Nothing else is written meanwhile, and that is said. */
  g_assert_false (nord_document_apply (fixture->document, new_ideas (1), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_main_loop_run (loop);
  g_assert_no_error (state.error);
  g_assert_cmpuint (state.progress, >, 1);
  g_assert_cmpuint (g_list_model_get_n_items (ideas), ==, 9000);
  g_assert_cmpuint (fixture->items_changed, ==, 1);
  g_object_get (fixture->document, "busy", &busy, "can-undo", &can_undo, NULL);
  g_assert_false (busy);
  g_assert_true (can_undo);
  assert_follows (fixture->document);

  /* Cancelled in the middle, or when the last change is in, it leaves nothing. */
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    state.cancellable = cancellable;
    state.cancel_at = i == 0 ? 4501 : 9000;
    nord_document_apply_async (fixture->document, new_ideas (9000), cancellable, on_progress,
                               &state, on_long, &state);
    g_main_loop_run (loop);
    g_assert_error (state.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_error (&state.error);
    g_assert_cmpuint (g_list_model_get_n_items (ideas), ==, 9000);
    assert_follows (fixture->document);
  }

  /* One wrong change among thousands: all or nothing, with the reason; also of its pictures. */
  {
    g_autoptr (GBytes) picture = g_bytes_new_static ("picture", 7);
    NordStore *store = nord_document_get_store (fixture->document);
    NordChangeSet *set = new_ideas (500), *sound = new_ideas (1);
    g_autofree char *name = nord_change_set_group_add_blob (set, picture);

    state.cancellable = NULL;
    nord_change_set_text (set->changes->pdata[400], NORD_IDEA_ORIGIN, "nirgends");
    nord_document_apply_async (fixture->document, set, NULL, on_progress, &state, on_long, &state);
    g_main_loop_run (loop);
    g_assert_error (state.error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID);
    g_clear_error (&state.error);
    g_assert_false (nord_store_has_blob (store, name));

    g_free (nord_change_set_group_add_blob (sound, picture));
    nord_document_apply_async (fixture->document, sound, NULL, on_progress, &state, on_long,
                               &state);
    g_main_loop_run (loop);
    g_assert_no_error (state.error);
    g_assert_true (nord_store_has_blob (store, name));
    g_assert_true (nord_document_undo (fixture->document, &error));
  }
  assert_follows (fixture->document);

  /* The whole import is one step of undo. */
  fixture->items_changed = 0;
  g_assert_true (nord_document_undo (fixture->document, &error));
  g_assert_cmpuint (g_list_model_get_n_items (ideas), ==, 0);
  g_assert_cmpuint (fixture->items_changed, ==, 1);
  assert_follows (fixture->document);
}

/* What comes from elsewhere shows in the lists like what is done here. */
static void
test_ingest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "other.gpkg", NULL);
  g_autoptr (NordDocument) other = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) results = NULL;
  NordChangeSet *set = nord_change_set_group_new ("gemischt");
  gint64 last;

  g_assert_true (nord_document_apply (fixture->document, new_ideas (200), &error));
  g_assert_true (nord_store_backup (nord_document_get_store (fixture->document), path, &error));
  other = nord_document_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 200; i++) {
    g_autoptr (NordRecord) idea =
      g_list_model_get_item (nord_document_get_list (other, NORD_NOUN_IDEA), i);
    NordChange *change;

    if (i % 2)
      change = nord_change_new_delete (idea);
    else {
      change = nord_change_new_update (idea);
      nord_change_set_text (change, NORD_IDEA_BODY, "von drüben");
    }
    nord_change_set_group_add (set, change);
  }
  g_assert_true (nord_document_apply (other, set, &error));
  g_assert_true (nord_document_apply (other, new_ideas (3), &error));
  /* Also what comes before all that is here by its id finds its place. */
  g_assert_true (nord_document_apply_one (
    other, "alt", nord_change_new_create (NORD_NOUN_IDEA, "00000000-0000-7000-8000-000000000000"),
    &error));
  g_assert_true (nord_document_undo (other, &error));
  g_assert_true (nord_document_redo (other, &error));
  lines = nord_store_read_lines (nord_document_get_store (other), 0, 100000, &last, &error);
  results = nord_document_ingest (fixture->document,
                                  &(NordNews){(const char *const *) lines->pdata, lines->len, NULL},
                                  &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, lines->len);
  assert_follows (fixture->document);
  g_assert_cmpuint (g_list_model_get_n_items (
                      nord_document_get_list (fixture->document, NORD_NOUN_IDEA)),
                    ==, 104);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup (nord_document_get_path (fixture->document));
  g_autoptr (NordDocument) again = NULL;

  g_assert_true (nord_document_apply (fixture->document, new_ideas (1), &error));
  nord_document_close (fixture->document);
  g_assert_false (nord_document_apply (fixture->document, new_ideas (1), &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID);
  g_clear_error (&error);
  again = nord_document_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  assert_follows (again);
}

/* All of a file is read when it is opened, and hardly any of that stays in memory a second time. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup (nord_document_get_path (fixture->document));
  g_autoptr (NordDocument) again = NULL;
  int kept, most;
  GStatBuf file;

  g_assert_true (nord_document_apply (fixture->document, new_ideas (3000), &error));
  nord_document_close (fixture->document);
  g_assert_cmpint (g_stat (path, &file), ==, 0);
  g_assert_cmpint (file.st_size, >, 3 << 20);
  again = nord_document_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_db_status (nord_document_get_store (again)->db->handle,
                                      SQLITE_DBSTATUS_CACHE_USED, &kept, &most, 0),
                   ==, SQLITE_OK);
  g_assert_cmpint (kept, <, 1 << 17);
  assert_follows (again);
  g_assert_true (nord_document_apply (again, new_ideas (3), &error));
  assert_follows (again);
}

/* Somebody copies the one file while it is open and leaves the journal beside it behind: after a
 * moment of rest all is in it. */
static void
test_copied_alone (Fixture *fixture, gconstpointer data)
{
  const char *path = nord_document_get_path (fixture->document);
  g_autofree char *beside = g_build_filename (g_get_user_data_dir (), "copy.gpkg", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path), to = g_file_new_for_path (beside);
  const gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (nord_document_apply (fixture->document, new_ideas (7), &error));
  while (n != 7 && g_get_monotonic_time () < until) {
    g_autoptr (NordDocument) copy = NULL;

    g_main_context_iteration (NULL, FALSE);
    g_usleep (100000);
    g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error));
    copy = nord_document_open (beside, NORD_STORE_OPEN_READ_ONLY, NULL);
    n = copy ? g_list_model_get_n_items (nord_document_get_list (copy, NORD_NOUN_IDEA)) : 0;
  }
  g_assert_cmpuint (n, ==, 7);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    {"/document/edits", test_edits},     {"/document/workshop", test_workshop},
    {"/document/refused", test_refused}, {"/document/long", test_long},
    {"/document/ingest", test_ingest},   {"/document/close", test_close},
    {"/document/pages", test_pages},     {"/document/copied-alone", test_copied_alone},
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
