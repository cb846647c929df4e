/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One idea in the list: sign, title, the beginning of its text, district and language. */
#pragma once

#include "core/model/idea.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_IDEA_ROW (nord_idea_row_get_type ())
G_DECLARE_FINAL_TYPE (NordIdeaRow, nord_idea_row, NORD, IDEA_ROW, GtkBox)

NordIdeaRow *nord_idea_row_new (void);
/* (nullable) @sign: the category's; @where: name of the district. */
void nord_idea_row_set (NordIdeaRow *self,
                        NordIdea *idea,
                        GdkPaintable *sign,
                        const char *category,
                        const char *where,
                        const char *language);
NordIdea *nord_idea_row_get_idea (NordIdeaRow *self);

G_END_DECLS
