/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What people do with groups: asks for what is missing, then one step that can be undone. */
#pragma once

#include "core/cluster/proposal.h"
#include "ui/cluster/group-dialog.h"
#include "ui/cluster/group-list.h"
#include "ui/session.h"

G_BEGIN_DECLS

#define NORD_TYPE_GROUP_STEPS (nord_group_steps_get_type ())
G_DECLARE_FINAL_TYPE (NordGroupSteps, nord_group_steps, NORD, GROUP_STEPS, GObject)

/* @page: the widget the dialogs belong to; it must outlive this. */
NordGroupSteps *
nord_group_steps_new (GtkWidget *page, NordSession *session, NordGroupList *group_list);

/* Makes @n proposals into groups, in one step. */
void nord_group_steps_accept (NordGroupSteps *self, NordProposal *const *proposals, guint n);
/* @id: (nullable) of a group; NULL or "": the selected one. */
void nord_group_steps_rename (NordGroupSteps *self, const char *id);
void nord_group_steps_merge (NordGroupSteps *self, const char *id);
void nord_group_steps_split (NordGroupSteps *self, const char *id);
void nord_group_steps_dissolve (NordGroupSteps *self, const char *id);
/* @id: (nullable) of an idea; NULL or "": the selected ones. */
void nord_group_steps_move (NordGroupSteps *self, const char *id);
void nord_group_steps_take_out (NordGroupSteps *self, const char *id);
void nord_group_steps_form (NordGroupSteps *self);
/* Moves @ids (NULL-terminated) into @group; (nullable) NULL: out of theirs. */
void nord_group_steps_move_into (NordGroupSteps *self, const char *const *ids, NordGroup *group);
/* A new group of @ids; @ask: for its name, otherwise it has none yet. */
void nord_group_steps_form_of (NordGroupSteps *self, const char *const *ids, gboolean ask);
/* Lays cards (@places: transfer full), and moves @ids into @group, (nullable) NULL: out of theirs:
 * all of it one step. */
void nord_group_steps_lay (NordGroupSteps *self,
                           const char *const *ids,
                           NordGroup *group,
                           NordChangeSet *places);
/* Whether people look at the wall: what makes a group there stays where it lies. */
void nord_group_steps_set_on_wall (NordGroupSteps *self, gboolean on_wall);
/* @why: (nullable) in a few words. */
void nord_group_steps_merge_into (NordGroupSteps *self,
                                  NordGroup *from,
                                  NordGroup *into,
                                  const char *why);
/* Brings two ideas into one group, in one step; where neither is in one, into a new one of @title,
 * where both are, the second into that of the first. */
void nord_group_steps_unite (NordGroupSteps *self,
                             const char *one,
                             const char *other,
                             const char *title);
NordSession *nord_group_steps_get_session (NordGroupSteps *self); /* (transfer none) */
GtkWindow *nord_group_steps_get_window (NordGroupSteps *self);    /* (nullable) */
/* Name or role of who sorts, as it stands in the history from then on; NULL: not said. */
const char *nord_group_steps_get_who (NordGroupSteps *self); /* (nullable) */
void nord_group_steps_set_who (NordGroupSteps *self, const char *who);
void nord_group_steps_give_reason (NordGroupSteps *self, const char *id);
/* Asks for a name, or which of those proposed the group shall have. */
void nord_group_steps_propose_name (NordGroupSteps *self, const char *id);
void nord_group_steps_recolour (NordGroupSteps *self, const char *id, guint colour);
void nord_group_steps_show_history (NordGroupSteps *self, const char *id);
/* (transfer full) (array zero-terminated=1) ids of the ideas among what is selected. */
char **nord_group_steps_list_selected (NordGroupSteps *self);

G_END_DECLS
