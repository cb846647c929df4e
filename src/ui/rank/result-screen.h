/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The result for the whole room: one thing after the other, large, without any controls. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_RESULT_SCREEN (nord_result_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordResultScreen, nord_result_screen, NORD, RESULT_SCREEN, GtkWindow)

/* @poll: closed. Full screen on another monitor than @parent's where there is one. Page Up and Page
 * Down, arrows, space and a click go on, B makes it black, Escape and F5 end it: what clickers
 * send.
 */
GtkWindow *nord_result_screen_new (GtkWindow *parent, NordSession *session, NordRecord *poll);

G_END_DECLS
