/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the commands that draw maps share. */
#include "config.h"

#include "cli/map-packs.h"

#include "core/map/base-map.h"
#include "core/map/map-pack.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>

gboolean
nord_numbers_parse (const char *text, char separator, double *numbers, guint n)
{
  for (guint i = 0; i < n; i++) {
    char *end;

    if (text == NULL)
      return FALSE;
    numbers[i] = g_ascii_strtod (text, &end);
    if (end == text || *end != (i + 1 < n ? separator : '\0') || !isfinite (numbers[i]))
      return FALSE;
    text = end + 1;
  }
  return TRUE;
}

NordTileStack *
nord_map_packs_open (char **paths, guint n_paths, GError **error)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *own = n_paths == 0 ? nord_base_map_path () : NULL;

  if (n_paths == 0 && own == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("The map that comes with the program is missing"));
    return NULL;
  }
  if (own != NULL) {
    NordTileArchive *pack = nord_map_pack_open (own, error);

    if (pack == NULL)
      return NULL;
    g_ptr_array_add (packs, pack);
  }
  for (guint i = 0; i < n_paths; i++) {
    NordTileArchive *pack = nord_map_pack_open (paths[i], error);

    if (pack == NULL) {
      g_prefix_error (error, "%s: ", paths[i]);
      return NULL;
    }
    g_ptr_array_add (packs, pack);
  }
  return nord_tile_stack_new ((NordTileArchive *const *) packs->pdata, packs->len);
}

static char *
name_pack (const NordTileFault *fault, char **paths, guint n_paths)
{
  return fault->archive < n_paths ? g_strdup (paths[fault->archive]) : nord_base_map_path ();
}

int
nord_map_packs_tell (NordCall *call, NordTileStack *stack, char **paths, guint n_paths)
{
  g_autoptr (GPtrArray) faults = nord_tile_faults_list (nord_tile_stack_get_faults (stack));

  nord_call_end_progress (call);
  for (guint i = 0; i < faults->len; i++) {
    const NordTileFault *fault = faults->pdata[i];
    g_autofree char *pack = name_pack (fault, paths, n_paths);
    g_autofree char *place = g_strdup_printf ("%u/%u/%u", fault->zoom, fault->x, fault->y);

    g_printerr ("nordwaerts-cli %s: ", call->command->name);
    /* Translators: the file of a map pack, zoom level/column/row, what is wrong with the tile. */
    g_printerr (_ ("%s: tile %s cannot be read: %s"), pack, place, fault->message);
    g_printerr ("\n");
  }
  return faults->len > 0 ? NORD_EXIT_PARTLY : NORD_EXIT_OK;
}

void
nord_map_packs_add_damaged (JsonBuilder *builder, NordTileStack *stack, char **paths, guint n_paths)
{
  g_autoptr (GPtrArray) faults = nord_tile_faults_list (nord_tile_stack_get_faults (stack));

  json_builder_set_member_name (builder, "damaged");
  json_builder_begin_array (builder);
  for (guint i = 0; i < faults->len; i++) {
    const NordTileFault *fault = faults->pdata[i];
    g_autofree char *pack = name_pack (fault, paths, n_paths);

    json_builder_begin_object (builder);
    nord_call_add_text (builder, "pack", pack);
    nord_call_add_integer (builder, "zoom", fault->zoom);
    nord_call_add_integer (builder, "x", fault->x);
    nord_call_add_integer (builder, "y", fault->y);
    nord_call_add_text (builder, "message", fault->message);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}
