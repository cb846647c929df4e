/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks for a name and writes what core/document/poll-minutes says. */
#include "ui/rank/result-record.h"

#include "core/document/poll-minutes.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  NordSession *session; /* (owned) */
  NordRecord *poll;     /* (owned) */
} Saving;

static void
saving_free (gpointer data, GClosure *closure)
{
  Saving *self = data;

  g_object_unref (self->session);
  g_object_unref (self->poll);
  g_free (self);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  Saving *self = data;
  g_autoptr (GtkNativeDialog) chooser = dialog; /* what nord_result_record_save() left to us */
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autoptr (GError) error = NULL;
  g_autofree char *html = NULL, *said = NULL, *name = NULL;

  if (response != GTK_RESPONSE_ACCEPT || file == NULL ||
      nord_session_get_document (self->session) == NULL)
    return;
  html = nord_poll_minutes_format (nord_session_get_document (self->session),
                                   nord_session_get_programme (self->session), self->poll, &error);
  if (html != NULL && g_file_replace_contents (file, html, strlen (html), NULL, FALSE,
                                               G_FILE_CREATE_NONE, NULL, NULL, &error)) {
    name = g_file_get_basename (file);
    /* Translators: %s is the name of a file. */
    said = g_strdup_printf (_ ("Saved as “%s”"), name);
  }
  nord_session_notify (self->session, said != NULL ? said : error->message, FALSE);
}

void
nord_result_record_save (GtkWindow *parent, NordSession *session, NordRecord *poll)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_ ("Save for the Minutes"), parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                 C_ ("record", "_Save"), _ ("_Cancel"));
  Saving *saving = g_new (Saving, 1);

  *saving = (Saving){g_object_ref (session), g_object_ref (poll)};
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("Poll.html"));
  g_signal_connect_data (chooser, "response", G_CALLBACK (on_chosen), saving, saving_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
