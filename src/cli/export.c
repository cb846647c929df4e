/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli export: writes the ideas of a workshop for other programs. */
#include "config.h"

#include "cli/command.h"
#include "core/exchange/export.h"
#include "core/exchange/import.h"
#include "core/model/workshop.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <string.h>

typedef struct {
  char *format, *separator, *decimal;
  gboolean byte_order_mark, excel, force, for_public;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->format);
  g_free (self->separator);
  g_free (self->decimal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Whether both names lead to the same file, whatever the names. */
static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf x, y;

  return g_stat (a, &x) == 0 && g_stat (b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static int
read_style (NordCall *call, const Options *options, NordCsvStyle *style)
{
  *style = options->excel ? NORD_CSV_STYLE_GERMAN : NORD_CSV_STYLE_STANDARD;
  if (options->byte_order_mark)
    style->byte_order_mark = TRUE;
  if (options->separator != NULL) {
    if (strlen (options->separator) != 1 || strchr (",;", *options->separator) == NULL)
      return nord_call_misused (call, _ ("The separator is , or ;"));
    style->separator = *options->separator;
  }
  if (options->decimal != NULL) {
    if (strlen (options->decimal) != 1 || strchr (".,", *options->decimal) == NULL)
      return nord_call_misused (call, _ ("The decimal sign is . or ,"));
    style->decimal = *options->decimal;
  }
  return NORD_EXIT_OK;
}

static gboolean
write_copy (NordStore *store, const char *path, gboolean force, GError **error)
{
  /* A GeoPackage may be somebody's workshop; what stands there is not written over unasked. */
  if (!force && g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_autofree char *name = g_filename_display_name (path);

    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 _ ("“%s” is there already; --force writes over it"), name);
    return FALSE;
  }
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strdup_printf (".%s.%08x.gpkg", name, g_random_int ());
  g_autofree char *temporary = g_build_filename (folder, hidden, NULL);
  if (!nord_store_backup (store, temporary, error)) {
    g_unlink (temporary);
    return FALSE;
  }
  if (g_rename (temporary, path) != 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
    g_unlink (temporary);
    return FALSE;
  }
  return TRUE;
}

static gboolean
write_text (NordStore *store,
            NordFormat format,
            NordCsvStyle style,
            gboolean for_public,
            const char *path,
            guint *n,
            GError **error)
{
  g_autoptr (GPtrArray) clusters = nord_store_read_all (store, NORD_NOUN_CLUSTER, error);
  if (clusters == NULL)
    return FALSE;
  g_autoptr (GPtrArray) workshops = nord_store_read_all (store, NORD_NOUN_WORKSHOP, error);
  if (workshops == NULL)
    return FALSE;
  g_autoptr (NordOutputFile) file = nord_output_file_new (path, error);
  if (file == NULL)
    return FALSE;
  const char *title = workshops->len > 0 ? nord_record_get_text (g_ptr_array_index (workshops, 0),
                                                                 NORD_WORKSHOP_TITLE)
                                         : NULL;
  NordExport *export = format == NORD_FORMAT_CSV ? nord_csv_export_new (file, style, clusters)
                                                 : nord_geojson_export_new (file, title, clusters);
  nord_export_set_public (export, for_public);
  const gboolean read = nord_store_visit (store, NORD_NOUN_IDEA, nord_export_visit, export, error);
  *n = nord_export_end (export);
  return read && nord_output_file_finish (file, error);
}

static int
run_export (NordCall *call, int argc, char **argv)
{
  g_auto (Options) options = {NULL};
  const GOptionEntry entries[] = {
    {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
     N_ ("geojson, csv or gpkg (by the name of OUTPUT)"), N_ ("FORMAT")},
    {"excel", 0, 0, G_OPTION_ARG_NONE, &options.excel,
     N_ ("A table as a German Excel opens it: ; and decimal comma"), NULL},
    {"separator", 0, 0, G_OPTION_ARG_STRING, &options.separator,
     N_ ("Separator of a table: , or ;"), N_ ("SIGN")},
    {"decimal", 0, 0, G_OPTION_ARG_STRING, &options.decimal, N_ ("Decimal sign: . or ,"),
     N_ ("SIGN")},
    {"bom", 0, 0, G_OPTION_ARG_NONE, &options.byte_order_mark,
     N_ ("Begin a table with a byte order mark"), NULL},
    {"public", 0, 0, G_OPTION_ARG_NONE, &options.for_public,
     N_ ("Only what moderation has released or redacted"), NULL},
    {"force", 0, 0, G_OPTION_ARG_NONE, &options.force, N_ ("Write over a GeoPackage"), NULL},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  NordCsvStyle style;
  NordFormat format;
  guint n = 0;
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 2, 2, &status))
    return status;
  const char *output = call->arguments[1];
  if (options.format != NULL ? !nord_format_find (options.format, &format)
                             : !nord_format_guess (output, NULL, 0, &format)) {
    if (options.format != NULL || !g_str_has_suffix (output, ".gpkg"))
      return nord_call_misused (call, _ ("The format is csv, geojson or gpkg."));
    format = NORD_FORMAT_GPKG;
  }
  if (options.for_public && format == NORD_FORMAT_GPKG)
    return nord_call_misused (call, _ ("A copy of the workshop holds everything; for the public "
                                       "write csv or geojson."));
  status = read_style (call, &options, &style);
  if (status != NORD_EXIT_OK)
    return status;
  if (is_same_file (call->arguments[0], output))
    return nord_call_misused (call, _ ("The workshop cannot be written over by its own export."));
  g_autoptr (NordStore) store =
    nord_call_open (call, call->arguments[0],
                    format == NORD_FORMAT_GPKG
                      ? NORD_STORE_OPEN_READ_ONLY
                      : NORD_STORE_OPEN_READ_ONLY | NORD_STORE_OPEN_FOR_A_PASS);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  if (format == NORD_FORMAT_GPKG
        ? !write_copy (store, output, options.force, &error)
        : !write_text (store, format, style, options.for_public, output, &n, &error))
    return nord_call_failed (call, error);

  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_object (json);
  nord_call_add_text (json, "file", output);
  nord_call_add_text (json, "format", nord_format_get_id (format));
  if (format != NORD_FORMAT_GPKG)
    nord_call_add_integer (json, "ideas", n);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  if (format == NORD_FORMAT_GPKG)
    nord_call_say (call, _ ("Copied the whole workshop to %s."), output);
  else
    nord_call_say (call, ngettext ("Wrote %u idea to %s.", "Wrote %u ideas to %s.", n), n, output);
  nord_store_close (store);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_export = {
  .name = "export",
  .arguments = N_ ("FILE OUTPUT"),
  .summary = N_ ("Write ideas as GeoJSON or a table, or copy the workshop"),
  .run = run_export,
};
