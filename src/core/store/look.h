/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A look at the pages of the things in a file, beside the work of whoever reads them. */
#pragma once

#include "core/db/db.h"

G_BEGIN_DECLS

typedef struct _NordLook NordLook;

NordLook *nord_look_begin (const NordDb *db);
gboolean nord_look_once (NordDb *db, GError **error);
/* Waits for the end and frees the look. */
gboolean nord_look_end (NordLook *self, GError **error);

G_END_DECLS
