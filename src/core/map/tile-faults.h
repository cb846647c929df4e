/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which tiles of packs could not be read, for whoever has to tell it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint archive; /* index of the pack in its stack */
  guint zoom, x, y;
  char *message; /* (owned) what is wrong with it */
} NordTileFault;

typedef struct _NordTileFaults NordTileFaults;

/* All of these may be called from any thread, but for the first and the last of a list's life. */
NordTileFaults *nord_tile_faults_new (void);
void nord_tile_faults_free (NordTileFaults *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordTileFaults, nord_tile_faults_free)
void nord_tile_faults_add (NordTileFaults *self, const NordTileFault *fault);
guint nord_tile_faults_get_n (NordTileFaults *self);
GPtrArray *nord_tile_faults_list (NordTileFaults *self);

G_END_DECLS
