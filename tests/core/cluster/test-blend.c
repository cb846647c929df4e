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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cluster/blend/weight", test_weight);
  g_test_add_func ("/cluster/duplicate/find", test_duplicates);
  return g_test_run ();
}
