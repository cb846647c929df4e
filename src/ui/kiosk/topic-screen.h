/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What an idea is about: one large button a topic. */
#pragma once

#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_TOPIC_SCREEN (nord_topic_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordTopicScreen, nord_topic_screen, NORD, TOPIC_SCREEN, AdwBin)

/* Signal "taken" (const char *category). */
GtkWidget *nord_topic_screen_new (NordWording *wording);
void nord_topic_screen_show (NordTopicScreen *self, const char *category); /* (nullable) */
/* @low: much wider than high. @narrow: three beside each other have no room. */
void nord_topic_screen_set_room (NordTopicScreen *self, gboolean low, gboolean narrow);

G_END_DECLS
