/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where a workshop file lies: which file on which machine, and copies of it. */
#pragma once

#include "core/db/db.h"

G_BEGIN_DECLS

char *nord_place_describe (const char *path, const char *scope);
gboolean nord_place_same_machine (const char *a, const char *b);
void nord_place_remove (const char *path);
gboolean nord_place_back_up (NordDb *from, const char *path, GError **error);
gboolean nord_place_make_durable (const char *path);

G_END_DECLS
