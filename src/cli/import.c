/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli import: takes ideas from a foreign file into a workshop. */
#include "config.h"

#include "cli/command.h"
#include "core/exchange/import.h"

#include <glib/gi18n.h>

#include <string.h>

/* A file that holds thousands of rows. */
#define MANY_BYTES (512 * 1024)

typedef struct {
  char *format, *separator, *decimal, *encoding, *source, *layer;
  char **map;
  gboolean dry_run, no_header, keep_unplaced;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->format);
  g_free (self->separator);
  g_free (self->decimal);
  g_free (self->encoding);
  g_free (self->source);
  g_free (self->layer);
  g_strfreev (self->map);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
read_separator (const char *text, char *separator)
{
  if (g_str_equal (text, "tab") || g_str_equal (text, "\\t"))
    *separator = '\t';
  else if (strlen (text) == 1 && strchr (",;\t|", *text) != NULL)
    *separator = *text;
  else
    return FALSE;
  return TRUE;
}

/* What the options say about the file. Returns an exit status, NORD_EXIT_OK to go on. */
static int
correct (NordCall *call, const Options *options, NordImport *import)
{
  NordCsvDialect dialect = import->dialect;
  g_autoptr (GError) error = NULL;

  if (options->separator != NULL && !read_separator (options->separator, &dialect.separator))
    return nord_call_misused (call, _ ("The separator is one of , ; | and tab."));
  if (options->encoding != NULL && !nord_encoding_find (options->encoding, &dialect.encoding))
    return nord_call_misused (call, _ ("The encoding “%s” is unknown."), options->encoding);
  if (options->decimal != NULL) {
    if (strlen (options->decimal) != 1 || strchr (".,", *options->decimal) == NULL)
      return nord_call_misused (call, _ ("The decimal sign is . or ,"));
    dialect.decimal = *options->decimal;
  }
  if (options->no_header)
    dialect.header = FALSE;
  if (import->format != NORD_FORMAT_GPKG && !nord_import_set_dialect (import, &dialect, &error))
    return nord_call_failed (call, error);
  if (options->layer != NULL) {
    if (import->layers == NULL)
      return nord_call_misused (call, _ ("Only a GeoPackage has layers."));
    if (!nord_import_set_layer (import, options->layer, &error))
      return nord_call_failed (call, error);
  }
  for (guint i = 0; options->map != NULL && options->map[i] != NULL; i++) {
    char *equals = strrchr (options->map[i], '=');
    NordRole role;

    if (equals == NULL || !nord_role_find (equals + 1, &role))
      return nord_call_misused (call,
                                _ ("--map takes COLUMN=FIELD; fields are title, body, category, "
                                   "lon, lat, shape, key, language, created, append and ignore."));
    g_autofree char *name = g_strndup (options->map[i], equals - options->map[i]);
    int column = nord_columns_find (import->columns, name);
    if (column < 0)
      return nord_call_misused (call, _ ("The file has no column “%s”."), name);
    nord_columns_set_role (import->columns, column, role);
  }
  if (options->source != NULL)
    nord_import_set_source (import, options->source);
  import->keep_unplaced = options->keep_unplaced;
  return NORD_EXIT_OK;
}

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

static void
add_faults (JsonBuilder *json, const char *name, const GArray *faults)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < faults->len; i++) {
    const NordImportFault *fault = &g_array_index (faults, NordImportFault, i);

    json_builder_begin_object (json);
    nord_call_add_integer (json, "line", fault->line);
    nord_call_add_text (json, "column", fault->column);
    nord_call_add_text (json, "reason", fault->reason);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
}

static void
print_json (NordCall *call,
            const NordImport *import,
            const NordImportPlan *plan,
            guint imported,
            gboolean dry_run)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  const char separator[] = {import->dialect.separator, '\0'};
  const char decimal[] = {import->dialect.decimal, '\0'};

  json_builder_begin_object (json);
  nord_call_add_integer (json, "read", plan->n_read);
  nord_call_add_integer (json, "imported", imported);
  add_faults (json, "rejected", plan->rejected);
  nord_call_add_integer (json, "duplicates", plan->n_duplicates);
  add_faults (json, "warnings", plan->warnings);
  /* Beyond the longest list only the number is known. */
  nord_call_add_integer (json, "rejected_total", plan->n_rejected);
  nord_call_add_integer (json, "warnings_total", plan->n_warnings);
  nord_call_add_boolean (json, "dry_run", dry_run);
  nord_call_add_text (json, "source", import->source);
  nord_call_add_text (json, "format", nord_format_get_id (import->format));
  if (import->format == NORD_FORMAT_CSV) {
    nord_call_add_text (json, "encoding", nord_encoding_get_name (import->dialect.encoding));
    nord_call_add_text (json, "separator", separator);
    nord_call_add_text (json, "decimal", decimal);
    nord_call_add_boolean (json, "header", import->dialect.header);
  }
  json_builder_set_member_name (json, "columns");
  json_builder_begin_array (json);
  for (guint i = 0; i < import->columns->len; i++) {
    const NordColumn *column = &g_array_index (import->columns, NordColumn, i);

    json_builder_begin_object (json);
    nord_call_add_text (json, "name", column->name);
    nord_call_add_text (json, "field", nord_role_get_id (column->role));
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
}

static void
print_faults (NordCall *call, const char *title, const GArray *faults, guint total)
{
  if (total == 0)
    return;
  nord_call_print (call, "%s", title);
  for (guint i = 0; i < faults->len; i++) {
    const NordImportFault *fault = &g_array_index (faults, NordImportFault, i);

    if (fault->column != NULL)
      /* Translators: line, name of the column, reason. */
      nord_call_print (call, _ ("  line %u, %s: %s"), fault->line, fault->column, fault->reason);
    else
      nord_call_print (call, _ ("  line %u: %s"), fault->line, fault->reason);
  }
}

static void
print_words (NordCall *call,
             const NordImport *import,
             const NordImportPlan *plan,
             guint imported,
             gboolean dry_run)
{
  if (import->format == NORD_FORMAT_CSV) {
    g_autofree char *separator = import->dialect.separator == '\t'
                                   ? g_strdup (_ ("tab"))
                                   : g_strdup_printf ("%c", import->dialect.separator);

    /* Translators: encoding, separator, decimal sign. */
    nord_call_say (call, _ ("Table in %s, separator %s, decimal sign %c"),
                   nord_encoding_get_name (import->dialect.encoding), separator,
                   import->dialect.decimal);
  }
  if (import->own)
    nord_call_say (call, "%s", _ ("Written by Nordwärts: every field comes back."));
  else
    for (guint i = 0; i < import->columns->len; i++) {
      const NordColumn *column = &g_array_index (import->columns, NordColumn, i);

      nord_call_say (call, "  %s → %s", column->name, nord_role_get_title (column->role));
    }
  nord_call_print (call,
                   dry_run
                     ? ngettext ("%u row read, %u would come in, %u rejected, %u here already",
                                 "%u rows read, %u would come in, %u rejected, %u here "
                                 "already",
                                 plan->n_read)
                     : ngettext ("%u row read, %u came in, %u rejected, %u here already",
                                 "%u rows read, %u came in, %u rejected, %u here already",
                                 plan->n_read),
                   plan->n_read, imported, plan->n_rejected, plan->n_duplicates);
  print_faults (call, _ ("Rejected:"), plan->rejected, plan->n_rejected);
  print_faults (call, _ ("Look at these:"), plan->warnings, plan->n_warnings);
}

static int
run_import (NordCall *call, int argc, char **argv)
{
  g_auto (Options) options = {NULL};
  const GOptionEntry entries[] = {
    {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
     N_ ("csv, geojson or gpkg (found out by itself)"), N_ ("FORMAT")},
    {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Only say what would happen"),
     NULL},
    {"map", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &options.map,
     N_ ("What a column is; may be given again"), N_ ("COLUMN=FIELD")},
    {"source", 0, 0, G_OPTION_ARG_STRING, &options.source,
     N_ ("Name of the collection (that of the file)"), N_ ("NAME")},
    {"keep-unplaced", 0, 0, G_OPTION_ARG_NONE, &options.keep_unplaced,
     N_ ("Take in rows with a broken place, without the place"), NULL},
    {"separator", 0, 0, G_OPTION_ARG_STRING, &options.separator,
     N_ ("Separator of a table: , ; | or tab"), N_ ("SIGN")},
    {"decimal", 0, 0, G_OPTION_ARG_STRING, &options.decimal, N_ ("Decimal sign: . or ,"),
     N_ ("SIGN")},
    {"encoding", 0, 0, G_OPTION_ARG_STRING, &options.encoding,
     N_ ("UTF-8, UTF-16LE, UTF-16BE, windows-1252, ISO-8859-1 or ISO-8859-15"), N_ ("NAME")},
    {"no-header", 0, 0, G_OPTION_ARG_NONE, &options.no_header,
     N_ ("The first row is a row like the others"), NULL},
    {"layer", 0, 0, G_OPTION_ARG_STRING, &options.layer, N_ ("Layer of a GeoPackage"), N_ ("NAME")},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  NordFormat named;
  int format = NORD_FORMAT_GUESS, status;

  if (!nord_call_parse (call, entries, argc, argv, 2, 2, &status))
    return status;
  if (options.format != NULL) {
    if (!nord_format_find (options.format, &named))
      return nord_call_misused (call, _ ("The format is csv, geojson or gpkg."));
    format = (int) named;
  }
  g_autoptr (NordStore) store =
    nord_call_open (call, call->arguments[0],
                    options.dry_run ? NORD_STORE_OPEN_READ_ONLY : NORD_STORE_OPEN_DEFAULT);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  g_autoptr (NordImport) import = nord_import_new_for_path (call->arguments[1], format, &error);
  if (import == NULL)
    return nord_call_failed (call, error);
  status = correct (call, &options, import);
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
  print_json (call, import, plan, imported, options.dry_run);
  print_words (call, import, plan, imported, options.dry_run);
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
