/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A pan over all that a pack has, in rows of views of 1880 by 1000 pixels, half a view further each
 * time, cold: every tile is read and painted when it first comes into sight, and the labels of each
 * view are placed and painted. Processor time of the one thread. Decoded tiles are kept as in the
 * window, within the same limit or that of CACHE bytes (0: the usual one).
 *
 * Usage: pan PACK ZOOM CACHE PACK..., the first for the area only, then the preferred before the
 * others. Says the tiles as well, so that a peer can paint the same, and the most that was kept. */
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
  gsize most_cached, most_texts; /* bytes */
} Pan;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
show (Pan *self, double x, double y, guint zoom)
{
  double lon, lat, start = now (), middle, end;
  NordMapCamera camera;
  g_autoptr (GArray) cells = NULL;
  g_autoptr (GArray) pieces = nord_tile_stack_new_pieces ();
  NordLabelPlacement *placement;
  cairo_surface_t *view = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (view);

  nord_mercator_unproject (x, y, &lon, &lat);
  camera = nord_map_camera_at (lon, lat, zoom, WIDTH, HEIGHT);
  cells = nord_map_camera_cells (&camera, zoom, 0);
  for (guint i = 0; i < cells->len; i++) {
    const NordMapCell *cell = &g_array_index (cells, NordMapCell, i);
    gint64 key = (gint64) cell->x << 32 | cell->y;
    guint first = pieces->len;

    if (!nord_tile_stack_load_pieces (self->stack, zoom, cell->x, cell->y, pieces, NULL) ||
        pieces->len == first)
      continue;
    if (!g_hash_table_contains (self->painted, &key)) {
      cairo_surface_destroy (nord_tile_picture_new_of (self->style,
                                                       &g_array_index (pieces, NordMapPiece, first),
                                                       pieces->len - first, zoom, cell->x, cell->y,
                                                       NORD_MAP_TILE_SIZE, 1));
      g_hash_table_add (self->painted, g_memdup2 (&key, sizeof key));
      g_string_append_printf (self->cells, "%s[%u,%u]", self->cells->len ? "," : "", cell->x,
                              cell->y);
    }
    self->most_cached = MAX (self->most_cached, nord_tile_stack_get_cached (self->stack));
  }
  middle = now ();
  placement =
    nord_label_place (self->style, (const NordMapPiece *) (void *) pieces->data, pieces->len,
                      &camera, 0, NORD_LABELS_UNCUT, self->before, self->shaper);
  nord_label_paint_all (placement, cr);
  self->most_texts = MAX (self->most_texts, nord_label_shaper_get_cached (self->shaper));
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
  g_autoptr (NordTileArchive) pack = argc > 4 ? nord_map_pack_open (argv[1], &error) : NULL;
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func (g_object_unref);
  Pan pan = {0};
  const NordTileInfo *info;
  double west, north, east, south, step_x, step_y;
  struct rusage usage;
  guint zoom, row = 0;

  if (!pack) {
    g_printerr ("%s\n", error ? error->message : "pan PACK ZOOM CACHE PACK...");
    return 2;
  }
  for (int i = 4; i < argc; i++) {
    NordTileArchive *one = nord_map_pack_open (argv[i], &error);

    if (!one) {
      g_printerr ("%s\n", error->message);
      return 2;
    }
    g_ptr_array_add (packs, one);
  }
  zoom = (guint) atoi (argv[2]);
  pan.style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, &error);
  pan.stack = nord_tile_stack_new ((NordTileArchive *const *) packs->pdata, packs->len);
  if (atoi (argv[3]) > 0)
    nord_tile_stack_set_cache_size (pan.stack, (gsize) atoi (argv[3]));
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
  printf ("{\"zoom\":%u,\"tiles_s\":%.6f,\"labels_s\":%.6f,\"peak_kib\":%ld,"
          "\"cached\":%zu,\"limit\":%zu,\"texts\":%zu,\"texts_limit\":%d,\"views\":[",
          zoom, pan.tiles_s, pan.labels_s, usage.ru_maxrss, pan.most_cached,
          nord_tile_stack_get_cache_size (pan.stack), pan.most_texts, NORD_LABEL_SHAPER_CACHE);
  for (guint i = 0; i < pan.views->len; i++)
    printf ("%s%.6f", i ? "," : "", g_array_index (pan.views, double, i));
  printf ("],\"cells\":[%s]}\n", pan.cells->str);
  return 0;
}
