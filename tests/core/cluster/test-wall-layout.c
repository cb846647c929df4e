/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A tidy wall has no card upon another and no frame across another; what people laid stays. */
#include "core/cluster/wall-layout.h"

#define N 500
#define N_GROUPS 30

static gint32 groups[N];
static double heights[N], places[2 * N];

static void
fill (void)
{
  for (guint i = 0; i < N; i++) {
    groups[i] = i % 5 == 0 ? -1 : (gint32) (i * 11 / 5 % N_GROUPS);
    heights[i] = 40 + i * 31 % 90;
  }
}

static gboolean
overlap (NordWallBox a, NordWallBox b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static NordWallBox
card (guint i)
{
  return (NordWallBox){places[2 * i], places[2 * i + 1], NORD_WALL_CARD, heights[i]};
}

static void
assert_apart (void)
{
  NordWallBox frames[N_GROUPS];

  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (overlap (card (i), card (j)));
  for (gint32 g = 0; g < N_GROUPS; g++) {
    g_assert_true (nord_wall_frame (groups, heights, places, NULL, N, g, &frames[g]));
    for (gint32 h = 0; h < g; h++)
      g_assert_false (overlap (frames[g], frames[h]));
    for (guint i = 0; i < N; i++)
      g_assert_true (groups[i] == g || !overlap (frames[g], card (i)));
  }
}

static void
test_arrange (void)
{
  double right = 0, bottom = 0;

  fill ();
  nord_wall_arrange (groups, heights, N, N_GROUPS, places);
  assert_apart ();
  for (guint i = 0; i < N; i++) {
    right = MAX (right, places[2 * i]);
    bottom = MAX (bottom, places[2 * i + 1]);
  }
  /* About as wide as a screen. */
  g_assert_cmpfloat (right / bottom, >, 1.0);
  g_assert_cmpfloat (right / bottom, <, 3.0);
}

static void
test_rest (void)
{
  gboolean laid[N];

  fill ();
  nord_wall_arrange (groups, heights, N, N_GROUPS, places);
  /* The last group and a hundred single cards are new; the others lie and must not move. */
  for (guint i = 0; i < N; i++) {
    laid[i] = groups[i] != N_GROUPS - 1 && (groups[i] >= 0 || i < 10);
    if (!laid[i])
      places[2 * i] = places[2 * i + 1] = -1e6;
  }
  {
    double before[2 * N];
    gboolean lay[N];

    for (guint i = 0; i < 2 * N; i++)
      before[i] = places[i];
    for (guint i = 0; i < N; i++)
      lay[i] = laid[i];
    nord_wall_lay_rest (groups, heights, N, N_GROUPS, laid, places);
    for (guint i = 0; i < N; i++) {
      g_assert_true (laid[i]);
      g_assert_true (!lay[i] ||
                     (places[2 * i] == before[2 * i] && places[2 * i + 1] == before[2 * i + 1]));
    }
  }
  assert_apart ();
}

static void
test_few (void)
{
  gint32 none[1] = {-1};
  double height[1] = {80}, place[2] = {-1, -1};
  gboolean laid[1] = {FALSE};
  NordWallBox frame;

  nord_wall_arrange (NULL, NULL, 0, 3, NULL);
  nord_wall_lay_rest (none, height, 1, 0, laid, place);
  g_assert_true (laid[0] && place[0] >= 0 && place[1] >= 0);
  g_assert_false (nord_wall_frame (none, height, place, NULL, 1, 0, &frame));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/wall-layout/arrange", test_arrange);
  g_test_add_func ("/wall-layout/rest", test_rest);
  g_test_add_func ("/wall-layout/few", test_few);
  return g_test_run ();
}
