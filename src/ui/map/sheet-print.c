/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map on paper, straight to a printer. */
#include "ui/map/sheet-print.h"

#include <glib/gstdio.h>

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

static GtkPageSetup *
own_paper (const NordMapSheet *sheet)
{
  NordPaper size = nord_map_sheet_get_page_size (sheet);
  g_autoptr (GtkPaperSize) paper = find_paper (MIN (size.width, size.height));
  GtkPageSetup *page = gtk_page_setup_new ();

  gtk_page_setup_set_paper_size (page, paper);
  gtk_page_setup_set_orientation (page, size.width > size.height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                                 : GTK_PAGE_ORIENTATION_PORTRAIT);
  return page;
}

/* Where it was stopped between two pages GTK says that it was applied. */
static GtkPrintOperationResult
judge (GtkPrintOperation *operation, const NordSheetPrintWay *way, GtkPrintOperationResult result)
{
  gboolean stopped =
    gtk_print_operation_get_status (operation) == GTK_PRINT_STATUS_FINISHED_ABORTED ||
    g_cancellable_is_cancelled (way->cancellable);

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY && stopped)
    result = GTK_PRINT_OPERATION_RESULT_CANCEL;
  /* Some of the pages are no map. */
  if (way->path && result != GTK_PRINT_OPERATION_RESULT_APPLY)
    g_unlink (way->path);
  return result;
}

/**
 * nord_sheet_print:
 * @sheet: what is printed; it stays the caller's
 * @name: of the job, as the printer's queue shows it
 * @way: where to
 * @error: return location for a #GtkPrintError
 *
 * Returns when all has gone to the printer. What takes long shows GTK's own progress, by which a
 * person can stop it as well.
 *
 * Returns: %GTK_PRINT_OPERATION_RESULT_CANCEL where the person thought better of it, without @error
 */
GtkPrintOperationResult
nord_sheet_print (NordMapSheet *sheet,
                  const char *name,
                  const NordSheetPrintWay *way,
                  GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = way->paper ? g_object_ref (way->paper) : own_paper (sheet);
  GtkPrintOperationResult result;
  gulong id = 0;

  if (g_cancellable_is_cancelled (way->cancellable))
    return GTK_PRINT_OPERATION_RESULT_CANCEL;
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_MM);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int) nord_map_sheet_get_n_pages (sheet));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_show_progress (operation, way->path == NULL);
  if (way->path)
    gtk_print_operation_set_export_filename (operation, way->path);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print), sheet);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), sheet);
  if (way->cancellable)
    id = g_signal_connect_swapped (way->cancellable, "cancelled",
                                   G_CALLBACK (gtk_print_operation_cancel), operation);
  result = gtk_print_operation_run (operation,
                                    way->path ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                              : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    way->parent, error);
  g_clear_signal_handler (&id, way->cancellable);
  return judge (operation, way, result);
}
