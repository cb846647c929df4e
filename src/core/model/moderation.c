/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Looking at ideas before the public does. */
#include "core/model/moderation.h"

#include "core/model/uuid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static NordChangeSet *
new_set (const char *label, NordChange *change)
{
  NordChangeSet *set = nord_change_set_group_new (label);

  if (nord_change_is_empty (change))
    nord_change_free (change);
  else
    nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_moderation_is_public:
 * @moderation: (nullable): state of an idea
 *
 * Returns: whether everybody may see an idea in this state
 */
gboolean
nord_moderation_is_public (const char *moderation)
{
  return g_strcmp0 (moderation, "released") == 0 || g_strcmp0 (moderation, "redacted") == 0;
}

/**
 * nord_moderation_waits:
 * @idea: an idea
 *
 * Returns: whether nobody has decided about it yet
 */
gboolean
nord_moderation_waits (NordRecord *idea)
{
  const char *moderation = nord_record_get_text (idea, NORD_IDEA_MODERATION);

  return moderation == NULL || strcmp (moderation, "new") == 0;
}

/* Since when the device that claims the idea looks at it, and whether that is @device; 0 where none
 * does, or has not decided within a quarter of an hour. */
static gint64
read_claim (NordRecord *idea, const char *device, gint64 now, gboolean *ours)
{
  const char *claim = nord_record_get_text (idea, NORD_IDEA_CLAIM);
  g_autoptr (GTimeZone) utc = NULL;
  g_autoptr (GDateTime) then = NULL;
  gint64 since;

  if (claim == NULL || strlen (claim) <= NORD_UUID_LENGTH + 1)
    return 0;
  *ours = strncmp (claim, device, NORD_UUID_LENGTH) == 0;
  utc = g_time_zone_new_utc ();
  then = g_date_time_new_from_iso8601 (claim + NORD_UUID_LENGTH + 1, utc);
  if (then == NULL)
    return 0;
  since = g_date_time_to_unix (then);
  /* Clocks differ: one that is a little ahead counts, one from another year does not. */
  return ABS (now - since) < NORD_MODERATION_CLAIM ? since : 0;
}

/**
 * nord_moderation_read_claim:
 * @idea: an idea
 * @device: who asks
 * @now: seconds since 1970
 *
 * Returns: since when somebody else looks at it, in seconds since 1970; 0 where nobody does, or has
 *   not decided within a quarter of an hour
 */
gint64
nord_moderation_read_claim (NordRecord *idea, const char *device, gint64 now)
{
  gboolean ours = FALSE;
  gint64 since = read_claim (idea, device, now, &ours);

  return ours ? 0 : since;
}

/**
 * nord_moderation_is_claimed_by:
 * @idea: an idea
 * @device: who asks
 * @now: seconds since 1970
 *
 * Returns: whether @device itself looked at it within the last quarter of an hour
 */
gboolean
nord_moderation_is_claimed_by (NordRecord *idea, const char *device, gint64 now)
{
  gboolean ours = FALSE;

  return read_claim (idea, device, now, &ours) > 0 && ours;
}

static void
set_claim (NordChange *change, const char *device, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_utc (now);
  g_autofree char *when = g_date_time_format (then, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *claim = g_strdup_printf ("%s %s", device, when);

  nord_change_set_text (change, NORD_IDEA_CLAIM, claim);
}

/**
 * nord_moderation_claim:
 * @idea: an idea that is shown to be decided about
 * @device: who looks at it
 * @now: seconds since 1970
 *
 * Returns: (transfer full): the claim, no step of undo; empty where it is this device's already
 */
NordChangeSet *
nord_moderation_claim (NordRecord *idea, const char *device, gint64 now)
{
  const char *held = nord_record_get_text (idea, NORD_IDEA_CLAIM);
  NordChange *change = nord_change_new_update (idea);

  if (held == NULL || strncmp (held, device, MIN (strlen (held), NORD_UUID_LENGTH)) != 0)
    set_claim (change, device, now);
  return new_set (NULL, change);
}

NordChangeSet *
nord_moderation_release (NordRecord *idea)
{
  NordChange *change = nord_change_new_update (idea);

  nord_change_set_text (change, NORD_IDEA_MODERATION, "released");
  nord_change_set_text (change, NORD_IDEA_MODERATION_REASON, NULL);
  return new_set (_ ("Release Idea"), change);
}

NordChangeSet *
nord_moderation_hide (NordRecord *idea, const char *reason)
{
  NordChange *change = nord_change_new_update (idea);

  nord_change_set_text (change, NORD_IDEA_MODERATION, "hidden");
  nord_change_set_text (change, NORD_IDEA_MODERATION_REASON, reason);
  return new_set (_ ("Hide Idea"), change);
}

/**
 * nord_moderation_ask:
 * @idea: an idea
 * @question: what has to be asked before it can be decided about
 *
 * Returns: (transfer full): the question, noted; the idea goes on waiting
 */
NordChangeSet *
nord_moderation_ask (NordRecord *idea, const char *question)
{
  NordChange *change = nord_change_new_update (idea);

  nord_change_set_text (change, NORD_IDEA_MODERATION, "new");
  nord_change_set_text (change, NORD_IDEA_MODERATION_REASON, question);
  return new_set (_ ("Note Question"), change);
}

/**
 * nord_moderation_take_back:
 * @idea: an idea that was decided about
 * @device: who takes it back
 * @now: seconds since 1970
 *
 * Returns: (transfer full): it waits again, for @device first, and no more goes out to the public
 */
NordChangeSet *
nord_moderation_take_back (NordRecord *idea, const char *device, gint64 now)
{
  NordChange *change = nord_change_new_update (idea);

  nord_change_set_text (change, NORD_IDEA_MODERATION, "new");
  nord_change_set_text (change, NORD_IDEA_MODERATION_REASON, NULL);
  set_claim (change, device, now);
  return new_set (_ ("Back to Moderation"), change);
}
