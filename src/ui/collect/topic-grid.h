/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The topics of a programme as buttons with shape and word, of which one at most is chosen. */
#pragma once

#include "core/model/programme.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_TOPIC_GRID (nord_topic_grid_get_type ())
G_DECLARE_FINAL_TYPE (NordTopicGrid, nord_topic_grid, NORD, TOPIC_GRID, GtkWidget)

/* Signal "chosen" (): a person has chosen another topic, or none; not emitted by set_chosen. */

/* Once, before anything is chosen. */
void nord_topic_grid_set_programme (NordTopicGrid *self, NordProgramme *programme);
/* (nullable) @id of a category; one that the programme lacks is none. */
void nord_topic_grid_set_chosen (NordTopicGrid *self, const char *id);
const NordCategory *nord_topic_grid_get_chosen (NordTopicGrid *self); /* (nullable) */

G_END_DECLS
