/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is asked about an idea before something is done with it. */
#pragma once

#include "core/model/record.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer none) responses "cancel" and "confirm"; its data "idea" is @idea */
AdwMessageDialog *nord_question_new (GtkWindow *parent,
                                     NordRecord *idea,
                                     const char *heading,
                                     const char *body,
                                     const char *verb);
/* One line, filled with @text; while it is empty nothing can be confirmed. */
void nord_question_add_entry (AdwMessageDialog *dialog, const char *title, const char *text);
const char *nord_question_get_entry (AdwMessageDialog *dialog);

G_END_DECLS
