/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a poll is held, without what it is about: the ones that come with the program, and those that
 * a facilitator kept. */
#pragma once

#include "core/rank/polling.h"

G_BEGIN_DECLS

/* The setting of a workshop that its own templates stand in; they go where the file goes. */
#define NORD_POLL_TEMPLATES "poll.templates"

typedef struct {
  char *name; /* (owned) */
  NordPollMethod method;
  guint dots, cap; /* dots only */
  gint64 budget;   /* euros, budget only */
  char *rule;      /* (owned) (nullable) */
  gboolean codes;
  gboolean twice; /* the same poll once more after the discussion, to compare */
} NordPollTemplate;

void nord_poll_template_free (NordPollTemplate *self);
/* (transfer full) (element-type NordPollTemplate) the program's own, then what @own (nullable)
 * holds; what is not understood is left out. */
GPtrArray *nord_poll_template_list (const char *own);
/* (transfer full): @name is copied */
NordPollTemplate *nord_poll_template_from_poll (NordRecord *poll, const char *name);
/* (transfer full): @own (nullable) with @added in it, in place of one of the same name. */
char *nord_poll_template_keep (const char *own, const NordPollTemplate *added);
/* (transfer full) (element-type NordPollTemplate) only what @own (nullable) holds. */
GPtrArray *nord_poll_template_list_own (const char *own);
/* (transfer full) (nullable): @own without the one of that name; NULL where it has none. */
char *nord_poll_template_drop (const char *own, const char *name);
/* (transfer full) (nullable): @own with @changed in the place of the one called @name; NULL where
 * it has none, or another one has the new name already. */
char *
nord_poll_template_replace (const char *own, const char *name, const NordPollTemplate *changed);
/* Puts the poll of a second round behind the one that nord_polling_create() gave. */
void nord_poll_template_add_second (NordChangeSet *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPollTemplate, nord_poll_template_free)

G_END_DECLS
