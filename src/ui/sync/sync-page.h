/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The page where a workshop goes to the city and its answers come back. */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define NORD_TYPE_SYNC_PAGE (nord_sync_page_get_type ())
G_DECLARE_FINAL_TYPE (NordSyncPage, nord_sync_page, NORD, SYNC_PAGE, NordPage)

G_END_DECLS
