/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the holder of a token may do, as tables. What a table does not name is not allowed to
 * kiosks and readers: a kind of thing that is invented later starts out hidden from them. */
#include "server/role.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const hall_types[] = {"workshop", "step",  "idea",          "medium",
                                         "cluster",  "poll",  "project",       "answer",
                                         "measure",  "layer", "layer_feature", "project_link",
                                         NULL};
static const char *const kiosk_writes[] = {"idea", "medium", "ballot", NULL};

static const struct {
  const char *name;
  gboolean push, open_scope, office;
  const char *const *writes; /* (nullable): everything that needs no office */
  const char *const *reads;  /* (nullable): everything */
} roles[NORD_N_ROLES] = {
  [NORD_ROLE_LAPTOP] = {"laptop", TRUE, TRUE, FALSE, NULL, NULL},
  [NORD_ROLE_KIOSK] = {"kiosk", TRUE, FALSE, FALSE, kiosk_writes, hall_types},
  [NORD_ROLE_STAFF] = {"staff", TRUE, TRUE, TRUE, NULL, NULL},
  [NORD_ROLE_READER] = {"reader", FALSE, FALSE, FALSE, NULL, hall_types},
};

/* Fields of an idea that carry the office's decision, and the values everybody may set. */
static const struct {
  const char *field;
  const char *harmless;
} office_fields[] = {
  {"moderation", "\"new\""},
  {"moderation_reason", "\"\""},
  {"path", "\"idea\""},
};

/* May someone without an office write the value of @member? At the birth of an idea the laptop may
 * bring any moderation along (imported lists come with theirs); later it is the office's to say. */
static gboolean
is_harmless (NordRole self, const NordMember *member, gboolean is_new)
{
  for (guint i = 0; i < G_N_ELEMENTS (office_fields); i++) {
    if (!nord_slice_is (member->name, office_fields[i].field))
      continue;
    if (nord_slice_is (member->value, "null") ||
        nord_slice_is (member->value, office_fields[i].harmless))
      return TRUE;
    return is_new && self == NORD_ROLE_LAPTOP;
  }
  return TRUE;
}

static gboolean
contains (const char *const *words, NordSlice word)
{
  for (; *words != NULL; words++)
    if (nord_slice_is (word, *words))
      return TRUE;
  return FALSE;
}

gboolean
nord_role_parse (const char *word, NordRole *role)
{
  for (guint i = 0; i < NORD_N_ROLES; i++)
    if (strcmp (roles[i].name, word) == 0)
      return *role = (NordRole) i, TRUE;
  return FALSE;
}

const char *
nord_role_get_name (NordRole self)
{
  return roles[self].name;
}

gboolean
nord_role_may_push (NordRole self)
{
  return roles[self].push;
}

gboolean
nord_role_may_open_scope (NordRole self)
{
  return roles[self].open_scope;
}

gboolean
nord_role_may_write (NordRole self, const NordLine *line, const char *creator, const char **reason)
{
  if (roles[self].office)
    return TRUE;
  if (nord_slice_is (line->type, "answer"))
    return *reason = N_ ("Answers are given with a staff token only."), FALSE;
  if (roles[self].writes != NULL && !contains (roles[self].writes, line->type))
    return *reason = N_ ("This token may not write things of this kind."), FALSE;
  if (nord_line_removes_medium (line))
    return *reason = N_ ("Removing a picture for good needs a staff token."), FALSE;
  if (line->redacts)
    return *reason = N_ ("Redacting needs a staff token."), FALSE;
  if (self == NORD_ROLE_KIOSK && creator != NULL && !nord_slice_is (line->dev, creator))
    return *reason = N_ ("A kiosk may only change what was put in at this kiosk."), FALSE;
  for (guint i = 0; nord_slice_is (line->type, "idea") && i < line->n_set; i++)
    if (!is_harmless (self, &line->set[i], creator == NULL))
      return *reason = N_ ("Moderation and the path of an idea need a staff token."), FALSE;
  return TRUE;
}

gboolean
nord_role_may_read (NordRole self, const char *type)
{
  return roles[self].reads == NULL || g_strv_contains (roles[self].reads, type);
}

gboolean
nord_role_reads_all (NordRole self)
{
  return roles[self].reads == NULL;
}
