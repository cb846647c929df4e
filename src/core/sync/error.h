/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Why an exchange did not succeed, in the words of the person at the laptop. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum {
  NORD_SYNC_ERROR_ADDRESS,     /* the address is none, or sends a token in the clear */
  NORD_SYNC_ERROR_OFFLINE,     /* no network, or the name is not known */
  NORD_SYNC_ERROR_UNREACHABLE, /* nobody answers there */
  NORD_SYNC_ERROR_BROKEN,      /* the connection broke, or the answer was cut */
  NORD_SYNC_ERROR_PORTAL,      /* a login page of the network answers */
  NORD_SYNC_ERROR_TLS,         /* the other side does not prove who it is */
  NORD_SYNC_ERROR_TOKEN,       /* 401 */
  NORD_SYNC_ERROR_FORBIDDEN,   /* 403 for the whole of it */
  NORD_SYNC_ERROR_NOT_OURS,    /* someone answers, but no server of ours */
  NORD_SYNC_ERROR_TOO_NEW,     /* the server speaks no version of ours */
  NORD_SYNC_ERROR_BUSY,        /* 429, 503, 507 and other words for "later" */
  NORD_SYNC_ERROR_SERVER,      /* the server failed */
  NORD_SYNC_ERROR_ANSWER,      /* the answer makes no sense */
  NORD_SYNC_ERROR_EPOCH,       /* the server has another history than it had */
  NORD_SYNC_ERROR_NO_WORKSHOP, /* the server does not know this workshop yet */
  NORD_SYNC_ERROR_NO_FILE,     /* the server does not have this medium */
} NordSyncError;

#define NORD_SYNC_ERROR (nord_sync_error_quark ())
GQuark nord_sync_error_quark (void);

/* What libsoup and GIO say, in words; (transfer full). A cancelled call stays G_IO_ERROR_CANCELLED.
 */
GError *nord_sync_error_from_transport (const GError *error, SoupMessage *message);
/* What a status says; NULL where it is good. @detail: (nullable) from the server's problem. */
GError *nord_sync_error_from_status (guint status, const char *kind, const char *detail);
GError *nord_sync_error_new (NordSyncError code);
/* May it pass by itself? */
gboolean nord_sync_error_is_passing (const GError *error);
/* Is it nothing but being away from the network? Then it is no failure to speak of. */
gboolean nord_sync_error_is_offline (const GError *error);

G_END_DECLS
