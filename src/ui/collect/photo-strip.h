/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The photos of one idea: small pictures to look at, add and remove. */
#pragma once

#include "core/model/idea.h"
#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_PHOTO_STRIP (nord_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (NordPhotoStrip, nord_photo_strip, NORD, PHOTO_STRIP, GtkBox)

void nord_photo_strip_set_session (NordPhotoStrip *self, NordSession *session);
/* (nullable) @idea: hides itself where there is none. */
void nord_photo_strip_show (NordPhotoStrip *self, NordDocument *document, NordIdea *idea);
/* (element-type GFile) takes pictures in; others are told about. FALSE: it cannot be now. */
gboolean nord_photo_strip_take_files (NordPhotoStrip *self, GSList *files);
gboolean nord_photo_strip_take_texture (NordPhotoStrip *self, GdkTexture *texture);
/* What is in the clipboard, if it is a picture and no text; FALSE: it is not. */
gboolean nord_photo_strip_paste (NordPhotoStrip *self);
/* (transfer container) (element-type NordRecord) the photos of @idea, oldest first. */
GPtrArray *nord_photo_strip_list (NordDocument *document, NordIdea *idea);

/* (transfer full) that @idea goes, and its photos with it. */
NordChangeSet *nord_photo_strip_make_deletion (NordDocument *document, NordIdea *idea);

G_END_DECLS
