/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the stations say aloud, in which language, when they fall silent; and that nothing of a
 * resident's own is ever said. */
#include "core/kiosk/words.h"
#include "core/model/poll.h"
#include "ui/kiosk/children-offer.h"
#include "ui/kiosk/kiosk-window.h"
#include "ui/kiosk/map-screen.h"
#include "ui/kiosk/question-screen.h"
#include "ui/kiosk/read-aloud.h"
#include "ui/kiosk/station.h"
#include "ui/kiosk/text-screen.h"
#include "ui/kiosk/topic-screen.h"

#include "fake-speech.h"

#include <adwaita.h>

#define N_OPTIONS 20
#define CANARY "xqwykvz"

typedef struct {
  char *folder; /* (owned) */
  NordDocument *document;
  GtkWindow *window;
  GtkWidget *stations[NORD_MAX_STATIONS];
  guint n_stations;
} Floor;

static void
find_all (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_all (child, type, found);
}

static GtkWidget *
find_one (GtkWidget *widget, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_all (widget, type, found);
  g_assert_cmpuint (found->len, ==, 1);
  return g_ptr_array_index (found, 0);
}

static gboolean
on_late (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean late = FALSE;                                                                         \
    const guint source = g_timeout_add_seconds (60, on_late, &late);                               \
                                                                                                   \
    while (!(condition)) {                                                                         \
      if (late)                                                                                    \
        g_error ("waited in vain: %s", #condition);                                                \
      g_main_context_iteration (NULL, TRUE);                                                       \
    }                                                                                              \
    g_source_remove (source);                                                                      \
  }                                                                                                \
  G_STMT_END

static Floor *
floor_new (NordSeating seating)
{
  Floor *self = g_new0 (Floor, 1);
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp (NULL, NULL);
  path = g_build_filename (self->folder, "aloud.gpkg", NULL);
  self->document = nord_document_create (path, "Nordmarkt", &error);
  g_assert_no_error (error);
  self->window = nord_kiosk_window_new (NULL, self->document, seating, NULL);
  gtk_window_present (self->window);
  find_all (GTK_WIDGET (self->window), NORD_TYPE_STATION, found);
  self->n_stations = found->len;
  for (guint i = 0; i < found->len; i++)
    self->stations[i] = g_ptr_array_index (found, i);
  return self;
}

static void
floor_free (Floor *self)
{
  nord_kiosk_window_end (NORD_KIOSK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->document);
  g_free (self->folder);
  g_free (self);
}

static GtkWidget *
get_button (GtkWidget *station, guint n)
{
  GtkWidget *box = gtk_widget_get_first_child (find_one (station, NORD_TYPE_READ_ALOUD));
  GtkWidget *read = gtk_widget_get_first_child (box);

  return n == 0 ? read : gtk_widget_get_next_sibling (read);
}

static gboolean
is_offered (GtkWidget *station)
{
  return gtk_widget_get_mapped (get_button (station, 0)) &&
         gtk_widget_is_sensitive (get_button (station, 0));
}

static const char *
word (const char *language, const char *key)
{
  g_autoptr (NordWords) words = nord_words_new (language);

  return g_intern_string (nord_words_get (words, key));
}

static void
enter (GtkWidget *station, const char *language, const char *way)
{
  gtk_widget_activate_action (station, "station.touch", NULL);
  gtk_widget_activate_action (station, "station.language", "s", language);
  gtk_widget_activate_action (station, "station.way", "s", way);
}

static void
press (GtkWidget *station, guint n)
{
  g_signal_emit_by_name (get_button (station, n), "clicked");
}

/* Heading, text and choices of a screen, in the language of the station; again, and stopped. */
static void
test_says (void)
{
  static const char *const voices[] = {"de", "tr-TR", "en-GB", NULL};
  g_autoptr (FakeSpeech) speech = fake_speech_new (voices);
  Floor *floor = floor_new (NORD_SEATING_ONE);
  GtkWidget *station = floor->stations[0];
  static const char *const keys[] = {"notice_title", "notice_store", "notice_not", "look", "join"};
  const char *log;

  enter (station, "tr", "standard");
  WAIT_FOR (is_offered (station));
  press (station, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "SPEAK") != NULL);
  log = fake_speech_get_log (speech);
  g_test_message ("%s", log);
  g_assert_nonnull (strstr (log, "SPEAK tr 0 "));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    const char *found = strstr (log, word ("tr", keys[i]));

    /* All of it, and in the order of the screen. */
    g_assert_nonnull (found);
    log = found;
  }
  /* Stops. */
  fake_speech_forget (speech);
  press (station, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "CANCEL") != NULL);
  g_assert_null (strstr (fake_speech_get_log (speech), "SPEAK"));
  /* Once more, and louder. */
  press (station, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "SPEAK tr 0 ") != NULL);
  press (station, 1);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "SPEAK tr 100 ") != NULL);
  fake_speech_end (speech);
  WAIT_FOR (!gtk_widget_is_sensitive (get_button (station, 1)));
  /* Another language by plain words; a screen less is silence. */
  gtk_widget_activate_action (station, "station.switch", NULL);
  gtk_widget_activate_action (station, "station.language", "s", "de-x-einfach");
  fake_speech_forget (speech);
  press (station, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "SPEAK de 100 ") != NULL);
  g_assert_nonnull (strstr (fake_speech_get_log (speech), word ("de-x-einfach", "notice_title")));
  fake_speech_forget (speech);
  gtk_widget_activate_action (station, "station.next", NULL);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "CANCEL") != NULL);
  /* Whoever comes next hears it in the middle again, and nothing by itself. */
  gtk_widget_activate_action (station, "station.cancel", NULL);
  fake_speech_forget (speech);
  enter (station, "en", "standard");
  press (station, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "SPEAK en 0 ") != NULL);
  /* Where nothing speaks the language, nothing is offered. */
  gtk_widget_activate_action (station, "station.switch", NULL);
  gtk_widget_activate_action (station, "station.language", "s", "bg");
  g_assert_false (is_offered (station));
  floor_free (floor);
}

/* Each language is named by its own voice; those without one are not. */
static void
test_languages (void)
{
  static const char *const voices[] = {"de", "tr", "ar", NULL};
  g_autoptr (FakeSpeech) speech = fake_speech_new (voices);
  Floor *floor = floor_new (NORD_SEATING_ONE);

  gtk_widget_activate_action (floor->stations[0], "station.touch", NULL);
  WAIT_FOR (is_offered (floor->stations[0]));
  press (floor->stations[0], 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "SPEAK ar") != NULL);
  g_test_message ("%s", fake_speech_get_log (speech));
  g_assert_nonnull (strstr (fake_speech_get_log (speech), word ("de", "choose_language")));
  g_assert_nonnull (strstr (fake_speech_get_log (speech), "SPEAK tr 0 Türkçe."));
  g_assert_nonnull (strstr (fake_speech_get_log (speech), "SPEAK ar 0 العربية."));
  g_assert_null (strstr (fake_speech_get_log (speech), "Polski"));
  floor_free (floor);
}

/* Whoever chose to be read to hears each screen, but nothing that somebody typed, nor the code. */
static void
test_always (void)
{
  static const char *const voices[] = {"de", NULL};
  g_autoptr (FakeSpeech) speech = fake_speech_new (voices);
  Floor *floor = floor_new (NORD_SEATING_ONE);
  GtkWidget *station = floor->stations[0];
  g_autoptr (NordShape) shape = nord_shape_new_point (7.46, 51.52);
  GtkWidget *text;

  gtk_widget_activate_action (station, "station.touch", NULL);
  WAIT_FOR (is_offered (station));
  gtk_widget_activate_action (station, "station.language", "s", "de");
  gtk_widget_activate_action (station, "station.way", "s", "aloud");
#define HEARS(key)                                                                                 \
  WAIT_FOR (strstr (fake_speech_get_log (speech), word ("de", key)) != NULL);                      \
  fake_speech_forget (speech)
  HEARS ("notice_title");
  gtk_widget_activate_action (station, "station.next", NULL);
  HEARS ("draw_title");
  g_signal_emit_by_name (find_one (station, NORD_TYPE_MAP_SCREEN), "drawn", shape);
  HEARS ("about_title");
  g_signal_emit_by_name (find_one (station, NORD_TYPE_TOPIC_SCREEN), "taken", "mobility");
  HEARS ("check_title");
  gtk_widget_activate_action (station, "station.write", NULL);
  HEARS ("text_hint");
  text = find_one (station, NORD_TYPE_TEXT_SCREEN);
  nord_text_screen_set (NORD_TEXT_SCREEN (text), CANARY, CANARY " 0231 5012345");
  g_signal_emit_by_name (text, "changed");
  /* Stopped, and from the start. */
  press (station, 0);
  press (station, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), word ("de", "text_title")) != NULL);
  g_assert_null (strstr (fake_speech_get_log (speech), CANARY));
  fake_speech_forget (speech);
  gtk_widget_activate_action (station, "station.next", NULL);
  WAIT_FOR (strstr (fake_speech_get_log (speech), word ("de", "check_private")) != NULL);
  g_assert_null (strstr (fake_speech_get_log (speech), CANARY));
  g_assert_null (strstr (fake_speech_get_log (speech), "5012345"));
  fake_speech_forget (speech);
  gtk_widget_activate_action (station, "station.send", NULL);
  WAIT_FOR (strstr (fake_speech_get_log (speech), word ("de", "thanks_code")) != NULL);
  g_assert_false (
    g_regex_match_simple ("[0-9A-Z]{4}-[0-9A-Z]{4}", fake_speech_get_log (speech), 0, 0));
  /* The staff's door is nobody's to hear. */
  fake_speech_forget (speech);
  nord_station_call_staff (NORD_STATION (station));
  WAIT_FOR (strstr (fake_speech_get_log (speech), "CANCEL") != NULL);
  g_assert_false (is_offered (station));
#undef HEARS
  floor_free (floor);
}

static void
find_class (GtkWidget *widget, const char *class, GPtrArray *found)
{
  if (gtk_widget_has_css_class (widget, class))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_class (child, class, found);
}

/* Of the options that were read, as bits; their names are “Wunsch a”, “Wunsch b” and so on. */
static guint
hear_options (FakeSpeech *speech)
{
  guint heard = 0;

  for (guint i = 0; i < N_OPTIONS; i++) {
    g_autofree char *name = g_strdup_printf ("Wunsch %c", 'a' + i);

    if (strstr (fake_speech_get_log (speech), name) != NULL)
      heard |= 1u << i;
  }
  return heard;
}

static void
open_poll (NordDocument *document)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_POLL, NULL);
  NordChangeSet *set = nord_change_set_group_new (NULL);
  g_autoptr (GString) options = g_string_new ("[");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_OPTIONS; i++)
    g_string_append_printf (
      options,
      "%s{\"id\":\"0193aaaa-0000-7000-8000-0000000000%02u\",\"noun\":\"project\",\"label\":"
      "\"Wunsch %c\"}",
      i > 0 ? "," : "", i, 'a' + i);
  g_string_append_c (options, ']');
  nord_change_set_text (change, NORD_POLL_TITLE, "Was zuerst?");
  nord_change_set_text (change, NORD_POLL_METHOD, "approval");
  nord_change_set_json (change, NORD_POLL_OPTIONS, options->str);
  nord_change_set_text (change, NORD_POLL_STATE, "open");
  nord_change_set_group_add (set, change);
  nord_document_apply (document, set, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find_poll (GtkWidget *widget)
{
  GtkWidget *found =
    GTK_IS_BUTTON (widget) && g_object_get_data (G_OBJECT (widget), "poll") != NULL ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_poll (child);
  return found;
}

/* Each page of the booth is read when it is turned to, and no other one with it. */
static void
test_booth (void)
{
  static const char *const voices[] = {"de", NULL};
  g_autoptr (FakeSpeech) speech = fake_speech_new (voices);
  Floor *floor = floor_new (NORD_SEATING_AROUND);
  GtkWidget *station = floor->stations[0];
  g_autoptr (GPtrArray) arrows = g_ptr_array_new ();
  guint heard = 0;

  open_poll (floor->document);
  gtk_widget_activate_action (station, "station.touch", NULL);
  WAIT_FOR (is_offered (station));
  gtk_widget_activate_action (station, "station.language", "s", "de");
  gtk_widget_activate_action (station, "station.way", "s", "aloud");
  WAIT_FOR (strstr (fake_speech_get_log (speech), word ("de", "vote_what")) != NULL);
  g_assert_cmpuint (hear_options (speech), ==, 0);
  g_assert_null (strstr (fake_speech_get_log (speech), word ("de", "vote_thanks")));
  fake_speech_forget (speech);
  g_signal_emit_by_name (find_poll (station), "clicked");
  WAIT_FOR (strstr (fake_speech_get_log (speech), word ("de", "vote_cast")) != NULL);
  g_assert_null (strstr (fake_speech_get_log (speech), word ("de", "vote_what")));
  g_assert_null (strstr (fake_speech_get_log (speech), word ("de", "vote_thanks")));
  heard = hear_options (speech);
  g_assert_cmpuint (heard, !=, 0);
  find_class (station, "kiosk-turn", arrows);
  WAIT_FOR (gtk_widget_get_mapped (arrows->pdata[1]));
  while (gtk_widget_get_sensitive (arrows->pdata[1])) {
    guint more;

    fake_speech_forget (speech);
    g_signal_emit_by_name (arrows->pdata[1], "clicked");
    WAIT_FOR (strstr (fake_speech_get_log (speech), "SPEAK de") != NULL);
    more = hear_options (speech);
    g_assert_cmpuint (more, !=, 0);
    g_assert_cmpuint (more & heard, ==, 0);
    heard |= more;
  }
  g_assert_cmpuint (heard, ==, (1u << N_OPTIONS) - 1);
  /* Interrupted in the middle of a page, and from its start. */
  fake_speech_forget (speech);
  press (station, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "CANCEL") != NULL);
  press (station, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), word ("de", "vote_cast")) != NULL);
  floor_free (floor);
}

/* All that is written on the children's way is read when they ask: cards, stickers, painting. */
static void
test_children (void)
{
  static const char *const voices[] = {"tr", NULL};
  g_autoptr (FakeSpeech) speech = fake_speech_new (voices);
  Floor *floor = floor_new (NORD_SEATING_ONE);
  GtkWidget *station = floor->stations[0];
  const NordQuestion *questions;
  guint n;

#define ASKED(key)                                                                                 \
  fake_speech_forget (speech);                                                                     \
  press (station, 0);                                                                              \
  WAIT_FOR (strstr (fake_speech_get_log (speech), word ("tr", key)) != NULL)
  nord_children_offer_set (floor->document, TRUE);
  enter (station, "tr", "children");
  WAIT_FOR (is_offered (station));
  ASKED ("children_what");
  gtk_widget_activate_action (station, "station.next", NULL);
  ASKED ("question_title");
  questions = nord_question_list (&n);
  for (guint i = 0; i < n; i++)
    g_assert_nonnull (strstr (fake_speech_get_log (speech), word ("tr", questions[i].word)));
  g_signal_emit_by_name (find_one (station, NORD_TYPE_QUESTION_SCREEN), "picked", "play");
  ASKED ("stick_hint");
  g_assert_nonnull (strstr (fake_speech_get_log (speech), word ("tr", "question_play")));
  g_assert_null (strstr (fake_speech_get_log (speech), word ("tr", "draw_title")));
  nord_collage_stick (nord_map_screen_get_collage (
                        NORD_MAP_SCREEN (find_one (station, NORD_TYPE_MAP_SCREEN))),
                      NORD_STICKER_SWING, 7.46, 51.52);
  gtk_widget_activate_action (station, "station.paint", NULL);
  ASKED ("paint_title");
#undef ASKED
  floor_free (floor);
}

/* One voice for all: whoever comes later interrupts, and the other one is told. */
static void
test_stations (void)
{
  static const char *const voices[] = {"de", "tr", NULL};
  g_autoptr (FakeSpeech) speech = fake_speech_new (voices);
  Floor *floor = floor_new (NORD_SEATING_OPPOSITE);
  GtkWidget *first = floor->stations[0], *second = floor->stations[1], *note;

  g_assert_cmpuint (floor->n_stations, ==, 2);
  enter (first, "de", "standard");
  enter (second, "tr", "standard");
  WAIT_FOR (is_offered (first) && is_offered (second));
  note = nord_read_aloud_get_note (NORD_READ_ALOUD (find_one (first, NORD_TYPE_READ_ALOUD)));
  press (first, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "SPEAK de") != NULL);
  g_assert_false (gtk_widget_get_visible (note));
  fake_speech_forget (speech);
  press (second, 0);
  WAIT_FOR (strstr (fake_speech_get_log (speech), "SPEAK tr") != NULL);
  g_assert_true (g_str_has_prefix (fake_speech_get_log (speech), "CANCEL"));
  g_assert_true (gtk_widget_get_visible (note));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (note)), ==, word ("de", "aloud_other"));
  g_assert_false (gtk_widget_is_sensitive (get_button (first, 1)));
  g_assert_true (gtk_widget_is_sensitive (get_button (second, 1)));
  /* What the first does now interrupts the second no more. */
  fake_speech_forget (speech);
  gtk_widget_activate_action (first, "station.next", NULL);
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (strstr (fake_speech_get_log (speech), "CANCEL"));
  WAIT_FOR (!gtk_widget_get_visible (note));
  floor_free (floor);
}

/* A server that answers nothing any more, or dies: the stations go on; it comes back: so does the
 * voice. */
static void
test_breaks (void)
{
  static const char *const voices[] = {"de", NULL};
  FakeSpeech *speech = fake_speech_new (voices);
  Floor *floor = floor_new (NORD_SEATING_ONE);
  GtkWidget *station = floor->stations[0];
  gint64 start;

  enter (station, "de", "standard");
  WAIT_FOR (is_offered (station));
  fake_speech_free (speech);
  press (station, 0);
  WAIT_FOR (!is_offered (station));
  floor_free (floor);
  speech = fake_speech_new (voices);
  floor = floor_new (NORD_SEATING_ONE);
  station = floor->stations[0];
  enter (station, "de", "aloud");
  WAIT_FOR (is_offered (station));
  fake_speech_hang (speech);
  start = g_get_monotonic_time ();
  press (station, 0);
  gtk_widget_activate_action (station, "station.next", NULL);
  gtk_widget_activate_action (station, "station.cancel", NULL);
  enter (station, "de", "aloud");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
  floor_free (floor);
  fake_speech_free (speech);
}

/* Without any, all is as if nothing had ever been read aloud. */
static void
test_none (void)
{
  Floor *floor;
  GtkWidget *station;

  g_setenv ("SPEECHD_ADDRESS", "unix_socket:/nonexistent/speechd.sock", TRUE);
  floor = floor_new (NORD_SEATING_ONE);
  station = floor->stations[0];
  enter (station, "de", "standard");
  for (guint i = 0; i < 20; i++) {
    g_usleep (10000);
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
  g_assert_false (gtk_widget_get_visible (find_one (station, NORD_TYPE_READ_ALOUD)));
  g_assert_false (gtk_widget_get_mapped (get_button (station, 0)));
  floor_free (floor);
}

int
main (int argc, char **argv)
{
  g_autofree char *runtime = g_dir_make_tmp (NULL, NULL);

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/kiosk/aloud/says", test_says);
  g_test_add_func ("/kiosk/aloud/languages", test_languages);
  g_test_add_func ("/kiosk/aloud/always", test_always);
  g_test_add_func ("/kiosk/aloud/booth", test_booth);
  g_test_add_func ("/kiosk/aloud/children", test_children);
  g_test_add_func ("/kiosk/aloud/stations", test_stations);
  g_test_add_func ("/kiosk/aloud/breaks", test_breaks);
  g_test_add_func ("/kiosk/aloud/none", test_none);
  return g_test_run ();
}
