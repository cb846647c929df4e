/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture that was deleted lies in the file until somebody says that it goes; then it is in no
 * byte of it, and undo brings nothing back. */
#include "core/document/deleted-media.h"

#include "core/model/idea.h"
#include "core/model/medium.h"

#include <string.h>

#define CANARY "Gesicht-von-Erika-Mustermann-Kanarienvogel"

static char *
add (NordDocument *document, NordNounKind noun, guint field, const char *text, const char *idea)
{
  NordChange *change = nord_change_new_create (noun, NULL);
  char *id = g_strdup (change->target);
  g_autoptr (GError) error = NULL;

  nord_change_set_text (change, field, text);
  if (idea != NULL) {
    nord_change_set_text (change, NORD_MEDIUM_IDEA, idea);
    nord_change_set_text (change, NORD_MEDIUM_MEDIA_TYPE, "image/png");
  }
  nord_document_apply_one (document, "Etwas", change, &error);
  g_assert_no_error (error);
  return id;
}

static char *
add_picture (NordDocument *document, const char *bytes, const char *idea)
{
  g_autoptr (GBytes) blob = g_bytes_new (bytes, strlen (bytes));
  g_autofree char *sha = nord_store_put_blob (nord_document_get_store (document), blob, NULL);

  g_assert_nonnull (sha);
  return add (document, NORD_NOUN_MEDIUM, NORD_MEDIUM_SHA256, sha, idea);
}

static void delete (NordDocument *document, const char *id)
{
  g_autoptr (GError) error = NULL;

  nord_document_apply_one (document, "Weg",
                           nord_change_new_delete (nord_document_lookup (document, id)), &error);
  g_assert_no_error (error);
}

static guint
count (NordDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = nord_deleted_media_list (document, &error);

  g_assert_no_error (error);
  g_assert_cmpint (all->len > 0, ==, nord_deleted_media_are_there (document));
  return all->len;
}

static gboolean
holds (const char *path)
{
  static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL), *bytes = NULL;
    gsize length = 0;

    found = found || (g_file_get_contents (name, &bytes, &length, NULL) &&
                      memmem (bytes, length, CANARY, strlen (CANARY)) != NULL);
  }
  return found;
}

static void
test_remove (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "m.gpkg", NULL);
  g_autofree char *idea = NULL, *one = NULL, *same = NULL, *tree = NULL, *kept = NULL;
  g_autoptr (NordDocument) document = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  NordChangeSet *set;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  document = nord_document_create (path, "Bilder", &error);
  g_assert_no_error (error);
  idea = add (document, NORD_NOUN_IDEA, NORD_IDEA_TITLE, "Bank", NULL);
  one = add_picture (document, CANARY, idea);
  same = add_picture (document, CANARY, idea);
  tree = add_picture (document, "ein Baum", idea);
  kept = add_picture (document, "ein Haus", idea);
  g_assert_cmpuint (count (document), ==, 0);

  /* What another shows still is not deleted. */
  delete (document, one);
  g_assert_cmpuint (count (document), ==, 0);
  delete (document, same);
  g_assert_cmpuint (count (document), ==, 1);
  delete (document, tree);
  g_assert_cmpuint (count (document), ==, 2);
  nord_document_undo (document, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (document), ==, 1);
  all = nord_deleted_media_list (document, &error);
  g_assert_cmpstr (((NordDeletedMedium *) all->pdata[0])->title, ==, "Bank");
  g_assert_true (holds (path));

  set = nord_deleted_media_remove (document, all->pdata[0], "gelöscht", &error);
  g_assert_no_error (error);
  g_assert_true (nord_document_apply (document, set, &error));
  g_assert_false (holds (path));
  g_assert_cmpuint (count (document), ==, 0);
  g_assert_null (nord_document_lookup (document, one));
  g_assert_null (nord_document_lookup (document, same));
  {
    const char *sha =
      nord_record_get_text (nord_document_lookup (document, kept), NORD_MEDIUM_SHA256);

    g_assert_true (nord_store_has_blob (nord_document_get_store (document), sha));
  }

  /* Undo of the deletion has nothing to bring back. */
  nord_document_undo (document, &error);
  g_assert_no_error (error);
  g_assert_null (nord_document_lookup (document, same));
  g_assert_false (holds (path));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/deleted-media/remove", test_remove);
  return g_test_run ();
}
