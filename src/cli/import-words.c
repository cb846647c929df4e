/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the imports of ideas and of projects have in common on the command line. */
#include "config.h"

#include "cli/import-words.h"

#include <glib/gi18n.h>

#include <string.h>

void
nord_import_options_clear (NordImportOptions *self)
{
  g_free (self->format);
  g_free (self->separator);
  g_free (self->decimal);
  g_free (self->encoding);
  g_free (self->source);
  g_free (self->layer);
  g_strfreev (self->map);
}

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
int
nord_import_options_correct (NordCall *call, const NordImportOptions *options, NordImport *import)
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

    if (equals == NULL || !nord_role_find (equals + 1, import->subject, &role))
      return nord_call_misused (call,
                                import->subject == NORD_SUBJECT_PROJECTS
                                  ? _ ("--map takes COLUMN=FIELD; fields are number, title, body, "
                                       "category, district, state, registered_on, started_on, "
                                       "ended_on, cost, url, lon, lat, shape, append and ignore.")
                                  : _ ("--map takes COLUMN=FIELD; fields are title, body, "
                                       "category, lon, lat, shape, key, language, created, append "
                                       "and ignore."));
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

void
nord_import_options_describe (NordImportOptions *options, GOptionEntry *entries)
{
  const GOptionEntry all[] = {
    {"format", 'f', 0, G_OPTION_ARG_STRING, &options->format,
     N_ ("csv, geojson or gpkg (found out by itself)"), N_ ("FORMAT")},
    {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options->dry_run, N_ ("Only say what would happen"),
     NULL},
    {"map", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &options->map,
     N_ ("What a column is; may be given again"), N_ ("COLUMN=FIELD")},
    {"source", 0, 0, G_OPTION_ARG_STRING, &options->source,
     N_ ("Name of the collection (that of the file)"), N_ ("NAME")},
    {"keep-unplaced", 0, 0, G_OPTION_ARG_NONE, &options->keep_unplaced,
     N_ ("Take in rows with a broken place, without the place"), NULL},
    {"separator", 0, 0, G_OPTION_ARG_STRING, &options->separator,
     N_ ("Separator of a table: , ; | or tab"), N_ ("SIGN")},
    {"decimal", 0, 0, G_OPTION_ARG_STRING, &options->decimal, N_ ("Decimal sign: . or ,"),
     N_ ("SIGN")},
    {"encoding", 0, 0, G_OPTION_ARG_STRING, &options->encoding,
     N_ ("UTF-8, UTF-16LE, UTF-16BE, windows-1252, ISO-8859-1 or ISO-8859-15"), N_ ("NAME")},
    {"no-header", 0, 0, G_OPTION_ARG_NONE, &options->no_header,
     N_ ("The first row is a row like the others"), NULL},
    {"layer", 0, 0, G_OPTION_ARG_STRING, &options->layer, N_ ("Layer of a GeoPackage"),
     N_ ("NAME")},
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (all) == NORD_N_IMPORT_OPTIONS);
  memcpy (entries, all, sizeof all);
}

gboolean
nord_import_options_read_format (NordCall *call,
                                 const NordImportOptions *options,
                                 int *format,
                                 int *status)
{
  NordFormat named;

  *format = NORD_FORMAT_GUESS;
  if (options->format == NULL)
    return TRUE;
  if (!nord_format_find (options->format, &named)) {
    *status = nord_call_misused (call, _ ("The format is csv, geojson or gpkg."));
    return FALSE;
  }
  *format = (int) named;
  return TRUE;
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

void
nord_import_print_json (NordCall *call,
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
  if (plan->of_projects)
    nord_call_add_integer (json, "updated", plan->n_updates);
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
  if (plan->grid != NULL)
    nord_call_add_text (json, "converted_from", plan->grid);
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

void
nord_import_print_words (NordCall *call,
                         const NordImport *import,
                         const NordImportPlan *plan,
                         guint imported,
                         gboolean dry_run)
{
  g_autofree char *conversion = nord_import_plan_dup_conversion (plan);

  if (import->format == NORD_FORMAT_CSV) {
    g_autofree char *separator = import->dialect.separator == '\t'
                                   ? g_strdup (_ ("tab"))
                                   : g_strdup_printf ("%c", import->dialect.separator);

    /* Translators: encoding, separator, decimal sign. */
    nord_call_say (call, _ ("Table in %s, separator %s, decimal sign %c"),
                   nord_encoding_get_name (import->dialect.encoding), separator,
                   import->dialect.decimal);
  }
  if (conversion != NULL)
    nord_call_say (call, "%s", conversion);
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
  if (plan->n_updates > 0)
    nord_call_say (call,
                   ngettext ("%u of them is a project that was here and says something new",
                             "%u of them are projects that were here and say something new",
                             plan->n_updates),
                   plan->n_updates);
  print_faults (call, _ ("Rejected:"), plan->rejected, plan->n_rejected);
  print_faults (call, _ ("Look at these:"), plan->warnings, plan->n_warnings);
}
