/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Decisions about ideas, who looks at what, and taking a decision back. */
#include "core/model/moderation.h"

#define HERE "0193b3d2-0000-7000-8000-00000000000a"
#define THERE "0193b3d2-0000-7000-8000-00000000000b"
#define NOW 1764288000

static void
take (NordRecord *idea, NordChangeSet *given)
{
  g_autoptr (NordChangeSet) set = given;

  for (guint i = 0; i < set->changes->len; i++) {
    const NordChange *change = set->changes->pdata[i];

    for (guint e = 0; e < change->edits->len; e++) {
      const NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

      nord_record_put (idea, edit->field, &edit->after);
    }
  }
}

static void
test_claim (void)
{
  g_autoptr (NordRecord) idea =
    nord_record_new (NORD_NOUN_IDEA, "0193b3d2-0000-7000-8000-000000000001");

  g_assert_false (nord_moderation_is_claimed_by (idea, HERE, NOW));
  g_assert_cmpint (nord_moderation_read_claim (idea, HERE, NOW), ==, 0);
  take (idea, nord_moderation_claim (idea, HERE, NOW));
  g_assert_true (nord_moderation_is_claimed_by (idea, HERE, NOW + 60));
  g_assert_false (nord_moderation_is_claimed_by (idea, HERE, NOW + NORD_MODERATION_CLAIM));
  g_assert_false (nord_moderation_is_claimed_by (idea, THERE, NOW + 60));
  g_assert_cmpint (nord_moderation_read_claim (idea, HERE, NOW + 60), ==, 0);
  g_assert_cmpint (nord_moderation_read_claim (idea, THERE, NOW + 60), ==, NOW);
  g_assert_cmpint (nord_moderation_read_claim (idea, THERE, NOW + NORD_MODERATION_CLAIM), ==, 0);
}

static void
test_take_back (void)
{
  g_autoptr (NordRecord) idea =
    nord_record_new (NORD_NOUN_IDEA, "0193b3d2-0000-7000-8000-000000000001");

  take (idea, nord_moderation_claim (idea, THERE, NOW - 3600));
  take (idea, nord_moderation_hide (idea, "Beleidigung"));
  g_assert_false (nord_moderation_waits (idea));
  take (idea, nord_moderation_take_back (idea, HERE, NOW));
  g_assert_true (nord_moderation_waits (idea));
  g_assert_false (nord_moderation_is_public (nord_record_get_text (idea, NORD_IDEA_MODERATION)));
  g_assert_null (nord_record_get_text (idea, NORD_IDEA_MODERATION_REASON));
  g_assert_true (nord_moderation_is_claimed_by (idea, HERE, NOW + 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moderation/claim", test_claim);
  g_test_add_func ("/moderation/take-back", test_take_back);
  return g_test_run ();
}
