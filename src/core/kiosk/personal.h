/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finds in a text what tells who somebody is: telephone numbers, e-mail addresses, bank accounts,
 * house numbers behind a street. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) the pieces in the order of the text, NULL at the end; often none. */
char **nord_personal_find (const char *text);
/* (transfer full) @text with each of them replaced by "…". */
char *nord_personal_hide (const char *text);

G_END_DECLS
