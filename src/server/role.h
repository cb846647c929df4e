/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the holder of a token may do. */
#pragma once

#include "server/line.h"

G_BEGIN_DECLS

typedef enum {
  NORD_ROLE_LAPTOP, /* the facilitator's: everything but the city's own word */
  NORD_ROLE_KIOSK,  /* residents put in, and see what is meant for the hall */
  NORD_ROLE_STAFF,  /* also answers and moderation */
  NORD_ROLE_READER, /* sees what is meant for the hall, writes nothing */
  NORD_N_ROLES
} NordRole;

gboolean nord_role_parse (const char *word, NordRole *role);
const char *nord_role_get_name (NordRole self);
gboolean nord_role_may_push (NordRole self);
gboolean nord_role_may_open_scope (NordRole self);
/* @creator: the device that brought the thing, or NULL where it is new. */
gboolean
nord_role_may_write (NordRole self, const NordLine *line, const char *creator, const char **reason);
/* May operations on things of @type be handed out? */
gboolean nord_role_may_read (NordRole self, const char *type);
/* TRUE where `may_read` never says no, so that nothing needs to be looked at. */
gboolean nord_role_reads_all (NordRole self);

G_END_DECLS
