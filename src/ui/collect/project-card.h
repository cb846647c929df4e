/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The card of one project of the register, to read; its form, its place and its end are the page's.
 */
#pragma once

#include "core/model/project.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PROJECT_CARD (nord_project_card_get_type ())
G_DECLARE_FINAL_TYPE (NordProjectCard, nord_project_card, NORD, PROJECT_CARD, AdwBin)

/* Signal "closed" (): nobody wants to see it any more. The buttons activate
 * "register.show", "register.edit", "register.draw", "register.take-off" and "register.remove" of
 * the page around. */

void nord_project_card_set_session (NordProjectCard *self, NordSession *session);
void nord_project_card_show (NordProjectCard *self, NordProject *project); /* (nullable) */
NordProject *nord_project_card_get (NordProjectCard *self);                /* (nullable) */

G_END_DECLS
