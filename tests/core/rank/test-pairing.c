/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* From “which of these two?” to a place in the matrix. */
#include "core/rank/pairing.h"

#include "core/rank/polling.h"

/* Answers to pairs make the picture that the person had in mind, in whatever order they are asked.
 */
static void
test_pairing (void)
{
  static const guint orders[][5] = {{0, 1, 2, 3, 4}, {3, 1, 4, 0, 2}};

  for (guint k = 0; k < G_N_ELEMENTS (orders); k++) {
    g_autoptr (NordPairing) pairing = nord_pairing_new (5, orders[k]);
    guint marks[10] = {0}, axis, option, other, n = 0;

    g_assert_false (nord_pairing_can_go_back (pairing));
    while (nord_pairing_ask (pairing, &axis, &option, &other)) {
      const int sign = axis == NORD_MATRIX_IMPACT ? (int) other - (int) option
                                                  : (int) (option / 2) - (int) (other / 2);

      if (n++ == 2) {
        nord_pairing_answer (pairing, 1);
        nord_pairing_go_back (pairing);
        continue;
      }
      nord_pairing_answer (pairing, sign);
      g_assert_cmpuint (n, <, 40);
    }
    nord_pairing_write_marks (pairing, marks);
    for (guint o = 0; o < 5; o++) {
      g_assert_cmpuint (marks[2 * o], ==, 5 - o);
      /* Three levels over the whole field. */
      g_assert_cmpuint (marks[2 * o + 1], ==, 1 + o / 2 * 2);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pairing/answers", test_pairing);
  return g_test_run ();
}
