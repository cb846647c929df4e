/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The names of the map, read once for all who search them or tell places by them. */
#pragma once

#include "core/geo/finder.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer none) (nullable): they are there already. */
NordFinder *nord_place_names_peek (void);
/* Reads them in a thread, unless they are there or another one's reading goes on. */
void nord_place_names_read_async (GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) NULL with @error only where it was cancelled. */
NordFinder *nord_place_names_read_finish (GAsyncResult *result, GError **error);
/* Before the program ends: waits for the thread, which reads what belongs to the program. */
void nord_place_names_settle (void);

G_END_DECLS
