/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A file of places (GeoJSON, GeoPackage, CSV) as an own layer of the map. */
#include "core/exchange/layer-import.h"

#include <glib/gi18n.h>

static const NordValue *
find_value (const NordChange *change, guint field)
{
  const NordEdit *edit = nord_change_find (change, field);

  return edit ? &edit->after : NULL;
}

/* In the words of who chose the file: how many could not be read, and the first reason. */
static void
explain (const NordImportPlan *plan, GError **error)
{
  if (plan->rejected->len > 0) {
    const NordImportFault *fault = &g_array_index (plan->rejected, NordImportFault, 0);

    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_EMPTY,
                 _ ("No shape could be read. Line %u: %s"), fault->line, fault->reason);
  } else {
    g_set_error_literal (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_EMPTY,
                         _ ("There are no shapes in the file"));
  }
}

/**
 * nord_layer_import_take:
 * @plan: what was read from the file, as if its features were ideas
 * @title: what the layer is called
 * @source: (nullable): the file it came from
 * @position: higher lies on top
 * @colour: see [func@layer_get_rgb]
 * @error: #NordExchangeError
 *
 * Features without a shape are left out.
 *
 * Returns: (transfer full): the layer and its shapes as one step, %NULL where there is no shape, or
 *   there are too many
 */
NordChangeSet *
nord_layer_import_take (NordImportPlan *plan,
                        const char *title,
                        const char *source,
                        double position,
                        gint64 colour,
                        GError **error)
{
  g_autoptr (NordChangeSet) set = NULL;
  NordChange *layer;
  g_autofree char *id = NULL;
  guint n = 0;

  for (guint i = 0; i < plan->changes->len; i++) {
    const NordValue *shape = find_value (plan->changes->pdata[i], NORD_IDEA_SHAPE);

    n += shape != NULL && shape->kind == NORD_VALUE_SHAPE;
  }
  if (n == 0) {
    explain (plan, error);
    return NULL;
  }
  if (n > NORD_LAYER_MAX_FEATURES) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("A layer can have %u shapes, the file has %u"), NORD_LAYER_MAX_FEATURES, n);
    return NULL;
  }
  set = nord_change_set_group_new (_ ("Add the Layer"));
  layer = nord_change_new_create (NORD_NOUN_LAYER, NULL);
  id = g_strdup (layer->target);
  nord_change_set_text (layer, NORD_LAYER_TITLE, title);
  nord_change_set_real (layer, NORD_LAYER_POSITION, position);
  nord_change_set_real (layer, NORD_LAYER_OPACITY, 0.8);
  nord_change_set_boolean (layer, NORD_LAYER_SHOWN, TRUE);
  nord_change_set_integer (layer, NORD_LAYER_COLOUR, colour);
  nord_change_set_text (layer, NORD_LAYER_SOURCE, source);
  nord_change_set_group_add (set, layer);
  for (guint i = 0; i < plan->changes->len; i++) {
    const NordChange *idea = plan->changes->pdata[i];
    const NordValue *shape = find_value (idea, NORD_IDEA_SHAPE);
    const NordValue *name = find_value (idea, NORD_IDEA_TITLE);
    NordChange *feature;

    if (shape == NULL || shape->kind != NORD_VALUE_SHAPE)
      continue;
    feature = nord_change_new_create (NORD_NOUN_LAYER_FEATURE, NULL);
    nord_change_set_text (feature, NORD_LAYER_FEATURE_LAYER, id);
    if (name && name->kind == NORD_VALUE_TEXT)
      nord_change_set (feature, NORD_LAYER_FEATURE_TITLE, name);
    nord_change_set (feature, NORD_LAYER_FEATURE_SHAPE, shape);
    nord_change_set_group_add (set, feature);
  }
  return g_steal_pointer (&set);
}

NordChangeSet *
nord_layer_remove (NordRecord *layer, GListModel *features)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Remove the Layer"));
  guint n = g_list_model_get_n_items (features);

  for (guint i = 0; i < n; i++) {
    g_autoptr (NordRecord) feature = g_list_model_get_item (features, i);

    if (g_strcmp0 (nord_record_get_text (feature, NORD_LAYER_FEATURE_LAYER),
                   nord_record_get_id (layer)) == 0)
      nord_change_set_group_add (set, nord_change_new_delete (feature));
  }
  nord_change_set_group_add (set, nord_change_new_delete (layer));
  return set;
}
