/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the map shows between itself and the ideas: the districts, with numbers if wanted, and the
 * own layers of the workshop. */
#include "ui/map/extra-layers.h"

#include "core/exchange/layer-import.h"
#include "ui/map/district-tally.h"
#include "config.h"

struct _NordExtraLayers {
  GObject parent_instance;

  NordShapeLayer *borders;  /* (unowned) the map owns it, as the next two */
  NordShapeLayer *names;    /* (unowned) of the districts */
  NordShapeLayer *parts;    /* (unowned) the statistical ones, with their numbers */
  NordShapeLayer *own;      /* (unowned) */
  NordDistricts *districts; /* (owned) (nullable) */
  NordDistrictTally *tally; /* (owned) (nullable) while it is shown */
  GListModel *ideas;        /* (owned) (nullable) */
  NordSession *session;     /* (owned) (nullable) */
  GListModel *layers;       /* (owned) (nullable) of the document */
  GListModel *features;     /* (owned) (nullable) likewise */
  GSettings *settings;      /* (owned) */
  guint fill_id;
};

G_DEFINE_FINAL_TYPE (NordExtraLayers, nord_extra_layers, G_TYPE_OBJECT)

static void
fill_parts (NordExtraLayers *self)
{
  nord_shape_layer_clear (self->parts);
  /* Their numbers take the place of that of the whole where they have room. */
  nord_shape_layer_set_limit (self->names, self->tally ? NORD_SHAPE_PART_ZOOM : 0);
  for (guint i = 0;
       self->tally && i < nord_districts_get_n (self->districts, NORD_DISTRICT_STATISTICAL); i++) {
    const NordDistrict *part = nord_districts_get (self->districts, NORD_DISTRICT_STATISTICAL, i);
    g_autofree char *label =
      g_strdup_printf ("%s · %u", part->name, nord_district_tally_get_part (self->tally, i));

    if (part->north)
      nord_shape_layer_add (self->parts, part->id, part->shape, label, NULL);
  }
}

/* Those that the programme does not work in have no name here. */
static void
fill_districts (NordExtraLayers *self)
{
  gboolean shown = g_settings_get_boolean (self->settings, "show-districts");
  guint n = self->districts ? nord_districts_get_n (self->districts, NORD_DISTRICT_CITY) : 0;

  nord_shape_layer_clear (self->borders);
  nord_shape_layer_clear (self->names);
  for (guint i = 0; i < n; i++) {
    const NordDistrict *district = nord_districts_get (self->districts, NORD_DISTRICT_CITY, i);
    g_autofree char *label = NULL;

    if (!district->north)
      continue;
    if (shown)
      nord_shape_layer_add (self->borders, district->id, district->shape, NULL, NULL);
    if (self->tally)
      label = g_strdup_printf ("%s · %u", district->name, nord_district_tally_get (self->tally, i));
    if (shown || self->tally)
      nord_shape_layer_add (self->names, district->id, district->shape,
                            label ? label : district->name, NULL);
  }
  fill_parts (self);
}

static void
on_counts_switched (NordExtraLayers *self)
{
  gboolean shown = g_settings_get_boolean (self->settings, "show-district-counts");

  g_clear_object (&self->tally);
  if (shown && self->districts) {
    self->tally = nord_district_tally_new (self->districts);
    g_signal_connect_object (self->tally, "changed", G_CALLBACK (fill_districts), self,
                             G_CONNECT_SWAPPED);
    nord_district_tally_set_ideas (self->tally, self->ideas);
  }
  fill_districts (self);
}

/* --- Own layers ----------------------------------------------------------------------------------
 */

static int
compare_position (gconstpointer a, gconstpointer b)
{
  double one = nord_record_get_real (*(NordRecord *const *) a, NORD_LAYER_POSITION);
  double two = nord_record_get_real (*(NordRecord *const *) b, NORD_LAYER_POSITION);

  return (one > two) - (one < two);
}

static gboolean
on_fill (gpointer data)
{
  NordExtraLayers *self = data;
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->layers ? g_list_model_get_n_items (self->layers) : 0;

  self->fill_id = 0;
  nord_shape_layer_clear (self->own);
  for (guint i = 0; i < n; i++) {
    NordRecord *layer = g_list_model_get_item (self->layers, i);

    if (nord_record_get_boolean (layer, NORD_LAYER_SHOWN))
      g_ptr_array_add (shown, layer);
    else
      g_object_unref (layer);
  }
  g_ptr_array_sort (shown, compare_position);
  n = shown->len > 0 ? g_list_model_get_n_items (self->features) : 0;
  for (guint k = 0; k < shown->len; k++) {
    NordRecord *layer = shown->pdata[k];
    guint32 rgb = nord_layer_get_rgb (nord_record_get_integer (layer, NORD_LAYER_COLOUR));
    GdkRGBA colour = {(rgb >> 16 & 255) / 255.0f, (rgb >> 8 & 255) / 255.0f, (rgb & 255) / 255.0f,
                      (float) CLAMP (nord_record_get_real (layer, NORD_LAYER_OPACITY), 0, 1)};

    for (guint i = 0; i < n; i++) {
      g_autoptr (NordRecord) feature = g_list_model_get_item (self->features, i);
      NordShape *shape = nord_record_get_shape (feature, NORD_LAYER_FEATURE_SHAPE);

      if (shape && g_strcmp0 (nord_record_get_text (feature, NORD_LAYER_FEATURE_LAYER),
                              nord_record_get_id (layer)) == 0)
        nord_shape_layer_add (self->own, nord_record_get_id (feature), shape,
                              nord_record_get_text (feature, NORD_LAYER_FEATURE_TITLE), &colour);
    }
  }
  return G_SOURCE_REMOVE;
}

static void
fill_soon (NordExtraLayers *self)
{
  if (self->fill_id == 0)
    self->fill_id = g_idle_add (on_fill, self);
}

static void
on_document_changed (NordExtraLayers *self, const NordChangeSet *changes)
{
  for (guint i = 0; i < changes->changes->len; i++) {
    const NordChange *change = changes->changes->pdata[i];

    if (change->noun->kind == NORD_NOUN_LAYER || change->noun->kind == NORD_NOUN_LAYER_FEATURE) {
      fill_soon (self);
      return;
    }
  }
}

static void
on_document_set (NordExtraLayers *self)
{
  NordDocument *document = nord_session_get_document (self->session);
  GListModel *layers = document ? nord_document_get_list (document, NORD_NOUN_LAYER) : NULL;
  GListModel *features =
    document ? nord_document_get_list (document, NORD_NOUN_LAYER_FEATURE) : NULL;

  g_set_object (&self->layers, layers);
  g_set_object (&self->features, features);
  if (document)
    g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                             G_CONNECT_SWAPPED);
  fill_soon (self);
}

static void
nord_extra_layers_dispose (GObject *object)
{
  NordExtraLayers *self = NORD_EXTRA_LAYERS (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_object (&self->tally);
  g_clear_object (&self->districts);
  g_clear_object (&self->ideas);
  g_clear_object (&self->layers);
  g_clear_object (&self->features);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (nord_extra_layers_parent_class)->dispose (object);
}

static void
nord_extra_layers_class_init (NordExtraLayersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_extra_layers_dispose;
}

static void
nord_extra_layers_init (NordExtraLayers *self)
{
  self->districts = nord_districts_new_default ();
  self->settings = g_settings_new (NORD_APP_ID);
  g_signal_connect_object (self->settings, "changed::show-districts", G_CALLBACK (fill_districts),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::show-district-counts",
                           G_CALLBACK (on_counts_switched), self, G_CONNECT_SWAPPED);
}

NordExtraLayers *
nord_extra_layers_new (ShumateMap *map, ShumateLayer *labels)
{
  NordExtraLayers *self = g_object_new (NORD_TYPE_EXTRA_LAYERS, NULL);
  ShumateViewport *viewport = shumate_map_get_viewport (map);

  self->own = nord_shape_layer_new (viewport, NORD_SHAPE_LOOK_PLAN);
  self->borders = nord_shape_layer_new (viewport, NORD_SHAPE_LOOK_BORDER);
  self->names = nord_shape_layer_new (viewport, NORD_SHAPE_LOOK_NAME);
  self->parts = nord_shape_layer_new (viewport, NORD_SHAPE_LOOK_PART);
  /* Plans and borders run under the words of the map, not through them. */
  shumate_map_insert_layer_behind (map, SHUMATE_LAYER (self->own), labels);
  shumate_map_insert_layer_behind (map, SHUMATE_LAYER (self->borders), labels);
  shumate_map_add_layer (map, SHUMATE_LAYER (self->names));
  shumate_map_add_layer (map, SHUMATE_LAYER (self->parts));
  on_counts_switched (self);
  return self;
}

void
nord_extra_layers_set_session (NordExtraLayers *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_EXTRA_LAYERS (self) && NORD_IS_SESSION (session));
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
}

void
nord_extra_layers_set_ideas (NordExtraLayers *self, GListModel *ideas)
{
  g_return_if_fail (NORD_IS_EXTRA_LAYERS (self));
  g_set_object (&self->ideas, ideas);
  if (self->tally)
    nord_district_tally_set_ideas (self->tally, ideas);
}

void
nord_extra_layers_set_dark (NordExtraLayers *self, gboolean dark)
{
  g_return_if_fail (NORD_IS_EXTRA_LAYERS (self));
  nord_shape_layer_set_dark (self->borders, dark);
  nord_shape_layer_set_dark (self->names, dark);
  nord_shape_layer_set_dark (self->parts, dark);
  nord_shape_layer_set_dark (self->own, dark);
}
