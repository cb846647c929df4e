/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The place of a page in the window. The page is built when it is looked at for the first time:
 * three of four pages are not needed to show a workshop, and their widgets would take a third of
 * the time until it is seen. */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define NORD_TYPE_PAGE_SLOT (nord_page_slot_get_type ())
G_DECLARE_FINAL_TYPE (NordPageSlot, nord_page_slot, NORD, PAGE_SLOT, AdwBin)

/* @type: of a subclass of NordPage. */
NordPageSlot *nord_page_slot_new (GType type, NordSession *session);
/* (transfer none) The page, built now where it was not. */
NordPage *nord_page_slot_get_page (NordPageSlot *self);

G_END_DECLS
