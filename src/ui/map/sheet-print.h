/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map on paper, straight to a printer. */
#pragma once

#include "core/map/map-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkPrintOperationResult nord_sheet_print (NordMapSheet *sheet,
                                          const char *name,
                                          GtkWindow *parent,
                                          const char *path,
                                          GError **error);

G_END_DECLS
