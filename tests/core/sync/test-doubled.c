/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Two laptops without a net between them take the same codes. When they meet, at a real server, in
 * either order, each code counts once, what is set aside can be seen, and all count the same. */
#include "room.h"

#include "core/model/ballot.h"
#include "core/model/poll.h"
#include "core/rank/code.h"
#include "core/rank/doubled.h"
#include "core/rank/poll-result.h"
#include "core/store/urn.h"

#include <string.h>

#define N_CODES 6

typedef struct {
  char *poll;   /* (owned) */
  char **codes; /* (owned) */
} Vote;

static void
vote_clear (Vote *self)
{
  g_free (self->poll);
  nord_code_forget (self->codes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Vote, vote_clear)

static void
set_state (NordStore *store, const char *poll, NordPollEvent event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) record = nord_store_read_one (store, NORD_NOUN_POLL, poll, &error);
  g_autoptr (NordChangeSet) set = NULL, out = NULL;

  g_assert_no_error (error);
  set = nord_polling_step (record, event);
  if (set == NULL)
    return; /* another copy did it */
  if (event == NORD_POLL_EVENT_CLOSE) {
    out = nord_store_empty_urn (store, poll, &error);
    g_assert_no_error (error);
  }
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
}

/* A poll with printed codes on the first laptop; the second gets a copy of the file. */
static void
prepare (Room *room, Vote *vote)
{
  static const NordPollOption options[] = {
    {(char *) "a", (char *) "idea", (char *) "Bänke", 0},
    {(char *) "b", (char *) "idea", (char *) "Licht", 0},
  };
  const NordPollDraft draft = {.title = "Was zuerst?",
                               .method = NORD_METHOD_APPROVAL,
                               .options = options,
                               .n_options = G_N_ELEMENTS (options),
                               .codes = TRUE};
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChangeSet) set = nord_polling_create (&draft);
  g_autoptr (GBytes) salt = nord_store_read_code_salt (room->first, &error);
  g_autoptr (GPtrArray) hashes = NULL;
  g_autofree char *second = g_build_filename (room->folder, "twin.gpkg", NULL);

  g_assert_no_error (error);
  vote->poll = g_strdup (((NordChange *) set->changes->pdata[0])->target);
  nord_store_apply (room->first, set, &error);
  g_assert_no_error (error);
  set_state (room->first, vote->poll, NORD_POLL_EVENT_OPEN);
  vote->codes = nord_code_make (N_CODES, salt, NULL, NULL, NULL, &hashes, &error);
  g_assert_no_error (error);
  g_assert_true (nord_store_add_codes (room->first, hashes, FALSE, &error));
  nord_store_close (room->second);
  g_clear_object (&room->second);
  g_assert_true (nord_store_backup (room->first, second, &error));
  room->second = nord_store_open (second, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
}

static gboolean
cast (NordStore *store, Vote *vote, guint code, guint option, GError **error)
{
  g_autoptr (GBytes) salt = nord_store_read_code_salt (store, NULL);
  g_autoptr (GBytes) proof = nord_code_prove (vote->codes[code], salt);
  g_autoptr (NordRecord) poll = nord_store_read_one (store, NORD_NOUN_POLL, vote->poll, NULL);
  g_autoptr (GListStore) none = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordPolling) data = nord_polling_read (poll, G_LIST_MODEL (none));
  g_autofree char *id = g_uuid_string_random ();
  guint marks[2] = {0};
  g_autoptr (NordChangeSet) set = NULL;

  marks[option] = 1;
  set = nord_polling_cast_as (id, poll, data, marks);
  return nord_store_cast (store, set->changes->pdata[0], proof, error);
}

/* "3:2 of 5, 1 aside" */
static char *
count (NordStore *store, const char *id)
{
  g_autoptr (NordRecord) poll = nord_store_read_one (store, NORD_NOUN_POLL, id, NULL);
  g_autoptr (GPtrArray) ballots = nord_store_read_all (store, NORD_NOUN_BALLOT, NULL);
  g_autoptr (GListStore) list = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordPolling) data = NULL;
  g_autoptr (NordPollResult) result = NULL;

  for (guint i = 0; i < ballots->len; i++)
    g_list_store_append (list, ballots->pdata[i]);
  data = nord_polling_read (poll, G_LIST_MODEL (list));
  result = nord_poll_result_new (data, NULL, NULL);
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                          ", %u aside, %u in the urn",
                          nord_record_get_text (poll, NORD_POLL_STATE), result->options[0].votes,
                          result->options[1].votes, result->people,
                          g_hash_table_size (data->set_aside), nord_store_count_urn (store, id));
}

static void
meet (Room *room, gboolean second_first)
{
  for (guint i = 0; i < 3; i++) {
    g_autoptr (NordSyncReport) one = sync_well (room, second_first ? room->second : room->first);
    g_autoptr (NordSyncReport) other = sync_well (room, second_first ? room->first : room->second);

    g_assert_cmpuint (one->refused + other->refused, ==, 0);
  }
}

static void
test_meeting (Room *room, gconstpointer data)
{
  const guint how = GPOINTER_TO_UINT (data);
  const gboolean second_closes = how & 1, second_first = how & 2, both_close = how & 4;
  g_auto (Vote) vote = {0};
  g_autoptr (GError) error = NULL;
  g_autofree char *here = NULL, *there = NULL;
  g_autoptr (GPtrArray) ballots = NULL;

  prepare (room, &vote);
  /* Codes 0 and 1 on both, with other marks; 2 and 3 on one each. */
  for (guint c = 0; c < 3; c++)
    g_assert_true (cast (room->first, &vote, c, 0, &error));
  g_assert_true (cast (room->second, &vote, 0, 1, &error));
  g_assert_true (cast (room->second, &vote, 1, 1, &error));
  g_assert_true (cast (room->second, &vote, 3, 1, &error));
  g_assert_no_error (error);
  /* One laptop alone takes no code twice. */
  g_assert_false (cast (room->second, &vote, 3, 1, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_USED);
  g_clear_error (&error);

  set_state (second_closes ? room->second : room->first, vote.poll, NORD_POLL_EVENT_CLOSE);
  if (both_close)
    set_state (second_closes ? room->first : room->second, vote.poll, NORD_POLL_EVENT_CLOSE);
  meet (room, second_first);
  here = count (room->first, vote.poll);
  there = count (room->second, vote.poll);
  g_assert_cmpstr (here, ==, there);
  g_assert_true (g_str_has_prefix (here, "closed "));
  g_assert_true (g_str_has_suffix (here, " of 4, 2 aside, 0 in the urn"));
  /* All six are there, none was lost, and those of one code are told by their token only. */
  ballots = nord_store_read_all (room->first, NORD_NOUN_BALLOT, &error);
  g_assert_cmpuint (ballots->len, ==, 6);
  {
    g_autoptr (GHashTable) tokens = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < ballots->len; i++) {
      const char *token = nord_record_get_text (ballots->pdata[i], NORD_BALLOT_TOKEN);

      g_assert_nonnull (token);
      g_hash_table_add (tokens, (gpointer) token);
    }
    g_assert_cmpuint (g_hash_table_size (tokens), ==, 4);
  }
}

static void
put_text (NordRecord *record, guint field, const char *text)
{
  const NordValue value = {.kind = NORD_VALUE_TEXT, .text = (char *) text};

  nord_record_put (record, field, &value);
}

/* What counts follows from ids: void the one that counts, and the other takes its place. */
static void
test_rule (void)
{
  static const NordPollOption options[] = {{(char *) "a", (char *) "idea", (char *) "A", 0}};
  const NordPollDraft draft = {.title = "?",
                               .method = NORD_METHOD_APPROVAL,
                               .options = options,
                               .n_options = 1};
  g_autoptr (NordChangeSet) made = nord_polling_create (&draft);
  const char *poll_id = ((NordChange *) made->changes->pdata[0])->target;
  static const char *const ids[] = {"bbbbbbbb-1111-4111-8111-111111111111",
                                    "aaaaaaaa-1111-4111-8111-111111111111",
                                    "cccccccc-1111-4111-8111-111111111111",
                                    "dddddddd-1111-4111-8111-111111111111"};
  static const char *const tokens[] = {"t", "t", "t", "other"};

  for (guint voided = 0; voided < 2; voided++) {
    g_autoptr (GListStore) list = g_list_store_new (NORD_TYPE_RECORD);
    g_autoptr (NordRecord) poll = nord_record_new (NORD_NOUN_POLL, poll_id);
    g_autoptr (GHashTable) aside = NULL;

    for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
      g_autoptr (NordRecord) ballot = nord_record_new (NORD_NOUN_BALLOT, ids[i]);

      put_text (ballot, NORD_BALLOT_POLL, poll_id);
      put_text (ballot, NORD_BALLOT_TOKEN, tokens[i]);
      if (voided && i == 1)
        put_text (ballot, NORD_BALLOT_VOIDED, "x");
      g_list_store_append (list, ballot);
    }
    aside = nord_doubled_find (poll, G_LIST_MODEL (list));
    g_assert_cmpuint (g_hash_table_size (aside), ==, voided ? 1 : 2);
    g_assert_cmpstr (g_hash_table_lookup (aside, ids[2]), ==, voided ? ids[0] : ids[1]);
    g_assert_false (g_hash_table_contains (aside, ids[3]));
  }
}

/* The file alone, with all that it keeps of codes, does not lead from a mark to a ballot. */
static void
test_unlinked (Room *room, gconstpointer data)
{
  g_auto (Vote) vote = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) salt = NULL, proof = NULL, hash = NULL, again = NULL;

  prepare (room, &vote);
  salt = nord_store_read_code_salt (room->first, &error);
  proof = nord_code_prove (vote.codes[0], salt);
  again = nord_code_prove (vote.codes[0], salt);
  hash = nord_code_hash (vote.codes[0], salt);
  g_assert_true (g_bytes_equal (proof, again));
  g_assert_cmpuint (g_bytes_get_size (proof), ==, 2 * g_bytes_get_size (hash));
  g_assert_cmpint (memcmp (g_bytes_get_data (proof, NULL), g_bytes_get_data (hash, NULL), 32), ==,
                   0);
  g_assert_true (cast (room->first, &vote, 0, 0, &error));
  {
    /* The second half of the proof lies nowhere in the file, nor in its journal. */
    static const char *const names[] = {"first.gpkg", "first.gpkg-wal"};
    const guint8 *secret = (const guint8 *) g_bytes_get_data (proof, NULL) + 32;

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
      g_autofree char *path = g_build_filename (room->folder, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (!g_file_get_contents (path, &bytes, &length, NULL))
        continue;
      g_assert_null (memmem (bytes, length, secret, 8));
      g_assert_null (memmem (bytes, length, vote.codes[0], strlen (vote.codes[0])));
    }
  }
}

int
main (int argc, char *argv[])
{
  static const char *const ways[] = {"first-closes-first-sends",  "second-closes-first-sends",
                                     "first-closes-second-sends", "second-closes-second-sends",
                                     "both-close-first-sends",    "both-close-second-sends"};
  static const guint bits[] = {0, 1, 2, 3, 4, 6};

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/doubled/rule", test_rule);
  g_test_add ("/doubled/unlinked", Room, NULL, set_up, test_unlinked, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *path = g_strconcat ("/doubled/", ways[i], NULL);

    g_test_add (path, Room, GUINT_TO_POINTER (bits[i]), set_up, test_meeting, tear_down);
  }
  return g_test_run ();
}
