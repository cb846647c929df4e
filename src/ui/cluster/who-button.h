/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks who sorts, for the history of the groups; nobody has to say. */
#pragma once

#include "ui/cluster/group-steps.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_WHO_BUTTON (nord_who_button_get_type ())
G_DECLARE_FINAL_TYPE (NordWhoButton, nord_who_button, NORD, WHO_BUTTON, AdwBin)

void nord_who_button_set_steps (NordWhoButton *self, NordGroupSteps *steps);

G_END_DECLS
