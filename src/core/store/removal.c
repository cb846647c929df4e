/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Media that were removed for good: a change takes the digest from a medium, and the bytes go, here
 * and wherever it arrives, whatever else names them. Which they were is kept, so that they do not
 * come back from a copy that has not heard of it. */
#include "core/store/removal.h"

#include "core/model/medium.h"
#include "core/store/store-private.h"

#define REMOVED "removed." /* setting, followed by the digest */

static const char *
get_digest (const NordOp *op)
{
  const NordOpEdit *edit = nord_op_find (op, NORD_MEDIUM_SHA256);

  return edit && edit->value.kind == NORD_VALUE_TEXT ? edit->value.text : NULL;
}

static gboolean
removes (const NordOp *op)
{
  return nord_op_find (op, NORD_MEDIUM_SHA256) != NULL && get_digest (op) == NULL &&
         nord_op_find (op, NORD_OP_DELETED) == NULL;
}

static gboolean
take_out (NordStore *self, const char *digest, GError **error)
{
  g_autofree char *key = g_strconcat (REMOVED, digest, NULL);
  sqlite3_stmt *drop = nord_store_sql (self, NORD_SQL_DROP_BLOB, error);

  if (drop == NULL)
    return FALSE;
  sqlite3_bind_text (drop, 1, digest, -1, SQLITE_STATIC);
  if (!nord_db_finish (self->db, drop, error))
    return FALSE;
  self->erased = self->erased || sqlite3_changes (self->db->handle) > 0;
  return nord_store_set_setting (self, key, "1", error);
}

/**
 * nord_removal_after:
 * @self: a store in a transaction
 * @op: a change that is in the log since a moment, of a thing that was known before
 * @error: #NORD_DB_ERROR, #NORD_JSON_ERROR
 *
 * Where it or a change before it takes the digest from a medium, all bytes go that this medium has
 * ever named.
 */
gboolean
nord_removal_after (NordStore *self, const NordOp *op, GError **error)
{
  g_autoptr (GPtrArray) ops = NULL;
  gboolean any = FALSE;

  if (op->noun == NULL || op->noun->kind != NORD_NOUN_MEDIUM ||
      nord_op_find (op, NORD_MEDIUM_SHA256) == NULL)
    return TRUE;
  ops = nord_store_read_thing_log (self, op->target, error);
  if (ops == NULL)
    return FALSE;
  for (guint i = 0; i < ops->len; i++)
    any = any || removes (ops->pdata[i]);
  for (guint i = 0; any && i < ops->len; i++) {
    const char *digest = get_digest (ops->pdata[i]);

    if (digest != NULL && !take_out (self, digest, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * nord_store_is_removed:
 * @self: a store
 * @sha256: (nullable): 64 hex digits
 *
 * Returns: whether the bytes of that digest were taken out of the workshop for good
 */
gboolean
nord_store_is_removed (NordStore *self, const char *sha256)
{
  g_autofree char *key = sha256 ? g_strconcat (REMOVED, sha256, NULL) : NULL;
  g_autofree char *value = key ? nord_store_get_setting (self, key) : NULL;

  return value != NULL;
}
