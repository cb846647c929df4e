/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The part of the minutes that a closed poll is: one page of HTML that needs nothing else, with all
 * that the projector shows, the numbers as a table, what was not counted and why, and what was
 * corrected. */
#pragma once

#include "core/document/document.h"
#include "core/model/programme.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the page. Ideas that nobody released keep their words, as on the
 * projector. @error: the rule could not count it */
char *nord_poll_minutes_format (NordDocument *document,
                                const NordProgramme *programme,
                                NordRecord *poll,
                                GError **error);

G_END_DECLS
