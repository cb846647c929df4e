/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the access key of a server is kept: in the keyring, and in a file of mode 0600 where there
 * is no keyring. Whoever asks learns which of the two it is, and can say so. */
#include "core/sync/token.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>
#include <unistd.h>

static const SecretSchema schema = {
  .name = "io.github.nordwaerts.Nordwaerts.Token",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {{"server", SECRET_SCHEMA_ATTRIBUTE_STRING}, {NULL, 0}},
};

/* A keyring that asks its user something may take as long as a person; one that has nobody to ask
 * never answers. */
#define KEYRING_SECONDS 60

typedef struct {
  char *server; /* (owned) */
  char *token;  /* (owned) (nullable) */
  NordTokenPlace place;
  GCancellable *patience; /* (owned) for the keyring alone */
  guint timeout;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->patience);
  g_free (self->server);
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self);
}

static gboolean
on_patience_over (gpointer data)
{
  Errand *self = data;

  self->timeout = 0;
  g_cancellable_cancel (self->patience);
  return G_SOURCE_REMOVE;
}

static Errand *
errand_new (const char *server, const char *token)
{
  Errand *self = g_new0 (Errand, 1);

  self->server = g_strdup (server);
  self->token = g_strdup (token);
  self->patience = g_cancellable_new ();
  self->timeout = g_timeout_add_seconds (KEYRING_SECONDS, on_patience_over, self);
  return self;
}

static char *
folder_of_tokens (void)
{
  return g_build_filename (g_get_user_data_dir (), "nordwaerts", "tokens", NULL);
}

static char *
path_of_token (const char *server)
{
  g_autofree char *folder = folder_of_tokens ();
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, server, -1);

  name[16] = '\0';
  return g_build_filename (folder, name, NULL);
}

static char *
read_kept_file (const char *server)
{
  g_autofree char *path = path_of_token (server);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  return g_strdup (g_strstrip (text));
}

static gboolean
write_kept_file (const char *server, const char *token, GError **error)
{
  g_autofree char *folder = folder_of_tokens ();
  g_autofree char *path = path_of_token (server);

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (errno),
                         g_strerror (errno));
    return FALSE;
  }
  return g_file_set_contents_full (path, token, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static void
forget_kept_file (const char *server)
{
  g_autofree char *path = path_of_token (server);

  g_unlink (path);
}

/* Is there nobody to ask for a keyring? Whoever answers, even with an error, is one. */
static gboolean
is_absent (const GError *error)
{
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR))
    return FALSE;
  return error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR ||
         error->domain == G_SPAWN_ERROR ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_SERVER);
}

/* Why the key is in a file; an error of a keyring whose user lets it wait is none of absence. */
static NordTokenPlace
name_file (Errand *errand, const GError *error)
{
  return is_absent (error) && !g_cancellable_is_cancelled (errand->patience)
           ? NORD_TOKEN_FILE
           : NORD_TOKEN_FILE_BESIDE;
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Errand *errand = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *token = secret_password_lookup_finish (result, &error);

  errand->place = NORD_TOKEN_KEYRING;
  if (token == NULL) {
    token = read_kept_file (errand->server);
    errand->place = token != NULL ? name_file (errand, error) : NORD_TOKEN_NOWHERE;
    g_task_return_pointer (task, token, g_free);
    return;
  }
  g_task_return_pointer (task, g_strdup (token), g_free);
  secret_password_free (token);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Errand *errand = g_task_get_task_data (task);
  g_autoptr (GError) refusal = NULL;
  GError *error = NULL;

  if (secret_password_store_finish (result, &refusal)) {
    errand->place = NORD_TOKEN_KEYRING;
    forget_kept_file (errand->server);
    g_task_return_boolean (task, TRUE);
    return;
  }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!write_kept_file (errand->server, errand->token, &error)) {
    g_task_return_error (task, error);
    return;
  }
  errand->place = name_file (errand, refusal);
  g_task_return_boolean (task, TRUE);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Errand *errand = g_task_get_task_data (task);

  /* Without a keyring there is nothing in it to forget. */
  secret_password_clear_finish (result, NULL);
  forget_kept_file (errand->server);
  errand->place = NORD_TOKEN_NOWHERE;
  g_task_return_boolean (task, TRUE);
}

void
nord_token_load_async (const char *server,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Errand *errand = errand_new (server, NULL);

  g_task_set_source_tag (task, nord_token_load_async);
  g_task_set_task_data (task, errand, errand_free);
  secret_password_lookup (&schema, errand->patience, on_looked_up, task, "server", server, NULL);
}

char *
nord_token_load_finish (GAsyncResult *result, NordTokenPlace *place)
{
  Errand *errand = g_task_get_task_data (G_TASK (result));

  *place = errand->place;
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
nord_token_save_async (const char *server,
                       const char *token,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Errand *errand = errand_new (server, token);
  g_autofree char *label = NULL;

  g_task_set_source_tag (task, nord_token_save_async);
  g_task_set_task_data (task, errand, errand_free);
  if (token == NULL || *token == '\0') {
    secret_password_clear (&schema, errand->patience, on_cleared, task, "server", server, NULL);
    return;
  }
  /* Translators: the name of an entry in the desktop's list of passwords; %s is an address. */
  label = g_strdup_printf (_ ("Nordwärts: access key for %s"), server);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, token, errand->patience,
                         on_kept, task, "server", server, NULL);
}

gboolean
nord_token_save_finish (GAsyncResult *result, NordTokenPlace *place, GError **error)
{
  Errand *errand = g_task_get_task_data (G_TASK (result));

  *place = errand->place;
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
nord_token_read_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  words = g_strsplit_set (g_strstrip (text), " \t\r\n", 2);
  if (words[0] == NULL || *words[0] == '\0') {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%s holds no access key"), path);
    return NULL;
  }
  return g_strdup (words[0]);
}
