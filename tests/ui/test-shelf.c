/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Files of workshops: names from any title, nothing written over, the bin gives back and forgets.
 */
#include "ui/shelf.h"

#include <glib/gstdio.h>
#include <utime.h>

static void
write_file (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
assert_holds (const char *path, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static void
test_names (void)
{
  static const struct {
    const char *title, *name;
  } cases[] = {
    {"Nordmarkt", "Nordmarkt.gpkg"},
    {"Fisch & Brot: was fehlt?", "Fisch-Brot-was-fehlt.gpkg"},
    {"../../etc/passwd", "etc-passwd.gpkg"},
    {"Борсигплац", "Борсигплац.gpkg"},
    {"ورشة", "ورشة.gpkg"},
    {"  ", "workshop.gpkg"},
    {"", "workshop.gpkg"},
    {".hidden", "hidden.gpkg"},
    {"a\nb\tc", "a-b-c.gpkg"},
  };
  g_autofree char *folder = nord_shelf_get_folder ();
  GString *long_title = g_string_new (NULL);
  g_autofree char *path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = nord_shelf_find_path (cases[i].title);
    g_autofree char *name = g_path_get_basename (found);
    g_autofree char *parent = g_path_get_dirname (found);

    g_assert_cmpstr (name, ==, cases[i].name);
    g_assert_cmpstr (parent, ==, folder);
  }
  for (guint i = 0; i < 1000; i++)
    g_string_append (long_title, "ß");
  path = nord_shelf_find_path (long_title->str);
  g_string_free (long_title, TRUE);
  /* File systems end a name at 255 bytes. */
  g_assert_cmpuint (strlen (strrchr (path, '/') + 1), <, 200);
  g_assert_true (g_utf8_validate (path, -1, NULL));
}

static void
test_never_over (void)
{
  g_autofree char *first = nord_shelf_find_path ("Eving");
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  write_file (first, "1");
  second = nord_shelf_find_path ("Eving");
  g_assert_cmpstr (first, !=, second);
  write_file (second, "2");
  third = nord_shelf_find_path ("Eving");
  g_assert_true (g_str_has_suffix (third, "Eving-3.gpkg"));
}

static void
test_bin (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nord_shelf_find_path ("Mengede");
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *discarded = NULL;
  g_autofree char *again = NULL;
  struct utimbuf long_ago = {1000000000, 1000000000};
  guint n;

  write_file (path, "ideas");
  write_file (log, "newest ideas");
  /* An old file that is deleted today lies in the bin since today. */
  g_assert_cmpint (utime (path, &long_ago), ==, 0);
  discarded = nord_shelf_discard (path, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (nord_shelf_measure_bin (&n), ==, strlen ("ideas") + strlen ("newest ideas"));
  g_assert_cmpuint (n, ==, 1);
  nord_shelf_empty_bin (30);
  g_assert_true (g_file_test (discarded, G_FILE_TEST_EXISTS));

  /* Someone else took the name: it is not written over, and the bin keeps what it has. */
  write_file (path, "other ideas");
  g_assert_false (nord_shelf_restore (discarded, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  assert_holds (path, "other ideas");
  assert_holds (discarded, "ideas");

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (nord_shelf_restore (discarded, path, &error));
  g_assert_no_error (error);
  assert_holds (path, "ideas");
  assert_holds (log, "newest ideas");

  again = nord_shelf_discard (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (utime (again, &long_ago), ==, 0);
  nord_shelf_empty_bin (30);
  g_assert_false (g_file_test (again, G_FILE_TEST_EXISTS));
  g_assert_false (nord_shelf_discard ("/nowhere/there.gpkg", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/shelf/names", test_names);
  g_test_add_func ("/ui/shelf/never-over", test_never_over);
  g_test_add_func ("/ui/shelf/bin", test_bin);

  return g_test_run ();
}
