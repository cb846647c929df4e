/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* As much of SSIP (the manual of speech-dispatcher 0.11) as libspeechd asks for. */
#include "fake-speech.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

struct _FakeSpeech {
  GSocketService *service; /* (owned) */
  GPtrArray *clients;      /* (owned) (element-type GIOStream) */
  GCancellable *cancellable;
  char *folder;  /* (owned) */
  char *path;    /* (owned) */
  char **voices; /* (owned) */
  GString *log;  /* (owned) */
  guint messages;
  gboolean hangs;
};

typedef struct {
  FakeSpeech *server;
  GDataInputStream *lines; /* (owned) */
  GOutputStream *answers;  /* (unowned) */
  char *language;          /* (owned) */
  char *volume;            /* (owned) */
  GString *text;           /* (owned) (nullable) while it comes in */
} Client;

static void read_line (Client *client);

static void
answer (Client *client, const char *text)
{
  if (!client->server->hangs)
    g_output_stream_write_all (client->answers, text, strlen (text), NULL, NULL, NULL);
}

static void
take_text (Client *client, const char *line)
{
  FakeSpeech *self = client->server;
  g_autofree char *queued = NULL;

  if (g_strcmp0 (line, ".") != 0) {
    g_string_append (client->text, line);
    return;
  }
  g_string_append_printf (self->log, "SPEAK %s %s %s\n", client->language, client->volume,
                          client->text->str);
  g_string_free (g_steal_pointer (&client->text), TRUE);
  queued = g_strdup_printf ("225-%u\r\n225 OK MESSAGE QUEUED\r\n", ++self->messages);
  answer (client, queued);
}

static void
take_command (Client *client, const char *line)
{
  FakeSpeech *self = client->server;
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  const guint n = g_strv_length (words);

  if (g_ascii_strcasecmp (line, "SPEAK") == 0) {
    client->text = g_string_new (NULL);
    answer (client, "230 OK RECEIVING DATA\r\n");
  } else if (g_ascii_strncasecmp (line, "CANCEL", 6) == 0) {
    g_string_append (self->log, "CANCEL\n");
    answer (client, "210 OK CANCELED\r\n");
  } else if (g_ascii_strcasecmp (line, "LIST SYNTHESIS_VOICES") == 0) {
    for (guint i = 0; self->voices[i] != NULL; i++) {
      g_autofree char *voice = g_strdup_printf ("249-Voice %u\t%s\tnone\r\n", i, self->voices[i]);

      answer (client, voice);
    }
    answer (client, "249 OK VOICES LIST SENT\r\n");
  } else if (g_ascii_strncasecmp (line, "HISTORY GET CLIENT_ID", 21) == 0) {
    answer (client, "245-1\r\n245 OK CLIENT ID SENT\r\n");
  } else {
    if (n == 4 && g_ascii_strcasecmp (words[2], "LANGUAGE") == 0) {
      g_free (client->language);
      client->language = g_strdup (words[3]);
    } else if (n == 4 && g_ascii_strcasecmp (words[2], "VOLUME") == 0) {
      g_free (client->volume);
      client->volume = g_strdup (words[3]);
    }
    answer (client, "200 OK\r\n");
  }
}

static void
free_client (Client *client)
{
  g_object_unref (client->lines);
  g_free (client->language);
  g_free (client->volume);
  if (client->text != NULL)
    g_string_free (client->text, TRUE);
  g_free (client);
}

static void
on_line (GObject *object, GAsyncResult *result, gpointer data)
{
  Client *client = data;
  g_autofree char *line = g_data_input_stream_read_line_finish (client->lines, result, NULL, NULL);

  if (line == NULL) {
    free_client (client);
    return;
  }
  if (client->text != NULL)
    take_text (client, line);
  else
    take_command (client, line);
  read_line (client);
}

static void
read_line (Client *client)
{
  g_data_input_stream_read_line_async (client->lines, G_PRIORITY_DEFAULT,
                                       client->server->cancellable, on_line, client);
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             FakeSpeech *self)
{
  Client *client = g_new0 (Client, 1);

  g_ptr_array_add (self->clients, g_object_ref (connection));
  client->server = self;
  client->lines = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_data_input_stream_set_newline_type (client->lines, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  client->answers = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  client->language = g_strdup ("?");
  client->volume = g_strdup ("?");
  read_line (client);
  return TRUE;
}

FakeSpeech *
fake_speech_new (const char *const *voices)
{
  FakeSpeech *self = g_new0 (FakeSpeech, 1);
  g_autofree char *where = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("speech-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "s", NULL);
  self->voices = g_strdupv ((char **) voices);
  self->log = g_string_new (NULL);
  self->cancellable = g_cancellable_new ();
  self->clients = g_ptr_array_new_with_free_func (g_object_unref);
  self->service = g_socket_service_new ();
  address = g_unix_socket_address_new (self->path);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  where = g_strconcat ("unix_socket:", self->path, NULL);
  g_setenv ("SPEECHD_ADDRESS", where, TRUE);
  return self;
}

void
fake_speech_free (FakeSpeech *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < self->clients->len; i++)
    g_io_stream_close (g_ptr_array_index (self->clients, i), NULL, NULL);
  g_ptr_array_unref (self->clients);
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_strfreev (self->voices);
  g_string_free (self->log, TRUE);
  g_free (self);
}

const char *
fake_speech_get_log (FakeSpeech *self)
{
  return self->log->str;
}

void
fake_speech_forget (FakeSpeech *self)
{
  g_string_truncate (self->log, 0);
}

void
fake_speech_end (FakeSpeech *self)
{
  g_autofree char *event = g_strdup_printf ("702-%u\r\n702-1\r\n702 END\r\n", self->messages);

  for (guint i = 0; i < self->clients->len; i++)
    g_output_stream_write_all (g_io_stream_get_output_stream (g_ptr_array_index (self->clients, i)),
                               event, strlen (event), NULL, NULL, NULL);
}

void
fake_speech_hang (FakeSpeech *self)
{
  self->hangs = TRUE;
}
