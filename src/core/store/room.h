/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Room on the medium: how much there is, and some of it held back for the evening. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_ROOM_RESERVE (G_GINT64_CONSTANT (16) << 20) /* bytes held back for a workshop */
#define NORD_ROOM_IMPORT (G_GINT64_CONSTANT (200) << 20) /* with less, nothing large is begun */
#define NORD_ROOM_LITTLE (G_GINT64_CONSTANT (500) << 20) /* with less, people are told */

gint64 nord_room_find_free (const char *path);
void nord_room_reserve (const char *path);

G_END_DECLS
