/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The steps of one exchange with a server, as a table. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_SYNC_IDLE,
  NORD_SYNC_FINDING,     /* asks the server who it is */
  NORD_SYNC_PULLING,     /* fetches what others brought */
  NORD_SYNC_PUSHING,     /* brings what is waiting here */
  NORD_SYNC_OFFERING,    /* asks which media are missing there */
  NORD_SYNC_UPLOADING,   /* brings media */
  NORD_SYNC_DOWNLOADING, /* fetches media */
  NORD_SYNC_WAITING,     /* after trouble, before the next try */
  NORD_SYNC_DONE,
  NORD_SYNC_FAILED,
  NORD_SYNC_N_STATES
} NordSyncState;

typedef enum {
  NORD_SYNC_START,       /* the server is known */
  NORD_SYNC_START_NEW,   /* the server was never met */
  NORD_SYNC_MORE,        /* the same once more */
  NORD_SYNC_NEXT,        /* nothing left of this */
  NORD_SYNC_BEHIND,      /* others brought something meanwhile */
  NORD_SYNC_OTHER_EPOCH, /* the server lost or changed its history */
  NORD_SYNC_TROUBLE,     /* may pass: no network, server busy */
  NORD_SYNC_RETRY,
  NORD_SYNC_GIVE_UP, /* will not pass by itself */
  NORD_SYNC_CANCEL,
  NORD_SYNC_N_EVENTS
} NordSyncEvent;

/* FALSE: the table has no such step, and @state stays. */
gboolean nord_sync_step (NordSyncState *state, NordSyncEvent event);
gboolean nord_sync_state_is_busy (NordSyncState state);
const char *nord_sync_state_get_words (NordSyncState state); /* translated, for a progress line */

G_END_DECLS
