/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words and place weighed against each other, and texts that say nearly the same. */
#include "core/cluster/blend.h"
#include "core/cluster/duplicate.h"
#include "core/cluster/place.h"

#include <string.h>

/* Light and playground, each said at two places 2 km apart. */
static const char *const said[] = {
  "Mehr Licht im Park, der Weg ist dunkel",
  "Laterne fehlt, dunkler Weg am Park",
  "Beleuchtung am dunklen Weg: neue Laternen und Licht",
  "Licht und Laternen am dunklen Weg im Park",
  "Spielplatz mit Rutsche für Kinder",
  "Die Kinder brauchen Schaukel und Rutsche auf dem Spielplatz",
  "Spielplätze: Rutsche und Schaukel für Kinder kaputt",
  "Neue Schaukel, neue Rutsche für die Kinder vom Spielplatz",
};

static void
test_weight (void)
{
  NordShape *shapes[9];
  const char *texts[9];
  gint32 labels[9], again[9];

  for (guint i = 0; i < 8; i++) {
    shapes[i] = nord_shape_new_point (7.45 + (i % 2) * 0.03 + i * 1e-5, 51.53);
    texts[i] = said[i];
  }
  shapes[8] = NULL; /* an idea without a place or a word */
  texts[8] = NULL;
  g_assert_cmpuint (nord_blend_group ((const NordShape *const *) shapes, texts, 9, 0, 2, 0, labels),
                    ==, 2);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (labels[i], ==, i % 2);
  g_assert_cmpint (labels[8], ==, NORD_PLACE_ALONE);
  nord_blend_group ((const NordShape *const *) shapes, texts, 8, 1, 2, 2, labels);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (labels[i], ==, i >= 4);
  nord_blend_group ((const NordShape *const *) shapes, texts, 9, 0.5, 2, 0, labels);
  nord_blend_group ((const NordShape *const *) shapes, texts, 9, 0.5, 2, 0, again);
  g_assert_cmpmem (labels, sizeof labels, again, sizeof again);
  g_assert_cmpuint (nord_blend_group (NULL, NULL, 0, 0.5, 2, 0, labels), ==, 0);
  for (guint i = 0; i < 8; i++)
    nord_shape_unref (shapes[i]);
}

static void
test_duplicates (void)
{
  g_autoptr (NordDuplicates) index = nord_duplicates_new (said, G_N_ELEMENTS (said));
  const char *const odd[] = {NULL, "", "?", "a"};
  g_autoptr (NordDuplicates) empty = nord_duplicates_new (odd, G_N_ELEMENTS (odd));
  NordDuplicate found[3];

  for (guint i = 0; i < G_N_ELEMENTS (said); i++) {
    g_autofree char *loud = g_utf8_strup (said[i], -1);

    g_assert_cmpuint (nord_duplicates_find (index, loud, G_MAXUINT, found, 3), >, 0);
    g_assert_cmpuint (found[0].index, ==, i);
    g_assert_cmpfloat (found[0].similarity, >, 0.99);
    /* Itself left out, another is found, or none. */
    if (nord_duplicates_find (index, said[i], i, found, 1) > 0)
      g_assert_cmpuint (found[0].index, !=, i);
  }
  nord_duplicates_find (index, "Licht und Latrenen am dunklen Weg im Park", G_MAXUINT, found, 1);
  g_assert_cmpuint (found[0].index, ==, 3);
  g_assert_cmpfloat (found[0].similarity, >, NORD_DUPLICATE_LIKELY);
  if (nord_duplicates_find (index, "Der Bus fährt zu selten", G_MAXUINT, found, 1) > 0)
    g_assert_cmpfloat (found[0].similarity, <, NORD_DUPLICATE_LIKELY);
  g_assert_cmpuint (nord_duplicates_find (index, "", G_MAXUINT, found, 3), ==, 0);
  nord_duplicates_find (empty, "Licht", G_MAXUINT, found, 3);
}

/* One sentence that nobody else says stands in many texts, and what they begin with is said
 * everywhere: the text with this very beginning is found all the same. */
static void
test_shared_sentence (void)
{
  static const char *const common[] = {"mehr", "Licht", "am",   "Weg",  "im",  "Park",
                                       "und",  "neue",  "Bank", "Baum", "Rad", "Platz"};
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NordDuplicates) index = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 3000; i++) {
    GString *text = g_string_new (NULL);

    for (guint w = 0; w < 14; w++)
      g_string_append_printf (text, "%s ",
                              common[g_rand_int_range (random, 0, G_N_ELEMENTS (common))]);
    if (i % 50 == 0)
      g_string_append (text, "Zwischen Pollern versperrt eine Reklametafel jede Sicht.");
    g_ptr_array_add (texts, g_string_free (text, FALSE));
  }
  index = nord_duplicates_new ((const char *const *) texts->pdata, texts->len);
  for (guint i = 0; i < texts->len; i += 50) {
    g_autofree char *loud = g_utf8_strup (texts->pdata[i], -1);
    NordDuplicate found;

    g_assert_cmpuint (nord_duplicates_find (index, loud, G_MAXUINT, &found, 1), ==, 1);
    g_assert_cmpuint (found.index, ==, i);
    g_assert_cmpfloat (found.similarity, >, 0.999);
    g_assert_cmpfloat (found.similarity, <=, 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cluster/blend/weight", test_weight);
  g_test_add_func ("/cluster/duplicate/find", test_duplicates);
  g_test_add_func ("/cluster/duplicate/shared-sentence", test_shared_sentence);
  return g_test_run ();
}
