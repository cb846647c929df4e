/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A photo, sound, video or drawing of an idea, addressed by SHA-256. */
#pragma once

#include "core/model/change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

enum {
  NORD_MEDIUM_IDEA,       /* text: id */
  NORD_MEDIUM_MEDIA_TYPE, /* text: MIME */
  NORD_MEDIUM_SHA256,     /* text, 64 hex digits; nothing: it was removed for good */
  NORD_MEDIUM_SIZE,       /* integer, bytes */
  NORD_MEDIUM_CAPTION,    /* text; why, where it was removed */
  NORD_MEDIUM_CONSENT,    /* text */
  NORD_MEDIUM_N_FIELDS
};

#define NORD_TYPE_MEDIUM (nord_medium_get_type ())
G_DECLARE_FINAL_TYPE (NordMedium, nord_medium, NORD, MEDIUM, NordRecord)

/* (transfer container) (element-type NordRecord) of @media those that are pictures of the idea of
 * that id, in the order of the list, which keeps them. */
GPtrArray *nord_medium_list_images (GListModel *media, const char *idea);
NordChangeSet *nord_medium_remove (GListModel *media, NordRecord *medium, const char *reason);

G_END_DECLS
