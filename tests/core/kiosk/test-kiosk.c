/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Stations: the table of screens, where they lie, and that every language says everything. */
#include "core/kiosk/draft-keeper.h"
#include "core/kiosk/flow.h"
#include "core/kiosk/lost-draft.h"
#include "core/kiosk/pin.h"
#include "core/kiosk/receipt.h"
#include "core/kiosk/seating.h"
#include "core/kiosk/vote.h"
#include "core/kiosk/words.h"

#include <math.h>
#include <glib/gstdio.h>
#include <string.h>

/* From the attract screen to a pin that is sent: touch, language, way, notice, a tap on the map,
 * topic and send are seven taps. */
static void
test_way (void)
{
  static const NordKioskEvent way[] = {NORD_KIOSK_TOUCH, NORD_KIOSK_NEXT, NORD_KIOSK_NEXT,
                                       NORD_KIOSK_NEXT,  NORD_KIOSK_NEXT, NORD_KIOSK_NEXT,
                                       NORD_KIOSK_SENT};
  static const NordScreen screens[] = {NORD_SCREEN_LANGUAGE, NORD_SCREEN_WAY,   NORD_SCREEN_NOTICE,
                                       NORD_SCREEN_DRAW,     NORD_SCREEN_ABOUT, NORD_SCREEN_CHECK,
                                       NORD_SCREEN_THANKS};
  NordFlow flow;
  gboolean reset;

  nord_flow_init (&flow);
  for (guint i = 0; i < G_N_ELEMENTS (way); i++) {
    g_assert_true (nord_flow_go (&flow, way[i], &reset));
    g_assert_cmpint (flow.screen, ==, screens[i]);
    g_assert_false (reset);
  }
  g_assert_true (nord_flow_go (&flow, NORD_KIOSK_IDLE, &reset));
  g_assert_cmpint (flow.screen, ==, NORD_SCREEN_ATTRACT);
  g_assert_true (reset);
}

/* Whatever is pressed: nobody is stuck, the attract screen is reached only with a reset, and a
 * screen that came over another gives it back. */
static void
test_storm (void)
{
  NordFlow flow;
  gboolean reset;

  nord_flow_init (&flow);
  for (guint i = 0; i < 200000; i++) {
    const NordKioskEvent event = (NordKioskEvent) g_test_rand_int_range (0, NORD_N_KIOSK_EVENTS);
    const NordFlow before = flow;
    const gboolean went = nord_flow_go (&flow, event, &reset);

    g_assert_cmpint (flow.screen, <, NORD_N_SCREENS);
    if (!went) {
      g_assert_cmpint (flow.screen, ==, before.screen);
      g_assert_false (reset);
      continue;
    }
    /* Nobody finds what another has left; the staff looks in without taking anything away. */
    if (flow.screen == NORD_SCREEN_ATTRACT)
      g_assert_true (reset == (event == NORD_KIOSK_CLEAR || (before.screen != NORD_SCREEN_STAFF &&
                                                             before.screen != NORD_SCREEN_LOCKED)));
    if (before.screen == NORD_SCREEN_STILL && event == NORD_KIOSK_TOUCH)
      g_assert_cmpint (flow.screen, ==, before.below);
    /* A lock is opened by the staff alone. */
    if (before.screen == NORD_SCREEN_LOCKED)
      g_assert_true (event == NORD_KIOSK_UNLOCK || flow.screen == NORD_SCREEN_STAFF ||
                     (event == NORD_KIOSK_CLEAR && flow.screen == NORD_SCREEN_LOCKED));
    /* The staff clears a place whatever is on it, and what is locked stays locked. */
    if (event == NORD_KIOSK_CLEAR) {
      g_assert_true (reset);
      g_assert_true (flow.screen == NORD_SCREEN_ATTRACT || flow.below == NORD_SCREEN_ATTRACT);
    }
    if (before.screen == NORD_SCREEN_STAFF && before.locked)
      g_assert_true (event == NORD_KIOSK_UNLOCK || event == NORD_KIOSK_DRAFT ||
                     event == NORD_KIOSK_COLLAGE || flow.screen == NORD_SCREEN_LOCKED);
    /* Nobody comes from the street to a map without having seen the notice. */
    if (flow.screen == NORD_SCREEN_DRAW)
      g_assert_true (before.screen == NORD_SCREEN_NOTICE || before.screen == NORD_SCREEN_ABOUT ||
                     before.screen == NORD_SCREEN_THANKS || before.screen == NORD_SCREEN_FIND ||
                     before.below == NORD_SCREEN_DRAW);
    /* Nor to the search of places but from the map. */
    if (flow.screen == NORD_SCREEN_FIND)
      g_assert_true (before.screen == NORD_SCREEN_DRAW || before.below == NORD_SCREEN_FIND);
    /* What lies under another screen is never such a screen itself. */
    g_assert_true (flow.below != NORD_SCREEN_STILL && flow.below != NORD_SCREEN_STAFF &&
                   flow.below != NORD_SCREEN_LOCKED && flow.below != NORD_SCREEN_SWITCH);
    if (flow.screen != NORD_SCREEN_ATTRACT && flow.screen != NORD_SCREEN_LOCKED)
      g_assert_cmpuint (nord_flow_get_patience (&flow), >, 0);
  }
  /* From every screen two silences lead back to the start, but from the locked one. */
  for (guint screen = 0; screen < NORD_N_SCREENS; screen++) {
    if (screen == NORD_SCREEN_LOCKED)
      continue;
    flow = (NordFlow){(NordScreen) screen,
                      screen == NORD_SCREEN_STILL ? NORD_SCREEN_DRAW : NORD_SCREEN_ATTRACT, FALSE,
                      FALSE};
    nord_flow_go (&flow, NORD_KIOSK_IDLE, &reset);
    nord_flow_go (&flow, NORD_KIOSK_EXPIRED, &reset);
    g_assert_cmpint (flow.screen, ==, NORD_SCREEN_ATTRACT);
  }
}

static void
test_seating (void)
{
  for (guint seating = 0; seating < NORD_N_SEATINGS; seating++) {
    static const double sizes[][2] = {{1920, 1080}, {3840, 2160}, {1280, 1024}};

    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
      NordSeat seats[NORD_MAX_STATIONS];
      const guint n = nord_seating_place ((NordSeating) seating, sizes[s][0], sizes[s][1], seats);
      double area = 0;
      NordSeating again;

      g_assert_true (nord_seating_find (nord_seating_get_name ((NordSeating) seating), &again));
      g_assert_cmpuint (again, ==, seating);
      for (guint i = 0; i < n; i++) {
        const gboolean lies = seats[i].turn % 180 != 0;
        const double w = lies ? seats[i].height : seats[i].width;
        const double h = lies ? seats[i].width : seats[i].height;

        g_assert_cmpfloat (seats[i].x, >=, 0);
        g_assert_cmpfloat (seats[i].x + w, <=, sizes[s][0] + 1e-6);
        g_assert_cmpfloat (seats[i].y + h, <=, sizes[s][1] + 1e-6);
        area += w * h;
        for (guint j = 0; j < i; j++) {
          const gboolean other = seats[j].turn % 180 != 0;
          const double w2 = other ? seats[j].height : seats[j].width;
          const double h2 = other ? seats[j].width : seats[j].height;

          g_assert_true (
            seats[i].x + w <= seats[j].x + 1e-6 || seats[j].x + w2 <= seats[i].x + 1e-6 ||
            seats[i].y + h <= seats[j].y + 1e-6 || seats[j].y + h2 <= seats[i].y + 1e-6);
        }
      }
      g_assert_cmpfloat_with_epsilon (area, sizes[s][0] * sizes[s][1], 1);
    }
  }
  g_assert_false (nord_seating_find ("upside-down", &(NordSeating){0}));
}

static void
test_vote (void)
{
  NordVote vote;
  g_autofree char *empty = NULL, *half = NULL;

  nord_vote_clear (&vote);
  g_assert_cmpint (vote.page, ==, NORD_VOTE_CHOOSE);
  g_assert_false (nord_vote_go (&vote, NORD_VOTE_EVENT_BACK));
  g_assert_false (nord_vote_go (&vote, NORD_VOTE_EVENT_ADMIT));
  g_assert_false (nord_vote_type (&vote, 'A'));
  g_assert_true (nord_vote_go (&vote, NORD_VOTE_EVENT_CODED_POLL));
  empty = nord_vote_show_code (&vote);
  g_assert_cmpstr (empty, ==, "···· – ····");
  for (const char *c = "-u!aoil7"; *c; c++)
    g_assert_true (nord_vote_type (&vote, *c) == (strchr ("-u!", *c) == NULL));
  half = nord_vote_show_code (&vote);
  g_assert_cmpstr (half, ==, "A011 – 7···");
  for (guint i = 0; i < 3; i++)
    g_assert_true (nord_vote_type (&vote, 'Z'));
  g_assert_true (nord_vote_is_typed (&vote));
  g_assert_false (nord_vote_type (&vote, 'Z'));
  g_assert_true (nord_vote_erase (&vote));
  g_assert_false (nord_vote_is_typed (&vote));
  /* The code is forgotten with the page. */
  g_assert_true (nord_vote_go (&vote, NORD_VOTE_EVENT_ADMIT));
  g_assert_cmpint (vote.page, ==, NORD_VOTE_MARK);
  g_assert_cmpstr (vote.typed, ==, "");
  g_assert_true (nord_vote_go (&vote, NORD_VOTE_EVENT_CAST));
  g_assert_cmpint (vote.page, ==, NORD_VOTE_THANKS);
  g_assert_false (nord_vote_go (&vote, NORD_VOTE_EVENT_BACK));
  g_assert_false (nord_vote_go (&vote, NORD_VOTE_EVENT_CAST));
}

static void
test_words (void)
{
  static const struct {
    const char *language;
    guint n;
    const char *words;
  } counts[] = {
    {"de", 1, "1 Idee bisher"},           {"de", 0, "0 Ideen bisher"},
    {"pl", 22, "22 pomysły do tej pory"}, {"pl", 12, "12 pomysłów do tej pory"},
    {"ru", 21, "21 идея пока"},           {"ru", 11, "11 идей пока"},
    {"ro", 20, "20 de idei până acum"},   {"ro", 101, "101 de idei până acum"},
    {"ar", 2, "فكرتان حتى الآن"},         {"tr", 5, "şimdiye kadar 5 fikir"},
    {"de", 12345, "12.345 Ideen bisher"},
  };
  static const struct {
    const char *language;
    double value;
    int decimals;
    const char *text;
  } numbers[] = {
    {"de", 0, 0, "0"},
    {"de", 999, 0, "999"},
    {"de", 9999, 0, "9.999"},
    {"bg", 9999, 0, "9999"},
    {"bg", 10000, 0, "10\u00a0000"},
    {"pl", -9999, 0, "-9999"},
    {"uk", 9999, 0, "9\u00a0999"},
    {"de", 1234567.891, 2, "1.234.567,89"},
    {"tr", 1.25, 2, "1,25"},
    {"en", 10000, 1, "10,000.0"},
    {"pl", -12345.6, 1, "-12\u00a0345,6"},
    {"ar", 0.5, 1, "0.5"},
    {"ru", 100000, 0, "100\u00a0000"},
  };
  static const char *const money[][2] = {{"de", "1.000\u00a0€"}, {"de-x-einfach", "1.000\u00a0€"},
                                         {"pl", "1000\u00a0€"},  {"en", "€1,000"},
                                         {"ar", "1,000\u00a0€"}, {"ro", "1.000\u00a0€"}};
  guint n = 0;

  for (const char *const *language = nord_words_list_languages (); *language; language++, n++) {
    g_autoptr (NordWords) words = nord_words_new (*language);

    g_assert_nonnull (words);
    for (const char *const *key = nord_words_list_keys (); *key; key++) {
      const char *word = nord_words_get (words, *key);

      g_test_message ("%s %s: %s", *language, *key, word);
      g_assert_true (g_utf8_validate (word, -1, NULL));
      g_assert_cmpstr (word, !=, *key);
      g_assert_null (strchr (word, '%'));
      /* One sentence for one thing: what is longer nobody reads standing. */
      g_assert_cmpint (g_utf8_strlen (word, -1), <=, 70);
    }
    for (const char *const *key = nord_words_list_sentences (); *key; key++)
      g_assert_cmpstr (nord_words_get (words, *key), !=, *key);
    for (const char *const *key = nord_words_list_counts (); *key; key++)
      for (guint count = 0; count < 130; count++) {
        g_autofree char *text = nord_words_count (words, *key, count);

        g_assert_null (strchr (text, '%'));
        g_assert_cmpint (g_utf8_strlen (text, -1), >=, 3);
      }
    g_assert_true (nord_words_is_checked (words) == (strcmp (*language, "de") == 0));
    g_assert_true (nord_words_is_right_to_left (words) == (strcmp (*language, "ar") == 0));
  }
  g_assert_cmpuint (n, ==, 10);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autoptr (NordWords) words = nord_words_new (counts[i].language);
    g_autofree char *text = nord_words_count (words, "ideas", counts[i].n);

    g_assert_cmpstr (text, ==, counts[i].words);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (NordWords) words = nord_words_new (numbers[i].language);
    g_autofree char *text = nord_words_number (words, numbers[i].value, numbers[i].decimals);

    g_assert_cmpstr (text, ==, numbers[i].text);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (money); i++) {
    g_autoptr (NordWords) words = nord_words_new (money[i][0]);
    g_autofree char *text = nord_words_money (words, 1000);

    g_assert_cmpstr (text, ==, money[i][1]);
  }
  g_assert_null (nord_words_new ("xx"));
}

static NordPinTime
later (NordPinTime at, gint64 seconds)
{
  return (NordPinTime){at.monotonic + seconds * G_USEC_PER_SEC, at.wall + seconds};
}

static void
test_pin (void)
{
  g_autofree char *hash = nord_pin_hash ("314159"), *again = nord_pin_hash ("314159");
  NordPinGuard guard = {0};
  NordPinTime now = {1000, 1800000000};

  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  g_assert_null (strstr (hash, "314159"));
  g_assert_cmpstr (hash, !=, again);
  g_assert_false (nord_pin_is_valid ("31415"));
  g_assert_false (nord_pin_is_valid ("31415x"));
  g_assert_true (nord_pin_check (&guard, hash, "314159", now));
  for (guint i = 0; i < 5; i++)
    g_assert_false (nord_pin_check (&guard, hash, "000000", now));
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 60);
  /* The right one does not help while the door is locked, nor does it count as a try. */
  g_assert_false (nord_pin_check (&guard, hash, "314159", now));
  now = later (now, 61);
  g_assert_false (nord_pin_check (&guard, hash, "000001", now));
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 120);
  now = later (now, 121);
  g_assert_true (nord_pin_check (&guard, hash, "314159", now));
  g_assert_cmpuint (guard.n_failed, ==, 0);
  g_assert_false (nord_pin_check (&guard, NULL, "314159", now));
}

/* As if the program had been killed, @seconds ago by the clock on the wall. */
static void
start_anew (NordPinGuard *guard, const char *path, NordPinTime *now, gint64 seconds)
{
  nord_pin_guard_clear (guard);
  /* The other clock begins anew with the computer. */
  *now = (NordPinTime){5000, now->wall + seconds};
  nord_pin_guard_load (guard, path, *now);
}

/* Who ends the program gets no more tries by it. */
static void
test_pin_killed (void)
{
  g_autofree char *hash = nord_pin_hash ("314159"), *text = NULL;
  g_autofree char *folder = g_dir_make_tmp ("nord-pin-XXXXXX", NULL);
  g_autofree char *state = g_build_filename (folder, "state", NULL);
  g_autofree char *path = g_build_filename (state, "pin-guard", NULL);
  NordPinGuard guard = {0};
  NordPinTime now = {1000, 1800000000};

  nord_pin_guard_load (&guard, path, now);
  for (guint i = 0; i < 5; i++) {
    g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 0);
    g_assert_false (nord_pin_check (&guard, hash, i == 2 ? "314158" : "271828", now));
    start_anew (&guard, path, &now, 1);
  }
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 59);
  g_assert_false (nord_pin_check (&guard, hash, "314159", now));
  /* Nothing of what was tried. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "pin-guard 1 5 1800000005 59\n");
  /* Back by a year: the pause as it was, and it passes by the clock as it is now. */
  start_anew (&guard, path, &now, -365 * 86400);
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 59);
  start_anew (&guard, path, &now, 30);
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 29);
  start_anew (&guard, path, &now, 30);
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 0);
  /* The next wrong one costs twice the time. */
  g_assert_false (nord_pin_check (&guard, hash, "271828", now));
  start_anew (&guard, path, &now, 0);
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 120);
  start_anew (&guard, path, &now, 121);
  g_assert_true (nord_pin_check (&guard, hash, "314159", now));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  start_anew (&guard, path, &now, 0);
  g_assert_cmpuint (guard.n_failed, ==, 0);
  /* What nobody can read lets nobody in at once, and nobody wait for long. */
  g_assert_true (g_file_set_contents (path, "pin-guard 1 99", -1, NULL));
  start_anew (&guard, path, &now, 0);
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 60);
  g_assert_true (
    g_file_set_contents (path, "pin-guard 1 4294967295 9223372036854775807 4294967295", -1, NULL));
  start_anew (&guard, path, &now, 0);
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 60 << 6);
  nord_pin_guard_clear (&guard);
  /* A folder in its place: nothing is kept, and the guard counts as before. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  start_anew (&guard, path, &now, 0);
  now = later (now, 61);
  g_assert_false (nord_pin_check (&guard, hash, "271828", now));
  g_assert_cmpuint (nord_pin_guard_get_wait (&guard, now), ==, 120);
  nord_pin_guard_clear (&guard);
  g_rmdir (path);
  g_rmdir (state);
  g_rmdir (folder);
}

/* A code is read from any hand, and from what is kept of it nobody tells it. */
static void
test_receipt (void)
{
  g_autofree char *code = nord_receipt_new (), *other = nord_receipt_new ();
  g_autofree char *low = g_ascii_strdown (code, -1);
  g_autofree char *again = nord_receipt_read (low);
  g_autofree char *by_hand = nord_receipt_read ("7kqm 3xpd-v9fo");
  g_autofree char *hash = nord_receipt_hash (code, "w1"), *same = nord_receipt_hash (low, "w1");
  g_autofree char *elsewhere = nord_receipt_hash (code, "w2");

  g_assert_cmpuint (strlen (code), ==, 14);
  g_assert_cmpstr (code, !=, other);
  g_assert_cmpstr (again, ==, code);
  g_assert_cmpstr (by_hand, ==, "7KQM-3XPD-V9F0");
  g_assert_cmpstr (hash, ==, same);
  g_assert_cmpstr (hash, !=, elsewhere);
  g_assert_cmpuint (strlen (hash), ==, 32);
  g_assert_null (nord_receipt_read ("7KQM-3XPD-V9F"));
  g_assert_null (nord_receipt_read ("7KQM-3XPD-V9FAX"));
  g_assert_null (nord_receipt_read ("7KQM-3XPD-V9FU"));
  g_assert_null (nord_receipt_read ("Licht im Park"));
  g_assert_null (nord_receipt_hash (NULL, "w1"));
}

static void
test_personal (void)
{
  static const struct {
    const char *title, *body, *hidden;
    guint n;
  } texts[] = {
    {"Ruft an", "0231 50-12345 oder a@b.de bitte", "█████ oder █████ bitte", 2},
    {"رقمي", "٠٢٣١ ٥٠١٢٣٤٥", "█████", 1},
    {"Licht", "Bus 456 um ١٧:٤١, 3 Bänke", "Bus 456 um ١٧:٤١, 3 Bänke", 0},
    {NULL, NULL, NULL, 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    NordEntry entry = {0};
    g_auto (GStrv) found = NULL;

    nord_entry_set_words (&entry, texts[i].title, texts[i].body);
    found = nord_entry_find_personal (&entry);
    g_assert_cmpuint (g_strv_length (found), ==, texts[i].n);
    nord_entry_hide_personal (&entry);
    g_assert_cmpstr (entry.title, ==, texts[i].title);
    g_assert_cmpstr (entry.body, ==, texts[i].hidden);
    nord_entry_clear (&entry);
  }
}

/* A draft outlives its program, is somebody else's at no other station, and goes without a trace.
 */
static void
test_draft (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL),
                  *kept = g_strdup (g_getenv ("XDG_RUNTIME_DIR"));
  NordEntry entry = {0}, back = {0};
  g_autofree char *language = NULL, *path = NULL;
  const char *name;

  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_autoptr (NordDraftKeeper) keeper = nord_draft_keeper_new ("/tmp/a.gpkg", 2);
  g_autoptr (NordDraftKeeper) again = nord_draft_keeper_new ("/tmp/a.gpkg", 2);
  g_autoptr (NordDraftKeeper) other = nord_draft_keeper_new ("/tmp/a.gpkg", 1);
  g_autoptr (NordShape) shape = nord_shape_new_point (7.46, 51.52);

  nord_entry_set_shape (&entry, shape);
  nord_entry_set_category (&entry, "mobility");
  nord_entry_set_words (&entry, "  Licht \"hier\" ", "   ");
  g_assert_cmpstr (entry.title, ==, "Licht \"hier\"");
  g_assert_null (entry.body);
  nord_draft_keeper_save (keeper, &entry, "tr");
  g_assert_false (nord_draft_keeper_find (other, &back, &language));
  g_assert_true (nord_draft_keeper_find (again, &back, &language));
  g_assert_cmpstr (language, ==, "tr");
  g_assert_cmpstr (back.title, ==, entry.title);
  g_assert_cmpstr (back.category, ==, "mobility");
  g_assert_true (nord_shape_equal (back.shape, shape));
  nord_entry_clear (&back);
  g_clear_pointer (&language, g_free);
  /* Broken by whatever: nothing is found, nothing breaks. */
  path = g_build_filename (folder, "nordwaerts", NULL);
  {
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    g_autofree char *file = NULL;

    name = g_dir_read_name (dir);
    file = g_build_filename (path, name, NULL);
    g_assert_true (g_file_set_contents (file, "tr\n{\"shape\":7}", -1, NULL));
    g_assert_false (nord_draft_keeper_find (keeper, &back, &language));
    g_assert_true (g_file_set_contents (file, "\xff", 1, NULL));
    g_assert_false (nord_draft_keeper_find (keeper, &back, &language));
    nord_draft_keeper_wipe (keeper);
    g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  }
  /* Without a folder in memory nothing is written anywhere. */
  g_unsetenv ("XDG_RUNTIME_DIR");
  {
    g_autoptr (NordDraftKeeper) nowhere = nord_draft_keeper_new ("/tmp/a.gpkg", 2);

    nord_draft_keeper_save (nowhere, &entry, "tr");
    g_assert_false (nord_draft_keeper_find (nowhere, &back, &language));
  }
  nord_entry_clear (&entry);
  if (kept)
    g_setenv ("XDG_RUNTIME_DIR", kept, TRUE);
}

/* For two minutes, and only once. */
static void
test_lost_draft (void)
{
  NordLostDraft lost = {0};
  NordEntry entry = {0};
  const gint64 second = G_USEC_PER_SEC;

  nord_lost_draft_keep (&lost, &entry, "tr", 0);
  g_assert_false (nord_lost_draft_look (&lost, 0));
  nord_entry_set_words (&entry, "Licht", NULL);
  nord_lost_draft_keep (&lost, &entry, "tr", 0);
  g_assert_true (nord_entry_is_empty (&entry));
  g_assert_true (nord_lost_draft_look (&lost, 119 * second));
  /* Who comes and goes without a word takes nothing away. */
  nord_lost_draft_keep (&lost, &entry, "de", 100 * second);
  {
    g_autofree char *language = nord_lost_draft_take (&lost, &entry);

    g_assert_cmpstr (language, ==, "tr");
    g_assert_cmpstr (entry.title, ==, "Licht");
  }
  g_assert_false (nord_lost_draft_look (&lost, 119 * second));
  nord_lost_draft_keep (&lost, &entry, "tr", 0);
  g_assert_false (nord_lost_draft_look (&lost, 120 * second));
  g_assert_null (lost.entry.title);
  nord_lost_draft_clear (&lost);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/kiosk/way", test_way);
  g_test_add_func ("/kiosk/storm", test_storm);
  g_test_add_func ("/kiosk/seating", test_seating);
  g_test_add_func ("/kiosk/vote", test_vote);
  g_test_add_func ("/kiosk/words", test_words);
  g_test_add_func ("/kiosk/pin", test_pin);
  g_test_add_func ("/kiosk/pin/killed", test_pin_killed);
  g_test_add_func ("/kiosk/receipt", test_receipt);
  g_test_add_func ("/kiosk/personal", test_personal);
  g_test_add_func ("/kiosk/draft", test_draft);
  g_test_add_func ("/kiosk/lost-draft", test_lost_draft);
  return g_test_run ();
}
