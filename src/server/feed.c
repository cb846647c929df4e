/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The operations of a workshop: taking them in and handing them out. */
#include "server/feed.h"

#include "server/problem.h"

#include "core/model/json.h"
#include "core/model/uuid.h"

#include <string.h>

#define NDJSON "application/x-ndjson"
#define MAX_PAGE_BYTES (2 * 1024 * 1024)
#define MAX_WAITERS 128

struct _NordFeed {
  NordStorage *storage; /* (owned) */
  GPtrArray *waiters;   /* (owned) (element-type Waiter) */
  NordBlobs *blobs;     /* (unowned) outlives the feed */
};

typedef struct {
  NordFeed *feed;       /* (unowned) */
  NordRequest *request; /* (unowned) */
  NordPlace after;
  guint limit;
  guint timeout; /* source, 0: over */
} Waiter;

static void
waiter_free (gpointer data)
{
  Waiter *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_free (self);
}

static const char *
result_name (NordResultKind kind)
{
  static const char *const names[] = {"applied", "duplicate", "conflict", "rejected", "held"};

  return names[kind];
}

static void
append_cursor (GString *json, const char *epoch, const NordPlace *place)
{
  g_string_append_printf (json, "\"%s.%" G_GINT64_FORMAT ".%s\"", epoch, place->position,
                          place->check);
}

/* FALSE: no cursor of this server, whatever epoch. */
static gboolean
parse_cursor (const char *text, const char *epoch, NordPlace *place, gboolean *same_epoch)
{
  g_auto (GStrv) parts = NULL;

  *place = (NordPlace){0, "0"};
  *same_epoch = TRUE;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (strlen (text) > 100)
    return FALSE;
  parts = g_strsplit (text, ".", 4);
  if (g_strv_length (parts) != 3 || strlen (parts[2]) >= sizeof place->check ||
      !g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64, &place->position, NULL))
    return FALSE;
  g_strlcpy (place->check, parts[2], sizeof place->check);
  *same_epoch = strcmp (parts[0], epoch) == 0;
  return TRUE;
}

static void
append_result (GString *json, const NordResult *result)
{
  g_string_append (json, "{\"id\":");
  if (result->id.at != NULL)
    g_string_append_printf (json, "\"%.*s\"", (int) result->id.length, result->id.at);
  else
    g_string_append (json, "null");
  g_string_append_printf (json, ",\"result\":\"%s\"", result_name (result->kind));
  if (result->status != 0) {
    g_string_append (json, ",\"problem\":{\"type\":\"about:blank\",\"title\":");
    nord_json_append_string (json, result->title);
    g_string_append_printf (json, ",\"status\":%u,\"detail\":", result->status);
    nord_json_append_string (json, result->detail);
    g_string_append_c (json, '}');
  }
  g_string_append (json, "}\n");
}

static void
append_acks (GString *json, GPtrArray *acks)
{
  g_string_append (json, "\"ack\":{");
  for (guint i = 0; i < acks->len; i++) {
    const NordAck *ack = g_ptr_array_index (acks, i);

    g_string_append_printf (json, "%s\"%s\":%" G_GINT64_FORMAT, i > 0 ? "," : "", ack->dev,
                            ack->ack);
  }
  g_string_append (json, "},\"durable\":{");
  for (guint i = 0; i < acks->len; i++) {
    const NordAck *ack = g_ptr_array_index (acks, i);

    g_string_append_printf (json, "%s\"%s\":%" G_GINT64_FORMAT, i > 0 ? "," : "", ack->dev,
                            ack->durable);
  }
  g_string_append_c (json, '}');
}

/* What counts in place of stamps that a wrong clock gave; nothing where all are right. */
static void
append_hlc_eff (GString *json, GPtrArray *stamps)
{
  if (stamps->len == 0)
    return;
  g_string_append (json, ",\"hlc_eff\":{");
  for (guint i = 0; i < stamps->len; i++) {
    const NordHlcEff *stamp = g_ptr_array_index (stamps, i);

    g_string_append_printf (json, "%s\"%s\":\"%s\"", i > 0 ? "," : "", stamp->id, stamp->hlc);
  }
  g_string_append_c (json, '}');
}

static gboolean
append_counts (NordFeed *self, GString *json, NordRequest *request, GError **error)
{
  g_autoptr (GPtrArray) counts =
    nord_storage_count (self->storage, request->name, request->token->role, error);

  if (counts == NULL)
    return FALSE;
  g_string_append (json, "\"counts\":{");
  for (guint i = 0; i < counts->len; i++) {
    const NordCount *count = g_ptr_array_index (counts, i);

    g_string_append_printf (json, "%s\"%s\":%" G_GINT64_FORMAT, i > 0 ? "," : "", count->type,
                            count->n);
  }
  g_string_append_c (json, '}');
  return TRUE;
}

static gboolean
answer_changes (NordFeed *self,
                NordRequest *request,
                const NordPlace *after,
                guint limit,
                gboolean may_wait)
{
  const char *epoch = nord_storage_get_epoch (self->storage);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordPage) page = nord_storage_read (self->storage, request->name, request->token->role,
                                                 after, limit, MAX_PAGE_BYTES, &error);
  GString *json;

  if (page == NULL) {
    nord_request_answer_error (request, error);
    return TRUE;
  }
  if (page->n_lines == 0 && page->left == 0 && may_wait)
    return FALSE;
  json = g_steal_pointer (&page->lines);
  page->lines = g_string_new (NULL);
  g_string_append (json, "{\"cursor\":");
  append_cursor (json, epoch, &page->place);
  g_string_append_printf (json, ",\"left\":%" G_GINT64_FORMAT ",\"more\":%s", page->left,
                          page->left > 0 ? "true" : "false");
  append_hlc_eff (json, page->hlc_eff);
  if (page->left == 0) {
    g_string_append_c (json, ',');
    if (!append_counts (self, json, request, &error)) {
      g_string_free (json, TRUE);
      nord_request_answer_error (request, error);
      return TRUE;
    }
  }
  g_string_append (json, "}\n");
  nord_request_answer (request, NDJSON, json);
  return TRUE;
}

static void
wake (Waiter *waiter)
{
  NordRequest *request = waiter->request;
  NordPlace after = waiter->after;
  guint limit = waiter->limit;
  NordFeed *self = waiter->feed;

  g_ptr_array_remove_fast (self->waiters, waiter);
  answer_changes (self, request, &after, limit, FALSE);
  soup_server_message_unpause (request->message);
}

static gboolean
on_waited (gpointer data)
{
  Waiter *waiter = data;

  waiter->timeout = 0;
  wake (waiter);
  return G_SOURCE_REMOVE;
}

static void
wake_scope (NordFeed *self, const char *scope)
{
  for (guint i = self->waiters->len; i-- > 0;) {
    Waiter *waiter = g_ptr_array_index (self->waiters, i);

    if (scope == NULL || strcmp (waiter->request->name, scope) == 0)
      wake (waiter);
  }
}

/* Splits @body into lines; FALSE: there are too many. */
static gboolean
split_lines (GBytes *body, GArray *lines)
{
  gsize length;
  const char *at = g_bytes_get_data (body, &length);
  const char *end = at + length;

  while (at < end) {
    const char *eol = memchr (at, '\n', (gsize) (end - at));
    NordSlice line = {at, (gsize) ((eol != NULL ? eol : end) - at)};

    if (line.length > 0 && line.at[line.length - 1] == '\r')
      line.length--;
    if (line.length > 0)
      g_array_append_val (lines, line);
    if (lines->len > NORD_FEED_MAX_OPS)
      return FALSE;
    at = eol != NULL ? eol + 1 : end;
  }
  return TRUE;
}

static gboolean
read_number (GHashTable *query, const char *key, guint max, guint *value)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, key) : NULL;
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL))
    return FALSE;
  *value = (guint) MIN (number, max);
  return TRUE;
}

static void
sender_clear (NordSender *self)
{
  g_clear_pointer (&self->moves, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NordSender, sender_clear)

/* All may be left out: then nothing is known of the sender's clock. */
static gboolean
read_sender (GHashTable *query, NordSender *sender)
{
  const char *sent_at = query != NULL ? g_hash_table_lookup (query, "sent_at") : NULL;
  const char *moved = query != NULL ? g_hash_table_lookup (query, "moved") : NULL;

  *sender = (NordSender){query != NULL ? g_hash_table_lookup (query, "dev") : NULL, 0, NULL};
  return (sender->device == NULL || nord_uuid_is_valid (sender->device)) &&
         (sent_at == NULL || g_ascii_string_to_signed (sent_at, 10, 0, G_GINT64_CONSTANT (1) << 47,
                                                       &sender->sent_at, NULL)) &&
         (moved == NULL || (sender->moves = nord_clock_moves_parse (moved)) != NULL);
}

NordFeed *
nord_feed_new (NordStorage *storage, NordBlobs *blobs)
{
  NordFeed *self = g_new0 (NordFeed, 1);

  self->storage = g_object_ref (storage);
  self->blobs = blobs;
  self->waiters = g_ptr_array_new_with_free_func (waiter_free);
  return self;
}

void
nord_feed_free (NordFeed *self)
{
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_object (&self->storage);
  g_free (self);
}

void
nord_feed_post_ops (NordFeed *self, NordRequest *request)
{
  g_autoptr (GBytes) body = nord_request_take_body (request, NDJSON);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (NordSlice));
  g_autoptr (NordReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (NordSender) sender = {NULL, 0, NULL};
  const char *epoch;
  GString *json;

  if (body == NULL)
    return;
  if (!read_sender (request->query, &sender)) {
    nord_problem_answer (request->message, 400, NULL, "dev, sent_at or moved is not understood.");
    return;
  }
  if (!split_lines (body, lines)) {
    nord_problem_answer (request->message, 413, "too-many", "At most 1000 operations at once.");
    return;
  }
  if (lines->len == 0) {
    nord_problem_answer (request->message, 400, NULL, "There is no operation in the body.");
    return;
  }
  receipt = nord_storage_push (self->storage, request->name, request->token->role, &sender,
                               (const NordSlice *) (gpointer) lines->data, lines->len, &error);
  if (receipt == NULL) {
    nord_request_answer_error (request, error);
    return;
  }
  for (guint i = 0; i < receipt->removed->len; i++)
    nord_blobs_remove (self->blobs, receipt->removed->pdata[i]);
  json = g_string_sized_new (lines->len * 72 + 512);
  for (guint i = 0; i < receipt->results->len; i++)
    append_result (json, &g_array_index (receipt->results, NordResult, i));
  epoch = nord_storage_get_epoch (self->storage);
  g_string_append (json, "{\"cursor\":");
  append_cursor (json, epoch, &receipt->to);
  g_string_append (json, ",\"from\":");
  append_cursor (json, epoch, &receipt->from);
  g_string_append_c (json, ',');
  append_acks (json, receipt->acks);
  append_hlc_eff (json, receipt->hlc_eff);
  g_string_append (json, "}\n");
  nord_request_answer (request, NDJSON, json);
  if (receipt->to.position > receipt->from.position)
    wake_scope (self, request->name);
}

void
nord_feed_get_changes (NordFeed *self, NordRequest *request)
{
  const char *text = request->query != NULL ? g_hash_table_lookup (request->query, "cursor") : NULL;
  guint limit = NORD_FEED_MAX_OPS, wait = 0;
  gboolean same_epoch;
  NordPlace after;
  Waiter *waiter;

  if (!parse_cursor (text, nord_storage_get_epoch (self->storage), &after, &same_epoch) ||
      !read_number (request->query, "limit", NORD_FEED_MAX_OPS, &limit) || limit == 0 ||
      !read_number (request->query, "wait", NORD_FEED_MAX_WAIT, &wait)) {
    nord_problem_answer (request->message, 400, NULL, "cursor, limit or wait is not understood.");
    return;
  }
  if (!same_epoch) {
    nord_problem_answer (request->message, 410, "other-epoch",
                         "This server was set up anew or restored; start from the beginning.");
    return;
  }
  if (answer_changes (self, request, &after, limit, wait > 0 && self->waiters->len < MAX_WAITERS))
    return;
  waiter = g_new0 (Waiter, 1);
  waiter->feed = self;
  waiter->request = request;
  waiter->after = after;
  waiter->limit = limit;
  waiter->timeout = g_timeout_add_seconds (wait, on_waited, waiter);
  g_ptr_array_add (self->waiters, waiter);
  soup_server_message_pause (request->message);
}

void
nord_feed_get_scope (NordFeed *self, NordRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acks = nord_storage_list_acks (self->storage, request->name, &error);
  GString *json;

  if (acks == NULL) {
    nord_request_answer_error (request, error);
    return;
  }
  json = g_string_new (NULL);
  g_string_append_printf (json, "{\"scope\":\"%s\",\"epoch\":\"%s\",", request->name,
                          nord_storage_get_epoch (self->storage));
  append_acks (json, acks);
  g_string_append_c (json, ',');
  if (!append_counts (self, json, request, &error)) {
    g_string_free (json, TRUE);
    nord_request_answer_error (request, error);
    return;
  }
  g_string_append (json, "}\n");
  nord_request_answer (request, "application/json", json);
}

void
nord_feed_release (NordFeed *self)
{
  wake_scope (self, NULL);
}

void
nord_feed_forget (NordFeed *self, NordRequest *request)
{
  for (guint i = self->waiters->len; i-- > 0;) {
    Waiter *waiter = g_ptr_array_index (self->waiters, i);

    if (waiter->request == request)
      g_ptr_array_remove_index_fast (self->waiters, i);
  }
}
