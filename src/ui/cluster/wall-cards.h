/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What lies on the free wall: a card for each idea, a frame for each group, and where they lie. */
#pragma once

#include "core/cluster/wall-layout.h"
#include "core/document/document.h"
#include "ui/cluster/board-card.h"
#include "ui/cluster/wall-frame.h"

G_BEGIN_DECLS

/* Makes a #NordBoardCard. */
typedef GtkWidget *(*NordWallMaker) (gpointer data);

typedef struct {
  NordBoardCard *card; /* (unowned) a child */
  NordRecord *idea;    /* (owned) */
  double x, y, height; /* of the wall */
  gconstpointer of;    /* its group, only to be compared */
  gint32 group;        /* number of its frame, -1: it stands alone */
  gboolean laid;       /* has a place, kept in the file or not yet */
  gboolean kept;       /* as it is in the file */
  gboolean seen;       /* at the last look at all ideas */
  guint held;          /* by so many hands */
  double dx, dy;       /* how far hands have carried it */
} NordWallCard;

typedef struct {
  GtkWidget *wall; /* (unowned) the parent of all */
  NordWallMaker maker;
  gpointer maker_data;
  GHashTable *items; /* (owned) of NordWallCard by id */
  GPtrArray *order;  /* (owned) of NordWallCard, as the groups list them */
  GPtrArray *frames; /* (owned) (element-type NordWallFrame) children, not owned */
  GHashTable *index; /* (owned) ids of ideas to their marks of a place */
} NordWallCards;

/* Plain arrays of all cards, for the sums in core. */
typedef struct {
  guint n;
  gint32 *groups;
  double *heights, *places;
  gboolean *laid;
} NordWallPlan;

NordWallCards *nord_wall_cards_new (GtkWidget *wall, NordWallMaker maker, gpointer data);
/* While the wall is being disposed of. */
void nord_wall_cards_free (NordWallCards *self);
/* Cards and frames follow the groups, places the file. */
void nord_wall_cards_refresh (NordWallCards *self, NordDocument *document, GListModel *groups);
/* Measures all cards and finds places for those that have none. */
void nord_wall_cards_measure (NordWallCards *self);
void nord_wall_cards_take_places (NordWallCards *self, const NordWallPlan *plan);
/* Lays all cards anew, group by group. (transfer full) the step that keeps it. */
NordChangeSet *nord_wall_cards_arrange (NordWallCards *self);
NordWallCard *nord_wall_cards_find (NordWallCards *self, GtkWidget *card); /* (nullable) */
/* (nullable) the card nearest in a direction: what is straight ahead before what is beside. */
NordWallCard *
nord_wall_cards_find_next (NordWallCards *self, const NordWallCard *from, int dx, int dy);
gboolean nord_wall_cards_get_extent (NordWallCards *self, NordWallBox *box); /* FALSE: empty */
NordWallBox nord_wall_card_get_box (const NordWallCard *item);

void nord_wall_plan_init (NordWallPlan *plan, NordWallCards *self);
void nord_wall_plan_clear (NordWallPlan *plan);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NordWallPlan, nord_wall_plan_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordWallCards, nord_wall_cards_free)

G_END_DECLS
