/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A proposed group of ideas, with a name and the reason why they belong together. */
#pragma once

#include "core/geo/shape.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What grouping needs to know of an idea: plain data that a thread can have. */
typedef struct {
  char *id;         /* (owned) */
  char *text;       /* (owned) title and what was said */
  NordShape *shape; /* (owned) (nullable) */
} NordCard;

NordCard *nord_card_new (const char *id, const char *title, const char *body, NordShape *shape);
void nord_card_free (NordCard *self);
/* (transfer full) (element-type NordCard) of a list of NordIdea, without the hidden ones; without
 * those in a group where @groups (nullable) is given, see nord_grouping_resolve (). */
GPtrArray *nord_card_list_from_ideas (GListModel *ideas, GHashTable *groups);

/* A name on the map: a point that names what is near, or an area that names what is inside. */
typedef struct {
  char *name;       /* (owned) */
  NordShape *shape; /* (owned) */
} NordPlaceName;

NordPlaceName *nord_place_name_new (const char *name, NordShape *shape);
void nord_place_name_free (NordPlaceName *self);

#define NORD_TYPE_PROPOSAL (nord_proposal_get_type ())
G_DECLARE_FINAL_TYPE (NordProposal, nord_proposal, NORD, PROPOSAL, GObject)

typedef enum {
  NORD_BY_PLACE,
  NORD_BY_WORDS,
  NORD_BY_BOTH,
} NordProposalBy;

/* What is asked of a proposal. */
typedef struct {
  NordProposalBy by;
  double radius;  /* metres: by place within a radius; 0: by density */
  double weight;  /* by both: from 0, the same place, to 1, the same words */
  guint min_size; /* ideas that make a group, 2 or more */
  guint n_groups; /* by words or both: how many; 0: as many as there are */
} NordProposalOrder;

GPtrArray *nord_proposal_find (GPtrArray *cards,
                               GPtrArray *place_names,
                               const NordProposalOrder *order,
                               GCancellable *cancellable,
                               GError **error);
/* (transfer container) (element-type NordProposal) the largest first. */
GPtrArray *nord_proposal_find_by_place (GPtrArray *cards,
                                        GPtrArray *place_names,
                                        double radius,
                                        guint min_size,
                                        GCancellable *cancellable,
                                        GError **error);

const char *nord_proposal_get_name (NordProposal *self);
void nord_proposal_set_name (NordProposal *self, const char *name);
const char *nord_proposal_get_reason (NordProposal *self);
guint nord_proposal_get_size (NordProposal *self);
const char *const *nord_proposal_get_members (NordProposal *self);
void nord_proposal_get_centre (NordProposal *self, double *lon, double *lat);
NordShape *nord_proposal_get_hull (NordProposal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordCard, nord_card_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPlaceName, nord_place_name_free)

G_END_DECLS
