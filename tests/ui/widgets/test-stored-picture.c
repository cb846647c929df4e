/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A stored picture comes in the size asked for, and one that cannot be read says so. */
#include "ui/widgets/stored-picture.h"

static GBytes *
make_png (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x8060a0ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static GtkWidget *
inside (GtkWidget *picture)
{
  return adw_bin_get_child (ADW_BIN (picture));
}

static void
test_shown (void)
{
  g_autoptr (GBytes) bytes = make_png (900, 600);
  GtkWidget *picture =
    g_object_ref_sink (nord_stored_picture_new (bytes, 300, "Platz", GTK_CONTENT_FIT_SCALE_DOWN));
  GdkPaintable *paintable;

  g_assert_cmpstr (gtk_picture_get_alternative_text (GTK_PICTURE (inside (picture))), ==, "Platz");
  while ((paintable = gtk_picture_get_paintable (GTK_PICTURE (inside (picture)))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 300);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (paintable), ==, 200);
  g_object_unref (picture);
}

/* Cut off, no picture at all, and nothing. */
static void
test_broken (void)
{
  g_autoptr (GBytes) whole = make_png (900, 600);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
  g_autoptr (GBytes) words = g_bytes_new_static ("Milch, Brot", 11);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  GBytes *broken[] = {half, words, nothing};

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    GtkWidget *large = g_object_ref_sink (
      nord_stored_picture_new (broken[i], 300, "Platz", GTK_CONTENT_FIT_SCALE_DOWN));
    GtkWidget *small =
      g_object_ref_sink (nord_stored_picture_new (broken[i], 88, NULL, GTK_CONTENT_FIT_COVER));

    while (GTK_IS_PICTURE (inside (large)) || GTK_IS_PICTURE (inside (small)))
      g_main_context_iteration (NULL, TRUE);
    g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (inside (large))), ==,
                     "A picture cannot be read.");
    g_assert_true (GTK_IS_IMAGE (inside (small)));
    g_object_unref (large);
    g_object_unref (small);
  }
}

/* Taken away while it is decoded, and one that has not come in yet. */
static void
test_gone (void)
{
  g_autoptr (GBytes) bytes = make_png (3000, 2000);
  GtkWidget *picture =
    g_object_ref_sink (nord_stored_picture_new (bytes, 2048, "Platz", GTK_CONTENT_FIT_CONTAIN));
  GtkWidget *missing =
    g_object_ref_sink (nord_stored_picture_new (NULL, 88, NULL, GTK_CONTENT_FIT_COVER));
  gpointer left = picture;

  g_object_add_weak_pointer (G_OBJECT (picture), &left);
  g_object_run_dispose (G_OBJECT (picture));
  g_object_unref (picture);
  /* The task that decodes it holds it so long. */
  while (left != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gtk_picture_get_paintable (GTK_PICTURE (inside (missing))));
  g_object_unref (missing);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/stored-picture/shown", test_shown);
  g_test_add_func ("/ui/stored-picture/broken", test_broken);
  g_test_add_func ("/ui/stored-picture/gone", test_gone);
  return g_test_run ();
}
