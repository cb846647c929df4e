/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Cards with a question each, for children. */
#pragma once

#include "core/kiosk/question.h"
#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_QUESTION_SCREEN (nord_question_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordQuestionScreen, nord_question_screen, NORD, QUESTION_SCREEN, AdwBin)

/* Signal "picked" (const char *id): a card was tapped. */
GtkWidget *nord_question_screen_new (NordWording *wording);
/* Four columns, or two where it is higher than wide; @low: the picture beside the words. */
void nord_question_screen_set_columns (NordQuestionScreen *self, int columns, gboolean low);

G_END_DECLS
