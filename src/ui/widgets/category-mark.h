/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The sign of a focal area, as on the map: shape and colour, with the word for screen readers. */
#pragma once

#include "core/model/programme.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_CATEGORY_MARK (nord_category_mark_get_type ())
G_DECLARE_FINAL_TYPE (NordCategoryMark, nord_category_mark, NORD, CATEGORY_MARK, GtkWidget)

/* Properties: "programme", "category" (id, nullable: an idea without one), "pixel-size" (18). */
void nord_category_mark_set_programme (NordCategoryMark *self, NordProgramme *programme);
void nord_category_mark_set_category (NordCategoryMark *self, const char *category);

G_END_DECLS
