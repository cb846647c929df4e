/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Photos: what is stored has no words in it, stands upright and is small; bombs cost nothing. */
#include "core/exchange/photo.h"

#include <string.h>
#include <sys/resource.h>

/* Noise, so that nothing compresses to a trifle; the left half is red. */
static GdkPixbuf *
new_picture (int width, int height, gboolean alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  const int stride = gdk_pixbuf_get_rowstride (pixbuf), n = gdk_pixbuf_get_n_channels (pixbuf);

  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      guint8 *p = pixels + (gsize) y * stride + (gsize) x * n;
      const guint8 noise = (guint8) ((x * 7 + y * 13) % 23);

      p[0] = x < width / 2 ? 230 + noise : noise;
      p[1] = p[2] = noise;
      if (alpha)
        p[3] = y < height / 2 ? 0 : 255;
    }
  }
  return pixbuf;
}

static GBytes *
write_picture (GdkPixbuf *pixbuf, const char *type, const char *key, const char *value)
{
  char *data = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, &error, key, value, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* A little-endian TIFF folder with orientation, maker and a pointer to a place, as APP1; an IPTC
 * record as APP13; a comment. */
static GBytes *
add_exif (GBytes *jpeg, guint8 orientation)
{
  static const guint8 tail[] =
    "\377\355\0\034Photoshop 3.0\0geheim-iptc\377\376\0\020geheim-comment";
  guint8 exif[] = {0xff, 0xe1, 0,   0,   'E',  'x', 'i', 'f', 0,   0,   'I', 'I', 42, 0, 8, 0,
                   0,    0,    2,   0,   0x12, 1,   3,   0,   1,   0,   0,   0,   0,  0, 0, 0,
                   0x0f, 1,    2,   0,   13,   0,   0,   0,   38,  0,   0,   0,   0,  0, 0, 0,
                   'g',  'e',  'h', 'e', 'i',  'm', '-', 'm', 'a', 'k', 'e', 'r', 0};
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  GByteArray *out = g_byte_array_new ();

  exif[2] = (sizeof exif - 2) >> 8;
  exif[3] = (sizeof exif - 2) & 255;
  exif[28] = orientation;
  g_byte_array_append (out, data, 2);
  g_byte_array_append (out, exif, sizeof exif);
  g_byte_array_append (out, tail, sizeof tail - 1);
  g_byte_array_append (out, data + 2, (guint) size - 2);
  return g_byte_array_free_to_bytes (out);
}

static void
assert_lacks (GBytes *bytes, const char *word)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_null (memmem (data, size, word, strlen (word)));
}

/* No segment of a JPEG but those that the picture needs. */
static void
assert_bare_jpeg (GBytes *bytes)
{
  gsize size, at = 2;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (at + 4 <= size && data[at] == 0xff && data[at + 1] != 0xda) {
    const guint8 marker = data[at + 1];

    /* APP0 is JFIF's, without a thumbnail: 16 bytes. */
    if (marker == 0xe0)
      g_assert_cmpuint (data[at + 2] << 8 | data[at + 3], ==, 16);
    else
      g_assert_false ((marker >= 0xe1 && marker <= 0xef) || marker == 0xfe);
    at += 2 + (data[at + 2] << 8 | data[at + 3]);
  }
  g_assert_cmpuint (data[at + 1], ==, 0xda);
}

static void
test_jpeg (void)
{
  g_autoptr (GdkPixbuf) picture = new_picture (400, 200, FALSE);
  g_autoptr (GBytes) plain = write_picture (picture, "jpeg", "quality", "90");
  g_autoptr (GBytes) file = add_exif (plain, 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordPhoto) photo = nord_photo_new (file, &error);
  g_autoptr (GdkPixbuf) back = NULL;
  const guint8 *pixels;
  gsize size;

  g_assert_nonnull (memmem (g_bytes_get_data (file, &size), g_bytes_get_size (file), "geheim", 6));
  g_assert_no_error (error);
  g_assert_cmpstr (photo->media_type, ==, "image/jpeg");
  /* Orientation 6: turned by a quarter to the right, so the red left is above. */
  g_assert_cmpint (photo->width, ==, 200);
  g_assert_cmpint (photo->height, ==, 400);
  g_assert_false (photo->scaled);
  assert_bare_jpeg (photo->bytes);
  assert_lacks (photo->bytes, "geheim");
  assert_lacks (photo->bytes, "Exif");
  back = nord_photo_decode (photo->bytes, 4000, &error);
  g_assert_no_error (error);
  pixels = gdk_pixbuf_get_pixels (back);
  g_assert_cmpint (pixels[20 * gdk_pixbuf_get_rowstride (back) + 300], >, 180);
  g_assert_cmpint (pixels[380 * gdk_pixbuf_get_rowstride (back) + 300], <, 80);
}

static void
test_png (void)
{
  g_autoptr (GdkPixbuf) picture = new_picture (300, 100, TRUE);
  g_autoptr (GBytes) file = write_picture (picture, "png", "tEXt::Author", "geheim");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordPhoto) photo = nord_photo_new (file, &error);

  g_assert_nonnull (memmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), "geheim", 6));
  g_assert_no_error (error);
  g_assert_cmpstr (photo->media_type, ==, "image/png");
  assert_lacks (photo->bytes, "geheim");
  assert_lacks (photo->bytes, "tEXt");
  assert_lacks (photo->bytes, "iTXt");
  assert_lacks (photo->bytes, "eXIf");
}

static void
test_scaled (void)
{
  g_autoptr (GdkPixbuf) picture = new_picture (5000, 2500, FALSE);
  g_autoptr (GBytes) file = write_picture (picture, "jpeg", "quality", "70");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordPhoto) photo = nord_photo_new (file, &error);
  g_autoptr (GdkPixbuf) small = NULL;

  g_assert_no_error (error);
  g_assert_true (photo->scaled);
  g_assert_cmpint (photo->width, ==, NORD_PHOTO_SIDE);
  g_assert_cmpint (photo->height, ==, NORD_PHOTO_SIDE / 2);
  small = nord_photo_decode (photo->bytes, 160, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (small), ==, 160);
  g_assert_cmpint (gdk_pixbuf_get_height (small), ==, 80);
}

/* A PNG that says it has 30000 × 30000 pixels, with a header that is sound. */
static void
test_bomb (void)
{
  static const guint8 header[] = {0x89, 'P',  'N', 'G', 13,  10, 26, 10,   0,    0,    0,
                                  13,   'I',  'H', 'D', 'R', 0,  0,  0x75, 0x30, 0,    0,
                                  0x75, 0x30, 8,   6,   0,   0,  0,  0xb6, 0x39, 0x4b, 0x1d};
  static const guint8 end[] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 'B', '`', 0x82};
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  struct rusage before, after;

  g_byte_array_append (array, header, sizeof header);
  g_byte_array_append (array, end, sizeof end);
  bytes = g_byte_array_free_to_bytes (array);
  getrusage (RUSAGE_SELF, &before);
  g_assert_null (nord_photo_new (bytes, &error));
  getrusage (RUSAGE_SELF, &after);
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, NORD_EXCHANGE_ERROR);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 64 << 10);
}

static void
test_large_jpeg (void)
{
  g_autoptr (GdkPixbuf) picture = new_picture (16, 16, FALSE);
  g_autoptr (GBytes) file = write_picture (picture, "jpeg", "quality", "90");
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (file, &size), g_bytes_get_size (file));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  /* The frame header says 16 × 16; now 30000 × 30000. */
  for (gsize i = 2; i + 9 < size; i++) {
    if (data[i] == 0xff && data[i + 1] == 0xc0) {
      data[i + 5] = data[i + 7] = 0x75;
      data[i + 6] = data[i + 8] = 0x30;
      break;
    }
  }
  bytes = g_bytes_new (data, size);
  g_assert_null (nord_photo_new (bytes, &error));
  g_assert_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "30000"));
}

static void
test_hostile (void)
{
  g_autoptr (GdkPixbuf) picture = new_picture (64, 64, FALSE);
  g_autoptr (GBytes) jpeg = write_picture (picture, "jpeg", "quality", "90");
  g_autoptr (GBytes) png = write_picture (picture, "png", NULL, NULL);
  static const char *const words[] = {"",
                                      "GIF89a\1\0\1\0",
                                      "<svg xmlns='x'/>",
                                      "\377\330\377",
                                      "\211PNG\r\n\032\nXXXX",
                                      "RIFF\1\0\0\0WEBPVP8 \0\0\0\0"};
  GBytes *sound[] = {jpeg, png};
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (words[i], strlen (words[i]));
    g_autoptr (GError) error = NULL;

    g_assert_null (nord_photo_new (bytes, &error));
    g_assert_cmpint (error->domain, ==, NORD_EXCHANGE_ERROR);
  }
  for (int half = 0; half < 2; half++) {
    g_autoptr (GBytes) bytes =
      g_bytes_new_from_bytes (sound[half], 0, g_bytes_get_size (sound[half]) / 2);
    g_autoptr (GError) error = NULL;

    g_assert_null (nord_photo_new (bytes, &error));
    g_assert_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_INVALID);
  }
  /* Bent bytes give a picture or an error, never both or neither. */
  for (int n = 0; n < 400; n++) {
    gsize size;
    const guint8 *from = g_bytes_get_data (sound[n % 2], &size);
    g_autofree guint8 *data = g_memdup2 (from, size);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (NordPhoto) photo = NULL;

    for (int k = 0; k < 3; k++)
      data[g_rand_int_range (rand, 0, (gint32) size)] = (guint8) g_rand_int_range (rand, 0, 256);
    bytes = g_bytes_new (data, n % 5 == 0 ? size / 2 : size);
    photo = nord_photo_new (bytes, &error);
    g_assert_true ((photo == NULL) == (error != NULL));
  }
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nord_photo_new_for_path ("/nowhere/at-all.jpg", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (nord_photo_new_for_path (g_get_tmp_dir (), &error));
  g_assert_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/photo/jpeg", test_jpeg);
  g_test_add_func ("/photo/png", test_png);
  g_test_add_func ("/photo/scaled", test_scaled);
  g_test_add_func ("/photo/bomb", test_bomb);
  g_test_add_func ("/photo/large-jpeg", test_large_jpeg);
  g_test_add_func ("/photo/hostile", test_hostile);
  g_test_add_func ("/photo/files", test_files);
  return g_test_run ();
}
