/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The picture in a raster tile: PNG, JPEG or WebP of unknown origin.
 *
 * WebP is read with libwebp and not through gdk-pixbuf, because Debian 12 has the loader in a
 * package that is rarely installed. */
#include "core/map/raster-tile.h"

#include "core/map/map-error.h"

#include <glib/gi18n.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <webp/decode.h>

static void
fail (GError **error, NordMapError code, const char *what)
{
  g_set_error (error, NORD_MAP_ERROR, code, _ ("A tile of the map pack is damaged: %s"), what);
}

static cairo_surface_t *
decode_webp (const guint8 *data, gsize size, GError **error)
{
  int width, height;
  cairo_surface_t *surface;
  guint8 *pixels;
  int stride;

  if (!WebPGetInfo (data, size, &width, &height)) {
    fail (error, NORD_MAP_ERROR_DAMAGED, "not a WebP picture");
    return NULL;
  }
  if (width > NORD_RASTER_MAX_SIZE || height > NORD_RASTER_MAX_SIZE) {
    fail (error, NORD_MAP_ERROR_TOO_LARGE, "too many pixels");
    return NULL;
  }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_flush (surface);
  pixels = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  if (!WebPDecodeBGRAInto (data, size, pixels, (gsize) stride * (gsize) height, stride)) {
    cairo_surface_destroy (surface);
    fail (error, NORD_MAP_ERROR_DAMAGED, "a damaged WebP picture");
    return NULL;
  }
  /* libwebp's colours are straight, cairo's are multiplied with alpha. */
  for (int y = 0; y < height; y++) {
    guint8 *p = pixels + (gsize) y * (gsize) stride;

    for (int x = 0; x < width; x++, p += 4) {
      for (int c = 0; c < 3 && p[3] < 255; c++)
        p[c] = (guint8) ((p[c] * p[3] + 127) / 255);
    }
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  gboolean *too_large = data;

  if (width > NORD_RASTER_MAX_SIZE || height > NORD_RASTER_MAX_SIZE) {
    *too_large = TRUE;
    /* The loader offers no way to stop here; one pixel costs nothing. */
    gdk_pixbuf_loader_set_size (loader, 1, 1);
  }
}

static cairo_surface_t *
copy_pixbuf (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++) {
    const guint8 *from =
      gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);
    guint32 *to = (guint32 *) (void *) (pixels + (gsize) y * (gsize) stride);

    for (int x = 0; x < width; x++, from += channels) {
      guint alpha = channels == 4 ? from[3] : 255;

      to[x] = alpha << 24 | (from[0] * alpha + 127) / 255 << 16 |
              (from[1] * alpha + 127) / 255 << 8 | (from[2] * alpha + 127) / 255;
    }
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_surface_t *
decode_pixbuf (GBytes *bytes, const char *type, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, error);
  g_autoptr (GError) why = NULL;
  gboolean too_large = FALSE, written;
  GdkPixbuf *pixbuf;

  if (!loader)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &too_large);
  written = gdk_pixbuf_loader_write_bytes (loader, bytes, &why);
  if (!gdk_pixbuf_loader_close (loader, written ? &why : NULL) || !written) {
    fail (error, NORD_MAP_ERROR_DAMAGED, why ? why->message : "no picture");
    return NULL;
  }
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (too_large || !pixbuf) {
    fail (error, too_large ? NORD_MAP_ERROR_TOO_LARGE : NORD_MAP_ERROR_DAMAGED,
          too_large ? "too many pixels" : "no picture");
    return NULL;
  }
  return copy_pixbuf (pixbuf);
}

/**
 * nord_raster_decode:
 * @bytes: a tile; its first bytes say what it is
 * @error: return location for a #GError
 *
 * Safe to call from any thread.
 *
 * Returns: (transfer full): the picture, or %NULL with a #NordMapError, or a
 *   #GdkPixbufError where this system reads no such pictures
 */
cairo_surface_t *
nord_raster_decode (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  NordTileFormat format;

  if (!nord_tile_format_sniff (data, size, &format) || format == NORD_TILE_VECTOR) {
    fail (error, NORD_MAP_ERROR_UNSUPPORTED, "unknown picture format");
    return NULL;
  }
  if (format == NORD_TILE_WEBP)
    return decode_webp (data, size, error);
  return decode_pixbuf (bytes, format == NORD_TILE_PNG ? "png" : "jpeg", error);
}
