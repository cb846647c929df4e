/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map on paper: pages, marks, pins and their list, own layers, files that are whole or not
 * there and show the same. */
#include "core/map/map-sheet.h"

#include "core/map/map-pack.h"
#include "tests/core/map/tile-maker.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define SCALE 4 /* px a mm */

static NordTileStack *
make_stack (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "sheet.mbtiles", NULL);
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  Maker *maker = maker_new ();
  sqlite3 *db;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  maker_layer (maker, "water");
  MAKE (maker, NORD_MVT_AREA, "class=lake", 0, 0, 4096, 0, 4096, 2048, 0, 2048);
  bytes = maker_finish (maker);
  db = make_mbtiles (path, NULL);
  add_tile (db, 10, 533, 340, bytes);
  sqlite3_close (db);
  pack = nord_map_pack_open (path, &error);
  g_assert_no_error (error);
  return nord_tile_stack_new (&pack, 1);
}

static NordMapSheet *
make_sheet (const NordMapSheetWish *wish)
{
  g_autoptr (NordTileStack) stack = make_stack ();
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (GError) error = NULL;
  NordMapSheet *sheet = nord_map_sheet_new (stack, style, wish, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static NordMapSheetWish
wish_for (const char *paper)
{
  NordMapSheetWish wish = {.lon = 7.46, .lat = 51.53, .zoom = 14};

  g_assert_true (nord_paper_from_word (paper, &wish.poster));
  return wish;
}

static cairo_surface_t *
draw (const NordMapSheet *sheet, guint page)
{
  NordPaper size = nord_map_sheet_get_page_size (sheet);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (size.width * SCALE),
                                (int) (size.height * SCALE));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, SCALE, SCALE);
  nord_map_sheet_draw_page (sheet, cr, page, SCALE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
is_black (cairo_surface_t *surface, double x, double y)
{
  const guint8 *pixel = cairo_image_surface_get_data (surface) +
                        (gsize) (y * SCALE) * (gsize) cairo_image_surface_get_stride (surface) +
                        4 * (gsize) (x * SCALE);

  return pixel[0] + pixel[1] + pixel[2] < 100;
}

static void
test_papers (void)
{
  NordPaper paper;

  g_assert_true (nord_paper_from_word ("A0", &paper));
  g_assert_cmpfloat (paper.height, ==, 1189);
  g_assert_true (nord_paper_from_word ("a4", &paper));
  g_assert_cmpfloat (paper.width, ==, 210);
  g_assert_false (nord_paper_from_word ("a5", &paper));
  g_assert_false (nord_paper_from_word ("a44", &paper));
  g_assert_false (nord_paper_from_word ("", &paper));
  g_assert_false (nord_paper_from_word (NULL, &paper));
}

/* Every part of the poster is on some page, with 10 mm of overlap between 194 by 281 mm; the pages
 * lie the way that takes fewer of them, and as they were given where it does not matter. */
static void
test_pages (void)
{
  static const struct {
    const char *paper;
    guint pages;
    gboolean turned; /* of an upright poster, on upright paper */
  } cases[] = {{"a4", 2, TRUE},
               {"a3", 4, FALSE},
               {"a2", 8, TRUE},
               {"a1", 15, TRUE},
               {"a0", 25, FALSE}};

  for (guint i = 0; i < 4 * G_N_ELEMENTS (cases); i++) {
    gboolean poster_lies = i & 1, page_lies = i & 2;
    NordMapSheetWish wish = wish_for (cases[i / 4].paper);
    g_autoptr (NordMapSheet) whole = NULL;
    g_autoptr (NordMapSheet) parts = NULL;
    NordPaper size;

    if (poster_lies != (wish.poster.width > wish.poster.height))
      wish.poster = (NordPaper){wish.poster.height, wish.poster.width};
    whole = make_sheet (&wish);
    g_assert_cmpuint (nord_map_sheet_get_n_pages (whole), ==, 1);
    g_assert_true (nord_paper_from_word ("a4", &wish.page));
    if (page_lies)
      wish.page = (NordPaper){wish.page.height, wish.page.width};
    parts = make_sheet (&wish);
    size = nord_map_sheet_get_page_size (parts);
    g_test_message ("%s %s: %u pages of %g by %g", cases[i / 4].paper,
                    poster_lies ? "lying" : "upright", nord_map_sheet_get_n_pages (parts),
                    size.width, size.height);
    g_assert_cmpuint (nord_map_sheet_get_n_pages (parts), ==, cases[i / 4].pages);
    /* A poster that lies wants its pages the other way round. */
    g_assert_cmpint (size.width > size.height, ==, cases[i / 4].turned != poster_lies);
  }
}

/* A mark is black, white, black, white, black along its middle; the lower right one is hollow. */
static void
test_marks (void)
{
  NordMapSheetWish wish = wish_for ("a4");
  g_autoptr (NordMapSheet) sheet = NULL;
  cairo_surface_t *surface;
  const double left = 9, top = 9, right = 210 - 19, bottom = 297 - 8 - 22 + 1, unit = 10 / 7.0;

  wish.marks = TRUE;
  sheet = make_sheet (&wish);
  surface = draw (sheet, 0);
  for (guint i = 0; i < 4; i++) {
    double x = i % 2 ? right : left, y = i < 2 ? top : bottom;

    for (guint m = 0; m < 7; m++) {
      gboolean black = m == 0 || m == 6 || (m >= 2 && m <= 4 && i < 3);

      g_assert_cmpint (is_black (surface, x + (m + 0.5) * unit, y + 5), ==, black);
    }
  }
  cairo_surface_destroy (surface);
}

static void
test_pins (void)
{
  NordMapPin pins[300];
  NordMapSheetWish wish = wish_for ("a3");
  g_autoptr (NordMapSheet) sheet = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pins); i++)
    pins[i] = (NordMapPin){7.46 + i * 1e-5, 51.53, (char *) "Mehr Bänke für <b>alle</b> & jeden"};
  pins[7].lon = 13.4; /* in Berlin */
  pins[8].lat = 90;
  wish.pins = pins;
  wish.n_pins = G_N_ELEMENTS (pins);
  sheet = make_sheet (&wish);
  g_assert_cmpuint (nord_map_sheet_get_n_pins (sheet), ==, G_N_ELEMENTS (pins) - 2);
  /* The map, and the rest of the list. */
  g_assert_cmpuint (nord_map_sheet_get_n_pages (sheet), >=, 3);
  for (guint page = 0; page < nord_map_sheet_get_n_pages (sheet); page++)
    cairo_surface_destroy (draw (sheet, page));
}

static const guint8 *
pixel_at (cairo_surface_t *surface, double x, double y)
{
  return cairo_image_surface_get_data (surface) +
         (gsize) (y * SCALE) * (gsize) cairo_image_surface_get_stride (surface) +
         4 * (gsize) (x * SCALE);
}

static void
put (NordRecord *record, guint field, NordValue value)
{
  nord_record_put (record, field, &value);
}

/* A layer with one area. */
static void
add_plan (NordSheetPlans *plans,
          const char *id,
          double position,
          double opacity,
          int colour,
          gboolean shown,
          const NordBounds *box)
{
  const double xy[] = {box->west,  box->south, box->east,  box->south, box->east,
                       box->north, box->west,  box->north, box->west,  box->south};
  g_autoptr (NordRecord) layer = nord_record_new (NORD_NOUN_LAYER, id);
  g_autoptr (NordRecord) feature = nord_record_new (NORD_NOUN_LAYER_FEATURE, "f");
  g_autoptr (NordShape) shape = nord_shape_new_area (xy, 5, NULL);

  put (layer, NORD_LAYER_TITLE, (NordValue){NORD_VALUE_TEXT, .text = (char *) id});
  put (layer, NORD_LAYER_POSITION, (NordValue){NORD_VALUE_REAL, .real = position});
  put (layer, NORD_LAYER_OPACITY, (NordValue){NORD_VALUE_REAL, .real = opacity});
  put (layer, NORD_LAYER_SHOWN, (NordValue){NORD_VALUE_BOOLEAN, .boolean = shown});
  put (layer, NORD_LAYER_COLOUR, (NordValue){NORD_VALUE_INTEGER, .integer = colour});
  put (feature, NORD_LAYER_FEATURE_LAYER, (NordValue){NORD_VALUE_TEXT, .text = (char *) id});
  put (feature, NORD_LAYER_FEATURE_SHAPE, (NordValue){NORD_VALUE_SHAPE, .shape = shape});
  nord_sheet_plans_add_layer (plans, layer);
  nord_sheet_plans_add_feature (plans, feature);
}

/* Whether @got is what lies there with an area of @colour and @opacity on it. */
static void
assert_tinted (const guint8 *got, const double *ground, int colour, double opacity, double *tinted)
{
  guint32 rgb = nord_layer_get_rgb (colour);

  for (int i = 0; i < 3; i++) {
    double own = rgb >> (8 * i) & 255, share = 0.4 * opacity;

    tinted[i] = ground[i] * (1 - share) + own * share;
    if (got)
      g_assert_cmpfloat_with_epsilon (got[i], tinted[i], 2.5);
  }
}

/* Rows of a picture, in mm, in which the colour of a layer stands as it is. */
static double
find_colour (cairo_surface_t *surface, int colour, double from, double to)
{
  guint32 rgb = nord_layer_get_rgb (colour);

  for (double y = from; y < to; y += 1.0 / SCALE) {
    for (double x = 8; x < 202; x += 1.0 / SCALE) {
      const guint8 *pixel = pixel_at (surface, x, y);

      if (pixel[0] == (rgb & 255) && pixel[1] == (rgb >> 8 & 255) && pixel[2] == rgb >> 16)
        return y;
    }
  }
  return 0;
}

/* Own layers lie on the map with their opacity, the higher one on top, and are explained below. */
static void
test_plans (void)
{
  const NordBounds left = {7.40, 51.50, 7.46, 51.56}, all = {7.0, 51.0, 8.0, 52.0};
  const NordBounds berlin = {13.4, 52.5, 13.5, 52.6};
  g_autoptr (NordSheetPlans) plans = nord_sheet_plans_new ();
  NordMapSheetWish wish = wish_for ("a4");
  g_autoptr (NordMapSheet) bare = make_sheet (&wish);
  g_autoptr (NordMapSheet) sheet = NULL;
  cairo_surface_t *surface = draw (bare, 0);
  double ground[3], one[3], two[3];

  for (int i = 0; i < 3; i++)
    ground[i] = pixel_at (surface, 150, 200)[i];
  cairo_surface_destroy (surface);
  /* What is higher may come first. */
  add_plan (plans, "oben", 2, 1, 1, TRUE, &left);
  add_plan (plans, "unten", 1, 0.5, 0, TRUE, &all);
  add_plan (plans, "versteckt", 3, 1, 2, FALSE, &all);
  add_plan (plans, "durchsichtig", 3, 0, 2, TRUE, &all);
  add_plan (plans, "Berlin", 4, 1, 3, TRUE, &berlin);
  wish.plans = plans;
  sheet = make_sheet (&wish);
  g_assert_cmpuint (nord_map_sheet_get_n_plans (sheet), ==, 2);
  surface = draw (sheet, 0);
  assert_tinted (pixel_at (surface, 150, 200), ground, 0, 0.5, one);
  assert_tinted (NULL, ground, 0, 0.5, one);
  assert_tinted (pixel_at (surface, 50, 200), one, 1, 1, two);
  /* The legend, 4 mm below the map, which has made room for one row of it. */
  g_assert_cmpfloat (find_colour (surface, 1, 8 + 259 - 4.6 + 2, 297), >, 0);
  g_assert_cmpfloat (find_colour (surface, 2, 8, 297), ==, 0);
  g_assert_cmpfloat (find_colour (surface, 3, 8, 297), ==, 0);
  cairo_surface_destroy (surface);
}

/* A continent at the scale of a house, many layers on little paper, and none that is on the map. */
static void
test_many_plans (void)
{
  const NordBounds europe = {-10, 35, 40, 70}, berlin = {13.4, 52.5, 13.5, 52.6};
  g_autoptr (NordSheetPlans) none = nord_sheet_plans_new ();
  g_autoptr (NordSheetPlans) one = nord_sheet_plans_new ();
  g_autoptr (NordSheetPlans) many = nord_sheet_plans_new ();
  NordMapSheetWish wish = wish_for ("a4");

  for (guint i = 0; i < 3; i++) {
    g_autoptr (NordMapSheet) bare = NULL;
    g_autoptr (NordMapSheet) sheet = NULL;
    cairo_surface_t *before, *after;
    double ground[3], tinted[3];

    wish.zoom = (double[]){14, 14, 20}[i];
    wish.plans = NULL;
    bare = make_sheet (&wish);
    if (i == 0) {
      add_plan (none, "Berlin", 1, 1, 0, TRUE, &berlin);
      add_plan (one, "Europa", 1, 0.5, 4, TRUE, &europe);
    }
    wish.plans = i == 0 ? none : one;
    sheet = make_sheet (&wish);
    g_assert_cmpuint (nord_map_sheet_get_n_plans (sheet), ==, i > 0);
    before = draw (bare, 0);
    after = draw (sheet, 0);
    for (int k = 0; k < 3; k++)
      ground[k] = pixel_at (before, 150, 230)[k];
    if (i > 0)
      assert_tinted (pixel_at (after, 150, 230), ground, 4, 0.5, tinted);
    else
      g_assert_cmpmem (cairo_image_surface_get_data (before), 210 * 297 * 4 * SCALE * SCALE,
                       cairo_image_surface_get_data (after), 210 * 297 * 4 * SCALE * SCALE);
    cairo_surface_destroy (before);
    cairo_surface_destroy (after);
  }
  for (guint i = 0; i < 200; i++) {
    g_autofree char *id = g_strdup_printf ("Plan %u <b>", i);

    add_plan (many, id, i, 0.1, (int) i, TRUE, i % 2 ? &europe : &berlin);
  }
  wish.plans = many;
  wish.zoom = 14;
  wish.marks = TRUE;
  wish.title = "Viele";
  {
    g_autoptr (NordMapSheet) sheet = make_sheet (&wish);

    g_assert_cmpuint (nord_map_sheet_get_n_plans (sheet), ==, 100);
    cairo_surface_destroy (draw (sheet, 0));
  }
}

static guint
count (const char *bytes, gsize length, const char *what)
{
  guint n = 0;

  for (const char *at = bytes;
       (at = memmem (at, length - (gsize) (at - bytes), what, strlen (what))) != NULL; at++)
    n++;
  return n;
}

static void
test_files (void)
{
  static const char *const names[] = {"a.pdf", "a.svg", "a.png"};
  static const char *const begins[] = {"%PDF-", "<?xml", "\x89PNG"};
  NordMapSheetWish wish = wish_for ("a3");
  g_autoptr (NordMapSheet) sheet = NULL;
  g_autoptr (NordMapSheet) parts = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "b.pdf", NULL);

  sheet = make_sheet (&wish);
  nord_paper_from_word ("a4", &wish.page);
  parts = make_sheet (&wish);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *file = g_build_filename (g_get_user_data_dir (), names[i], NULL);
    g_autofree char *bytes = NULL;
    g_autoptr (GError) error = NULL;
    gsize length;

    nord_map_sheet_write (sheet, file, (NordSheetFormat) i, 60, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
    g_assert_cmpmem (bytes, strlen (begins[i]), begins[i], strlen (begins[i]));
    if (i > 0) {
      g_assert_false (nord_map_sheet_write (parts, file, (NordSheetFormat) i, 60, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    } else {
      g_assert_true (nord_map_sheet_write (parts, file, NORD_SHEET_PDF, 60, NULL, &error));
      g_clear_pointer (&bytes, g_free);
      g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
      /* Newer cairo packs the objects of a file, and nothing can be counted from outside. */
      if (count (bytes, length, "/ObjStm") == 0)
        g_assert_cmpuint (count (bytes, length, "/Type /Page %"), ==, 4);
    }
  }
  g_cancellable_cancel (cancelled);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (nord_map_sheet_write (sheet, path, i ? NORD_SHEET_PNG : NORD_SHEET_PDF,
                                          i ? 1e6 : 60, i ? NULL : cancelled, &error));
    if (i > 0)
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    else
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  }
}

#define BLOCK 6 /* px: letters are smoothed differently by each, their greys are the same */

static gboolean
reads_svg (void)
{
  GSList *formats = gdk_pixbuf_get_formats ();
  gboolean found = FALSE;

  for (GSList *at = formats; at; at = at->next) {
    g_autofree char *name = gdk_pixbuf_format_get_name (at->data);

    found |= g_str_equal (name, "svg");
  }
  g_slist_free (formats);
  return found;
}

static double
get_mean (const GdkPixbuf *pixbuf, int left, int top, int channel)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  const int stride = gdk_pixbuf_get_rowstride (pixbuf), n = gdk_pixbuf_get_n_channels (pixbuf);
  double sum = 0;

  for (int y = top; y < top + BLOCK; y++) {
    for (int x = left; x < left + BLOCK; x++)
      sum += pixels[y * stride + x * n + channel];
  }
  return sum / (BLOCK * BLOCK);
}

/* The mean difference of blocks of the two, of 255, and how many differ by more than 40. */
static double
compare (const GdkPixbuf *one, const GdkPixbuf *two, guint *n_other)
{
  const int width = gdk_pixbuf_get_width (one), height = gdk_pixbuf_get_height (one);
  double sum = 0;
  guint n = 0;

  *n_other = 0;
  g_assert_cmpint (gdk_pixbuf_get_width (two), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (two), ==, height);
  for (int y = 0; y + BLOCK <= height; y += BLOCK) {
    for (int x = 0; x + BLOCK <= width; x += BLOCK) {
      double most = 0;

      for (int channel = 0; channel < 3; channel++)
        most = MAX (most, fabs (get_mean (one, x, y, channel) - get_mean (two, x, y, channel)));
      sum += most;
      *n_other += most > 40;
      n++;
    }
  }
  return sum / n;
}

/* The file of @sheet, as others show it. */
static GdkPixbuf *
render (const NordMapSheet *sheet, NordSheetFormat format)
{
  static const char *const names[] = {"same.pdf", "same.svg", "same.png"};
  const char *folder = g_get_user_data_dir ();
  g_autofree char *path = g_build_filename (folder, names[format], NULL);
  g_autofree char *base = g_build_filename (folder, "from-pdf", NULL);
  g_autofree char *picture = g_strconcat (base, ".png", NULL);
  const int width = (int) ceil (210 * 100 / 25.4), height = (int) ceil (297 * 100 / 25.4);
  g_autofree char *w = g_strdup_printf ("%d", width), *h = g_strdup_printf ("%d", height);
  const char *const call[] = {"pdftoppm",    "-png", "-singlefile", "-scale-to-x", w,
                              "-scale-to-y", h,      path,          base,          NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autofree char *bytes = NULL;
  gsize length;
  GdkPixbuf *pixbuf;
  int status;

  nord_map_sheet_write (sheet, path, format, 100, NULL, &error);
  g_assert_no_error (error);
  if (format == NORD_SHEET_PDF) {
    g_spawn_sync (NULL, (char **) call, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                  &error);
    g_assert_no_error (error);
    g_assert_cmpint (status, ==, 0);
  }
  /* By its name: this test's folders know nothing of what files begin with. */
  loader = gdk_pixbuf_loader_new_with_type (format == NORD_SHEET_SVG ? "svg" : "png", &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_set_size (loader, width, height);
  g_file_get_contents (format == NORD_SHEET_PDF ? picture : path, &bytes, &length, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_write (loader, (const guchar *) bytes, length, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  pixbuf = g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
  return pixbuf;
}

/* A document, a drawing and a picture of one sheet show the same, own layers and pins included. */
static void
test_same_picture (void)
{
  const NordBounds left = {7.40, 51.50, 7.46, 51.56}, all = {7.0, 51.0, 8.0, 51.53};
  NordMapPin pins[] = {{7.455, 51.531, (char *) "Mehr Bänke"}, {7.465, 51.525, (char *) "Licht"}};
  g_autoptr (NordSheetPlans) plans = nord_sheet_plans_new ();
  g_autofree char *tool = g_find_program_in_path ("pdftoppm");
  NordMapSheetWish wish = wish_for ("a4");
  g_autoptr (NordMapSheet) sheet = NULL;
  g_autoptr (NordMapSheet) bare = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;
  g_autoptr (GdkPixbuf) other = NULL;
  guint n_other;

  wish.title = "Abend im Nordmarkt";
  wish.licence = "© OpenStreetMap contributors";
  wish.marks = TRUE;
  wish.pins = pins;
  wish.n_pins = G_N_ELEMENTS (pins);
  bare = make_sheet (&wish);
  add_plan (plans, "unten", 1, 0.5, 0, TRUE, &all);
  add_plan (plans, "oben", 2, 1, 1, TRUE, &left);
  wish.plans = plans;
  sheet = make_sheet (&wish);
  picture = render (sheet, NORD_SHEET_PNG);
  for (int format = NORD_SHEET_PDF; format <= NORD_SHEET_SVG; format++) {
    g_autoptr (GdkPixbuf) found = NULL;

    if (format == NORD_SHEET_PDF ? tool == NULL : !reads_svg ()) {
      g_test_skip (format == NORD_SHEET_PDF ? "pdftoppm (poppler-utils) is not installed"
                                            : "librsvg2-common is not installed");
      continue;
    }
    found = render (sheet, (NordSheetFormat) format);
    g_assert_cmpfloat (compare (picture, found, &n_other), <, 2);
    g_assert_cmpuint (n_other, <, 100);
  }
  /* What that is worth: without the plans it is another picture. */
  other = render (bare, NORD_SHEET_PNG);
  g_assert_cmpfloat (compare (picture, other, &n_other), >, 8);
  g_assert_cmpuint (n_other, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/sheet/papers", test_papers);
  g_test_add_func ("/map/sheet/pages", test_pages);
  g_test_add_func ("/map/sheet/marks", test_marks);
  g_test_add_func ("/map/sheet/pins", test_pins);
  g_test_add_func ("/map/sheet/plans", test_plans);
  g_test_add_func ("/map/sheet/many-plans", test_many_plans);
  g_test_add_func ("/map/sheet/same-picture", test_same_picture);
  g_test_add_func ("/map/sheet/files", test_files);
  return g_test_run ();
}
