/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli map-render PACK… -o FILE.png: a picture of the map without a screen. */
#include "cli/command.h"
#include "core/geo/mercator.h"
#include "core/map/base-map.h"
#include "core/map/map-pack.h"
#include "core/map/map-picture.h"

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

#define MAX_SIDE 10000 /* px: a poster of 85 cm at 300 dpi */

typedef struct {
  double lon, lat;
  double zoom;
  double rotation; /* degrees clockwise */
  int width, height;
  int scale;
  NordMapStyleKind style;
  const char *output;
} Wish;

/* Two numbers with @separator between them and nothing around. */
static gboolean
parse_pair (const char *text, char separator, double *a, double *b)
{
  char *end;

  if (text == NULL)
    return FALSE;
  *a = g_ascii_strtod (text, &end);
  if (end == text || *end != separator)
    return FALSE;
  text = end + 1;
  *b = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*a) && isfinite (*b);
}

static NordTileStack *
open_packs (NordCall *call, GError **error)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *own = call->n_arguments == 0 ? nord_base_map_path () : NULL;

  if (call->n_arguments == 0 && own == NULL) {
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
  for (guint i = 0; i < call->n_arguments; i++) {
    NordTileArchive *pack = nord_map_pack_open (call->arguments[i], error);

    if (pack == NULL) {
      g_prefix_error (error, "%s: ", call->arguments[i]);
      return NULL;
    }
    g_ptr_array_add (packs, pack);
  }
  return nord_tile_stack_new ((NordTileArchive *const *) packs->pdata, packs->len);
}

static gboolean
write_png (cairo_surface_t *surface, const char *path, GError **error)
{
  cairo_status_t status = cairo_surface_write_to_png (surface, path);

  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, G_IO_ERROR,
                 status == CAIRO_STATUS_WRITE_ERROR ? g_io_error_from_errno (errno)
                                                    : G_IO_ERROR_FAILED,
                 "%s: %s", path,
                 status == CAIRO_STATUS_WRITE_ERROR ? g_strerror (errno)
                                                    : cairo_status_to_string (status));
    /* Half a picture would look like a whole one. */
    remove (path);
    return FALSE;
  }
  return TRUE;
}

static int
render (NordCall *call, const Wish *wish)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordTileStack) stack = open_packs (call, &error);
  g_autoptr (NordMapStyle) style = NULL;
  NordMapCamera camera;
  cairo_surface_t *surface;
  gboolean written;

  if (stack == NULL)
    return nord_call_failed (call, error);
  style = nord_map_style_new (wish->style, &error);
  if (style == NULL)
    return nord_call_failed (call, error);
  camera = nord_map_camera_at (wish->lon, wish->lat, wish->zoom, wish->width, wish->height);
  camera.rotation = wish->rotation / 180 * G_PI;
  surface = nord_map_picture_new (stack, style, &camera, wish->scale, call->cancellable, &error);
  if (surface == NULL)
    return nord_call_failed (call, error);
  written = write_png (surface, wish->output, &error);
  cairo_surface_destroy (surface);
  if (!written)
    return nord_call_failed (call, error);
  if (call->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "output");
    json_builder_add_string_value (builder, wish->output);
    json_builder_set_member_name (builder, "width");
    json_builder_add_int_value (builder, wish->width * wish->scale);
    json_builder_set_member_name (builder, "height");
    json_builder_add_int_value (builder, wish->height * wish->scale);
    json_builder_end_object (builder);
    nord_call_print_json (call, builder);
  }
  return NORD_EXIT_OK;
}

static int
run (NordCall *call, int argc, char **argv)
{
  g_autofree char *center = NULL;
  g_autofree char *size = NULL;
  g_autofree char *style = NULL;
  g_autofree char *output = NULL;
  double width = 1100, height = 720;
  Wish wish = {.zoom = 14, .scale = 1, .style = NORD_MAP_STYLE_LIGHT};
  int status;
  const GOptionEntry entries[] = {
    {"center", 0, 0, G_OPTION_ARG_STRING, &center, N_ ("The middle of the picture, in degrees"),
     "LON,LAT"},
    {"zoom", 'z', 0, G_OPTION_ARG_DOUBLE, &wish.zoom, N_ ("Zoom level, 0 to 20 (14)"), "Z"},
    {"size", 0, 0, G_OPTION_ARG_STRING, &size, N_ ("Size in pixels (1100x720)"), "WxH"},
    {"scale", 0, 0, G_OPTION_ARG_INT, &wish.scale, N_ ("Pixels for each pixel, 1 to 4 (1)"), "N"},
    {"rotation", 0, 0, G_OPTION_ARG_DOUBLE, &wish.rotation, N_ ("Degrees clockwise (0)"), "DEG"},
    {"style", 0, 0, G_OPTION_ARG_STRING, &style, "light, dark, contrast, calm (light)",
     N_ ("STYLE")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the picture goes"), "PNG"},
    {NULL},
  };

  if (!nord_call_parse (call, entries, argc, argv, 0, 16, &status))
    return status;
  if (output == NULL)
    return nord_call_misused (call, _ ("--output is missing"));
  if (!parse_pair (center, ',', &wish.lon, &wish.lat) || fabs (wish.lon) > 180 ||
      fabs (wish.lat) > NORD_MERCATOR_MAX_LAT)
    return nord_call_misused (call, _ ("--center wants two numbers: longitude,latitude"));
  if ((size != NULL && !parse_pair (size, 'x', &width, &height)) || wish.scale < 1 ||
      wish.scale > 4 || !(width >= 1) || !(height >= 1) || width * wish.scale > MAX_SIDE ||
      height * wish.scale > MAX_SIDE)
    return nord_call_misused (call, _ ("--size wants WIDTHxHEIGHT, at most %d pixels a side"),
                              MAX_SIDE);
  if (!(wish.zoom >= 0 && wish.zoom <= 20))
    return nord_call_misused (call, _ ("--zoom goes from 0 to 20"));
  if (style != NULL && !nord_map_style_kind_from_word (style, &wish.style))
    return nord_call_misused (call, _ ("--style must be one of: %s"),
                              "light, dark, contrast, calm");
  wish.width = (int) width;
  wish.height = (int) height;
  wish.output = output;
  return render (call, &wish);
}

const NordCommand nord_command_map_render = {
  .name = "map-render",
  .arguments = N_ ("[PACK…]"),
  .summary = N_ ("Draw a map pack as a picture"),
  .description =
    N_ ("Without a pack, the map that comes with the program is drawn. Of several packs, "
        "the first that has a place is used. Zoom levels count tiles of 512 pixels."),
  .run = run,
};
