/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What went wrong, said in words that help; the one place that shows a GError to a person. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer full) what @error means and what can be done, one or two sentences. */
char *nord_trouble_describe (const GError *error);
/* A dialog with @heading (a sentence without a full stop) and the words for @error. */
void nord_trouble_show (GtkWindow *parent, const char *heading, const GError *error);

G_END_DECLS
