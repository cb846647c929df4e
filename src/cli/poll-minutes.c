/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli poll FILE minutes: the page that the window saves for the minutes. */
#include "config.h"

#include "cli/poll-work.h"
#include "core/document/poll-minutes.h"

#include <glib/gi18n.h>
#include <string.h>

const char *
nord_poll_take_output (NordPollWork *work)
{
  const char *output = NULL;

  for (const char *const *word = work->rest; *word != NULL; word++)
    output = *word;
  if (output != NULL && output == work->rest[0])
    work->rest++;
  return output;
}

/* A name that promises another kind of file would open in the wrong program. */
static gboolean
is_page (const char *output)
{
  g_autofree char *name = g_path_get_basename (output);
  const char *dot = strrchr (name, '.');

  return dot == NULL || dot == name || g_ascii_strcasecmp (dot, ".html") == 0 ||
         g_ascii_strcasecmp (dot, ".htm") == 0;
}

int
nord_poll_save_minutes (NordPollWork *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDocument) document = NULL;
  g_autoptr (NordProgramme) programme = nord_programme_new_default (NULL);
  g_autoptr (NordRecord) poll = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *html = NULL;
  const char *output = nord_poll_take_output (work);

  if (output == NULL)
    return nord_call_misused (work->call,
                              _ ("Say where to save it: FILE minutes [POLL] OUTPUT.html"));
  if (!is_page (output))
    return nord_call_misused (
      work->call, _ ("The minutes are a web page, which a browser prints or makes a PDF of: "
                     "let the name of the file end in .html"));
  poll = nord_poll_find (work, &error);
  if (poll == NULL)
    return nord_call_failed (work->call, error);
  if (nord_poll_read_state (poll) != NORD_POLL_STATE_CLOSED) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("The result stays hidden until the poll is closed"));
    return nord_call_failed (work->call, error);
  }
  document = nord_document_open (work->call->arguments[0], NORD_STORE_OPEN_READ_ONLY, &error);
  if (document == NULL)
    return nord_call_failed (work->call, error);
  html = nord_poll_minutes_format (document, programme, poll, &error);
  nord_document_close (document);
  if (html == NULL)
    return nord_call_failed (work->call, error);
  file = g_file_new_for_commandline_arg (output);
  if (!g_file_replace_contents (file, html, strlen (html), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                work->call->cancellable, &error))
    return nord_call_failed (work->call, error);
  return nord_poll_print_id (work, nord_record_get_id (poll),
                             _ ("The minutes of the poll are saved."));
}
