/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The card of one idea, or of a draft that becomes one: everything about it, to read and to
 * change. */
#pragma once

#include "ui/collect/draft.h"
#include "ui/collect/idea-search.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_IDEA_CARD (nord_idea_card_get_type ())
G_DECLARE_FINAL_TYPE (NordIdeaCard, nord_idea_card, NORD, IDEA_CARD, AdwBin)

/* Signals: "draft-changed" (): what is written differs from what is kept; "draft-done" (const char
 * *project): the draft shall become an idea, of that project unless it is NULL; "draft-joined"
 * (const char *id): it is more of that idea; "closed" (). The buttons activate "collect.discard",
 * "collect.delete", "collect.show", "collect.place" and "collect.tool" of the page around. */

void nord_idea_card_set_session (NordIdeaCard *self, NordSession *session, NordIdeaSearch *search);
/* (nullable) both: what was written in the fields before is stored first. */
void nord_idea_card_show_idea (NordIdeaCard *self, NordIdea *idea);
/* (transfer none) @draft must live until something else is shown; the card writes into it. */
void nord_idea_card_show_draft (NordIdeaCard *self, NordDraft *draft);
NordIdea *nord_idea_card_get_idea (NordIdeaCard *self);   /* (nullable) (transfer none) */
NordDraft *nord_idea_card_get_draft (NordIdeaCard *self); /* (nullable) (transfer none) */
/* Stores what is written and not stored yet. */
void nord_idea_card_commit (NordIdeaCard *self);
void nord_idea_card_focus_title (NordIdeaCard *self);

G_END_DECLS
