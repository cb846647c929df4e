/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Texts as rows of weights over words and runs of letters, and as few numbers that tell topics. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint n;          /* texts */
  guint n_features; /* columns */
  guint *starts;    /* (owned) n + 1: where each row begins */
  guint32 *columns; /* (owned) */
  float *values;    /* (owned) a row has length 1, or is empty */
  /*< private >*/
  guint64 *keys; /* (owned) what each column stands for */
  float *weights;
  gpointer lookup;
} NordVectors;

NordVectors *nord_vectors_new (const char *const *texts, guint n, const char *language);
void nord_vectors_free (NordVectors *self);
NordVectors *nord_vectors_read (const NordVectors *self, const char *const *texts, guint n);
guint *nord_vectors_sort (const NordVectors *self);
float *nord_vectors_condense (const NordVectors *self, guint n_columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordVectors, nord_vectors_free)

G_END_DECLS
