/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Private to the room: texts that a spreadsheet would run instead of show. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @text begins, after any apostrophes, with a sign that starts a formula. The export puts
 * an apostrophe before such a text, and the import of our own files takes it away. */
gboolean nord_csv_looks_like_formula (const char *text);

G_END_DECLS
