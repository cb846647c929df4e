/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What people leave on the board beside the groups, as changes: names proposed for a group, who did
 * a step and why, where cards lie on the free wall. */
#pragma once

#include "core/model/board-mark.h"
#include "core/model/change.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* @marks: list of NordBoardMark. Sets of changes are (transfer full), one step of undo. */

/* Adds to @set who did it and why; nothing where neither is said. @about: id of the group. */
void nord_marking_sign (NordChangeSet *set, const char *about, const char *who, const char *why);
/* The same for each group that @set makes: proposals are accepted several at once. */
void nord_marking_sign_new (NordChangeSet *set, const char *who);
NordChangeSet *nord_marking_give_reason (const char *about, const char *who, const char *why);
/* (nullable): no set where that name is proposed already. */
NordChangeSet *nord_marking_propose_name (const char *cluster,
                                          const char *name,
                                          const char *who,
                                          GListModel *marks);
/* (transfer full) (element-type NordRecord) the names proposed for a group, the first one first. */
GPtrArray *nord_marking_list_names (GListModel *marks, const char *cluster);
/* When a mark was made, by its id, which is for display only: microseconds since 1970, or 0. */
gint64 nord_marking_get_time (NordRecord *mark);

/* (transfer full) ids of ideas to their NordRecord of a place. */
GHashTable *nord_marking_index_places (GListModel *marks);
/* Adds to @set that the ideas whose group it changes lie nowhere on the wall any more: where their
 * group lies is found when the wall is looked at. */
void nord_marking_lift (NordChangeSet *set, GListModel *marks);
/* Lays @n ideas at @places (x and y in turn), each where it differs from where it lies. */
NordChangeSet *nord_marking_place (const char *const *ideas,
                                   guint n,
                                   const double *places,
                                   GHashTable *index,
                                   const char *label);

G_END_DECLS
