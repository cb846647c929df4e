/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A long search says that it goes on, and never that nothing was found before it has looked. */
#include "ui/collect/list-state.h"

#define N (NORD_SIEVE_SHORT + 1000)

typedef struct {
  GtkWidget *window;
  GtkLabel *count;
  GtkSpinner *spinner;
  GtkStack *stack;
  GListStore *list;  /* (owned) */
  GtkFilter *filter; /* (owned) */
  NordSieve *sieve;  /* (owned) */
  NordListState *state;
} Fixture;

static guint passing; /* so many of the beginning pass */
static gboolean slow; /* looking at all takes three times the patience, however fast the machine */

static gboolean
matches (gpointer item, gpointer data)
{
  if (slow)
    g_usleep (3 * 1000 * NORD_LIST_STATE_PATIENCE / N);
  return GPOINTER_TO_UINT (g_object_get_data (item, "n")) < passing;
}

static void
fill (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
    g_object_set_data (items->pdata[i], "n", GUINT_TO_POINTER (i));
  }
  g_list_store_splice (fixture->list, 0, g_list_model_get_n_items (G_LIST_MODEL (fixture->list)),
                       items->pdata, n);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = {"list", "searching", "nothing", "first"};
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->window = gtk_window_new ();
  fixture->count = GTK_LABEL (gtk_label_new (NULL));
  fixture->spinner = GTK_SPINNER (gtk_spinner_new ());
  fixture->stack = GTK_STACK (gtk_stack_new ());
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_stack_add_named (fixture->stack, gtk_label_new (pages[i]), pages[i]);
  gtk_widget_set_visible (GTK_WIDGET (fixture->spinner), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->count));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->spinner));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->stack));
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  fixture->list = g_list_store_new (G_TYPE_OBJECT);
  fixture->filter = GTK_FILTER (gtk_custom_filter_new (matches, NULL, NULL));
  fixture->sieve = nord_sieve_new ();
  fixture->state =
    nord_list_state_new (fixture->sieve, fixture->count, fixture->spinner, fixture->stack);
  slow = FALSE;
  passing = N;
  fill (fixture, N);
  nord_sieve_set_filter (fixture->sieve, fixture->filter);
  nord_sieve_set_model (fixture->sieve, G_LIST_MODEL (fixture->list));
  nord_list_state_update (fixture->state);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  nord_list_state_free (fixture->state);
  g_object_unref (fixture->sieve);
  g_object_unref (fixture->filter);
  g_object_unref (fixture->list);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
search (Fixture *fixture, guint n)
{
  passing = n;
  gtk_filter_changed (fixture->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
check (Fixture *fixture, const char *words, const char *page, gboolean spinning)
{
  g_assert_cmpstr (gtk_label_get_text (fixture->count), ==, words);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->stack), ==, page);
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (fixture->spinner)), ==, spinning);
  g_assert_cmpint (gtk_spinner_get_spinning (fixture->spinner), ==, spinning);
}

/* Returns: whether the page `nothing` was seen before the search had come to its end. */
static gboolean
wait (Fixture *fixture, const char *until)
{
  gboolean flashed = FALSE;

  while (nord_sieve_is_looking (fixture->sieve) &&
         g_strcmp0 (gtk_label_get_text (fixture->count), until) != 0) {
    flashed |= g_strcmp0 (gtk_stack_get_visible_child_name (fixture->stack), "nothing") == 0;
    g_main_context_iteration (NULL, TRUE);
  }
  return flashed;
}

/* The rows that were there stay while it looks, under words that say so. */
static void
test_long (Fixture *fixture, gconstpointer data)
{
  check (fixture, "3000 Ideas", "list", FALSE);
  slow = TRUE;
  search (fixture, 7);
  check (fixture, "3000 Ideas", "list", FALSE);
  g_assert_false (wait (fixture, "Searching…"));
  check (fixture, "Searching…", "list", TRUE);
  g_assert_false (wait (fixture, NULL));
  check (fixture, "7 of 3000 Ideas", "list", FALSE);
}

/* After a search that found nothing, the next one does not repeat that before it knows. */
static void
test_from_nothing (Fixture *fixture, gconstpointer data)
{
  search (fixture, 0);
  wait (fixture, NULL);
  check (fixture, "0 of 3000 Ideas", "nothing", FALSE);
  slow = TRUE;
  search (fixture, 5);
  wait (fixture, "Searching…");
  check (fixture, "Searching…", "searching", TRUE);
  g_assert_false (wait (fixture, NULL));
  check (fixture, "5 of 3000 Ideas", "list", FALSE);
  search (fixture, 0);
  g_assert_false (wait (fixture, "Searching…"));
  check (fixture, "Searching…", "list", TRUE);
  g_assert_false (wait (fixture, NULL));
  check (fixture, "0 of 3000 Ideas", "nothing", FALSE);
}

/* Another search ends the one before, and what was told stays without a flicker. */
static void
test_another (Fixture *fixture, gconstpointer data)
{
  slow = TRUE;
  search (fixture, 9);
  wait (fixture, "Searching…");
  search (fixture, 11);
  g_assert_true (nord_sieve_is_looking (fixture->sieve));
  check (fixture, "Searching…", "list", TRUE);
  wait (fixture, NULL);
  check (fixture, "11 of 3000 Ideas", "list", FALSE);
  search (fixture, 9);
  wait (fixture, "Searching…");
  /* All of them again: known at once. */
  nord_sieve_set_filter (fixture->sieve, NULL);
  check (fixture, "3000 Ideas", "list", FALSE);
  nord_sieve_set_filter (fixture->sieve, fixture->filter);
  wait (fixture, "Searching…");
  check (fixture, "Searching…", "list", TRUE);
  /* The workshop is closed meanwhile. */
  nord_sieve_set_model (fixture->sieve, NULL);
  check (fixture, "0 Ideas", "first", FALSE);
}

/* What is looked through at once never says so. */
static void
test_short (Fixture *fixture, gconstpointer data)
{
  fill (fixture, 100);
  wait (fixture, NULL);
  search (fixture, 3);
  g_assert_false (nord_sieve_is_looking (fixture->sieve));
  nord_list_state_update (fixture->state);
  check (fixture, "3 of 100 Ideas", "list", FALSE);
  search (fixture, 0);
  nord_list_state_update (fixture->state);
  check (fixture, "0 of 100 Ideas", "nothing", FALSE);
  fill (fixture, 0);
  nord_list_state_update (fixture->state);
  check (fixture, "0 Ideas", "first", FALSE);
}

/* Freed while it waits, it does not come back. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  slow = TRUE;
  search (fixture, 7);
  nord_list_state_free (fixture->state);
  while (nord_sieve_is_looking (fixture->sieve))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_label_get_text (fixture->count), ==, "3000 Ideas");
  fixture->state =
    nord_list_state_new (fixture->sieve, fixture->count, fixture->spinner, fixture->stack);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/ui/list-state/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("long", test_long);
  ADD ("from-nothing", test_from_nothing);
  ADD ("another", test_another);
  ADD ("short", test_short);
  ADD ("gone", test_gone);

  return g_test_run ();
}
