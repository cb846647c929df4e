/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is there already, asked by all stations: ideas that everybody may see, and the projects of
 * the register. */
#pragma once

#include "core/document/document.h"
#include "core/kiosk/entry.h"

G_BEGIN_DECLS

#define NORD_TYPE_SIMILAR_SOURCE (nord_similar_source_get_type ())
G_DECLARE_FINAL_TYPE (NordSimilarSource, nord_similar_source, NORD, SIMILAR_SOURCE, GObject)

typedef struct {
  NordRecord *record; /* (unowned) a NordIdea or a NordProject, until the document changes */
  double metres;      /* from what was drawn; below 0 where one of both has no place */
} NordSimilar;

/* (transfer full) the one of @document. Signal "ready" (): what it would answer may be another. */
NordSimilarSource *nord_similar_source_get (NordDocument *document);
/* Reads what it needs, in a thread, where that has not been done since the last change. */
void nord_similar_source_prepare (NordSimilarSource *self);
/* (nullable) @skipped: ids that are not wanted. Returns how many there are, the most similar ideas
 * first, then projects; below a millisecond. */
guint nord_similar_source_find (NordSimilarSource *self,
                                const NordEntry *entry,
                                GHashTable *skipped,
                                NordSimilar *found,
                                guint n_found);
/* (nullable) (transfer none) the idea or the project of that name, where everybody may see it. */
NordRecord *nord_similar_source_look_up (NordSimilarSource *self, const char *id);

G_END_DECLS
