/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli tour: the whole way once, from the first idea to the city's answer, without a
 * screen. Each step is a call of this same program, so what the tour shows is what people get. */
#include "config.h"

#include "cli/command.h"
#include "cli/tour-picture.h"
#include "core/exchange/sample.h"
#include "core/geo/geojson.h"
#include "core/model/answer.h"
#include "core/model/idea.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* How long a server may take to say where it listens. */
#define SERVER_SECONDS 20

typedef struct {
  NordCall *call;
  char *program;   /* (owned) this program */
  char *dir;       /* (owned) where everything lies */
  GString *report; /* (owned) Markdown */
  guint n_done, n_failed;
  GSubprocess *server; /* (owned) (nullable) */
  char *address;       /* (owned) (nullable) of the server */
} Tour;

/* --- What is said -------------------------------------------------------------------------------
 */

static void
heading (Tour *self, const char *words)
{
  g_string_append_printf (self->report, "\n## %s\n\n", words);
  nord_call_say (self->call, "\n%s", words);
}

static void G_GNUC_PRINTF (2, 3) note (Tour *self, const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_autofree char *words = g_strdup_vprintf (format, list);
  va_end (list);
  g_string_append_printf (self->report, "- %s\n", words);
  nord_call_say (self->call, "  %s", words);
}

/* One thing that must hold. */
static gboolean G_GNUC_PRINTF (3, 4) hold (Tour *self, gboolean truth, const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_autofree char *words = g_strdup_vprintf (format, list);
  va_end (list);
  g_string_append_printf (self->report, "- %s %s\n", truth ? "✓" : "✗ **FAILED**", words);
  nord_call_say (self->call, "  %s %s", truth ? "✓" : "✗", words);
  if (truth)
    self->n_done++;
  else
    self->n_failed++;
  return truth;
}

/* --- How it is done -----------------------------------------------------------------------------
 */

static char *
at (Tour *self, const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

/* Calls this program with @... (ended by NULL) and --json; NULL, and a failure noted, where it
 * fails. */
static JsonObject *G_GNUC_NULL_TERMINATED
run (Tour *self, const char *first, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  va_list list;

  g_ptr_array_add (words, self->program);
  va_start (list, first);
  for (const char *word = first; word != NULL; word = va_arg (list, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (list);
  g_ptr_array_add (words, (gpointer) "--json");
  g_ptr_array_add (words, NULL);
  process =
    g_subprocess_newv ((const char *const *) words->pdata,
                       G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  if (process == NULL ||
      !g_subprocess_communicate_utf8 (process, NULL, self->call->cancellable, &out, &err, &error)) {
    hold (self, FALSE, "%s: %s", first, error->message);
    return NULL;
  }
  if (!g_subprocess_get_successful (process)) {
    hold (self, FALSE, "%s: %s", first, g_strstrip (err));
    return NULL;
  }
  g_autoptr (JsonNode) node = json_from_string (out, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    hold (self, FALSE, "%s: %s", first, _ ("no result"));
    return NULL;
  }
  return json_object_ref (json_node_get_object (node));
}

static gint64
number (JsonObject *result, const char *name)
{
  return result != NULL && json_object_has_member (result, name)
           ? json_object_get_int_member (result, name)
           : -1;
}

static guint
length (JsonObject *result, const char *name)
{
  return result != NULL && json_object_has_member (result, name)
           ? json_array_get_length (json_object_get_array_member (result, name))
           : 0;
}

static NordStore *
open_store (Tour *self, const char *path, gboolean write)
{
  g_autoptr (GError) error = NULL;
  NordStore *store =
    nord_store_open (path, write ? NORD_STORE_OPEN_DEFAULT : NORD_STORE_OPEN_READ_ONLY, &error);

  if (store == NULL)
    hold (self, FALSE, "%s: %s", path, error->message);
  return store;
}

static void
append_value (GString *to, const NordValue *value)
{
  if (value->kind == NORD_VALUE_SHAPE)
    nord_geojson_append (to, value->shape);
  else if (value->kind == NORD_VALUE_TEXT || value->kind == NORD_VALUE_JSON)
    g_string_append_printf (to, "%zu:%s", strlen (value->text), value->text);
  else if (value->kind == NORD_VALUE_REAL)
    g_string_append_printf (to, "%.17g", value->real);
  else if (value->kind != NORD_VALUE_NULL)
    g_string_append_printf (to, "%" G_GINT64_FORMAT,
                            value->kind == NORD_VALUE_BOOLEAN ? (gint64) value->boolean
                                                              : value->integer);
}

/* SHA-256 over every value of every living record, in the order of ids: two files with the same
 * sum say the same. */
static char *
sum_of_state (Tour *self, const char *path)
{
  g_autoptr (NordStore) store = open_store (self, path, FALSE);
  g_autoptr (GString) state = g_string_new (NULL);

  if (store == NULL)
    return NULL;
  for (guint n = 0; n < NORD_N_NOUNS; n++) {
    g_autoptr (GPtrArray) records = nord_store_read_all (store, n, NULL);

    for (guint i = 0; records != NULL && i < records->len; i++) {
      NordRecord *record = g_ptr_array_index (records, i);
      const NordNoun *noun = nord_record_get_noun (record);

      g_string_append_printf (state, "\n%s %s", noun->name, nord_record_get_id (record));
      for (guint f = 0; f < noun->n_fields; f++) {
        g_string_append_c (state, '|');
        append_value (state, nord_record_peek (record, f));
      }
    }
  }
  nord_store_close (store);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, state->str, state->len);
}

/* (transfer full) (nullable) the id of the idea number @index, and how many there are. */
static char *
nth_idea (Tour *self, const char *path, guint index, guint *n_ideas)
{
  g_autoptr (NordStore) store = open_store (self, path, FALSE);
  g_autoptr (GPtrArray) ideas =
    store != NULL ? nord_store_read_all (store, NORD_NOUN_IDEA, NULL) : NULL;
  char *id = ideas != NULL && index < ideas->len
               ? g_strdup (nord_record_get_id (g_ptr_array_index (ideas, index)))
               : NULL;

  if (n_ideas != NULL)
    *n_ideas = ideas != NULL ? ideas->len : 0;
  if (store != NULL)
    nord_store_close (store);
  return id;
}

static gboolean
rename_idea (Tour *self, const char *path, const char *id, const char *title)
{
  g_autoptr (NordStore) store = open_store (self, path, TRUE);
  g_autoptr (NordRecord) idea =
    store != NULL ? nord_store_read_one (store, NORD_NOUN_IDEA, id, NULL) : NULL;
  gboolean done = FALSE;

  if (idea != NULL) {
    g_autoptr (NordChangeSet) changes = nord_change_set_group_new (title);
    NordChange *change = nord_change_new_update (idea);

    nord_change_set_text (change, NORD_IDEA_TITLE, title);
    nord_change_set_group_add (changes, change);
    done = nord_store_apply (store, changes, NULL);
  }
  if (store != NULL)
    nord_store_close (store);
  return done;
}

/* --- The way ------------------------------------------------------------------------------------
 */

static gboolean
make_workshop (Tour *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sample = nord_sample_load (&error);
  g_autofree char *title = sample != NULL ? nord_sample_read_title (sample, &error) : NULL;
  g_autoptr (NordStore) store = title != NULL ? nord_store_create (path, title, &error) : NULL;
  g_autoptr (GPtrArray) workshops =
    store != NULL ? nord_store_read_all (store, NORD_NOUN_WORKSHOP, &error) : NULL;
  g_autoptr (NordChangeSet) changes =
    workshops != NULL && workshops->len == 1
      ? nord_sample_read (sample, g_ptr_array_index (workshops, 0), &error)
      : NULL;
  guint n_ideas = 0;

  heading (self, _ ("A workshop"));
  if (changes == NULL || !nord_store_apply (store, changes, &error))
    return hold (self, FALSE, "%s", error != NULL ? error->message : _ ("It did not work"));
  nord_store_close (store);
  g_free (nth_idea (self, path, 0, &n_ideas));
  /* Translators: the title of a workshop and a number of ideas. */
  return hold (self, n_ideas >= 60, _ ("“%s” with %u ideas"), title, n_ideas);
}

static void
import_table (Tour *self, const char *path, const char *table)
{
  heading (self, _ ("Ideas from a table"));
  const gint64 begin = g_get_monotonic_time ();
  g_autoptr (JsonObject) first = run (self, "import", path, table, NULL);
  const double seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  if (first == NULL)
    return;
  hold (self,
        number (first, "read") == number (first, "imported") + number (first, "rejected_total") +
                                    number (first, "duplicates"),
        _ ("%d rows read, %d came in, %d rejected, %d here already, in %.2f s"),
        (int) number (first, "read"), (int) number (first, "imported"),
        (int) number (first, "rejected_total"), (int) number (first, "duplicates"), seconds);
  JsonArray *rejected = json_object_get_array_member (first, "rejected");
  for (guint i = 0; i < json_array_get_length (rejected) && i < 5; i++) {
    JsonObject *fault = json_array_get_object_element (rejected, i);

    note (self, _ ("line %d: %s"), (int) json_object_get_int_member (fault, "line"),
          json_object_get_string_member (fault, "reason"));
  }
  g_autoptr (JsonObject) again = run (self, "import", path, table, NULL);
  hold (self, number (again, "imported") == 0, _ ("A second time nothing comes in"));
}

static void
group_and_vote (Tour *self, const char *path)
{
  heading (self, _ ("Groups and votes"));
  g_autoptr (JsonObject) groups =
    run (self, "cluster", path, "--by", "place", "--radius", "150", "--min", "3", "--apply", NULL);
  const guint n = length (groups, "groups");

  hold (self, n >= 2, _ ("%u groups by place, of %d ideas %d are in one"), n,
        (int) number (groups, "ideas"), (int) number (groups, "grouped"));
  if (n < 2)
    return;
  for (guint i = 0; i < n && i < 5; i++) {
    JsonObject *group =
      json_array_get_object_element (json_object_get_array_member (groups, "groups"), i);

    note (self, "%s: %u", json_object_get_string_member (group, "title"), length (group, "ideas"));
  }
  g_autofree char *before = sum_of_state (self, path);
  g_autoptr (JsonObject) undone = run (self, "undo", path, NULL);
  g_autofree char *without = sum_of_state (self, path);
  g_autoptr (JsonObject) redone = run (self, "redo", path, NULL);
  g_autofree char *after = sum_of_state (self, path);
  hold (self, g_strcmp0 (before, after) == 0 && g_strcmp0 (before, without) != 0,
        _ ("Undone and done again, everything is as it was"));

  g_autoptr (JsonObject) made = run (self, "poll", path, "create", "--title", _ ("What first?"),
                                     "--dots", "3", "--cap", "2", NULL);
  const char *poll = made != NULL ? json_object_get_string_member (made, "poll") : NULL;
  if (poll == NULL)
    return;
  g_autoptr (JsonObject) opened = run (self, "poll", path, "open", poll, NULL);
  g_autoptr (JsonObject) touch =
    run (self, "poll", path, "ballot", poll, "1=2", "2=1", "--channel", "touch", NULL);
  g_autoptr (JsonObject) hands = run (self, "poll", path, "ballot", poll, "1=9", "2=14",
                                      "--channel", "hands", "--people", "12", NULL);
  g_autoptr (JsonObject) stickers =
    run (self, "poll", path, "ballot", poll, "2=4", "--channel", "stickers", "--people", "2", NULL);
  g_autoptr (JsonObject) closed = run (self, "poll", path, "close", poll, NULL);
  g_autoptr (JsonObject) result = run (self, "poll", path, "result", poll, NULL);
  hold (self, number (result, "people") == 15 && number (result, "votes") == 30,
        _ ("%d people gave %d votes on %d ballots"), (int) number (result, "people"),
        (int) number (result, "votes"), (int) number (result, "ballots"));
  if (result != NULL) {
    JsonObject *winner =
      json_array_get_object_element (json_object_get_array_member (result, "options"), 0);

    hold (self, number (winner, "votes") == 19, _ ("First is “%s” with %d votes"),
          json_object_get_string_member (winner, "label"), (int) number (winner, "votes"));
  }
}

static char *
find_server (Tour *self, const char *given)
{
  static const char *const places[] = {"nordwaerts-server", "../server/nordwaerts-server"};
  g_autofree char *folder = g_path_get_dirname (self->program);

  if (given != NULL)
    return g_strdup (given);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *path = g_build_filename (folder, places[i], NULL);

    if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&path);
  }
  return g_find_program_in_path ("nordwaerts-server");
}

/* A token nobody else knows, for the time of the tour. */
static char *
make_token (void)
{
  g_autofree char *a = g_uuid_string_random ();

  return g_strconcat (g_strdelimit (a, "-", '0'), NULL);
}

static gboolean
on_late (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **line = user_data;

  *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  if (*line == NULL)
    *line = g_strdup ("");
}

static gboolean
start_server (Tour *self, const char *given)
{
  g_autofree char *program = find_server (self, given);
  g_autofree char *store = at (self, "server.db");
  g_autofree char *tokens = at (self, "tokens");
  g_autofree char *laptop = at (self, "token-laptop");
  g_autofree char *office = at (self, "token-office");
  g_autofree char *key = g_strconcat ("sqlite:", store, NULL);
  g_autofree char *laptop_token = make_token ();
  g_autofree char *office_token = make_token ();
  g_autofree char *lines = g_strdup_printf ("%s laptop\n%s staff\n", laptop_token, office_token);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  heading (self, _ ("The city’s server"));
  if (program == NULL)
    return hold (self, FALSE, "%s", _ ("nordwaerts-server was not found; see --server-program"));
  if (!g_file_set_contents_full (tokens, lines, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error) ||
      !g_file_set_contents_full (laptop, laptop_token, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error) ||
      !g_file_set_contents_full (office, office_token, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    return hold (self, FALSE, "%s", error->message);
  self->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--store", key,
                                   "--listen", "127.0.0.1:0", "--tokens", tokens, "--quiet", NULL);
  if (self->server == NULL)
    return hold (self, FALSE, "%s", error->message);
  g_autoptr (GDataInputStream) out =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  g_autoptr (GCancellable) late = g_cancellable_new ();
  guint timer = g_timeout_add_seconds (SERVER_SECONDS, on_late, late);
  g_data_input_stream_read_line_async (out, G_PRIORITY_DEFAULT, late, on_line, &line);
  while (line == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!g_cancellable_is_cancelled (late))
    g_source_remove (timer);
  self->address = g_strdup (line);
  return hold (self, g_str_has_prefix (line, "http://"), _ ("It listens at %s"), line);
}

static void
stop_server (Tour *self)
{
  if (self->server == NULL)
    return;
  g_subprocess_send_signal (self->server, SIGTERM);
  g_subprocess_wait (self->server, NULL, NULL);
  hold (self,
        g_subprocess_get_if_exited (self->server) &&
          g_subprocess_get_exit_status (self->server) == 0,
        _ ("It ended in good order"));
}

/* They open nothing any more, and nobody shall wonder about them. */
static void
forget_tokens (Tour *self)
{
  static const char *const names[] = {"tokens", "token-laptop", "token-office"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = at (self, names[i]);

    g_unlink (path);
  }
}

static JsonObject *
sync_with (Tour *self, const char *path, const char *token_name)
{
  g_autofree char *token = at (self, token_name);

  return run (self, "sync", path, "--server", self->address, "--token-file", token, NULL);
}

static void
exchange (Tour *self, const char *hall, const char *office)
{
  g_autofree char *answered = nth_idea (self, hall, 0, NULL);
  g_autofree char *disputed = nth_idea (self, hall, 1, NULL);

  if (answered == NULL || disputed == NULL)
    return;
  /* Both work on their own for a while, on one title even at once. */
  g_autoptr (JsonObject) answer =
    run (self, "answer", office, answered, "--path", "council", "--text",
         _ ("The council decides on it in January."), "--office", "Stadtplanungsamt", NULL);
  hold (self,
        rename_idea (self, hall, disputed, _ ("Title from the hall")) &&
          rename_idea (self, office, disputed, _ ("Title from the office")),
        _ ("Hall and office both work offline, on one title at the same time"));

  g_autoptr (JsonObject) first = sync_with (self, hall, "token-laptop");
  hold (self, number (first, "sent") > 0 && number (first, "waiting") == 0,
        _ ("The hall sent %d changes in %d requests"), (int) number (first, "sent"),
        (int) number (first, "requests"));
  g_autoptr (JsonObject) second = sync_with (self, office, "token-office");
  hold (self, number (second, "received") > 0 && number (second, "waiting") == 0,
        _ ("The office received %d changes and sent %d"), (int) number (second, "received"),
        (int) number (second, "sent"));
  g_autoptr (JsonObject) third = sync_with (self, hall, "token-laptop");
  hold (self, number (third, "received") > 0, _ ("The hall received %d changes"),
        (int) number (third, "received"));
  g_autoptr (JsonObject) fourth = sync_with (self, hall, "token-laptop");
  hold (self, number (fourth, "sent") == 0 && number (fourth, "received") == 0,
        _ ("Then there is nothing to do any more (%d requests)"),
        (int) number (fourth, "requests"));

  g_autofree char *hall_sum = sum_of_state (self, hall);
  g_autofree char *office_sum = sum_of_state (self, office);
  hold (self, hall_sum != NULL && g_strcmp0 (hall_sum, office_sum) == 0,
        _ ("Hall and office say the same (SHA-256 %.16s…)"), hall_sum != NULL ? hall_sum : "");
  hold (self, number (second, "conflicts") + number (third, "conflicts") > 0,
        _ ("The other title is kept and listed for a decision"));

  g_autoptr (JsonObject) answers = run (self, "list", hall, "--noun", "answer", NULL);
  gboolean came = FALSE;
  for (guint i = 0; i < length (answers, "records"); i++) {
    JsonObject *record =
      json_array_get_object_element (json_object_get_array_member (answers, "records"), i);

    came |=
      g_strcmp0 (json_object_get_string_member_with_default (record, "idea", NULL), answered) ==
        0 &&
      g_strcmp0 (json_object_get_string_member_with_default (record, "path", NULL), "council") == 0;
  }
  hold (self, came, _ ("The city’s answer came back to the hall"));
}

/* Out in every form, and in again: the same ideas. */
static void
export_all (Tour *self, const char *path)
{
  static const char *const forms[] = {"geojson", "csv", "gpkg"};
  guint n_ideas = 0;

  heading (self, _ ("Out and in again"));
  g_free (nth_idea (self, path, 0, &n_ideas));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *name = g_strconcat ("ideas.", forms[i], NULL);
    g_autofree char *copy = g_strconcat ("from-", forms[i], ".gpkg", NULL);
    g_autofree char *output = at (self, name);
    g_autofree char *back = at (self, copy);
    g_autoptr (JsonObject) written = run (self, "export", path, output, "--format", forms[i], NULL);
    g_autoptr (JsonObject) made = run (self, "new", back, "--title", forms[i], NULL);
    g_autoptr (JsonObject) read = run (self, "import", back, output, NULL);

    if (written == NULL || made == NULL || read == NULL)
      continue;
    hold (self, number (read, "imported") == n_ideas && number (read, "rejected_total") == 0,
          _ ("%s: %u of %u ideas came back"), name, (guint) number (read, "imported"), n_ideas);
    g_unlink (back);
  }
}

static void
check_files (Tour *self, const char *const *paths)
{
  heading (self, _ ("Sound to the end"));
  for (; *paths != NULL; paths++) {
    g_autoptr (JsonObject) check = run (self, "check", *paths, NULL);
    g_autofree char *name = g_path_get_basename (*paths);

    if (check != NULL)
      hold (self, json_object_get_boolean_member (check, "sound"),
            _ ("%s: pages, hashes, chain and replay of %d changes"), name,
            (int) number (check, "changes"));
  }
}

static void
take_pictures (Tour *self, const char *path)
{
  static const struct {
    const char *name;
    double lon, lat, zoom;
  } views[] = {
    {"north.png", 7.449, 51.55, 11.4},
    {"nordmarkt.png", 7.4655, 51.5258, 15.2},
  };
  g_autoptr (NordStore) store = open_store (self, path, FALSE);
  g_autoptr (GPtrArray) ideas =
    store != NULL ? nord_store_read_all (store, NORD_NOUN_IDEA, NULL) : NULL;

  heading (self, _ ("Pictures"));
  for (guint i = 0; ideas != NULL && i < G_N_ELEMENTS (views); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *output = at (self, views[i].name);
    const gboolean drawn =
      nord_tour_picture_write (output, views[i].lon, views[i].lat, views[i].zoom, ideas, &error);

    hold (self, drawn, "%s%s%s", views[i].name, drawn ? "" : ": ", drawn ? "" : error->message);
  }
  if (store != NULL)
    nord_store_close (store);
}

/* A new folder: an earlier tour stays as it is. */
static char *
make_folder (const char *wanted, GError **error)
{
  g_autofree char *base = g_canonicalize_filename (wanted, NULL);

  for (guint i = 1; i < 10000; i++) {
    g_autofree char *path = i == 1 ? g_strdup (base) : g_strdup_printf ("%s-%u", base, i);
    g_autoptr (GDir) dir = NULL;

    if (g_mkdir_with_parents (path, 0755) != 0) {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return NULL;
    }
    dir = g_dir_open (path, 0, error);
    if (dir == NULL)
      return NULL;
    if (g_dir_read_name (dir) == NULL)
      return g_steal_pointer (&path);
  }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("It did not work"));
  return NULL;
}

static void
walk (Tour *self, const char *table, const char *server)
{
  g_autofree char *hall = at (self, "hall.gpkg");
  g_autofree char *office = at (self, "office.gpkg");
  const char *const files[] = {hall, office, NULL};

  if (!make_workshop (self, hall))
    return;
  if (table != NULL)
    import_table (self, hall, table);
  /* The office has a copy from the start, as it would on its own laptop. */
  g_autoptr (JsonObject) copied = run (self, "export", hall, office, "--format", "gpkg", NULL);
  group_and_vote (self, hall);
  if (start_server (self, server))
    exchange (self, hall, office);
  stop_server (self);
  forget_tokens (self);
  export_all (self, hall);
  check_files (self, files);
  take_pictures (self, hall);
}

static int
run_tour (NordCall *call, int argc, char **argv)
{
  g_autofree char *table = NULL;
  g_autofree char *server = NULL;
  const GOptionEntry entries[] = {
    {"csv", 0, 0, G_OPTION_ARG_FILENAME, &table, N_ ("Import this table on the way"), N_ ("FILE")},
    {"server-program", 0, 0, G_OPTION_ARG_FILENAME, &server,
     N_ ("nordwaerts-server, where it is not beside this program"), N_ ("PATH")},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  Tour tour = {.call = call};
  const gint64 begin = g_get_monotonic_time ();
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 0, 1, &status))
    return status;
  tour.program = g_file_read_link ("/proc/self/exe", &error);
  if (tour.program == NULL)
    return nord_call_failed (call, error);
  tour.dir = make_folder (call->n_arguments > 0 ? call->arguments[0] : "nordwaerts-tour", &error);
  if (tour.dir == NULL)
    return nord_call_failed (call, error);
  tour.report = g_string_new ("");
  g_string_append_printf (tour.report, "# %s\n", _ ("Nordwärts: the whole way once"));
  walk (&tour, table, server);

  const double seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  g_autofree char *path = at (&tour, "report.md");
  heading (&tour, tour.n_failed == 0 ? _ ("All is well") : _ ("Something is wrong"));
  /* Translators: numbers of things that were looked at, and seconds. */
  note (&tour, _ ("%u held, %u failed, %.1f s"), tour.n_done, tour.n_failed, seconds);
  note (&tour, _ ("Everything lies in %s"), tour.dir);
  if (!g_file_set_contents (path, tour.report->str, (gssize) tour.report->len, &error)) {
    nord_call_failed (call, error);
    tour.n_failed++;
  }
  json_builder_begin_object (json);
  nord_call_add_text (json, "folder", tour.dir);
  nord_call_add_text (json, "report", path);
  nord_call_add_integer (json, "held", tour.n_done);
  nord_call_add_integer (json, "failed", tour.n_failed);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  status = tour.n_failed == 0 ? NORD_EXIT_OK : NORD_EXIT_FAILED;
  g_string_free (tour.report, TRUE);
  g_clear_object (&tour.server);
  g_free (tour.address);
  g_free (tour.program);
  g_free (tour.dir);
  return status;
}

const NordCommand nord_command_tour = {
  .name = "tour",
  .arguments = N_ ("[DIR]"),
  .summary = N_ ("Go the whole way once, with the sample and a server of its own"),
  .description = N_ ("New workshop, import, groups, votes, a server, two copies that work offline "
                     "and meet again, exports, pictures, and a report of what held."),
  .run = run_tour,
};
