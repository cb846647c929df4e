/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The bytes of media, named by their SHA-256. */
#include "core/store/store-private.h"

#include "core/model/sha256.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/**
 * nord_store_put_blob:
 * @self: a store
 * @bytes: a photo, sound or video
 * @error: #NORD_STORE_ERROR
 *
 * Keeps @bytes, once, whoever names them. Inside a transaction they are saved with that, otherwise
 * when this returns.
 *
 * Returns: (transfer full) (nullable): SHA-256, 64 hex digits
 */
char *
nord_store_put_blob (NordStore *self, GBytes *bytes, GError **error)
{
  guint8 hash[NORD_HASH_BYTES];
  char hex[2 * NORD_HASH_BYTES + 1];
  g_autofree char *content_type = NULL;
  g_autofree char *media_type = NULL;
  GError *inner = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  sqlite3_stmt *put;

  g_return_val_if_fail (NORD_IS_STORE (self), NULL);

  if (!nord_store_check_writable (self, error))
    return NULL;
  if (size == 0) {
    nord_store_refuse (error, _ ("The medium is empty"));
    return NULL;
  }
  nord_sha256 (hash, data, size);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  if (nord_store_is_removed (self, hex)) {
    nord_store_refuse (error, _ ("This picture was removed from the workshop for good"));
    return NULL;
  }
  content_type = g_content_type_guess (NULL, data, size, NULL);
  media_type = g_content_type_get_mime_type (content_type);
  put = nord_store_sql (self, NORD_SQL_PUT_BLOB, &inner);
  if (put) {
    sqlite3_bind_blob64 (put, 1, data, size, SQLITE_STATIC);
    sqlite3_bind_text (put, 2, media_type ? media_type : "application/octet-stream", -1,
                       SQLITE_STATIC);
    sqlite3_bind_text (put, 3, hex, -1, SQLITE_STATIC);
    if (nord_db_finish (self->db, put, &inner))
      return g_strdup (hex);
  }
  nord_store_wrap_error (self->path, inner, error);
  return NULL;
}

/**
 * nord_store_get_blob:
 * @self: a store
 * @sha256: 64 hex digits
 * @error: #NORD_STORE_ERROR_DAMAGED where the bytes are not those of the name
 *
 * Returns: (transfer full) (nullable): the bytes; NULL without @error where they are not here
 */
GBytes *
nord_store_get_blob (NordStore *self, const char *sha256, GError **error)
{
  GError *inner = NULL;
  GBytes *bytes = NULL;
  gboolean row;
  sqlite3_stmt *get;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, NULL);

  get = nord_store_sql (self, NORD_SQL_GET_BLOB, &inner);
  if (get) {
    sqlite3_bind_text (get, 1, sha256, -1, SQLITE_STATIC);
    if (nord_db_step (self->db, get, &row, &inner) && row) {
      const void *data = sqlite3_column_blob (get, 0);
      gsize size = sqlite3_column_bytes (get, 0);
      guint8 hash[NORD_HASH_BYTES];
      char hex[2 * NORD_HASH_BYTES + 1];

      nord_sha256 (hash, data ? data : "", size);
      sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
      if (strcmp (hex, sha256) == 0)
        bytes = g_bytes_new (data, size);
      else
        g_set_error (&inner, NORD_DB_ERROR, NORD_DB_ERROR_DAMAGED,
                     _ ("The medium %.12s… is not what was written"), sha256);
    }
    sqlite3_reset (get);
  }
  if (inner)
    nord_store_wrap_error (self->path, inner, error);
  return bytes;
}

/* Without looking at the bytes, which only who sends them needs. */
gboolean
nord_store_has_blob (NordStore *self, const char *sha256)
{
  sqlite3_stmt *find = nord_store_sql (self, NORD_SQL_HAS_BLOB, NULL);
  gboolean row = FALSE;

  if (find == NULL)
    return FALSE;
  sqlite3_bind_text (find, 1, sha256, -1, SQLITE_STATIC);
  nord_db_step (self->db, find, &row, NULL);
  sqlite3_reset (find);
  return row;
}

gboolean
nord_store_put_blobs (NordStore *self, const NordChangeSet *changes, GError **error)
{
  for (guint i = 0; changes->blobs && i < changes->blobs->len; i++) {
    g_autofree char *name = nord_store_put_blob (self, changes->blobs->pdata[i], error);

    if (name == NULL)
      return FALSE;
  }
  return TRUE;
}

GPtrArray *
nord_store_list_missing_blobs (NordStore *self)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *list = nord_store_sql (self, NORD_SQL_MISSING_BLOBS, NULL);
  gboolean row;

  while (list && nord_db_step (self->db, list, &row, NULL) && row) {
    const char *name = (const char *) sqlite3_column_text (list, 0);

    /* No bytes have any other name, whoever wrote it. */
    if (nord_sha256_is_name (name))
      g_ptr_array_add (missing, g_strdup (name));
  }
  if (list)
    sqlite3_reset (list);
  return missing;
}
