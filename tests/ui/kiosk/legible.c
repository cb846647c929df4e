/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ground is the colour that most of a label's place has, the ink the one farthest from it. */
#include "legible.h"

#include <math.h>
#include <string.h>

typedef struct {
  const guchar *pixels; /* (unowned) BGRA */
  int width, height;
  GtkWidget *window; /* (unowned) */
  LegibleFault fault;
  gpointer data;
  gboolean all; /* also what can not be pressed */
  guint n;
} Look;

static double
linear (guint value)
{
  const double part = value / 255.0;

  return part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

/* WCAG 2.2, relative luminance. */
static double
get_luminance (guint32 colour)
{
  return 0.2126 * linear (colour >> 16 & 255) + 0.7152 * linear (colour >> 8 & 255) +
         0.0722 * linear (colour & 255);
}

static double
measure (const Look *look, int left, int top, int right, int bottom)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer colour, count;
  guint32 ground = 0;
  guint most = 0;
  double least = 1, at, highest = 0;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++) {
      const guint32 pixel = ((const guint32 *) (gconstpointer) look->pixels)[y * look->width + x];
      gpointer key = GUINT_TO_POINTER (pixel & 0xffffff);
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;

      g_hash_table_insert (counts, key, GUINT_TO_POINTER (n));
      if (n > most) {
        most = n;
        ground = pixel & 0xffffff;
      }
    }
  at = get_luminance (ground);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &colour, &count)) {
    const double other = get_luminance (GPOINTER_TO_UINT (colour));

    least = MIN (least, other);
    highest = MAX (highest, other);
  }
  return MAX ((highest + 0.05) / (at + 0.05), (at + 0.05) / (least + 0.05));
}

static void
look_at (Look *look, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_opacity (widget) == 0 ||
      (!gtk_widget_get_sensitive (widget) && !look->all) ||
      g_str_equal (G_OBJECT_TYPE_NAME (widget), "NordMapView"))
    return;
  /* A space has no ink. */
  if (GTK_IS_LABEL (widget) && strspn (gtk_label_get_text (GTK_LABEL (widget)), " ") !=
                                 strlen (gtk_label_get_text (GTK_LABEL (widget)))) {
    PangoRectangle ink;
    graphene_point_t corners[2];
    int left, top;
    double contrast;

    gtk_label_get_layout_offsets (GTK_LABEL (widget), &left, &top);
    pango_layout_get_pixel_extents (gtk_label_get_layout (GTK_LABEL (widget)), &ink, NULL);
    left += ink.x;
    top += ink.y;
    if (!gtk_widget_compute_point (widget, look->window,
                                   &GRAPHENE_POINT_INIT ((float) left, (float) top), &corners[0]) ||
        !gtk_widget_compute_point (widget, look->window,
                                   &GRAPHENE_POINT_INIT ((float) (left + ink.width),
                                                         (float) (top + ink.height)),
                                   &corners[1]))
      return;
    contrast = measure (look, MAX (0, (int) MIN (corners[0].x, corners[1].x)),
                        MAX (0, (int) MIN (corners[0].y, corners[1].y)),
                        MIN (look->width, (int) ceilf (MAX (corners[0].x, corners[1].x))),
                        MIN (look->height, (int) ceilf (MAX (corners[0].y, corners[1].y))));
    look->n++;
    if (contrast < LEGIBLE_LEAST)
      look->fault (widget, contrast, look->data);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at (look, child);
}

guint
legible_check (GtkWindow *window, GtkWidget *station, LegibleFault fault, gpointer data)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guchar *pixels = NULL;
  Look look = {.window = GTK_WIDGET (window), .fault = fault, .data = data};

  look.all = gtk_widget_has_css_class (station, "kiosk-large");
  look.width = gtk_widget_get_width (GTK_WIDGET (window));
  look.height = gtk_widget_get_height (GTK_WIDGET (window));
  gdk_paintable_snapshot (paintable, snapshot, look.width, look.height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  /* Nothing was drawn yet while the system is busy. */
  if (node == NULL)
    return 0;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) look.width,
                                                              (float) look.height));
  pixels = g_malloc ((gsize) look.width * (gsize) look.height * 4);
  gdk_texture_download (texture, pixels, (gsize) look.width * 4);
  look.pixels = pixels;
  look_at (&look, station);
  return look.n;
}

/* The text of a label in the station, without the room around it. */
graphene_rect_t
legible_find_text (GtkWidget *label, GtkWidget *station)
{
  PangoRectangle text;
  graphene_rect_t bounds;
  double x, y;
  int left, top;

  gtk_label_get_layout_offsets (GTK_LABEL (label), &left, &top);
  pango_layout_get_pixel_extents (gtk_label_get_layout (GTK_LABEL (label)), NULL, &text);
  gtk_widget_translate_coordinates (label, station, left + text.x, top + text.y, &x, &y);
  graphene_rect_init (&bounds, (float) x, (float) y, (float) text.width, (float) text.height);
  return bounds;
}

gboolean
legible_touches_rim (GtkWidget *label, GtkWidget *station)
{
  GtkWidget *button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
  const graphene_rect_t text = legible_find_text (label, station);
  graphene_rect_t room;

  if (button == NULL || gtk_widget_has_css_class (button, "kiosk-key") ||
      !gtk_widget_compute_bounds (button, station, &room))
    return FALSE;
  graphene_rect_inset (&room, 5, 0);
  return text.origin.x < room.origin.x ||
         text.origin.x + text.size.width > room.origin.x + room.size.width;
}

gboolean
legible_hangs (GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *text = pango_layout_get_text (layout);
  const int n = pango_layout_get_line_count (layout);

  for (int i = 0; i < n; i++) {
    const PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
    g_autofree char *words = g_strndup (text + line->start_index, (gsize) line->length);

    g_strstrip (words);
    if ((i + 1 < n && g_str_has_suffix (words, "·")) || (i > 0 && g_str_has_prefix (words, "·")))
      return TRUE;
  }
  return FALSE;
}
