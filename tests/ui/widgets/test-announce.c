/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is said reaches what has the focus, and what is said along goes where the focus goes. */
#include "ui/widgets/announce.h"

#include <adwaita.h>

typedef struct {
  GtkWidget *window, *first, *second, *field;
} World;

static void
world_open (World *world)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  world->window = gtk_window_new ();
  world->first = gtk_button_new_with_label ("Karte");
  world->second = gtk_button_new_with_label ("Titel");
  gtk_box_append (GTK_BOX (box), world->first);
  gtk_box_append (GTK_BOX (box), world->second);
  world->field = adw_entry_row_new ();
  gtk_box_append (GTK_BOX (box), world->field);
  gtk_window_set_child (GTK_WINDOW (world->window), box);
  gtk_window_present (GTK_WINDOW (world->window));
  gtk_widget_grab_focus (world->first);
}

static void
world_close (World *world)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
}

static void
assert_says (GtkWidget *widget, const char *text)
{
  g_autofree char *wrong =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);

  g_assert_cmpstr (wrong, ==, NULL);
}

static void
assert_silent (GtkWidget *widget)
{
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

static void
test_here (void)
{
  World world;

  world_open (&world);
  nord_announce (world.window, "Gespeichert");
  assert_says (world.first, "Gespeichert");
  gtk_widget_grab_focus (world.second);
  assert_silent (world.second);
  world_close (&world);
}

static void
test_along (void)
{
  World world;

  world_open (&world);
  nord_announce_along (world.first, "Eingerastet: Kreuzung");
  assert_says (world.first, "Eingerastet: Kreuzung");
  gtk_widget_grab_focus (world.second);
  assert_says (world.second, "Eingerastet: Kreuzung");
  /* A field tells it itself, not what it is made of: nobody hears that. */
  gtk_widget_grab_focus (world.field);
  assert_says (world.field, "Eingerastet: Kreuzung");
  /* The next word is the only one that goes on. */
  nord_announce_along (world.first, "Eingerastet: Straße");
  gtk_widget_grab_focus (world.first);
  assert_says (world.first, "Eingerastet: Straße");
  world_close (&world);
}

static gboolean
on_later (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Who moves on by himself later is told nothing. */
static void
test_over (void)
{
  gboolean later = FALSE;
  World world;

  world_open (&world);
  nord_announce_along (world.first, "Eingerastet: Kreuzung");
  g_timeout_add (1700, on_later, &later);
  while (!later)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (world.second);
  assert_silent (world.second);
  world_close (&world);
}

/* The window goes while it still follows. */
static void
test_gone (void)
{
  World world;

  world_open (&world);
  nord_announce_along (world.first, "Eingerastet: Kreuzung");
  world_close (&world);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("GTK_A11Y", "test", TRUE);
  adw_init ();
  g_test_add_func ("/announce/here", test_here);
  g_test_add_func ("/announce/along", test_along);
  g_test_add_func ("/announce/over", test_over);
  g_test_add_func ("/announce/gone", test_gone);
  return g_test_run ();
}
