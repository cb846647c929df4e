/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was photographed or painted for an idea, large enough to decide about it. */
#pragma once

#include "core/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills @box with the pictures of @idea and says how many there are; it hides where there is none.
 */
guint nord_pictures_show (GtkBox *box, NordDocument *document, NordRecord *idea);

G_END_DECLS
