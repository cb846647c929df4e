/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A layout: children two abreast, all equally wide, or one below the other where words are too
 * large for that. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_ABREAST (nord_abreast_get_type ())
G_DECLARE_FINAL_TYPE (NordAbreast, nord_abreast, NORD, ABREAST, GtkLayoutManager)

G_END_DECLS
