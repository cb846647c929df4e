/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Same already? Finds texts that say nearly the same. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NORD_DUPLICATE_LIKELY 0.5 /* from here on two texts are worth showing side by side */

typedef struct _NordDuplicates NordDuplicates;

typedef struct {
  guint index;       /* text in the array given */
  double similarity; /* 0 nothing in common, 1 the same */
} NordDuplicate;

NordDuplicates *nord_duplicates_new (const char *const *texts, guint n);
void nord_duplicates_free (NordDuplicates *self);
guint nord_duplicates_find (NordDuplicates *self,
                            const char *text,
                            guint besides,
                            NordDuplicate *found,
                            guint n_found);

typedef struct {
  guint a, b; /* texts in the array given, a before b */
  double similarity;
} NordDuplicatePair;

GArray *nord_duplicates_find_pairs (const char *const *texts,
                                    guint n,
                                    double at_least,
                                    gint *done,
                                    GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordDuplicates, nord_duplicates_free)

G_END_DECLS
