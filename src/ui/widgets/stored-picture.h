/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture that is stored with a workshop: decoded beside the frames, and named for those who do
 * not see it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STORED_PICTURE (nord_stored_picture_get_type ())
G_DECLARE_FINAL_TYPE (NordStoredPicture, nord_stored_picture, NORD, STORED_PICTURE, AdwBin)

/* @bytes (nullable): of a JPEG or PNG; NULL: it has not come in yet, and nothing is shown.
 * @side: pixels decoded along the longer side. @name (nullable): plain text; NULL where a button
 * around it has a name already. @fit: GTK_CONTENT_FIT_COVER makes it a small picture, which shows a
 * sign where it cannot be read; others say so in words. */
GtkWidget *nord_stored_picture_new (GBytes *bytes, int side, const char *name, GtkContentFit fit);

G_END_DECLS
