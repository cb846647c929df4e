/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What happened to one idea or project, as lines of words: from the log of changes. */
#include "ui/collect/history.h"

#include "core/model/idea.h"
#include "core/model/project.h"

#include <glib/gi18n.h>

static const char *
get_project_word (guint field)
{
  switch (field) {
  case NORD_PROJECT_NUMBER:
    return _ ("number changed");
  case NORD_PROJECT_TITLE:
    return _ ("title changed");
  case NORD_PROJECT_BODY:
    return _ ("text changed");
  case NORD_PROJECT_CATEGORY:
    return _ ("topic changed");
  case NORD_PROJECT_DISTRICT:
    return _ ("district changed");
  case NORD_PROJECT_STATE:
    return _ ("state changed");
  case NORD_PROJECT_SHAPE:
    return _ ("place changed");
  case NORD_PROJECT_REGISTERED_ON:
  case NORD_PROJECT_STARTED_ON:
  case NORD_PROJECT_ENDED_ON:
    return _ ("dates changed");
  case NORD_PROJECT_COST:
    return _ ("cost changed");
  case NORD_PROJECT_URL:
    return _ ("web page changed");
  default:
    return _ ("changed");
  }
}

static const char *
get_idea_word (guint field)
{
  switch (field) {
  case NORD_IDEA_TITLE:
    return _ ("title changed");
  case NORD_IDEA_BODY:
    return _ ("text changed");
  case NORD_IDEA_CATEGORY:
    return _ ("topic changed");
  case NORD_IDEA_SHAPE:
    return _ ("place changed");
  case NORD_IDEA_LANGUAGE:
    return _ ("language changed");
  case NORD_IDEA_MODERATION:
  case NORD_IDEA_MODERATION_REASON:
    return _ ("moderated");
  case NORD_IDEA_PATH:
    return _ ("state on its path changed");
  case NORD_IDEA_CLUSTER:
    return _ ("group changed");
  default:
    return _ ("changed");
  }
}

static char *
say_what (const NordChange *change)
{
  g_autoptr (GString) words = g_string_new (NULL);

  switch (change->kind) {
  case NORD_CHANGE_CREATE:
    return g_strdup (_ ("taken down"));
  case NORD_CHANGE_DELETE:
    return g_strdup (_ ("deleted"));
  case NORD_CHANGE_RESTORE:
    return g_strdup (_ ("brought back"));
  case NORD_CHANGE_UPDATE:
  default:
    break;
  }
  for (guint i = 0; i < change->edits->len; i++) {
    const guint field = g_array_index (change->edits, NordEdit, i).field;
    const char *word =
      change->noun->kind == NORD_NOUN_PROJECT ? get_project_word (field) : get_idea_word (field);

    if (strstr (words->str, word))
      continue;
    if (words->len > 0)
      g_string_append (words, ", ");
    g_string_append (words, word);
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
say_when (const NordChange *change)
{
  NordHlc clock;
  g_autoptr (GDateTime) then = NULL;

  if (change->hlc == NULL || !nord_hlc_parse (change->hlc, &clock, NULL))
    return g_strdup ("");
  then = g_date_time_new_from_unix_local (clock.ms / 1000);
  if (then == NULL)
    return g_strdup ("");
  /* Translators: day and time of a change in the history of an idea, see g_date_time_format. */
  return g_date_time_format (then, C_ ("history", "%b %-e, %H:%M"));
}

GPtrArray *
nord_history_lines (NordStore *store, const char *target, GError **error)
{
  g_autoptr (GPtrArray) changes = nord_store_read_history (store, target, error);
  GPtrArray *lines;

  if (changes == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = changes->len; i > 0; i--) {
    const NordChange *change = g_ptr_array_index (changes, i - 1);
    g_autofree char *what = say_what (change), *when = say_when (change);
    gboolean here = g_strcmp0 (change->device, nord_store_get_device (store)) == 0;

    g_ptr_array_add (lines,
                     g_strdup_printf ("%s · %s · %s", when, what,
                                      here ? _ ("on this computer") : _ ("on another computer")));
  }
  return lines;
}
