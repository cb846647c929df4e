/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks for what a step with groups needs: a name, some ideas of a group, another group. */
#pragma once

#include "ui/cluster/group.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_GROUP_DIALOG (nord_group_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordGroupDialog, nord_group_dialog, NORD, GROUP_DIALOG, AdwMessageDialog)

/* Signal "confirmed" (): read what was said below; the dialog closes itself. */

GtkWidget *nord_group_dialog_new (GtkWindow *parent,
                                  const char *heading,
                                  const char *body,
                                  const char *confirm);
/* An entry; the name must not be empty. */
void nord_group_dialog_ask_name (NordGroupDialog *self, const char *name);
const char *nord_group_dialog_get_name (NordGroupDialog *self);
/* Ideas with checks; some, and not all, must be chosen. */
void nord_group_dialog_ask_ideas (NordGroupDialog *self, GListModel *ideas);
/* (transfer full) (array zero-terminated=1) ids of the ideas chosen. */
char **nord_group_dialog_get_ideas (NordGroupDialog *self);
/* One of @groups (of NordGroup) without @except and without those that stand alone; with
 * @new_group, a new group as the last choice. */
void nord_group_dialog_ask_group (NordGroupDialog *self,
                                  GListModel *groups,
                                  const char *except,
                                  gboolean new_group);
/* (nullable) id; NULL: a new group, with the name of the entry. */
const char *nord_group_dialog_get_group (NordGroupDialog *self);

/* One more to choose from; @id: (nullable) NULL: something new, whose name is asked for. */
void nord_group_dialog_add_choice (NordGroupDialog *self,
                                   const char *title,
                                   const char *subtitle,
                                   const char *id);
/* Asks for words that are no name. */
void nord_group_dialog_ask_words (NordGroupDialog *self, const char *title);
/* Asks for a reason as well, which may be left out. */
void nord_group_dialog_ask_reason (NordGroupDialog *self);
const char *nord_group_dialog_get_reason (NordGroupDialog *self);

G_END_DECLS
