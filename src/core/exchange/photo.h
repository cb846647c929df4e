/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A photo as it goes into a workshop: the picture and nothing about who took it, where and when. */
#pragma once

#include "core/exchange/exchange-error.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Refused by their header, before they cost memory. */
#define NORD_PHOTO_MAX_BYTES ((gsize) 64 << 20)
#define NORD_PHOTO_MAX_PIXELS 40000000
#define NORD_PHOTO_MAX_SIDE 12000
/* What is stored: enough for a printed page, little enough for a workshop with hundreds. */
#define NORD_PHOTO_SIDE 2048

typedef struct {
  GBytes *bytes;          /* (owned) JPEG or PNG, without any metadata */
  const char *media_type; /* (unowned) */
  int width, height;      /* pixels of what is stored, upright */
  gboolean scaled;        /* the original had more pixels */
} NordPhoto;

/* (transfer full) (nullable) */
NordPhoto *nord_photo_new (GBytes *original, GError **error);
NordPhoto *nord_photo_new_for_path (const char *path, GError **error);
void nord_photo_free (NordPhoto *self);
/* (transfer full) (nullable) a stored photo with no side longer than @side pixels. */
GdkPixbuf *nord_photo_decode (GBytes *bytes, int side, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPhoto, nord_photo_free)

G_END_DECLS
