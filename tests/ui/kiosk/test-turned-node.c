/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture turned part by part is the picture, and GTK finds in it what did not alter. */
#include "ui/kiosk/turned-node.h"

#define SIZE 200

static GskRenderNode *
new_dot (float x, float y, float size, GdkRGBA color)
{
  return gsk_color_node_new (&color, &GRAPHENE_RECT_INIT (x, y, size, size));
}

/* What a station is made of: boxes in boxes, clips, what is half seen, what is round. */
static GskRenderNode *
new_picture (int depth)
{
  const guint n = (guint) g_test_rand_int_range (1, 5);
  GskRenderNode *parts[5], *whole, *held;

  for (guint i = 0; i < n; i++) {
    const float x = (float) g_test_rand_int_range (0, 90),
                y = (float) g_test_rand_int_range (0, 90);
    GskTransform *transform = NULL;

    parts[i] = depth > 0 && g_test_rand_bit ()
                 ? new_picture (depth - 1)
                 : new_dot (x, y, 20, (GdkRGBA){x / 90, y / 90, 0.5F, 1});
    held = parts[i];
    switch (g_test_rand_int_range (0, 6)) {
    case 0:
      transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (1 + x / 3, y / 3));
      break;
    case 1:
      transform = gsk_transform_scale (NULL, 0.5F, 0.75F);
      break;
    case 2:
      transform = gsk_transform_rotate (NULL, 30);
      break;
    case 3:
      parts[i] = gsk_clip_node_new (held, &GRAPHENE_RECT_INIT (x / 2, y / 2, 50, 40));
      break;
    case 4:
      parts[i] = gsk_opacity_node_new (held, 0.5F);
      break;
    default: {
      GskRoundedRect round;

      gsk_rounded_rect_init_from_rect (&round, &GRAPHENE_RECT_INIT (x / 2, y / 2, 60, 50), 9);
      parts[i] = gsk_rounded_clip_node_new (held, &round);
    }
    }
    if (transform != NULL)
      parts[i] = gsk_transform_node_new (held, transform);
    gsk_transform_unref (transform);
    gsk_render_node_unref (held);
  }
  whole = gsk_container_node_new (parts, n);
  for (guint i = 0; i < n; i++)
    gsk_render_node_unref (parts[i]);
  return whole;
}

static cairo_surface_t *
paint (GskRenderNode *node)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* How many bytes of a thousand differ by more than a rounding. */
static double
compare (GskRenderNode *a, GskRenderNode *b)
{
  cairo_surface_t *p = paint (a), *q = paint (b);
  const guchar *x = cairo_image_surface_get_data (p), *y = cairo_image_surface_get_data (q);
  const int n = SIZE * cairo_image_surface_get_stride (p);
  int differ = 0;

  for (int i = 0; i < n; i++)
    differ += ABS (x[i] - y[i]) > 2;
  cairo_surface_destroy (p);
  cairo_surface_destroy (q);
  return 1000.0 * differ / n;
}

static GskTransform *
new_seat (int turn, float scale)
{
  GskTransform *transform =
    gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (turn == 90 || turn == 180 ? SIZE : 0,
                                                         turn == 180 || turn == 270 ? SIZE : 0));

  transform = gsk_transform_rotate (transform, (float) turn);
  return gsk_transform_scale (transform, scale, scale);
}

static void
test_same (void)
{
  for (guint i = 0; i < 200; i++) {
    GskTransform *seat = new_seat ((int) (i % 4) * 90, i % 4 && i % 3 ? 1 : 0.8F);
    g_autoptr (GskRenderNode) picture = new_picture (3);
    g_autoptr (GskRenderNode) plain = gsk_transform_node_new (picture, seat);
    g_autoptr (GskRenderNode) turned = nord_turned_node_new (picture, seat);
    g_autoptr (GskRenderNode) again = nord_turned_node_new (plain, NULL);

    /* Half-covered pixels at the edges of two clips are rounded elsewhere. */
    g_assert_cmpfloat (compare (plain, turned), <=, 2);
    g_assert_cmpfloat (compare (turned, again), ==, 0);
    gsk_transform_unref (seat);
  }
}

/* Only leaves are turned, and a part that is the same stands below the same place: so GTK finds it
 * again. */
static void
test_parts (void)
{
  GskTransform *seat = new_seat (90, 1);
  g_autoptr (GskRenderNode) map = new_dot (0, 0, 150, (GdkRGBA){0, 1, 0, 1});
  g_autoptr (GskRenderNode) ink = new_dot (40, 50, 5, (GdkRGBA){0, 0, 1, 1});
  g_autoptr (GskRenderNode) both = gsk_container_node_new ((GskRenderNode *[]){map, ink}, 2);
  g_autoptr (GskRenderNode) clip = gsk_clip_node_new (both, &GRAPHENE_RECT_INIT (10, 20, 100, 90));
  g_autoptr (GskRenderNode) station = gsk_transform_node_new (clip, seat);
  g_autoptr (GskRenderNode) turned = nord_turned_node_new (station, NULL);
  GskRenderNode *parts, *part;
  graphene_rect_t bounds;

  g_assert_cmpint (gsk_render_node_get_node_type (turned), ==, GSK_CLIP_NODE);
  bounds = *gsk_clip_node_get_clip (turned);
  g_assert_true (graphene_rect_equal (&bounds, &GRAPHENE_RECT_INIT (SIZE - 110, 10, 90, 100)));
  parts = gsk_clip_node_get_child (turned);
  g_assert_cmpint (gsk_render_node_get_node_type (parts), ==, GSK_CONTAINER_NODE);
  g_assert_cmpuint (gsk_container_node_get_n_children (parts), ==, 2);
  part = gsk_container_node_get_child (parts, 0);
  g_assert_true (gsk_transform_node_get_child (part) == map);
  part = gsk_container_node_get_child (parts, 1);
  g_assert_true (gsk_transform_node_get_child (part) == ink);
  gsk_render_node_get_bounds (part, &bounds);
  g_assert_true (graphene_rect_equal (&bounds, &GRAPHENE_RECT_INIT (SIZE - 55, 40, 5, 5)));
  gsk_transform_unref (seat);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();
  g_test_add_func ("/turned-node/same", test_same);
  g_test_add_func ("/turned-node/parts", test_parts);
  return g_test_run ();
}
