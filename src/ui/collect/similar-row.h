/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Said already? A quiet line that names an idea which says nearly what is being written. */
#pragma once

#include "core/document/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_SIMILAR_ROW (nord_similar_row_get_type ())
G_DECLARE_FINAL_TYPE (NordSimilarRow, nord_similar_row, NORD, SIMILAR_ROW, AdwActionRow)

/* Signal "joined" (const char *id): what is written shall be added to that idea. The row shows
 * itself only while there is one. */

/* NORD_NOUN_IDEA, as at first, or NORD_NOUN_PROJECT: what the register has. */
void nord_similar_row_look_for (NordSimilarRow *self, NordNounKind noun);
void nord_similar_row_set_document (NordSimilarRow *self, NordDocument *document);
/* What is being written, and where; NULL or "": nothing. Never blocks. */
void nord_similar_row_look (NordSimilarRow *self,
                            const char *title,
                            const char *body,
                            const NordShape *shape);

G_END_DECLS
