/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which of several edits of one field shows, and which of them nobody has seen to yet. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One edit of the field. The strings belong to the caller. */
typedef struct {
  const char *id;   /* of the change */
  const char *hlc;  /* its stamp as its writer gave it, in text form */
  const char *base; /* (nullable) the change whose value this one replaced */
  gboolean settled; /* a person decided against it */
  gboolean redacts; /* it stands in the place of what is not to be read any more */
  const char *eff;  /* (nullable) the stamp that counts instead of `hlc` */
  gboolean struck;  /* out: what an edit that redacts takes out for good */
  gboolean leaf;    /* out: no other edit was made in the knowledge of this one */
} NordMergeEdit;

guint nord_merge (NordMergeEdit *edits, guint n_edits);
void nord_merge_strike (NordMergeEdit *edits, guint n_edits);

G_END_DECLS
