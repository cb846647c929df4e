/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A file of any kind opened as a map pack. */
#pragma once

#include "core/map/tile-archive.h"

G_BEGIN_DECLS

NordTileArchive *nord_map_pack_open (const char *path, GError **error);
char *nord_map_pack_get_title (NordTileArchive *pack, const char *path);

G_END_DECLS
