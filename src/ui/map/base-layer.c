/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The base map below everything: the embedded pack in the style that was chosen in the menu, or in
 * that of the desktop: light, dark or with high contrast. */
#include "ui/map/base-layer.h"

#include "core/map/base-map.h"
#include "core/map/map-pack.h"
#include "ui/shelf.h"
#include "ui/map/label-layer.h"
#include "ui/map/tile-layer.h"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Until a damaged pack is told of. */
#define DAMAGE_S 2

struct _NordBaseLayer {
  GObject parent_instance;

  ShumateMap *map;        /* (unowned) it owns us */
  NordTileSource *source; /* (owned) */
  NordLabelLayer *labels; /* (unowned) the map owns it */
  GSettings *settings;    /* (owned) */
  NordSession *session;   /* (owned) (nullable) */
  guint damage_id;
  gboolean dark;
  char *only;            /* (owned) (nullable) file name of the chosen pack */
  GFileMonitor *monitor; /* (owned) (nullable) of the folder of packs */
};

G_DEFINE_FINAL_TYPE (NordBaseLayer, nord_base_layer, G_TYPE_OBJECT)

enum { PROP_LICENCE = 1, PROP_DARK, N_PROPS };
static GParamSpec *properties[N_PROPS];

static NordMapStyle *
make_style (NordBaseLayer *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autoptr (GError) error = NULL;
  g_autofree char *chosen = g_settings_get_string (self->settings, "map-style");
  NordMapStyleKind kind = NORD_MAP_STYLE_LIGHT;
  NordMapStyle *style;

  if (!nord_map_style_kind_from_word (chosen, &kind)) {
    if (adw_style_manager_get_high_contrast (manager))
      kind = NORD_MAP_STYLE_CONTRAST;
    else if (adw_style_manager_get_dark (manager))
      kind = NORD_MAP_STYLE_DARK;
  }
  self->dark = kind == NORD_MAP_STYLE_DARK;
  style = nord_map_style_new (kind, &error);
  if (style == NULL) {
    g_debug ("map style: %s", error->message);
    self->dark = FALSE;
    style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  }
  return style;
}

static void
on_scheme_changed (NordBaseLayer *self)
{
  g_autoptr (NordMapStyle) style = make_style (self);

  if (style) {
    nord_tile_source_set_style (self->source, style);
    nord_label_layer_set_source (self->labels, nord_tile_source_get_stack (self->source), style);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DARK]);
}

static void
on_scale_changed (NordBaseLayer *self)
{
  nord_tile_source_set_scale_factor (self->source,
                                     gtk_widget_get_scale_factor (GTK_WIDGET (self->map)));
}

static void
on_licence_changed (NordBaseLayer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LICENCE]);
}

static void
reload (NordBaseLayer *self)
{
  g_autoptr (NordTileStack) stack = nord_base_layer_share_packs (self->only);
  g_autoptr (NordMapStyle) style = make_style (self);

  nord_tile_source_set_stack (self->source, stack);
  if (style)
    nord_label_layer_set_source (self->labels, stack, style);
}

/* A pack came or went. */
static void
on_packs_changed (GFileMonitor *monitor,
                  GFile *file,
                  GFile *other,
                  GFileMonitorEvent event,
                  NordBaseLayer *self)
{
  if (nord_shelf_maps_event (event))
    reload (self);
}

static void
watch_packs (NordBaseLayer *self)
{
  self->monitor = nord_shelf_watch_maps ();
  if (self->monitor)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_packs_changed), self, 0);
}

char *
nord_base_layer_say_damage (NordTileStack *stack, const char **pack)
{
  g_autoptr (GPtrArray) faults = nord_tile_faults_list (nord_tile_stack_get_faults (stack));
  const NordTileFault *fault = faults->len > 0 ? faults->pdata[0] : NULL;
  g_autofree char *place = NULL;
  const char *name;

  if (fault == NULL)
    return NULL;
  name = nord_tile_archive_get_info (nord_tile_stack_get_archive (stack, fault->archive))->name;
  if (pack)
    *pack = name;
  place = g_strdup_printf ("%u/%u/%u", fault->zoom, fault->x, fault->y);
  /* Translators: the name of a map pack; zoom level/column/row of a tile. */
  return g_strdup_printf (_ ("The map pack “%s” is damaged (tile %s): add it anew"),
                          *name ? name : _ ("without a name"), place);
}

/* Several maps of a window show the same packs: it hears of each only once. */
static gboolean
on_damage_due (gpointer data)
{
  NordBaseLayer *self = data;
  const char *pack = NULL;
  g_autofree char *text =
    nord_base_layer_say_damage (nord_tile_source_get_stack (self->source), &pack);
  g_autofree char *key = g_strconcat ("nord-damaged-pack-", pack, NULL);

  self->damage_id = 0;
  if (text == NULL || self->session == NULL || g_object_get_data (G_OBJECT (self->session), key))
    return G_SOURCE_REMOVE;
  g_object_set_data (G_OBJECT (self->session), key, GINT_TO_POINTER (TRUE));
  nord_session_notify (self->session, text, FALSE);
  return G_SOURCE_REMOVE;
}

/* The first tiles are read while the window is still opening and nobody would see the words. */
static void
on_damaged (NordBaseLayer *self)
{
  if (self->damage_id == 0)
    self->damage_id = g_timeout_add_seconds (DAMAGE_S, on_damage_due, self);
}

static void
nord_base_layer_dispose (GObject *object)
{
  g_clear_handle_id (&NORD_BASE_LAYER (object)->damage_id, g_source_remove);
  g_clear_object (&NORD_BASE_LAYER (object)->session);
  g_clear_object (&NORD_BASE_LAYER (object)->source);
  g_clear_object (&NORD_BASE_LAYER (object)->settings);
  g_clear_object (&NORD_BASE_LAYER (object)->monitor);
  g_clear_pointer (&NORD_BASE_LAYER (object)->only, g_free);
  G_OBJECT_CLASS (nord_base_layer_parent_class)->dispose (object);
}

static void
nord_base_layer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NordBaseLayer *self = NORD_BASE_LAYER (object);

  switch (prop_id) {
  case PROP_LICENCE:
    g_value_set_string (value, nord_base_layer_get_licence (self));
    break;
  case PROP_DARK:
    g_value_set_boolean (value, self->dark);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_base_layer_class_init (NordBaseLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nord_base_layer_dispose;
  object_class->get_property = nord_base_layer_get_property;
  properties[PROP_LICENCE] =
    g_param_spec_string ("licence", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DARK] =
    g_param_spec_boolean ("dark", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nord_base_layer_init (NordBaseLayer *self)
{
  self->settings = g_settings_new (NORD_APP_ID);
}

NordBaseLayer *
nord_base_layer_new (ShumateMap *map)
{
  NordBaseLayer *self = g_object_new (NORD_TYPE_BASE_LAYER, NULL);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  g_autoptr (NordTileStack) stack = nord_base_layer_share_packs (NULL);
  g_autoptr (NordMapStyle) style = make_style (self);

  self->map = map;
  self->source = nord_tile_source_new (stack, style);
  shumate_viewport_set_reference_map_source (viewport, SHUMATE_MAP_SOURCE (self->source));
  shumate_map_add_layer (map, SHUMATE_LAYER (nord_tile_layer_new (viewport, self->source)));
  self->labels = nord_label_layer_new (viewport);
  nord_label_layer_set_source (self->labels, stack, style);
  shumate_map_add_layer (map, SHUMATE_LAYER (self->labels));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (on_scheme_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (on_scheme_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::map-style", G_CALLBACK (on_scheme_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "notify::scale-factor", G_CALLBACK (on_scale_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "notify::license", G_CALLBACK (on_licence_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "damaged", G_CALLBACK (on_damaged), self,
                           G_CONNECT_SWAPPED);
  on_scale_changed (self);
  watch_packs (self);
  return self;
}

/* Which file that is: of one that was replaced it is another. */
static void
add_mark (GString *key, const char *path)
{
  GStatBuf status = {0};

  if (path == NULL || g_stat (path, &status) != 0)
    return;
  g_string_append_printf (key, "%s\n%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT, path,
                          (guint64) status.st_ino, (gint64) status.st_size);
  g_string_append_printf (key, " %" G_GINT64_FORMAT ".%ld\n", (gint64) status.st_mtim.tv_sec,
                          (long) status.st_mtim.tv_nsec);
}

static NordTileStack *
open_packs (const char *base, GPtrArray *added, const char *only)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  NordTileArchive *pack = base ? nord_map_pack_open (base, &error) : NULL;

  if (pack)
    g_ptr_array_add (packs, pack);
  else
    g_message ("No base map: %s", error ? error->message : "not installed");
  for (guint i = 0; i < added->len; i++) {
    g_autofree char *name = g_path_get_basename (g_ptr_array_index (added, i));
    g_autoptr (GError) fault = NULL;
    NordTileArchive *more;

    if (only && !g_str_equal (name, only))
      continue;
    more = nord_map_pack_open (g_ptr_array_index (added, i), &fault);

    /* The chosen one goes first; what it lacks comes from the others. */
    if (more)
      g_ptr_array_insert (packs, only ? 0 : -1, more);
    else
      g_message ("%s: %s", (const char *) g_ptr_array_index (added, i), fault->message);
  }
  return nord_tile_stack_new ((NordTileArchive *const *) packs->pdata, packs->len);
}

static void
weak_free (GWeakRef *weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

static gboolean
is_gone (gpointer key, gpointer weak, gpointer unused)
{
  g_autoptr (NordTileStack) stack = g_weak_ref_get (weak);

  return stack == NULL;
}

NordTileStack *
nord_base_layer_open_packs (const char *only)
{
  g_autoptr (GPtrArray) added = nord_shelf_list_maps ();
  g_autofree char *base = nord_base_map_path ();

  return open_packs (base, added, only);
}

/**
 * nord_base_layer_share_packs:
 * @only: (nullable): as for nord_base_layer_open_packs()
 *
 * Whoever asks for the same packs while somebody shares them gets the same stack: what is read of
 * them is decoded once for all maps on the screen, and kept within the bound of one stack. For the
 * main thread only.
 *
 * Returns: (transfer full): a stack that others read, too
 */
NordTileStack *
nord_base_layer_share_packs (const char *only)
{
  static GHashTable *shared; /* (owned) which packs -> GWeakRef of NordTileStack */
  g_autoptr (GPtrArray) added = nord_shelf_list_maps ();
  g_autofree char *base = nord_base_map_path ();
  g_autoptr (GString) key = g_string_new (only);
  NordTileStack *stack;
  GWeakRef *weak;

  g_string_append_c (key, '\n');
  add_mark (key, base);
  for (guint i = 0; i < added->len; i++)
    add_mark (key, added->pdata[i]);
  if (shared == NULL)
    shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) weak_free);
  weak = g_hash_table_lookup (shared, key->str);
  stack = weak ? g_weak_ref_get (weak) : NULL;
  if (stack)
    return stack;
  g_hash_table_foreach_remove (shared, is_gone, NULL);
  stack = open_packs (base, added, only);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, stack);
  g_hash_table_replace (shared, g_strdup (key->str), weak);
  return stack;
}

const char *
nord_base_layer_get_licence (NordBaseLayer *self)
{
  const char *licence;

  g_return_val_if_fail (NORD_IS_BASE_LAYER (self), "");
  licence = shumate_map_source_get_license (SHUMATE_MAP_SOURCE (self->source));
  return licence ? licence : "";
}

void
nord_base_layer_choose_pack (NordBaseLayer *self, const char *only)
{
  g_return_if_fail (NORD_IS_BASE_LAYER (self));
  if (g_strcmp0 (self->only, only) == 0)
    return;
  g_free (self->only);
  self->only = g_strdup (only);
  reload (self);
}

void
nord_base_layer_set_session (NordBaseLayer *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_BASE_LAYER (self));
  g_set_object (&self->session, session);
}

NordTileSource *
nord_base_layer_get_source (NordBaseLayer *self)
{
  g_return_val_if_fail (NORD_IS_BASE_LAYER (self), NULL);
  return self->source;
}

NordBounds
nord_base_layer_get_bounds (NordBaseLayer *self)
{
  NordTileStack *stack;
  NordBounds all = {0};

  g_return_val_if_fail (NORD_IS_BASE_LAYER (self), all);
  stack = nord_tile_source_get_stack (self->source);
  for (guint i = 0; i < nord_tile_stack_get_n_archives (stack); i++) {
    const NordTileInfo *info = nord_tile_archive_get_info (nord_tile_stack_get_archive (stack, i));

    all.west = i == 0 ? info->west : MIN (all.west, info->west);
    all.south = i == 0 ? info->south : MIN (all.south, info->south);
    all.east = i == 0 ? info->east : MAX (all.east, info->east);
    all.north = i == 0 ? info->north : MAX (all.north, info->north);
  }
  return all;
}

gboolean
nord_base_layer_is_dark (NordBaseLayer *self)
{
  g_return_val_if_fail (NORD_IS_BASE_LAYER (self), FALSE);
  return self->dark;
}

ShumateLayer *
nord_base_layer_get_labels (NordBaseLayer *self)
{
  g_return_val_if_fail (NORD_IS_BASE_LAYER (self), NULL);
  return SHUMATE_LAYER (self->labels);
}
