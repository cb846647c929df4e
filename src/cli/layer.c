/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli layer: own layers of a workshop. */
#include "config.h"

#include "cli/command.h"
#include "core/exchange/layer-import.h"

#include <glib/gi18n.h>

static int
compare_position (gconstpointer a, gconstpointer b)
{
  double one = nord_record_get_real (*(NordRecord *const *) a, NORD_LAYER_POSITION);
  double two = nord_record_get_real (*(NordRecord *const *) b, NORD_LAYER_POSITION);

  return (one < two) - (one > two);
}

static int
list_layers (NordCall *call, GPtrArray *layers, GListModel *features)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  g_ptr_array_sort (layers, compare_position);
  json_builder_begin_array (json);
  for (guint i = 0; i < layers->len; i++) {
    NordRecord *layer = layers->pdata[i];
    guint n = 0;

    for (guint k = 0; k < g_list_model_get_n_items (features); k++) {
      g_autoptr (NordRecord) feature = g_list_model_get_item (features, k);

      n += g_strcmp0 (nord_record_get_text (feature, NORD_LAYER_FEATURE_LAYER),
                      nord_record_get_id (layer)) == 0;
    }
    json_builder_begin_object (json);
    nord_call_add_text (json, "id", nord_record_get_id (layer));
    nord_call_add_text (json, "title", nord_record_get_text (layer, NORD_LAYER_TITLE));
    nord_call_add_text (json, "source", nord_record_get_text (layer, NORD_LAYER_SOURCE));
    nord_call_add_integer (json, "features", n);
    json_builder_end_object (json);
    nord_call_print (call, "%s  %s  %u", nord_record_get_id (layer),
                     nord_record_get_text (layer, NORD_LAYER_TITLE), n);
  }
  json_builder_end_array (json);
  nord_call_print_json (call, json);
  return NORD_EXIT_OK;
}

static int
add (NordCall *call, NordStore *store, GPtrArray *layers, const char *path, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordImport) import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error);
  g_autoptr (NordImportPlan) plan = NULL;
  g_autoptr (NordChangeSet) set = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *conversion = NULL;
  double position = 1;

  if (import)
    plan = nord_import_plan (import, NULL, call->cancellable, nord_call_on_progress, call, &error);
  nord_call_end_progress (call);
  for (guint i = 0; i < layers->len; i++)
    position = MAX (position, nord_record_get_real (layers->pdata[i], NORD_LAYER_POSITION) + 1);
  if (plan)
    set = nord_layer_import_take (plan, title ? title : import->source, import->source, position,
                                  layers->len, &error);
  if (set == NULL) {
    g_prefix_error (&error, "%s: ", path);
    return nord_call_failed (call, error);
  }
  json_builder_begin_object (json);
  nord_call_add_text (json, "layer", ((NordChange *) set->changes->pdata[0])->target);
  nord_call_add_integer (json, "features", set->changes->len - 1);
  nord_call_add_integer (json, "rejected", plan->n_rejected);
  if (plan->grid != NULL)
    nord_call_add_text (json, "converted_from", plan->grid);
  json_builder_end_object (json);
  for (guint i = 0; i < plan->rejected->len; i++) {
    const NordImportFault *fault = &g_array_index (plan->rejected, NordImportFault, i);

    g_printerr (_ ("Line %u: %s\n"), fault->line, fault->reason);
  }
  conversion = nord_import_plan_dup_conversion (plan);
  if (conversion != NULL)
    nord_call_say (call, "%s", conversion);
  nord_call_print (call,
                   g_dngettext (GETTEXT_PACKAGE, "%u shape added", "%u shapes added",
                                set->changes->len - 1),
                   set->changes->len - 1);
  if (!nord_store_apply (store, set, &error))
    return nord_call_failed (call, error);
  nord_call_print_json (call, json);
  return NORD_EXIT_OK;
}

static int
take_off (NordCall *call, NordStore *store, GPtrArray *layers, GListModel *features, const char *id)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < layers->len; i++) {
    g_autoptr (NordChangeSet) set = NULL;

    if (!g_str_equal (nord_record_get_id (layers->pdata[i]), id))
      continue;
    set = nord_layer_remove (layers->pdata[i], features);
    if (!nord_store_apply (store, set, &error))
      return nord_call_failed (call, error);
    nord_call_say (call, "%s", _ ("The layer is gone; “undo” brings it back."));
    return NORD_EXIT_OK;
  }
  return nord_call_misused (call, _ ("There is no layer “%s”."), id);
}

static int
run_layer (NordCall *call, int argc, char **argv)
{
  g_autofree char *title = NULL;
  const GOptionEntry entries[] = {
    {"title", 't', 0, G_OPTION_ARG_STRING, &title, N_ ("What the layer is called"), N_ ("TEXT")},
    {NULL},
  };
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (GListStore) features = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  const char *what;
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 2, 3, &status))
    return status;
  what = call->arguments[0];
  if (!g_str_equal (what, "list") && !g_str_equal (what, "add") && !g_str_equal (what, "remove"))
    return nord_call_misused (call, _ ("“%s” is none of list, add and remove."), what);
  if ((call->arguments[2] != NULL) == g_str_equal (what, "list"))
    return nord_call_misused (call, _ ("Adding needs a file, removing the id of a layer."));
  g_autoptr (NordStore) store = nord_call_open (call, call->arguments[1], NORD_STORE_OPEN_DEFAULT);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  layers = nord_store_read_all (store, NORD_NOUN_LAYER, &error);
  all = layers ? nord_store_read_all (store, NORD_NOUN_LAYER_FEATURE, &error) : NULL;
  if (all == NULL)
    return nord_call_failed (call, error);
  g_list_store_splice (features, 0, 0, all->pdata, all->len);
  if (g_str_equal (what, "list"))
    status = list_layers (call, layers, G_LIST_MODEL (features));
  else if (g_str_equal (what, "add"))
    status = add (call, store, layers, call->arguments[2], title);
  else
    status = take_off (call, store, layers, G_LIST_MODEL (features), call->arguments[2]);
  nord_store_close (store);
  return status;
}

const NordCommand nord_command_layer = {
  .name = "layer",
  .arguments = N_ ("list|add|remove FILE [PLACES|LAYER]"),
  .summary = N_ ("List, add or remove own layers, such as plans under discussion"),
  .description = N_ ("PLACES is GeoJSON, a GeoPackage or a table with coordinates. Its shapes are "
                     "kept in the workshop and lie under the ideas."),
  .run = run_layer,
};
