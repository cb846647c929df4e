/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Taking operations into the SQLite storage: one transaction a batch. */
#include "server/storage-push.h"

#include "core/model/sha256.h"
#include "core/store/erased.h"
#include "server/clock.h"
#include "server/heads.h"
#include "server/storage-erase.h"
#include "server/storage-removal.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  gint64 key;
  NordAck *ack; /* (unowned) lives in the receipt */
} Device;

typedef struct {
  NordStorageFile *storage; /* (unowned) */
  const char *scope_name;   /* (unowned) */
  gint64 scope;
  gint64 position;
  gint64 now;
  NordRole role;
  NordClock clock;
  GHashTable *devices;  /* (owned) (element-type utf8 Device) */
  NordReceipt *receipt; /* (owned) */
  guchar last_digest[NORD_DIGEST_BYTES];
  gboolean erased; /* something was taken out for good */
} Push;

static gboolean
set_aside (Push *push,
           NordSlice text,
           NordSlice id,
           const guchar *digest,
           guint status,
           const char *reason,
           GError **error)
{
  sqlite3_stmt *statement = nord_storage_file_ready (push->storage, S_ASIDE_PUT);

  sqlite3_bind_int64 (statement, 1, push->scope);
  sqlite3_bind_blob (statement, 2, digest, NORD_DIGEST_BYTES, SQLITE_STATIC);
  nord_storage_file_bind (statement, 3, id);
  sqlite3_bind_int64 (statement, 4, status);
  sqlite3_bind_text (statement, 5, reason, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 6, push->now);
  sqlite3_bind_blob (statement, 7, text.at, (int) text.length, SQLITE_STATIC);
  return nord_storage_file_run (push->storage, statement, error);
}

static Device *
find_device (Push *push, NordSlice name, GError **error)
{
  NordStorageFile *self = push->storage;
  g_autofree char *key = g_strndup (name.at, name.length);
  Device *device = g_hash_table_lookup (push->devices, key);
  sqlite3_stmt *statement;

  if (device != NULL)
    return device;
  device = g_new0 (Device, 1);
  device->ack = g_new0 (NordAck, 1);
  device->ack->dev = g_strdup (key);
  g_ptr_array_add (push->receipt->acks, device->ack);
  g_hash_table_insert (push->devices, g_steal_pointer (&key), device);

  statement = nord_storage_file_ready (self, S_DEVICE);
  sqlite3_bind_int64 (statement, 1, push->scope);
  nord_storage_file_bind (statement, 2, name);
  if (sqlite3_step (statement) == SQLITE_ROW) {
    device->key = sqlite3_column_int64 (statement, 0);
    device->ack->ack = sqlite3_column_int64 (statement, 1);
    device->ack->durable = sqlite3_column_int64 (statement, 2);
    sqlite3_reset (statement);
    return device;
  }
  sqlite3_reset (statement);
  statement = nord_storage_file_ready (self, S_DEVICE_NEW);
  sqlite3_bind_int64 (statement, 1, push->scope);
  nord_storage_file_bind (statement, 2, name);
  if (!nord_storage_file_run (self, statement, error))
    return NULL;
  device->key = sqlite3_last_insert_rowid (self->db);
  return device;
}

/* Notes that number @n of the device has its answer, whatever that was: a refused operation is
 * kept aside and must not hold up the counter for ever. */
static gboolean
note_number (Push *push, Device *device, gint64 n, GError **error)
{
  NordStorageFile *self = push->storage;
  sqlite3_stmt *statement;

  if (n <= device->ack->ack)
    return TRUE;
  if (n > device->ack->ack + 1) {
    statement = nord_storage_file_ready (self, S_AHEAD_PUT);
    sqlite3_bind_int64 (statement, 1, device->key);
    sqlite3_bind_int64 (statement, 2, n);
    return nord_storage_file_run (self, statement, error);
  }
  do {
    device->ack->ack++;
    statement = nord_storage_file_ready (self, S_AHEAD_TAKE);
    sqlite3_bind_int64 (statement, 1, device->key);
    sqlite3_bind_int64 (statement, 2, device->ack->ack + 1);
    if (!nord_storage_file_run (self, statement, error))
      return FALSE;
  } while (sqlite3_changes (self->db) > 0);
  return TRUE;
}

/* Do the operation @rival and @value say the same about @field? Then nobody needs to decide. */
static gboolean
says_same (Push *push, NordSlice rival, const NordMember *member)
{
  NordStorageFile *self = push->storage;
  sqlite3_stmt *statement = nord_storage_file_ready (self, S_OP_LINE);
  const NordMember *other;
  NordLine line;
  const char *reason;
  gboolean same = FALSE;

  sqlite3_bind_int64 (statement, 1, push->scope);
  nord_storage_file_bind (statement, 2, rival);
  if (sqlite3_step (statement) == SQLITE_ROW &&
      nord_line_scan (&line, sqlite3_column_blob (statement, 0),
                      (gsize) sqlite3_column_bytes (statement, 0), &reason)) {
    other = nord_line_find (line.set, line.n_set, member->name);
    same = other != NULL && nord_slice_equal (other->value, member->value);
  }
  sqlite3_reset (statement);
  return same;
}

static gboolean
note_conflict (Push *push,
               const NordLine *line,
               NordSlice field,
               NordSlice winner,
               NordSlice loser,
               GError **error)
{
  sqlite3_stmt *statement = nord_storage_file_ready (push->storage, S_CONFLICT_PUT);

  sqlite3_bind_int64 (statement, 1, push->scope);
  nord_storage_file_bind (statement, 2, line->doc);
  nord_storage_file_bind (statement, 3, field);
  nord_storage_file_bind (statement, 4, winner);
  nord_storage_file_bind (statement, 5, loser);
  return nord_storage_file_run (push->storage, statement, error);
}

/* A person decided about conflicts of the thing, or took such a decision back. */
static gboolean
note_decisions (Push *push, const NordLine *line, GError **error)
{
  NordMember fields[NORD_LINE_MAX_FIELDS], words[NORD_LINE_MAX_FIELDS];
  guint n_fields = 0, n_words;

  if (line->over.at == NULL ||
      !nord_slice_read_object (line->over, fields, G_N_ELEMENTS (fields), &n_fields))
    return TRUE;
  for (guint i = 0; i < n_fields; i++) {
    if (nord_line_find (line->set, line->n_set, fields[i].name) == NULL ||
        !nord_slice_read_object (fields[i].value, words, G_N_ELEMENTS (words), &n_words))
      continue;
    for (guint j = 0; j < n_words; j++) {
      sqlite3_stmt *statement;

      if (nord_slice_is (words[j].value, "false")) {
        if (!note_conflict (push, line, fields[i].name, line->id, words[j].name, error))
          return FALSE;
        continue;
      }
      statement = nord_storage_file_ready (push->storage, S_CONFLICT_DROP);
      sqlite3_bind_int64 (statement, 1, push->scope);
      nord_storage_file_bind (statement, 2, line->doc);
      nord_storage_file_bind (statement, 3, fields[i].name);
      nord_storage_file_bind (statement, 4, words[j].name);
      if (!nord_storage_file_run (push->storage, statement, error))
        return FALSE;
    }
  }
  return TRUE;
}

/* Lets the fields of @line, whose stamp counts for @hlc, meet what stands, and says whether
 * anything met unawares. */
static gboolean
meet_fields (Push *push,
             const NordLine *line,
             NordSlice hlc,
             NordHeads *heads,
             gboolean *deleted,
             gboolean *conflict,
             GError **error)
{
  const NordMember *born = nord_line_find (line->set, line->n_set, (NordSlice){"_deleted", 8});

  if (heads->text->len == 0 && line->n_base == 0 && born != NULL &&
      nord_slice_is (born->value, "false")) {
    nord_heads_put_creation (heads, line->id, hlc);
    return TRUE;
  }
  for (guint i = 0; i < line->n_set; i++) {
    const NordMember *member = &line->set[i];
    const NordMember *base = nord_line_find (line->base, line->n_base, member->name);
    NordSlice on = base != NULL ? nord_slice_unquote (base->value) : (NordSlice){NULL, 0};
    NordSlice rival = {NULL, 0};
    NordMeet meet = nord_heads_meet (heads, member->name, on, line->id, hlc, &rival);

    if (meet != NORD_MEET_FIRST && !says_same (push, rival, member)) {
      g_autofree char *other = g_strndup (rival.at, rival.length);
      NordSlice theirs = {other, rival.length};

      *conflict = TRUE;
      if (!note_conflict (push, line, member->name, meet == NORD_MEET_WINS ? line->id : theirs,
                          meet == NORD_MEET_WINS ? theirs : line->id, error))
        return FALSE;
    }
    if (meet == NORD_MEET_LOSES)
      continue;
    nord_heads_put (heads, member->name, line->id, hlc);
    if (nord_slice_is (member->name, "_deleted"))
      *deleted = nord_slice_is (member->value, "true");
  }
  return TRUE;
}

static gboolean
move_tally (Push *push, NordSlice type, int step, GError **error)
{
  sqlite3_stmt *statement;

  if (step == 0)
    return TRUE;
  statement = nord_storage_file_ready (push->storage, S_TALLY_PUT);
  sqlite3_bind_int64 (statement, 1, push->scope);
  nord_storage_file_bind (statement, 2, type);
  sqlite3_bind_int (statement, 3, step);
  return nord_storage_file_run (push->storage, statement, error);
}

static gboolean
put_op (Push *push,
        const NordLine *line,
        const Device *device,
        const guchar *digest,
        GError **error)
{
  sqlite3_stmt *statement = nord_storage_file_ready (push->storage, S_OP_PUT);

  sqlite3_bind_int64 (statement, 1, push->scope);
  sqlite3_bind_int64 (statement, 2, ++push->position);
  nord_storage_file_bind (statement, 3, line->id);
  sqlite3_bind_blob (statement, 4, digest, NORD_DIGEST_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 5, device->key);
  nord_storage_file_bind (statement, 6, line->type);
  sqlite3_bind_int64 (statement, 7, push->now);
  sqlite3_bind_blob (statement, 8, line->text.at, (int) line->text.length, SQLITE_STATIC);
  memcpy (push->last_digest, digest, NORD_DIGEST_BYTES);
  return nord_storage_file_run (push->storage, statement, error);
}

static gboolean
put_thing (Push *push,
           const NordLine *line,
           const char *creator,
           gboolean deleted,
           const NordHeads *heads,
           GError **error)
{
  sqlite3_stmt *statement = nord_storage_file_ready (push->storage, S_THING_PUT);

  sqlite3_bind_int64 (statement, 1, push->scope);
  nord_storage_file_bind (statement, 2, line->doc);
  nord_storage_file_bind (statement, 3, line->type);
  if (creator != NULL)
    sqlite3_bind_text (statement, 4, creator, -1, SQLITE_STATIC);
  else
    nord_storage_file_bind (statement, 4, line->dev);
  sqlite3_bind_int (statement, 5, deleted);
  sqlite3_bind_blob (statement, 6, heads->text->str, (int) heads->text->len, SQLITE_STATIC);
  return nord_storage_file_run (push->storage, statement, error);
}

/* Is the id known already? @result says how that ended. */
static gboolean
is_known (Push *push, const NordLine *line, const guchar *digest, NordResult *result)
{
  sqlite3_stmt *statement = nord_storage_file_ready (push->storage, S_OP_DIGEST);
  gboolean found;

  sqlite3_bind_int64 (statement, 1, push->scope);
  nord_storage_file_bind (statement, 2, line->id);
  found = sqlite3_step (statement) == SQLITE_ROW;
  if (found && memcmp (sqlite3_column_blob (statement, 0), digest, NORD_DIGEST_BYTES) == 0)
    *result = (NordResult){.kind = NORD_RESULT_DUPLICATE, .id = line->id};
  else if (found)
    *result = (NordResult){.kind = NORD_RESULT_HELD,
                           .status = 409,
                           .title = "Id is taken",
                           .detail = N_ ("Another operation with this id is here already; both "
                                         "are kept, and someone has to look."),
                           .id = line->id};
  sqlite3_reset (statement);
  return found;
}

/* Was the number answered for another operation? Then the device goes on from an older copy of
 * itself without knowing, and other copies of the workshop could not take in what it says. */
static gboolean
is_number_taken (Push *push, const NordLine *line, const guchar *digest, gint64 ack)
{
  sqlite3_stmt *statement;
  int status = 0;

  if (line->n > ack)
    return FALSE;
  statement = nord_storage_file_ready (push->storage, S_ASIDE_STATUS);
  sqlite3_bind_int64 (statement, 1, push->scope);
  sqlite3_bind_blob (statement, 2, digest, NORD_DIGEST_BYTES, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    status = sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  /* What was refused to its sender once has its own number, and may be allowed now. */
  return status != 403;
}

/* The operation at the last position has a stamp that its writer got wrong. */
static gboolean
note_hlc_eff (Push *push, const NordLine *line, const char *hlc, GError **error)
{
  sqlite3_stmt *statement = nord_storage_file_ready (push->storage, S_HLC_EFF_PUT);

  sqlite3_bind_int64 (statement, 1, push->scope);
  sqlite3_bind_int64 (statement, 2, push->position);
  sqlite3_bind_text (statement, 3, hlc, -1, SQLITE_STATIC);
  nord_hlc_eff_add (push->receipt->hlc_eff, line->id.at, (gssize) line->id.length, hlc);
  return nord_storage_file_run (push->storage, statement, error);
}

static gboolean
take_in (Push *push, const NordLine *line, const guchar *digest, NordResult *result, GError **error)
{
  NordStorageFile *self = push->storage;
  g_autofree char *hlc_eff = NULL;
  g_autofree char *creator = NULL;
  g_auto (NordHeads) heads = {NULL};
  gboolean was_deleted = FALSE, deleted = FALSE, conflict = FALSE, known;
  const char *reason = NULL;
  sqlite3_stmt *statement;
  Device *device = find_device (push, line->dev, error);

  gint64 ack;

  if (device == NULL)
    return FALSE;
  ack = device->ack->ack;
  if (!note_number (push, device, line->n, error))
    return FALSE;
  if (is_known (push, line, digest, result))
    /* Whoever says it again may never have heard that it was done. */
    return result->kind == NORD_RESULT_DUPLICATE
             ? nord_storage_removal_list (self, push->scope, line, NULL, push->receipt->removed,
                                          error)
             : set_aside (push, line->text, line->id, digest, result->status, result->detail,
                          error);

  if (is_number_taken (push, line, digest, ack)) {
    *result = (NordResult){.kind = NORD_RESULT_HELD,
                           .status = 409,
                           .title = "Number is taken",
                           .detail = N_ ("The device gave this number to another operation "
                                         "before; it seems to go on from an older copy."),
                           .id = line->id};
    return set_aside (push, line->text, line->id, digest, 409, result->detail, error);
  }
  statement = nord_storage_file_ready (self, S_THING);
  sqlite3_bind_int64 (statement, 1, push->scope);
  nord_storage_file_bind (statement, 2, line->doc);
  known = sqlite3_step (statement) == SQLITE_ROW;
  if (known) {
    creator = g_strdup ((const char *) sqlite3_column_text (statement, 0));
    was_deleted = deleted = sqlite3_column_int (statement, 1);
    nord_heads_init (&heads, sqlite3_column_blob (statement, 2),
                     (gsize) sqlite3_column_bytes (statement, 2));
  } else {
    nord_heads_init (&heads, NULL, 0);
  }
  sqlite3_reset (statement);

  if (!nord_role_may_write (push->role, line, creator, &reason)) {
    *result = (NordResult){.kind = NORD_RESULT_REJECTED,
                           .status = 403,
                           .title = "Not allowed",
                           .detail = reason,
                           .id = line->id};
    return set_aside (push, line->text, line->id, digest, 403, reason, error);
  }
  hlc_eff = nord_clock_judge (&push->clock, line);
  if (!meet_fields (push, line,
                    hlc_eff != NULL ? (NordSlice){hlc_eff, strlen (hlc_eff)} : line->hlc, &heads,
                    &deleted, &conflict, error))
    return FALSE;
  nord_storage_erase_mark (line, &heads);
  nord_storage_removal_mark (line, &heads);
  if (!note_decisions (push, line, error) || !put_op (push, line, device, digest, error) ||
      (hlc_eff != NULL && !note_hlc_eff (push, line, hlc_eff, error)) ||
      !put_thing (push, line, creator, deleted, &heads, error) ||
      !move_tally (push, line->type, (int) !deleted - (known ? (int) !was_deleted : 0), error))
    return FALSE;
  if (!nord_storage_removal_list (self, push->scope, line, &heads, push->receipt->removed, error))
    return FALSE;
  if (nord_storage_erase_is_due (self, push->scope, line, &heads)) {
    gboolean any;

    if (!nord_storage_erase (self, push->scope, line, &any, error))
      return FALSE;
    push->erased |= any;
  }
  statement = nord_storage_file_ready (self, S_ASIDE_DROP);
  sqlite3_bind_int64 (statement, 1, push->scope);
  sqlite3_bind_blob (statement, 2, digest, NORD_DIGEST_BYTES, SQLITE_STATIC);
  *result =
    (NordResult){.kind = conflict ? NORD_RESULT_CONFLICT : NORD_RESULT_APPLIED, .id = line->id};
  return nord_storage_file_run (self, statement, error);
}

static gboolean
take_text (Push *push, NordSlice text, NordResult *result, GError **error)
{
  guchar digest[NORD_DIGEST_BYTES];
  const char *reason = NULL;
  NordLine line;
  NordSlice id = {NULL, 0};

  nord_sha256 (digest, (const guchar *) text.at, text.length);
  /* Texts were taken out of it: it is known by what it was. */
  nord_erase_read_hash (text.at, text.length, digest);
  if (!nord_line_scan (&line, text.at, text.length, &reason)) {
    if (!nord_line_find_id (text.at, text.length, &id))
      id = (NordSlice){NULL, 0};
    *result = (NordResult){.kind = NORD_RESULT_REJECTED,
                           .status = 400,
                           .title = "Not an operation",
                           .detail = reason,
                           .id = id};
    return set_aside (push, text, id, digest, 400, reason, error);
  }
  if (!nord_slice_is (line.scope, push->scope_name)) {
    reason = N_ ("The operation belongs to another workshop.");
    *result = (NordResult){.kind = NORD_RESULT_REJECTED,
                           .status = 422,
                           .title = "Wrong workshop",
                           .detail = reason,
                           .id = line.id};
    return set_aside (push, text, line.id, digest, 422, reason, error);
  }
  return take_in (push, &line, digest, result, error);
}

static gboolean
open_scope (Push *push, GError **error)
{
  NordStorageFile *self = push->storage;
  sqlite3_stmt *statement;

  if (nord_storage_file_find_scope (self, push->scope_name, &push->scope, &push->position))
    return TRUE;
  if (!nord_role_may_open_scope (push->role)) {
    g_set_error_literal (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_FORBIDDEN,
                         "This token may not bring a new workshop.");
    return FALSE;
  }
  statement = nord_storage_file_ready (self, S_SCOPE_NEW);
  sqlite3_bind_text (statement, 1, push->scope_name, -1, SQLITE_STATIC);
  if (!nord_storage_file_run (self, statement, error))
    return FALSE;
  push->scope = sqlite3_last_insert_rowid (self->db);
  return TRUE;
}

static gboolean
push_lines (Push *push, const NordSlice *lines, guint n_lines, GError **error)
{
  NordStorageFile *self = push->storage;
  gint64 before;
  GHashTableIter iter;
  gpointer value;

  if (!open_scope (push, error))
    return FALSE;
  before = push->position;
  nord_storage_file_look_at (self, push->scope, before, &push->receipt->from);
  g_array_set_size (push->receipt->results, n_lines);
  for (guint i = 0; i < n_lines; i++)
    if (!take_text (push, lines[i], &g_array_index (push->receipt->results, NordResult, i), error))
      return FALSE;

  g_hash_table_iter_init (&iter, push->devices);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Device *device = value;
    sqlite3_stmt *statement = nord_storage_file_ready (self, S_DEVICE_PUT);

    sqlite3_bind_int64 (statement, 1, device->key);
    sqlite3_bind_int64 (statement, 2, device->ack->ack);
    sqlite3_bind_int64 (statement, 3, push->now);
    if (!nord_storage_file_run (self, statement, error))
      return FALSE;
  }
  push->receipt->to = push->receipt->from;
  if (push->position > before) {
    sqlite3_stmt *statement = nord_storage_file_ready (self, S_SCOPE_MOVE);

    sqlite3_bind_int64 (statement, 1, push->scope);
    sqlite3_bind_int64 (statement, 2, push->position);
    if (!nord_storage_file_run (self, statement, error))
      return FALSE;
    push->receipt->to.position = push->position;
    nord_storage_file_set_check (&push->receipt->to, push->last_digest);
  }
  return TRUE;
}

NordReceipt *
nord_storage_push_lines (NordStorageFile *self,
                         const char *scope,
                         NordRole role,
                         const NordSender *sender,
                         const NordSlice *lines,
                         guint n_lines,
                         GError **error)
{
  g_autoptr (GHashTable) devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (NordReceipt) receipt = nord_receipt_new ();
  Push push = {.storage = self,
               .scope_name = scope,
               .role = role,
               .devices = devices,
               .receipt = receipt,
               .now = g_get_real_time () / G_USEC_PER_SEC};

  if (!nord_storage_file_run_plain (self, S_BEGIN, error))
    return NULL;
  nord_clock_init (&push.clock, sender->device, sender->sent_at, g_get_real_time () / 1000);
  push.clock.moves = sender->moves;
  if (!push_lines (&push, lines, n_lines, error) ||
      !nord_storage_file_run_plain (self, S_COMMIT, error)) {
    if (!sqlite3_get_autocommit (self->db))
      nord_storage_file_run_plain (self, S_ROLLBACK, NULL);
    return NULL;
  }
  if (push.erased)
    nord_storage_erase_finish (self);
  return g_steal_pointer (&receipt);
}
