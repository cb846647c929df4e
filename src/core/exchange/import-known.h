/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the workshop has already, so that nothing comes in twice. */
#pragma once

#include "core/exchange/digest.h"
#include "core/model/record.h"

G_BEGIN_DECLS

/* The collection of ideas that were exported by Nordwärts itself and came from no other. */
#define NORD_IMPORT_OWN_SOURCE "nordwaerts"

typedef struct _NordImportKnown NordImportKnown;

typedef enum {
  NORD_KNOWN_NOT,
  NORD_KNOWN_SAME,
  NORD_KNOWN_OTHERWISE, /* under the same number, with another text or place */
} NordKnownMatch;

NordImportKnown *nord_import_known_new (void);
/* Takes note of a living idea, cluster, step or project. */
void nord_import_known_add (NordImportKnown *self, NordRecord *record);
NordKnownMatch nord_import_known_match (const NordImportKnown *self,
                                        const char *source,
                                        const char *key,
                                        const NordDigest *content);
/* Whether there is a cluster or step of that id. */
gboolean nord_import_known_has (const NordImportKnown *self, const char *id);
/* (nullable) (transfer none) the project of that number, as it was when it was noted. */
NordRecord *nord_import_known_find_project (const NordImportKnown *self, const char *number);
void nord_import_known_free (NordImportKnown *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordImportKnown, nord_import_known_free)

G_END_DECLS
