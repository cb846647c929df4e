/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Saves the part of the minutes that a closed poll is. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where to and writes it there; how it went is told in @session. */
void nord_result_record_save (GtkWindow *parent, NordSession *session, NordRecord *poll);

G_END_DECLS
