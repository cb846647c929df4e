/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pictures that were deleted and still lie in the file. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_DELETED_PICTURES (nord_deleted_pictures_get_type ())
G_DECLARE_FINAL_TYPE (NordDeletedPictures, nord_deleted_pictures, NORD, DELETED_PICTURES, AdwWindow)

void nord_deleted_pictures_show (GtkWindow *parent, NordSession *session);

G_END_DECLS
