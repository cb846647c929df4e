/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The power goes: of what was written but not synced, any part may be on the disk and any part not,
 * in any order, down to single sectors; a new file whose folder was not synced may be missing, one
 * that was removed may be back. What was acknowledged before must be there, whole, and nothing that
 * was never said. The disk is a layer over SQLite's own that keeps a journal of all it is asked to
 * do; from that every state that a power cut could leave is laid out and opened. (SQLite's test6.c
 * and Jepsen's LazyFS work so.) */
#include "../core/store/play.h"

#include "core/model/idea.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#define SECTOR 512
#define STEPS 60

typedef enum { WRITE, TRUNCATE, SYNC, CREATE, REMOVE, SYNC_FOLDER, ACK } Deed;

typedef struct {
  Deed deed;
  guint file;    /* of all that ever were; not for %SYNC_FOLDER and %ACK */
  gint64 at;     /* offset, size, or how many changes are acknowledged */
  GBytes *bytes; /* (owned) (nullable) */
} Event;

/* --- The disk that remembers --- */

static GArray *events;      /* (owned) (element-type Event) */
static GPtrArray *names;    /* (owned) (element-type utf8) file number -> path */
static GHashTable *current; /* (owned) path -> file number + 1 */
static const char *watched; /* folder */
static gboolean lazy;       /* the disk says that it synced, and does not */

typedef struct {
  sqlite3_file base;
  guint file;
  gboolean kept, folder_due;
  sqlite3_file *real;
} Shim;

static void
note (Deed deed, guint file, gint64 at, const void *bytes, gsize length)
{
  Event event = {deed, file, at, bytes != NULL ? g_bytes_new (bytes, length) : NULL};

  g_array_append_val (events, event);
}

static gboolean
keeps (const char *path)
{
  return path != NULL && watched != NULL && g_str_has_prefix (path, watched) &&
         !g_str_has_suffix (path, "-shm");
}

/* Tells a file that was there before from one that is new: both are in the journal once. */
static guint
number_of (const char *path)
{
  gpointer known = g_hash_table_lookup (current, path);

  if (known == NULL) {
    g_ptr_array_add (names, g_strdup (path));
    known = GUINT_TO_POINTER (names->len);
    g_hash_table_insert (current, g_strdup (path), known);
    note (CREATE, names->len - 1, 0, NULL, 0);
  }
  return GPOINTER_TO_UINT (known) - 1;
}

static int
shim_close (sqlite3_file *file)
{
  Shim *self = (Shim *) file;
  int code = self->real->pMethods->xClose (self->real);

  sqlite3_free (self->real);
  self->base.pMethods = NULL;
  return code;
}

static int
shim_read (sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
  sqlite3_file *real = ((Shim *) file)->real;

  return real->pMethods->xRead (real, to, n, at);
}

static int
shim_write (sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
  Shim *self = (Shim *) file;
  int code = self->real->pMethods->xWrite (self->real, from, n, at);

  if (self->kept && code == SQLITE_OK)
    note (WRITE, self->file, at, from, (gsize) n);
  return code;
}

static int
shim_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  Shim *self = (Shim *) file;
  int code = self->real->pMethods->xTruncate (self->real, size);

  if (self->kept && code == SQLITE_OK)
    note (TRUNCATE, self->file, size, NULL, 0);
  return code;
}

static int
shim_sync (sqlite3_file *file, int flags)
{
  Shim *self = (Shim *) file;
  int code = self->real->pMethods->xSync (self->real, flags);

  if (!self->kept || code != SQLITE_OK || lazy)
    return code;
  note (SYNC, self->file, 0, NULL, 0);
  /* SQLite's layer for Unix syncs the folder with the first sync of a new journal. */
  if (self->folder_due)
    note (SYNC_FOLDER, 0, 0, NULL, 0);
  self->folder_due = FALSE;
  return code;
}

#define REAL (((Shim *) file)->real)

static int
shim_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL->pMethods->xFileSize (REAL, size);
}

static int
shim_lock (sqlite3_file *file, int level)
{
  return REAL->pMethods->xLock (REAL, level);
}

static int
shim_unlock (sqlite3_file *file, int level)
{
  return REAL->pMethods->xUnlock (REAL, level);
}

static int
shim_check (sqlite3_file *file, int *held)
{
  return REAL->pMethods->xCheckReservedLock (REAL, held);
}

static int
shim_control (sqlite3_file *file, int op, void *argument)
{
  return REAL->pMethods->xFileControl (REAL, op, argument);
}

static int
shim_sector (sqlite3_file *file)
{
  return REAL->pMethods->xSectorSize (REAL);
}

static int
shim_traits (sqlite3_file *file)
{
  return REAL->pMethods->xDeviceCharacteristics (REAL);
}

static int
shim_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **to)
{
  return REAL->pMethods->xShmMap (REAL, page, size, extend, to);
}

static int
shim_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL->pMethods->xShmLock (REAL, offset, n, flags);
}

static void
shim_shm_barrier (sqlite3_file *file)
{
  REAL->pMethods->xShmBarrier (REAL);
}

static int
shim_shm_unmap (sqlite3_file *file, int erase)
{
  return REAL->pMethods->xShmUnmap (REAL, erase);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = shim_close,
  .xRead = shim_read,
  .xWrite = shim_write,
  .xTruncate = shim_truncate,
  .xSync = shim_sync,
  .xFileSize = shim_size,
  .xLock = shim_lock,
  .xUnlock = shim_unlock,
  .xCheckReservedLock = shim_check,
  .xFileControl = shim_control,
  .xSectorSize = shim_sector,
  .xDeviceCharacteristics = shim_traits,
  .xShmMap = shim_shm_map,
  .xShmLock = shim_shm_lock,
  .xShmBarrier = shim_shm_barrier,
  .xShmUnmap = shim_shm_unmap,
};

static sqlite3_vfs *real_vfs;

static int
vfs_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *given)
{
  Shim *self = (Shim *) file;
  int code;

  memset (self, 0, sizeof *self);
  self->real = sqlite3_malloc (real_vfs->szOsFile);
  memset (self->real, 0, (gsize) real_vfs->szOsFile);
  self->kept = keeps (path);
  self->folder_due = (flags & SQLITE_OPEN_CREATE) &&
                     (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) && self->kept &&
                     g_hash_table_lookup (current, path) == NULL;
  code = real_vfs->xOpen (real_vfs, path, self->real, flags, given);
  if (code != SQLITE_OK) {
    sqlite3_free (self->real);
    return code;
  }
  if (self->kept)
    self->file = number_of (path);
  self->base.pMethods = &methods;
  return SQLITE_OK;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  int code = real_vfs->xDelete (real_vfs, path, sync_folder);
  gpointer known = keeps (path) ? g_hash_table_lookup (current, path) : NULL;

  if (code == SQLITE_OK && known != NULL) {
    note (REMOVE, GPOINTER_TO_UINT (known) - 1, 0, NULL, 0);
    g_hash_table_remove (current, path);
    if (sync_folder && !lazy)
      note (SYNC_FOLDER, 0, 0, NULL, 0);
  }
  return code;
}

static void
register_disk (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "power";
  vfs.szOsFile = sizeof (Shim);
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, TRUE), ==, SQLITE_OK);
}

/* --- What may be left --- */

typedef struct {
  GByteArray *bytes;   /* (owned) as synced */
  GArray *open;        /* (owned) (element-type guint) events since */
  gboolean here, sure; /* in its folder; the same after a power cut */
} File;

static void
put (GByteArray *to, gint64 at, const guint8 *from, gsize n)
{
  if (to->len < at + n) {
    guint old = to->len;

    g_byte_array_set_size (to, (guint) (at + (gint64) n));
    memset (to->data + old, 0, to->len - old);
  }
  memcpy (to->data + at, from, n);
}

static void
cut (GByteArray *bytes, gint64 size)
{
  if (bytes->len > size)
    g_byte_array_set_size (bytes, (guint) size);
}

/* All of it, or with @rand what chance leaves. */
static void
settle (GByteArray *bytes, const Event *event, GRand *rand)
{
  gsize n = 0;
  const guint8 *data = event->bytes != NULL ? g_bytes_get_data (event->bytes, &n) : NULL;
  int fate = rand != NULL ? g_rand_int_range (rand, 0, 4) : 1;
  gsize torn = fate == 3 ? 4096 : SECTOR;

  if (fate == 0)
    return;
  if (event->deed == TRUNCATE) {
    cut (bytes, event->at);
    return;
  }
  if (fate == 1) {
    put (bytes, event->at, data, n);
    return;
  }
  /* Sectors lie where the disk has them, not where a write begins. */
  for (gsize from = 0; from < n;) {
    gsize to = MIN (n, from + torn - ((gsize) event->at + from) % torn);

    if (g_rand_boolean (rand))
      put (bytes, event->at + (gint64) from, data + from, to - from);
    from = to;
  }
}

/* Lays out in @folder what a cut before event @end may leave. Returns how much was acknowledged. */
static gint64
cut_power (const char *folder, guint end, GRand *rand)
{
  g_autofree File *files = g_new0 (File, names->len);
  gint64 acknowledged = 0;

  for (guint i = 0; i < names->len; i++) {
    files[i].bytes = g_byte_array_new ();
    files[i].open = g_array_new (FALSE, FALSE, sizeof (guint));
  }
  for (guint i = 0; i < end; i++) {
    const Event *event = &g_array_index (events, Event, i);
    File *file = &files[event->file];

    switch (event->deed) {
    case WRITE:
    case TRUNCATE:
      g_array_append_val (file->open, i);
      break;
    case SYNC:
      for (guint j = 0; j < file->open->len; j++)
        settle (file->bytes, &g_array_index (events, Event, g_array_index (file->open, guint, j)),
                NULL);
      g_array_set_size (file->open, 0);
      break;
    case CREATE:
      file->here = TRUE;
      break;
    case REMOVE:
      file->here = FALSE;
      break;
    case SYNC_FOLDER:
      for (guint j = 0; j < names->len; j++)
        files[j].sure = files[j].here;
      break;
    case ACK:
      acknowledged = event->at;
      break;
    default:
      g_assert_not_reached ();
    }
  }
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *name = g_path_get_basename (names->pdata[i]);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    /* Of two files of one name the later may hide the earlier. */
    gboolean there =
      files[i].here == files[i].sure ? files[i].here : (gboolean) g_rand_boolean (rand);

    if (there) {
      for (guint j = 0; j < files[i].open->len; j++)
        settle (files[i].bytes,
                &g_array_index (events, Event, g_array_index (files[i].open, guint, j)), rand);
      g_assert_true (g_file_set_contents_full (path, (char *) files[i].bytes->data,
                                               files[i].bytes->len, G_FILE_SET_CONTENTS_NONE, 0600,
                                               NULL));
    }
    g_byte_array_unref (files[i].bytes);
    g_array_unref (files[i].open);
  }
  return acknowledged;
}

/* --- A workshop, and what is left of it --- */

static GPtrArray *lines; /* (owned) the log as it was at the end */
static GHashTable *ends; /* (owned) counts of changes at which a step ended */

static void
acknowledge (NordStore *store)
{
  gint64 n = nord_store_count_changes (store);

  note (ACK, 0, n, NULL, 0);
  g_hash_table_add (ends, GSIZE_TO_POINTER (n));
}

static NordChange *
new_idea (guint i)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  g_autoptr (NordShape) shape = nord_shape_new_point (7.4 + i * 1e-4, 51.5);
  g_autofree char *text = g_strnfill (700, (char) ('a' + i % 26));

  nord_change_set_text (change, NORD_IDEA_TITLE, "Idee");
  nord_change_set_text (change, NORD_IDEA_BODY, text);
  nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  return change;
}

static void
import (NordStore *store, gint64 expected, guint n)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nord_store_begin_many (store, "import", expected, &error));
  for (guint i = 0; i < n; i++) {
    g_autoptr (NordChange) change = new_idea (i);

    g_assert_true (nord_store_add (store, change, &error));
  }
  g_assert_true (nord_store_commit (store, &error));
  g_assert_no_error (error);
}

/* Captures, edits, deletes, undoes, imports, redacts, rests, closes and opens again. */
static void
play (const char *path, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) dead = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Werkstatt", &error);
  gint64 last;

  g_assert_no_error (error);
  /* The store itself syncs the folder of a new file (nord_place_make_durable). */
  if (!lazy)
    note (SYNC_FOLDER, 0, 0, NULL, 0);
  acknowledge (store);
  for (guint i = 0; i < STEPS; i++) {
    if (i % 20 == 7)
      import (store, i == 27 ? 100000 : 10, 40);
    else if (i % 20 == 11)
      nord_store_gather (store);
    else if (i % 20 == 16) {
      nord_store_close (store);
      g_clear_object (&store);
      store = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
      g_assert_no_error (error);
    } else if (i % 20 == 18) {
      g_autoptr (GPtrArray) ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);

      if (ideas->len > 0)
        nord_store_redact (store,
                           &(NordRedaction){.ideas = (NordRecord *const *) ideas->pdata,
                                            .n_ideas = 1,
                                            .title = "Titel",
                                            .body = "█████",
                                            .reason = "Name"},
                           NULL, &error);
      g_assert_no_error (error);
    } else
      play_step (store, rand, dead);
    acknowledge (store);
  }
  lines = nord_store_read_lines (store, 0, G_MAXINT, &last, &error);
  g_assert_no_error (error);
  nord_store_close (store);
}

static char *
id_of (const char *line)
{
  const char *at = strstr (line, "\"id\":\"");

  g_assert_nonnull (at);
  return g_strndup (at + 6, 36);
}

/* Returns what is wrong with what is left, or NULL. */
static char *
look (const char *path, gint64 acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_autoptr (NordCheck) check = NULL;
  g_autoptr (GPtrArray) left = NULL;
  gint64 n, last;
  char *wrong = NULL;

  if (store == NULL)
    /* Before the first word was acknowledged there may be nothing yet. */
    return acknowledged == 0 ? NULL : g_strdup_printf ("does not open: %s", error->message);
  n = nord_store_count_changes (store);
  left = nord_store_read_lines (store, 0, G_MAXINT, &last, &error);
  check = nord_store_check (store, NULL, &error);
  if (left == NULL || check == NULL)
    wrong = g_strdup_printf ("cannot be read: %s", error->message);
  else if (n < acknowledged)
    wrong = g_strdup_printf ("%d changes of %d acknowledged", (int) n, (int) acknowledged);
  else if (acknowledged > 0 && !g_hash_table_contains (ends, GSIZE_TO_POINTER (n)))
    wrong = g_strdup_printf ("half a step: %d changes", (int) n);
  else if (check->faults->len > 0)
    wrong = g_strdup_printf ("damaged: %s", (char *) check->faults->pdata[0]);
  for (guint i = 0; wrong == NULL && i < left->len; i++) {
    g_autofree char *here = id_of (left->pdata[i]), *was = NULL;

    was = i < lines->len ? id_of (lines->pdata[i]) : g_strdup ("none");
    if (strcmp (here, was) != 0)
      wrong = g_strdup_printf ("change %u was never said", i);
  }
  nord_store_close (store);
  return wrong;
}

static void
empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
}

/* Plays once and cuts the power @cuts times. Returns how often something was wrong. */
static guint
try (guint cuts, gboolean sleepy)
{
  g_autofree char *here = play_path ("here"), *after = play_path ("after");
  g_autofree char *path = g_build_filename (here, "abend.gpkg", NULL);
  g_autofree char *left = g_build_filename (after, "abend.gpkg", NULL);
  guint32 seed = play_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint bad = 0;

  g_mkdir_with_parents (here, 0700);
  g_mkdir_with_parents (after, 0700);
  empty (here);
  events = g_array_new (FALSE, TRUE, sizeof (Event));
  names = g_ptr_array_new_with_free_func (g_free);
  current = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ends = g_hash_table_new (NULL, NULL);
  watched = here;
  lazy = sleepy;
  play (path, seed);
  watched = NULL;
  g_test_message ("%u deeds of the disk", events->len);
  for (guint i = 0; i < cuts; i++) {
    guint end = (guint) g_rand_int_range (rand, 0, (gint32) events->len + 1);
    g_autofree char *wrong = NULL;
    gint64 acknowledged;

    empty (after);
    acknowledged = cut_power (after, end, rand);
    wrong = g_file_test (left, G_FILE_TEST_EXISTS) ? look (left, acknowledged)
            : acknowledged > 0                     ? g_strdup ("is gone")
                                                   : NULL;
    if (wrong != NULL && !sleepy)
      g_test_message ("NORD_SEED=%u, cut %u, before deed %u: %s", seed, i, end, wrong);
    bad += wrong != NULL;
  }
  for (guint i = 0; i < events->len; i++)
    g_clear_pointer (&g_array_index (events, Event, i).bytes, g_bytes_unref);
  g_clear_pointer (&events, g_array_unref);
  g_clear_pointer (&names, g_ptr_array_unref);
  g_clear_pointer (&current, g_hash_table_unref);
  g_clear_pointer (&ends, g_hash_table_unref);
  g_clear_pointer (&lines, g_ptr_array_unref);
  return bad;
}

static void
test_power (void)
{
  for (guint i = 0; i < play_volume (3, 100); i++)
    g_assert_cmpuint (try (play_volume (100, 200), FALSE), ==, 0);
}

/* A disk that only says it has synced loses words: were it not seen, this test would see nothing.
 */
static void
test_can_fail (void)
{
  g_assert_cmpuint (try (60, TRUE), >, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  register_disk ();
  g_test_add_func ("/power/can-fail", test_can_fail);
  g_test_add_func ("/power/cut", test_power);
  return g_test_run ();
}
