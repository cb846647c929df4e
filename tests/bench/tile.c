/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Paints 512 px tiles of a pack around a place, then places and paints the labels of a view of four
 * tiles (labels_s: of one), and says how long it took:
 * processor time of the one thread, so that a busy machine does not count.
 * Usage: tile PACK LON LAT RUNS */
#include "core/geo/mercator.h"
#include "core/map/label-painter.h"
#include "core/map/map-pack.h"
#include "core/map/tile-picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define SIDE 4 /* tiles of a square around the place */

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static int
compare (const void *a, const void *b)
{
  double p = *(const double *) a, q = *(const double *) b;

  return p < q ? -1 : p > q;
}

static double
median (GArray *values)
{
  g_array_sort (values, compare);
  return g_array_index (values, double, values->len / 2);
}

static void
note (GArray *values, double since)
{
  double value = now () - since;

  g_array_append_val (values, value);
}

static GArray *
new_values (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

static void
measure (NordTileStack *stack,
         const NordMapStyle *style,
         NordLabelShaper *shaper,
         double lon,
         double lat,
         guint zoom,
         int runs)
{
  g_autoptr (GArray) paint = new_values ();
  g_autoptr (GArray) load = new_values ();
  g_autoptr (GArray) labels = new_values ();
  NordMapCamera camera = nord_map_camera_at (lon, lat, zoom, 1024, 1024);
  cairo_surface_t *view = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1024, 1024);
  cairo_t *cr = cairo_create (view);

  for (int run = 0; run < runs; run++) {
    g_autoptr (GArray) cells = nord_map_camera_cells (&camera, zoom, 512 * (SIDE - 2) / 2.0);
    g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (NordMapPiece));
    g_autoptr (NordLabelPlacement) placement = NULL;
    double start;

    nord_tile_stack_set_cache_size (stack, 0);
    nord_tile_stack_set_cache_size (stack, 64 << 20);
    for (guint i = 0; i < cells->len; i++) {
      NordMapPiece piece = {.cell = g_array_index (cells, NordMapCell, i)};
      cairo_surface_t *surface;

      start = now ();
      if (!nord_tile_stack_load (stack, zoom, piece.cell.x, piece.cell.y, &piece.tile, NULL) ||
          !piece.tile)
        continue;
      note (load, start);
      start = now ();
      surface = nord_tile_picture_new (style, piece.tile, zoom, piece.cell.x, piece.cell.y,
                                       NORD_MAP_TILE_SIZE, 1);
      note (paint, start);
      cairo_surface_destroy (surface);
      g_array_append_val (pieces, piece);
    }
    start = now ();
    placement = nord_label_place (style, (const NordMapPiece *) (void *) pieces->data, pieces->len,
                                  &camera, 0, NORD_LABELS_DEFAULT, NULL, shaper);
    nord_label_paint_all (placement, cr);
    note (labels, start);
    for (guint i = 0; i < pieces->len; i++)
      nord_map_tile_unref (g_array_index (pieces, NordMapPiece, i).tile);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (view);
  printf ("{\"zoom\":%u,\"tiles\":%u,\"paint_s\":%.6f,\"load_s\":%.6f,\"labels_s\":%.6f,", zoom,
          paint->len, median (paint), median (load), median (labels) / 4);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordTileArchive) pack = argc == 5 ? nord_map_pack_open (argv[1], &error) : NULL;
  g_autoptr (NordMapStyle) style = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  g_autoptr (NordLabelShaper) shaper = NULL;

  if (!pack) {
    g_printerr ("%s\n", error ? error->message : "tile PACK LON LAT RUNS");
    return 2;
  }
  style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, &error);
  stack = nord_tile_stack_new (&pack, 1);
  shaper = nord_label_shaper_new ();
  for (guint zoom = 12; zoom <= 17; zoom++) {
    struct rusage usage;

    measure (stack, style, shaper, g_ascii_strtod (argv[2], NULL), g_ascii_strtod (argv[3], NULL),
             zoom, atoi (argv[4]));
    getrusage (RUSAGE_SELF, &usage);
    printf ("\"peak_kib\":%ld}\n", usage.ru_maxrss);
  }
  return 0;
}
