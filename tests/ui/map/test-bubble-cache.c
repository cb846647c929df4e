/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pictures of bubbles: what is seen is drawn once, what never comes back is forgotten. */
#include "ui/map/bubble-cache.h"
#include "ui/widgets/surface-texture.h"

#include <adwaita.h>

static GdkTexture *
get (NordBubbleCache *cache, guint32 count)
{
  static const NordCategory category = {.id = (char *) "mobility"};
  const NordCategory *categories[] = {&category};

  return nord_bubble_cache_get (cache, categories, &count, 1, count);
}

/* As where ideas come in all evening: one bubble counts them and is another each time, some stay.
 */
static void
test_bounded (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (NordBubbleCache) cache = nord_bubble_cache_new (widget);
  GdkTexture *seen[20];
  guint most = 0;

  nord_bubble_cache_begin (cache);
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    seen[i] = get (cache, 2 + i);
  for (guint i = 0; i < 2000; i++) {
    nord_bubble_cache_begin (cache);
    for (guint k = 0; k < G_N_ELEMENTS (seen); k++)
      g_assert_true (get (cache, 2 + k) == seen[k]);
    get (cache, 100 + i);
    most = MAX (most, nord_bubble_cache_count (cache));
  }
  g_assert_cmpuint (most, >, 200);
  g_assert_cmpuint (most, <, 300);
}

/* As many as are seen at once are kept, however many. */
static void
test_many (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (NordBubbleCache) cache = nord_bubble_cache_new (widget);

  /* A frame has not the time for all of them. */
  for (guint i = 0; i < 40; i++) {
    nord_bubble_cache_begin (cache);
    for (guint k = 0; k < 900; k++)
      get (cache, 2 + k);
  }
  nord_bubble_cache_begin (cache);
  for (guint k = 0; k < 900; k++)
    get (cache, 2 + k);
  g_assert_false (nord_bubble_cache_is_behind (cache));
  g_assert_cmpuint (nord_bubble_cache_count (cache), >=, 900);
}

/* The renderer on cairo takes the same pixels, at the size that they have on the screen. */
static void
test_surface (void)
{
  g_autoptr (GdkTexture) sign = nord_mark_make_texture (NULL, 24, 2);
  cairo_surface_t *surface = nord_surface_texture_peek (sign);
  double x, y;

  g_assert_nonnull (surface);
  cairo_surface_get_device_scale (surface, &x, &y);
  g_assert_cmpfloat (x, ==, 2);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 48);
  g_assert_cmpint (gdk_texture_get_width (sign), ==, 48);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/bubble-cache/bounded", test_bounded);
  g_test_add_func ("/bubble-cache/many", test_many);
  g_test_add_func ("/bubble-cache/surface", test_surface);
  return g_test_run ();
}
