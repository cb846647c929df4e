/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A photo as it goes into a workshop: the picture and nothing about who took it, where and when.
 *
 * Nothing is filtered out of the file, for what a filter does not know it lets through: the picture
 * is decoded, turned upright and written anew. */
#include "core/exchange/photo.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <webp/decode.h>

/* A drawing or a screenshot stays PNG as long as it is small; a photo never is. */
#define MAX_PNG_BYTES ((gsize) 1 << 20)
#define JPEG_QUALITY "85"

typedef struct {
  int side;          /* longest that is wanted */
  int width, height; /* of the original */
  gboolean refused;
} Wanted;

static gboolean
refuse (GError **error, NordExchangeError code, const char *words)
{
  g_set_error_literal (error, NORD_EXCHANGE_ERROR, code, words);
  return FALSE;
}

static gboolean
check_size (int width, int height, GError **error)
{
  if (width < 1 || height < 1)
    return refuse (error, NORD_EXCHANGE_ERROR_INVALID, _ ("The picture is damaged."));
  if (width > NORD_PHOTO_MAX_SIDE || height > NORD_PHOTO_MAX_SIDE ||
      (gint64) width * height > NORD_PHOTO_MAX_PIXELS) {
    g_set_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_TOO_LARGE,
                 /* Translators: width and height in pixels. */
                 _ ("The picture has %d × %d pixels, which is too much. Save it smaller, with 40 "
                    "million pixels at most."),
                 width, height);
    return FALSE;
  }
  return TRUE;
}

/* Shrinks (width, height) to @side; TRUE where it had to. */
static gboolean
fit (int *width, int *height, int side)
{
  const int longest = MAX (*width, *height);

  if (longest <= side)
    return FALSE;
  *width = MAX (1, (int) ((gint64) *width * side / longest));
  *height = MAX (1, (int) ((gint64) *height * side / longest));
  return TRUE;
}

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Wanted *wanted = data;

  wanted->width = width;
  wanted->height = height;
  wanted->refused = !check_size (width, height, NULL);
  if (wanted->refused)
    /* The loader offers no way to stop here; no pixels cost nothing. */
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (fit (&width, &height, wanted->side))
    gdk_pixbuf_loader_set_size (loader, width, height);
}

static GdkPixbuf *
decode_pixbuf (GBytes *bytes, const char *type, Wanted *wanted, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, error);
  g_autoptr (GdkPixbuf) upright = NULL;
  gboolean good;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), wanted);
  good = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  good = gdk_pixbuf_loader_close (loader, NULL) && good;
  if (wanted->refused) {
    check_size (wanted->width, wanted->height, error);
    return NULL;
  }
  if (!good || gdk_pixbuf_loader_get_pixbuf (loader) == NULL) {
    refuse (error, NORD_EXCHANGE_ERROR_INVALID, _ ("The picture is damaged."));
    return NULL;
  }
  upright = gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
  return g_steal_pointer (&upright);
}

/* With libwebp and not through gdk-pixbuf, because Debian 12 has that loader in a package that is
 * rarely installed. */
static GdkPixbuf *
decode_webp (const guint8 *data, gsize size, Wanted *wanted, GError **error)
{
  WebPDecoderConfig config;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  int width, height;

  if (!WebPInitDecoderConfig (&config) ||
      WebPGetFeatures (data, size, &config.input) != VP8_STATUS_OK || config.input.has_animation) {
    refuse (error, NORD_EXCHANGE_ERROR_INVALID, _ ("The picture is damaged."));
    return NULL;
  }
  wanted->width = width = config.input.width;
  wanted->height = height = config.input.height;
  if (!check_size (width, height, error))
    return NULL;
  if (fit (&width, &height, wanted->side)) {
    config.options.use_scaling = 1;
    config.options.scaled_width = width;
    config.options.scaled_height = height;
  }
  pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, config.input.has_alpha != 0, 8, width, height);
  if (pixbuf == NULL) {
    refuse (error, NORD_EXCHANGE_ERROR_TOO_LARGE, _ ("There is not enough memory."));
    return NULL;
  }
  config.output.colorspace = config.input.has_alpha ? MODE_RGBA : MODE_RGB;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = gdk_pixbuf_get_pixels (pixbuf);
  config.output.u.RGBA.stride = gdk_pixbuf_get_rowstride (pixbuf);
  config.output.u.RGBA.size = gdk_pixbuf_get_byte_length (pixbuf);
  if (WebPDecode (data, size, &config) != VP8_STATUS_OK) {
    refuse (error, NORD_EXCHANGE_ERROR_INVALID, _ ("The picture is damaged."));
    return NULL;
  }
  return g_steal_pointer (&pixbuf);
}

/* PNG, JPEG or WebP by the first bytes; what the name says is not asked. */
static const char *
sniff (const guint8 *data, gsize size)
{
  if (size > 8 && memcmp (data, "\211PNG\r\n\032\n", 8) == 0)
    return "png";
  if (size > 3 && memcmp (data, "\377\330\377", 3) == 0)
    return "jpeg";
  if (size > 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "webp";
  return NULL;
}

/* libjpeg fills up what is missing with grey and calls that a picture; so does the reader of PNG.
 */
static gboolean
is_whole_jpeg (const guint8 *data, gsize size)
{
  gsize at = 2;

  while (at + 4 <= size && data[at] == 0xff && data[at + 1] != 0xda)
    at += data[at + 1] == 0xff ? 1 : 2 + ((gsize) data[at + 2] << 8 | data[at + 3]);
  return at < size && memmem (data + at, size - at, "\377\331", 2) != NULL;
}

static GdkPixbuf *
decode (GBytes *bytes, const char **type, Wanted *wanted, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size == 0) {
    refuse (error, NORD_EXCHANGE_ERROR_EMPTY, _ ("The file is empty."));
    return NULL;
  }
  if (size > NORD_PHOTO_MAX_BYTES) {
    refuse (error, NORD_EXCHANGE_ERROR_TOO_LARGE,
            _ ("The file is larger than 64 MB. Save the picture smaller."));
    return NULL;
  }
  *type = sniff (data, size);
  if (*type == NULL) {
    refuse (error, NORD_EXCHANGE_ERROR_UNSUPPORTED,
            _ ("This is no picture that can be taken in. Save it as JPEG, PNG or WebP."));
    return NULL;
  }
  if ((strcmp (*type, "jpeg") == 0 && !is_whole_jpeg (data, size)) ||
      (strcmp (*type, "png") == 0 && memmem (data, size, "IEND\256B`\202", 8) == NULL)) {
    refuse (error, NORD_EXCHANGE_ERROR_INVALID, _ ("The picture is damaged."));
    return NULL;
  }
  return strcmp (*type, "webp") == 0 ? decode_webp (data, size, wanted, error)
                                     : decode_pixbuf (bytes, *type, wanted, error);
}

/* JPEG has no holes: they become white, as on paper. */
static GdkPixbuf *
flatten (GdkPixbuf *pixbuf)
{
  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);
  return gdk_pixbuf_composite_color_simple (pixbuf, gdk_pixbuf_get_width (pixbuf),
                                            gdk_pixbuf_get_height (pixbuf), GDK_INTERP_NEAREST, 255,
                                            64, 0xffffff, 0xffffff);
}

/**
 * nord_photo_new:
 * @original: a file of unknown origin, JPEG, PNG or WebP
 * @error: #NORD_EXCHANGE_ERROR in words for a person
 *
 * Decodes the picture, turns it upright as its EXIF says, shrinks it to %NORD_PHOTO_SIDE and writes
 * it anew, so that no EXIF, XMP, IPTC, comment, thumbnail or colour profile comes along. Safe to
 * call from any thread.
 *
 * Returns: (transfer full) (nullable): what may be stored
 */
NordPhoto *
nord_photo_new (GBytes *original, GError **error)
{
  Wanted wanted = {.side = NORD_PHOTO_SIDE};
  const char *type = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL, flat = NULL;
  g_autofree char *written = NULL;
  NordPhoto *self;
  gsize length = 0;

  g_return_val_if_fail (original != NULL, NULL);
  pixbuf = decode (original, &type, &wanted, error);
  if (pixbuf == NULL)
    return NULL;
  /* Options hang on the picture; a copy has none that a writer could pick up. */
  if (strcmp (type, "png") == 0 &&
      gdk_pixbuf_save_to_buffer (pixbuf, &written, &length, "png", NULL, NULL) &&
      length <= MAX_PNG_BYTES) {
    type = "image/png";
  } else {
    g_clear_pointer (&written, g_free);
    flat = flatten (pixbuf);
    if (flat == NULL || !gdk_pixbuf_save_to_buffer (flat, &written, &length, "jpeg", error,
                                                    "quality", JPEG_QUALITY, NULL))
      return NULL;
    type = "image/jpeg";
  }
  self = g_new0 (NordPhoto, 1);
  self->bytes = g_bytes_new_take (g_steal_pointer (&written), length);
  self->media_type = type;
  self->width = gdk_pixbuf_get_width (pixbuf);
  self->height = gdk_pixbuf_get_height (pixbuf);
  self->scaled = MAX (wanted.width, wanted.height) > NORD_PHOTO_SIDE;
  return self;
}

/**
 * nord_photo_new_for_path:
 * @path: a file
 * @error: #NORD_EXCHANGE_ERROR or #G_FILE_ERROR
 *
 * As nord_photo_new(). The size of the file is looked at before it is read.
 *
 * Returns: (transfer full) (nullable): what may be stored
 */
NordPhoto *
nord_photo_new_for_path (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, 0,
                       NULL, error);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    refuse (error, NORD_EXCHANGE_ERROR_UNSUPPORTED,
            _ ("This is no picture that can be taken in. Save it as JPEG, PNG or WebP."));
    return NULL;
  }
  if ((guint64) g_file_info_get_size (info) > NORD_PHOTO_MAX_BYTES) {
    refuse (error, NORD_EXCHANGE_ERROR_TOO_LARGE,
            _ ("The file is larger than 64 MB. Save the picture smaller."));
    return NULL;
  }
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  return bytes != NULL ? nord_photo_new (bytes, error) : NULL;
}

void
nord_photo_free (NordPhoto *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * nord_photo_decode:
 * @bytes: a photo as it is stored, perhaps by another computer
 * @side: pixels
 * @error: #NORD_EXCHANGE_ERROR
 *
 * Safe to call from any thread.
 *
 * Returns: (transfer full) (nullable): the picture, no side longer than @side
 */
GdkPixbuf *
nord_photo_decode (GBytes *bytes, int side, GError **error)
{
  Wanted wanted = {.side = side};
  const char *type = NULL;

  g_return_val_if_fail (bytes != NULL && side > 0, NULL);
  return decode (bytes, &type, &wanted, error);
}
