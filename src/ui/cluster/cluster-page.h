/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The page where ideas are put in order: proposals, the groups people made, and the board. */
#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

#define NORD_TYPE_CLUSTER_PAGE (nord_cluster_page_get_type ())
G_DECLARE_FINAL_TYPE (NordClusterPage, nord_cluster_page, NORD, CLUSTER_PAGE, NordPage)

G_END_DECLS
