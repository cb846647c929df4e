/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The page where ideas and groups are weighed: the polls of the workshop. */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define NORD_TYPE_RANK_PAGE (nord_rank_page_get_type ())
G_DECLARE_FINAL_TYPE (NordRankPage, nord_rank_page, NORD, RANK_PAGE, NordPage)

G_END_DECLS
