/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli pack make: a map pack of one's own shapes. */
#include "cli/pack-make.h"

#include "core/exchange/import.h"
#include "core/map/pack-make.h"
#include "core/map/style.h"
#include "core/map/tile-archive.h"
#include "core/model/moderation.h"

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MIN_ZOOM 8
#define MAX_ZOOM 14
/* Of one file; the rest is counted. */
#define MOST_FAULTS_SAID 20

typedef struct {
  const NordImport *import; /* (not owned) */
  NordPackContent *content; /* (not owned) */
  guint n;
  guint n_kept_back; /* ideas that are not released */
} Reading;

/* A pack is for everybody. Of our own files, workshops too, it gets the ideas that an export for
 * the public would hold, and of those nothing that is for the staff. */
static gboolean
is_for_all (const Reading *reading, const NordImportField *fields, guint n_fields)
{
  const int column =
    reading->import->own ? nord_columns_find (reading->import->columns, "moderation") : -1;

  if (column < 0)
    return TRUE;
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].column == (guint) column)
      return nord_moderation_is_public (fields[i].text);
  return FALSE;
}

static gboolean
is_for_staff (const Reading *reading, const char *name)
{
  static const char *const names[] = {"moderation_reason", "source_key", "station",
                                      "receipt",           "claim",      NULL};

  return reading->import->own && g_strv_contains (names, name);
}

static gboolean
read_number (const char *text, NordMvtValue *value)
{
  char *end;

  if (strpbrk (text, ".eEnN") == NULL) {
    errno = 0;
    value->type = NORD_MVT_VALUE_INT;
    value->as.integer = g_ascii_strtoll (text, &end, 10);
    if (errno == 0 && *end == '\0')
      return TRUE;
  }
  value->type = NORD_MVT_VALUE_NUMBER;
  value->as.number = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (value->as.number);
}

static void
take_feature (guint line,
              NordShape *shape,
              const NordImportField *fields,
              guint n_fields,
              gpointer data)
{
  Reading *reading = data;

  if (!is_for_all (reading, fields, n_fields)) {
    reading->n_kept_back++;
    return;
  }
  nord_pack_content_add_feature (reading->content, shape);
  reading->n++;
  for (guint i = 0; i < n_fields; i++) {
    const char *name = g_array_index (reading->import->columns, NordColumn, fields[i].column).name;
    NordMvtValue value = {.type = NORD_MVT_VALUE_STRING};

    if (is_for_staff (reading, name))
      continue;

    value.as.text = (NordMvtText){fields[i].text, (guint32) strlen (fields[i].text)};
    if (fields[i].kind == NORD_FIELD_TRUTH) {
      value.type = NORD_MVT_VALUE_BOOL;
      value.as.truth = *fields[i].text == 't';
    } else if (fields[i].kind == NORD_FIELD_NUMBER && !read_number (fields[i].text, &value)) {
      continue; /* infinite, or none at all */
    }
    nord_pack_content_add_field (reading->content, name, &value);
  }
}

static void
tell_faults (NordCall *call, const char *path, const NordImportPlan *plan)
{
  for (guint i = 0; i < plan->rejected->len && i < MOST_FAULTS_SAID; i++) {
    const NordImportFault *fault = &g_array_index (plan->rejected, NordImportFault, i);

    /* Translators: the name of a file, the number of a shape and the line (or row) of it, and what
     * is wrong there. */
    g_printerr (_ ("%s, shape %u (line %u): %s\n"), path, fault->row, fault->line, fault->reason);
  }
  if (plan->n_rejected > MOST_FAULTS_SAID)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "%s: %u more shape was left out\n",
                             "%s: %u more shapes were left out\n",
                             plan->n_rejected - MOST_FAULTS_SAID),
                path, plan->n_rejected - MOST_FAULTS_SAID);
}

static gboolean
read_layer (NordCall *call,
            NordImport *import,
            const char *path,
            const char *name,
            NordPackContent *content,
            guint *rejected,
            GError **error)
{
  Reading reading = {import, content, 0, 0};
  g_autoptr (NordImportPlan) plan = NULL;
  g_autofree char *conversion = NULL;

  if (!nord_pack_content_begin_layer (content, name, error))
    return FALSE;
  plan = nord_import_read_features (import, take_feature, &reading, call->cancellable,
                                    nord_call_on_progress, call, error);
  nord_call_end_progress (call);
  if (plan == NULL)
    return FALSE;
  tell_faults (call, path, plan);
  conversion = nord_import_plan_dup_conversion (plan);
  if (conversion != NULL)
    nord_call_say (call, "%s: %s", name, conversion);
  *rejected += plan->n_rejected;
  if (reading.n_kept_back > 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "%s: %u idea is not released and stays out.\n",
                             "%s: %u ideas are not released and stay out.\n", reading.n_kept_back),
                path, reading.n_kept_back);
  if (reading.n > 0)
    return TRUE;
  g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_EMPTY,
               _ ("No shape could be read into the layer “%s”"), name);
  return FALSE;
}

static char *
get_stem (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return g_utf8_make_valid (base, -1);
}

/* A GeoPackage may have several layers, which keep their names. */
static gboolean
read_input (NordCall *call,
            const char *path,
            const char *name,
            NordPackContent *content,
            guint *rejected,
            GError **error)
{
  g_autoptr (NordImport) import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, error);
  g_autofree char *stem = get_stem (path);
  g_auto (GStrv) layers = NULL;

  if (import == NULL)
    return FALSE;
  if (import->layers == NULL || import->layers[0] == NULL || import->layers[1] == NULL)
    return read_layer (call, import, path, name != NULL ? name : stem, content, rejected, error);
  if (name != NULL) {
    g_autofree char *all = g_strjoinv (", ", import->layers);

    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED,
                 _ ("The file has several layers (%s), which keep their names; give it an empty "
                    "--layer"),
                 all);
    return FALSE;
  }
  layers = g_strdupv (import->layers);
  for (guint i = 0; layers[i] != NULL; i++)
    if (!nord_import_set_layer (import, layers[i], error) ||
        !read_layer (call, import, path, layers[i], content, rejected, error))
      return FALSE;
  return TRUE;
}

/* (transfer full) (element-type utf8) layers that our own style does not know, and draws plainly;
 * @known: those of the schema of which it draws nothing */
static GPtrArray *
find_undrawn (const NordPackContent *content, gboolean known)
{
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  GPtrArray *undrawn = g_ptr_array_new_with_free_func (g_free);

  for (guint l = 0; style != NULL && l < content->layers->len; l++) {
    const char *name = ((const NordPackLayer *) content->layers->pdata[l])->name;
    gboolean drawn = FALSE;

    for (guint i = 0; i < style->n_layers && !drawn; i++)
      drawn = g_str_equal (style->layers[i].source, name);
    if (!drawn && g_hash_table_contains (style->sources, name) == known)
      g_ptr_array_add (undrawn, g_strdup (name));
  }
  return undrawn;
}

static void
tell_sum (NordCall *call,
          const char *path,
          const NordPackContent *content,
          const NordPackPlan *plan,
          const NordPackSum *sum,
          guint rejected)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GPtrArray) undrawn = find_undrawn (content, TRUE);
  g_autoptr (GPtrArray) plain = find_undrawn (content, FALSE);
  g_autofree char *size = g_format_size (sum->n_bytes);

  json_builder_begin_object (json);
  nord_call_add_text (json, "output", path);
  nord_call_add_integer (json, "tiles", (gint64) sum->n_tiles);
  nord_call_add_integer (json, "features", sum->n_features);
  nord_call_add_integer (json, "rejected", rejected);
  nord_call_add_integer (json, "small", sum->n_small);
  json_builder_set_member_name (json, "layers");
  json_builder_begin_array (json);
  for (guint l = 0; l < content->layers->len; l++) {
    const NordPackLayer *layer = content->layers->pdata[l];

    json_builder_begin_object (json);
    nord_call_add_text (json, "name", layer->name);
    nord_call_add_integer (json, "features", layer->features->len);
    nord_call_add_boolean (json, "drawn",
                           !g_ptr_array_find_with_equal_func (undrawn, layer->name, g_str_equal,
                                                              NULL));
    nord_call_add_boolean (json, "plain",
                           g_ptr_array_find_with_equal_func (plain, layer->name, g_str_equal,
                                                             NULL));
    json_builder_end_object (json);
    nord_call_print (call,
                     /* Translators: the name of a layer, and how many shapes it has. */
                     g_dngettext (GETTEXT_PACKAGE, "%s: %u shape", "%s: %u shapes",
                                  layer->features->len),
                     layer->name, layer->features->len);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  nord_call_print (call, _ ("%u tiles, zooms %u to %u"), (guint) sum->n_tiles, plan->min_zoom,
                   plan->max_zoom);
  nord_call_print (call, _ ("Size: %s"), size);
  if (sum->n_small > 0)
    nord_call_say (call,
                   g_dngettext (GETTEXT_PACKAGE, "%u shape is too small to be in it",
                                "%u shapes are too small to be in it", sum->n_small),
                   sum->n_small);
  for (guint i = 0; i < plain->len; i++)
    nord_call_say (call,
                   _ (
                     "The layer “%s” is drawn plainly, in one colour with its names, as what it is "
                     "called is none of OpenMapTiles."),
                   (const char *) plain->pdata[i]);
  for (guint i = 0; i < undrawn->len; i++)
    nord_call_say (call, _ ("Nordwärts itself draws nothing of the layer “%s”; other programs do."),
                   (const char *) undrawn->pdata[i]);
}

int
nord_cli_make_pack (NordCall *call, const NordPackMakeOptions *options)
{
  const char *path = call->arguments[1];
  const guint n_names = options->layers != NULL ? g_strv_length (options->layers) : 0;
  g_autoptr (NordPackContent) content = nord_pack_content_new ();
  g_autofree char *stem = get_stem (path);
  const NordPackPlan plan = {
    .min_zoom =
      (guint) (options->min_zoom >= 0
                 ? options->min_zoom
                 : (options->max_zoom >= 0 ? MIN (MIN_ZOOM, options->max_zoom) : MIN_ZOOM)),
    .max_zoom =
      (guint) (options->max_zoom >= 0 ? options->max_zoom : MAX (MAX_ZOOM, options->min_zoom)),
    .name = options->name != NULL ? options->name : stem,
    .attribution = options->attribution != NULL ? options->attribution : "",
  };
  g_autoptr (GError) error = NULL;
  NordPackSum sum;
  guint rejected = 0;

  if (call->n_arguments < 3)
    return nord_call_misused (call, _ ("Say which files: pack make OUT.mbtiles INPUT…"));
  if (n_names > call->n_arguments - 2)
    return nord_call_misused (call, _ ("There are more layers named than files given."));
  if (plan.min_zoom > plan.max_zoom || plan.max_zoom > NORD_TILE_MAX_ZOOM)
    return nord_call_misused (call, _ ("Zooms go from 0 to %u, the smallest first"),
                              NORD_TILE_MAX_ZOOM);
  for (guint i = 2; i < call->n_arguments; i++) {
    const char *name =
      i - 2 < n_names && *options->layers[i - 2] != '\0' ? options->layers[i - 2] : NULL;

    if (!read_input (call, call->arguments[i], name, content, &rejected, &error)) {
      g_prefix_error (&error, "%s: ", call->arguments[i]);
      return nord_call_failed (call, error);
    }
  }
  if (!nord_pack_make (content, &plan, path, &sum, call->cancellable, nord_call_on_progress, call,
                       &error)) {
    nord_call_end_progress (call);
    return nord_call_failed (call, error);
  }
  nord_call_end_progress (call);
  tell_sum (call, path, content, &plan, &sum, rejected);
  return NORD_EXIT_OK;
}
