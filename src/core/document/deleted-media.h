/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pictures that were deleted and still lie in the file, so that the step can be undone. */
#pragma once

#include "core/document/document.h"

G_BEGIN_DECLS

typedef struct {
  NordRecord *medium; /* (owned) as it was */
  char *title;        /* (owned) (nullable) of its idea, which may be gone too */
} NordDeletedMedium;

/* (transfer full) (element-type NordDeletedMedium) (nullable): pictures whose bytes are here and no
 * medium that is left shows, each once, in the order of their ids. */
GPtrArray *nord_deleted_media_list (NordDocument *document, GError **error);
/* Whether there is one, as far as that can be read. */
gboolean nord_deleted_media_are_there (NordDocument *document);
NordChangeSet *nord_deleted_media_remove (NordDocument *document,
                                          const NordDeletedMedium *deleted,
                                          const char *reason,
                                          GError **error);

G_END_DECLS
