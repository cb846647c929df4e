/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words on the map on paper, in millimetres. */
#pragma once

#include <cairo.h>

void nord_sheet_text_ink (cairo_t *cr);
void nord_sheet_text_write (cairo_t *cr,
                            const char *text,
                            double x,
                            double y,
                            double width,
                            double size,
                            int weight,
                            int lines,
                            double align);
