/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The list beside the map: filter, order, count, and one row for each idea. */
#pragma once

#include "ui/collect/idea-search.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_IDEA_LIST (nord_idea_list_get_type ())
G_DECLARE_FINAL_TYPE (NordIdeaList, nord_idea_list, NORD, IDEA_LIST, AdwBin)

/* Signal "opened" (const char *id): the card of this idea is wanted, with the focus in it. The
 * buttons activate "collect.add" and "collect.resume" of the page around. */

void nord_idea_list_set_session (NordIdeaList *self, NordSession *session);
/* (transfer none) the ideas that pass the filter, in the order of the document. */
GListModel *nord_idea_list_get_filtered (NordIdeaList *self);
/* (nullable) (transfer none) by the session's programme. */
NordIdeaSearch *nord_idea_list_get_search (NordIdeaList *self);
/* Selects the next or previous row. */
void nord_idea_list_step (NordIdeaList *self, int by);
/* @title: of the newest draft, plain text. */
void nord_idea_list_show_drafts (NordIdeaList *self, guint n_drafts, const char *title);

G_END_DECLS
