/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What goes to a printer: every page of the sheet, in its size and the way it lies. */
#include "ui/map/sheet-print.h"

#include <glib/gstdio.h>

static void
print (const char *poster, const char *part, gboolean upright, const char *size)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *tool = g_find_program_in_path ("pdfinfo");
  g_autofree char *pages = NULL, *told = NULL, *bytes = NULL;
  g_autoptr (NordTileStack) stack = nord_tile_stack_new (NULL, 0);
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (NordMapSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;
  const char *const call[] = {"pdfinfo", path, NULL};
  NordMapSheetWish wish = {.lon = 7.46, .lat = 51.53, .zoom = 14};

  nord_paper_from_word (poster, &wish.poster);
  if (!upright)
    wish.poster = (NordPaper){wish.poster.height, wish.poster.width};
  if (part)
    nord_paper_from_word (part, &wish.page);
  sheet = nord_map_sheet_new (stack, style, &wish, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nord_sheet_print (sheet, "Karte", NULL, path, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (nord_map_sheet_get_shrink (sheet), 1, 0.002);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  if (tool) {
    g_spawn_sync (NULL, (char **) call, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &told, NULL, NULL,
                  &error);
    g_assert_no_error (error);
    pages = g_strdup_printf ("%u\n", nord_map_sheet_get_n_pages (sheet));
    g_assert_nonnull (strstr (told, "Pages:"));
    g_assert_true (
      g_str_has_prefix (g_strchug (strstr (told, "Pages:") + strlen ("Pages:")), pages));
    g_assert_nonnull (strstr (told, size));
  } else {
    g_test_skip ("pdfinfo (poppler-utils) is not installed");
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
  print ("a2", "a4", TRUE, "595.2");
  print ("a0", NULL, TRUE, "2383.9");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/sheet-print/pages", test_pages);
  return g_test_run ();
}
