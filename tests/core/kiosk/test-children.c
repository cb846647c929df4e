/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The way for children: its screens, questions, stickers and paintings, what becomes of them, and
 * that a draft of a child comes back whole or not at all. */
#include "core/kiosk/collage.h"
#include "core/kiosk/draft-keeper.h"
#include "core/kiosk/flow.h"
#include "core/kiosk/lost-draft.h"
#include "core/model/idea.h"
#include "core/model/programme.h"

#include <math.h>
#include <string.h>

static void
begin (NordFlow *flow)
{
  static const NordKioskEvent way[] = {NORD_KIOSK_TOUCH, NORD_KIOSK_NEXT, NORD_KIOSK_CHILDREN,
                                       NORD_KIOSK_NEXT};
  static const NordScreen screens[] = {NORD_SCREEN_LANGUAGE, NORD_SCREEN_WAY, NORD_SCREEN_NOTICE,
                                       NORD_SCREEN_QUESTION};
  gboolean reset;

  nord_flow_init (flow);
  for (guint i = 0; i < G_N_ELEMENTS (way); i++) {
    g_assert_true (nord_flow_go (flow, way[i], &reset));
    g_assert_cmpint (flow->screen, ==, screens[i]);
    g_assert_false (reset);
  }
  g_assert_true (flow->child);
}

#define GO(event, to)                                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_true (nord_flow_go (&flow, event, &reset));                                           \
    g_assert_cmpint (flow.screen, ==, to);                                                         \
  }                                                                                                \
  G_STMT_END

/* Touch, language, way, notice, card, map, finish: seven taps. No screen has a keyboard, none asks
 * for a topic. */
static void
test_way (void)
{
  NordFlow flow;
  gboolean reset;

  begin (&flow);
  GO (NORD_KIOSK_NEXT, NORD_SCREEN_STICK);
  GO (NORD_KIOSK_SENT, NORD_SCREEN_THANKS);
  /* One more is one of a child again. */
  GO (NORD_KIOSK_AGAIN, NORD_SCREEN_QUESTION);
  GO (NORD_KIOSK_NEXT, NORD_SCREEN_STICK);
  GO (NORD_KIOSK_PAINT, NORD_SCREEN_PAINT);
  GO (NORD_KIOSK_SENT, NORD_SCREEN_THANKS);
  GO (NORD_KIOSK_NEXT, NORD_SCREEN_ATTRACT);
  g_assert_true (reset);
  /* The next person is not a child until it says so. */
  g_assert_false (flow.child);
  GO (NORD_KIOSK_TOUCH, NORD_SCREEN_LANGUAGE);
  GO (NORD_KIOSK_NEXT, NORD_SCREEN_WAY);
  GO (NORD_KIOSK_NEXT, NORD_SCREEN_NOTICE);
  GO (NORD_KIOSK_NEXT, NORD_SCREEN_DRAW);
}

/* Every way out of every screen, and back by the same steps. */
static void
test_ways_out (void)
{
  static const NordScreen screens[] = {NORD_SCREEN_NOTICE, NORD_SCREEN_QUESTION, NORD_SCREEN_STICK,
                                       NORD_SCREEN_PAINT};
  static const NordKioskEvent steps[] = {NORD_KIOSK_NEXT, NORD_KIOSK_NEXT, NORD_KIOSK_PAINT};
  static const NordScreen before[] = {NORD_SCREEN_WAY, NORD_SCREEN_NOTICE, NORD_SCREEN_QUESTION,
                                      NORD_SCREEN_STICK};
  static const NordKioskEvent nothing[] = {NORD_KIOSK_WRITE, NORD_KIOSK_FIND,    NORD_KIOSK_AGAIN,
                                           NORD_KIOSK_POLLS, NORD_KIOSK_DRAFT,   NORD_KIOSK_COLLAGE,
                                           NORD_KIOSK_TOUCH, NORD_KIOSK_CHILDREN};
  gboolean reset;

  for (guint s = 0; s < G_N_ELEMENTS (screens); s++) {
    NordFlow there, flow;

    begin (&there);
    nord_flow_go (&there, NORD_KIOSK_BACK, &reset);
    g_assert_cmpint (there.screen, ==, NORD_SCREEN_NOTICE);
    for (guint i = 0; i < s; i++)
      g_assert_true (nord_flow_go (&there, steps[i], &reset));
    g_assert_cmpint (there.screen, ==, screens[s]);
    g_assert_true (nord_flow_is_under_way (&there));
    g_assert_cmpuint (nord_flow_get_patience (&there), >=, 90);
    for (guint i = 0; i < G_N_ELEMENTS (nothing); i++) {
      flow = there;
      g_assert_false (nord_flow_go (&flow, nothing[i], &reset));
      g_assert_true (flow.child);
    }
    flow = there;
    GO (NORD_KIOSK_BACK, before[s]);
    flow = there;
    GO (NORD_KIOSK_CANCEL, NORD_SCREEN_ATTRACT);
    g_assert_true (reset && !flow.child);
    flow = there;
    GO (NORD_KIOSK_CLEAR, NORD_SCREEN_ATTRACT);
    g_assert_true (reset && !flow.child);
    flow = there;
    GO (NORD_KIOSK_IDLE, NORD_SCREEN_STILL);
    GO (NORD_KIOSK_TOUCH, screens[s]);
    g_assert_true (flow.child);
    GO (NORD_KIOSK_IDLE, NORD_SCREEN_STILL);
    GO (NORD_KIOSK_EXPIRED, NORD_SCREEN_ATTRACT);
    g_assert_true (reset && !flow.child);
    flow = there;
    GO (NORD_KIOSK_SWITCH, NORD_SCREEN_SWITCH);
    GO (NORD_KIOSK_NEXT, screens[s]);
    GO (NORD_KIOSK_STAFF, NORD_SCREEN_STAFF);
    GO (NORD_KIOSK_BACK, screens[s]);
    GO (NORD_KIOSK_LOCK, NORD_SCREEN_LOCKED);
    GO (NORD_KIOSK_UNLOCK, screens[s]);
    g_assert_true (flow.child);
    flow = there;
    if (screens[s] == NORD_SCREEN_STICK || screens[s] == NORD_SCREEN_PAINT) {
      GO (NORD_KIOSK_FAILED, NORD_SCREEN_PAUSE);
      GO (NORD_KIOSK_BACK, NORD_SCREEN_STICK);
    } else
      g_assert_false (nord_flow_go (&flow, NORD_KIOSK_SENT, &reset));
  }
}

/* Whatever is pressed: children and grown-ups do not come onto the screens of the other. */
static void
test_storm (void)
{
  NordFlow flow;
  gboolean reset;

  nord_flow_init (&flow);
  for (guint i = 0; i < 200000; i++) {
    const NordKioskEvent event = (NordKioskEvent) g_test_rand_int_range (0, NORD_N_KIOSK_EVENTS);

    nord_flow_go (&flow, event, &reset);
    switch (flow.screen) {
    case NORD_SCREEN_ATTRACT:
    case NORD_SCREEN_LANGUAGE:
    case NORD_SCREEN_DRAW:
    case NORD_SCREEN_FIND:
    case NORD_SCREEN_ABOUT:
    case NORD_SCREEN_TEXT:
    case NORD_SCREEN_CHECK:
    case NORD_SCREEN_VOTE:
      g_assert_false (flow.child);
      break;
    case NORD_SCREEN_QUESTION:
    case NORD_SCREEN_STICK:
    case NORD_SCREEN_PAINT:
      g_assert_true (flow.child);
      break;
    default:
      break;
    }
  }
}

static void
test_table (void)
{
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");
  g_autoptr (NordWords) words = nord_words_new ("de");
  guint n;
  const NordQuestion *questions = nord_question_list (&n);

  g_assert_cmpuint (n, >=, 6);
  g_assert_cmpuint (n, <=, 8);
  for (guint i = 0; i < n; i++) {
    g_assert_true (nord_question_find (questions[i].id) == &questions[i]);
    g_assert_cmpstr (nord_words_get (words, questions[i].word), !=, questions[i].word);
    g_assert_cmpint (questions[i].sticker, <, NORD_N_STICKERS);
    if (questions[i].category != NULL)
      g_assert_nonnull (nord_programme_find_category (programme, questions[i].category));
  }
  g_assert_null (nord_question_find ("nothing"));
  g_assert_null (nord_question_find (NULL));
  for (guint i = 0; i < NORD_N_STICKERS; i++) {
    NordSticker found = NORD_N_STICKERS;
    const char *word = nord_sticker_get_word ((NordSticker) i);

    g_assert_true (nord_sticker_find (nord_sticker_get_id ((NordSticker) i), &found));
    g_assert_cmpuint (found, ==, i);
    g_assert_cmpstr (nord_words_get (words, word), !=, word);
  }
  for (guint i = 0; i < nord_paint_count (); i++)
    g_assert_cmpstr (nord_words_get (words, nord_paint_get_word (i)), !=, nord_paint_get_word (i));
}

/* Each within its circle, each another picture, the outline dark on white. */
static void
test_stickers (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const int size = 120;

  for (guint i = 0; i < NORD_N_STICKERS; i++) {
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
    cairo_t *cr = cairo_create (surface);
    const guint32 *pixels;
    guint dark = 0;

    nord_sticker_paint_picture ((NordSticker) i, cr, size / 2.0, size / 2.0, size / 2.0 - 6);
    g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
    cairo_destroy (cr);
    cairo_surface_flush (surface);
    pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
    for (int y = 0; y < size; y++)
      for (int x = 0; x < size; x++) {
        const guint32 pixel = pixels[y * size + x];

        if (hypot (x + 0.5 - size / 2.0, y + 0.5 - size / 2.0) > size / 2.0 + 4)
          g_assert_cmphex (pixel >> 24, ==, 0);
        dark += pixel >> 24 == 255 && (pixel >> 8 & 255) < 80;
      }
    g_assert_cmpuint (dark, >, 150);
    g_assert_true (g_hash_table_add (seen, g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                                                        (const guchar *) pixels,
                                                                        (gsize) size * size * 4)));
    cairo_surface_destroy (surface);
  }
}

typedef struct {
  const char *data;
  gsize left;
} Reading;

static cairo_status_t
on_read (void *closure, unsigned char *data, unsigned int length)
{
  Reading *reading = closure;

  if (length > reading->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reading->data, length);
  reading->data += length;
  reading->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static void
test_painting (void)
{
  g_autoptr (NordPainting) painting = nord_painting_new ();
  cairo_surface_t *picture;
  Reading reading;
  g_autoptr (GBytes) png = NULL;
  guint32 pixel;
  gsize size;
  const char *data;
  int stroke, other;

  g_assert_true (nord_painting_is_empty (painting));
  g_assert_true (nord_painting_is_empty (NULL));
  g_assert_false (nord_painting_undo (painting));
  /* Who only rubs has painted nothing. */
  nord_painting_begin (painting, nord_paint_count () - 1, 10, 10);
  g_assert_true (nord_painting_is_empty (painting));
  g_assert_true (nord_painting_undo (painting));
  /* Two hands at once. */
  stroke = nord_painting_begin (painting, 1, 100, 100);
  other = nord_painting_begin (painting, 4, 900, 500);
  g_assert_false (nord_painting_is_empty (painting));
  g_assert_false (nord_painting_add (painting, stroke, 101, 101));
  g_assert_true (nord_painting_add (painting, stroke, 300, 100));
  g_assert_true (nord_painting_add (painting, other, 5000, -20));
  g_assert_false (nord_painting_add (painting, 7, 1, 1));
  g_assert_false (nord_painting_add (painting, -1, 1, 1));
  g_assert_false (nord_painting_add (painting, stroke, NAN, 1));
  g_assert_cmpint (nord_painting_begin (painting, 1, INFINITY, 1), ==, -1);
  png = nord_painting_write_png (painting);
  data = g_bytes_get_data (png, &size);
  g_assert_cmpuint (size, <, 64 * 1024);
  /* A picture, and nothing that was written about it. */
  for (const char *const *chunk =
         (const char *const[]){"tEXt", "iTXt", "zTXt", "eXIf", "tIME", NULL};
       *chunk; chunk++)
    g_assert_null (memmem (data, size, *chunk, 4));
  reading = (Reading){data, size};
  picture = cairo_image_surface_create_from_png_stream (on_read, &reading);
  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (picture), ==, NORD_PAINTING_WIDTH);
  g_assert_cmpint (cairo_image_surface_get_height (picture), ==, NORD_PAINTING_HEIGHT);
  pixel = ((guint32 *) (gpointer) (cairo_image_surface_get_data (picture) +
                                   100 * cairo_image_surface_get_stride (picture)))[200];
  g_assert_cmphex (pixel & 0xffffff, ==, nord_paint_get_colour (1));
  cairo_surface_destroy (picture);
  /* Without an end: at some time nothing more is taken, and nothing breaks. */
  for (guint i = 0; i < 1000; i++)
    for (guint p = 0, s = (guint) nord_painting_begin (painting, 0, 0, 0); p < 300; p++)
      nord_painting_add (painting, (int) s, p % 2 * 500, p);
  g_assert_cmpint (nord_painting_begin (painting, 0, 0, 0), ==, -1);
  {
    JsonArray *strokes = nord_painting_write (painting);
    g_autoptr (NordPainting) back = nord_painting_read (strokes);

    g_assert_nonnull (back);
    json_array_unref (strokes);
    while (nord_painting_undo (back))
      g_assert_true (nord_painting_undo (painting));
    g_assert_false (nord_painting_undo (painting));
  }
}

static NordCollage *
new_collage (const char *question)
{
  NordCollage *self = nord_collage_new (nord_question_find (question));

  nord_collage_stick (self, NORD_STICKER_SWING, 7.46, 51.52);
  nord_collage_stick (self, NORD_STICKER_HEART, 7.47, 51.53);
  nord_painting_add (self->painting, nord_painting_begin (self->painting, 2, 10, 20), 200, 300);
  return self;
}

static const char *
get_text (const NordChange *change, guint field)
{
  const NordEdit *edit = nord_change_find (change, field);

  return edit != NULL ? edit->after.text : NULL;
}

/* Each sticker an idea that waits for moderation, in the words of the station, as of children. */
static void
test_ideas (void)
{
  for (const char *const *language = nord_words_list_languages (); *language; language++) {
    g_autoptr (NordWords) words = nord_words_new (*language);
    NordCollage *collage = new_collage ("fear");
    NordEntry entry = {.collage = collage};
    g_autoptr (GPtrArray) ideas = NULL;

    for (guint i = 0; i < 9; i++)
      nord_collage_stick (collage, NORD_STICKER_LAMP, 7.4 + i / 100.0, 51.5);
    g_assert_cmpuint (collage->stuck->len, ==, NORD_COLLAGE_MOST);
    nord_collage_move (collage, 1, 7.48, 51.51);
    nord_collage_move (collage, 99, 7.48, 51.51);
    ideas = nord_entry_make_ideas (&entry, words, 3, "hash");
    g_ptr_array_set_free_func (ideas, (GDestroyNotify) nord_change_free);
    g_assert_cmpuint (ideas->len, ==, NORD_COLLAGE_MOST);
    for (guint i = 0; i < ideas->len; i++) {
      static const NordSticker stickers[] = {NORD_STICKER_SWING, NORD_STICKER_HEART,
                                             NORD_STICKER_LAMP, NORD_STICKER_LAMP,
                                             NORD_STICKER_LAMP};
      const NordChange *idea = g_ptr_array_index (ideas, i);
      g_autofree char *title =
        g_strdup_printf ("%s %s", nord_words_get (words, "question_fear"),
                         nord_words_get (words, nord_sticker_get_word (stickers[i])));

      g_assert_cmpstr (get_text (idea, NORD_IDEA_TITLE), ==, title);
      g_assert_null (get_text (idea, NORD_IDEA_BODY));
      g_assert_cmpstr (get_text (idea, NORD_IDEA_CATEGORY), ==, "safety");
      g_assert_cmpstr (get_text (idea, NORD_IDEA_LANGUAGE), ==, *language);
      g_assert_cmpstr (get_text (idea, NORD_IDEA_ORIGIN), ==, "kiosk");
      g_assert_cmpstr (get_text (idea, NORD_IDEA_SOURCE), ==, NORD_IDEA_SOURCE_CHILDREN);
      g_assert_cmpstr (get_text (idea, NORD_IDEA_MODERATION), ==, "new");
      g_assert_cmpstr (get_text (idea, NORD_IDEA_RECEIPT), ==, "hash");
      g_assert_nonnull (nord_change_find (idea, NORD_IDEA_SHAPE));
    }
    nord_entry_clear (&entry);
  }
}

/* A draft comes back as it was, by the file in memory and by the hand of the staff. */
static void
test_draft (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL),
                  *kept = g_strdup (g_getenv ("XDG_RUNTIME_DIR")), *language = NULL,
                  *written = NULL, *again = NULL;
  NordEntry entry = {0}, back = {0};
  NordLostDraft lost = {0};

  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  {
    g_autoptr (NordDraftKeeper) keeper = nord_draft_keeper_new ("/tmp/a.gpkg", 1);

    entry.collage = new_collage ("play");
    g_assert_false (nord_entry_is_empty (&entry));
    nord_draft_keeper_save (keeper, &entry, "ar");
    g_assert_true (nord_draft_keeper_find (keeper, &back, &language));
    nord_draft_keeper_wipe (keeper);
  }
  written = nord_entry_write (&entry);
  again = nord_entry_write (&back);
  g_assert_cmpstr (again, ==, written);
  g_assert_true (back.collage->question == nord_question_find ("play"));
  g_assert_false (nord_painting_is_empty (back.collage->painting));
  nord_lost_draft_keep (&lost, &back, "ar", 0);
  g_assert_true (nord_entry_is_empty (&back));
  nord_lost_draft_look (&lost, 120 * G_USEC_PER_SEC);
  g_assert_null (lost.entry.collage);
  nord_entry_clear (&entry);
  g_assert_true (nord_entry_is_empty (&entry));
  nord_lost_draft_clear (&lost);
  if (kept)
    g_setenv ("XDG_RUNTIME_DIR", kept, TRUE);
}

/* Whatever the file in memory has become: read whole, or not at all. */
static void
test_broken (void)
{
  static const char *const collages[] = {
    "7",
    "{}",
    "{\"question\":\"play\"}",
    "{\"question\":7,\"stickers\":[],\"strokes\":[]}",
    "{\"question\":\"nothing\",\"stickers\":[],\"strokes\":[]}",
    "{\"question\":\"play\",\"stickers\":{},\"strokes\":[]}",
    "{\"question\":\"play\",\"stickers\":[[\"swing\"]],\"strokes\":[]}",
    "{\"question\":\"play\",\"stickers\":[[\"x\",7,51]],\"strokes\":[]}",
    "{\"question\":\"play\",\"stickers\":[[\"swing\",700,51]],\"strokes\":[]}",
    "{\"question\":\"play\",\"stickers\":[[null,{},[]]],\"strokes\":[]}",
    "{\"question\":\"play\",\"stickers\":[[7,\"7\",\"51\"]],\"strokes\":[]}",
    "{\"question\":\"play\",\"stickers\":[],\"strokes\":[[0]]}",
    "{\"question\":\"play\",\"stickers\":[],\"strokes\":[[0,1]]}",
    "{\"question\":\"play\",\"stickers\":[],\"strokes\":[[-1,1,1]]}",
    "{\"question\":\"play\",\"stickers\":[],\"strokes\":[[99,1,1]]}",
    "{\"question\":\"play\",\"stickers\":[],\"strokes\":[[0,null,1]]}",
    "{\"question\":\"play\",\"stickers\":[],\"strokes\":[7]}",
    "{\"question\":\"play\",\"stickers\":[],\"strokes\":[[0,1,1],[0,[],1]]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (collages); i++) {
    g_autofree char *text = g_strdup_printf ("{\"collage\":%s}", collages[i]);
    NordEntry entry = {0};

    nord_entry_read (&entry, text);
    g_test_message ("%s", text);
    g_assert_null (entry.collage);
    nord_entry_clear (&entry);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/children/way", test_way);
  g_test_add_func ("/children/ways-out", test_ways_out);
  g_test_add_func ("/children/storm", test_storm);
  g_test_add_func ("/children/table", test_table);
  g_test_add_func ("/children/stickers", test_stickers);
  g_test_add_func ("/children/painting", test_painting);
  g_test_add_func ("/children/ideas", test_ideas);
  g_test_add_func ("/children/draft", test_draft);
  g_test_add_func ("/children/broken", test_broken);
  return g_test_run ();
}
