/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Copies that know the same changes show the same, whatever way the changes took. */
#include "play.h"

#include "core/model/hlc.h"
#include "core/model/idea.h"
#include "core/model/uuid.h"
#include "core/store/merge.h"
#include "core/store/op.h"

#include <gio/gio.h>
#include <sodium.h>

#define N_COPIES 4

/* Every order of the same edits has one winner and the same leaves. */
static void
test_pure (void)
{
  NordMergeEdit edits[] = {
    {"a", "1", NULL, FALSE}, {"b", "2", "a", FALSE}, {"c", "3", "a", FALSE},
    {"d", "9", "b", FALSE},  {"e", "4", "c", FALSE}, {"f", "4", "c", FALSE},
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());

  for (guint round = 0; round < 500; round++) {
    guint winner;

    for (guint i = G_N_ELEMENTS (edits) - 1; i > 0; i--) {
      guint j = g_rand_int_range (rand, 0, i + 1);
      NordMergeEdit held = edits[i];

      edits[i] = edits[j];
      edits[j] = held;
    }
    winner = nord_merge (edits, G_N_ELEMENTS (edits));
    g_assert_cmpstr (edits[winner].id, ==, "d");
    for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
      g_assert_cmpint (edits[i].leaf, ==, strchr ("def", *edits[i].id) != NULL);
  }
}

/* What was replaced knowingly never comes back, even if its clock ran years ahead. */
static void
test_knowing_wins (void)
{
  NordMergeEdit edits[] = {{"a", "9999", NULL, FALSE}, {"b", "0001", "a", FALSE}};
  NordMergeEdit circle[] = {{"a", "1", "b", FALSE}, {"b", "2", "a", FALSE}};

  g_assert_cmpuint (nord_merge (edits, 2), ==, 1);
  g_assert_cmpuint (nord_merge (circle, 2), ==, 1);
}

/* Edits come in one by one, in any order that has each after its base or not; what is struck at any
 * time is struck at the end, and the end is the same. */
static void
test_strike (void)
{
  enum { N = 9 };
  static const char *const ids[N] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());

  for (guint round = 0; round < 3000; round++) {
    NordMergeEdit all[N], some[N];
    char stamps[N][2];
    gboolean gone[N] = {FALSE};
    guint order[N], last = N;

    for (guint i = 0; i < N; i++) {
      guint base = i > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) i) : 0;
      char after = i > 0 ? stamps[base][0] : '0';

      /* Whoever knows an edit has a later stamp. */
      stamps[i][0] = (char) (after + g_rand_int_range (rand, 1, 4));
      stamps[i][1] = 0;
      all[i] = (NordMergeEdit){.id = ids[i],
                               .hlc = stamps[i],
                               .base = i > 0 ? ids[base] : NULL,
                               .redacts = i > 0 && g_rand_int_range (rand, 0, 4) == 0};
      if (all[i].redacts && (last == N || strcmp (stamps[i], stamps[last]) >= 0))
        last = i;
      order[i] = i;
    }
    nord_merge_strike (all, N);
    for (guint i = 0; i < N; i++) {
      guint at = i;

      /* Said the slow way: the way back to the creation must lead over the last word. */
      while (at != 0 && at != last)
        at = (guint) (all[at].base[0] - 'a');
      g_assert_cmpint (all[i].struck, ==, last < N && at != last);
    }
    for (guint i = N - 1; i > 0; i--) {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i + 1), held = order[i];

      order[i] = order[j];
      order[j] = held;
    }
    for (guint n = 1; n <= N; n++) {
      for (guint i = 0; i < n; i++)
        some[i] = all[order[i]];
      nord_merge_strike (some, n);
      for (guint i = 0; i < n; i++)
        gone[order[i]] |= some[i].struck;
    }
    for (guint i = 0; i < N; i++)
      g_assert_cmpint (gone[i], ==, all[i].struck);
    {
      NordMergeEdit circle[] = {{.id = "a", .hlc = "1", .base = "b"},
                                {.id = "b", .hlc = "9", .base = "a"},
                                {.id = "c", .hlc = "5", .redacts = TRUE}};

      g_assert_cmpuint (nord_merge (circle, 3), ==, 2);
      g_assert_true (circle[1].struck);
    }
  }
}

/* --- Copies of one workshop --- */

typedef struct {
  char *paths[N_COPIES];
  NordStore *stores[N_COPIES];
  GPtrArray *dead[N_COPIES];
  gint64 seen[N_COPIES][N_COPIES]; /* [to][from]: how far @from's log has come to @to */
} Copies;

static void
copies_open (Copies *copies, const char *name)
{
  g_autoptr (GError) error = NULL;

  memset (copies, 0, sizeof *copies);
  for (guint i = 0; i < N_COPIES; i++) {
    g_autofree char *file = g_strdup_printf ("%s-%u.gpkg", name, i);

    copies->paths[i] = play_path (file);
    copies->dead[i] = g_ptr_array_new_with_free_func (g_free);
    if (i == 0)
      copies->stores[0] = nord_store_create (copies->paths[0], "Copies", &error);
    else {
      g_assert_true (nord_store_backup (copies->stores[0], copies->paths[i], &error));
      g_assert_no_error (error);
      copies->stores[i] = nord_store_open (copies->paths[i], NORD_STORE_OPEN_DEFAULT, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (nord_store_get_device (copies->stores[i]), !=,
                       nord_store_get_device (copies->stores[0]));
    }
    g_assert_no_error (error);
  }
}

static void
copies_close (Copies *copies)
{
  for (guint i = 0; i < N_COPIES; i++) {
    g_clear_object (&copies->stores[i]);
    g_free (copies->paths[i]);
    g_ptr_array_unref (copies->dead[i]);
  }
}

/* Hands on some of what @from has and @to perhaps has not; anything may come twice. */
/* What a server would say of the stamps: every fourth change was an hour or less off. */
static GHashTable *
put_clocks_right (GPtrArray *lines)
{
  GHashTable *of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < lines->len; i++) {
    g_autoptr (NordOp) op = nord_op_parse (lines->pdata[i], -1, NULL);
    guint hash = g_str_hash (op->id);

    if (hash % 4 == 0)
      g_hash_table_insert (of, g_strdup (op->id),
                           nord_hlc_format ((NordHlc){op->hlc.ms + (gint64) (hash / 4 % 7200000) -
                                                        3600000,
                                                      op->hlc.counter},
                                            op->device));
  }
  return of;
}

static void
hand_on (Copies *copies, guint to, guint from, guint limit, gboolean right, guint *n_conflicts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) stamps = NULL;
  g_autoptr (GPtrArray) lines = nord_store_read_lines (copies->stores[from], copies->seen[to][from],
                                                       limit, &copies->seen[to][from], &error);
  g_autoptr (GPtrArray) results = NULL;

  g_assert_no_error (error);
  if (right)
    stamps = put_clocks_right (lines);
  results = nord_store_ingest (copies->stores[to],
                               &(NordNews){(const char *const *) lines->pdata, lines->len, stamps},
                               NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, lines->len);
  for (guint i = 0; i < results->len; i++) {
    const NordIngested *result = results->pdata[i];

    g_assert_cmpstr (result->reason, ==, NULL);
    g_assert_cmpint (result->result, !=, NORD_INGEST_REJECTED);
    *n_conflicts += result->result == NORD_INGEST_CONFLICT;
  }
}

static NordChange *
read_thing (NordStore *store, const NordConflict *conflict)
{
  g_autoptr (NordRecord) record =
    nord_store_read_one (store, conflict->noun->kind, conflict->target, NULL);

  return record ? nord_change_new_update (record) : NULL;
}

/* A person looks at one of the conflicts: what shows stays, something else is written, or what was
 * decided last is taken back. */
static void
play_decision (NordStore *store, GRand *rand, guint *n_decided)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listed = nord_store_list_conflicts (store, &error);
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("decide");
  const NordConflict *conflict;
  NordChange *change;
  int field;

  g_assert_no_error (error);
  if (listed->len == 0)
    return;
  conflict = listed->pdata[g_rand_int_range (rand, 0, (gint32) listed->len)];
  field = nord_noun_find_field (conflict->noun, conflict->field);
  change = field >= 0 && g_rand_boolean (rand) ? read_thing (store, conflict) : NULL;
  if (change) {
    if (conflict->noun->fields[field].kind == NORD_VALUE_TEXT &&
        conflict->noun->fields[field].words == NULL)
      nord_change_set_text (change, (guint) field, "Entschieden");
    nord_change_settle (change, conflict->field, conflict->loser);
  } else {
    change =
      nord_change_new_keep (conflict->noun, conflict->target, conflict->field, conflict->loser);
  }
  nord_change_set_group_add (set, change);
  g_assert_true (nord_store_apply (store, set, &error));
  g_assert_no_error (error);
  g_ptr_array_unref (listed);
  listed = nord_store_list_conflicts (store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < listed->len; i++) {
    const NordConflict *left = listed->pdata[i];

    g_assert_false (strcmp (left->target, change->target) == 0 &&
                    strcmp (left->field, change->settled_field) == 0 &&
                    strcmp (left->loser, change->settles) == 0);
  }
  (*n_decided)++;
  if (g_rand_int_range (rand, 0, 3) == 0) {
    g_autoptr (NordChangeSet) undone = nord_store_undo (store, &error);
    gboolean open = FALSE;

    g_assert_no_error (error);
    g_ptr_array_unref (listed);
    listed = nord_store_list_conflicts (store, &error);
    for (guint i = 0; i < listed->len; i++) {
      const NordConflict *left = listed->pdata[i];

      open = open || (strcmp (left->target, change->target) == 0 &&
                      strcmp (left->loser, change->settles) == 0);
    }
    g_assert_true (open);
  }
}

/* The log, with what counts in place of wrong stamps, makes the same tables again. */
static void
assert_replays (Copies *copies, guint at)
{
  static const char *const dumps[] = {"SELECT * FROM change_winner ORDER BY target",
                                      "SELECT * FROM change_hlc_eff ORDER BY seq"};
  g_autofree char *path = g_strconcat (copies->paths[at], "-again", NULL);
  g_autoptr (GError) error = NULL;

  nord_store_replay (copies->stores[at], path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (dumps); i++) {
    g_autofree char *was = play_dump (copies->paths[at], dumps[i]);
    g_autofree char *is = play_dump (path, dumps[i]);

    g_assert_cmpstr (is, ==, was);
    g_assert_cmpuint (strlen (is), >, 0);
  }
}

/* With @data, copies also hear sooner or later that some clocks were wrong. */
static void
test_convergence (gconstpointer data)
{
  gboolean wrong_clocks = data != NULL;
  guint32 seed = play_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint rounds = wrong_clocks ? play_volume (3, 100) : play_volume (6, 200), n_conflicts = 0,
        n_listed = 0, n_decided = 0;

  for (guint round = 0; round < rounds; round++) {
    g_autofree char *name = g_strdup_printf ("round%u", round);
    g_autoptr (GError) error = NULL;
    Copies copies;
    g_autofree char *first = NULL;

    copies_open (&copies, name);
    for (guint i = 0; i < 120; i++) {
      guint who = g_rand_int_range (rand, 0, N_COPIES);

      play_step (copies.stores[who], rand, copies.dead[who]);
      if (i % 3 == 0)
        play_decision (copies.stores[who], rand, &n_decided);
      /* Meetings are rare and partial, so that much happens without the others' knowledge. */
      if (g_rand_int_range (rand, 0, 4) == 0)
        hand_on (&copies, g_rand_int_range (rand, 0, N_COPIES), who, g_rand_int_range (rand, 1, 60),
                 wrong_clocks && g_rand_boolean (rand), &n_conflicts);
    }
    /* In the end all meet all, each in a different order. */
    for (guint again = 0; again < 2; again++)
      for (guint i = 0; i < N_COPIES; i++)
        for (guint j = 1; j < N_COPIES; j++)
          hand_on (&copies, i, (i + j) % N_COPIES, 1000000, wrong_clocks && g_rand_boolean (rand),
                   &n_conflicts);
    /* The last word comes to those that know the changes already, their writers among them. */
    for (guint i = 0; wrong_clocks && i < N_COPIES; i++)
      for (guint j = 0; j < N_COPIES; j++) {
        copies.seen[i][(i + j) % N_COPIES] = 0;
        hand_on (&copies, i, (i + j) % N_COPIES, 1000000, TRUE, &n_conflicts);
      }
    for (guint i = 0; i < N_COPIES; i++) {
      g_autofree char *state = NULL;
      g_autoptr (GPtrArray) listed = nord_store_list_conflicts (copies.stores[i], &error);

      g_assert_no_error (error);
      n_listed += listed->len;
      play_assert_sound (copies.stores[i]);
      if (wrong_clocks)
        assert_replays (&copies, i);
      state = play_state (copies.paths[i]);
      if (first == NULL)
        first = g_steal_pointer (&state);
      else {
        g_auto (GStrv) x = g_strsplit (first, "\n", -1), y = g_strsplit (state, "\n", -1);

        for (guint k = 0; x[k] && y[k]; k++)
          g_assert_cmpstr (x[k], ==, y[k]);
        g_assert_cmpuint (g_strv_length (x), ==, g_strv_length (y));
      }
    }
    copies_close (&copies);
  }
  g_test_message ("%u rounds, %u concurrent edits met, %u decided, %u listed", rounds, n_conflicts,
                  n_decided, n_listed);
  g_assert_cmpuint (n_decided, >, 0);
  g_assert_cmpuint (n_conflicts, >, 0);
  g_assert_cmpuint (n_listed, >, 0);
}

static NordChange *
read_first_idea (NordStore *store)
{
  g_autoptr (GPtrArray) ideas = nord_store_read_all (store, NORD_NOUN_IDEA, NULL);

  g_assert_cmpuint (ideas->len, ==, 1);
  return nord_change_new_update (ideas->pdata[0]);
}

static void
apply_one (NordStore *store, NordChange *change)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("step");
  g_autoptr (GError) error = NULL;

  nord_change_set_group_add (set, change);
  g_assert_true (nord_store_apply (store, set, &error));
  g_assert_no_error (error);
}

static guint
count_conflicts (NordStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listed = nord_store_list_conflicts (store, &error);

  g_assert_no_error (error);
  return listed->len;
}

/* Two people, one title: the later shows, the other is listed until somebody closes it. */
static void
test_conflict (void)
{
  Copies copies;
  guint n_conflicts = 0;
  NordChange *change;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listed = NULL, ideas = NULL, history = NULL;
  const NordConflict *conflict;

  copies_open (&copies, "conflict");
  change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  nord_change_set_text (change, NORD_IDEA_TITLE, "Bank");
  apply_one (copies.stores[0], change);
  hand_on (&copies, 1, 0, 1000, FALSE, &n_conflicts);
  g_assert_cmpuint (n_conflicts, ==, 0);

  change = read_first_idea (copies.stores[0]);
  nord_change_set_text (change, NORD_IDEA_TITLE, "Eine Bank");
  apply_one (copies.stores[0], change);
  change = read_first_idea (copies.stores[1]);
  nord_change_set_text (change, NORD_IDEA_TITLE, "Zwei Bänke");
  nord_change_set_text (change, NORD_IDEA_CATEGORY, "green");
  apply_one (copies.stores[1], change);

  hand_on (&copies, 0, 1, 1000, FALSE, &n_conflicts);
  hand_on (&copies, 1, 0, 1000, FALSE, &n_conflicts);
  g_assert_cmpuint (n_conflicts, ==, 2);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GPtrArray) here = nord_store_read_all (copies.stores[i], NORD_NOUN_IDEA, NULL);

    g_assert_cmpstr (nord_record_get_text (here->pdata[0], NORD_IDEA_TITLE), ==, "Zwei Bänke");
    g_assert_cmpstr (nord_record_get_text (here->pdata[0], NORD_IDEA_CATEGORY), ==, "green");
  }
  listed = nord_store_list_conflicts (copies.stores[0], &error);
  g_assert_cmpuint (listed->len, ==, 1);
  conflict = listed->pdata[0];
  g_assert_cmpstr (conflict->field, ==, "title");
  history = nord_store_read_history (copies.stores[0], conflict->target, &error);
  g_assert_cmpuint (history->len, ==, 3);
  g_assert_cmpstr (((NordChange *) history->pdata[1])->id, ==, conflict->loser);
  g_assert_cmpstr (nord_change_find (history->pdata[1], NORD_IDEA_TITLE)->after.text, ==,
                   "Eine Bank");
  g_assert_cmpstr (nord_change_find (history->pdata[1], NORD_IDEA_TITLE)->before.text, ==, "Bank");
  apply_one (copies.stores[0], nord_change_new_keep (conflict->noun, conflict->target,
                                                     conflict->field, conflict->loser));
  g_ptr_array_unref (listed);
  listed = nord_store_list_conflicts (copies.stores[0], &error);
  g_assert_cmpuint (listed->len, ==, 0);

  /* Undo takes back the decision, and then what still stands: not the title of the first. */
  for (guint i = 0; i < 2; i++) {
    g_autoptr (NordChangeSet) undone = nord_store_undo (copies.stores[0], &error);

    g_assert_no_error (error);
    g_assert_cmpuint (undone->changes->len, ==, i == 0 ? 1 : 0);
    g_assert_cmpuint (count_conflicts (copies.stores[0]), ==, 1);
  }
  copies_close (&copies);
}

/* One deletes, the other edits without knowing: gone, but not without a word. */
static void
test_edit_meets_delete (void)
{
  Copies copies;
  guint n_conflicts = 0;
  NordChange *change;
  g_autoptr (GPtrArray) ideas = NULL;

  copies_open (&copies, "delete");
  apply_one (copies.stores[0], nord_change_new_create (NORD_NOUN_IDEA, NULL));
  hand_on (&copies, 1, 0, 1000, FALSE, &n_conflicts);
  ideas = nord_store_read_all (copies.stores[0], NORD_NOUN_IDEA, NULL);
  apply_one (copies.stores[0], nord_change_new_delete (ideas->pdata[0]));
  change = read_first_idea (copies.stores[1]);
  nord_change_set_text (change, NORD_IDEA_BODY, "Das ist mir wichtig");
  apply_one (copies.stores[1], change);
  hand_on (&copies, 0, 1, 1000, FALSE, &n_conflicts);
  hand_on (&copies, 1, 0, 1000, FALSE, &n_conflicts);
  g_assert_cmpuint (n_conflicts, ==, 2);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GPtrArray) here = nord_store_read_all (copies.stores[i], NORD_NOUN_IDEA, NULL);
    g_autoptr (GPtrArray) listed = nord_store_list_conflicts (copies.stores[i], NULL);

    g_assert_cmpuint (here->len, ==, 0);
    g_assert_cmpuint (listed->len, ==, 1);
    g_assert_cmpstr (((NordConflict *) listed->pdata[0])->field, ==, "_deleted");
  }
  /* Brought back, it has the words of the other. */
  apply_one (copies.stores[0],
             nord_change_new_restore (NORD_NOUN_IDEA, nord_record_get_id (ideas->pdata[0])));
  g_ptr_array_unref (ideas);
  ideas = nord_store_read_all (copies.stores[0], NORD_NOUN_IDEA, NULL);
  g_assert_cmpstr (nord_record_get_text (ideas->pdata[0], NORD_IDEA_BODY), ==,
                   "Das ist mir wichtig");
  copies_close (&copies);
}

/* --- Lines from elsewhere --- */

static char *
make_line (NordStore *store,
           const char *device,
           int n,
           const char *prev,
           gint64 ms,
           const char *target,
           const char *type,
           const char *base,
           const char *set)
{
  g_autofree char *id = nord_uuid_new_v7 ();
  g_autofree char *hlc = nord_hlc_format ((NordHlc){ms, 0}, device);

  return g_strdup_printf ("{\"base\":{%s},\"dev\":\"%s\",\"doc\":\"%s\",\"hlc\":\"%s\","
                          "\"id\":\"%s\",\"n\":%d,\"prev\":%s%s%s,\"scope\":\"%s\","
                          "\"set\":{%s},\"type\":\"%s\",\"v\":1}",
                          base, device, target, hlc, id, n, prev ? "\"" : "", prev ? prev : "null",
                          prev ? "\"" : "", nord_store_get_scope (store), set, type);
}

static NordIngestResult
take (NordStore *store, const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results =
    nord_store_ingest (store, &(NordNews){&line, 1, NULL}, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 1);
  return ((NordIngested *) results->pdata[0])->result;
}

static char *
name_of (const char *line)
{
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, line, -1);

  return g_strconcat ("sha256:", hex, NULL);
}

static void
test_lines (void)
{
  g_autofree char *path = play_path ("lines.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Lines", &error);
  g_autofree char *device = nord_uuid_new_v7 (), *target = nord_uuid_new_v7 ();
  g_autofree char *other = nord_uuid_new_v7 ();
  gint64 now = g_get_real_time () / 1000;
  g_autofree char *first = NULL, *second = NULL, *twin = NULL, *prev = NULL, *unknown = NULL;
  g_autofree char *loose = NULL, *far = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  gint64 last;

  first = make_line (store, device, 1, NULL, now, target, "idea", "",
                     "\"_deleted\":false,\"colour_of_2030\":{\"x\":1},\"title\":\"Hallo\"");
  g_assert_cmpint (take (store, first), ==, NORD_INGEST_APPLIED);
  g_assert_cmpint (take (store, first), ==, NORD_INGEST_DUPLICATE);
  /* Another change under the same number, one that does not follow, and changed bytes. */
  twin = make_line (store, device, 1, NULL, now, target, "idea", "", "\"title\":\"Falsch\"");
  g_assert_cmpint (take (store, twin), ==, NORD_INGEST_REJECTED);
  prev = name_of (twin);
  loose = make_line (store, device, 2, prev, now, target, "idea", "", "\"title\":\"Falsch\"");
  g_assert_cmpint (take (store, loose), ==, NORD_INGEST_REJECTED);
  g_free (prev);
  prev = name_of (first);
  unknown = make_line (store, device, 2, prev, now, other, "spaceship", "", "\"warp\":9");
  g_assert_cmpint (take (store, unknown), ==, NORD_INGEST_APPLIED);
  {
    g_autofree char *altered = g_strdup (first);

    *strstr (altered, "Hallo") = 'B';
    g_assert_cmpint (take (store, altered), ==, NORD_INGEST_REJECTED);
  }
  {
    static const char *const junk[] = {
      "", "{", "null", "[]", "{\"v\":1}", "{\"v\":2}", "\xff\xfe", "{\"a\":1, \"b\":2}",
    };

    for (guint i = 0; i < G_N_ELEMENTS (junk); i++)
      g_assert_cmpint (take (store, junk[i]), ==, NORD_INGEST_REJECTED);
  }
  {
    g_autofree char *deep = g_strnfill (200000, '[');

    g_assert_cmpint (take (store, deep), ==, NORD_INGEST_REJECTED);
  }
  /* Kinds of a field and shapes are checked; what is wrong stays out. */
  {
    static const char *const sets[] = {
      "\"title\":5",
      "\"shape\":{\"coordinates\":[1],\"type\":\"Point\"}",
      "\"station\":1.5",
      "\"_deleted\":1",
    };
    g_autofree char *prev2 = name_of (unknown);

    for (guint i = 0; i < G_N_ELEMENTS (sets); i++) {
      g_autofree char *line = make_line (store, device, 3, prev2, now, target, "idea", "", sets[i]);

      g_assert_cmpint (take (store, line), ==, NORD_INGEST_REJECTED);
    }
    /* A clock in 2038 may not win for ever: an edit made here, knowing it, shows. */
    far = make_line (store, device, 3, prev2, G_GINT64_CONSTANT (2147483648000), target, "idea", "",
                     "\"title\":\"Aus der Zukunft\"");
    g_assert_cmpint (take (store, far), ==, NORD_INGEST_CONFLICT);
  }
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  g_assert_cmpstr (nord_record_get_text (ideas->pdata[0], NORD_IDEA_TITLE), ==, "Aus der Zukunft");
  {
    NordChange *change = nord_change_new_update (ideas->pdata[0]);
    NordChange *later = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    g_autoptr (NordChangeSet) set = nord_change_set_group_new ("x");
    NordHlc stamp;

    nord_change_set_text (change, NORD_IDEA_TITLE, "Von hier");
    nord_change_set_group_add (set, change);
    nord_change_set_group_add (set, later);
    g_assert_true (nord_store_apply (store, set, &error));
    g_assert_true (nord_hlc_parse (change->hlc, &stamp, NULL));
    g_assert_cmpint (stamp.ms, >=, G_GINT64_CONSTANT (2147483648000));
    g_assert_true (nord_hlc_parse (later->hlc, &stamp, NULL));
    g_assert_cmpint (stamp.ms, <, now + 3600 * 1000);
  }
  play_assert_sound (store);
  /* What only a newer version knows is handed on as it came. */
  {
    g_autoptr (GPtrArray) lines = nord_store_read_lines (store, 0, 100, &last, &error);

    g_assert_cmpstr (lines->pdata[1], ==, first);
    g_assert_cmpstr (lines->pdata[2], ==, unknown);
    g_assert_cmpint (last, ==, lines->len);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/merge/pure", test_pure);
  g_test_add_func ("/merge/knowing-wins", test_knowing_wins);
  g_test_add_func ("/merge/strike", test_strike);
  g_test_add_func ("/merge/conflict", test_conflict);
  g_test_add_func ("/merge/edit-meets-delete", test_edit_meets_delete);
  g_test_add_func ("/merge/lines", test_lines);
  g_test_add_data_func ("/merge/convergence", NULL, test_convergence);
  g_test_add_data_func ("/merge/convergence/wrong-clocks", "wrong", test_convergence);
  return g_test_run ();
}
