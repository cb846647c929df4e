/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which ideas the list and the map show: by words, category, district, time, state on the path and
 * result of a poll; and what is worth knowing of each idea for that, looked up once. */
#pragma once

#include "core/document/document.h"
#include "core/geo/districts.h"
#include "core/model/idea.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The word for "in none" where a category or district is asked for. */
#define NORD_IDEA_SEARCH_NONE "-"

#define NORD_TYPE_IDEA_SEARCH (nord_idea_search_get_type ())
G_DECLARE_FINAL_TYPE (NordIdeaSearch, nord_idea_search, NORD, IDEA_SEARCH, GtkFilter)

NordIdeaSearch *nord_idea_search_new (NordDistricts *districts);
/* (nullable) whose changes make known things stale. */
void nord_idea_search_set_document (NordIdeaSearch *self, NordDocument *document);
/* All nullable: everything. */
typedef struct {
  const char *text; /* all of its words must occur in title or body, or it is a resident's code */
  const char *category; /* id, or NORD_IDEA_SEARCH_NONE */
  const char *district; /* name, number of a statistical one, or NORD_IDEA_SEARCH_NONE */
  const char *period;   /* see nord_period_parse () */
  const char *path;     /* code of a state */
  const char *poll;     /* see poll-pick.h */
} NordIdeaQuery;

void nord_idea_search_set (NordIdeaSearch *self, const NordIdeaQuery *query);
gboolean nord_idea_search_is_empty (NordIdeaSearch *self);
/* (nullable) (transfer none) the city district in which the idea lies. */
const NordDistrict *nord_idea_search_get_district (NordIdeaSearch *self, NordIdea *idea);
/* (nullable) (transfer none) the name of the city district of a place. */
const char *nord_idea_search_locate (NordIdeaSearch *self, const NordShape *shape);

G_END_DECLS
