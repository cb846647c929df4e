/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The names in a map pack: streets, places, stops, waters, for those who search. */
#pragma once

#include "core/geo/gazetteer.h"
#include "core/map/tile-archive.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean nord_pack_names_read (NordTileArchive *pack,
                               NordGazetteer *names,
                               GFileProgressCallback progress,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
