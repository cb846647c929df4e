/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Saving what is sound in a damaged file. Three sources, from the best to the last: changes whose
 * hash is right, in the log or, where that has gaps, in the bytes of the file; rows of the tables
 * whose changes are lost; changes found in the bare bytes of a file that SQLite cannot read any
 * more. */
#include "core/store/store-private.h"

#include "core/model/sha256.h"
#include "core/model/workshop.h"
#include "core/store/erased.h"
#include "core/store/place.h"
#include "core/store/schema.h"
#include "core/store/urn-seal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A change found, with what the log said of it. */
typedef struct {
  char *line; /* (owned) */
  gint64 seq, step, wall;
} Found;

typedef struct {
  NordDb *from;     /* (owned) (nullable) the damaged file, where SQLite opens it */
  NordStore *to;    /* (owned) (nullable) the new one */
  GArray *found;    /* (owned) (element-type Found) */
  GHashTable *left; /* (owned) (nullable) (element-type GBytes) hashes of what erasures left */
  char *scope;      /* (owned) (nullable) UUID of the workshop */
  NordCheck *check; /* (owned) the result */
  gboolean gaps;    /* the log was read, but not all of it */
} Work;

static void
found_clear (gpointer data)
{
  g_free (((Found *) data)->line);
}

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->from, nord_db_free);
  g_clear_object (&self->to);
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->check, nord_check_free);
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_free (self->scope);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

G_GNUC_PRINTF (2, 3)
static void
tell (Work *work, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (work->check->faults, g_strdup_vprintf (format, args));
  va_end (args);
}

/* --- Changes from the log --- */

static void
take_row (Work *work, sqlite3_stmt *row)
{
  Found found = {NULL, sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 1),
                 sqlite3_column_int64 (row, 2)};
  const void *body = sqlite3_column_blob (row, 3);
  int length = sqlite3_column_bytes (row, 3);
  guint8 hash[NORD_HASH_BYTES];

  nord_sha256 (hash, body ? body : (const void *) "", length);
  if (length == 0 || sqlite3_column_bytes (row, 4) != NORD_HASH_BYTES ||
      (memcmp (hash, sqlite3_column_blob (row, 4), sizeof hash) != 0 &&
       !nord_erase_explains (work->from, found.seq, hash))) {
    tell (work, _ ("Change %lld is not what was written and was left out"), (long long) found.seq);
    return;
  }
  found.line = g_strndup (body, length);
  g_array_append_val (work->found, found);
}

/* Asks for each row by its number: one bad page then costs only what is on it. */
static void
take_rows_singly (Work *work, gint64 from)
{
  g_autoptr (sqlite3_stmt) one =
    nord_db_prepare (work->from, "SELECT seq, step, wall, body, hash FROM change WHERE seq=?",
                     NULL);
  guint misses = 0;

  /* Where the number of rows cannot be asked, a long run of nothing is the end. */
  for (gint64 seq = from; one && misses < 20000; seq++) {
    sqlite3_bind_int64 (one, 1, seq);
    if (sqlite3_step (one) == SQLITE_ROW) {
      take_row (work, one);
      work->gaps |= misses > 0;
      if (misses > 0)
        tell (work, _ ("Changes %lld to %lld cannot be read"), (long long) (seq - misses),
              (long long) (seq - 1));
      misses = 0;
    } else
      misses++;
    sqlite3_reset (one);
  }
}

static void
take_log (Work *work)
{
  g_autoptr (sqlite3_stmt) all =
    nord_db_prepare (work->from, "SELECT seq, step, wall, body, hash FROM change ORDER BY seq",
                     NULL);
  gint64 last = 0;
  int code = SQLITE_ERROR;

  while (all && (code = sqlite3_step (all)) == SQLITE_ROW) {
    gint64 seq = sqlite3_column_int64 (all, 0);

    if (seq > last + 1) {
      work->gaps = TRUE;
      tell (work, _ ("Changes %lld to %lld cannot be read"), (long long) last + 1,
            (long long) (seq - 1));
    }
    take_row (work, all);
    last = seq;
  }
  if (code != SQLITE_DONE) {
    work->gaps = TRUE;
    take_rows_singly (work, last + 1);
  }
}

/* --- Changes from bare bytes --- */

/* The end of the object that starts at @from, or NULL. */
static const char *
find_end (const char *from, const char *limit)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (const char *p = from; p < limit && p - from < NORD_OP_MAX_BYTES; p++) {
    if (*p == 0)
      return NULL;
    if (in_string) {
      if (*p == '\\')
        p++;
      else if (*p == '"')
        in_string = FALSE;
    } else if (*p == '"')
      in_string = TRUE;
    else if (*p == '{')
      depth++;
    else if (*p == '}' && --depth == 0)
      return p + 1;
  }
  return NULL;
}

/* A change from which a text was taken has its hash in a table of its own. */
static void
read_left (Work *work)
{
  g_autoptr (sqlite3_stmt) read =
    nord_db_prepare (work->from, "SELECT hash FROM change_erased", NULL);

  work->left =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  while (read && sqlite3_step (read) == SQLITE_ROW)
    g_hash_table_add (work->left, g_bytes_new (sqlite3_column_blob (read, 0),
                                               (gsize) sqlite3_column_bytes (read, 0)));
}

/* In its row a change is followed by its hash. */
static gboolean
is_proved (const Work *work, const char *line, const char *end, const char *limit)
{
  guint8 hash[NORD_HASH_BYTES];
  g_autoptr (GBytes) name = NULL;

  nord_sha256 (hash, line, end - line);
  if (limit - end >= NORD_HASH_BYTES && memcmp (hash, end, sizeof hash) == 0)
    return TRUE;
  name = g_bytes_new_static (hash, sizeof hash);
  return g_hash_table_contains (work->left, name);
}

/* @sure: only what its hash proves; what was read from the log already is met a second time. */
static void
take_bytes (Work *work, const char *path, gboolean sure)
{
  static const char start[] = "{\"base\":{";
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *data = file ? g_mapped_file_get_contents (file) : NULL;
  const char *limit = data ? data + g_mapped_file_get_length (file) : NULL;
  const char *p = data;

  while (p && (p = memmem (p, limit - p, start, sizeof start - 1))) {
    const char *end = find_end (p, limit);
    g_autoptr (NordOp) op = end ? nord_op_parse (p, end - p, NULL) : NULL;

    if (op && (!sure || is_proved (work, p, end, limit))) {
      Found found = {g_strndup (p, end - p), 0, 0, 0};

      g_array_append_val (work->found, found);
    }
    p++;
  }
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  g_autoptr (NordOp) x = nord_op_parse (((const Found *) a)->line, -1, NULL);
  g_autoptr (NordOp) y = nord_op_parse (((const Found *) b)->line, -1, NULL);
  int order = strcmp (x->hlc_text, y->hlc_text);

  return order ? order : strcmp (x->id, y->id);
}

/* --- Into the new file --- */

/* Where there is nothing of it any more, what its writer claimed counts until the next exchange. */
static gint64
find_hlc_eff (sqlite3_stmt *find, gint64 seq)
{
  gint64 hlc = 0;

  if (find == NULL || seq == 0)
    return 0;
  sqlite3_bind_int64 (find, 1, seq);
  if (sqlite3_step (find) == SQLITE_ROW)
    hlc = sqlite3_column_int64 (find, 0);
  sqlite3_reset (find);
  return hlc;
}

static gboolean
take_in (Work *work, GError **error)
{
  g_autoptr (sqlite3_stmt) find_eff =
    work->from ? nord_db_prepare (work->from, "SELECT hlc FROM change_hlc_eff WHERE seq=?", NULL)
               : NULL;

  for (guint i = 0; i < work->found->len; i++) {
    const Found *found = &g_array_index (work->found, Found, i);
    NordIngested result = {0};
    gboolean ok;

    if (found->step) {
      work->to->step_first = 0; /* positions shift where rows were lost, so steps are not kept */
      work->to->wall_ms = found->wall;
    }
    ok = nord_store_take_line (work->to, found->line, strlen (found->line),
                               find_hlc_eff (find_eff, found->seq), &result, NULL, error);
    if (ok && result.result == NORD_INGEST_REJECTED)
      tell (work, _ ("A change was left out: %s"), result.reason);
    else if (ok && result.result != NORD_INGEST_DUPLICATE)
      work->check->n_changes++;
    g_free (result.id);
    g_free (result.reason);
    if (!ok)
      return FALSE;
  }
  return TRUE;
}

/* --- Rows without changes --- */

static gboolean
has_change (Work *work, const char *id)
{
  sqlite3_stmt *find = nord_store_sql (work->to, NORD_SQL_FIND_CHANGE, NULL);
  gboolean row = FALSE;

  if (find == NULL)
    return FALSE;
  sqlite3_bind_text (find, 1, id, -1, SQLITE_STATIC);
  nord_db_step (work->to->db, find, &row, NULL);
  sqlite3_reset (find);
  return row;
}

/* What the damaged file says won each field of a thing. */
static gboolean
find_old_thing (Work *work, const NordNoun *noun, const char *target, NordThing *thing)
{
  g_autoptr (sqlite3_stmt) find =
    nord_db_prepare (work->from, "SELECT winners FROM change_winner WHERE target=?", NULL);

  memset (thing, 0, sizeof *thing);
  thing->noun = noun;
  if (find == NULL)
    return FALSE;
  sqlite3_bind_text (find, 1, target, -1, SQLITE_STATIC);
  return sqlite3_step (find) == SQLITE_ROW && sqlite3_column_text (find, 0) &&
         nord_thing_parse (thing, (const char *) sqlite3_column_text (find, 0));
}

/* Adds what the row says and the new file does not, where the change that said so is lost. Where
 * the change is there, it is right and the row is what was spoilt. */
static gboolean
take_record (Work *work, NordRecord *record, GError **error)
{
  const NordNoun *noun = nord_record_get_noun (record);
  const char *id = nord_record_get_id (record);
  g_autoptr (NordChange) change = NULL;
  g_autoptr (NordRecord) there = NULL;
  g_autoptr (GError) fault = NULL;
  NordThing now, old;

  if (!nord_thing_find (work->to, id, &now, error))
    return FALSE;
  if (now.fid == 0) {
    if (noun->kind == NORD_NOUN_WORKSHOP && strcmp (id, work->scope) != 0)
      return TRUE;
    change = nord_change_new_create (noun->kind, id);
  } else if (now.deleted || now.noun != noun || !find_old_thing (work, noun, id, &old))
    return TRUE;
  else {
    there = nord_store_read_one (work->to, noun->kind, id, error);
    if (there == NULL)
      return *error == NULL;
    change = nord_change_new_update (there);
  }
  for (guint i = 0; i < noun->n_fields; i++) {
    const char *winner = now.fid ? nord_thing_winner (&old, i) : NULL;

    if (now.fid && (winner == NULL || has_change (work, winner)))
      continue;
    nord_change_set (change, i, nord_record_peek (record, i));
  }
  if (nord_change_is_empty (change))
    return TRUE;
  if (!nord_store_add (work->to, change, &fault)) {
    if (!g_error_matches (fault, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID)) {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
    tell (work, _ ("%s %s was left out: %s"), noun->name, id, fault->message);
    return TRUE;
  }
  work->check->n_changes++;
  tell (work, _ ("%s %s was taken from its table; the log of it is lost"), noun->name, id);
  return TRUE;
}

static gboolean
take_table (Work *work, const NordNoun *noun, GError **error)
{
  g_autofree char *columns = nord_table_columns (work->from, noun);
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s,fid FROM \"%s\" WHERE fid>=? ORDER BY fid", columns, noun->name);
  g_autoptr (sqlite3_stmt) rows = nord_db_prepare (work->from, sql, NULL);
  gint64 next = 0, misses = 0;

  /* After a page that cannot be read, the rows behind it are looked for one by one. */
  while (rows && misses < 20000) {
    int code;

    sqlite3_bind_int64 (rows, 1, next);
    while ((code = sqlite3_step (rows)) == SQLITE_ROW) {
      g_autoptr (NordRecord) record = nord_table_take_row (noun, rows);
      gint64 fid = sqlite3_column_int64 (rows, noun->n_fields + 1);

      /* A spoilt tree may lead back to rows that were there before. */
      if (fid >= next && fid < G_MAXINT64) {
        next = fid + 1;
        misses = 0;
      }
      if (record && !take_record (work, record, error))
        return FALSE;
    }
    sqlite3_reset (rows);
    if (code == SQLITE_DONE)
      break;
    next++;
    misses++;
  }
  return TRUE;
}

static gboolean
take_media (Work *work, GError **error)
{
  g_autoptr (sqlite3_stmt) media =
    nord_db_prepare (work->from, "SELECT sha256, data FROM medium_blob", NULL);

  while (media && sqlite3_step (media) == SQLITE_ROW) {
    g_autoptr (GBytes) bytes =
      g_bytes_new (sqlite3_column_blob (media, 1), sqlite3_column_bytes (media, 1));
    g_autofree char *expected = g_strdup ((const char *) sqlite3_column_text (media, 0));
    g_autofree char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

    if (g_strcmp0 (name, expected) != 0) {
      tell (work, _ ("The medium %.12s… is not what was written"), expected ? expected : "");
      continue;
    }
    if (nord_store_is_removed (work->to, expected))
      continue;
    g_free (name);
    name = nord_store_put_blob (work->to, bytes, error);
    if (name == NULL)
      return FALSE;
  }
  return TRUE;
}

static void
on_urn_fault (const char *fault, gpointer data)
{
  tell (data, "%s", fault);
}

static gboolean
take_urn_row (NordUrnShelf shelf, sqlite3_stmt *row, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (sqlite3_stmt) write =
    nord_db_prepare (work->to->db, nord_urn_get_insert (shelf), error);

  if (write == NULL)
    return FALSE;
  for (int c = 0; c < sqlite3_bind_parameter_count (write); c++)
    sqlite3_bind_value (write, c + 1, sqlite3_column_value (row, c));
  return nord_db_finish (work->to->db, write, error);
}

/* Of a file whose rows have no hashes what can be read is taken as it is. */
static gboolean
take_bare_urn (Work *work, GError **error)
{
  static const char *const reads[NORD_URN_N_SHELVES] = {
    [NORD_URN_BALLOTS] = "SELECT poll, ballot, marks, NULL FROM local_urn",
    [NORD_URN_CODES] = "SELECT hash FROM local_code",
    [NORD_URN_USED] = "SELECT poll, hash FROM local_code_used",
  };

  for (guint s = 0; s < NORD_URN_N_SHELVES; s++) {
    g_autoptr (sqlite3_stmt) read = nord_db_prepare (work->from, reads[s], NULL);
    int code = SQLITE_DONE;

    while (read && (code = sqlite3_step (read)) == SQLITE_ROW)
      if (!take_urn_row (s, read, work, error))
        return FALSE;
    if (read && code != SQLITE_DONE)
      tell (work, _ ("Not every ballot and code of the urn could be read"));
  }
  return TRUE;
}

/* Secret ballots and codes stand in no log. Those whose hash is right are taken; of the others it
 * is told how many there are, for no ballot may be counted that nobody cast. */
static gboolean
take_urn (Work *work, GError **error)
{
  g_autoptr (sqlite3_stmt) salt =
    nord_db_prepare (work->from, "SELECT key, value FROM local_setting WHERE key='codes.salt'",
                     NULL);
  g_autoptr (sqlite3_stmt) write =
    nord_db_prepare (work->to->db, "INSERT OR IGNORE INTO local_setting (key, value) VALUES (?,?)",
                     error);
  const int number = nord_schema_read_number (work->from);

  if (write == NULL)
    return FALSE;
  if (salt && sqlite3_step (salt) == SQLITE_ROW) {
    for (int c = 0; c < 2; c++)
      sqlite3_bind_value (write, c + 1, sqlite3_column_value (salt, c));
    if (!nord_db_finish (work->to->db, write, error))
      return FALSE;
  }
  if (number >= 0 && number < NORD_URN_SEALED_SINCE) {
    if (!take_bare_urn (work, error))
      return FALSE;
  } else if (!nord_urn_look (work->from, on_urn_fault, take_urn_row, work, error)) {
    return FALSE;
  }
  return nord_urn_seal_all (work->to->db, error);
}

static gboolean
ensure_workshop (Work *work, GError **error)
{
  g_autoptr (NordChange) change = NULL;
  NordThing thing;

  if (!nord_thing_find (work->to, work->scope, &thing, error))
    return FALSE;
  if (thing.fid)
    return TRUE;
  change = nord_change_new_create (NORD_NOUN_WORKSHOP, work->scope);
  nord_change_set_text (change, NORD_WORKSHOP_TITLE, _ ("Rescued workshop"));
  nord_change_set_text (change, NORD_WORKSHOP_STATE, "planned");
  return nord_store_add (work->to, change, error);
}

/* What was redacted may have lost the word that says so; nobody shall take it for spoilt. */
static gboolean
note_salvaged (Work *work, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("INSERT OR REPLACE INTO local_setting VALUES ('" NORD_SALVAGED "', %lld)",
                     (long long) work->to->standing.seq);

  return nord_db_run (work->to->db, sql, error);
}

static gboolean
fill (Work *work, GError **error)
{
  if (!take_in (work, error) || !note_salvaged (work, error))
    return FALSE;
  work->to->wall_ms = g_get_real_time () / 1000;
  for (guint i = 0; work->from && i < NORD_N_NOUNS; i++)
    if (!take_table (work, nord_noun_get (i), error))
      return FALSE;
  if (work->from && (!take_media (work, error) || !take_urn (work, error)))
    return FALSE;
  if (!ensure_workshop (work, error))
    return FALSE;
  for (guint i = 0; i < NORD_N_NOUNS; i++)
    work->check->n_records += nord_store_count (work->to, i, NULL);
  return TRUE;
}

static void
find_scope (Work *work)
{
  g_autoptr (GHashTable) votes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint best = 0;
  GHashTableIter iter;
  gpointer scope, number;

  for (guint i = 0; i < work->found->len; i++) {
    g_autoptr (NordOp) op = nord_op_parse (g_array_index (work->found, Found, i).line, -1, NULL);

    if (op)
      g_hash_table_insert (votes, g_strdup (op->scope),
                           GUINT_TO_POINTER (
                             GPOINTER_TO_UINT (g_hash_table_lookup (votes, op->scope)) + 1));
  }
  g_hash_table_iter_init (&iter, votes);
  while (g_hash_table_iter_next (&iter, &scope, &number))
    if (GPOINTER_TO_UINT (number) > best) {
      best = GPOINTER_TO_UINT (number);
      g_free (work->scope);
      work->scope = g_strdup (scope);
    }
}

/**
 * nord_store_salvage:
 * @damaged: a damaged workshop file; it is only read
 * @path: where no file is yet
 * @error: #NORD_STORE_ERROR_NOT_A_WORKSHOP where nothing at all could be found, and others
 *
 * Returns: (transfer full) (nullable): how much is in the new file, and what is not or only without
 *   proof
 */
NordCheck *
nord_store_salvage (const char *damaged, const char *path, GError **error)
{
  g_auto (Work) work = {0};
  g_autofree char *wal = g_strconcat (damaged, "-wal", NULL);
  GError *inner = NULL;

  work.check = g_new0 (NordCheck, 1);
  work.check->faults = g_ptr_array_new_with_free_func (g_free);
  work.found = g_array_new (FALSE, TRUE, sizeof (Found));
  g_array_set_clear_func (work.found, found_clear);
  work.from = nord_db_open_damaged (damaged, NULL);
  if (work.from)
    take_log (&work);
  if (work.found->len == 0) {
    tell (&work,
          _ ("The log cannot be read; its changes were looked for in the bytes of the file"));
    take_bytes (&work, damaged, FALSE);
    take_bytes (&work, wal, FALSE);
    g_array_sort (work.found, compare_found);
  } else if (work.gaps) {
    read_left (&work);
    take_bytes (&work, damaged, TRUE);
    take_bytes (&work, wal, TRUE);
  }
  find_scope (&work);
  if (work.scope == NULL) {
    nord_store_wrap_error (damaged,
                           g_error_new_literal (NORD_DB_ERROR, NORD_DB_ERROR_NOT_A_DATABASE,
                                                "no change found"),
                           error);
    return NULL;
  }
  work.to = nord_store_create_empty (path, work.scope, error);
  if (work.to == NULL || !nord_store_begin_many (work.to, NULL, G_MAXUINT, error))
    return NULL;
  if (!fill (&work, &inner)) {
    nord_store_rollback (work.to);
    nord_store_wrap_error (path, inner, error);
  } else if (nord_store_commit (work.to, error))
    return g_steal_pointer (&work.check);
  nord_store_close (work.to);
  nord_place_remove (path);
  return NULL;
}
