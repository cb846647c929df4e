/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The screens of a station that are only words and buttons. */
#pragma once

#include "core/kiosk/flow.h"
#include "core/model/programme.h"
#include "ui/kiosk/wording.h"

G_BEGIN_DECLS

/* Each: (transfer floating). Their buttons activate the actions of the station: station.touch,
 * .next, .back, .cancel, .language (s), .way (s), .look, .resume. */
/* @licence: of the map behind the words, where there is one. */
GtkWidget *nord_plain_screen_attract (NordWording *wording, GtkWidget *count, GtkWidget *licence);
GtkWidget *
nord_plain_screen_language (NordWording *wording, NordProgramme *programme, GtkWidget **grid);
/* A button for each language, which activates station.language. */
GtkWidget *nord_plain_screen_new_languages (NordProgramme *programme);
/* Of such: one, two or five columns. */
void nord_plain_screen_set_columns (GtkWidget *grid, int columns);
/* @aloud: (out) (transfer none) the way to have every screen read, where something can read. */
/* @children: likewise, that for children. */
GtkWidget *nord_plain_screen_way (NordWording *wording, GtkWidget **aloud, GtkWidget **children);
GtkWidget *nord_plain_screen_notice (NordWording *wording);
/* The same for children: few words, a picture to each. */
GtkWidget *nord_plain_screen_notice_children (NordWording *wording);
/* A title and, where @key is given, one button below. */
GtkWidget *nord_plain_screen_say (NordWording *wording,
                                  const char *title,
                                  const char *key,
                                  const char *action);
/* K11: what could not be saved; which place it is, so that the team finds it in its list. */
GtkWidget *nord_plain_screen_pause (NordWording *wording, guint place);
GtkWidget *nord_plain_screen_resume (NordWording *wording);
/* What is pressed on a wall lies no higher than @top pixels below the upper edge of the station. */
void nord_plain_screen_keep_in_reach (GtkStack *stack, double top);

G_END_DECLS
