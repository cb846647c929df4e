/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The steps of one exchange with a server, as a table. After trouble everything begins again with
 * fetching: each step can be repeated, so there is no place that must be remembered. */
#include "core/sync/state.h"

#include <glib/gi18n-lib.h>

static const struct {
  NordSyncState from;
  NordSyncEvent event;
  NordSyncState to;
} steps[] = {
  {NORD_SYNC_IDLE, NORD_SYNC_START, NORD_SYNC_PULLING},
  {NORD_SYNC_IDLE, NORD_SYNC_START_NEW, NORD_SYNC_FINDING},
  {NORD_SYNC_FINDING, NORD_SYNC_NEXT, NORD_SYNC_PULLING},
  {NORD_SYNC_PULLING, NORD_SYNC_MORE, NORD_SYNC_PULLING},
  {NORD_SYNC_PULLING, NORD_SYNC_NEXT, NORD_SYNC_PUSHING},
  {NORD_SYNC_PULLING, NORD_SYNC_OTHER_EPOCH, NORD_SYNC_FINDING},
  {NORD_SYNC_PUSHING, NORD_SYNC_MORE, NORD_SYNC_PUSHING},
  {NORD_SYNC_PUSHING, NORD_SYNC_BEHIND, NORD_SYNC_PULLING},
  {NORD_SYNC_PUSHING, NORD_SYNC_NEXT, NORD_SYNC_OFFERING},
  {NORD_SYNC_OFFERING, NORD_SYNC_MORE, NORD_SYNC_UPLOADING},
  {NORD_SYNC_OFFERING, NORD_SYNC_NEXT, NORD_SYNC_DOWNLOADING},
  {NORD_SYNC_UPLOADING, NORD_SYNC_MORE, NORD_SYNC_UPLOADING},
  {NORD_SYNC_UPLOADING, NORD_SYNC_NEXT, NORD_SYNC_DOWNLOADING},
  {NORD_SYNC_DOWNLOADING, NORD_SYNC_MORE, NORD_SYNC_DOWNLOADING},
  {NORD_SYNC_DOWNLOADING, NORD_SYNC_NEXT, NORD_SYNC_DONE},

  {NORD_SYNC_FINDING, NORD_SYNC_TROUBLE, NORD_SYNC_WAITING},
  {NORD_SYNC_PULLING, NORD_SYNC_TROUBLE, NORD_SYNC_WAITING},
  {NORD_SYNC_PUSHING, NORD_SYNC_TROUBLE, NORD_SYNC_WAITING},
  {NORD_SYNC_OFFERING, NORD_SYNC_TROUBLE, NORD_SYNC_WAITING},
  {NORD_SYNC_UPLOADING, NORD_SYNC_TROUBLE, NORD_SYNC_WAITING},
  {NORD_SYNC_DOWNLOADING, NORD_SYNC_TROUBLE, NORD_SYNC_WAITING},
  {NORD_SYNC_WAITING, NORD_SYNC_RETRY, NORD_SYNC_PULLING},
  {NORD_SYNC_WAITING, NORD_SYNC_START_NEW, NORD_SYNC_FINDING},
};

gboolean
nord_sync_step (NordSyncState *state, NordSyncEvent event)
{
  if (nord_sync_state_is_busy (*state)) {
    if (event == NORD_SYNC_CANCEL)
      return *state = NORD_SYNC_IDLE, TRUE;
    if (event == NORD_SYNC_GIVE_UP)
      return *state = NORD_SYNC_FAILED, TRUE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].from == *state && steps[i].event == event)
      return *state = steps[i].to, TRUE;
  return FALSE;
}

gboolean
nord_sync_state_is_busy (NordSyncState state)
{
  return state != NORD_SYNC_IDLE && state != NORD_SYNC_DONE && state != NORD_SYNC_FAILED;
}

const char *
nord_sync_state_get_words (NordSyncState state)
{
  switch (state) {
  case NORD_SYNC_FINDING:
    return _ ("Looking for the server…");
  case NORD_SYNC_PULLING:
    return _ ("Fetching what is new…");
  case NORD_SYNC_PUSHING:
    return _ ("Sending…");
  case NORD_SYNC_OFFERING:
  case NORD_SYNC_UPLOADING:
    return _ ("Sending media…");
  case NORD_SYNC_DOWNLOADING:
    return _ ("Fetching media…");
  case NORD_SYNC_WAITING:
    return _ ("Waiting before the next try…");
  case NORD_SYNC_IDLE:
  case NORD_SYNC_DONE:
  case NORD_SYNC_FAILED:
  case NORD_SYNC_N_STATES:
  default:
    return "";
  }
}
