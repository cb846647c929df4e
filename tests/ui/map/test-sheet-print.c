/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What goes to a printer: every page of the sheet, in its size and the way it lies, smaller on
 * smaller paper; and how it ends: done, failed or given up. */
#include "ui/map/sheet-dialog.h"
#include "ui/map/sheet-print.h"

#include <glib/gstdio.h>

static NordMapSheet *
make_sheet (const char *poster, const char *part, gboolean upright)
{
  g_autoptr (NordTileStack) stack = nord_tile_stack_new (NULL, 0);
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (GError) error = NULL;
  NordMapSheetWish wish = {.lon = 7.46, .lat = 51.53, .zoom = 14};
  NordMapSheet *sheet;

  nord_paper_from_word (poster, &wish.poster);
  if (!upright)
    wish.poster = (NordPaper){wish.poster.height, wish.poster.width};
  if (part)
    nord_paper_from_word (part, &wish.page);
  sheet = nord_map_sheet_new (stack, style, &wish, NULL, &error);
  g_assert_no_error (error);
  return sheet;
}

/* Returns: (nullable) what the tool of poppler says of the file. */
static char *
ask (const char *tool, const char *path)
{
  g_autofree char *found = g_find_program_in_path (tool);
  const char *const info[] = {tool, path, NULL};
  const char *const text[] = {tool, path, "-", NULL};
  g_autoptr (GError) error = NULL;
  char *told = NULL;

  if (found == NULL) {
    g_test_skip ("poppler-utils is not installed");
    return NULL;
  }
  g_spawn_sync (NULL, (char **) (g_str_equal (tool, "pdftotext") ? text : info), NULL,
                G_SPAWN_SEARCH_PATH, NULL, NULL, &told, NULL, NULL, &error);
  g_assert_no_error (error);
  return told;
}

static void
print (const char *poster, const char *part, gboolean upright, const char *size)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *pages = NULL, *told = NULL, *bytes = NULL;
  g_autoptr (NordMapSheet) sheet = make_sheet (poster, part, upright);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nord_sheet_print (sheet, "Karte", &(NordSheetPrintWay){.path = path}, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (nord_map_sheet_get_shrink (sheet), 1, 0.002);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  told = ask ("pdfinfo", path);
  if (told) {
    pages = g_strdup_printf ("%u\n", nord_map_sheet_get_n_pages (sheet));
    g_assert_nonnull (strstr (told, "Pages:"));
    g_assert_true (
      g_str_has_prefix (g_strchug (strstr (told, "Pages:") + strlen ("Pages:")), pages));
    g_assert_nonnull (strstr (told, size));
  }
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_pages (void)
{
  print ("a4", NULL, TRUE, "595.2");
  print ("a4", NULL, FALSE, "841.8");
  print ("a3", NULL, FALSE, "1190.5");
  print ("a2", "a4", TRUE, "841.8");
  print ("a0", NULL, TRUE, "2383.9");
}

/* Prints an upright A4 on @paper. Returns: the ratio that stands on it, 0 without poppler. */
static double
print_on (const char *paper, GtkPageOrientation orientation, double shrink, const char *size)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *told = NULL, *text = NULL;
  g_autoptr (NordMapSheet) sheet = make_sheet ("a4", NULL, TRUE);
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper_size = gtk_paper_size_new (paper);
  g_autoptr (GError) error = NULL;
  double ratio = 0;

  gtk_page_setup_set_paper_size (page, paper_size);
  gtk_page_setup_set_orientation (page, orientation);
  g_assert_cmpint (nord_sheet_print (sheet, "Karte",
                                     &(NordSheetPrintWay){.path = path, .paper = page}, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (nord_map_sheet_get_shrink (sheet), shrink, 0.002);
  told = ask ("pdfinfo", path);
  text = ask ("pdftotext", path);
  if (told && text) {
    g_assert_nonnull (strstr (told, size));
    g_assert_nonnull (strstr (text, "1 : "));
    ratio = g_ascii_strtod (strstr (text, "1 : ") + strlen ("1 : "), NULL);
  }
  g_unlink (path);
  g_rmdir (folder);
  return ratio;
}

/* On smaller paper all becomes smaller and the ratio says so; on larger paper all stays as it is.
 */
static void
test_shrink (void)
{
  double own = print_on ("iso_a4", GTK_PAGE_ORIENTATION_PORTRAIT, 1, "595.2");
  double larger = print_on ("iso_a3", GTK_PAGE_ORIENTATION_PORTRAIT, 1, "1190.5");
  double smaller = print_on ("iso_a5", GTK_PAGE_ORIENTATION_PORTRAIT, 148.0 / 210, "419.5");
  double lying = print_on ("iso_a4", GTK_PAGE_ORIENTATION_LANDSCAPE, 210.0 / 297, "841.8");

  g_test_message ("1 : %g, %g, %g, %g", own, larger, smaller, lying);
  if (own == 0)
    return;
  g_assert_cmpfloat (own, >, 1000);
  g_assert_cmpfloat (larger, ==, own);
  /* Rounded to hundreds or thousands. */
  g_assert_cmpfloat_with_epsilon (smaller / own, 210.0 / 148, 0.05);
  g_assert_cmpfloat_with_epsilon (lying / own, 297.0 / 210, 0.05);
}

static gboolean
on_idle (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* Given up before it began and between two pages: no error, and no part of a file. */
static void
test_given_up (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autoptr (NordMapSheet) sheet = make_sheet ("a0", "a4", TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  NordSheetPrintWay way = {.path = path, .cancellable = cancellable};
  g_autoptr (GError) error = NULL;

  /* GTK draws its pages in idle moments that come after all others. */
  g_idle_add (on_idle, cancellable);
  g_assert_cmpint (nord_sheet_print (sheet, "Karte", &way, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_CANCEL);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (nord_sheet_print (sheet, "Karte", &way, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_CANCEL);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* The same sheet can be printed after that. */
  way.cancellable = NULL;
  g_assert_cmpint (nord_sheet_print (sheet, "Karte", &way, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_failed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "nowhere", "sheet.pdf", NULL);
  g_autoptr (NordMapSheet) sheet = make_sheet ("a4", NULL, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nord_sheet_print (sheet, "Karte", &(NordSheetPrintWay){.path = path}, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_ERROR);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

/* --- The dialog ----------------------------------------------------------------------------------
 */

typedef struct {
  char *folder, *path;    /* (owned) */
  NordSession *session;   /* (owned) */
  NordDocument *document; /* (owned) */
  NordSheetDialog *dialog;
  char *told; /* (owned) (nullable) */
  gboolean closed;
  guint n_asked; /* for a printer */
} Fixture;

static void
on_notified (NordSession *session, const char *text, gboolean undoable, Fixture *fixture)
{
  g_free (fixture->told);
  fixture->told = g_strdup (text);
}

static void
on_closed (Fixture *fixture)
{
  fixture->closed = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nord-print-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sheet.pdf", NULL);
  file = g_build_filename (fixture->folder, "a.gpkg", NULL);
  fixture->document = nord_document_create (file, "Abend", &error);
  g_assert_no_error (error);
  fixture->session = nord_session_new (programme);
  nord_session_set_document (fixture->session, fixture->document);
  nord_session_set_extent (fixture->session, (NordBounds){7.45, 51.52, 7.48, 51.54});
  g_signal_connect (fixture->session, "notified", G_CALLBACK (on_notified), fixture);
  fixture->dialog = nord_sheet_dialog_new (NULL, fixture->session);
  g_signal_connect_swapped (fixture->dialog, "destroy", G_CALLBACK (on_closed), fixture);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GDir *dir;
  const char *name;

  if (!fixture->closed)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  g_object_unref (fixture->session);
  nord_document_close (fixture->document);
  g_object_unref (fixture->document);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_unlink (path);
  }
  g_dir_close (dir);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->told);
}

static GtkWidget *
find (Fixture *fixture, const char *name)
{
  return GTK_WIDGET (
    gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), NORD_TYPE_SHEET_DIALOG, name));
}

static gboolean
is_busy (Fixture *fixture)
{
  return gtk_widget_get_visible (find (fixture, "busy"));
}

static void
test_dialog_done (Fixture *fixture, gconstpointer data)
{
  nord_sheet_dialog_print (fixture->dialog, fixture->path);
  g_assert_true (is_busy (fixture));
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "print")));
  /* A second press while it is drawn does nothing. */
  nord_sheet_dialog_print (fixture->dialog, fixture->path);
  while (!fixture->closed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->told, ==, "Map sent to the printer, 1 page");
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* It says why, stays open, and the next attempt takes the words away. */
static void
test_dialog_failed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", "sheet.pdf", NULL);
  GtkWidget *trouble = find (fixture, "trouble");

  nord_sheet_dialog_print (fixture->dialog, nowhere);
  while (is_busy (fixture) || !gtk_widget_get_visible (trouble))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (fixture->closed);
  g_assert_null (fixture->told);
  g_test_message ("%s", gtk_label_get_text (GTK_LABEL (trouble)));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (trouble)), !=, "");
  g_assert_true (gtk_widget_get_sensitive (find (fixture, "print")));
  nord_sheet_dialog_print (fixture->dialog, fixture->path);
  g_assert_false (gtk_widget_get_visible (trouble));
  while (!fixture->closed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->told, ==, "Map sent to the printer, 1 page");
}

static void
test_dialog_stopped (Fixture *fixture, gconstpointer data)
{
  nord_sheet_dialog_print (fixture->dialog, fixture->path);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "dialog.stop", NULL);
  while (is_busy (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (fixture->closed);
  g_assert_null (fixture->told);
  g_assert_false (gtk_widget_get_visible (find (fixture, "trouble")));
  g_assert_true (gtk_widget_get_sensitive (find (fixture, "print")));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Whoever sees the printer's dialog thinks better of it. */
static gboolean
on_looked (gpointer data)
{
  Fixture *fixture = data;
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (!g_str_equal (G_OBJECT_TYPE_NAME (window), "GtkPrintUnixDialog") ||
        !gtk_widget_get_mapped (GTK_WIDGET (window)))
      continue;
    g_assert_true (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->dialog));
    fixture->n_asked++;
    gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
  }
  return G_SOURCE_CONTINUE;
}

/* The button leads to the printer's dialog, and who gives up there is where she was. */
static void
test_button (Fixture *fixture, gconstpointer data)
{
  guint id = g_timeout_add (50, on_looked, fixture);

  for (guint attempt = 1; attempt <= 2; attempt++) {
    g_signal_emit_by_name (find (fixture, "print"), "clicked");
    g_assert_true (is_busy (fixture));
    while (is_busy (fixture) || fixture->n_asked < attempt)
      g_main_context_iteration (NULL, TRUE);
    g_assert_cmpuint (fixture->n_asked, ==, attempt);
    g_assert_false (fixture->closed);
    g_assert_null (fixture->told);
    g_assert_false (gtk_widget_get_visible (find (fixture, "trouble")));
    g_assert_true (gtk_widget_get_sensitive (find (fixture, "print")));
  }
  g_source_remove (id);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/map/sheet-print/pages", test_pages);
  g_test_add_func ("/map/sheet-print/shrink", test_shrink);
  g_test_add_func ("/map/sheet-print/given-up", test_given_up);
  g_test_add_func ("/map/sheet-print/failed", test_failed);
#define ADD(name, function)                                                                        \
  g_test_add ("/map/sheet-dialog/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("done", test_dialog_done);
  ADD ("failed", test_dialog_failed);
  ADD ("stopped", test_dialog_stopped);
  ADD ("button", test_button);
  return g_test_run ();
}
