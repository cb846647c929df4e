/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where an idea lies: at first the district alone, then with the names that were read meanwhile. */
#include "ui/collect/whereabouts.h"

#include <gio/gio.h>
#include <locale.h>

static void
on_changed (NordWhereabouts *whereabouts, gpointer data)
{
  g_main_loop_quit (data);
}

static gboolean
on_late (gpointer data)
{
  g_error ("The names were not read");
  return G_SOURCE_REMOVE;
}

static void
test_words (void)
{
  g_autoptr (NordWhereabouts) whereabouts = nord_whereabouts_new ();
  g_autoptr (NordShape) spot = nord_shape_new_point (7.46300, 51.52455);
  g_autoptr (NordShape) nowhere = nord_shape_new_point (9.0, 53.0);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *first = NULL, *then = NULL, *outside = NULL;
  guint late;

  g_signal_connect (whereabouts, "changed", G_CALLBACK (on_changed), loop);
  first = nord_whereabouts_describe (whereabouts, spot, "Innenstadt-Nord");
  g_assert_cmpstr (first, ==, "Innenstadt-Nord · Point");
  late = g_timeout_add_seconds (20, on_late, NULL);
  g_main_loop_run (loop);
  g_source_remove (late);
  then = nord_whereabouts_describe (whereabouts, spot, "Innenstadt-Nord");
  g_test_message ("%s", then);
  g_assert_true (g_str_has_prefix (then, "Mallinckrodtstraße"));
  g_assert_true (g_str_has_suffix (then, " · Innenstadt-Nord · Point"));
  outside = nord_whereabouts_describe (whereabouts, nowhere, NULL);
  g_assert_cmpstr (outside, ==, "Outside of the Districts · Point");
}

/* The card may close while the names are being read. */
static void
test_dropped (void)
{
  g_autoptr (NordShape) spot = nord_shape_new_point (7.46300, 51.52455);
  NordWhereabouts *whereabouts = nord_whereabouts_new ();
  GWeakRef alive;
  g_autofree char *first = nord_whereabouts_describe (whereabouts, spot, NULL);

  g_weak_ref_init (&alive, whereabouts);
  g_object_unref (whereabouts);
  for (NordWhereabouts *still; (still = g_weak_ref_get (&alive)) != NULL;) {
    g_object_unref (still);
    /* The last to let go may be the reading thread, which wakes nobody here. */
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  }
  g_weak_ref_clear (&alive);
  g_assert_true (g_str_has_suffix (first, " · Point"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/collect/whereabouts/words", test_words);
  g_test_add_func ("/ui/collect/whereabouts/dropped", test_dropped);
  return g_test_run ();
}
