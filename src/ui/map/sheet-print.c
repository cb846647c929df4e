/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map on paper, straight to a printer. */
#include "ui/map/sheet-print.h"

/* The A series by its shorter side. */
static GtkPaperSize *
find_paper (double side)
{
  static const double sides[] = {841, 594, 420, 297, 210};
  guint i = 0;
  g_autofree char *name = NULL;

  while (i + 1 < G_N_ELEMENTS (sides) && side < sides[i] - 1)
    i++;
  name = g_strdup_printf ("iso_a%u", i);
  return gtk_paper_size_new (name);
}

/* In the printer's dialog another paper may have been chosen: on a smaller one the sheet shrinks.
 */
static void
on_begin_print (GtkPrintOperation *print, GtkPrintContext *context, NordMapSheet *sheet)
{
  NordPaper size = nord_map_sheet_get_page_size (sheet);

  nord_map_sheet_set_shrink (sheet, MIN (gtk_print_context_get_width (context) / size.width,
                                         gtk_print_context_get_height (context) / size.height));
}

static void
on_draw_page (GtkPrintOperation *print, GtkPrintContext *context, int page, NordMapSheet *sheet)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double shrink = nord_map_sheet_get_shrink (sheet);

  cairo_save (cr);
  cairo_scale (cr, shrink, shrink);
  nord_map_sheet_draw_page (sheet, cr, (guint) page, 0);
  cairo_restore (cr);
}

/**
 * nord_sheet_print:
 * @sheet: what is printed; it stays the caller's
 * @name: of the job, as the printer's queue shows it
 * @parent: (nullable): what the printer's dialog stands before
 * @path: (nullable): a PDF that is written without a dialog, instead
 * @error: return location for a #GtkPrintError
 *
 * Returns when all has gone to the printer.
 *
 * Returns: %GTK_PRINT_OPERATION_RESULT_CANCEL where the person thought better of it, without @error
 */
GtkPrintOperationResult
nord_sheet_print (NordMapSheet *sheet,
                  const char *name,
                  GtkWindow *parent,
                  const char *path,
                  GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  NordPaper size = nord_map_sheet_get_page_size (sheet);
  g_autoptr (GtkPaperSize) paper = find_paper (MIN (size.width, size.height));

  gtk_page_setup_set_paper_size (page, paper);
  gtk_page_setup_set_orientation (page, size.width > size.height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                                 : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_MM);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int) nord_map_sheet_get_n_pages (sheet));
  gtk_print_operation_set_job_name (operation, name);
  if (path)
    gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print), sheet);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), sheet);
  return gtk_print_operation_run (operation,
                                  path ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                       : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                  parent, error);
}
