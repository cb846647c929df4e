/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which file to import: the question, and what can be answered to it. */
#pragma once

#include "core/exchange/column.h"
#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for a file, and shows the import dialog for it. */
void nord_import_chooser_ask (GtkWindow *parent, NordSession *session, NordSubject subject);
/* Whether the name is one of a file that can be imported and is no workshop. */
gboolean nord_import_chooser_takes (const char *path);

G_END_DECLS
