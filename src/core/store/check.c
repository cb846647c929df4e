/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The full check: pages, every hash, the chain, and the tables against the log. */
#include "core/store/store-private.h"

#include "core/geo/wkb.h"
#include "core/model/sha256.h"
#include "core/store/erased.h"
#include "core/store/schema.h"
#include "core/store/urn-seal.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* So many faults tell enough; a spoilt file could give millions. */
#define MAX_FAULTS 1000
#define CANCEL_ROWS 256

typedef struct {
  NordStore *store;          /* (unowned) */
  NordCheck *check;          /* (unowned) */
  GCancellable *cancellable; /* (unowned) (nullable) */
  guint64 steps;             /* rows since the start, to look for cancelling now and then */
} Work;

G_GNUC_PRINTF (2, 3)
static void
add_fault (Work *work, const char *format, ...)
{
  va_list args;

  if (work->check->faults->len >= MAX_FAULTS)
    return;
  va_start (args, format);
  g_ptr_array_add (work->check->faults, g_strdup_vprintf (format, args));
  va_end (args);
}

/* One more row. What cannot be read is a fault and the end of the statement. */
static gboolean
next_row (Work *work, sqlite3_stmt *statement, gboolean *stop)
{
  g_autoptr (GError) fault = NULL;
  gboolean row;

  if (work->steps++ % CANCEL_ROWS == 0 && g_cancellable_is_cancelled (work->cancellable)) {
    *stop = TRUE;
    return FALSE;
  }
  if (!nord_db_step (work->store->db, statement, &row, &fault)) {
    add_fault (work, _ ("Cannot be read: %s"), fault->message);
    return FALSE;
  }
  return row;
}

static sqlite3_stmt *
prepare (Work *work, const char *sql)
{
  g_autoptr (GError) fault = NULL;
  sqlite3_stmt *statement = nord_db_prepare (work->store->db, sql, &fault);

  if (statement == NULL)
    add_fault (work, _ ("Cannot be read: %s"), fault->message);
  return statement;
}

static void
check_pages (Work *work, gboolean *stop)
{
  g_autoptr (sqlite3_stmt) pages = prepare (work, "PRAGMA integrity_check(100)");

  while (pages && next_row (work, pages, stop)) {
    const char *words = (const char *) sqlite3_column_text (pages, 0);

    if (g_strcmp0 (words, "ok") != 0)
      add_fault (work, "%s", words ? words : "integrity_check");
  }
}

/* --- The log --- */

static gboolean
is_blob (sqlite3_stmt *row, int at, const guint8 *expected)
{
  return sqlite3_column_type (row, at) == SQLITE_BLOB &&
         sqlite3_column_bytes (row, at) == NORD_HASH_BYTES &&
         memcmp (sqlite3_column_blob (row, at), expected, NORD_HASH_BYTES) == 0;
}

/* Row by row: hash, chain, and no gap. */
static void
check_chain (Work *work, gboolean *stop)
{
  g_autoptr (sqlite3_stmt) log =
    prepare (work, "SELECT seq, step, wall, body, hash, chain FROM change ORDER BY seq");
  guint8 chain[NORD_HASH_BYTES] = {0};
  gint64 before = 0;

  while (log && next_row (work, log, stop)) {
    guint8 hash[NORD_HASH_BYTES];
    long long seq = sqlite3_column_int64 (log, 0);
    const void *body = sqlite3_column_blob (log, 3);

    work->check->n_changes++;
    if (seq != before + 1)
      add_fault (work, _ ("A change before change %lld is missing"), seq);
    nord_sha256 (hash, body ? body : (const void *) "", sqlite3_column_bytes (log, 3));
    if ((!is_blob (log, 4, hash) && !nord_erase_explains (work->store->db, seq, hash)) ||
        sqlite3_column_type (log, 3) != SQLITE_TEXT)
      add_fault (work, _ ("Change %lld is not what was written"), seq);
    if (sqlite3_column_bytes (log, 4) == NORD_HASH_BYTES)
      memcpy (hash, sqlite3_column_blob (log, 4), sizeof hash);
    nord_chain_next (chain, hash, sqlite3_column_int64 (log, 1), sqlite3_column_int64 (log, 2));
    if (!is_blob (log, 5, chain))
      add_fault (work, _ ("The chain breaks at change %lld"), seq);
    /* One break shall not be told again for every row after it. */
    if (sqlite3_column_bytes (log, 5) == NORD_HASH_BYTES)
      memcpy (chain, sqlite3_column_blob (log, 5), sizeof chain);
    before = seq;
  }
}

static gboolean
is_text (sqlite3_stmt *row, int at, const char *expected)
{
  /* The same bytes as a blob are another value to everybody who reads the table, and one bit of the
   * row's head makes one of the other. */
  return sqlite3_column_type (row, at) == (expected ? SQLITE_TEXT : SQLITE_NULL) &&
         g_strcmp0 ((const char *) sqlite3_column_text (row, at), expected) == 0;
}

/* Does the row say of the change what the change says of itself? */
static gboolean
columns_match (sqlite3_stmt *row, const NordOp *op)
{
  return is_text (row, 2, op->id) && is_text (row, 3, op->device) &&
         sqlite3_column_int64 (row, 4) == op->n &&
         sqlite3_column_int64 (row, 5) == (op->hlc.ms << 16 | op->hlc.counter) &&
         is_text (row, 6, op->type) && is_text (row, 7, op->target);
}

/* Each writer's changes name the one before by its hash. */
static void
check_writers (Work *work, gboolean *stop)
{
  g_autoptr (sqlite3_stmt) log = prepare (
    work, "SELECT later.seq, later.body, earlier.hash FROM change AS later JOIN change AS earlier "
          "ON earlier.device = later.device AND earlier.n = later.n - 1");

  while (log && next_row (work, log, stop)) {
    const char *body = (const char *) sqlite3_column_text (log, 1);
    char name[NORD_CHAIN_NAME_BYTES + 10];

    if (sqlite3_column_bytes (log, 2) != NORD_HASH_BYTES)
      continue; /* told already */
    memcpy (name, "\"prev\":\"", 8);
    nord_chain_name (name + 8, sqlite3_column_blob (log, 2));
    if (body == NULL || strstr (body, name) == NULL)
      add_fault (work, _ ("Change %lld does not follow the one before it of the same writer"),
                 (long long) sqlite3_column_int64 (log, 0));
  }
}

/* --- The tables --- */

static gboolean
cell_matches (Work *work, sqlite3_stmt *row, int at, NordValueKind kind, const NordValue *expected)
{
  int type = sqlite3_column_type (row, at);

  if (expected == NULL || expected->kind == NORD_VALUE_NULL)
    return type == SQLITE_NULL;
  switch (kind) {
  case NORD_VALUE_BOOLEAN:
    return type == SQLITE_INTEGER && sqlite3_column_int64 (row, at) == expected->boolean;
  case NORD_VALUE_INTEGER:
    return type == SQLITE_INTEGER && sqlite3_column_int64 (row, at) == expected->integer;
  case NORD_VALUE_REAL:
    return type == SQLITE_FLOAT && sqlite3_column_double (row, at) == expected->real;
  case NORD_VALUE_TEXT:
  case NORD_VALUE_JSON:
    return type == SQLITE_TEXT &&
           (gsize) sqlite3_column_bytes (row, at) == strlen (expected->text) &&
           memcmp (sqlite3_column_text (row, at), expected->text, strlen (expected->text)) == 0;
  case NORD_VALUE_SHAPE:
    g_byte_array_set_size (work->store->blob, 0);
    nord_wkb_append_blob (work->store->blob, expected->shape);
    return type == SQLITE_BLOB &&
           (guint) sqlite3_column_bytes (row, at) == work->store->blob->len &&
           memcmp (sqlite3_column_blob (row, at), work->store->blob->data,
                   work->store->blob->len) == 0;
  case NORD_VALUE_NULL:
  default:
    return FALSE;
  }
}

typedef struct {
  sqlite3_stmt *rows[NORD_N_NOUNS]; /* (owned) (nullable) read the row of one thing */
  sqlite3_stmt *winner;             /* (owned) (nullable) */
  gint64 living[NORD_N_NOUNS];      /* how many rows the log makes */
  gint64 things;                    /* how many things the log knows */
} Tables;

static void
tables_clear (Tables *self)
{
  for (guint i = 0; i < NORD_N_NOUNS; i++)
    sqlite3_finalize (self->rows[i]);
  sqlite3_finalize (self->winner);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tables, tables_clear)

/* Compares the row of one thing with what its changes make of it. */
static void
check_thing (Work *work, Tables *tables, GPtrArray *ops, gint64 first_seq, gboolean *stop)
{
  const NordValue *values[NORD_MAX_FIELDS];
  g_autoptr (GString) winners = g_string_new (NULL);
  const char *target = ((NordOp *) ops->pdata[0])->target;
  NordThing thing = {.fid = first_seq};
  sqlite3_stmt *row;
  gboolean known = FALSE;

  for (guint i = 0; i < ops->len; i++)
    known = known || ((NordOp *) ops->pdata[i])->noun;
  if (!known)
    return;
  nord_fold (ops, &thing, values, NULL);
  tables->things++;
  nord_thing_append (&thing, winners);
  sqlite3_bind_text (tables->winner, 1, target, -1, SQLITE_STATIC);
  if (!next_row (work, tables->winner, stop) ||
      sqlite3_column_int64 (tables->winner, 0) != thing.fid ||
      !is_text (tables->winner, 1, thing.noun->name) ||
      sqlite3_column_int (tables->winner, 2) != thing.deleted ||
      !is_text (tables->winner, 3, winners->str))
    add_fault (work, _ ("The list of winners of %s is not what the log says"), target);
  sqlite3_reset (tables->winner);
  row = tables->rows[thing.noun->kind];
  sqlite3_bind_int64 (row, 1, thing.fid);
  if (next_row (work, row, stop)) {
    gboolean same = !thing.deleted && is_text (row, 0, target);

    for (guint i = 0; same && i < thing.noun->n_fields; i++)
      same = cell_matches (work, row, 1 + i, thing.noun->fields[i].kind, values[i]);
    if (!same)
      add_fault (work, _ ("%s %s is not what the log says"), thing.noun->name, target);
  } else if (!thing.deleted && !*stop)
    add_fault (work, _ ("%s %s is missing"), thing.noun->name, target);
  sqlite3_reset (row);
  if (!thing.deleted)
    tables->living[thing.noun->kind]++;
}

static void
count_rows (Work *work, const char *table, gint64 expected, gboolean *stop)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
  g_autoptr (sqlite3_stmt) count = prepare (work, sql);

  if (count && next_row (work, count, stop) && sqlite3_column_int64 (count, 0) != expected)
    add_fault (work, _ ("Table %s has %lld rows; the log makes %lld"), table,
               (long long) sqlite3_column_int64 (count, 0), (long long) expected);
}

static void
check_tables (Work *work, gboolean *stop)
{
  g_autoptr (sqlite3_stmt) log =
    prepare (work,
             "SELECT change.seq, change.body, change.id, change_device.id, n, change.hlc, noun, "
             "target, change_hlc_eff.hlc FROM change LEFT JOIN change_hlc_eff USING (seq) "
             "LEFT JOIN change_device ON change_device.number = change.device "
             "ORDER BY target, change.seq");
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_op_free);
  g_auto (Tables) tables = {0};
  gint64 first_seq = 0;

  tables.winner =
    prepare (work, "SELECT fid, noun, deleted, winners FROM change_winner WHERE target=?");
  for (guint i = 0; i < NORD_N_NOUNS; i++) {
    g_autofree char *columns = nord_table_columns (work->store->db, nord_noun_get (i));
    g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM \"%s\" WHERE fid=?", columns, nord_noun_get (i)->name);

    tables.rows[i] = prepare (work, sql);
    if (tables.rows[i] == NULL)
      return;
  }
  if (tables.winner == NULL || log == NULL)
    return;
  while (next_row (work, log, stop)) {
    long long seq = sqlite3_column_int64 (log, 0);
    NordOp *op = nord_op_parse ((const char *) sqlite3_column_text (log, 1),
                                sqlite3_column_bytes (log, 1), NULL);

    if (op == NULL || !columns_match (log, op)) {
      add_fault (work, _ ("Change %lld contradicts itself"), seq);
      nord_op_free (op);
      continue;
    }
    if (ops->len > 0 && strcmp (((NordOp *) ops->pdata[0])->target, op->target) != 0) {
      check_thing (work, &tables, ops, first_seq, stop);
      g_ptr_array_set_size (ops, 0);
    }
    if (ops->len == 0)
      first_seq = seq;
    nord_op_set_eff (op, sqlite3_column_int64 (log, 8));
    g_ptr_array_add (ops, op);
  }
  if (*stop)
    return;
  if (ops->len > 0)
    check_thing (work, &tables, ops, first_seq, stop);
  for (guint i = 0; i < NORD_N_NOUNS && !*stop; i++) {
    count_rows (work, nord_noun_get (i)->name, tables.living[i], stop);
    work->check->n_records += tables.living[i];
  }
  count_rows (work, "change_winner", tables.things, stop);
}

static void
check_media (Work *work, gboolean *stop)
{
  g_autoptr (sqlite3_stmt) media = prepare (work, "SELECT sha256, data FROM medium_blob");

  while (media && next_row (work, media, stop)) {
    guint8 hash[NORD_HASH_BYTES];
    char hex[2 * NORD_HASH_BYTES + 1];
    const void *data = sqlite3_column_blob (media, 1);
    const char *name = (const char *) sqlite3_column_text (media, 0);

    nord_sha256 (hash, data ? data : (const void *) "", sqlite3_column_bytes (media, 1));
    sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
    if (g_strcmp0 (name, hex) != 0)
      add_fault (work, _ ("The medium %.12s… is not what was written"), name ? name : "");
  }
}

static void
on_urn_fault (const char *fault, gpointer data)
{
  add_fault (data, "%s", fault);
}

/**
 * nord_store_check:
 * @self: a store
 * @cancellable: (nullable): to stop it
 * @error: #G_IO_ERROR_CANCELLED; what is wrong with the file is no error but the result
 *
 * Reads everything: the structure of all pages, the definitions, each hash and the chain, each
 * writer's line of changes, each row of the tables against what its changes make of it, all media.
 *
 * Returns: (transfer full) (nullable): the result
 */
NordCheck *
nord_store_check (NordStore *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (NordCheck) check = g_new0 (NordCheck, 1);
  Work work = {self, check, cancellable, 0};
  g_autoptr (GError) fault = NULL;
  gboolean stop = FALSE;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  check->faults = g_ptr_array_new_with_free_func (g_free);
  check_pages (&work, &stop);
  if (!stop && !nord_schema_compare (self->db, check->faults, &fault))
    add_fault (&work, _ ("Cannot be read: %s"), fault->message);
  if (!stop)
    check_chain (&work, &stop);
  if (!stop)
    check_writers (&work, &stop);
  if (!stop)
    check_tables (&work, &stop);
  if (!stop)
    check_media (&work, &stop);
  if (!stop && !nord_urn_look (self->db, on_urn_fault, NULL, &work, &fault))
    add_fault (&work, _ ("Cannot be read: %s"), fault->message);
  if (stop) {
    g_cancellable_set_error_if_cancelled (cancellable, error);
    return NULL;
  }
  return g_steal_pointer (&check);
}

void
nord_check_free (NordCheck *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self);
}
