/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Every page fits a window of 360 pixels, the width of the smallest screen that GNOME knows; with
 * large text it needs little more. */
#include "ui/page-slot.h"
#include "ui/widgets/drop-choice.h"
#include "ui/window.h"
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#define SMALLEST 360
#define SMALLEST_LARGE 430

static void
find_stack (GtkWidget *widget, AdwViewStack **stack)
{
  if (ADW_IS_VIEW_STACK (widget))
    *stack = ADW_VIEW_STACK (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && *stack == NULL;
       child = gtk_widget_get_next_sibling (child))
    find_stack (child, stack);
}

/* The chain of widgets that need the width, for whoever has to make it less. */
static void
tell (GtkWidget *widget, guint depth)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= SMALLEST / 2)
    return;
  g_test_message ("%*s%s %d", (int) depth * 2, "", G_OBJECT_TYPE_NAME (widget), minimum);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell (child, depth + 1);
}

static gboolean
check (GtkWidget *widget, int most)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > most)
    tell (widget, 0);
  return minimum <= most;
}

/* With text of @scale times the usual size; @most: pixels that the window may need. */
static void
check_pages (double scale, int most)
{
  g_autofree char *id = g_strdup_printf ("org.example.Narrow%d", (int) (100 * scale));
  g_autoptr (AdwApplication) application = adw_application_new (id, G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);
  g_autoptr (GtkSelectionModel) pages = NULL;
  g_autoptr (GError) error = NULL;
  AdwViewStack *stack = NULL;
  NordWindow *window;
  gboolean fits = TRUE;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  /* A narrow window from the start: its switcher is at the lower edge. */
  g_settings_set_int (settings, "width", SMALLEST);
  window = nord_window_new (application, settings);
  find_stack (GTK_WIDGET (window), &stack);
  g_assert_nonnull (stack);
  /* As when a workshop is open; all of the stack counts, not only the page in view. */
  gtk_stack_set_visible_child_name (GTK_STACK (
                                      gtk_widget_get_ancestor (GTK_WIDGET (stack), GTK_TYPE_STACK)),
                                    "workshop");
  pages = adw_view_stack_get_pages (stack);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pages)), >=, 3);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++) {
    g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

    fits = check (GTK_WIDGET (nord_page_slot_get_page (
                    NORD_PAGE_SLOT (adw_view_stack_page_get_child (page)))),
                  most) &&
           fits;
  }
  fits = check (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window)), most) && fits;
  g_assert_true (fits);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_pages (void)
{
  check_pages (1, SMALLEST);
}

static void
test_large (void)
{
  check_pages (1.75, SMALLEST_LARGE);
}

/* What is chosen does not make a page wider: a district, a topic, a poll with a long name. */
static void
test_choice (void)
{
  static const char *const words[] = {
    "Alle", "Dorstfelder Brücke (020)",
    "Womit fangen wir am Nordmarkt und in den Straßen um ihn herum im nächsten Jahr an?", NULL};
  GtkWidget *drop = g_object_ref_sink (gtk_drop_down_new_from_strings (words));
  int minimum[3];

  nord_drop_choice_dress (GTK_DROP_DOWN (drop));
  for (guint i = 0; words[i]; i++) {
    gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), i);
    gtk_widget_measure (drop, GTK_ORIENTATION_HORIZONTAL, -1, &minimum[i], NULL, NULL, NULL);
    g_test_message ("%s: %d", words[i], minimum[i]);
    g_assert_cmpint (minimum[i], <=, SMALLEST / 3);
  }
  g_assert_cmpint (minimum[2], ==, minimum[1]);
  g_object_unref (drop);
}

int
main (int argc, char *argv[])
{
  g_setenv ("LANG", "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "de", TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("NORD_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

  g_test_add_func ("/ui/narrow/pages", test_pages);
  g_test_add_func ("/ui/narrow/large", test_large);
  g_test_add_func ("/ui/narrow/choice", test_choice);

  return g_test_run ();
}
