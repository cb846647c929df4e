/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The words for what the city and the moderation say of an idea, once for all pages. */
#include "config.h"
#include "ui/widgets/state-words.h"

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
  moderations[] =
    {
      {"new", NC_ ("moderation", "Not Yet Released")},
      {"released", NC_ ("moderation", "Released")},
      {"hidden", NC_ ("moderation", "Hidden")},
      {"redacted", NC_ ("moderation", "Redacted")},
},
  projects[] = {
    {"registered", NC_ ("project", "Registered")},
    {"started", NC_ ("project", "Started")},
    {"finished", NC_ ("project", "Finished")},
    {"stopped", NC_ ("project", "Stopped")},
};

const char *
nord_state_words_get_path (const char *path)
{
  for (gsize i = 0; path && i < G_N_ELEMENTS (paths); i++) {
    if (g_str_equal (paths[i].code, path))
      return g_dpgettext2 (GETTEXT_PACKAGE, "path", paths[i].word);
  }
  return path ? path : g_dpgettext2 (GETTEXT_PACKAGE, "path", paths[0].word);
}

const char *
nord_state_words_get_moderation (const char *moderation)
{
  for (gsize i = 0; moderation && i < G_N_ELEMENTS (moderations); i++) {
    if (g_str_equal (moderations[i].code, moderation))
      return g_dpgettext2 (GETTEXT_PACKAGE, "moderation", moderations[i].word);
  }
  return moderation ? moderation
                    : g_dpgettext2 (GETTEXT_PACKAGE, "moderation", moderations[0].word);
}

const char *
nord_state_words_get_project (const char *state)
{
  for (gsize i = 0; state && i < G_N_ELEMENTS (projects); i++) {
    if (g_str_equal (projects[i].code, state))
      return g_dpgettext2 (GETTEXT_PACKAGE, "project", projects[i].word);
  }
  return state ? state : g_dpgettext2 (GETTEXT_PACKAGE, "project", projects[0].word);
}
