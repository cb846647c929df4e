/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the files of the embedded base map lie. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nord_base_map_path (void);
char *nord_base_map_streets_path (void);

G_END_DECLS
