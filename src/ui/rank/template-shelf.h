/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where own templates of polls are kept. */
#pragma once

#include "core/document/document.h"
#include "core/rank/poll-template.h"

G_BEGIN_DECLS

/* (transfer full) (element-type NordPollTemplate) */
GPtrArray *nord_template_shelf_list (NordDocument *document);
gboolean nord_template_shelf_keep (NordDocument *document, NordRecord *poll, GError **error);

G_END_DECLS
