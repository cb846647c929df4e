/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli map-render PACK… -o FILE.png: a picture of the map without a screen. */
#include "cli/command.h"
#include "cli/map-packs.h"
#include "core/geo/mercator.h"
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
  g_autoptr (NordTileStack) stack =
    nord_map_packs_open (call->arguments, call->n_arguments, &error);
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
    nord_map_packs_add_damaged (builder, stack, call->arguments, call->n_arguments);
    json_builder_end_object (builder);
    nord_call_print_json (call, builder);
  }
  return nord_map_packs_tell (call, stack, call->arguments, call->n_arguments);
}

static int
run (NordCall *call, int argc, char **argv)
{
  g_autofree char *center = NULL;
  g_autofree char *size = NULL;
  g_autofree char *style = NULL;
  g_autofree char *output = NULL;
  double middle[2], size_px[2] = {1100, 720};
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
  if (!nord_numbers_parse (center, ',', middle, 2) || fabs (middle[0]) > 180 ||
      fabs (middle[1]) > NORD_MERCATOR_MAX_LAT)
    return nord_call_misused (call, _ ("--center wants two numbers: longitude,latitude"));
  if ((size != NULL && !nord_numbers_parse (size, 'x', size_px, 2)) || wish.scale < 1 ||
      wish.scale > 4 || !(size_px[0] >= 1) || !(size_px[1] >= 1) ||
      size_px[0] * wish.scale > MAX_SIDE || size_px[1] * wish.scale > MAX_SIDE)
    return nord_call_misused (call, _ ("--size wants WIDTHxHEIGHT, at most %d pixels a side"),
                              MAX_SIDE);
  if (!(wish.zoom >= 0 && wish.zoom <= 20))
    return nord_call_misused (call, _ ("--zoom goes from 0 to 20"));
  if (style != NULL && !nord_map_style_kind_from_word (style, &wish.style))
    return nord_call_misused (call, _ ("--style must be one of: %s"),
                              "light, dark, contrast, calm");
  wish.lon = middle[0];
  wish.lat = middle[1];
  wish.width = (int) size_px[0];
  wish.height = (int) size_px[1];
  wish.output = output;
  return render (call, &wish);
}

const NordCommand nord_command_map_render = {
  .name = "map-render",
  .arguments = N_ ("[PACK…]"),
  .summary = N_ ("Draw a map pack as a picture"),
  .description =
    N_ ("Without a pack, the map that comes with the program is drawn. Of several packs, "
        "the first that has a place is used. Zoom levels count tiles of 512 pixels. If a tile "
        "cannot be read, the rest is drawn, standard error names it, and the exit status is 3."),
  .run = run,
};
