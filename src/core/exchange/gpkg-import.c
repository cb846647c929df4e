/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Import of a layer of a foreign GeoPackage (OGC 12-128r17). The file is opened as hostile input
 * and never written. */
#include "core/db/db.h"
#include "core/exchange/import-format.h"
#include "core/exchange/import.h"
#include "core/geo/wkb.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROWS_A_LOOK 256
/* Nobody waits longer for the first rows; the whole layer may take its time, in slices. */
#define QUERY_MS 5000

static char *
quote_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return g_strdup_printf ("\"%s\"", doubled);
}

static sqlite3_stmt *
prepare (NordDb *db, const char *sql, const char *text, GError **error)
{
  nord_db_allow_time (db, QUERY_MS);
  g_autoptr (sqlite3_stmt) statement = nord_db_prepare (db, sql, error);

  if (statement != NULL && text != NULL)
    sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  return g_steal_pointer (&statement);
}

static gboolean
list_layers (NordImport *self, NordDb *db, GError **error)
{
  g_autoptr (GStrvBuilder) layers = g_strv_builder_new ();
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row;

  statement = prepare (db,
                       "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' "
                       "ORDER BY table_name LIMIT 1000",
                       NULL, error);
  if (statement == NULL) {
    g_prefix_error_literal (error, _ ("This is no GeoPackage with features: "));
    return FALSE;
  }
  while (nord_db_step (db, statement, &row, error) && row)
    g_strv_builder_add (layers, (const char *) sqlite3_column_text (statement, 0));
  if (error != NULL && *error != NULL)
    return FALSE;
  self->layers = g_strv_builder_end (layers);
  if (self->layers[0] == NULL) {
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_EMPTY,
                         _ ("The GeoPackage has no layer of features"));
    return FALSE;
  }
  return TRUE;
}

/* (transfer full) (nullable) the grid of an entry in gpkg_spatial_ref_sys: by its number, or else
 * by its definition in well-known text. */
static NordGrid *
look_up_grid (NordDb *db, gint64 srs_id, const char *organization, int number, GError **error)
{
  NordGrid *grid = NULL;
  gboolean row;

  /* -1 and 0 are the undefined ones (OGC 12-128r18, table 16). */
  if (organization == NULL || *organization == '\0' || srs_id == 0 || srs_id == -1) {
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED,
                         _ ("The file does not say in which map grid its coordinates are. Name it, "
                            "for example with QGIS."));
    return NULL;
  }
  if (g_ascii_strcasecmp (organization, "NONE") != 0)
    grid = nord_grid_new (organization, number, error);
  if (grid == NULL) {
    g_autoptr (sqlite3_stmt) statement =
      prepare (db, "SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?", NULL, NULL);
    const char *wkt = NULL;

    if (statement != NULL)
      sqlite3_bind_int64 (statement, 1, srs_id);
    if (statement != NULL && nord_db_step (db, statement, &row, NULL) && row)
      wkt = (const char *) sqlite3_column_text (statement, 0);
    /* What was wrong with the number is the better reason, where there is one. */
    grid = nord_grid_new_for_wkt (wkt != NULL ? wkt : "",
                                  error != NULL && *error != NULL ? NULL : error);
    if (grid != NULL)
      g_clear_error (error);
  }
  return grid;
}

/* The one column of shapes; its grid goes to the import. */
static char *
find_geometry (NordImport *self, NordDb *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    prepare (db,
             "SELECT g.column_name, s.organization, s.organization_coordsys_id, g.srs_id "
             "FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s USING (srs_id) "
             "WHERE g.table_name = ?",
             self->layer, error);
  g_autoptr (GError) local = NULL;
  NordGrid *grid;
  gboolean row;

  if (statement == NULL || !nord_db_step (db, statement, &row, error))
    return NULL;
  if (!row) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID,
                 _ ("The layer “%s” has no column of shapes"), self->layer);
    return NULL;
  }
  g_autofree char *column = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  const char *organization = (const char *) sqlite3_column_text (statement, 1);
  const int number = sqlite3_column_int (statement, 2);
  if (organization != NULL && g_ascii_strcasecmp (organization, "EPSG") == 0 && number == 4326)
    return g_steal_pointer (&column);
  grid = look_up_grid (db, sqlite3_column_int64 (statement, 3), organization, number, &local);
  if (grid == NULL) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED,
                 /* Translators: the name of a layer, then what is wrong with its map grid. */
                 _ ("The coordinates of the layer “%s” cannot be converted: %s"), self->layer,
                 local->message);
    return NULL;
  }
  return nord_import_take_grid (self, grid, error) ? g_steal_pointer (&column) : NULL;
}

/* Of our own files the ideas or the projects; else the first layer. */
static void
choose_layer (NordImport *self)
{
  const char *wanted = self->subject == NORD_SUBJECT_PROJECTS ? "project" : "idea";

  g_free (self->layer);
  self->layer = g_strdup (
    g_strv_contains ((const char *const *) self->layers, wanted) ? wanted : self->layers[0]);
}

static gboolean
gpkg_open (NordImport *self, GError **error)
{
  g_autoptr (NordDb) db = nord_db_open_foreign (self->path, error);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *geometry = NULL;
  g_autofree char *layer = NULL;
  g_autofree char *sql = NULL;
  GError *local = NULL;

  if (db == NULL)
    return FALSE;
  if (self->layers == NULL) {
    if (!list_layers (self, db, &local)) {
      g_propagate_error (error, local);
      return FALSE;
    }
    choose_layer (self);
  }
  geometry = find_geometry (self, db, error);
  if (geometry == NULL)
    return FALSE;
  layer = quote_name (self->layer);
  sql = g_strdup_printf ("SELECT * FROM %s LIMIT 0", layer);
  statement = prepare (db, sql, NULL, error);
  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    if (self->columns->len < NORD_EXCHANGE_MAX_COLUMNS)
      nord_columns_add (self->columns, sqlite3_column_name (statement, i), -1);
  self->own = nord_columns_propose (self->columns, self->subject);
  /* The column of shapes is known for certain; no other can be. */
  int shape = nord_columns_find (self->columns, geometry);
  if (shape >= 0)
    nord_columns_set_role (self->columns, shape, NORD_ROLE_SHAPE);
  return TRUE;
}

/* SELECT "a", "b" FROM "layer" in the order of the columns. */
static sqlite3_stmt *
select_rows (NordImport *self, NordDb *db, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT rowid");
  g_autofree char *layer = quote_name (self->layer);

  for (guint i = 0; i < self->columns->len; i++) {
    g_autofree char *name = quote_name (g_array_index (self->columns, NordColumn, i).name);

    g_string_append_printf (sql, ", %s", name);
  }
  g_string_append_printf (sql, " FROM %s", layer);
  /* Rows that a person deleted in Nordwärts are kept in its file, and marked. */
  if (self->own && nord_columns_find (self->columns, "_deleted") >= 0)
    g_string_append (sql, " WHERE NOT coalesce (\"_deleted\", 0)");
  return prepare (db, sql->str, NULL, error);
}

static GPtrArray *
gpkg_preview (NordImport *self, guint n_rows)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (NordDb) db = nord_db_open_foreign (self->path, NULL);
  g_autoptr (sqlite3_stmt) statement = db != NULL ? select_rows (self, db, NULL) : NULL;
  gboolean more;

  while (statement != NULL && rows->len < n_rows && nord_db_step (db, statement, &more, NULL) &&
         more) {
    char **row = g_new0 (char *, self->columns->len + 1);

    for (guint i = 0; i < self->columns->len; i++) {
      const char *text = sqlite3_column_type (statement, (int) i + 1) == SQLITE_BLOB
                           ? NULL
                           : (const char *) sqlite3_column_text (statement, (int) i + 1);

      row[i] = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
    }
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
read_row (NordImport *self, sqlite3_stmt *statement, NordIntake *intake)
{
  nord_intake_begin (intake, (guint) CLAMP (sqlite3_column_int64 (statement, 0), 0, G_MAXUINT));
  for (guint i = 0; i < self->columns->len; i++) {
    const NordColumn *column = &g_array_index (self->columns, NordColumn, i);
    const int at = (int) i + 1;

    if (column->role == NORD_ROLE_IGNORE || sqlite3_column_type (statement, at) == SQLITE_NULL)
      continue;
    if (sqlite3_column_type (statement, at) == SQLITE_BLOB) {
      if (column->role == NORD_ROLE_SHAPE) {
        g_autoptr (GError) error = NULL;
        NordShape *shape = nord_wkb_decode_blob_in (sqlite3_column_blob (statement, at),
                                                    (gsize) sqlite3_column_bytes (statement, at),
                                                    self->grid, &error);

        if (shape != NULL)
          nord_intake_put_shape (intake, shape);
        else if (error != NULL)
          nord_intake_reject_shape (intake, column->name, error->message);
      }
      continue;
    }
    /* Asked before the text, which may change it. */
    const int type = sqlite3_column_type (statement, at);
    const char *text = (const char *) sqlite3_column_text (statement, at);
    if (text != NULL)
      nord_intake_put (intake, i, type == SQLITE_TEXT ? NORD_FIELD_TEXT : NORD_FIELD_NUMBER, text,
                       (gsize) sqlite3_column_bytes (statement, at));
  }
  nord_intake_end (intake);
}

static gboolean
gpkg_read (NordImport *self,
           NordIntake *intake,
           GCancellable *cancellable,
           GFileProgressCallback progress,
           gpointer progress_data,
           GError **error)
{
  g_autoptr (NordDb) db = nord_db_open_foreign (self->path, error);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (sqlite3_stmt) count = NULL;
  g_autofree char *layer = quote_name (self->layer);
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", layer);
  gboolean more;
  guint rows = 0;
  gint64 total = 0;

  if (db == NULL)
    return FALSE;
  count = prepare (db, sql, NULL, error);
  if (count == NULL || !nord_db_step (db, count, &more, error))
    return FALSE;
  total = sqlite3_column_int64 (count, 0);
  if (total > NORD_EXCHANGE_MAX_ROWS) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("The file has more than %u rows"), NORD_EXCHANGE_MAX_ROWS);
    return FALSE;
  }
  statement = select_rows (self, db, error);
  if (statement == NULL)
    return FALSE;
  for (;;) {
    if (rows % ROWS_A_LOOK == 0) {
      nord_db_allow_time (db, QUERY_MS);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress (rows, total, progress_data);
    }
    if (!nord_db_step (db, statement, &more, error))
      return FALSE;
    if (!more)
      break;
    /* A view may give more rows than it counted. */
    if (++rows > NORD_EXCHANGE_MAX_ROWS) {
      g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The file has more than %u rows"), NORD_EXCHANGE_MAX_ROWS);
      return FALSE;
    }
    read_row (self, statement, intake);
  }
  return TRUE;
}

const NordImportFormat nord_import_gpkg = {gpkg_open, gpkg_preview, gpkg_read};
