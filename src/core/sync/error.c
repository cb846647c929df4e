/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Why an exchange did not succeed. Each sentence says what happened and what can be done; nothing
 * is lost in any of these cases, and what is here stays here. */
#include "core/sync/error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (nord_sync_error, nord_sync_error)

static const char *
words_of (NordSyncError code)
{
  switch (code) {
  case NORD_SYNC_ERROR_ADDRESS:
    return _ ("The address of the server is not complete. It begins with https://; only servers in "
              "this room may be reached with http://.");
  case NORD_SYNC_ERROR_OFFLINE:
    return _ ("There is no connection to the internet, or the address of the server is not known.");
  case NORD_SYNC_ERROR_UNREACHABLE:
    return _ ("Nobody answers at the address of the server.");
  case NORD_SYNC_ERROR_BROKEN:
    return _ ("The connection broke off. What has arrived is safe; the rest follows next time.");
  case NORD_SYNC_ERROR_PORTAL:
    return _ ("A page answers instead of the server, probably the sign-in page of this network. "
              "Open a browser, sign in to the network, and try again.");
  case NORD_SYNC_ERROR_TLS:
    return _ ("The server cannot prove who it is. Nothing was sent.");
  case NORD_SYNC_ERROR_TOKEN:
    return _ ("The server does not know this access key. Ask the office for a new one.");
  case NORD_SYNC_ERROR_FORBIDDEN:
    return _ ("This access key may not do that on this server.");
  case NORD_SYNC_ERROR_NOT_OURS:
    return _ ("Someone answers at this address, but it is not a Nordwärts server.");
  case NORD_SYNC_ERROR_TOO_NEW:
    return _ ("The server speaks a newer language. Please update Nordwärts.");
  case NORD_SYNC_ERROR_BUSY:
    return _ ("The server is busy and asks to be tried again later.");
  case NORD_SYNC_ERROR_SERVER:
    return _ ("The server had a failure. Nothing is lost; please try again later.");
  case NORD_SYNC_ERROR_ANSWER:
    return _ ("The answer of the server makes no sense. Nothing was taken over.");
  case NORD_SYNC_ERROR_EPOCH:
    return _ ("The server was restored. Everything it lost will be sent again.");
  case NORD_SYNC_ERROR_NO_WORKSHOP:
    return _ ("The server does not know this workshop yet.");
  case NORD_SYNC_ERROR_NO_FILE:
    return _ ("The server does not have this medium yet.");
  default:
    return _ ("The exchange with the server failed.");
  }
}

static const char *
words_of_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("The certificate of the server has expired. Nothing was sent. Is the clock of this "
              "computer right? Otherwise tell the office.");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("The certificate of the server is not valid yet. Nothing was sent. Is the clock of "
              "this computer right?");
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("The certificate belongs to another address than this server. Nothing was sent.");
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _ ("The certificate of the server has been withdrawn. Nothing was sent.");
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("Nobody this computer trusts vouches for the server. Nothing was sent. In a foreign "
              "network this may be somebody else.");
  return words_of (NORD_SYNC_ERROR_TLS);
}

GError *
nord_sync_error_new (NordSyncError code)
{
  return g_error_new_literal (NORD_SYNC_ERROR, (int) code, words_of (code));
}

static NordSyncError
code_of_io (int code)
{
  switch (code) {
  case G_IO_ERROR_NETWORK_UNREACHABLE:
    return NORD_SYNC_ERROR_OFFLINE;
  case G_IO_ERROR_CONNECTION_REFUSED:
  case G_IO_ERROR_HOST_UNREACHABLE:
  case G_IO_ERROR_HOST_NOT_FOUND:
  case G_IO_ERROR_TIMED_OUT:
    return NORD_SYNC_ERROR_UNREACHABLE;
  default:
    return NORD_SYNC_ERROR_BROKEN;
  }
}

GError *
nord_sync_error_from_transport (const GError *error, SoupMessage *message)
{
  GTlsCertificateFlags flags =
    message != NULL ? soup_message_get_tls_peer_certificate_errors (message) : 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (error->domain == NORD_SYNC_ERROR)
    return g_error_copy (error);
  /* Who answers speaks, but not in the way of a protected connection. */
  if (flags == 0 && (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS) ||
                     g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_MISC)))
    return g_error_new_literal (
      NORD_SYNC_ERROR, NORD_SYNC_ERROR_TLS,
      _ ("Someone answers at this address, but not over a protected connection (https). Nothing "
         "was sent. Is the address right, and its port?"));
  if (error->domain == G_TLS_ERROR && flags == 0 &&
      g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF))
    return nord_sync_error_new (NORD_SYNC_ERROR_BROKEN);
  if (error->domain == G_TLS_ERROR || flags != 0)
    return g_error_new_literal (NORD_SYNC_ERROR, NORD_SYNC_ERROR_TLS, words_of_certificate (flags));
  if (error->domain == G_RESOLVER_ERROR)
    return nord_sync_error_new (NORD_SYNC_ERROR_OFFLINE);
  if (error->domain == G_IO_ERROR)
    return nord_sync_error_new (code_of_io (error->code));
  return nord_sync_error_new (NORD_SYNC_ERROR_BROKEN);
}

GError *
nord_sync_error_from_status (guint status, const char *kind, const char *detail)
{
  if (status >= 200 && status < 300)
    return NULL;
  if (status >= 300 && status < 400)
    return nord_sync_error_new (NORD_SYNC_ERROR_PORTAL);
  switch (status) {
  case 401:
  case 407:
    return nord_sync_error_new (NORD_SYNC_ERROR_TOKEN);
  case 403:
    return nord_sync_error_new (NORD_SYNC_ERROR_FORBIDDEN);
  case 404:
    if (g_strcmp0 (kind, "unknown-workshop") == 0)
      return nord_sync_error_new (NORD_SYNC_ERROR_NO_WORKSHOP);
    if (g_strcmp0 (kind, "no-such-file") == 0)
      return nord_sync_error_new (NORD_SYNC_ERROR_NO_FILE);
    return nord_sync_error_new (NORD_SYNC_ERROR_NOT_OURS);
  case 405:
    return nord_sync_error_new (NORD_SYNC_ERROR_NOT_OURS);
  case 410:
    return nord_sync_error_new (NORD_SYNC_ERROR_EPOCH);
  case 426:
    return nord_sync_error_new (NORD_SYNC_ERROR_TOO_NEW);
  case 408:
  case 425:
  case 429:
  case 503:
  case 507:
    return nord_sync_error_new (NORD_SYNC_ERROR_BUSY);
  default:
    break;
  }
  if (status >= 500)
    return nord_sync_error_new (NORD_SYNC_ERROR_SERVER);
  if (detail != NULL && *detail != '\0')
    return g_error_new (NORD_SYNC_ERROR, NORD_SYNC_ERROR_ANSWER,
                        _ ("The server refuses the request (%u): %s"), status, detail);
  return g_error_new (NORD_SYNC_ERROR, NORD_SYNC_ERROR_ANSWER,
                      _ ("The server refuses the request (%u)."), status);
}

gboolean
nord_sync_error_is_passing (const GError *error)
{
  if (error->domain != NORD_SYNC_ERROR)
    return FALSE;
  switch (error->code) {
  case NORD_SYNC_ERROR_OFFLINE:
  case NORD_SYNC_ERROR_UNREACHABLE:
  case NORD_SYNC_ERROR_BROKEN:
  case NORD_SYNC_ERROR_BUSY:
  case NORD_SYNC_ERROR_SERVER:
  case NORD_SYNC_ERROR_ANSWER:
    return TRUE;
  default:
    return FALSE;
  }
}

gboolean
nord_sync_error_is_offline (const GError *error)
{
  return error->domain == NORD_SYNC_ERROR &&
         (error->code == NORD_SYNC_ERROR_OFFLINE || error->code == NORD_SYNC_ERROR_UNREACHABLE ||
          error->code == NORD_SYNC_ERROR_PORTAL);
}
