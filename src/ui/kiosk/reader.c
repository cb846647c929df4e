/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The speech-dispatcher's library waits for every answer, so it is spoken to in a thread of its
 * own, which takes jobs one after the other and tells the main loop what came of them. Should it
 * hang, the stations do not. */
#include "ui/kiosk/reader.h"

#include <gio/gio.h>
#include <libspeechd.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

/* Where no sound comes out, the end never comes: by then it has. */
#define SECONDS_AT_LEAST 10
#define LETTERS_A_SECOND 8

/* What the thread and the reader have in common. */
typedef struct {
  GAsyncQueue *jobs;  /* (owned) (element-type Job) */
  GMutex mutex;       /* over all below */
  NordReader *reader; /* (unowned) (nullable) gone */
  guint serial;       /* of what is being said */
  int last;           /* the number of its last message; -1: not known yet */
  int ended;          /* the number of the message that ended last */
} Line;

typedef struct {
  enum { SAY, HUSH, QUIT } what;
  guint serial;
  int volume;
  GPtrArray *sayings; /* (owned) (nullable) (element-type NordUtterance) */
} Job;

/* What the thread found out, on its way to the main loop. */
typedef struct {
  Line *line;    /* (owned) */
  char **voices; /* (owned) (nullable) languages */
  guint serial;  /* has ended; 0: none */
} News;

struct _NordReader {
  GObject parent_instance;

  Line *line;          /* (owned) */
  char **voices;       /* (owned) */
  gconstpointer owner; /* (nullable) who is read to */
  guint serial;
  guint limit; /* source id */
};

G_DEFINE_FINAL_TYPE (NordReader, nord_reader, G_TYPE_OBJECT)

enum { VOICES, ENDED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The library's callbacks bring no data of ours; there is one reader a program. */
static Line *speaking;
static GMutex speaking_mutex;

void
nord_utterance_free (NordUtterance *saying)
{
  g_free (saying->language);
  g_free (saying->text);
  g_free (saying);
}

GPtrArray *
nord_utterances_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) nord_utterance_free);
}

void
nord_utterances_add (GPtrArray *sayings, const char *language, const char *text)
{
  NordUtterance *saying = g_new0 (NordUtterance, 1);

  saying->language = g_strdup (language);
  saying->text = g_strdup (text);
  g_ptr_array_add (sayings, saying);
}

/* "de" of "de-x-einfach": whoever speaks a language speaks its plain words. */
static char *
get_tongue (const char *language)
{
  return g_strndup (language, strcspn (language, "-_"));
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->sayings, g_ptr_array_unref);
  g_free (job);
}

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_async_queue_unref (line->jobs);
  g_mutex_clear (&line->mutex);
}

static void
unref_line (Line *line)
{
  g_atomic_rc_box_release_full (line, clear_line);
}

static void
push (NordReader *self, int what, int volume, GPtrArray *sayings)
{
  Job *job = g_new0 (Job, 1);

  job->what = what;
  job->serial = self->serial;
  job->volume = volume;
  job->sayings = sayings;
  g_async_queue_push (self->line->jobs, job);
}

/* --- In the main loop ---------------------------------------------------------------------------
 */

static void
end (NordReader *self, gboolean interrupted)
{
  gconstpointer owner = self->owner;

  g_clear_handle_id (&self->limit, g_source_remove);
  self->owner = NULL;
  if (owner != NULL)
    g_signal_emit (self, signals[ENDED], 0, owner, interrupted);
}

static gboolean
on_news (gpointer data)
{
  News *news = data;
  g_autoptr (NordReader) reader = NULL;

  g_mutex_lock (&news->line->mutex);
  if (news->line->reader != NULL)
    reader = g_object_ref (news->line->reader);
  g_mutex_unlock (&news->line->mutex);
  if (reader == NULL)
    return G_SOURCE_REMOVE;
  if (news->voices != NULL) {
    g_strfreev (reader->voices);
    reader->voices = g_steal_pointer (&news->voices);
    g_signal_emit (reader, signals[VOICES], 0);
  }
  if (news->serial != 0 && news->serial == reader->serial)
    end (reader, FALSE);
  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer data)
{
  News *news = data;

  unref_line (news->line);
  g_strfreev (news->voices);
  g_free (news);
}

static gboolean
on_limit (gpointer data)
{
  NordReader *self = data;

  self->limit = 0;
  self->serial++;
  push (self, HUSH, 0, NULL);
  end (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* --- In threads ---------------------------------------------------------------------------------
 */

static void
tell (Line *line, char **voices, guint serial)
{
  News *news = g_new0 (News, 1);

  news->line = g_atomic_rc_box_acquire (line);
  news->voices = voices;
  news->serial = serial;
  g_idle_add_full (G_PRIORITY_DEFAULT, on_news, news, free_news);
}

/* In the library's own thread. It may come before the number of the message is known. */
static void
on_ended (size_t message, size_t client, SPDNotificationType type)
{
  g_mutex_lock (&speaking_mutex);
  if (speaking != NULL) {
    g_mutex_lock (&speaking->mutex);
    speaking->ended = (int) message;
    if (speaking->last == (int) message)
      tell (speaking, NULL, speaking->serial);
    g_mutex_unlock (&speaking->mutex);
  }
  g_mutex_unlock (&speaking_mutex);
}

static char **
list_voices (SPDConnection *connection)
{
  SPDVoice **voices = connection != NULL ? spd_list_synthesis_voices (connection) : NULL;
  g_autoptr (GStrvBuilder) tongues = g_strv_builder_new ();

  for (guint i = 0; voices != NULL && voices[i] != NULL; i++) {
    g_autofree char *tongue = get_tongue (voices[i]->language);

    g_strv_builder_add (tongues, tongue);
  }
  if (voices != NULL)
    free_spd_voices (voices);
  return g_strv_builder_end (tongues);
}

static SPDConnection *
open_connection (void)
{
  /* Whoever says where it is wants no other to be started. */
  const int spawn = g_getenv ("SPEECHD_ADDRESS") == NULL;
  g_autofree char *error = NULL;
  SPDConnection *connection =
    spd_open2 ("nordwaerts", "kiosk", NULL, SPD_MODE_THREADED, NULL, spawn, &error);

  if (connection == NULL) {
    g_debug ("Reading aloud: %s", error != NULL ? error : "no speech-dispatcher");
    return NULL;
  }
  connection->callback_end = on_ended;
  connection->callback_cancel = on_ended;
  spd_set_notification_on (connection, SPD_END);
  spd_set_notification_on (connection, SPD_CANCEL);
  return connection;
}

/* The number of the last message, or -1. */
static int
say_all (SPDConnection *connection, const Job *job)
{
  int last = -1;

  spd_cancel (connection);
  spd_set_volume (connection, job->volume);
  for (guint i = 0; i < job->sayings->len; i++) {
    const NordUtterance *saying = g_ptr_array_index (job->sayings, i);
    g_autofree char *tongue = get_tongue (saying->language);

    if (spd_set_language (connection, tongue) != 0)
      return -1;
    /* Of those with the priority of a text, a new one drops all that waits. */
    last = spd_say (connection, SPD_MESSAGE, saying->text);
    if (last < 0)
      return -1;
  }
  return last;
}

static void
say (Line *line, SPDConnection **connection, const Job *job)
{
  int last;

  g_mutex_lock (&line->mutex);
  line->serial = job->serial;
  line->last = line->ended = -1;
  g_mutex_unlock (&line->mutex);
  last = *connection != NULL ? say_all (*connection, job) : -1;
  if (last < 0) {
    /* It has gone, and may be back. */
    if (*connection != NULL)
      spd_close (*connection);
    *connection = open_connection ();
    tell (line, list_voices (*connection), 0);
    last = *connection != NULL ? say_all (*connection, job) : -1;
  }
  g_mutex_lock (&line->mutex);
  line->last = last;
  if (last < 0 || line->ended == last)
    tell (line, NULL, job->serial);
  g_mutex_unlock (&line->mutex);
}

static gpointer
speak (gpointer data)
{
  Line *line = data;
  SPDConnection *connection;
  sigset_t pipe;
  gboolean goes_on = TRUE;

  /* The library writes to a socket whose other end may have gone. */
  sigemptyset (&pipe);
  sigaddset (&pipe, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &pipe, NULL);
  connection = open_connection ();
  tell (line, list_voices (connection), 0);
  while (goes_on) {
    Job *job = g_async_queue_pop (line->jobs);

    if (job->what == SAY)
      say (line, &connection, job);
    else if (connection != NULL)
      spd_cancel (connection);
    goes_on = job->what != QUIT;
    free_job (job);
  }
  g_mutex_lock (&speaking_mutex);
  if (speaking == line)
    speaking = NULL;
  g_mutex_unlock (&speaking_mutex);
  if (connection != NULL)
    spd_close (connection);
  unref_line (line);
  return NULL;
}

/* --- The reader ---------------------------------------------------------------------------------
 */

static void
nord_reader_dispose (GObject *object)
{
  NordReader *self = NORD_READER (object);

  g_clear_handle_id (&self->limit, g_source_remove);
  if (self->line != NULL) {
    g_mutex_lock (&self->line->mutex);
    self->line->reader = NULL;
    g_mutex_unlock (&self->line->mutex);
    push (self, QUIT, 0, NULL);
    unref_line (g_steal_pointer (&self->line));
  }
  g_clear_pointer (&self->voices, g_strfreev);
  G_OBJECT_CLASS (nord_reader_parent_class)->dispose (object);
}

static void
nord_reader_class_init (NordReaderClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_reader_dispose;
  signals[VOICES] =
    g_signal_new ("voices", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
}

static void
nord_reader_init (NordReader *self)
{
  Line *line = g_atomic_rc_box_new0 (Line);

  line->jobs = g_async_queue_new_full (free_job);
  g_mutex_init (&line->mutex);
  line->reader = self;
  line->last = line->ended = -1;
  self->line = line;
  self->voices = g_new0 (char *, 1);
  g_mutex_lock (&speaking_mutex);
  speaking = line;
  g_mutex_unlock (&speaking_mutex);
  g_thread_unref (g_thread_new ("reader", speak, g_atomic_rc_box_acquire (line)));
}

NordReader *
nord_reader_new (void)
{
  return g_object_new (NORD_TYPE_READER, NULL);
}

gboolean
nord_reader_speaks (NordReader *self, const char *language)
{
  g_autofree char *tongue = NULL;

  g_return_val_if_fail (NORD_IS_READER (self) && language != NULL, FALSE);
  tongue = get_tongue (language);
  return g_strv_contains ((const char *const *) self->voices, tongue);
}

void
nord_reader_say (NordReader *self, gconstpointer owner, GPtrArray *sayings, NordLoudness loudness)
{
  static const int volumes[NORD_N_LOUDNESSES] = {-60, 0, 100};
  GPtrArray *known = nord_utterances_new ();
  glong letters = 0;

  g_return_if_fail (NORD_IS_READER (self) && owner != NULL && loudness < NORD_N_LOUDNESSES);
  if (self->owner != NULL)
    end (self, self->owner != owner);
  for (guint i = 0; i < sayings->len; i++) {
    const NordUtterance *saying = g_ptr_array_index (sayings, i);

    letters += g_utf8_strlen (saying->text, -1);
    if (nord_reader_speaks (self, saying->language))
      nord_utterances_add (known, saying->language, saying->text);
  }
  self->serial++;
  if (known->len == 0) {
    g_ptr_array_unref (known);
    push (self, HUSH, 0, NULL);
    return;
  }
  self->owner = owner;
  self->limit =
    g_timeout_add_seconds ((guint) (SECONDS_AT_LEAST + letters / LETTERS_A_SECOND), on_limit, self);
  push (self, SAY, volumes[loudness], known);
}

void
nord_reader_stop (NordReader *self, gconstpointer owner)
{
  g_return_if_fail (NORD_IS_READER (self));
  if (owner == NULL || self->owner != owner)
    return;
  g_clear_handle_id (&self->limit, g_source_remove);
  self->owner = NULL;
  self->serial++;
  push (self, HUSH, 0, NULL);
}
