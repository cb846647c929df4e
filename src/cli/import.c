/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli import: takes ideas from a foreign file into a workshop. */
#include "config.h"

#include "cli/command.h"
#include "cli/import-words.h"
#include "core/exchange/import.h"

#include <glib/gi18n.h>

/* A file that holds thousands of rows. */
#define MANY_BYTES (512 * 1024)

static gboolean
collect_known (NordStore *store, NordImportKnown *known, GError **error)
{
  static const NordNounKind nouns[] = {NORD_NOUN_IDEA, NORD_NOUN_CLUSTER, NORD_NOUN_STEP};

  for (guint n = 0; n < G_N_ELEMENTS (nouns); n++) {
    g_autoptr (GPtrArray) records = nord_store_read_all (store, nouns[n], error);

    if (records == NULL)
      return FALSE;
    for (guint i = 0; i < records->len; i++)
      nord_import_known_add (known, g_ptr_array_index (records, i));
  }
  return TRUE;
}

/* The file is read in one thread while this one writes. So much may wait between them. */
#define HANDS_WAITING 16

typedef struct {
  NordImport *import;           /* (not owned) */
  const NordImportKnown *known; /* (not owned) */
  GCancellable *cancellable; /* (owned) stops the reader; the call's own, or because of a fault */
  GAsyncQueue *full;         /* (owned) (element-type GPtrArray) of changes; @end is the end */
  GAsyncQueue *spent;        /* (owned) the same when written; as many as may wait come empty */
  GPtrArray *end;            /* (owned) */
  NordImportPlan *plan;      /* (owned) (nullable) when the reader has ended */
  GError *error;             /* (owned) (nullable) */
  gint done;                 /* atomic: of the file, in thousandths */
} Reading;

/* Changes are prepared and freed where they were made, which costs the writer no time. */
static void
hand_over (GPtrArray *changes, gpointer data)
{
  Reading *self = data;

  for (guint i = 0; i < changes->len; i++)
    nord_store_prepare (g_ptr_array_index (changes, i));
  g_ptr_array_unref (g_async_queue_pop (self->spent));
  g_async_queue_push (self->full, changes);
}

static void
note_progress (goffset done, goffset total, gpointer data)
{
  Reading *self = data;

  g_atomic_int_set (&self->done, total > 0 ? (gint) (done * 1000 / total) : 0);
}

static gpointer
read_file (gpointer data)
{
  Reading *self = data;

  self->plan = nord_import_plan (self->import, self->known, self->cancellable, note_progress, self,
                                 &self->error);
  if (self->plan != NULL && self->plan->changes->len > 0)
    hand_over (g_steal_pointer (&self->plan->changes), self);
  g_async_queue_push (self->full, self->end);
  return NULL;
}

static GPtrArray *
new_hand (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) nord_change_free);
}

/* Writes what comes until the end comes. After a fault the rest is only taken away, so that the
 * reader never waits for nobody. */
static gboolean
write_all (NordCall *call, NordStore *store, Reading *reading, GError **error)
{
  GPtrArray *changes;
  gboolean ok = TRUE;

  while ((changes = g_async_queue_pop (reading->full)) != reading->end) {
    nord_call_progress (call, _ ("Saving…"), g_atomic_int_get (&reading->done), 1000);
    ok = ok && !g_cancellable_set_error_if_cancelled (call->cancellable, error);
    for (guint i = 0; ok && i < changes->len; i++)
      ok = nord_store_add (store, g_ptr_array_index (changes, i), error);
    if (!ok)
      g_cancellable_cancel (reading->cancellable);
    g_async_queue_push (reading->spent, changes);
  }
  return ok;
}

static void
on_cancelled (GCancellable *cancellable, gpointer reader)
{
  g_cancellable_cancel (reader);
}

/* Reads and writes side by side: one transaction, one step of undo; nothing stays of it when it
 * fails or is interrupted. */
static NordImportPlan *
take_in (NordCall *call,
         NordStore *store,
         NordImport *import,
         NordImportKnown *known,
         GError **error)
{
  g_autoptr (GPtrArray) end = new_hand ();
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  g_autoptr (GAsyncQueue) full = g_async_queue_new_full ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GAsyncQueue) spent = g_async_queue_new_full ((GDestroyNotify) g_ptr_array_unref);
  Reading reading = {import, known, stop, full, spent, end, NULL, NULL, 0};
  g_autoptr (NordImportPlan) plan = NULL;
  g_autofree char *label = NULL;
  GThread *reader;
  gulong handler;
  gboolean ok;

  /* How many will come is not known yet: as if they were many where the file is large. */
  if (!nord_store_begin_many (store, "",
                              import->bytes == NULL || g_bytes_get_size (import->bytes) > MANY_BYTES
                                ? G_MAXUINT
                                : 1,
                              error))
    return NULL;
  for (guint i = 0; i < HANDS_WAITING; i++)
    g_async_queue_push (spent, new_hand ());
  nord_import_set_sink (import, hand_over, &reading);
  handler = g_cancellable_connect (call->cancellable, G_CALLBACK (on_cancelled), stop, NULL);
  reader = g_thread_new ("import", read_file, &reading);
  ok = write_all (call, store, &reading, error);
  g_thread_join (reader);
  g_cancellable_disconnect (call->cancellable, handler);
  nord_import_set_sink (import, NULL, NULL);
  plan = reading.plan;
  if (ok && plan == NULL) {
    ok = FALSE;
    g_propagate_error (error, g_steal_pointer (&reading.error));
  }
  g_clear_error (&reading.error);
  if (!ok || plan->n_changes == 0) {
    nord_store_rollback (store);
    return ok ? g_steal_pointer (&plan) : NULL;
  }
  label = nord_import_plan_dup_label (plan);
  nord_store_set_label (store, label);
  return nord_store_commit (store, error) ? g_steal_pointer (&plan) : NULL;
}

static int
run_import (NordCall *call, int argc, char **argv)
{
  g_auto (NordImportOptions) options = {NULL};
  GOptionEntry entries[NORD_N_IMPORT_OPTIONS + 1] = {{NULL}};
  g_autoptr (GError) error = NULL;
  int format = NORD_FORMAT_GUESS, status;

  nord_import_options_describe (&options, entries);
  if (!nord_call_parse (call, entries, argc, argv, 2, 2, &status))
    return status;
  if (!nord_import_options_read_format (call, &options, &format, &status))
    return status;
  g_autoptr (NordStore) store =
    nord_call_open (call, call->arguments[0],
                    options.dry_run ? NORD_STORE_OPEN_READ_ONLY : NORD_STORE_OPEN_DEFAULT);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  g_autoptr (NordImport) import = nord_import_new_for_path (call->arguments[1], format, &error);
  if (import == NULL)
    return nord_call_failed (call, error);
  status = nord_import_options_correct (call, &options, import);
  if (status != NORD_EXIT_OK)
    return status;

  g_autoptr (NordImportKnown) known = nord_import_known_new ();
  if (!collect_known (store, known, &error))
    return nord_call_failed (call, error);
  g_autoptr (NordImportPlan) plan =
    options.dry_run
      ? nord_import_plan (import, known, call->cancellable, nord_call_on_progress, call, &error)
      : take_in (call, store, import, known, &error);
  if (plan == NULL)
    return nord_call_failed (call, error);
  const guint imported = plan->n_changes;
  nord_call_end_progress (call);
  nord_store_close (store);
  nord_import_print_json (call, import, plan, imported, options.dry_run);
  nord_import_print_words (call, import, plan, imported, options.dry_run);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_import = {
  .name = "import",
  .arguments = N_ ("FILE INPUT"),
  .summary = N_ ("Take in ideas from a table, GeoJSON or a GeoPackage"),
  .description = N_ ("Nothing comes in twice, and nothing is guessed: rows that cannot come in are "
                     "listed with line, column and reason."),
  .run = run_import,
};
