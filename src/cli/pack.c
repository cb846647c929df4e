/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli pack: what is in a map pack, a piece of one, and one of own shapes. */
#include "cli/command.h"
#include "cli/map-packs.h"
#include "cli/pack-make.h"
#include "core/map/map-pack.h"
#include "core/map/pack-cut.h"

#include "config.h"

#include <glib/gi18n.h>

typedef struct {
  char *bbox, *output;
  NordPackMakeOptions make; /* the zooms are for cutting as well */
} Options;

static void
options_clear (Options *self)
{
  g_free (self->bbox);
  g_free (self->output);
  g_free (self->make.name);
  g_free (self->make.attribution);
  g_strfreev (self->make.layers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
add_number (JsonBuilder *json, double number)
{
  json_builder_add_double_value (json, number);
}

static int
tell (NordCall *call, const char *path, NordTileArchive *pack)
{
  const NordTileInfo *info = nord_tile_archive_get_info (pack);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) about =
    g_file_query_info (file, "standard::size,time::modified", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  const goffset size = about != NULL ? g_file_info_get_size (about) : 0;
  g_autofree char *bytes = g_format_size ((guint64) size);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  nord_call_add_text (json, "name", info->name);
  nord_call_add_text (json, "format", nord_tile_format_get_word (info->format));
  nord_call_add_integer (json, "min_zoom", info->min_zoom);
  nord_call_add_integer (json, "max_zoom", info->max_zoom);
  json_builder_set_member_name (json, "bounds");
  json_builder_begin_array (json);
  add_number (json, info->west);
  add_number (json, info->south);
  add_number (json, info->east);
  add_number (json, info->north);
  json_builder_end_array (json);
  nord_call_add_text (json, "attribution", info->attribution);
  nord_call_add_integer (json, "size", size);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  nord_call_print (call, _ ("Name: %s"), *info->name != '\0' ? info->name : "–");
  nord_call_print (call, _ ("Format: %s, zooms %u to %u"), nord_tile_format_get_word (info->format),
                   info->min_zoom, info->max_zoom);
  nord_call_print (call, _ ("Area: %.5f,%.5f,%.5f,%.5f"), info->west, info->south, info->east,
                   info->north);
  nord_call_print (call, _ ("Licence: %s"), *info->attribution != '\0' ? info->attribution : "–");
  nord_call_print (call, _ ("Size: %s"), bytes);
  return NORD_EXIT_OK;
}

static int
cut (NordCall *call, const Options *options, NordTileArchive *pack)
{
  const NordTileInfo *info = nord_tile_archive_get_info (pack);
  NordPackPiece piece = {
    .min_zoom = options->make.min_zoom >= 0 ? (guint) options->make.min_zoom : info->min_zoom,
    .max_zoom = options->make.max_zoom >= 0 ? (guint) options->make.max_zoom : info->max_zoom,
  };
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GError) error = NULL;
  NordPackCount count;
  double box[4];

  if (options->output == NULL)
    return nord_call_misused (call, _ ("Say where to: --output FILE.mbtiles"));
  if (options->bbox == NULL || !nord_numbers_parse (options->bbox, ',', box, 4))
    return nord_call_misused (call, _ ("Say which area: --bbox WEST,SOUTH,EAST,NORTH in degrees"));
  piece.bounds = (NordBounds){box[0], box[1], box[2], box[3]};
  if (!nord_pack_cut (pack, &piece, options->output, &count, call->cancellable,
                      nord_call_on_progress, call, &error))
    return nord_call_failed (call, error);
  nord_call_end_progress (call);
  json_builder_begin_object (json);
  nord_call_add_text (json, "output", options->output);
  nord_call_add_integer (json, "tiles", (gint64) count.n_tiles);
  nord_call_add_integer (json, "empty", (gint64) count.n_empty);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  nord_call_print (call, _ ("%u tiles, zooms %u to %u"), (guint) count.n_tiles, piece.min_zoom,
                   piece.max_zoom);
  return NORD_EXIT_OK;
}

static int
run_pack (NordCall *call, int argc, char **argv)
{
  g_auto (Options) options = {.make = {.min_zoom = -1, .max_zoom = -1}};
  const GOptionEntry entries[] = {
    {"bbox", 'b', 0, G_OPTION_ARG_STRING, &options.bbox, N_ ("Area to cut out, in degrees"),
     N_ ("W,S,E,N")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where to"), N_ ("FILE")},
    {"min-zoom", 0, 0, G_OPTION_ARG_INT, &options.make.min_zoom,
     N_ ("Smallest zoom (of a new pack: 8)"), N_ ("ZOOM")},
    {"max-zoom", 0, 0, G_OPTION_ARG_INT, &options.make.max_zoom,
     N_ ("Greatest zoom (of a new pack: 14)"), N_ ("ZOOM")},
    {"name", 'n', 0, G_OPTION_ARG_STRING, &options.make.name, N_ ("What a new pack is called"),
     N_ ("TEXT")},
    {"attribution", 'a', 0, G_OPTION_ARG_STRING, &options.make.attribution,
     N_ ("Whom a new pack names, and its licence"), N_ ("TEXT")},
    {"layer", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &options.make.layers,
     N_ ("Layer of a new pack that the first (second, …) input becomes"), N_ ("NAME")},
    {NULL},
  };
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 2, G_MAXUINT, &status))
    return status;
  if (g_str_equal (call->arguments[0], "make"))
    return nord_cli_make_pack (call, &options.make);
  if (!g_str_equal (call->arguments[0], "info") && !g_str_equal (call->arguments[0], "cut"))
    return nord_call_misused (call, _ ("“%s” is none of info, cut and make."), call->arguments[0]);
  if (call->n_arguments > 2)
    return nord_call_misused (call, _ ("One pack at a time."));
  pack = nord_map_pack_open (call->arguments[1], &error);
  if (pack == NULL) {
    g_prefix_error (&error, "%s: ", call->arguments[1]);
    return nord_call_failed (call, error);
  }
  return g_str_equal (call->arguments[0], "info") ? tell (call, call->arguments[1], pack)
                                                  : cut (call, &options, pack);
}

const NordCommand nord_command_pack = {
  .name = "pack",
  .arguments = N_ ("info PACK | cut PACK | make OUT.mbtiles INPUT…"),
  .summary = N_ ("Say what is in a map pack, cut a piece out of it, or make one of shapes"),
  .description =
    N_ ("A pack is MBTiles or PMTiles. What is cut out is written as MBTiles, its tiles "
        "as they were. A new pack is made of GeoJSON and GeoPackages: each input is a layer, "
        "called as its file unless --layer says otherwise, in the order of the inputs. What is "
        "called and classed as OpenMapTiles does (water, landuse, transportation, building, …) is "
        "drawn by the map's own style. Other layers are drawn plainly."),
  .run = run_pack,
};
