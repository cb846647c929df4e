/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Opening a foreign file, whatever its format, and making the plan of its import. */
#include "core/exchange/import.h"

#include "core/exchange/import-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How often an asynchronous plan reports, in milliseconds. */
#define PROGRESS_INTERVAL 100

static const struct {
  const char *id;
  const char *title;
  const NordImportFormat *format;
} formats[NORD_N_FORMATS] = {
  [NORD_FORMAT_CSV] = {"csv", N_ ("Table (CSV)"), &nord_import_csv},
  [NORD_FORMAT_GEOJSON] = {"geojson", N_ ("GeoJSON"), &nord_import_geojson},
  [NORD_FORMAT_GPKG] = {"gpkg", N_ ("GeoPackage"), &nord_import_gpkg},
};

const char *
nord_format_get_id (NordFormat format)
{
  g_return_val_if_fail (format < NORD_N_FORMATS, NULL);
  return formats[format].id;
}

const char *
nord_format_get_title (NordFormat format)
{
  g_return_val_if_fail (format < NORD_N_FORMATS, NULL);
  return _ (formats[format].title);
}

gboolean
nord_format_find (const char *id, NordFormat *format)
{
  for (guint i = 0; i < NORD_N_FORMATS; i++)
    if (g_str_equal (formats[i].id, id)) {
      *format = i;
      return TRUE;
    }
  return FALSE;
}

gboolean
nord_format_guess (const char *name, const guint8 *data, gsize length, NordFormat *format)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  gsize i = 0;

  if (length >= 16 && memcmp (data, "SQLite format 3", 16) == 0)
    *format = NORD_FORMAT_GPKG;
  else if (g_str_has_suffix (lower, ".geojson") || g_str_has_suffix (lower, ".json") ||
           g_str_has_suffix (lower, ".geojsonl"))
    *format = NORD_FORMAT_GEOJSON;
  else if (g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv") ||
           g_str_has_suffix (lower, ".txt"))
    *format = NORD_FORMAT_CSV;
  else {
    while (i < length && (g_ascii_isspace (data[i]) || data[i] >= 0x80))
      i++;
    if (i < length && data[i] == '{')
      *format = NORD_FORMAT_GEOJSON;
    else
      return FALSE;
  }
  return TRUE;
}

static gboolean
decode (NordImport *self, GError **error)
{
  if (self->format != NORD_FORMAT_GPKG) {
    g_clear_pointer (&self->text, g_bytes_unref);
    self->text = nord_encoding_decode (self->bytes, self->dialect.encoding);
    if (g_bytes_get_size (self->text) == 0) {
      g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_EMPTY,
                           _ ("The file is empty"));
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
nord_import_take_grid (NordImport *self, NordGrid *grid, GError **error)
{
  g_autoptr (NordGrid) taken = grid;

  if (self->grid != NULL &&
      g_str_equal (nord_grid_get_title (self->grid), nord_grid_get_title (taken)))
    return TRUE;
  if (self->grid != NULL) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED,
                 /* Translators: the names of two map grids. */
                 _ ("The file names two map grids, %s and %s"), nord_grid_get_title (self->grid),
                 nord_grid_get_title (taken));
    return FALSE;
  }
  if (!nord_grid_is_wgs84 (taken))
    self->grid = g_steal_pointer (&taken);
  return TRUE;
}

static gboolean
read_columns (NordImport *self, GError **error)
{
  g_clear_pointer (&self->grid, nord_grid_free);
  g_clear_pointer (&self->columns, g_array_unref);
  self->columns = nord_columns_new ();
  return formats[self->format].format->open (self, error);
}

static gboolean
open_text (NordImport *self, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (self->bytes, &length);

  self->dialect.encoding = nord_encoding_detect (data, length);
  if (!decode (self, error))
    return FALSE;
  if (self->format == NORD_FORMAT_CSV) {
    const char *text = g_bytes_get_data (self->text, &length);

    nord_csv_dialect_detect (&self->dialect, text, length);
  }
  return TRUE;
}

static NordImport *
import_new (const char *name)
{
  NordImport *self = g_new0 (NordImport, 1);
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *valid = g_filename_display_name (base);
  char *dot = strrchr (valid, '.');

  if (dot != NULL && dot != valid)
    *dot = '\0';
  self->source = g_steal_pointer (&valid);
  /* GeoJSON has no other, and neither has a GeoPackage. */
  self->dialect.decimal = '.';
  return self;
}

NordImport *
nord_import_new_for_bytes (GBytes *bytes, const char *name, int format, GError **error)
{
  g_autoptr (NordImport) self = import_new (name);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  NordFormat guessed;

  if (length > NORD_EXCHANGE_MAX_BYTES) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("The file is larger than %u MB"), (guint) (NORD_EXCHANGE_MAX_BYTES >> 20));
    return NULL;
  }
  if (length == 0) {
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_EMPTY,
                         _ ("The file is empty"));
    return NULL;
  }
  if (format == NORD_FORMAT_GUESS) {
    if (!nord_format_guess (name, data, length, &guessed)) {
      g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNKNOWN_FORMAT,
                           _ ("This is neither a table (CSV) nor GeoJSON nor a GeoPackage"));
      return NULL;
    }
    format = (int) guessed;
  }
  self->format = format;
  if (self->format == NORD_FORMAT_GPKG) {
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED,
                         _ ("A GeoPackage can only be read from a file"));
    return NULL;
  }
  self->bytes = g_bytes_ref (bytes);
  if (!open_text (self, error) || !read_columns (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
looks_like_sqlite (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char head[16];
  gsize n = 0;

  return stream != NULL &&
         g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, NULL, NULL) &&
         n == sizeof head && memcmp (head, "SQLite format 3", 16) == 0;
}

NordImport *
nord_import_new_for_path (const char *path, int format, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (NordImport) self = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  info =
    g_file_query_info (file, "standard::type,standard::size", G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNKNOWN_FORMAT,
                         _ ("This is no file that can be read"));
    return NULL;
  }
  if (format == NORD_FORMAT_GPKG || (format == NORD_FORMAT_GUESS && looks_like_sqlite (path))) {
    self = import_new (path);
    self->format = NORD_FORMAT_GPKG;
    self->path = g_strdup (path);
    if (!read_columns (self, error))
      return NULL;
    return g_steal_pointer (&self);
  }
  /* Asked before reading, so that a file of gigabytes costs nothing. */
  if ((guint64) g_file_info_get_size (info) > NORD_EXCHANGE_MAX_BYTES) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("The file is larger than %u MB"), (guint) (NORD_EXCHANGE_MAX_BYTES >> 20));
    return NULL;
  }
  if (!g_file_load_contents (file, NULL, &contents, &length, NULL, error))
    return NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  self = nord_import_new_for_bytes (bytes, path, format, error);
  if (self == NULL)
    return NULL;
  self->path = g_strdup (path);
  return g_steal_pointer (&self);
}

void
nord_import_free (NordImport *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->source);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->features, g_array_unref);
  g_strfreev (self->layers);
  g_free (self->layer);
  nord_grid_free (self->grid);
  g_free (self);
}

gboolean
nord_import_set_subject (NordImport *self, NordSubject subject, GError **error)
{
  if (self->subject == subject)
    return TRUE;
  self->subject = subject;
  g_clear_pointer (&self->layers, g_strfreev);
  return read_columns (self, error);
}

void
nord_import_set_source (NordImport *self, const char *source)
{
  g_return_if_fail (source != NULL);
  g_free (self->source);
  self->source = g_strdup (source);
}

/**
 * nord_import_set_dialect:
 * @self: an import of CSV or GeoJSON
 * @dialect: as a person corrected it
 *
 * Reads the columns anew; what was chosen for them is lost where their names change.
 *
 * Returns: FALSE with @error where nothing can be read that way; the old dialect stays
 */
gboolean
nord_import_set_dialect (NordImport *self, const NordCsvDialect *dialect, GError **error)
{
  const NordCsvDialect before = self->dialect;
  g_autoptr (GArray) columns = g_steal_pointer (&self->columns);

  self->dialect = *dialect;
  if (!decode (self, error) || !read_columns (self, error)) {
    g_clear_pointer (&self->columns, g_array_unref);
    self->columns = g_steal_pointer (&columns);
    self->dialect = before;
    decode (self, NULL);
    return FALSE;
  }
  for (guint i = 0; i < self->columns->len; i++) {
    int old = nord_columns_find (columns, g_array_index (self->columns, NordColumn, i).name);

    if (old < 0)
      return TRUE;
  }
  /* The same names: what was chosen stays. */
  for (guint i = 0; i < self->columns->len; i++) {
    NordColumn *column = &g_array_index (self->columns, NordColumn, i);

    column->role =
      g_array_index (columns, NordColumn, nord_columns_find (columns, column->name)).role;
  }
  return TRUE;
}

gboolean
nord_import_set_layer (NordImport *self, const char *layer, GError **error)
{
  g_return_val_if_fail (self->layers != NULL, FALSE);
  if (!g_strv_contains ((const char *const *) self->layers, layer)) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID,
                 _ ("The file has no layer “%s”"), layer);
    return FALSE;
  }
  g_free (self->layer);
  self->layer = g_strdup (layer);
  return read_columns (self, error);
}

void
nord_import_set_sink (NordImport *self, NordImportSink sink, gpointer data)
{
  self->sink = sink;
  self->sink_data = data;
}

GPtrArray *
nord_import_preview (NordImport *self, guint n_rows)
{
  return formats[self->format].format->preview (self, n_rows);
}

/* (transfer full) takes @intake */
static NordImportPlan *
finish_plan (NordImport *self, NordIntake *intake)
{
  NordImportPlan *plan = nord_intake_finish (intake);

  if (self->grid != NULL)
    plan->grid = g_strdup (nord_grid_get_title (self->grid));
  return plan;
}

NordImportPlan *
nord_import_plan (NordImport *self,
                  const NordImportKnown *known,
                  GCancellable *cancellable,
                  GFileProgressCallback progress,
                  gpointer progress_data,
                  GError **error)
{
  const NordIntakeSetting setting = {
    .source = self->source,
    .columns = self->columns,
    .known = known,
    .decimal = self->dialect.decimal,
    .subject = self->subject,
    .own = self->own,
    .keep_unplaced = self->keep_unplaced,
    .sink = self->sink,
    .sink_data = self->sink_data,
  };
  g_autoptr (NordIntake) intake = nord_intake_new (&setting);

  if (!formats[self->format].format->read (self, intake, cancellable, progress, progress_data,
                                           error))
    return NULL;
  return finish_plan (self, intake);
}

/**
 * nord_import_read_features:
 * @self: an import of GeoJSON or a GeoPackage
 * @sink: (scope call): gets each feature that has a shape
 * @sink_data: for it
 * @cancellable: (nullable): stops it
 * @progress: (nullable) (scope call): features read of all
 * @progress_data: for it
 * @error: #NordExchangeError
 *
 * Reads features as they are, all of their properties with them, and makes no ideas of them. The
 * columns are for nothing else afterwards.
 *
 * Returns: (transfer full): what was rejected and why; %NULL where the file cannot be read
 */
NordImportPlan *
nord_import_read_features (NordImport *self,
                           NordFeatureSink sink,
                           gpointer sink_data,
                           GCancellable *cancellable,
                           GFileProgressCallback progress,
                           gpointer progress_data,
                           GError **error)
{
  const NordIntakeSetting setting = {
    .source = self->source,
    .columns = self->columns,
    .decimal = '.',
    .own = self->own,
    .sink_data = sink_data,
    .feature_sink = sink,
  };
  g_autoptr (NordIntake) intake = nord_intake_new (&setting);

  if (self->format == NORD_FORMAT_CSV) {
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED,
                         _ ("Shapes are read from GeoJSON and GeoPackages, not from tables"));
    return NULL;
  }
  /* Of a GeoPackage the column of shapes stays what it is. */
  for (guint i = 0; i < self->columns->len; i++) {
    NordColumn *column = &g_array_index (self->columns, NordColumn, i);

    if (self->format != NORD_FORMAT_GPKG || column->role != NORD_ROLE_SHAPE)
      column->role = NORD_ROLE_APPEND;
  }
  if (!formats[self->format].format->read (self, intake, cancellable, progress, progress_data,
                                           error))
    return NULL;
  return finish_plan (self, intake);
}

/* --- In a worker ---------------------------------------------------------------------------------
 */

typedef struct {
  NordImport *import;             /* (not owned) stays as it is until the task is done */
  NordImportKnown *known;         /* (owned) (nullable) */
  GFileProgressCallback progress; /* (nullable) */
  gpointer progress_data;
  GSource *timer; /* (owned) (nullable) */
  gint done;      /* atomic, in thousandths */
} PlanJob;

static void
plan_job_free (gpointer data)
{
  PlanJob *job = data;

  nord_import_known_free (job->known);
  g_clear_pointer (&job->timer, g_source_unref);
  g_free (job);
}

static void
note_progress (goffset done, goffset total, gpointer user_data)
{
  PlanJob *job = user_data;

  g_atomic_int_set (&job->done, total > 0 ? (gint) (done * 1000 / total) : 0);
}

static gboolean
on_timer (gpointer user_data)
{
  PlanJob *job = g_task_get_task_data (user_data);

  job->progress (g_atomic_int_get (&job->done), 1000, job->progress_data);
  return G_SOURCE_CONTINUE;
}

static void
run_plan (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PlanJob *job = task_data;
  GError *error = NULL;
  NordImportPlan *plan =
    nord_import_plan (job->import, job->known, cancellable, note_progress, job, &error);

  if (plan == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, plan, (GDestroyNotify) nord_import_plan_free);
}

static void
on_completed (GTask *task, GParamSpec *pspec, gpointer user_data)
{
  PlanJob *job = g_task_get_task_data (task);

  if (job->timer != NULL)
    g_source_destroy (job->timer);
}

void
nord_import_plan_async (NordImport *self,
                        NordImportKnown *known,
                        GCancellable *cancellable,
                        GFileProgressCallback progress,
                        gpointer progress_data,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  PlanJob *job = g_new0 (PlanJob, 1);

  job->import = self;
  job->known = known;
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_set_source_tag (task, nord_import_plan_async);
  g_task_set_task_data (task, job, plan_job_free);
  if (progress != NULL) {
    job->timer = g_timeout_source_new (PROGRESS_INTERVAL);
    g_source_set_callback (job->timer, on_timer, task, NULL);
    g_source_attach (job->timer, g_main_context_get_thread_default ());
    g_signal_connect (task, "notify::completed", G_CALLBACK (on_completed), NULL);
  }
  g_task_run_in_thread (task, run_plan);
}

NordImportPlan *
nord_import_plan_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, nord_import_plan_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
