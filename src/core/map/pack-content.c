/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What goes into a map pack that is made. Equal texts and values are kept once. */
#include "core/map/pack-content.h"

#include "core/map/map-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_LAYERS 256

static void
feature_clear (gpointer data)
{
  nord_shape_unref (((NordPackFeature *) data)->shape);
}

static void
layer_free (gpointer data)
{
  NordPackLayer *layer = data;

  g_free (layer->name);
  g_array_unref (layer->features);
  g_array_unref (layer->tags);
  g_ptr_array_unref (layer->keys);
  g_array_unref (layer->kinds);
  g_hash_table_unref (layer->keyed);
  g_free (layer);
}

static gboolean
refuse (GError **error, NordMapError code, const char *why)
{
  g_set_error_literal (error, NORD_MAP_ERROR, code, why);
  return FALSE;
}

NordPackContent *
nord_pack_content_new (void)
{
  NordPackContent *self = g_new0 (NordPackContent, 1);

  self->layers = g_ptr_array_new_with_free_func (layer_free);
  self->texts = g_string_chunk_new (65536);
  self->values = g_array_new (FALSE, FALSE, sizeof (NordMvtValue));
  self->valued = g_hash_table_new (NULL, NULL);
  self->bounds = (NordBounds){G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
  return self;
}

void
nord_pack_content_free (NordPackContent *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->layers);
  g_string_chunk_free (self->texts);
  g_array_unref (self->values);
  g_hash_table_unref (self->valued);
  g_free (self);
}

/**
 * nord_pack_content_begin_layer:
 * @self: a pack that is being put together
 * @name: of the layer; one that is there already is continued
 * @error: #NORD_MAP_ERROR
 *
 * Features go to this layer from now on. Layers are drawn in the order of their first use by
 * programs that have no style for them.
 */
gboolean
nord_pack_content_begin_layer (NordPackContent *self, const char *name, GError **error)
{
  for (guint l = 0; l < self->layers->len; l++) {
    self->layer = self->layers->pdata[l];
    if (g_str_equal (self->layer->name, name))
      return TRUE;
  }
  if (*name == '\0' || !g_utf8_validate (name, -1, NULL))
    return refuse (error, NORD_MAP_ERROR_UNSUPPORTED, _ ("A layer needs a name"));
  if (self->layers->len >= MOST_LAYERS) {
    g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE, _ ("A pack can have %u layers"),
                 MOST_LAYERS);
    return FALSE;
  }
  self->layer = g_new0 (NordPackLayer, 1);
  self->layer->name = g_strdup (name);
  self->layer->features = g_array_new (FALSE, FALSE, sizeof (NordPackFeature));
  g_array_set_clear_func (self->layer->features, feature_clear);
  self->layer->tags = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->layer->keys = g_ptr_array_new ();
  self->layer->kinds = g_array_new (FALSE, FALSE, sizeof (guint));
  self->layer->keyed = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->layers, self->layer);
  return TRUE;
}

/* To the layer begun last. @shape: in WGS 84, kept by reference */
void
nord_pack_content_add_feature (NordPackContent *self, NordShape *shape)
{
  NordPackFeature feature = {nord_shape_ref (shape), nord_shape_get_bounds (shape),
                             self->layer->tags->len / 2, 0, FALSE};

  g_array_append_val (self->layer->features, feature);
  self->bounds.west = MIN (self->bounds.west, feature.bounds.west);
  self->bounds.south = MIN (self->bounds.south, feature.bounds.south);
  self->bounds.east = MAX (self->bounds.east, feature.bounds.east);
  self->bounds.north = MAX (self->bounds.north, feature.bounds.north);
}

static guint
find_value (NordPackContent *self, const NordMvtValue *value)
{
  g_autofree char *mark = NULL;
  NordMvtValue copy = *value;
  const char *kept;
  guint at;

  switch (value->type) {
  case NORD_MVT_VALUE_STRING:
    mark = g_strdup_printf ("s%.*s", (int) value->as.text.length, value->as.text.bytes);
    break;
  case NORD_MVT_VALUE_NUMBER:
    mark = g_strdup_printf ("d%a", value->as.number);
    break;
  case NORD_MVT_VALUE_INT:
    mark = g_strdup_printf ("i%" G_GINT64_FORMAT, value->as.integer);
    break;
  case NORD_MVT_VALUE_UINT:
    mark = g_strdup_printf ("u%" G_GUINT64_FORMAT, value->as.natural);
    break;
  case NORD_MVT_VALUE_BOOL:
  default:
    mark = g_strdup (value->as.truth ? "b1" : "b0");
    break;
  }
  kept = g_string_chunk_insert_const (self->texts, mark);
  at = GPOINTER_TO_UINT (g_hash_table_lookup (self->valued, kept));
  if (at > 0)
    return at - 1;
  if (copy.type == NORD_MVT_VALUE_STRING)
    copy.as.text = (NordMvtText){kept + 1, (guint32) strlen (kept + 1)};
  g_array_append_val (self->values, copy);
  g_hash_table_insert (self->valued, (gpointer) kept, GUINT_TO_POINTER (self->values->len));
  return self->values->len - 1;
}

/* A property of the feature that was added last. */
void
nord_pack_content_add_field (NordPackContent *self, const char *key, const NordMvtValue *value)
{
  NordPackLayer *layer = self->layer;
  guint32 tag[2] = {GPOINTER_TO_UINT (g_hash_table_lookup (layer->keyed, key)), 0};

  if (tag[0] == 0) {
    const guint none = 0;
    char *kept = g_string_chunk_insert_const (self->texts, key);

    g_ptr_array_add (layer->keys, kept);
    g_array_append_val (layer->kinds, none);
    g_hash_table_insert (layer->keyed, kept, GUINT_TO_POINTER (layer->keys->len));
    tag[0] = layer->keys->len;
  }
  tag[0]--;
  tag[1] = find_value (self, value);
  g_array_index (layer->kinds, guint, tag[0]) |= 1u << value->type;
  g_array_append_vals (layer->tags, tag, 2);
  g_array_index (layer->features, NordPackFeature, layer->features->len - 1).n_tags++;
}

NordMvtKind
nord_pack_feature_get_kind (const NordPackFeature *self)
{
  switch (self->shape->kind) {
  case NORD_SHAPE_POINT:
  case NORD_SHAPE_MULTI_POINT:
    return NORD_MVT_POINT;
  case NORD_SHAPE_LINE:
  case NORD_SHAPE_MULTI_LINE:
    return NORD_MVT_LINE;
  case NORD_SHAPE_AREA:
  case NORD_SHAPE_MULTI_AREA:
  default:
    return NORD_MVT_AREA;
  }
}
