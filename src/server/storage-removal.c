/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which bytes go because a medium was removed for good. The rule is that of the workshop's file,
 * see nord_removal_after(): an operation that sets the digest of a medium to nothing removes what
 * this medium has ever named. */
#include "server/storage-removal.h"

#include "server/blobs.h"

/* Among the heads of a medium: the operation that removed it. */
#define MARK ((NordSlice){"_removed", 8})
#define DIGEST ((NordSlice){"sha256", 6})

void
nord_storage_removal_mark (const NordLine *line, NordHeads *heads)
{
  if (nord_line_removes_medium (line))
    nord_heads_put (heads, MARK, line->id, line->hlc);
}

/* Another workshop may have the same picture, and has not said that it is to go. */
static gboolean
is_elsewhere (NordStorageFile *self, gint64 scope, const char *name)
{
  sqlite3_stmt *find = nord_storage_file_ready (self, S_MEDIUM_ELSEWHERE);
  gboolean found;

  sqlite3_bind_int64 (find, 1, scope);
  sqlite3_bind_text (find, 2, name, -1, SQLITE_STATIC);
  found = sqlite3_step (find) == SQLITE_ROW;
  sqlite3_reset (find);
  return found;
}

/**
 * nord_storage_removal_list:
 * @self: a storage in a transaction in which @line is already
 * @scope: key of the workshop
 * @line: an operation
 * @heads: (nullable): of its thing; NULL: only where the line itself removes it
 * @removed: (element-type utf8): gets the digests of the bytes that are to go
 * @error: #NORD_STORAGE_ERROR
 */
gboolean
nord_storage_removal_list (NordStorageFile *self,
                           gint64 scope,
                           const NordLine *line,
                           const NordHeads *heads,
                           GPtrArray *removed,
                           GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *read;
  NordSlice id;
  int code;

  if (!nord_slice_is (line->type, "medium") ||
      nord_line_find (line->set, line->n_set, DIGEST) == NULL ||
      !(nord_line_removes_medium (line) || (heads && nord_heads_find (heads, MARK, &id))))
    return TRUE;
  read = nord_storage_file_ready (self, S_MEDIA_ABOUT);
  sqlite3_bind_int64 (read, 1, scope);
  nord_storage_file_bind (read, 2, line->doc);
  while ((code = sqlite3_step (read)) == SQLITE_ROW) {
    const char *reason;
    NordLine other;
    const NordMember *digest;
    NordSlice name;
    g_autofree char *text = NULL;

    if (!nord_line_scan (&other, sqlite3_column_blob (read, 0),
                         (gsize) sqlite3_column_bytes (read, 0), &reason) ||
        !nord_slice_equal (other.doc, line->doc))
      continue;
    digest = nord_line_find (other.set, other.n_set, DIGEST);
    name = digest != NULL ? nord_slice_unquote (digest->value) : (NordSlice){NULL, 0};
    text = name.at != NULL ? g_strndup (name.at, name.length) : NULL;
    if (nord_blobs_is_name (text))
      g_ptr_array_add (names, g_steal_pointer (&text));
  }
  sqlite3_reset (read);
  for (guint i = 0; i < names->len; i++)
    if (!is_elsewhere (self, scope, names->pdata[i]))
      g_ptr_array_add (removed, g_strdup (names->pdata[i]));
  return code == SQLITE_DONE || nord_storage_file_fail (self, error);
}
