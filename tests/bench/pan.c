/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A pan over all that a pack has, in rows of views of 1880 by 1000 pixels, half a view further each
 * time, cold: every tile is read and painted when it first comes into sight, and the labels of each
 * view are placed and painted. Processor time of the one thread.
 *
 * Usage: pan PACK ZOOM. Says the tiles as well, so that a peer can paint the same. */
#include "core/geo/mercator.h"
#include "core/map/label-painter.h"
#include "core/map/map-pack.h"
#include "core/map/tile-picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define WIDTH 1880
#define HEIGHT 1000

typedef struct {
  NordTileStack *stack;
  NordMapStyle *style;
  NordLabelShaper *shaper;
  NordLabelPlacement *before; /* (nullable) of the view before */
  GHashTable *painted;        /* (element-type gint64) cells */
  GString *cells;             /* JSON */
  GArray *views;              /* (element-type double) seconds */
  double tiles_s, labels_s;
} Pan;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
piece_clear (gpointer data)
{
  nord_map_tile_unref (((NordMapPiece *) data)->tile);
}

static void
show (Pan *self, double x, double y, guint zoom)
{
  double lon, lat, start = now (), middle, end;
  NordMapCamera camera;
  g_autoptr (GArray) cells = NULL;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (NordMapPiece));
  NordLabelPlacement *placement;
  cairo_surface_t *view = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (view);

  g_array_set_clear_func (pieces, piece_clear);
  nord_mercator_unproject (x, y, &lon, &lat);
  camera = nord_map_camera_at (lon, lat, zoom, WIDTH, HEIGHT);
  cells = nord_map_camera_cells (&camera, zoom, 0);
  for (guint i = 0; i < cells->len; i++) {
    NordMapPiece piece = {.cell = g_array_index (cells, NordMapCell, i)};
    gint64 key = (gint64) piece.cell.x << 32 | piece.cell.y;

    if (!nord_tile_stack_load (self->stack, zoom, piece.cell.x, piece.cell.y, &piece.tile, NULL) ||
        !piece.tile)
      continue;
    g_array_append_val (pieces, piece);
    if (!g_hash_table_contains (self->painted, &key)) {
      cairo_surface_destroy (nord_tile_picture_new (self->style, piece.tile, zoom, piece.cell.x,
                                                    piece.cell.y, NORD_MAP_TILE_SIZE, 1));
      g_hash_table_add (self->painted, g_memdup2 (&key, sizeof key));
      g_string_append_printf (self->cells, "%s[%u,%u]", self->cells->len ? "," : "", piece.cell.x,
                              piece.cell.y);
    }
  }
  middle = now ();
  placement =
    nord_label_place (self->style, (const NordMapPiece *) (void *) pieces->data, pieces->len,
                      &camera, 0, NORD_LABELS_DEFAULT, self->before, self->shaper);
  nord_label_paint_all (placement, cr);
  g_clear_pointer (&self->before, nord_label_placement_unref);
  self->before = placement;
  end = now ();
  self->tiles_s += middle - start;
  self->labels_s += end - middle;
  end -= start;
  g_array_append_val (self->views, end);
  cairo_destroy (cr);
  cairo_surface_destroy (view);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordTileArchive) pack = argc == 3 ? nord_map_pack_open (argv[1], &error) : NULL;
  Pan pan = {0};
  const NordTileInfo *info;
  double west, north, east, south, step_x, step_y;
  struct rusage usage;
  guint zoom, row = 0;

  if (!pack) {
    g_printerr ("%s\n", error ? error->message : "pan PACK ZOOM");
    return 2;
  }
  zoom = (guint) atoi (argv[2]);
  pan.style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, &error);
  pan.stack = nord_tile_stack_new (&pack, 1);
  pan.shaper = nord_label_shaper_new ();
  pan.painted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  pan.cells = g_string_new (NULL);
  pan.views = g_array_new (FALSE, FALSE, sizeof (double));
  info = nord_tile_archive_get_info (pack);
  nord_mercator_project (info->west, info->north, &west, &north);
  nord_mercator_project (info->east, info->south, &east, &south);
  step_x = WIDTH / 2.0 / NORD_MAP_TILE_SIZE / exp2 (zoom);
  step_y = HEIGHT / 2.0 / NORD_MAP_TILE_SIZE / exp2 (zoom);
  for (double y = north + step_y; y - step_y < south; y += 2 * step_y, row++) {
    guint n = (guint) MAX (ceil ((east - west) / step_x) - 1, 1);

    /* To the east, and back in the next row. */
    for (guint i = 0; i < n; i++)
      show (&pan, west + step_x * (1 + (row % 2 ? n - 1 - i : i)), y, zoom);
  }
  getrusage (RUSAGE_SELF, &usage);
  printf ("{\"zoom\":%u,\"tiles_s\":%.6f,\"labels_s\":%.6f,\"peak_kib\":%ld,\"views\":[", zoom,
          pan.tiles_s, pan.labels_s, usage.ru_maxrss);
  for (guint i = 0; i < pan.views->len; i++)
    printf ("%s%.6f", i ? "," : "", g_array_index (pan.views, double, i));
  printf ("],\"cells\":[%s]}\n", pan.cells->str);
  return 0;
}
