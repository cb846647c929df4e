/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Moderation (S6): what nobody has looked at yet, one idea after the other. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_MODERATION_WINDOW (nord_moderation_window_get_type ())
G_DECLARE_FINAL_TYPE (NordModerationWindow,
                      nord_moderation_window,
                      NORD,
                      MODERATION_WINDOW,
                      AdwWindow)

GtkWidget *nord_moderation_window_new (GtkWindow *parent, NordSession *session);

G_END_DECLS
