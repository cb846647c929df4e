/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Media by their SHA-256, one file each. A name appears only after the bytes have been hashed, are
 * on the disk and are what the name says; so whoever finds a name finds the whole of it. */
#include "server/blobs.h"

#include "core/model/sha256.h"
#include "server/problem.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MAX_ASKED 1000
#define REMOVED ".removed"

struct _NordBlobs {
  char *directory; /* (owned) */
};

typedef struct {
  int fd;
  char *part;   /* (owned) (nullable) the unfinished file */
  char *path;   /* (owned) */
  char *folder; /* (owned) */
  NordSha256 hash;
  int error;       /* errno of the first write that failed */
  gboolean handed; /* a thread has it */
  gboolean orphan; /* the request went away meanwhile */
} Upload;

static void
upload_free (Upload *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  if (self->part != NULL)
    g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

static char *
path_of (NordBlobs *self, const char *name, char **folder)
{
  char prefix[3] = {name[0], name[1], '\0'};
  g_autofree char *directory = g_build_filename (self->directory, prefix, NULL);
  char *path = g_build_filename (directory, name, NULL);

  if (folder != NULL)
    *folder = g_steal_pointer (&directory);
  return path;
}

/* A name that was removed for good has a file of its own, which is empty. */
static gboolean
is_removed (const char *path)
{
  g_autofree char *mark = g_strconcat (path, REMOVED, NULL);

  return g_file_test (mark, G_FILE_TEST_EXISTS);
}

static void
to_hex (const guchar *digest, char *hex)
{
  sodium_bin2hex (hex, 65, digest, 32);
}

/* RFC 9530: `sha-256=:base64:`, perhaps among others. Absent is fine, for the name says the same.
 */
static gboolean
digest_header_agrees (SoupServerMessage *message, const guchar *digest)
{
  const char *header =
    soup_message_headers_get_list (soup_server_message_get_request_headers (message),
                                   "Content-Digest");
  const char *at = header != NULL ? strstr (header, "sha-256=:") : NULL;
  g_autofree char *expected = g_base64_encode (digest, 32);

  if (at == NULL)
    return TRUE;
  at += strlen ("sha-256=:");
  return strncmp (at, expected, strlen (expected)) == 0 && at[strlen (expected)] == ':';
}

static int
sync_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  int error = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    g_close (fd, NULL);
  return error;
}

static void
finish_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Upload *upload = data;

  if (fsync (upload->fd) != 0 || (g_mkdir (upload->folder, 0700) != 0 && errno != EEXIST) ||
      g_rename (upload->part, upload->path) != 0) {
    upload->error = errno;
  } else {
    g_clear_pointer (&upload->part, g_free);
    upload->error = sync_folder (upload->folder);
  }
  g_task_return_boolean (task, TRUE);
}

static void
answer_disk (SoupServerMessage *message, int error)
{
  g_printerr ("media: %s\n", g_strerror (error));
  nord_problem_answer (message, error == ENOSPC || error == EDQUOT ? 507 : 500, NULL,
                       "The server could not keep the file.");
}

static void
on_finished (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SoupServerMessage) message = data;
  Upload *upload = g_task_get_task_data (G_TASK (result));

  if (upload->orphan) {
    upload_free (upload);
    return;
  }
  upload->handed = FALSE;
  /* It may have been removed while its last bytes came in. */
  if (upload->error == 0 && is_removed (upload->path))
    g_unlink (upload->path);
  if (upload->error != 0)
    answer_disk (message, upload->error);
  else
    soup_server_message_set_status (message, 201, NULL);
  soup_server_message_unpause (message);
}

NordBlobs *
nord_blobs_new (const char *directory)
{
  NordBlobs *self = g_new0 (NordBlobs, 1);

  self->directory = g_strdup (directory);
  g_mkdir_with_parents (directory, 0700);
  return self;
}

void
nord_blobs_free (NordBlobs *self)
{
  g_free (self->directory);
  g_free (self);
}

gboolean
nord_blobs_check_ready (NordBlobs *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, ".ready", NULL);

  return g_file_set_contents (path, "", 0, error);
}

gboolean
nord_blobs_is_name (const char *name)
{
  return nord_sha256_is_name (name);
}

gboolean
nord_blobs_begin_put (NordBlobs *self, NordRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  g_autofree char *folder = NULL;
  g_autofree char *path = path_of (self, request->name, &folder);
  Upload *upload;

  if (is_removed (path)) {
    nord_problem_answer (request->message, 422, "removed", "This file was removed for good.");
    return FALSE;
  }
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    if (g_strcmp0 (soup_message_headers_get_one (headers, "If-None-Match"), "*") == 0)
      nord_problem_answer (request->message, 412, "is-here", "This file is here already.");
    else
      soup_server_message_set_status (request->message, 204, NULL);
    return FALSE;
  }
  upload = g_new0 (Upload, 1);
  upload->part = g_build_filename (self->directory, "part-XXXXXX", NULL);
  upload->fd = g_mkstemp_full (upload->part, O_RDWR | O_CLOEXEC, 0600);
  if (upload->fd < 0) {
    answer_disk (request->message, errno);
    g_clear_pointer (&upload->part, g_free);
    upload_free (upload);
    return FALSE;
  }
  upload->path = g_steal_pointer (&path);
  upload->folder = g_steal_pointer (&folder);
  nord_sha256_begin (&upload->hash);
  request->upload = upload;
  return TRUE;
}

void
nord_blobs_add_chunk (NordBlobs *self, NordRequest *request, GBytes *chunk)
{
  Upload *upload = request->upload;
  gsize length;
  const guchar *bytes = g_bytes_get_data (chunk, &length);

  if (upload == NULL || upload->error != 0)
    return;
  nord_sha256_add (&upload->hash, bytes, length);
  while (length > 0) {
    gssize written = write (upload->fd, bytes, length);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0) {
      upload->error = errno;
      return;
    }
    bytes += written;
    length -= (gsize) written;
  }
}

void
nord_blobs_put (NordBlobs *self, NordRequest *request)
{
  g_autoptr (GTask) task = NULL;
  Upload *upload = request->upload;
  guchar digest[32];
  char hex[65];

  if (upload->error != 0) {
    answer_disk (request->message, upload->error);
    return;
  }
  nord_sha256_end (&upload->hash, digest);
  to_hex (digest, hex);
  if (strcmp (hex, request->name) != 0 || !digest_header_agrees (request->message, digest)) {
    nord_problem_answer (request->message, 422, "other-digest",
                         "The bytes that arrived are not those that were announced.");
    return;
  }
  upload->handed = TRUE;
  soup_server_message_pause (request->message);
  task = g_task_new (NULL, NULL, on_finished, g_object_ref (request->message));
  g_task_set_task_data (task, upload, NULL);
  g_task_run_in_thread (task, finish_in_thread);
}

void
nord_blobs_get (NordBlobs *self, NordRequest *request)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (request->message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autofree char *path = path_of (self, request->name, NULL);
  g_autofree char *tag = g_strdup_printf ("\"%s\"", request->name);
  g_autoptr (GMappedFile) file = is_removed (path) ? NULL : g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = NULL;
  const char *match = soup_message_headers_get_list (asked, "If-None-Match");

  if (file == NULL) {
    nord_problem_answer (request->message, 404, "no-such-file", "This file is not here.");
    return;
  }
  soup_message_headers_replace (headers, "ETag", tag);
  soup_message_headers_replace (headers, "Cache-Control", "private, immutable, max-age=31536000");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (match != NULL && (strcmp (match, "*") == 0 || strstr (match, tag) != NULL)) {
    soup_server_message_set_status (request->message, 304, NULL);
    return;
  }
  /* Never shown by a browser, whatever the bytes are. */
  soup_message_headers_replace (headers, "Content-Type", "application/octet-stream");
  soup_server_message_set_status (request->message, 200, NULL);
  if (soup_server_message_get_method (request->message) == SOUP_METHOD_HEAD) {
    soup_message_headers_set_content_length (headers, (goffset) g_mapped_file_get_length (file));
    return;
  }
  bytes = g_mapped_file_get_bytes (file);
  soup_message_body_append_bytes (soup_server_message_get_response_body (request->message), bytes);
}

/* The body is lines of digests; the answer the lines of those that are not here. */
void
nord_blobs_post_missing (NordBlobs *self, NordRequest *request)
{
  g_autoptr (GBytes) body = nord_request_take_body (request, "text/plain");
  g_autofree char *text = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GString) missing = g_string_new (NULL);
  gsize length;

  if (body == NULL)
    return;
  text = g_strndup (g_bytes_get_data (body, &length), g_bytes_get_size (body));
  names = g_strsplit (text != NULL ? text : "", "\n", MAX_ASKED + 2);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = NULL;

    if (*names[i] == '\0')
      continue;
    if (i >= MAX_ASKED) {
      nord_problem_answer (request->message, 413, "too-many", "At most 1000 digests at once.");
      return;
    }
    if (!nord_blobs_is_name (names[i])) {
      nord_problem_answer (request->message, 400, NULL, "A line is 64 hex digits in lower case.");
      return;
    }
    path = path_of (self, names[i], NULL);
    /* What was removed need not be brought. */
    if (!g_file_test (path, G_FILE_TEST_EXISTS) && !is_removed (path))
      g_string_append_printf (missing, "%s\n", names[i]);
  }
  nord_request_answer (request, "text/plain", g_steal_pointer (&missing));
}

void
nord_blobs_remove (NordBlobs *self, const char *name)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = path_of (self, name, &folder);
  g_autofree char *mark = g_strconcat (path, REMOVED, NULL);
  g_autoptr (GError) error = NULL;
  int fault = 0;

  /* The mark comes first: what is not taken away now is not handed out at least. */
  if ((g_mkdir (folder, 0700) != 0 && errno != EEXIST) ||
      !g_file_set_contents_full (mark, "", 0, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error) ||
      (g_unlink (path) != 0 && errno != ENOENT))
    fault = errno;
  if (fault == 0)
    fault = sync_folder (folder);
  if (fault != 0)
    g_printerr ("media: %s could not be removed: %s\n", name,
                error != NULL ? error->message : g_strerror (fault));
}

void
nord_blobs_forget (NordBlobs *self, NordRequest *request)
{
  Upload *upload = request->upload;

  request->upload = NULL;
  if (upload == NULL)
    return;
  if (upload->handed)
    upload->orphan = TRUE;
  else
    upload_free (upload);
}
