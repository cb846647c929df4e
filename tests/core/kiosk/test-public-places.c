/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The dots behind the first screen: only what everybody may see has one, and it is gone with the
 * next change. */
#include "core/document/document.h"
#include "core/kiosk/public-places.h"
#include "core/model/idea.h"
#include "core/model/moderation.h"

static NordDocument *
new_document (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "places.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  NordDocument *document = nord_document_create (path, "Nordmarkt", &error);

  g_assert_no_error (error);
  return document;
}

static void
apply (NordDocument *document, NordChangeSet *set)
{
  g_autoptr (GError) error = NULL;

  nord_document_apply (document, set, &error);
  g_assert_no_error (error);
}

/* @shape: (transfer full) (nullable) */
static NordRecord *
add_idea (NordDocument *document, NordShape *shape, const char *moderation)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  NordChangeSet *set = nord_change_set_group_new (NULL);
  g_autofree char *id = g_strdup (change->target);

  nord_change_set_text (change, NORD_IDEA_TITLE, "Trinkbrunnen");
  nord_change_set_text (change, NORD_IDEA_MODERATION, moderation);
  if (shape != NULL)
    nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  nord_change_set_group_add (set, change);
  apply (document, set);
  g_clear_pointer (&shape, nord_shape_unref);
  return nord_document_lookup (document, id);
}

static GArray *
collect (NordDocument *document)
{
  return nord_public_places_collect (nord_document_get_list (document, NORD_NOUN_IDEA));
}

static void
assert_n (NordDocument *document, guint n)
{
  g_autoptr (GArray) places = collect (document);

  g_assert_cmpuint (places->len, ==, n);
}

static void
test_states (void)
{
  static const char *const states[] = {NULL, "new", "hidden", "released", "redacted"};
  g_autoptr (NordDocument) document = new_document ();
  g_autoptr (GArray) places = NULL;

  assert_n (document, 0);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    add_idea (document, nord_shape_new_point (7.40 + 0.01 * i, 51.5), states[i]);
  /* What lies nowhere has no dot. */
  add_idea (document, NULL, "released");
  places = collect (document);
  g_assert_cmpuint (places->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpfloat_with_epsilon (g_array_index (places, NordPublicPlace, i).lon, 7.43 + 0.01 * i,
                                    1e-7);
    g_assert_cmpfloat_with_epsilon (g_array_index (places, NordPublicPlace, i).lat, 51.5, 1e-7);
  }
}

/* Lines and areas have one dot, on the shape. */
static void
test_shapes (void)
{
  static const double line[] = {7.40, 51.50, 7.42, 51.50, 7.42, 51.52};
  static const double area[] = {7.50, 51.50, 7.52, 51.50, 7.52, 51.52, 7.50, 51.52, 7.50, 51.50};
  g_autoptr (NordDocument) document = new_document ();
  g_autoptr (GArray) places = NULL;

  add_idea (document, nord_shape_new_line (line, 3, NULL), "released");
  add_idea (document, nord_shape_new_area (area, 5, NULL), "released");
  places = collect (document);
  g_assert_cmpuint (places->len, ==, 2);
  g_assert_cmpfloat (g_array_index (places, NordPublicPlace, 0).lon, <=, 7.42);
  g_assert_cmpfloat (g_array_index (places, NordPublicPlace, 1).lon, >, 7.50);
  g_assert_cmpfloat (g_array_index (places, NordPublicPlace, 1).lon, <, 7.52);
}

static void
test_changes (void)
{
  g_autoptr (NordDocument) document = new_document ();
  NordRecord *one = add_idea (document, nord_shape_new_point (7.45, 51.52), "new");
  NordRecord *other = add_idea (document, nord_shape_new_point (7.46, 51.52), "released");
  NordChangeSet *set = nord_change_set_group_new (NULL);
  g_autoptr (GPtrArray) redacted = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  assert_n (document, 1);
  apply (document, nord_moderation_release (one));
  assert_n (document, 2);
  g_ptr_array_add (redacted, one);
  nord_document_redact (document,
                        &(NordRedaction){.ideas = (NordRecord *const *) redacted->pdata,
                                         .n_ideas = 1,
                                         .title = "Brunnen",
                                         .reason = "Name"},
                        &error);
  g_assert_no_error (error);
  assert_n (document, 2);
  apply (document, nord_moderation_hide (one, "Name"));
  assert_n (document, 1);
  nord_change_set_group_add (set, nord_change_new_delete (other));
  apply (document, set);
  assert_n (document, 0);
  nord_document_undo (document, &error);
  g_assert_no_error (error);
  assert_n (document, 1);
}

static GArray *
new_places (guint n, const double *lons)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (NordPublicPlace));

  for (guint i = 0; i < n; i++) {
    const NordPublicPlace place = {lons[i], 51.5};

    g_array_append_val (places, place);
  }
  return places;
}

static void
test_hold (void)
{
  static const double one[] = {7.1, 7.2, 7.2, 7.3}, other[] = {7.2, 7.3}, twice[] = {7.3, 7.3};
  g_autoptr (GArray) all = new_places (4, one);
  g_autoptr (GArray) some = new_places (2, other);
  g_autoptr (GArray) more = new_places (2, twice);
  g_autoptr (GArray) none = new_places (0, NULL);

  g_assert_true (nord_public_places_hold (all, some));
  g_assert_true (nord_public_places_hold (all, all));
  g_assert_true (nord_public_places_hold (all, none));
  g_assert_true (nord_public_places_hold (none, none));
  g_assert_false (nord_public_places_hold (some, all));
  /* Two at one place are not one. */
  g_assert_false (nord_public_places_hold (all, more));
  g_assert_false (nord_public_places_hold (none, some));
}

/* Which came when is not to be seen from their order. */
static void
test_order (void)
{
  g_autoptr (NordDocument) document = new_document ();
  g_autoptr (GArray) places = NULL;

  for (guint i = 0; i < 50; i++)
    add_idea (document,
              nord_shape_new_point (g_test_rand_double_range (7.3, 7.6),
                                    g_test_rand_double_range (51.4, 51.6)),
              "released");
  places = collect (document);
  for (guint i = 1; i < places->len; i++)
    g_assert_cmpfloat (g_array_index (places, NordPublicPlace, i - 1).lon, <=,
                       g_array_index (places, NordPublicPlace, i).lon);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/public-places/states", test_states);
  g_test_add_func ("/public-places/shapes", test_shapes);
  g_test_add_func ("/public-places/changes", test_changes);
  g_test_add_func ("/public-places/hold", test_hold);
  g_test_add_func ("/public-places/order", test_order);
  return g_test_run ();
}
