/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The city's latest answer to one idea: state on the path, words, office and day. */
#pragma once

#include "core/document/document.h"
#include "core/model/idea.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_ANSWER_BOX (nord_answer_box_get_type ())
G_DECLARE_FINAL_TYPE (NordAnswerBox, nord_answer_box, NORD, ANSWER_BOX, GtkBox)

/* (nullable) @idea: hides itself where there is none or no answer to it. */
void nord_answer_box_show (NordAnswerBox *self, NordDocument *document, NordIdea *idea);

G_END_DECLS
