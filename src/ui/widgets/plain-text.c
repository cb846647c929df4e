/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The one way in which text that people wrote reaches widgets that would read it as markup. */
#include "ui/widgets/plain-text.h"

#include <string.h>

static char *
escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  return g_markup_escape_text (valid, -1);
}

void
nord_plain_set_row (AdwActionRow *row, const char *title, const char *subtitle)
{
  g_return_if_fail (ADW_IS_ACTION_ROW (row));

  nord_plain_set_row_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
}

void
nord_plain_set_expander (AdwExpanderRow *row, const char *title, const char *subtitle)
{
  g_return_if_fail (ADW_IS_EXPANDER_ROW (row));

  nord_plain_set_row_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
}

void
nord_plain_set_row_title (AdwPreferencesRow *row, const char *title)
{
  g_autofree char *valid = g_utf8_make_valid (title != NULL ? title : "", -1);

  g_return_if_fail (ADW_IS_PREFERENCES_ROW (row));

  /* Before the text, which is parsed at once. */
  adw_preferences_row_set_use_markup (row, FALSE);
  /* An underline in a title is a character, not an access key. */
  adw_preferences_row_set_use_underline (row, FALSE);
  adw_preferences_row_set_title (row, valid);
}

AdwToast *
nord_plain_new_toast (const char *text)
{
  g_autofree char *escaped = escape (text);
  return adw_toast_new (escaped);
}

void
nord_plain_set_toast (AdwToast *toast, const char *text)
{
  g_autofree char *escaped = escape (text);

  g_return_if_fail (ADW_IS_TOAST (toast));

  adw_toast_set_title (toast, escaped);
}

void
nord_plain_set_status_page (AdwStatusPage *page, const char *title, const char *description)
{
  g_autofree char *valid = g_utf8_make_valid (title != NULL ? title : "", -1);
  g_autofree char *escaped_description = escape (description);

  g_return_if_fail (ADW_IS_STATUS_PAGE (page));

  /* Only the description of a status page is markup. */
  adw_status_page_set_title (page, valid);
  adw_status_page_set_description (page, escaped_description);
}

char *
nord_plain_shorten (const char *text, guint n_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  glong length;

  g_return_val_if_fail (n_chars > 1, NULL);

  for (char *p = valid; *p != '\0'; p++) {
    if (g_ascii_isspace (*p))
      *p = ' ';
  }
  g_strstrip (valid);
  length = g_utf8_strlen (valid, -1);
  if (length > (glong) n_chars) {
    g_autofree char *head = g_utf8_substring (valid, 0, n_chars - 1);
    return g_strconcat (g_strchomp (head), "…", NULL);
  }
  return g_steal_pointer (&valid);
}
