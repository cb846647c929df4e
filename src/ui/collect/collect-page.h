/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The page where ideas are collected: the map, the list beside it, the card of the selected one. */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define NORD_TYPE_COLLECT_PAGE (nord_collect_page_get_type ())
G_DECLARE_FINAL_TYPE (NordCollectPage, nord_collect_page, NORD, COLLECT_PAGE, NordPage)

G_END_DECLS
