/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where own templates of polls are kept. */
#pragma once

#include "core/document/document.h"
#include "core/rank/poll-template.h"

G_BEGIN_DECLS

/* (transfer full) (element-type NordPollTemplate) the program's, then own ones. */
GPtrArray *nord_template_shelf_list (NordDocument *document);
/* (transfer full) (element-type NordPollTemplate) without the program's. */
GPtrArray *nord_template_shelf_list_own (NordDocument *document);
gboolean nord_template_shelf_keep (NordDocument *document, NordRecord *poll, GError **error);
/* @changed (nullable: none) comes in the place of the one called @name, wherever that is kept.
 * FALSE without @error: another one has the new name. */
gboolean nord_template_shelf_replace (NordDocument *document,
                                      const char *name,
                                      const NordPollTemplate *changed,
                                      GError **error);
/* (transfer full): all own templates as they are now, for nord_template_shelf_restore(). */
GStrv nord_template_shelf_save (NordDocument *document);
gboolean nord_template_shelf_restore (NordDocument *document, GStrv saved, GError **error);

G_END_DECLS
