/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map on paper, straight to a printer. */
#pragma once

#include "core/map/map-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a sheet gets on paper; all of it may be left out. */
typedef struct {
  GtkWindow *parent;         /* what the printer's dialog stands before */
  const char *path;          /* a PDF that is written without a dialog, instead */
  GtkPageSetup *paper;       /* what lies in the printer, where it is not the sheet's own size */
  GCancellable *cancellable; /* to stop between two pages */
} NordSheetPrintWay;

GtkPrintOperationResult nord_sheet_print (NordMapSheet *sheet,
                                          const char *name,
                                          const NordSheetPrintWay *way,
                                          GError **error);

G_END_DECLS
