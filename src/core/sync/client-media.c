/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The bytes of media, to the server and from there, each by its digest. */
#include "core/sync/client-private.h"

#include "core/sync/digests.h"
#include "core/sync/error.h"

#include <string.h>

#define MAX_BLOB (64 * 1024 * 1024)

static void
on_offered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = nord_sync_client_receive (self, result, &error);
  g_autoptr (GHashTable) missing = NULL;

  if (answer == NULL) {
    nord_sync_client_stumble (self, error);
    return;
  }
  missing = nord_digests_read (answer->body);
  nord_ledger_keep_missing (self->ledger, self->uploads, missing);
  if (!nord_ledger_save (self->ledger, &error)) {
    nord_sync_client_stumble (self, error);
    return;
  }
  nord_sync_client_set_progress (self, 0, self->uploads->len);
  nord_sync_client_step (self, self->uploads->len > 0 ? NORD_SYNC_MORE : NORD_SYNC_NEXT);
}

void
nord_sync_client_offer (NordSyncClient *self)
{
  g_autoptr (GBytes) body = NULL;
  GHashTableIter iter;
  gpointer digest;

  g_clear_pointer (&self->uploads, g_ptr_array_unref);
  self->uploads = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->ledger->blobs);
  while (self->uploads->len < NORD_DIGESTS_MAX && g_hash_table_iter_next (&iter, &digest, NULL))
    g_ptr_array_add (self->uploads, g_strdup (digest));
  if (self->uploads->len == 0) {
    nord_sync_client_step (self, NORD_SYNC_NEXT);
    return;
  }
  body = nord_digests_join (self->uploads);
  nord_sync_client_request (self, "POST", "/v1/blobs/missing", "text/plain", body, 128 * 1024,
                            on_offered);
}

static void
on_uploaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = nord_sync_client_receive (self, result, &error);
  const char *digest = g_ptr_array_index (self->uploads, self->uploads->len - 1);

  if (answer == NULL && !g_error_matches (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_ANSWER)) {
    nord_sync_client_stumble (self, error);
    return;
  }
  self->patience.troubles = 0;
  if (answer != NULL) {
    self->report->media_sent++;
    g_hash_table_remove (self->ledger->blobs, digest);
  } else {
    /* One medium that the server will not have does not hold up the others. */
    self->report->media_refused++;
    g_clear_error (&error);
  }
  g_ptr_array_remove_index (self->uploads, self->uploads->len - 1);
  /* What is not noted yet is offered once more, and the server says that it is there. */
  if (!nord_ledger_save_soon (self->ledger, &error)) {
    nord_sync_client_stumble (self, error);
    return;
  }
  nord_sync_client_set_progress (self, self->done + 1, self->total);
  nord_sync_client_step (self, NORD_SYNC_MORE);
}

void
nord_sync_client_upload (NordSyncClient *self)
{
  g_autoptr (GError) error = NULL;

  while (self->uploads->len > 0) {
    const char *digest = g_ptr_array_index (self->uploads, self->uploads->len - 1);
    g_autoptr (GBytes) bytes = nord_store_get_blob (self->store, digest, &error);
    g_autofree char *path = g_strconcat ("/v1/blobs/", digest, NULL);

    if (error != NULL) {
      nord_sync_client_stumble (self, error);
      return;
    }
    if (bytes != NULL && g_bytes_get_size (bytes) <= MAX_BLOB) {
      nord_sync_client_request (self, "PUT", path, "application/octet-stream", bytes, 65536,
                                on_uploaded);
      return;
    }
    if (bytes != NULL)
      self->report->media_refused++;
    g_ptr_array_remove_index (self->uploads, self->uploads->len - 1);
  }
  nord_sync_client_step (self, NORD_SYNC_NEXT);
}

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = nord_sync_client_receive (self, result, &error);
  const char *digest = g_ptr_array_index (self->downloads, self->downloads->len - 1);
  g_autofree char *real = NULL;

  if (answer != NULL) {
    real = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, answer->body);
    if (nord_store_is_removed (self->store, digest)) {
      g_debug ("%s was removed meanwhile", digest);
    } else if (strcmp (real, digest) != 0) {
      /* Not what was asked for: not kept, and asked for again next time. */
      self->report->media_waiting++;
    } else {
      g_autofree char *stored = nord_store_put_blob (self->store, answer->body, &error);

      if (stored != NULL) {
        self->report->media_received++;
        self->patience.troubles = 0;
      }
    }
  }
  if (g_error_matches (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_NO_FILE)) {
    self->report->media_waiting++;
    g_clear_error (&error);
  }
  if (error != NULL) {
    nord_sync_client_stumble (self, error);
    return;
  }
  g_ptr_array_remove_index (self->downloads, self->downloads->len - 1);
  nord_sync_client_set_progress (self, self->done + 1, self->total);
  nord_sync_client_step (self, NORD_SYNC_MORE);
}

/* Which of those that are missing here are missing there as well? */
static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = nord_sync_client_receive (self, result, &error);
  g_autoptr (GHashTable) missing = NULL;

  if (answer == NULL) {
    nord_sync_client_stumble (self, error);
    return;
  }
  missing = nord_digests_read (answer->body);
  for (guint i = self->downloads->len; i-- > 0;)
    if (g_hash_table_contains (missing, g_ptr_array_index (self->downloads, i))) {
      self->report->media_waiting++;
      g_ptr_array_remove_index_fast (self->downloads, i);
    }
  nord_sync_client_set_progress (self, 0, self->downloads->len);
  nord_sync_client_step (self, NORD_SYNC_MORE);
}

void
nord_sync_client_download (NordSyncClient *self)
{
  if (self->downloads == NULL || !self->downloads_asked) {
    g_clear_pointer (&self->downloads, g_ptr_array_unref);
    self->downloads = nord_store_list_missing_blobs (self->store);
    if (self->downloads->len > NORD_DIGESTS_MAX)
      g_ptr_array_set_size (self->downloads, NORD_DIGESTS_MAX);
    self->report->media_waiting = 0;
    self->downloads_asked = TRUE;
    if (self->downloads->len > 0) {
      g_autoptr (GBytes) body = nord_digests_join (self->downloads);

      nord_sync_client_request (self, "POST", "/v1/blobs/missing", "text/plain", body, 128 * 1024,
                                on_asked);
      return;
    }
  }
  if (self->downloads->len > 0) {
    g_autofree char *path =
      g_strconcat ("/v1/blobs/", g_ptr_array_index (self->downloads, self->downloads->len - 1),
                   NULL);

    nord_sync_client_request (self, "GET", path, NULL, NULL, MAX_BLOB, on_downloaded);
    return;
  }
  nord_sync_client_step (self, NORD_SYNC_NEXT);
}
