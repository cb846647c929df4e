/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Options without words. */
#include "core/rank/keep-back.h"

#include "core/model/idea.h"
#include "core/model/moderation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_public (GListModel *ideas, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);

    if (strcmp (nord_record_get_id (idea), id) == 0)
      return nord_moderation_is_public (nord_record_get_text (idea, NORD_IDEA_MODERATION));
  }
  /* What was deleted had its reason. */
  return FALSE;
}

/**
 * nord_polling_keep_back:
 * @self: a poll that is about to be shown to all
 * @ideas: (element-type NordIdea): all of the workshop
 * @words: (nullable): what stands for the words of an option, beside its number
 *
 * Options are kept with the words that they had when the poll was made; since then an idea may have
 * been hidden, and nobody may have looked at it ever. May be done again in another language.
 *
 * Returns: how many options say no more than that they are not released
 */
guint
nord_polling_keep_back (NordPolling *self, GListModel *ideas, const char *words)
{
  guint n = 0;

  for (guint i = 0; i < self->options->len; i++) {
    NordPollOption *option = g_ptr_array_index (self->options, i);

    if (g_strcmp0 (option->noun, "idea") != 0 || is_public (ideas, option->id))
      continue;
    g_free (option->label);
    if (words != NULL)
      option->label = g_strdup_printf ("%u · %s", i + 1, words);
    else
      /* Translators: stands for an idea that nobody has released; %u is its number in the poll. */
      option->label = g_strdup_printf (_ ("Idea %u (not released)"), i + 1);
    n++;
  }
  return n;
}
