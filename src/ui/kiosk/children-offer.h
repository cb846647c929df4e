/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Whether the way for children is offered at the shared screen, workshop by workshop. */
#pragma once

#include "core/document/document.h"

G_BEGIN_DECLS

/* The key of the settings of the program that changes with it. */
#define NORD_CHILDREN_OFFER_KEY "kiosk-children"

/* Not, until somebody says so. */
gboolean nord_children_offer_get (NordDocument *workshop);
void nord_children_offer_set (NordDocument *workshop, gboolean offered);

G_END_DECLS
