/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reading all things of a kind one after the other, for whoever writes them out again. Where there
 * are many, one thread has SQLite read rows and another makes values of them and works with these:
 * both take about as long. */
#include "core/model/uuid.h"
#include "core/store/store-private.h"

/* A hand of rows goes from thread to thread when it is as large as one of these. */
#define ROWS_A_HAND 256
#define BYTES_A_HAND ((gsize) 256 << 10)
/* So many are on the way. */
#define HANDS 4

typedef struct {
  NordCell *cells; /* (owned) rows one after the other, the id and all fields; bytes as offsets */
  GString *bytes;  /* (owned) of all texts and shapes, a zero behind each */
  guint n_rows;
} Hand;

typedef struct {
  const NordNoun *noun;
  NordStoreVisit visit;
  gpointer data;
  NordValue *values; /* (owned) of the row at hand */
  gboolean *owned;   /* (owned) */
  Hand hands[HANDS];
  guint n_begun;      /* hands that are made */
  GThread *thread;    /* (owned) (nullable) visits; not there while one hand is enough */
  GAsyncQueue *full;  /* (owned) (element-type Hand) */
  GAsyncQueue *spent; /* (owned) (element-type Hand) */
  Hand end;           /* of the full ones */
} Pass;

static Hand *
begin_hand (Pass *self)
{
  Hand *hand = &self->hands[self->n_begun++];

  hand->cells = g_new (NordCell, ROWS_A_HAND * (1 + (gsize) self->noun->n_fields));
  hand->bytes = g_string_sized_new (BYTES_A_HAND);
  return hand;
}

static void
pass_init (Pass *self, const NordNoun *noun, NordStoreVisit visit, gpointer data)
{
  *self = (Pass){.noun = noun, .visit = visit, .data = data};
  self->values = g_new0 (NordValue, noun->n_fields);
  self->owned = g_new0 (gboolean, noun->n_fields);
  self->full = g_async_queue_new ();
  self->spent = g_async_queue_new ();
}

/* Of what was read every row is visited before this returns. */
static void
pass_clear (Pass *self)
{
  if (self->thread) {
    g_async_queue_push (self->full, &self->end);
    g_thread_join (self->thread);
  }
  for (guint i = 0; i < self->n_begun; i++) {
    g_free (self->hands[i].cells);
    g_string_free (self->hands[i].bytes, TRUE);
  }
  g_async_queue_unref (self->full);
  g_async_queue_unref (self->spent);
  g_free (self->values);
  g_free (self->owned);
}

static void
keep_row (Hand *hand, sqlite3_stmt *read, guint n_cells)
{
  NordCell *cells = &hand->cells[(gsize) n_cells * hand->n_rows++];

  for (guint i = 0; i < n_cells; i++) {
    NordCell *cell = &cells[i];

    nord_table_read_cell (read, (int) i, cell);
    if (cell->type == SQLITE_TEXT || cell->type == SQLITE_BLOB) {
      const char *bytes = cell->bytes;

      cell->offset = hand->bytes->len;
      if (bytes != NULL)
        g_string_append_len (hand->bytes, bytes, (gssize) cell->length);
      g_string_append_c (hand->bytes, '\0');
    }
  }
}

static void
visit_rows (Pass *self, Hand *hand)
{
  const NordNoun *noun = self->noun;
  NordCell *cell = hand->cells;

  for (guint row = 0; row < hand->n_rows; row++, cell += 1 + noun->n_fields) {
    const gboolean has_id = cell->type == SQLITE_TEXT || cell->type == SQLITE_BLOB;
    const char *id = has_id ? hand->bytes->str + cell->offset : NULL;

    if (!nord_uuid_is_valid (id))
      continue;
    for (guint i = 0; i < noun->n_fields; i++) {
      NordCell *at = &cell[1 + i];

      if (at->type == SQLITE_TEXT || at->type == SQLITE_BLOB)
        at->bytes = hand->bytes->str + at->offset;
      self->owned[i] = nord_table_lend_value (noun->fields[i].kind, at, &self->values[i]);
    }
    self->visit (id, self->values, self->data);
    for (guint i = 0; i < noun->n_fields; i++)
      if (self->owned[i])
        nord_value_clear (&self->values[i]);
  }
  hand->n_rows = 0;
  g_string_truncate (hand->bytes, 0);
}

static gpointer
run (gpointer data)
{
  Pass *self = data;
  Hand *hand;

  while ((hand = g_async_queue_pop (self->full)) != &self->end) {
    visit_rows (self, hand);
    g_async_queue_push (self->spent, hand);
  }
  return NULL;
}

/* Returns: the hand for the next rows */
static Hand *
hand_over (Pass *self, Hand *hand)
{
  if (self->thread == NULL)
    self->thread = g_thread_try_new ("visit", run, self, NULL);
  if (self->thread == NULL) {
    visit_rows (self, hand);
    return hand;
  }
  g_async_queue_push (self->full, hand);
  return self->n_begun < HANDS ? begin_hand (self) : g_async_queue_pop (self->spent);
}

static gboolean
read_rows (Pass *self, NordDb *db, sqlite3_stmt *read, GError **error)
{
  const guint n_cells = 1 + self->noun->n_fields;
  Hand *hand = begin_hand (self);
  gboolean row, sound;

  while ((sound = nord_db_step (db, read, &row, error)) && row) {
    keep_row (hand, read, n_cells);
    if (hand->n_rows == ROWS_A_HAND || hand->bytes->len >= BYTES_A_HAND)
      hand = hand_over (self, hand);
  }
  if (self->thread)
    g_async_queue_push (self->full, hand);
  else
    visit_rows (self, hand);
  return sound;
}

/* Rows lie as they came, which is by id but for what came from elsewhere: then, and only then, they
 * have to be gathered in the order of ids. Both columns stand in the index. */
static gboolean
lies_in_order (NordStore *self, const NordNoun *noun, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT fid FROM \"%s\" ORDER BY id", noun->name);
  g_autoptr (sqlite3_stmt) read = nord_db_prepare (self->db, sql, error);
  gint64 last = G_MININT64;
  gboolean row, in_order = TRUE;

  while (in_order && read && nord_db_step (self->db, read, &row, error) && row) {
    gint64 fid = sqlite3_column_int64 (read, 0);

    in_order = fid > last;
    last = fid;
  }
  return in_order;
}

/**
 * nord_store_visit:
 * @self: a store
 * @noun: what kind of things
 * @visit: (scope call): gets each that is not deleted
 * @data: for @visit
 * @error: #NORD_STORE_ERROR
 *
 * As nord_store_read_all(), with no record made. @visit is called one time after the other, of many
 * things in another thread, and must not ask anything of the store; all calls have returned when
 * this returns.
 *
 * Returns: FALSE where reading failed on the way
 */
gboolean
nord_store_visit (NordStore *self,
                  NordNounKind noun,
                  NordStoreVisit visit,
                  gpointer data,
                  GError **error)
{
  const NordNoun *table = nord_noun_get (noun);
  g_autofree char *columns = nord_table_columns (self->db, table);
  g_autoptr (sqlite3_stmt) read = NULL;
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, FALSE);
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);

  gboolean in_order = lies_in_order (self, table, &inner);
  if (inner == NULL) {
    g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY %s", columns,
                                            table->name, in_order ? "fid" : "id");

    read = nord_db_prepare (self->db, sql, &inner);
  }
  if (inner == NULL) {
    Pass pass;

    pass_init (&pass, table, visit, data);
    read_rows (&pass, self->db, read, &inner);
    pass_clear (&pass);
  }
  if (self->look && inner == NULL)
    nord_look_end (g_steal_pointer (&self->look), &inner);
  if (inner) {
    nord_store_wrap_error (self->path, inner, error);
    return FALSE;
  }
  return TRUE;
}
