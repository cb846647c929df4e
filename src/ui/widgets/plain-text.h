/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The one way in which text that people wrote reaches widgets that would read it as Pango markup:
 * "Fisch & Brot" must not blank a row and "<a href>" must not become a link. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Row titles and subtitles as they are. Rows built in a template set use-markup to False there. */
void nord_plain_set_row (AdwActionRow *row, const char *title, const char *subtitle);
void nord_plain_set_expander (AdwExpanderRow *row, const char *title, const char *subtitle);
void nord_plain_set_row_title (AdwPreferencesRow *row, const char *title);
/* (transfer full) */
AdwToast *nord_plain_new_toast (const char *text);
void nord_plain_set_toast (AdwToast *toast, const char *text);
void nord_plain_set_status_page (AdwStatusPage *page, const char *title, const char *description);
/* (transfer full) @text on one line, of at most @n_chars characters, for titles and toasts. */
char *nord_plain_shorten (const char *text, guint n_chars);

G_END_DECLS
