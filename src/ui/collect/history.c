/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What happened to one idea, as lines of words: from the log of changes. */
#include "ui/collect/history.h"

#include "core/model/idea.h"
#include "config.h"

#include <glib/gi18n.h>

static const struct {
  const char *code;
  const char *word;
} paths[] =
  {
    {"idea", NC_ ("path", "Idea")},
    {"matched", NC_ ("path", "Matched with Projects")},
    {"proposal", NC_ ("path", "Project Proposal")},
    {"profile", NC_ ("path", "Project Profile")},
    {"committees", NC_ ("path", "In the Committees")},
    {"council", NC_ ("path", "In the City Council")},
    {"subproject", NC_ ("path", "Subproject")},
    {"bundled", NC_ ("path", "Bundled with Others")},
    {"department", NC_ ("path", "With a Department")},
    {"store", NC_ ("path", "Kept for Later")},
},
  moderations[] = {
    {"new", NC_ ("moderation", "Not Yet Released")},
    {"released", NC_ ("moderation", "Released")},
    {"hidden", NC_ ("moderation", "Hidden")},
    {"redacted", NC_ ("moderation", "Redacted")},
};

const char *
nord_history_get_path_word (const char *path)
{
  for (gsize i = 0; path && i < G_N_ELEMENTS (paths); i++) {
    if (g_str_equal (paths[i].code, path))
      return g_dpgettext2 (GETTEXT_PACKAGE, "path", paths[i].word);
  }
  return path ? path : g_dpgettext2 (GETTEXT_PACKAGE, "path", paths[0].word);
}

const char *
nord_history_get_moderation_word (const char *moderation)
{
  for (gsize i = 0; moderation && i < G_N_ELEMENTS (moderations); i++) {
    if (g_str_equal (moderations[i].code, moderation))
      return g_dpgettext2 (GETTEXT_PACKAGE, "moderation", moderations[i].word);
  }
  return moderation ? moderation
                    : g_dpgettext2 (GETTEXT_PACKAGE, "moderation", moderations[0].word);
}

static const char *
get_field_word (guint field)
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
    const char *word = get_field_word (g_array_index (change->edits, NordEdit, i).field);

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
