/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Labels do not overlap, are not cut, read from left to right, and stay where they are. */
#include "core/map/label-placer.h"
#include "core/map/map-pack.h"
#include "core/map/tile-picture.h"
#include "tests/core/map/tile-maker.h"

#include <math.h>

#define LON 7.4633
#define LAT 51.5345

static void
piece_clear (NordMapPiece *piece)
{
  g_clear_pointer (&piece->tile, nord_map_tile_unref);
}

static NordLabelPlacement *
place (NordTileStack *stack,
       const NordMapStyle *style,
       const NordMapCamera *camera,
       NordLabelFlags flags,
       const NordLabelPlacement *before,
       NordLabelShaper *shaper)
{
  double margin = flags & NORD_LABELS_WHOLE ? 0 : 100;
  g_autoptr (GArray) cells = nord_map_camera_cells (camera, (guint) camera->zoom, margin);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (NordMapPiece));

  g_array_set_clear_func (pieces, (GDestroyNotify) piece_clear);
  for (guint i = 0; i < cells->len; i++) {
    NordMapPiece piece = {.cell = g_array_index (cells, NordMapCell, i)};

    g_assert_true (
      nord_tile_stack_load (stack, piece.cell.zoom, piece.cell.x, piece.cell.y, &piece.tile, NULL));
    g_array_append_val (pieces, piece);
  }
  return nord_label_place (style, (const NordMapPiece *) (void *) pieces->data, pieces->len, camera,
                           margin, flags, before, shaper);
}

static gboolean
is_inside (const NordMapCamera *camera, double x, double y, const NordLabelBox *box)
{
  return x + box->x0 >= -1e-6 && y + box->y0 >= -1e-6 && x + box->x1 <= camera->width + 1e-6 &&
         y + box->y1 <= camera->height + 1e-6;
}

static void
check_placement (const NordLabelPlacement *placement, NordLabelFlags flags)
{
  const NordMapCamera *camera = &placement->view;
  GPtrArray *labels = placement->labels;

  for (guint i = 0; i < labels->len; i++) {
    const NordLabel *a = g_ptr_array_index (labels, i);
    double ax, ay;

    nord_map_camera_to_screen (camera, a->x, a->y, &ax, &ay);
    if (flags & NORD_LABELS_WHOLE)
      g_assert_true (is_inside (camera, ax, ay, &a->bounds));
    if (flags & NORD_LABELS_UNCUT)
      g_assert_true (is_inside (camera, ax, ay, &a->bounds) || ax + a->bounds.x1 <= 1e-6 ||
                     ay + a->bounds.y1 <= 1e-6 || ax + a->bounds.x0 >= camera->width - 1e-6 ||
                     ay + a->bounds.y0 >= camera->height - 1e-6);
    /* Never upside down. */
    for (guint g = 0; g < a->n_glyphs; g++)
      g_assert_cmpfloat (cos (a->glyphs[g].angle), >, -0.4);
    for (guint j = i + 1; j < labels->len; j++) {
      const NordLabel *b = g_ptr_array_index (labels, j);
      double bx, by;

      nord_map_camera_to_screen (camera, b->x, b->y, &bx, &by);
      for (guint p = 0; p < a->n_boxes; p++) {
        for (guint q = 0; q < b->n_boxes; q++)
          g_assert_false (ax + a->boxes[p].x0 < bx + b->boxes[q].x1 - 1e-6 &&
                          ax + a->boxes[p].x1 > bx + b->boxes[q].x0 + 1e-6 &&
                          ay + a->boxes[p].y0 < by + b->boxes[q].y1 - 1e-6 &&
                          ay + a->boxes[p].y1 > by + b->boxes[q].y0 + 1e-6);
      }
    }
  }
}

static NordTileStack *
open_own (const char *name, GBytes *west, GBytes *east)
{
  g_autofree char *path = NULL;
  g_autoptr (NordTileArchive) pack = NULL;
  sqlite3 *db;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  path = g_build_filename (g_get_user_data_dir (), name, NULL);
  db = make_mbtiles (path, NULL);
  add_tile (db, 14, 8531, 5446, west);
  add_tile (db, 14, 8532, 5446, east);
  sqlite3_close (db);
  pack = nord_map_pack_open (path, NULL);
  return nord_tile_stack_new (&pack, 1);
}

static guint
count (const NordLabelPlacement *placement, const char *string)
{
  guint n = 0;

  for (guint i = 0; i < placement->labels->len; i++)
    n += g_strcmp0 (((NordLabel *) g_ptr_array_index (placement->labels, i))->string, string) == 0;
  return n;
}

/* A view whose middle is the edge between the two tiles. */
static NordMapCamera
edge_camera (void)
{
  return (NordMapCamera){8532 / 16384.0, 5446.5 / 16384.0, 14.9, 0, 700, 400};
}

/* Each half of the street is too short for its name; the name stands across the edge, once. */
static void
test_across_tiles (void)
{
  Maker *west = maker_new (), *east = maker_new ();
  g_autoptr (GBytes) west_bytes = NULL;
  g_autoptr (GBytes) east_bytes = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
  g_autoptr (NordLabelPlacement) placement = NULL;
  NordMapCamera camera = edge_camera ();
  const NordLabel *label;

  maker_layer (west, "transportation_name");
  MAKE (west, NORD_MVT_LINE, "class=minor;name=Schützenstraße", 3700, 2048, 4160, 2048);
  maker_layer (west, "place");
  /* In the other tile's ground: only that tile may show it. */
  MAKE (west, NORD_MVT_POINT, "class=neighbourhood;name=Hafen", 4120, 1500);
  west_bytes = maker_finish (west);
  maker_layer (east, "transportation_name");
  MAKE (east, NORD_MVT_LINE, "class=minor;name=Schützenstraße", -64, 2048, 400, 2060);
  maker_layer (east, "place");
  MAKE (east, NORD_MVT_POINT, "class=neighbourhood;name=Hafen", 24, 1500);
  east_bytes = maker_finish (east);
  stack = open_own ("across.mbtiles", west_bytes, east_bytes);
  placement = place (stack, style, &camera, NORD_LABELS_WHOLE, NULL, shaper);
  g_assert_cmpuint (count (placement, "Schützenstraße"), ==, 1);
  g_assert_cmpuint (count (placement, "Hafen"), ==, 1);
  check_placement (placement, NORD_LABELS_WHOLE);
  label = g_ptr_array_index (placement->labels, placement->labels->len - 1);
  g_assert_true (label->turns);
  g_assert_cmpfloat (fabs (label->x - camera.x) * nord_map_camera_world_size (&camera), <, 40);
}

/* A school near the edge of a picture: its name goes to the side where there is room, and where
 * there is none the sign stands alone. */
static void
test_near_the_edge (void)
{
  Maker *maker = maker_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
  const double scale = exp2 (15.5 - 14) * 512; /* px of a tile */
  /* px from the middle of the tile to the middle of the picture */
  static const struct {
    double x, y, width, height;
    guint names, signs;
  } views[] = {{0, 0, 400, 300, 1, 1},    {-180, 0, 400, 300, 1, 1}, {180, 0, 400, 300, 1, 1},
               {0, -130, 400, 300, 1, 1}, {0, 130, 400, 300, 1, 1},  {0, 0, 40, 30, 0, 1}};

  maker_layer (maker, "poi");
  MAKE (maker, NORD_MVT_POINT, "class=school;subclass=school;name=Kielhornschule", 2048, 2048);
  bytes = maker_finish (maker);
  stack = open_own ("edge.mbtiles", bytes, bytes);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++) {
    NordMapCamera camera = {(8531.5 + views[i].x / scale) / 16384,
                            (5446.5 + views[i].y / scale) / 16384,
                            15.5,
                            0,
                            views[i].width,
                            views[i].height};
    g_autoptr (NordLabelPlacement) placement =
      place (stack, style, &camera, NORD_LABELS_WHOLE, NULL, shaper);
    guint names = 0;

    check_placement (placement, NORD_LABELS_WHOLE);
    for (guint l = 0; l < placement->labels->len; l++)
      names += ((NordLabel *) g_ptr_array_index (placement->labels, l))->text != NULL;
    g_test_message ("%u: %u labels, %u names", i, placement->labels->len, names);
    g_assert_cmpuint (placement->labels->len, ==, views[i].signs);
    g_assert_cmpuint (names, ==, views[i].names);
  }
}

/* A street drawn from east to west, and the map turned: the name reads from left to right. Joined
 * scripts stay in one piece. */
static void
test_direction (void)
{
  Maker *west = maker_new (), *east = maker_new ();
  g_autoptr (GBytes) west_bytes = NULL;
  g_autoptr (GBytes) east_bytes = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();

  maker_layer (west, "transportation_name");
  MAKE (west, NORD_MVT_LINE, "class=minor;name=Rückweg", 4000, 1700, 3000, 1760);
  MAKE (west, NORD_MVT_LINE, "class=minor;name=شارع الميناء", 3000, 2400, 4000, 2440);
  MAKE (west, NORD_MVT_LINE, "class=minor;name=Am Großen Bogen", 2900, 3300, 3150, 3120, 3450, 3050,
        3750, 3120, 4000, 3300);
  west_bytes = maker_finish (west);
  maker_layer (east, "place");
  east_bytes = maker_finish (east);
  stack = open_own ("direction.mbtiles", west_bytes, east_bytes);
  for (guint turn = 0; turn < 12; turn++) {
    NordMapCamera camera = edge_camera ();
    g_autoptr (NordLabelPlacement) placement = NULL;
    guint n_bent = 0;

    camera.x -= 0.14 / 16384;
    camera.zoom = 15;
    camera.height = 700;
    camera.rotation = turn * G_PI / 6;
    placement = place (stack, style, &camera, NORD_LABELS_WHOLE, NULL, shaper);
    check_placement (placement, NORD_LABELS_WHOLE);
    g_assert_cmpuint (count (placement, "Rückweg"), ==, 1);
    for (guint i = 0; i < placement->labels->len; i++) {
      const NordLabel *label = g_ptr_array_index (placement->labels, i);

      g_assert_cmpfloat (cos (label->glyphs[label->n_glyphs / 2].angle), >, -0.05);
      for (guint g = 1; g < label->n_glyphs; g++)
        n_bent += label->glyphs[g].angle != label->glyphs[0].angle;
      if (g_str_has_prefix (label->string, "ش")) {
        g_assert_true (label->text->rigid);
        g_assert_cmpfloat (label->glyphs[0].angle, ==, label->glyphs[label->n_glyphs - 1].angle);
      }
    }
    if (turn == 0) {
      g_assert_cmpuint (count (placement, "شارع الميناء"), ==, 1);
      g_assert_cmpuint (count (placement, "Am Großen Bogen"), ==, 1);
      g_assert_cmpuint (n_bent, >, 5);
    }
  }
}

static NordTileStack *
open_shared (const char *name)
{
  g_autofree char *path = find_shared (name);
  g_autoptr (NordTileArchive) pack = path ? nord_map_pack_open (path, NULL) : NULL;

  return pack ? nord_tile_stack_new (&pack, 1) : NULL;
}

static NordTileStack *
open_city (void)
{
  return open_shared ("map/nordwaerts.mbtiles");
}

/* Names of layers that no schema has: a point's beside it, an area's within it (also where it is an
 * L, whose middle lies outside), a line's along it; what the style leaves out stays out. */
static void
test_other_layers (void)
{
  Maker *west = maker_new (), *east = maker_new ();
  g_autoptr (GBytes) west_bytes = NULL;
  g_autoptr (GBytes) east_bytes = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
  g_autoptr (NordLabelPlacement) placement = NULL;
  NordMapCamera camera = edge_camera ();

  maker_layer (west, "Bäume");
  MAKE (west, NORD_MVT_POINT, "name=Linde", 3700, 1500);
  maker_layer (west, "zonen");
  MAKE (west, NORD_MVT_AREA, "titel=Zone L", 3000, 2300, 3050, 2300, 3050, 3300, 4000, 3300, 4000,
        3350, 3000, 3350);
  maker_layer (west, "mountain_peak");
  MAKE (west, NORD_MVT_POINT, "name=Deusenberg", 3300, 1500);
  west_bytes = maker_finish (west);
  maker_layer (east, "radwege");
  MAKE (east, NORD_MVT_LINE, "name=Achse", 100, 2048, 1400, 2060);
  east_bytes = maker_finish (east);
  stack = open_own ("other.mbtiles", west_bytes, east_bytes);
  placement = place (stack, style, &camera, NORD_LABELS_WHOLE, NULL, shaper);
  g_assert_cmpuint (count (placement, "Linde"), ==, 1);
  g_assert_cmpuint (count (placement, "Zone L"), ==, 1);
  g_assert_cmpuint (count (placement, "Achse"), ==, 1);
  g_assert_cmpuint (count (placement, "Deusenberg"), ==, 0);
  check_placement (placement, NORD_LABELS_WHOLE);
}

static void
test_city (void)
{
  g_autoptr (NordTileStack) stack = open_city ();
  g_autoptr (NordMapStyle) style = NULL;
  g_autoptr (NordLabelShaper) shaper = NULL;
  static const guint least[] = {20, 15, 25, 40, 20, 10};

  if (!stack)
    return;
  style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  shaper = nord_label_shaper_new ();
  for (guint zoom = 11; zoom <= 16; zoom++) {
    for (guint turned = 0; turned < 2; turned++) {
      NordMapCamera camera = nord_map_camera_at (LON, LAT, zoom, 1000, 640);
      g_autoptr (NordLabelPlacement) whole = NULL;
      g_autoptr (NordLabelPlacement) again = NULL;
      g_autoptr (NordLabelPlacement) open = NULL;

      camera.rotation = turned * 0.7;
      whole = place (stack, style, &camera, NORD_LABELS_WHOLE, NULL, shaper);
      again = place (stack, style, &camera, NORD_LABELS_WHOLE, NULL, shaper);
      open = place (stack, style, &camera, NORD_LABELS_DEFAULT, NULL, shaper);
      g_test_message ("zoom %u: %u labels", zoom, whole->labels->len);
      g_assert_cmpuint (whole->labels->len, >=, least[zoom - 11]);
      check_placement (whole, NORD_LABELS_WHOLE);
      check_placement (open, NORD_LABELS_DEFAULT);
      /* The same input, the same labels. */
      g_assert_cmpuint (whole->labels->len, ==, again->labels->len);
      for (guint i = 0; i < whole->labels->len; i++) {
        const NordLabel *a = g_ptr_array_index (whole->labels, i);
        const NordLabel *b = g_ptr_array_index (again->labels, i);

        g_assert_cmpstr (a->string, ==, b->string);
        g_assert_cmpfloat (a->x, ==, b->x);
        g_assert_cmpfloat (a->y, ==, b->y);
      }
    }
  }
}

/* What a resident looks for is named as soon as the map shows it: long streets before all streets
 * are, and what is as large as a block of houses. */
static void
test_names (void)
{
  static const struct {
    double lon, lat, zoom;
    const char *name;
  } names[] = {
    {7.4555, 51.5270, 13, "Uhlandstraße"},
    {7.4555, 51.5270, 13.6, "Uhlandstraße"},
    {7.4745, 51.5275, 15, "Hornbach"},
  };
  g_autoptr (NordTileStack) stack = open_city ();

  if (!stack)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
    g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
    NordMapCamera camera =
      nord_map_camera_at (names[i].lon, names[i].lat, names[i].zoom, 1000, 640);
    g_autoptr (NordLabelPlacement) placement =
      place (stack, style, &camera, NORD_LABELS_WHOLE, NULL, shaper);

    g_test_message ("%s at zoom %g", names[i].name, names[i].zoom);
    g_assert_cmpuint (count (placement, names[i].name), >=, 1);
  }
}

/* A pack as tilemaker writes it has only `name:latin`. */
static void
test_tilemaker (void)
{
  g_autoptr (NordTileStack) stack =
    open_shared ("map/fixtures/osm/tudo_campus_tilemaker2.2_z0-14.mbtiles");
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
  NordMapCamera camera = nord_map_camera_at (7.4105, 51.492, 16, 1400, 800);
  g_autoptr (NordLabelPlacement) placement = NULL;

  if (!stack)
    return;
  placement = place (stack, style, &camera, NORD_LABELS_WHOLE, NULL, shaper);
  g_assert_cmpuint (placement->labels->len, >=, 8);
  g_assert_cmpuint (count (placement, "Emil-Figge-Straße"), >=, 1);
}

/* Panning by steps, none of the labels that stay in view may jump, and hardly any may go. */
static double
reach_of (const NordLabelText *text)
{
  double reach = 0;

  for (guint i = 0; i < text->n_runs; i++) {
    for (guint p = 0; p < text->runs[i].n_points; p++)
      reach = MAX (reach, text->runs[i].x + text->runs[i].points[2 * p]);
  }
  return reach;
}

/* No letter is lost, however long the text; joined scripts stay in one piece and run from the
 * right. */
static void
test_letters (void)
{
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
  NordStyleLayer layer = {.size = {.n = 1, .value = {10}},
                          .weight = 600,
                          .uppercase = TRUE,
                          .spacing = 0.9,
                          .wrap = 9};
  g_autoptr (NordLabelText) wide = NULL;
  g_autoptr (NordLabelText) arabic = NULL;
  g_autoptr (NordLabelText) street = NULL;
  g_autoptr (NordLabelText) alone = NULL;

  wide = nord_label_shaper_get (shaper, &layer, "Lütgendortmunderstraßenbahnhof", 12);
  g_assert_cmpfloat (wide->width, >, 200);
  g_assert_cmpfloat (reach_of (wide), >, wide->width - 5);
  g_assert_false (wide->rigid);

  layer.placement = NORD_PLACE_LINE;
  layer.uppercase = FALSE;
  layer.spacing = 0;
  street = nord_label_shaper_get (shaper, &layer, "Größe Öl", 12);
  g_assert_false (street->rigid);
  g_assert_cmpuint (street->n_runs, ==, 8);
  /* "street of peace": letters that join are narrower than the same letters alone. */
  arabic = nord_label_shaper_get (shaper, &layer, "شارع السلام", 12);
  alone = nord_label_shaper_get (shaper, &layer,
                                 "\u0634\u200c\u0627\u200c\u0631\u200c\u0639 "
                                 "\u0627\u200c\u0644\u200c\u0633\u200c\u0644\u200c\u0627"
                                 "\u200c\u0645",
                                 12);
  g_assert_true (arabic->rigid);
  g_assert_cmpuint (arabic->n_runs, <, 4);
  g_assert_cmpfloat (reach_of (arabic), >, arabic->width - 5);
  g_assert_cmpfloat (arabic->width, <, 0.95 * alone->width);
}

/* However many names come by, what is remembered of them stays within its limit, and what is shown
 * again and again is not shaped again. */
static void
test_memory (void)
{
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
  NordStyleLayer layer = {.size = {.n = 1, .value = {10}},
                          .weight = 400,
                          .wrap = 9,
                          .placement = NORD_PLACE_LINE};
  g_autoptr (NordLabelText) home = nord_label_shaper_get (shaper, &layer, "Münsterstraße", 12);
  gsize most = 0, one = nord_label_shaper_get_cached (shaper);

  g_assert_cmpuint (one, >, 1000);
  for (guint i = 0; i < 3 * NORD_LABEL_SHAPER_CACHE / one; i++) {
    g_autofree char *name = g_strdup_printf ("Münsterstraße %u", i);
    g_autoptr (NordLabelText) text = nord_label_shaper_get (shaper, &layer, name, 12);
    g_autoptr (NordLabelText) again = nord_label_shaper_get (shaper, &layer, name, 12);

    g_assert_true (text == again);
    most = MAX (most, nord_label_shaper_get_cached (shaper));
    if (i % 200 == 0) {
      g_autoptr (NordLabelText) still = nord_label_shaper_get (shaper, &layer, "Münsterstraße", 12);

      g_assert_true (still == home);
    }
  }
  g_assert_cmpuint (most, <=, NORD_LABEL_SHAPER_CACHE);
  g_assert_cmpuint (most, >, NORD_LABEL_SHAPER_CACHE / 2);
  /* With less room it holds less at once, and goes on with what it is left. */
  nord_label_shaper_set_limit (shaper, 20 * one);
  g_assert_cmpuint (nord_label_shaper_get_cached (shaper), <=, 20 * one);
  most = 0;
  for (guint i = 0; i < 100; i++) {
    g_autofree char *name = g_strdup_printf ("Münsterstraße %u", i);
    g_autoptr (NordLabelText) text = nord_label_shaper_get (shaper, &layer, name, 12);

    most = MAX (most, nord_label_shaper_get_cached (shaper));
  }
  g_assert_cmpuint (most, <=, 20 * one);
  g_assert_cmpuint (most, >, 10 * one);
}

/* On a map that moves no name is cut by the edge; streets that leave it are named further in, and
 * what lies beyond it is ready. */
static void
test_uncut (void)
{
  g_autoptr (NordTileStack) stack = open_city ();
  g_autoptr (NordMapStyle) style = NULL;
  g_autoptr (NordLabelShaper) shaper = NULL;

  if (!stack)
    return;
  style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  shaper = nord_label_shaper_new ();
  for (guint zoom = 12; zoom <= 17; zoom++) {
    NordMapCamera camera = nord_map_camera_at (LON, LAT, zoom, 700, 320);
    g_autoptr (NordLabelPlacement) open =
      place (stack, style, &camera, NORD_LABELS_DEFAULT, NULL, shaper);
    g_autoptr (NordLabelPlacement) whole =
      place (stack, style, &camera, NORD_LABELS_WHOLE, NULL, shaper);
    /* What stood there, half of it in sight, is not kept. */
    g_autoptr (NordLabelPlacement) uncut =
      place (stack, style, &camera, NORD_LABELS_UNCUT, open, shaper);
    guint inside = 0;

    check_placement (uncut, NORD_LABELS_UNCUT);
    for (guint i = 0; i < uncut->labels->len; i++) {
      const NordLabel *label = g_ptr_array_index (uncut->labels, i);
      double x, y;

      nord_map_camera_to_screen (&camera, label->x, label->y, &x, &y);
      inside += is_inside (&camera, x, y, &label->bounds);
    }
    g_test_message ("zoom %u: %u of %u inside, %u in a picture", zoom, inside, uncut->labels->len,
                    whole->labels->len);
    g_assert_cmpuint (inside, <, uncut->labels->len);
    g_assert_cmpuint (inside * 10, >=, whole->labels->len * 7);
  }
}

static void
test_stay (void)
{
  g_autoptr (NordTileStack) stack = open_city ();
  g_autoptr (NordMapStyle) style = NULL;
  g_autoptr (NordLabelShaper) shaper = NULL;
  g_autoptr (NordLabelPlacement) before = NULL;
  guint n_stayed = 0, n_gone = 0;

  if (!stack)
    return;
  style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  shaper = nord_label_shaper_new ();
  for (guint step = 0; step < 30; step++) {
    NordMapCamera camera = nord_map_camera_at (LON + step * 0.0004, LAT, 15, 1000, 640);
    NordLabelPlacement *now = place (stack, style, &camera, NORD_LABELS_UNCUT, before, shaper);

    check_placement (now, NORD_LABELS_UNCUT);
    for (guint i = 0; before && i < before->labels->len; i++) {
      const NordLabel *old = g_ptr_array_index (before->labels, i);
      gboolean found = FALSE;
      double x, y;

      nord_map_camera_to_screen (&camera, old->x, old->y, &x, &y);
      if (x < 60 || x > 940 || y < 60 || y > 580)
        continue;
      for (guint j = 0; j < now->labels->len && !found; j++) {
        const NordLabel *label = g_ptr_array_index (now->labels, j);

        found =
          g_strcmp0 (label->string, old->string) == 0 && label->layer == old->layer &&
          hypot (label->x - old->x, label->y - old->y) * nord_map_camera_world_size (&camera) < 4;
      }
      n_stayed += found;
      n_gone += !found;
    }
    g_clear_pointer (&before, nord_label_placement_unref);
    before = now;
  }
  g_test_message ("%u stayed, %u went", n_stayed, n_gone);
  g_assert_cmpuint (n_stayed, >, 500);
  g_assert_cmpuint (n_gone * 100, <=, n_stayed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/label/other-layers", test_other_layers);
  g_test_add_func ("/map/label/across-tiles", test_across_tiles);
  g_test_add_func ("/map/label/near-the-edge", test_near_the_edge);
  g_test_add_func ("/map/label/direction", test_direction);
  g_test_add_func ("/map/label/city", test_city);
  g_test_add_func ("/map/label/names", test_names);
  g_test_add_func ("/map/label/tilemaker", test_tilemaker);
  g_test_add_func ("/map/label/letters", test_letters);
  g_test_add_func ("/map/label/memory", test_memory);
  g_test_add_func ("/map/label/uncut", test_uncut);
  g_test_add_func ("/map/label/stay", test_stay);
  return g_test_run ();
}
