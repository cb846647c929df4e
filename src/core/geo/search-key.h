/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The key by which a name is found: what people type and what the map says, brought to one form. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nord_search_key_new (const char *text);
char **nord_search_key_list_readings (const char *text);
char *nord_search_key_to_western_digits (const char *text);

G_END_DECLS
