/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The part of the minutes that a closed poll is: one page of HTML that needs nothing else, with all
 * that the projector shows, the numbers as a table, and what was not counted and why. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the page. Ideas that nobody released keep their words, as on the
 * projector. @error: the rule could not count it */
char *nord_result_record_format (NordSession *session, NordRecord *poll, GError **error);
/* Asks where to and writes it there; how it went is told in @session. */
void nord_result_record_save (GtkWindow *parent, NordSession *session, NordRecord *poll);

G_END_DECLS
