/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Codes on paper, to be cut apart: A4, each with its QR code. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A4, in points. */
#define NORD_CODE_SHEET_WIDTH (210 * 72 / 25.4)
#define NORD_CODE_SHEET_HEIGHT (297 * 72 / 25.4)

guint nord_code_sheet_count_pages (char **codes);
/* @page from 0, onto a surface of the size above. @title: (nullable) of the workshop. */
void nord_code_sheet_draw (cairo_t *cr, char **codes, const char *title, guint page);
/* (transfer full) (nullable) all pages as PDF. */
GBytes *nord_code_sheet_make_pdf (char **codes, const char *title, GError **error);

G_END_DECLS
