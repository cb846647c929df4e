/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The cards of the children's questions in a low station: every picture is as large as the others,
 * in all languages, and no word is cut. */
#include "core/kiosk/words.h"
#include "ui/kiosk/question-screen.h"

#include <adwaita.h>

typedef struct {
  int least, most;
  guint n;
} Sizes;

static void
find_sizes (GtkWidget *widget, Sizes *sizes)
{
  if (GTK_IS_DRAWING_AREA (widget)) {
    const int size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));

    sizes->least = MIN (sizes->least, size);
    sizes->most = MAX (sizes->most, size);
    sizes->n++;
  }
  if (GTK_IS_LABEL (widget)) {
    int width, height;

    pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (widget)), &width, &height);
    g_assert_cmpint (width, <=, gtk_widget_get_width (widget) + 1);
    g_assert_cmpint (height, <=, gtk_widget_get_height (widget) + 1);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_sizes (child, sizes);
}

static void
test_low (void)
{
  NordWording *wording = nord_wording_new ();
  GtkWidget *window = gtk_window_new (), *screen = nord_question_screen_new (wording);

  GtkCssProvider *type = gtk_css_provider_new ();

  /* As large as on a screen of 1920 × 1080. */
  gtk_css_provider_load_from_data (type, "button { font-size: 22px; font-weight: bold; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (type),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  gtk_window_set_child (GTK_WINDOW (window), screen);
  nord_question_screen_set_columns (NORD_QUESTION_SCREEN (screen), 4, TRUE);
  for (const char *const *language = nord_words_list_languages (); *language; language++) {
    Sizes sizes = {G_MAXINT, 0, 0};
    GtkRequisition least;

    nord_wording_speak (wording, *language);
    gtk_widget_get_preferred_size (screen, &least, NULL);
    g_assert_cmpint (least.width, <=, 1800);
    gtk_widget_realize (window);
    gtk_widget_allocate (screen, 1800, MAX (430, least.height), -1, NULL);
    find_sizes (screen, &sizes);
    g_assert_cmpuint (sizes.n, ==, 8);
    g_test_message ("%s: from %d to %d", *language, sizes.least, sizes.most);
    g_assert_cmpint (sizes.most - sizes.least, <=, 2);
    g_assert_cmpint (sizes.least, >=, 120);
  }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (type);
  g_object_unref (wording);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/kiosk/questions/low", test_low);
  return g_test_run ();
}
